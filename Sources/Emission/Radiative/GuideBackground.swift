/// The QED background of radiative pair emission inside a guide, whose modes have M_z² = ω² − k_z² = c² for photons of cutoff c.
///
/// Units eV. The trigger travels in a mode of cutoff c_t, with k_z = √(ω² − c_t²), and leaves
///
///     M_z² = (ε−ω)² − (rε ∓ k_z)²
///
/// to the rest: − where the guided trigger runs along p_eg, + against it. Neutrinos are free in three dimensions: the transverse momentum of the
/// mode and of the target's profile, P_⊥ of order c_t, takes P_⊥² of it, M² = M_z² − P_⊥². The endpoints here are those of P_⊥ = 0; no paper counts the spread.
public struct GuideBackground: Sendable, Hashable {
  /// ε_eg.
  public let levelSpacing: Double
  /// r.
  public let imprint: Double
  /// c_t, of the trigger's mode.
  public let triggerCutoff: Double
  /// The lowest cutoff of the guide, c ≤ c_t for the modes that extra photons could use.
  public let lowestCutoff: Double
  /// True when the trigger runs along p_eg.
  public let isAlong: Bool

  public init(
    levelSpacing: Double, imprint: Double = 0, triggerCutoff: Double, lowestCutoff: Double, isAlong: Bool = true
  ) {
    precondition(levelSpacing > 0 && triggerCutoff >= 0 && lowestCutoff >= 0, "energies are positive")
    precondition((-1...1).contains(imprint), "the imprinted phase lies between −1 and 1")
    self.levelSpacing = levelSpacing
    self.imprint = imprint
    self.triggerCutoff = triggerCutoff
    self.lowestCutoff = lowestCutoff
    self.isAlong = isAlong
  }

  /// M_z² at a trigger energy; `nil` below the trigger's cutoff, where it does not travel.
  public func massSquared(at trigger: Double) -> Double? {
    guard trigger >= triggerCutoff else { return nil }
    let wave = ((trigger - triggerCutoff) * (trigger + triggerCutoff)).squareRoot()
    let momentum = imprint * levelSpacing + (isAlong ? -wave : wave)
    let energy = levelSpacing - trigger
    return (energy - momentum) * (energy + momentum)
  }

  /// Whether n extra guided photons of lowest cutoff c can take M² along the axis: M² ≥ (nc)² from n = 2 on, above zero in free space; one photon only
  /// *at* its cutoff, M² = c².
  public static func isOpen(extraPhotons n: Int, massSquared: Double, lowestCutoff c: Double) -> Bool {
    precondition(n >= 1, "one photon or more")
    if n == 1 { return massSquared == c * c }
    let least = Double(n) * c
    return massSquared > 0 && massSquared >= least * least
  }

  /// The trigger energies at which a pair of this sum of masses is emitted and neither McQ3 nor any higher process is possible,
  /// for r = 0 and c_t = c:
  ///
  ///     (ε² − 3c²)/(2ε) < ω ≤ (ε² + c² − s²)/(2ε),   ω ≥ c
  ///
  /// - Returns: `nil` when empty, as it is unless s < 2c. The lower end itself is not part of it.
  public static func window(levelSpacing eps: Double, cutoff c: Double, massSum s: Double) -> ClosedRange<Double>? {
    let lower = max((eps * eps - 3 * c * c) / (2 * eps), c)
    let upper = (eps * eps + (c - s) * (c + s)) / (2 * eps)
    return lower < upper ? lower...upper : nil
  }
}
