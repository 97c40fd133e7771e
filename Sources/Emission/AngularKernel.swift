import Foundation
import Neutrinos

/// The angles of a distribution, as the sines and cosines that kinematics need.
public struct AngleGrid: Sendable {
  /// Radians.
  public let angles: [Double]
  /// sin²(θ/2) and cos²(θ/2), each computed on its own: both ends keep their digits.
  let sines: [Double]
  let cosines: [Double]

  public init(_ angles: [Double]) {
    self.angles = angles
    sines = angles.map { sin($0 / 2) * sin($0 / 2) }
    cosines = angles.map { cos($0 / 2) * cos($0 / 2) }
  }

  /// - Precondition: at least two angles.
  public init(uniform count: Int) {
    precondition(count >= 2, "a grid has two ends")
    self.init(Self.uniform(count))
  }

  /// The uniform grid with the thresholds themselves, and between one threshold and the next some angles that crowd towards both: steps
  /// show however close they lie.
  public init(uniform count: Int, resolving thresholds: [Double]) {
    let ends = ([0] + thresholds.sorted() + [Double.pi])
    var angles = Set(Self.uniform(count)).union(thresholds)
    for (a, b) in zip(ends, ends.dropFirst()) where b > a {
      for k in 1..<24 {
        let s = sin(.pi / 2 * Double(k) / 24)
        angles.insert(a + (b - a) * s * s)
      }
    }
    self.init(angles.sorted())
  }

  private static func uniform(_ count: Int) -> [Double] {
    (0..<count).map { $0 == count - 1 ? .pi : .pi * Double($0) / Double(count - 1) }
  }
}

/// ΣF over a grid of angles, for figures and fits: no allocation, and laid out so that the compiler vectorises it.
///
/// Units eV. Each pair contributes √[(M² − T)(M² − D)] (c₀/M² + c₁ + c₂/M⁴ + c₃/M⁶) with T = (m_i+m_j)² and D = (m_i−m_j)², and nothing
/// unless M² > T: for M² < 0 the product under the root is positive again.
public struct AngularKernel: Sendable {
  private let forward: Double
  private let backward: Double
  /// The pairs 11, 22, 33, whose D and c₃ vanish.
  private let diagonal: InlineArray<3, Term>
  /// The pairs 12, 13, 23.
  private let mixed: InlineArray<3, Term>

  private struct Term: Sendable {
    /// M² − T at the ends: interpolated, it keeps the digits that M² − T loses close to a threshold.
    let forward: Double
    let backward: Double
    let below: Double
    let c0: Double
    let c1: Double
    let c2: Double
    let c3: Double
  }

  /// - Precondition: the spectrum has the six pairs of ``NeutrinoPair/all``.
  public init(_ spectrum: PairSpectrum) {
    precondition(spectrum.pairs.count == 6, "the kernel is laid out for six pairs")
    forward = spectrum.kinematics.pairForward
    backward = spectrum.kinematics.pairBackward
    func term(_ index: Int) -> Term {
      let pair = spectrum.pairs[index]
      let f = SpinCurrentPolynomial(
        pair, energy: spectrum.kinematics.pairEnergy, nature: spectrum.nature, kernel: spectrum.kernel)
      let orders = pair.pair.multiplicity
      return Term(
        forward: spectrum.kinematics.pairForward - pair.thresholdSquared,
        backward: spectrum.kinematics.pairBackward - pair.thresholdSquared,
        below: (pair.mi - pair.mj) * (pair.mi - pair.mj), c0: orders * f.c0,
        c1: orders * f.c1, c2: orders * f.c2, c3: orders * f.c3)
    }
    diagonal = [term(0), term(2), term(5)]
    mixed = [term(1), term(3), term(4)]
  }

  /// Writes ΣF at each angle.
  ///
  /// - Precondition: `out` has room for as many values as there are angles.
  public func fill(_ out: inout MutableSpan<Double>, at grid: AngleGrid) {
    let sines = grid.sines.span, cosines = grid.cosines.span
    precondition(out.count == sines.count && out.count == cosines.count, "one value for each angle")
    for k in sines.indices { out[k] = value(sine: sines[k], cosine: cosines[k]) }
  }

  /// ΣF at one angle in radians.
  public func value(at theta: Double) -> Double {
    let s = sin(theta / 2), c = cos(theta / 2)
    return value(sine: s * s, cosine: c * c)
  }

  /// ΣF at given sin²(θ/2) and cos²(θ/2).
  @inline(__always)
  private func value(sine s: Double, cosine c: Double) -> Double {
    let massSquared = forward * c + backward * s, inverse = 1 / massSquared
    var sum = 0.0
    // Below threshold the first factor is zero; above it D ≤ T keeps the second positive. The outer
    // `positive` is for the compiler, which vectorises no root that it must fear for.
    for index in 0..<3 {
      let t = diagonal[index]
      let square = positive(t.forward * c + t.backward * s) * massSquared
      sum += positive(square).squareRoot() * (t.c1 + inverse * (t.c0 + inverse * t.c2))
    }
    for index in 0..<3 {
      let t = mixed[index]
      let square = positive(t.forward * c + t.backward * s) * (massSquared - t.below)
      sum += positive(square).squareRoot() * (t.c1 + inverse * (t.c0 + inverse * (t.c2 + inverse * t.c3)))
    }
    return massSquared > 0 ? sum : 0
  }

  /// max(x, 0) in the one form that becomes a single instruction.
  @inline(__always)
  private func positive(_ x: Double) -> Double { x > 0 ? x : 0 }
}
