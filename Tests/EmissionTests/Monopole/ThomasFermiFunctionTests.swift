import Foundation
import Quantities
import Testing

@testable import Emission

/// ∫ f dx over [0, ∞) in x = w²/(1 − w): smooth at the origin, where χ is a series in √x, and over the tail.
private func integral(_ f: (Double) -> Double) -> Double {
  let rule = GaussLegendre(count: 40)
  let panels = 24
  var sum = 0.0
  for k in 0..<panels {
    sum += rule.integral(from: Double(k) / Double(panels), to: Double(k + 1) / Double(panels)) { w in
      let x = w * w / (1 - w)
      return f(x) * w * (2 - w) / ((1 - w) * (1 - w))
    }
  }
  return sum
}

@Suite struct `Thomas–Fermi function` {
  /// mpmath, 70 digits: the equation itself integrated outward by Taylor steps of order 70 from Baker's series at x = 0.02, to x = 1000; beyond by the
  /// expansion 144 x⁻³ Σ c_k (F x^−0.772)^k, F = 13.270 973 848… fixed at x = 1000 (its slope there and its value at 300 then agree within 1e-34).
  static let reference: [(x: Double, value: Double, slope: Double)] = [
    (0.1, 0.8816970767504996355628535, -0.995354646091571900404424),
    (1, 0.424008052080705600224612, -0.2739890515933062519894647),
    (5, 0.07880777925136990425609189, -0.02356007495470051288118045),
    (20, 0.005784941191566940442010572, -0.0006472543327776920330470856),
    (100, 0.0001002425681394073316855858, -0.00000273935106867833008674414),
    (300, 0.000004548571953616680184238576, -4.365949618530290454606175e-8),
    (1000, 0.0000001351274773541057833477519, -3.988010708227991241811216e-10),
    (1e4, 1.424500450995591137635148e-10, -4.261616475500930167853105e-14),
    (1e5, 1.437365135366893609171018e-13, -4.310063615559721984543024e-18),
    (1e8, 1.439987257697832458297522e-22, -4.319951936066826989993335e-30),
  ]

  @Test(arguments: reference)
  func `agrees with the equation integrated to seventy digits`(x: Double, value: Double, slope: Double) {
    // ln χ reaches −50 and is good to some of its last bits: 50 · 2⁻⁵³ = 6e-15; the slope has χ^{4/3}.
    #expect(abs(ThomasFermiFunction.value(at: x) / value - 1) < 2e-14, "χ(\(x)) = \(ThomasFermiFunction.value(at: x))")
    #expect(
      abs(ThomasFermiFunction.slope(at: x) / slope - 1) < 2e-14, "χ′(\(x)) = \(ThomasFermiFunction.slope(at: x))")
  }

  @Test func `starts with the known slope`() {
    // 1.588 071 022 611 375 312 718…: the series in 70 digits; outward integration leaves χ upward or downward when its last quoted digits are changed.
    // 240 positive terms, each the outcome of sums of positive terms: some ulp.
    #expect(abs(ThomasFermiFunction.initialSlope + 1.588_071_022_611_375_312_7) < 16 * 1.588.ulp)
    #expect(ThomasFermiFunction.value(at: 0) == 1)
    // χ = 1 − Bx + (4/3) x^{3/2} − (2/5) B x^{5/2} + …, Baker's series; the next term is x³/3.
    let b = -ThomasFermiFunction.initialSlope
    for x in [1e-300, 1e-12, 1e-8, 1e-5] {
      let baker = 1 - b * x + 4.0 / 3 * x * x.squareRoot() - 0.4 * b * x * x * x.squareRoot()
      #expect(abs(ThomasFermiFunction.value(at: x) - baker) < 1e-15)
      // Its derivative, up to x².
      let slope = -b + 2 * x.squareRoot() - b * x * x.squareRoot()
      #expect(abs(ThomasFermiFunction.slope(at: x) - slope) < 2 * x * x + 2e-15)
    }
  }

  @Test func `approaches Sommerfeld's tail`() {
    #expect(abs(1e15 * ThomasFermiFunction.value(at: 1e5) / 144 - 0.998_170_232_9) < 1e-9)
    // The distance from 144/x³ falls as x^−0.772.
    func distance(_ x: Double) -> Double { 1 - x * x * x * ThomasFermiFunction.value(at: x) / 144 }
    let power = log(distance(1e7) / distance(1e8)) / log(10)
    #expect(abs(power - (73.0.squareRoot() - 7) / 2) < 1e-4)
    #expect(ThomasFermiFunction.value(at: .infinity) == 0 && ThomasFermiFunction.slope(at: .infinity) == 0)
  }

  @Test func `satisfies its equation`() {
    // χ″ by a central difference of χ′: truncation h²/6 χ⁗ and rounding 1e-15/h balance near 1e-10.
    var x = 0.01
    while x < 1e6 {
      let h = 1e-4 * x
      let second = (ThomasFermiFunction.slope(at: x + h) - ThomasFermiFunction.slope(at: x - h)) / (2 * h)
      let chi = ThomasFermiFunction.value(at: x)
      #expect(abs(second / (chi * (chi / x).squareRoot()) - 1) < 3e-7, "x = \(x)")
      x *= 1.7
    }
  }

  @Test func `falls and bends upward everywhere`() {
    var last = ThomasFermiFunction.state(at: 0), x = 1e-6
    while x < 1e9 {
      let state = ThomasFermiFunction.state(at: x)
      #expect(state.value < last.value && state.slope > last.slope && state.value > 0 && state.slope < 0, "x = \(x)")
      last = state
      x *= 1.05
    }
  }

  @Test func `has the integrals of the paper`() {
    let b = -ThomasFermiFunction.initialSlope
    // The integrands are analytic in w inside each panel; 40 nodes leave rounding, some 1e-13 after the tail's cancellation.
    let nucleus = integral { x in
      let chi = ThomasFermiFunction.value(at: x)
      return chi * (chi / x).squareRoot()
    }
    #expect(abs(nucleus / b - 1) < 1e-12)
    let square = integral { x in
      let slope = ThomasFermiFunction.slope(at: x)
      return slope * slope
    }
    #expect(abs(square / 2 / (b / 7) - 1) < 1e-12)
    // Eq. (32): the inner integral is 1 − χ + xχ′, the share of the electrons inside.
    let ordered = integral { x in
      let chi = ThomasFermiFunction.value(at: x)
      return chi * (chi / x).squareRoot() * (1 - ThomasFermiFunction.shareBeyond(x))
    }
    #expect(abs(ordered / (b / 7) - 1) < 1e-12)
    let all = integral { x in
      let chi = ThomasFermiFunction.value(at: x)
      return chi * (chi * x).squareRoot()
    }
    // ~ x^{-4} integrand: what lies beyond the last node is of no account, rounding is.
    #expect(abs(all - 1) < 1e-12)
    #expect(ThomasFermiFunction.shareBeyond(0) == 1 && ThomasFermiFunction.shareBeyond(.infinity) == 0)
  }
}
