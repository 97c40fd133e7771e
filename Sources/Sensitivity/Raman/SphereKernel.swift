import Foundation
import Quantities

/// The von Mises–Fisher kernel on the sphere, integrated over the azimuth: what a direction of polar angle θ' adds to one of θ, per unit of dcos θ',
///
///     K = κ e^{κ(cos(θ−θ')−1)} e^{−z}I₀(z)/(1 − e^{−2κ}),   z = κ sin θ sin θ',   κ = 1/σ²
///
/// Four angles at a time. Away from the axis e^{−z}I₀(z) is its asymptotic series, which makes K a product of factors of θ and θ' and one exponential.
struct SphereKernel {
  private let resolution: Double
  let kappa: Double
  private let scale: Double
  /// The factor before the asymptotic series, but for 1/√(sin θ sin θ').
  private let edge: Double
  /// The exponent per squared chord, to the base of 2.
  private let descent: Double
  /// Cosine and sine of the reach.
  private let turn: (cosine: Double, sine: Double)
  private let table = BesselTable.shared

  /// How far the kernel is followed, in σ: e^(−18) is left out.
  static let reach = 6.0
  /// From this z on, where the table ends, the series errs by less than 1e-9.
  fileprivate static let asymptotic = 25.0
  /// From here on half of it errs by less than 1e-10.
  private static let short = 200.0

  /// - Precondition: 1e-6 ≤ σ ≤ 0.1.
  init(resolution: Double) {
    precondition((1e-6...0.1).contains(resolution), "a resolution between a microradian and a tenth of a radian")
    self.resolution = resolution
    kappa = 1 / (resolution * resolution)
    scale = kappa / -expm1(-2 * kappa)
    turn = (cos(Self.reach * resolution), sin(Self.reach * resolution))
    edge = scale / (2 * .pi * kappa).squareRoot()
    descent = -0.5 * kappa * 0x1.71547652b82fep+0  // log₂ e
  }

  /// Four directions that light comes from.
  struct Sources {
    /// cos θ' and sin θ'.
    let cosine: SIMD4<Double>
    let sine: SIMD4<Double>
    /// 1/√sin θ'.
    fileprivate let steepness: SIMD4<Double>

    init(cosine: SIMD4<Double>, sine: SIMD4<Double>) {
      self.cosine = cosine
      self.sine = sine
      steepness = 1 / sine.positiveRoot
    }
  }

  /// A direction that light seems to come from, and what of the kernel depends on it alone.
  struct Target {
    let cosine: Double
    let sine: Double
    /// κ sin θ, of which z is sin θ' times.
    fileprivate let argument: Double
    /// √(κ/(2π sin θ)): before the asymptotic series, 1/√sin θ' times.
    fileprivate let edge: Double
    /// 1/(8κ sin θ): the series' variable is 1/sin θ' times.
    fileprivate let tail: Double
  }

  func target(cosine: Double, sine: Double) -> Target {
    let inverse = 1 / sine
    return Target(
      cosine: cosine, sine: sine, argument: kappa * sine, edge: edge * inverse.squareRoot(),
      tail: inverse / (8 * kappa))
  }

  /// The largest and the smallest cosine of what is seen at an angle.
  func horizon(angle: Double, cosine: Double, sine: Double) -> (front: Double, back: Double) {
    let reach = Self.reach * resolution
    return (
      angle > reach ? cosine * turn.cosine + sine * turn.sine : 1,
      angle + reach < .pi ? cosine * turn.cosine - sine * turn.sine : -1
    )
  }

  /// K of four sources as seen at one angle.
  ///
  /// - Parameter least: the smallest sin θ' of the four.
  @inline(__always)
  func values(_ sources: Sources, least: Double, at target: Target) -> SIMD4<Double> {
    // 1 − cos(θ−θ') as half the squared chord keeps its digits.
    let across = sources.sine - target.sine, along = sources.cosine - target.cosine
    let decay = powerOfTwo(descent * (across * across + along * along))
    let z = target.argument * least
    let root = sources.steepness * target.edge
    let t = sources.steepness * sources.steepness * target.tail
    // Σ [1·9·25…(2k−1)²]/(k! (8z)^k).
    var series = 1 + t * (25.0 / 3)
    if z < Self.short {
      series = 1 + t * (121.0 / 6)
      series = 1 + t * (81.0 / 5) * series
      series = 1 + t * (49.0 / 4) * series
      series = 1 + t * (25.0 / 3) * series
    }
    series = 1 + t * (9.0 / 2) * series
    series = 1 + t * series
    let far = root * series * decay
    guard z < Self.asymptotic else { return far }
    let arguments = target.argument * sources.sine, near = arguments .< Self.asymptotic
    return far.replacing(with: scale * table.values(arguments.replacing(with: 0, where: .!near)) * decay, where: near)
  }
}

/// 2^x for x ≤ 0, four at a time; relative error 5e-11, and 1e-301 stands for less.
@inline(__always)
private func powerOfTwo(_ argument: SIMD4<Double>) -> SIMD4<Double> {
  let x = argument.replacing(with: -1000, where: argument .< -1000)
  // Adding 1.5·2⁵² rounds to an integer that then stands in the lowest bits.
  let shifted = x + 0x1.8p52
  let f = x - (shifted - 0x1.8p52)
  let f2 = f * f
  // The polynomial of degree 7 whose relative error on ±½ is least, 4.02e-11, by Remez's exchange; summed in pairs.
  let first: SIMD4<Double> = 0.999_999_999_961_681_9 + f * 0.693_147_180_728_447
  let second: SIMD4<Double> = 0.240_226_511_981_575_63 + f * 0.055_504_103_534_480_424
  let third: SIMD4<Double> = 0.009_618_027_253_671_103 + f * 0.001_333_392_256_349_471_2
  let fourth: SIMD4<Double> = 0.000_154_692_911_409_900_95 + f * 0.000_015_201_921_603_867_825
  let high: SIMD4<Double> = third + f2 * fourth
  let p: SIMD4<Double> = first + f2 * (second + f2 * high)
  let exponent = unsafeBitCast(shifted, to: SIMD4<Int64>.self) &<< 52
  return unsafeBitCast(unsafeBitCast(p, to: SIMD4<Int64>.self) &+ exponent, to: SIMD4<Double>.self)
}

/// e^{−x}I₀(x) for 0 ≤ x < 25, from polynomials on unit intervals: relative error 2e-9 below 1, 4e-10 beyond.
private struct BesselTable {
  static let shared = BesselTable()
  private static let degree = 8, end = Int(SphereKernel.asymptotic)
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

  /// Rarely needed, and kept out of the loop over sources for its registers' sake.
  @inline(never)
  func values(_ x: SIMD4<Double>) -> SIMD4<Double> {
    SIMD4(value(x[0]), value(x[1]), value(x[2]), value(x[3]))
  }

  private func value(_ x: Double) -> Double {
    let interval = Int(x), t = x - Double(interval) - 0.5, first = interval * (Self.degree + 1)
    let c = coefficients.span.extracting(first..<first + Self.degree + 1)
    let t2 = t * t, t4 = t2 * t2
    let low = (c[0] + c[1] * t) + t2 * (c[2] + c[3] * t), high = (c[4] + c[5] * t) + t2 * (c[6] + c[7] * t)
    return low + t4 * (high + t4 * c[8])
  }
}
