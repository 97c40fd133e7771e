import Emission
import Neutrinos

/// A signal and its derivatives by up to seven parameters.
typealias Channels = InlineArray<8, Double>

/// One pair's F over M² and its derivatives by parameters.
///
///     F = (R/M²) (c₀ + c₁M² + c₂/M² + c₃/M⁴),   R = √[x (x + 4m_im_j)],  x = M² − T,  T = (m_i+m_j)²,  D = (m_i−m_j)²
///     ∂F = (∂R/M²) (c₀ + …) + (R/M²) (∂c₀ + …),   ∂R = −[(x + 4m_im_j) ∂T + x ∂D]/2R
///
/// At the threshold ∂F diverges as x^(−1/2), which an integral over √x takes away. Units eV.
struct PairShape {
  let threshold: Double
  /// 4 m_i m_j = T − D.
  let gap: Double
  private let multiplicity: Double
  private let polynomial: SpinCurrentPolynomial
  private let changes: [Change]

  private struct Change {
    let threshold: Double
    let below: Double
    let polynomial: SpinCurrentPolynomial
  }

  init(
    _ pair: PairCoupling, changes: [PairChange], energy: Double, nature: NeutrinoNature, kernel: SpinCurrentKernel
  ) {
    threshold = pair.thresholdSquared
    gap = 4 * pair.mi * pair.mj
    multiplicity = pair.pair.multiplicity
    polynomial = SpinCurrentPolynomial(pair, energy: energy, nature: nature, kernel: kernel)
    self.changes = changes.map {
      Change(
        threshold: 2 * (pair.mi + pair.mj) * ($0.mi + $0.mj), below: 2 * (pair.mi - pair.mj) * ($0.mi - $0.mj),
        polynomial: SpinCurrentPolynomial($0, of: pair, energy: energy, nature: nature, kernel: kernel))
    }
  }

  /// Adds F and its derivatives, both orders of the pair, to the values.
  @inline(__always)
  func add(to values: inout Channels, weight: Double, excess x: Double, massSquared: Double) {
    guard x > 0 else { return }
    let root = (x * (x + gap)).squareRoot(), inverse = 1 / massSquared, scale = weight * multiplicity * inverse
    let bracket = Self.bracket(polynomial, massSquared, inverse)
    values[0] += scale * root * bracket
    let steep = -0.5 * bracket / root
    for k in changes.indices {
      let change = changes[k]
      values[k + 1] +=
        scale
        * (steep * ((x + gap) * change.threshold + x * change.below)
          + root * Self.bracket(change.polynomial, massSquared, inverse))
    }
  }

  @inline(__always)
  private static func bracket(_ f: SpinCurrentPolynomial, _ massSquared: Double, _ inverse: Double) -> Double {
    f.c0 + f.c1 * massSquared + inverse * (f.c2 + inverse * f.c3)
  }
}

/// ΣF of a hypothesis over M² with its derivatives.
struct SignalShape {
  let pairs: [PairShape]
  /// How many numbers a value has: S and its derivatives.
  let channels: Int
  /// The thresholds, ascending.
  let thresholds: [Double]
  /// Where F or its derivatives have a branch or a pole: thresholds, D and zero.
  let singularities: [Double]

  init(
    _ hypothesis: NeutrinoHypothesis, slopes: [FitParameter], energy: Double, kernel: SpinCurrentKernel
  ) {
    let moved = slopes.map { hypothesis.changes(by: $0, kernel: kernel) }
    let pairs = hypothesis.pairs
    self.pairs = pairs.indices.map { index in
      PairShape(
        pairs[index], changes: moved.map { $0[index] }, energy: energy, nature: hypothesis.nature, kernel: kernel)
    }
    channels = 1 + slopes.count
    thresholds = Set(pairs.map(\.thresholdSquared)).sorted()
    singularities = Set(thresholds + self.pairs.map { $0.threshold - $0.gap } + [0]).sorted()
  }

  /// Adds weight · (ΣF, ∂ΣF …) at M² = anchor + offset.
  @inline(__always)
  func add(to values: inout Channels, weight: Double, anchor: Double, offset: Double) {
    for pair in pairs {
      pair.add(
        to: &values, weight: weight, excess: (anchor - pair.threshold) + offset, massSquared: anchor + offset)
    }
  }
}
