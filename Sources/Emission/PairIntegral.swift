import Foundation
import Neutrinos
import Quantities

/// The integral of one pair's F over the squared invariant mass, ∫ F dM² in eV⁴.
///
/// With s = M², Σ = m_i² + m_j², μ = m_i m_j, Δ = |m_i² − m_j²| and R = √[(s − (m_i+m_j)²)(s − (m_i−m_j)²)] = √(s² − 2Σs + Δ²), F is
/// a sum of c_k R s^{−k}, and from the threshold to s
///
///     ∫ R ds    = (s − Σ)R/2 − 2μ² y
///     ∫ R/s ds  = R − Σy + Δ² z
///     ∫ R/s² ds = y − Σz − R/s
///     Δ² ∫ R/s³ ds = (Σs − Δ²)R/(2s²) − 2μ² z
///     y = asinh(R/2μ),   z = asinh(ΔR/(2μs))/Δ   (R/(2μs) for Δ = 0)
///
/// These lose digits close to the threshold, where quadrature takes their place.
struct PairIntegral {
  /// What the two masses make of it.
  struct Shape: Sendable {
    /// (m_i + m_j)², Σ, μ and Δ, eV².
    let threshold: Double
    let sum: Double
    let product: Double
    let difference: Double

    init(_ pair: PairCoupling) {
      threshold = pair.thresholdSquared
      sum = pair.mi * pair.mi + pair.mj * pair.mj
      product = pair.mi * pair.mj
      difference = abs((pair.mi - pair.mj) * (pair.mi + pair.mj))
    }
  }

  private let f: SpinCurrentPolynomial
  private let shape: Shape
  private var threshold: Double { shape.threshold }
  private var sum: Double { shape.sum }
  private var product: Double { shape.product }
  private var difference: Double { shape.difference }

  init(_ pair: PairCoupling, _ polynomial: SpinCurrentPolynomial) { self.init(Shape(pair), polynomial) }

  init(_ shape: Shape, _ polynomial: SpinCurrentPolynomial) {
    self.shape = shape
    f = polynomial
  }

  /// The mean of F over M² from a to b, where a ≤ b; what lies below threshold counts as zero.
  func mean(from a: Double, to b: Double) -> Double {
    guard b > threshold, b > 0 else { return 0 }
    // Hardly any change between the ends: no division by it.
    if a > threshold, b - a < 0.1 * (a - threshold) {
      return Self.rule.integral(from: -0.5, to: 0.5) { value(at: (a + b) / 2 + (b - a) * $0) }
    }
    let low = max(a, threshold, 0)
    // Beyond twice the threshold the terms of the antiderivative are at most some thirty times their sum: 1e-14.
    let integral =
      b > 2 * threshold
      ? antiderivative(b) - (low > threshold ? antiderivative(low) : 0) : quadrature(from: low, to: b)
    return integral / (b - a)
  }

  /// The derivatives of ``mean(from:to:)`` by a and by b.
  func meanSlopes(from a: Double, to b: Double) -> (byLower: Double, byUpper: Double) {
    guard b > threshold, b > 0 else { return (0, 0) }
    if a > threshold, b - a < 0.1 * (a - threshold) {
      // ∫F(a + (b−a)t) dt over 0…1, under the integral.
      let lower = Self.rule.integral(from: -0.5, to: 0.5) { (0.5 - $0) * slope(at: (a + b) / 2 + (b - a) * $0) }
      let upper = Self.rule.integral(from: -0.5, to: 0.5) { (0.5 + $0) * slope(at: (a + b) / 2 + (b - a) * $0) }
      return (lower, upper)
    }
    let mean = mean(from: a, to: b)
    return ((mean - (a > max(threshold, 0) ? value(at: a) : 0)) / (b - a), (value(at: b) - mean) / (b - a))
  }

