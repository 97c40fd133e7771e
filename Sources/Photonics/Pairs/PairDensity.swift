import Foundation
import Quantities

/// K(ω) of a pair at one photon energy, with the poles that make its narrow features.
///
/// One object serves one thread.
final class PairDensity {
  typealias Channel = PairSuppression.Channel

  /// K of each channel, µm, but for the coincidences of two resonances, which are apart.
  struct Value {
    var smooth = PairSuppression.ByChannel()
    var error = PairSuppression.ByChannel()
    /// Products of two poles: they contribute `weight` π Γ/(d²+Γ²) each, a δ function where both are guided.
    var pairs: [(channel: Channel, pair: ResonantProduct.PolePair)] = []
  }

  let problem: PairSuppression
  let channels: Set<Channel>
  let relativeError: Double
  private let first: FibreSolver
  private let second: FibreSolver
  private let product: ResonantProduct
  private let overlap: PairOverlap
  private let angularOrders: Int
  var evaluations: Int { product.evaluations }

  init(_ problem: PairSuppression, channels: Set<Channel>, angularOrders: Int? = nil, relativeError: Double) {
    self.problem = problem
    self.channels = channels
    self.relativeError = relativeError
    let orders = angularOrders ?? Self.angularOrders(problem, channels)
    self.angularOrders = orders
    first = FibreSolver(maximumOrder: orders + 1)
    second = FibreSolver(maximumOrder: orders + 1)
    product = ResonantProduct(first: first, second: second, angularOrders: orders)
    overlap = PairOverlap(problem.profile, maximumOrder: orders)
  }

  /// J_n(q₂ρ) J_n(q₃ρ) with q₂ + q₃ ≤ M falls like (qR/2n)^{2n}; of an evanescent photon the other limits the order, by its q ≤ E.
  private static func angularOrders(_ problem: PairSuppression, _ channels: Set<Channel>) -> Int {
    let radius = problem.coreRadius
    let propagating = problem.pair.mass * radius / (2 * PairSuppression.hbarC)
    guard channels != [.pp] else { return min(30, Int(1.2 * propagating) + 6) }
    let wide = problem.pair.energy * radius / (2 * PairSuppression.hbarC)
    return min(30, Int(1.2 * max(propagating, wide)) + 6)
  }

  func value(_ omega: Double) -> Value {
    let hbarC = PairSuppression.hbarC, pair = problem.pair
    let k2 = omega / hbarC, k3 = (pair.energy - omega) / hbarC, total = pair.momentum / hbarC
    let fibre2 = problem.fibre(omega), fibre3 = problem.fibre(pair.energy - omega)
    let reach2 = Self.largestIndex(fibre2) * k2, reach3 = Self.largestIndex(fibre3) * k3
    let low = max(-reach2, total - reach3), high = min(reach2, total + reach3)
    var result = Value()
    guard high > low else { return result }
    let radius2 = fibre2.coreRadius * fibre2.coreRadius
    let n2 = fibre2.core * k2, n3 = fibre3.core * k3
    let out2 = Self.radiationLimit(fibre2) * k2, out3 = Self.radiationLimit(fibre3) * k3
    var cuts = [low, high]
    for cut in [n2, -n2, out2, -out2, total - n3, total + n3, total - out3, total + out3] where cut > low && cut < high
    {
      cuts.append(cut)
    }
    cuts.sort()
    let scale = 2 * .pi * radius2 * radius2 / (overlap.area * radius2)
    // Poles of stretches where one photon has nothing else.
    for (a, b) in zip(cuts, cuts.dropFirst()) where b - a > 1e-12 * (abs(a) + abs(b)) {
      let middle = (a + b) / 2
      let channel = Channel(firstEvanescent: abs(middle) > n2, secondEvanescent: abs(total - middle) > n3)
      guard channels.contains(channel) else { continue }
      let line = ResonantProduct.Line(
        from: a, to: b, solveFirst: { [first] in first.solve(fibre2, k0: k2, beta: $0) },
        solveSecond: { [second] in second.solve(fibre3, k0: k3, beta: total - $0) },
        factors: { [overlap, angularOrders] beta, out in
          overlap.compute(
            (n2 - beta) * (n2 + beta) * radius2, (n3 - (total - beta)) * (n3 + (total - beta)) * radius2)
          for n in 0...angularOrders {
            out[n] = (n == 0 ? 1 : 2) * scale * overlap.values[n] * overlap.values[n]
          }
        })
      let radiates2 = abs(middle) < out2, radiates3 = abs(total - middle) < out3
      let points = Self.scanPoints(fibre2, k2) + Self.scanPoints(fibre3, k3)
      let part: ResonantProduct.Result
      switch (radiates2, radiates3) {
      case (true, true): part = product.integral(over: line, relativeError: relativeError)
      case (false, true): part = product.guidedIntegral(over: line, points: points, firstIsGuided: true)
      case (true, false): part = product.guidedIntegral(over: line, points: points, firstIsGuided: false)
      case (false, false): part = product.guidedPairs(over: line, points: points)
      }
      result.smooth[channel] += part.value
      result.error[channel] += part.error
      for pair in part.pairs { result.pairs.append((channel, pair)) }
    }
    return result
  }

  static func largestIndex(_ fibre: FibreSlice) -> Double {
    (fibre.layers + [fibre.surround]).reduce(fibre.core) { max($0, $1.squareRoot.re) }
  }

  /// Above this β/k₀ a transparent fibre has guided modes alone; an absorbing one emits everywhere.
  private static func radiationLimit(_ fibre: FibreSlice) -> Double {
    fibre.isTransparent ? fibre.surround.squareRoot.re : .infinity
  }

  /// Points that separate the guided modes of one order: several for each half wave across the layers.
  private static func scanPoints(_ fibre: FibreSlice, _ k0: Double) -> Int {
    let phase = zip(fibre.layers, zip(fibre.radii, fibre.radii.dropFirst())).reduce(0.0) { sum, layer in
      sum + layer.0.squareRoot.re * (layer.1.1 - layer.1.0)
    }
    return 24 + Int(8 * k0 * phase / .pi)
  }
}
