import Quantities

/// What the unknown signs of the couplings can do to I_2γ.
extension TwoPhotonBackground {
  /// The least and the most that the corrected I_2γ, averaged over M² from a to b, can be for any choice of the signs of the levels'
  /// amplitudes; both equal ``mean(from:to:energy:)`` for a single level.
  ///
  /// With the Gram matrix G_nm of the amplitudes, I_2γ = Σ σ_n σ_m G_nm over signs σ = ±1. All choices are tried up to 14 levels; beyond,
  /// the triangle inequality bounds them.
  public func interferenceRange(from a: Double, to b: Double, energy: Double) -> ClosedRange<Double> {
    // Levels with unknown components keep to themselves.
    let sharp = levels.filter { if case .sharp = $0.coupling { true } else { false } }
    let blurred = levels.filter { if case .mean = $0.coupling { true } else { false } }
    let background = TwoPhotonBackground(blurred, form: .corrected).mean(from: a, to: b, energy: energy)
    let gram = sharp.map { n in
      sharp.map { TwoPhotonBackground(product: n, $0).mean(from: a, to: b, energy: energy) }
    }
    let (low, high) = Self.extremes(gram)
    return (background + max(low, 0))...(background + max(low, high))
  }

  private static func extremes(_ gram: [[Double]]) -> (Double, Double) {
    let n = gram.count
    guard n > 0 else { return (0, 0) }
    guard n <= 14 else {
      let norms = gram.indices.map { gram[$0][$0].squareRoot() }
      let sum = norms.reduce(0, +), largest = norms.max() ?? 0
      let least = max(0, 2 * largest - sum)
      return (least * least, sum * sum)
    }
    var low = Double.infinity
    var high = 0.0
    for bits in 0..<(1 << (n - 1)) {
      var total = 0.0
      for i in 0..<n {
        for j in 0..<n {
          let isOdd = ((bits >> i) ^ (bits >> j)) & 1 == 1
          total += isOdd ? -gram[i][j] : gram[i][j]
        }
      }
      low = min(low, total)
      high = max(high, total)
    }
    return (low, high)
  }
}
