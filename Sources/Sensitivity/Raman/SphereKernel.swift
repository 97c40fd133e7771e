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
  /// The scale of the asymptotic series.
  private let edge: Double
  private let table = BesselTable.shared

  /// How far the kernel is followed, in σ: e^(−18) is left out.
  static let reach = 6.0
  /// From here on the series errs by less than 1e-9.
  private static let asymptotic = 25.0

  /// - Precondition: 1e-6 ≤ σ ≤ 0.1.
  init(resolution: Double) {
    precondition((1e-6...0.1).contains(resolution), "a resolution between a microradian and a tenth of a radian")
    self.resolution = resolution
    kappa = 1 / (resolution * resolution)
    scale = kappa / -expm1(-2 * kappa)
    edge = scale / (2 * .pi * kappa).squareRoot()
  }

  /// Four directions that light comes from.
  struct Sources {
    /// cos θ' and sin θ'.
    var cosine: SIMD4<Double>
    var sine: SIMD4<Double>
    /// 1/√sin θ'.
    var steepness: SIMD4<Double>
  }

  /// A direction that light seems to come from.
  struct Target {
    let cosine: Double
    let sine: Double
    let steepness: Double

    init(cosine: Double, sine: Double) {
      self.cosine = cosine
      self.sine = sine
      steepness = 1 / sine.squareRoot()
    }
  }

  /// K of four sources as seen at one angle.
  ///
  /// - Parameter least: the smallest sin θ' of the four.
  @inline(__always)
  func values(_ sources: Sources, least: Double, at target: Target) -> SIMD4<Double> {
    // 1 − cos(θ−θ') as half the squared chord keeps its digits.
    let across = sources.sine - target.sine, along = sources.cosine - target.cosine
    let decay = exponential(-0.5 * kappa * (across * across + along * along))
    if kappa * target.sine * least > Self.asymptotic {
      let root = sources.steepness * target.steepness
      let t = root * root / (8 * kappa)
      // Σ [1·9·25…(2k−1)²]/(k! (8z)^k).
      var series = 1 + t * (121.0 / 6)
      series = 1 + t * (81.0 / 5) * series
      series = 1 + t * (49.0 / 4) * series
      series = 1 + t * (25.0 / 3) * series
      series = 1 + t * (9.0 / 2) * series
      series = 1 + t * series
      return edge * root * series * decay
    }
    var bessel = SIMD4<Double>.zero
    for lane in 0..<4 { bessel[lane] = table.value(kappa * target.sine * sources.sine[lane]) }
    return scale * bessel * decay
  }
}

/// e^x for x ≤ 0, four at a time; relative error 2e-10, and 1e-300 stands for less.
@inline(__always)
private func exponential(_ argument: SIMD4<Double>) -> SIMD4<Double> {
  let x = argument.replacing(with: -690, where: argument .< -690)
  // Adding 1.5·2⁵² rounds to an integer that then stands in the lowest bits.
  let shifted = x * 1.442_695_040_888_963_4 + 0x1.8p52
  let r = x - (shifted - 0x1.8p52) * 0x1.62e42fefa39efp-1
  let r2 = r * r, r4 = r2 * r2
  // Taylor's series to r⁸ in pairs: |r| is at most ½ ln 2.
  let first: SIMD4<Double> = 1 + r
  let second: SIMD4<Double> = 1.0 / 2 + r * (1.0 / 6)
  let third: SIMD4<Double> = 1.0 / 24 + r * (1.0 / 120)
  let fourth: SIMD4<Double> = 1.0 / 720 + r * (1.0 / 5040)
  let high: SIMD4<Double> = third + r2 * fourth + r4 * (1.0 / 40320)
  let p: SIMD4<Double> = first + r2 * second + r4 * high
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
