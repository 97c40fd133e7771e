import Foundation
import Neutrinos
import Quantities

/// The integral of one ordered pair's F over the squared invariant mass, ∫ F_ij dM² in eV⁴.
///
/// With Σ = m_i² + m_j² and μ = m_i m_j the thresholds are (m_i ± m_j)² = Σ ± 2μ, and the substitution
///
///     M² = Σ + 2μ cosh y,   √[(M²−(m_i+m_j)²)(M²−(m_i−m_j)²)] = 2μ sinh y
///
/// removes the square root at the threshold, y = 0, wherever it lies. What remains is analytic up to |Im y| = π, so that panels of length
/// 2.7 with 12 Gauss–Legendre nodes reach 1e-14: ρ = 4.9 half-lengths gives ρ⁻²⁴ = 4e-17, and e^{3y} over a panel is as good.
/// For μ = 0 the root is M² − m² itself, and M² = e^u takes the place of y.
enum PairIntegral {
  private static let rule = GaussLegendre(count: 12)
  private static let panel = 2.7

  /// ∫ F dM² from a to b, where a < b; the part below threshold counts nothing.
  static func value(_ pair: PairCoupling, _ f: SpinCurrentPolynomial, from a: Double, to b: Double) -> Double {
    let threshold = pair.thresholdSquared
    guard b > threshold, b > 0 else { return 0 }
    let low = max(a, threshold, 0)
    let mu = pair.mi * pair.mj
    if mu > 0 {
      let sum = pair.mi * pair.mi + pair.mj * pair.mj
      func y(_ s: Double) -> Double { 2 * asinh((max(s - threshold, 0) / (4 * mu)).squareRoot()) }
      return panels(from: y(low), to: y(b)) { y in
        let grow = exp(y), shrink = 1 / grow
        let root = mu * (grow - shrink), s = sum + mu * (grow + shrink)
        return root * f.value(root: root, massSquared: s)
      }
    }
    if threshold == 0 {
      // Both massless: R = M², F = c₀ + c₁M².
      return (b - low) * (f.c0 + f.c1 * (b + low) / 2)
    }
    return panels(from: log(low), to: log(b)) { u in
      let s = exp(u)
      return s * f.value(root: s - threshold, massSquared: s)
    }
  }

  /// The mean of F over a short stretch [a, b] well above threshold, without the division by b − a.
  static func mean(_ pair: PairCoupling, _ f: SpinCurrentPolynomial, from a: Double, to b: Double) -> Double {
    let threshold = pair.thresholdSquared, difference = (pair.mi - pair.mj) * (pair.mi - pair.mj)
    return rule.integral(from: -0.5, to: 0.5) { t in
      let s = (a + b) / 2 + (b - a) * t
      return f.value(root: ((s - threshold) * (s - difference)).squareRoot(), massSquared: s)
    }
  }

  private static func panels(from a: Double, to b: Double, _ integrand: (Double) -> Double) -> Double {
    let count = max(1, Int(((b - a) / panel).rounded(.up)))
    let step = (b - a) / Double(count)
    var sum = 0.0
    for k in 0..<count { sum += rule.integral(from: a + Double(k) * step, to: a + Double(k + 1) * step, integrand) }
    return sum
  }
}
