import Foundation

/// The screening function χ(x) of the neutral Thomas–Fermi atom:
///
///     x^{1/2} χ″ = χ^{3/2},   χ(0) = 1,   χ(∞) = 0
///
/// Yoshimura and Sasao, arXiv:1310.6472, eq. (28); they print χ′(0) = 0 for a boundary condition, where χ′(0) = −1.588… comes out. Integrating
/// from the origin loses a digit for every factor 1.35 in x, because solutions that leave χ grow as x^{7.77} relative to it. Majorana's variables
///
///     t = 144^{−1/6} x^{1/2} χ^{1/6},   u = −(16/3)^{1/3} χ^{−4/3} χ′,   du/dt = 8 (t u² − 1)/(1 − t² u)
///
/// (S. Esposito, Am. J. Phys. 70 (2002) 852) put x = ∞ at the regular singular point t = u = 1, which χ alone passes smoothly. With s = 1 − t,
///
///     u = Σ a_k s^k,   ln χ = 6 [g₀ ln s + G(s) − G(1)],   G = Σ g_k s^k/k,   Σ g_k s^k = s t u/(1 − t² u)
///
/// All a_k are positive and fall as 0.83^k: 240 terms reach rounding on the whole of 0 ≤ s ≤ 1, which is the whole of 0 ≤ x ≤ ∞. The tests hold χ
/// and χ′ to 2e-14 of a high-precision integration of the differential equation, from x = 0.1 to 1e8, and to Baker's series below.
public enum ThomasFermiFunction {
  /// χ(x) and χ′(x), for x ≥ 0.
  public static func state(at x: Double) -> (value: Double, slope: Double) {
    precondition(x >= 0, "a distance is not negative")
    if x == 0 { return (1, initialSlope) }
    if x == .infinity { return (0, 0) }
    let series = series
    // With y = ln(t/s), ln x = (ln 144)/3 + 2 ln t − (ln χ)/3 has the slope 2s/(1 − t²u), between 1.29 and 2: Newton's method finds y from anywhere.
    let target = log(x) - log(144.0) / 3
    var y = target / 2
    for _ in 0..<60 {
      let point = series.point(y)
      let step = (2 * point.logT - point.logChi / 3 - target) * point.bend / 2
      y -= step
      if abs(step) < 1e-9 { break }
    }
    let point = series.point(y), chi = exp(point.logChi)
    return (chi, -slopeUnit * chi * cbrt(chi) * series.u(point.s))
  }

  /// χ(x).
  public static func value(at x: Double) -> Double { state(at: x).value }

  /// χ′(x), negative.
  public static func slope(at x: Double) -> Double { state(at: x).slope }

  /// χ′(0) = −1.588 071 022 611 375….
  public static let initialSlope = -slopeUnit * series.u(1)

  /// The share of the electrons farther out than x, χ − xχ′; its complement is ∫₀ˣ χ^{3/2} x^{1/2} dx.
  public static func shareBeyond(_ x: Double) -> Double {
    if x == .infinity { return 0 }
    let state = state(at: x)
    return state.value - x * state.slope
  }

  /// (3/16)^{1/3}: −χ′ = this times χ^{4/3} u.
  private static let slopeUnit = cbrt(3.0 / 16)
  private static let series = MajoranaSeries(terms: 240)
}

/// The coefficients a_k and g_k of ``ThomasFermiFunction``.
private struct MajoranaSeries: Sendable {
  /// a_k.
  let u: [Double]
  /// (1 − t²u)/s = Σ c_k s^k.
  let bend: [Double]
  /// g₀.
  let exponent: Double
  /// g_k/k, 0 at k = 0.
  let primitive: [Double]
  /// G(1).
  let whole: Double

  init(terms count: Int) {
    // a₀ = 1; of the two slopes at the singular point, 9 ± √73, the smaller belongs to the solution that reaches t = 0.
    var a = [1.0, 9 - 73.0.squareRoot()]
    func bendCoefficient(_ k: Int) -> Double {
      // −[(1 − s)² u] at s^k, for k ≥ 1.
      -((k < a.count ? a[k] : 0) - 2 * a[k - 1] + (k > 1 ? a[k - 2] : 0))
    }
    func square(_ n: Int) -> Double {
      var sum = 0.0
      for k in max(0, n - a.count + 1)...min(n, a.count - 1) { sum += a[k] * a[n - k] }
      return sum
    }
    for m in 2..<count {
      // u′ (1 − t²u) + 8 (t u² − 1) at s^m, in which a_m is still missing; it enters linearly.
      var rest = 8 * (square(m) - square(m - 1))
      for k in 0..<m - 1 { rest += Double(k + 1) * a[k + 1] * bendCoefficient(m - k) }
      a.append(-rest / (Double(m) * (2 - a[1]) - a[1] + 16))
    }
    let bend = (1..<count).map(bendCoefficient)
    var g: [Double] = []
    for k in 0..<count - 1 {
      var numerator = a[k] - (k > 0 ? a[k - 1] : 0)
      for j in 0..<k { numerator -= g[j] * bend[k - j] }
      g.append(numerator / bend[0])
    }
    u = a
    self.bend = bend
    exponent = g[0]
    primitive = g.enumerated().map { $0.offset == 0 ? 0 : $0.element / Double($0.offset) }
    whole = Self.sum(primitive, 1)
  }

  func u(_ s: Double) -> Double { Self.sum(u, s) }

  /// All that is wanted at y = ln(t/s).
  func point(_ y: Double) -> (s: Double, logT: Double, logChi: Double, bend: Double) {
    let s = 1 / (1 + exp(y))
    let logT = -log1p(exp(-y)), logS = -log1p(exp(y))
    let logChi = 6 * (exponent * logS + Self.sum(primitive, s) - whole)
    return (s, logT, logChi, Self.sum(bend, s))
  }

  private static func sum(_ coefficients: [Double], _ s: Double) -> Double {
    // Coefficients fall below 0.84^k: what is left out is 1e-18 of the sum.
    var sum = 0.0
    var k = s < 0.97 ? min(coefficients.count, Int(42 / -log(0.84 * s)) + 1) : coefficients.count
    while k > 0 {
      k -= 1
      sum = sum * s + coefficients[k]
    }
    return sum
  }
}
