import Emission
import Neutrinos

/// A signal and its derivatives by up to seven parameters, at four points.
typealias Channels = InlineArray<8, SIMD4<Double>>

/// ΣF of a hypothesis over M² with its derivatives by parameters. For each pair
///
///     F = (R/M²) (c₀ + c₁M² + c₂/M² + c₃/M⁴),   R = √[x (x + 4m_im_j)],  x = M² − T,  T = (m_i+m_j)²,  D = (m_i−m_j)²
///     ∂F = (∂R/M²) (c₀ + …) + (R/M²) (∂c₀ + …),   ∂R = −[(x + 4m_im_j) ∂T + x ∂D]/2R
///
/// At the threshold ∂F diverges as x^(−1/2), which an integral over √x takes away. Units eV.
struct SignalShape {
  /// How many numbers a value has: S and its derivatives.
  let channels: Int
  /// The thresholds, ascending.
  let thresholds: [Double]
  /// Where F or its derivatives have a branch or a pole: thresholds, D and zero.
  let singularities: [Double]
  private let pairs: [Pair]
  /// Those of a pair one after the other.
  private let changes: [Change]

  private struct Pair {
    let threshold: Double
    /// 4 m_i m_j = T − D.
    let gap: Double
    let multiplicity: Double
    let polynomial: SpinCurrentPolynomial
  }

  private struct Change {
    /// ∂T and ∂D.
    let threshold: Double
    let below: Double
    let polynomial: SpinCurrentPolynomial
  }

  init(
    _ hypothesis: NeutrinoHypothesis, slopes: [FitParameter], energy: Double, kernel: SpinCurrentKernel
  ) {
    let nature = hypothesis.nature
    let moved = slopes.map { hypothesis.changes(by: $0, kernel: kernel) }
    let couplings = hypothesis.pairs
    pairs = couplings.map { pair in
      Pair(
        threshold: pair.thresholdSquared, gap: 4 * pair.mi * pair.mj, multiplicity: pair.pair.multiplicity,
        polynomial: SpinCurrentPolynomial(pair, energy: energy, nature: nature, kernel: kernel))
    }
    changes = couplings.indices.flatMap { index in
      moved.map { changes in
        let pair = couplings[index], change = changes[index]
        return Change(
          threshold: 2 * (pair.mi + pair.mj) * (change.mi + change.mj),
          below: 2 * (pair.mi - pair.mj) * (change.mi - change.mj),
          polynomial: SpinCurrentPolynomial(change, of: pair, energy: energy, nature: nature, kernel: kernel))
      }
    }
    channels = 1 + slopes.count
    thresholds = Set(pairs.map(\.threshold)).sorted()
    singularities = Set(thresholds + pairs.map { $0.threshold - $0.gap } + [0]).sorted()
  }

  /// Adds weight · (ΣF, ∂ΣF …) at M² = anchor + offset, both orders of each pair.
  @inline(__always)
  func add(to values: inout Channels, weight: SIMD4<Double>, anchor: Double, offset: SIMD4<Double>) {
    let slopes = channels - 1
    var massSquared = offset + anchor
    // Where no pair is open; halfway, since at a threshold only x tells on which side one is.
    massSquared.replace(with: 1, where: massSquared .<= thresholds[0] / 2)
    let inverse = 1 / massSquared, density = weight * inverse
    for k in 0..<6 {
      let excess = offset + (anchor - pairs[k].threshold)
      let closed = excess .<= 0
      if all(closed) { continue }
      // Lanes below threshold compute something and give nothing.
      let x = excess.replacing(with: 1, where: closed)
      let above = x + pairs[k].gap, root = (x * above).positiveRoot
      let scale = (density * pairs[k].multiplicity).replacing(with: 0, where: closed)
      let bracket = Self.bracket(pairs[k].polynomial, massSquared, inverse)
      values[0] += scale * root * bracket
      guard slopes > 0 else { continue }
      let steep = -0.5 * bracket / root
      for n in 0..<slopes {
        let change = changes[k * slopes + n]
        let byRoot = steep * (above * change.threshold + x * change.below)
        values[n + 1] += scale * (byRoot + root * Self.bracket(change.polynomial, massSquared, inverse))
      }
    }
  }

  @inline(__always)
  private static func bracket(
    _ f: SpinCurrentPolynomial, _ massSquared: SIMD4<Double>, _ inverse: SIMD4<Double>
  ) -> SIMD4<Double> {
    let falling: SIMD4<Double> = inverse * (f.c2 + inverse * f.c3)
    return f.c0 + f.c1 * massSquared + falling
  }
}
