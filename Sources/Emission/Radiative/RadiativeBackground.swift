/// The macro-coherent QED processes that compete with radiative pair emission, where they are possible: |e⟩ → γ + n photons + |g⟩.
///
/// Units eV. McQ2 has one extra photon, **McQ3 two**: the counting of Tanaka et al., arXiv:1710.07136, and Yoshimura, Sasao and Tanaka,
/// PTEP 2015, 053B06. In Raman emission the absorbed photon counts, so that *their* McQ3 has one extra photon: ``RamanKinematics``.
public struct RadiativeBackground: Sendable, Hashable {
  public let kinematics: RadiativeKinematics

  public init(_ kinematics: RadiativeKinematics) { self.kinematics = kinematics }

  // MARK: McQ2

  /// True only at M² = 0 exactly.
  public var isMcQ2Open: Bool { kinematics.massSquared == 0 && kinematics.pairEnergy > 0 }

  /// The trigger energy of McQ2, ε(1−r²)/[2(1 − r cos ϑ)]; `nil` where r cos ϑ = 1. At lock it is ε itself.
  public var mcq2Trigger: Double? {
    if kinematics.isLocked { return kinematics.levelSpacing }
    return RadiativeKinematics.threshold(
      levelSpacing: kinematics.levelSpacing, imprint: kinematics.imprint, cosine: kinematics.cosine, massSum: 0)
  }

  // MARK: McQ3

  /// True for M² > 0, and at M² = 0, where both photons are collinear. Wherever a pair is emitted, two photons can be: a phase alone never
  /// removes McQ3.
  public var isMcQ3Open: Bool { kinematics.massSquared >= 0 && kinematics.pairEnergy > 0 }

  /// The energies that either extra photon of McQ3 can have, [(W−P)/2, (W+P)/2]; one line at boost-trigger lock, where both have (ε−ω)/2 and are
  /// back to back. `nil` when McQ3 is closed.
  ///
  /// From (W−P)(W+P) = M², so that the lower end keeps its digits.
  public var photonInterval: ClosedRange<Double>? {
    guard isMcQ3Open else { return nil }
    let w = kinematics.pairEnergy, p = kinematics.momentum
    if p == 0 { return (w / 2)...(w / 2) }
    let upper = (w + p) / 2
    return min(kinematics.massSquared / (4 * upper), upper)...upper
  }

  /// 2P/W, the least relative width, about its middle, of a band gap that refuses every photon of McQ3; it never exceeds 2. `nil` when McQ3 is closed.
  public var requiredGapWidth: Double? {
    isMcQ3Open ? 2 * kinematics.momentum / kinematics.pairEnergy : nil
  }

  /// True when a band gap covers the whole of ``photonInterval``.
  public func isRemoved(byGapFrom lower: Double, to upper: Double) -> Bool {
    guard let interval = photonInterval else { return true }
    return lower <= interval.lowerBound && interval.upperBound <= upper
  }
}