  /// dF/dM² above threshold.
  private func slope(at s: Double) -> Double {
    let r = root(s), inverse = 1 / s
    let rootSlope = (s - sum) / r
    let bracket = f.c1 + inverse * (f.c0 + inverse * (f.c2 + inverse * f.c3))
    let bracketSlope = -inverse * inverse * (f.c0 + inverse * (2 * f.c2 + inverse * 3 * f.c3))
    return rootSlope * bracket + r * bracketSlope
  }

  private func root(_ s: Double) -> Double {
    let excess = max(s - threshold, 0)
    return (excess * (excess + 4 * product)).squareRoot()
  }

  private func value(at s: Double) -> Double { f.value(root: root(s), massSquared: s) }

  /// ∫ F dM² from the threshold to s.
  private func antiderivative(_ s: Double) -> Double {
    if threshold == 0 { return s * (f.c0 + f.c1 * s / 2) }
    let r = root(s), v = r / s
    // y − Σz and Σy − Δ²z, which stay finite for μ → 0 while y and z do not.
    let lessOne: Double
    let lessZero: Double
    let y: Double
    let z: Double
    if product == 0 {
      (y, z) = (0, 0)
      lessOne = log(s / threshold)
      lessZero = threshold * lessOne
    } else {
      y = Self.asinh(r / (2 * product))
      z = difference == 0 ? v / (2 * product) : Self.asinh(difference * v / (2 * product)) / difference
      lessOne = y - sum * z
      lessZero = sum * y - difference * difference * z
    }
    let d2 = difference * difference
    var integral = f.c1 * ((s - sum) * r / 2 - 2 * product * product * y)
    integral += f.c0 * (r - lessZero) + f.c2 * (lessOne - v)
    if d2 > 0 { integral += f.c3 / d2 * ((sum * s - d2) * v / (2 * s) - 2 * product * product * z) }
    return integral
  }

  /// For x ≥ 0, exact to rounding for small x too; a third of the cost of the C library's.
  private static func asinh(_ x: Double) -> Double {
    // Beyond, 1 is lost beside x², and for masses near zero x² overflows.
    if x > 1e9 { return log(x) + log(2) }
    let root = (1 + x * x).squareRoot()
    return x > 0.5 ? log(x + root) : log1p(x + x * x / (1 + root))
  }

  // MARK: Near the threshold

  private static let rule = GaussLegendre(count: 12)
  private static let panel = 2.7

  /// Near the threshold, M² = Σ + 2μ cosh y removes the square root wherever it lies: R = 2μ sinh y. What remains is analytic up to
  /// |Im y| = π, so that panels of length 2.7 with 12 Gauss–Legendre nodes reach 1e-14: ρ = 4.9 half-lengths gives ρ⁻²⁴ = 4e-17, and e^{3y}
  /// over a panel is as good. For μ = 0 the root is M² − m² itself, and M² = e^u takes the place of y.
  private func quadrature(from a: Double, to b: Double) -> Double {
    if product == 0 {
      return panels(from: log(a), to: log(b)) { u in
        let s = exp(u)
        return s * f.value(root: s - threshold, massSquared: s)
      }
    }
    func y(_ s: Double) -> Double { 2 * Foundation.asinh((max(s - threshold, 0) / (4 * product)).squareRoot()) }
    return panels(from: y(a), to: y(b)) { y in
      let grow = exp(y), shrink = 1 / grow
      let root = product * (grow - shrink), s = sum + product * (grow + shrink)
      return root * f.value(root: root, massSquared: s)
    }
  }

  private func panels(from a: Double, to b: Double, _ integrand: (Double) -> Double) -> Double {
    let count = max(1, Int(((b - a) / Self.panel).rounded(.up)))
    let step = (b - a) / Double(count)
    var sum = 0.0
    for k in 0..<count {
      sum += Self.rule.integral(from: a + Double(k) * step, to: a + Double(k + 1) * step, integrand)
    }
    return sum
  }
}
