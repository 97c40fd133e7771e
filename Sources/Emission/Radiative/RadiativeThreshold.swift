import Quantities

/// Where one pair stops being emitted as the trigger's energy grows at a fixed imprinted phase, with more digits than a `Double`.
///
/// Units eV. M² − s² = 2ε(1 − r cos ϑ)(ω_ij − ω): the form that keeps its digits close to ω_ij.
public struct RadiativeThreshold: Sendable, Hashable {
  /// ω_ij, correctly rounded but for rare ties: one ulp below it the pair is open, one ulp above closed. Negative when closed; −∞ where r cos ϑ = 1,
  /// which leaves M² = 0 at every ω.
  public let energy: Double
  /// What rounding took from ω_ij.
  public let remainder: Double
  /// 2ε(1 − r cos ϑ), eV: −dM²/dω.
  public let slope: Double
  /// True when the pair is emitted at no ω.
  public let isClosed: Bool

  public init(levelSpacing eps: Double, imprint r: Double, cosine c: Double, massSum s: Double) {
    // r cos ϑ near 1 keeps the digits of its difference from 1.
    slope = 2 * eps * (DoubleDouble(1) - r * DoubleDouble(c)).value
    func excess(at w: Double, _ rest: Double) -> Double {
      let trigger = DoubleDouble(w) + DoubleDouble(rest)
      return (RadiativeKinematics.massSquared(eps, trigger, r, c) - s * DoubleDouble(s)).value
    }
    let room = excess(at: 0, 0)
    isClosed = slope <= 0 || room < 0
    guard slope > 0 else {
      energy = -.infinity
      remainder = 0
      return
    }
    // Newton on a linear function: the first step removes the rounding of the quotient, the next one that of the sum.
    var w = room / slope
    w += excess(at: w, 0) / slope
    energy = w
    remainder = excess(at: w, 0) / slope
  }

  /// M² − s² at a trigger energy.
  public func excess(at trigger: Double) -> Double { slope * ((energy - trigger) + remainder) }
}
