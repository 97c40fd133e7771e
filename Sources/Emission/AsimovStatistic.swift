import Foundation

/// How far a hypothesis lies from a truth that is counted, by the likelihood ratio of Poisson numbers at their expected values:
///
///     q = 2 [μ₀ − μ₁ + μ₁ ln(μ₁/μ₀)]
///
/// G. Cowan et al., Eur. Phys. J. C 71 (2011) 1554. √q is the number of standard deviations where numbers are large; where they are small it is still
/// right in the mean, while Fisher information is not.
public enum AsimovStatistic {
  /// - Parameters:
  ///   - hypothesis: μ₀, what the tested hypothesis expects.
  ///   - truth: μ₁, what is counted.
  /// - Returns: infinite where the hypothesis expects nothing and something is counted.
  public static func value(hypothesis: Double, truth: Double) -> Double {
    precondition(hypothesis >= 0 && truth >= 0, "numbers of events are not negative")
    if truth == 0 { return 2 * hypothesis }
    if hypothesis == 0 { return .infinity }
    // x − ln(1+x) with x = (μ₀ − μ₁)/μ₁: its leading terms cancel where the two are alike.
    let x = (hypothesis - truth) / truth
    if abs(x) > 0.02 { return 2 * truth * (x - log1p(x)) }
    // The series x²/2 − x³/3 + …: eight terms reach 1e-15 of the first.
    var term = x * x, sum = 0.0
    for n in 2..<11 {
      sum += term / Double(n) * (n.isMultiple(of: 2) ? 1 : -1)
      term *= x
    }
    return 2 * truth * sum
  }
}
