import Foundation
import Quantities

/// The von Mises–Fisher kernel on the sphere, integrated over the azimuth: what a direction of polar angle θ' adds to one of θ, per unit of dcos θ',
///
///     K = κ e^{κ(cos(θ−θ')−1)} e^{−z}I₀(z)/(1 − e^{−2κ}),   z = κ sin θ sin θ',   κ = 1/σ²
///
/// Four angles at a time. Away from the axis e^{−z}I₀(z) is its asymptotic series, which makes K a product of factors of θ and θ' and one exponential.
struct SphereKernel {
  let resolution: Double
  let kappa: Double
  private let scale: Double
  private let table = BesselTable.shared

  /// How far the kernel is followed, in σ: e^(−21) is left out.
  static let reach = 6.5
  /// From here on the series errs by less than 1e-9.
  private static let asymptotic = 25.0

  /// - Precondition: 1e-6 ≤ σ ≤ 0.1.
  init(resolution: Double) {
    precondition((1e-6...0.1).contains(resolution), "a resolution between a microradian and a tenth of a radian")
    self.resolution = resolution
    kappa = 1 / (resolution * resolution)
    scale = kappa / -expm1(-2 * kappa)
  }

  /// Four directions that light comes from.
  struct Sources {
    var angle: SIMD4<Double>
    /// sin θ'.
    var sine: SIMD4<Double>
    /// 1/√sin θ'.
    var steepness: SIMD4<Double>
  }

  /// K of four sources as seen at one angle.
  @inline(__always)
  func values(_ sources: Sources, at theta: Double, sine: Double, steepness: Double) -> SIMD4<Double> {
    let u = sources.angle - theta, v = u * u
    // 1 − cos u to u¹²: at 0.65 rad, where the widest kernel ends, exact to 1e-10.
    var fall = 1 - v * (1.0 / 132)
    fall = 1 - v * (1.0 / 90) * fall
    fall = 1 - v * (1.0 / 56) * fall
    fall = 1 - v * (1.0 / 30) * fall
    fall = 1 - v * (1.0 / 12) * fall
    let decay = exponential(-0.5 * kappa * v * fall)
    let least = kappa * sine * sources.sine.min()
    if least > Self.asymptotic {
      let root = sources.steepness * steepness
      let t = root * root / (8 * kappa)
      // Σ [1·9·25…(2k−1)²]/(k! (8z)^k).
      var series = 1 + t * (121.0 / 6)
      series = 1 + t * (81.0 / 5) * series
      series = 1 + t * (49.0 / 4) * series
      series = 1 + t * (25.0 / 3) * series
      series = 1 + t * (9.0 / 2) * series
      series = 1 + t * series
      return scale / (2 * .pi * kappa).squareRoot() * root * series * decay
    }
    var bessel = SIMD4<Double>.zero
    for lane in 0..<4 { bessel[lane] = table.value(kappa * sine * sources.sine[lane]) }
    return scale * bessel * decay
  }
}

/// e^x for x ≤ 0, four at a time; relative error 1e-13, and 1e-300 stands for less.
@inline(__always)
private func exponential(_ argument: SIMD4<Double>) -> SIMD4<Double> {
  let x = argument.clamped(lowerBound: SIMD4(repeating: -690), upperBound: .zero)
  // Adding 1.5·2⁵² rounds to an integer that then stands in the lowest bits.
  let magic = 0x1.8p52
  let shifted = x * 1.442_695_040_888_963_4 + magic
  let n = shifted - magic
  let r = x - n * 0x1.62e42fefa39efp-1 - n * 0x1.abc9e3b39803fp-56
  var p = 1 + r * (1.0 / 11)
  p = 1 + r * (1.0 / 10) * p
  p = 1 + r * (1.0 / 9) * p
  p = 1 + r * (1.0 / 8) * p
  p = 1 + r * (1.0 / 7) * p
  p = 1 + r * (1.0 / 6) * p
  p = 1 + r * (1.0 / 5) * p
  p = 1 + r * (1.0 / 4) * p
  p = 1 + r * (1.0 / 3) * p
  p = 1 + r * (1.0 / 2) * p
  p = 1 + r * p
  let exponent = unsafeBitCast(shifted, to: SIMD4<Int64>.self) &<< 52
  return unsafeBitCast(unsafeBitCast(p, to: SIMD4<Int64>.self) &+ exponent, to: SIMD4<Double>.self)
}

/// e^{−x}I₀(x) for 0 ≤ x, from polynomials on unit intervals up to 26 and its series beyond: relative error 1e-9.
private struct BesselTable {
  static let shared = BesselTable()
  private static let degree = 8, end = 26
  /// In powers of the distance from the middle of the interval.
  private let coefficients: [Double]

  private init() {
    // Newton's divided differences on Chebyshev's nodes, multiplied out.
    let count = Self.degree + 1
    let nodes = (0..<count).map { 0.5 * cos(.pi * (Double($0) + 0.5) / Double(count)) }
    coefficients = (0..<Self.end).flatMap { interval -> [Double] in
      var differences = nodes.map { scaledBesselI0(Double(interval) + 0.5 + $0) }
      for order in 1..<count {
        for k in stride(from: count - 1, through: order, by: -1) {
          differences[k] = (differences[k] - differences[k - 1]) / (nodes[k] - nodes[k - order])
        }
      }
      var powers = [Double](repeating: 0, count: count)
      for k in stride(from: count - 1, through: 0, by: -1) {
        for index in stride(from: count - 1, through: 1, by: -1) {
          powers[index] = powers[index - 1] - nodes[k] * powers[index]
        }
        powers[0] = differences[k] - nodes[k] * powers[0]
      }
      return powers
    }
  }

  func value(_ x: Double) -> Double {
    guard x < Double(Self.end) else { return scaledBesselI0(x) }
    let interval = Int(x), t = x - Double(interval) - 0.5, first = interval * (Self.degree + 1)
    var value = coefficients[first + Self.degree]
    for k in stride(from: Self.degree - 1, through: 0, by: -1) { value = value * t + coefficients[first + k] }
    return value
  }
}
