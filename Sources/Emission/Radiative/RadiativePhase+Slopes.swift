/// How the kinematics of radiative emission moves with the level spacing, for the propagation of the levels' errors.
extension RadiativePhase {
  /// dω_ij/dε of the threshold of a sum of masses s, at the phase as prepared:
  ///
  ///     [ε²(1−r²) + s²] / [2ε²(1 − r cos ϑ)];   1 at boost-trigger lock.
  ///
  /// - Returns: `nil` where there is no threshold.
  public func thresholdSlope(levelSpacing eps: Double, massSum s: Double, cosine: Double = 1) -> Double? {
    guard threshold(levelSpacing: eps, massSum: s, cosine: cosine) != nil else { return nil }
    return switch self {
    case .fixed(let r): (eps * eps * ((1 - r) * (1 + r)) + s * s) / (2 * eps * eps * (1 - r * cosine))
    case .locked: 1
    }
  }

  /// dM²/dε at a trigger energy that stays:
  ///
  ///     2ε(1−r²) − 2ω(1 − r cos ϑ);   2(ε − ω) at boost-trigger lock.
  public func massSquaredSlope(levelSpacing eps: Double, trigger: Double, cosine: Double = 1) -> Double {
    switch self {
    case .fixed(let r): 2 * eps * ((1 - r) * (1 + r)) - 2 * trigger * (1 - r * cosine)
    case .locked: 2 * (eps - trigger)
    }
  }
}
