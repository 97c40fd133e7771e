/// How the target's phase goes with the trigger's energy.
public enum RadiativePhase: Sendable, Hashable {
  /// r, the same at every trigger energy.
  case fixed(Double)
  /// Boost-trigger lock: r = ω/ε along the trigger, prepared anew for each trigger energy.
  case locked

  /// The kinematics at a trigger energy.
  ///
  /// - Parameter cosine: the direction of the trigger to p_eg, which a lock sets itself.
  public func kinematics(levelSpacing: Double, trigger: Double, cosine: Double = 1) -> RadiativeKinematics {
    switch self {
    case .fixed(let r):
      RadiativeKinematics(levelSpacing: levelSpacing, trigger: trigger, imprint: r, cosine: cosine)
    case .locked: RadiativeKinematics(lockedAt: trigger, levelSpacing: levelSpacing)
    }
  }

  /// Up to which trigger energy a pair of this sum of masses is emitted; `nil` when at none.
  public func threshold(levelSpacing: Double, massSum: Double, cosine: Double = 1) -> Double? {
    switch self {
    case .fixed(let r):
      RadiativeKinematics.threshold(levelSpacing: levelSpacing, imprint: r, cosine: cosine, massSum: massSum)
    case .locked: RadiativeKinematics.lockedThreshold(levelSpacing: levelSpacing, massSum: massSum)
    }
  }
}
