import Foundation

/// One cell's share of the likelihood ratio of Poisson numbers at their expected values,
///
///     2 [μ' − μ + μ ln(μ/μ')]
///
/// μ being what is counted and μ' what the tested hypothesis expects. G. Cowan et al., Eur. Phys. J. C 71 (2011) 1554.
enum PoissonDeviance {
  /// - Parameters:
  ///   - truth: μ.
  ///   - difference: μ' − μ, given apart: where the two are alike it has digits that they lost.
  /// - Returns: infinite where something is counted that the hypothesis excludes.
  @inline(__always)
  static func value(truth mu: Double, difference d: Double) -> Double {
    guard mu > 0 else { return 2 * max(d, 0) }
    let x = d / mu
    // x − ln(1+x): the leading terms cancel where the two are alike, and the series x²/2 − x³/3 + … takes over; twelve terms leave 0.05¹².
    guard abs(x) < 0.05 else { return x > -1 ? 2 * mu * (x - log1p(x)) : .infinity }
    var sum = 1.0 / 14
    for n in stride(from: 13, through: 2, by: -1) { sum = 1 / Double(n) - x * sum }
    return 2 * mu * x * x * sum
  }
}
