import Foundation

/// ∫ Σ_n W_n s_n⁽²⁾ s_n⁽³⁾ dβ over a short stretch: every angular order's product of smooth parts and poles in closed form.
///
/// Products of two narrow resonances, one of each photon, make peaks of K(ω) at the energies where they meet, far narrower than any grid: they
/// are given apart, as ``PolePair``s. One object serves one thread.
final class DensityPanel {
  /// Two resonances, one of each photon: their product integrates to `weight` π Γ/(d² + Γ²), to a δ function where both are guided.
  struct PolePair {
    let first: OrderPole
    let second: OrderPole
    let weight: Double

    var distance: Double { first.center - second.center }
    var width: Double { first.width + second.width }
    var integral: Double {
      let d = distance, g = width
      return g > 0 ? weight * .pi * g / (d * d + g * g) : 0
    }
  }

  /// A stretch of β with all that is on it.
  struct Line {
    let solveFirst: (Double, Bool) -> Bool
    let solveSecond: (Double, Bool) -> Bool
    /// The factors of n = 0, 1, …, with the multiplicity of ±n, into the buffer.
    let factors: (Double, UnsafeMutableBufferPointer<Double>) -> Void
    /// Resonances lie on the same side of the real axis for a photon whose frequency rises or whose |β| falls along the line; one of another is mirrored.
    let isMirrored: (first: Bool, second: Bool)
    /// A photon that does not radiate has guided modes alone.
    let isGuided: (first: Bool, second: Bool)
    /// Resonances narrower than this are paired apart.
    let narrow: Double
  }

  let angularOrders: Int
  private let first: FibreSolver
  private let second: FibreSolver
  let photons: (OrderSamples, OrderSamples)
  /// By node and angular order.
  let weights: UnsafeMutableBufferPointer<Double>
  private(set) var evaluations = 0

  struct Result {
    /// Everything but the pairs.
    var value = 0.0
    var error = 0.0
    var pairs: [PolePair] = []
  }

  /// What the nodes found, and whether they follow every order's D.
  typealias Found = (result: Result, isResolved: Bool)

  init(angularOrders: Int, first: FibreSolver, second: FibreSolver) {
    self.angularOrders = angularOrders
    self.first = first
    self.second = second
    photons = (OrderSamples(orders: angularOrders + 2), OrderSamples(orders: angularOrders + 2))
    weights = .allocate(capacity: 15 * (angularOrders + 1))
    weights.initialize(repeating: 0)
  }

  deinit { weights.deallocate() }

  /// Over [a, b].
  func integral(_ line: Line, from a: Double, to b: Double) -> Found {
    if !sample(line, a, b, isGeneral: false) { _ = sample(line, a, b, isGeneral: true) }
    photons.0.level()
    photons.1.level()
    return integral(ofSamples: line, from: a, to: b)
  }

  /// Over [a, b], from the samples that are there, of the angular orders up to one.
  func integral(ofSamples line: Line, from a: Double, to b: Double, upTo last: Int? = nil) -> Found {
    let last = last ?? angularOrders
    let fine = evaluate(.fine, line, a, b, last), coarse = evaluate(.coarse, line, a, b, last)
    var result = fine.result
    // The fine rule has about twice the coarse one's digits.
    let difference = abs(result.value - coarse.result.value)
    result.error = result.value == 0 ? difference : difference * min(1, 100 * difference / abs(result.value))
    return (result, fine.isResolved)
  }

  /// What each angular order contributes over [a, b] by a rule alone, resonances or not.
  func profile(_ line: Line, from a: Double, to b: Double, rule: PanelRule) -> [Double] {
    _ = sample(line, a, b, isGeneral: false, rule: rule)
    return (0...angularOrders).map { n in
      let raising = photons.0.raising + 15 * max(0, n - 1), otherRaising = photons.1.raising + 15 * max(0, n - 1)
      return (0..<rule.count).reduce(0) { sum, j in
        let k = rule.offset + rule.step * j
        func emission(_ photon: OrderSamples, _ raising: UnsafeMutablePointer<Complex>) -> Double {
          (n > 0 ? raising[k].im : 0) + photon.axial[15 * n + k].im + photon.lowering[15 * (n + 1) + k].im
        }
        return sum + (b - a) / 2 * rule.weights[j] * weights[(angularOrders + 1) * k + n]
          * emission(photons.0, raising) * emission(photons.1, otherRaising)
      }
    }
  }

  // MARK: Samples

  /// Takes both photons and the weights at the nodes of [a, b], D not yet on one scale.
  ///
  /// - Returns: whether all came from the solver asked for: the two solvers' dispersion functions differ, and a panel needs one of them.
  func sample(_ line: Line, _ a: Double, _ b: Double, isGeneral: Bool, rule: PanelRule = .fine) -> Bool {
    var isFast = true
    for k in stride(from: rule.offset, to: 15, by: rule.step) {
      let x = (a + b) / 2 + (b - a) / 2 * GaussKronrod.nodes[k]
      let isFirstFast = line.solveFirst(x, isGeneral), isSecondFast = line.solveSecond(x, isGeneral)
      isFast = isFast && isFirstFast && isSecondFast
      photons.0.take(first, node: k, isMirrored: line.isMirrored.first)
      photons.1.take(second, node: k, isMirrored: line.isMirrored.second)
      let weights = UnsafeMutableBufferPointer(
        rebasing: weights[(angularOrders + 1) * k..<(angularOrders + 1) * (k + 1)])
      line.factors(x, weights)
      for n in 0...angularOrders {
        weights[n] /= photons.0.smoothing[15 * n + k] * photons.1.smoothing[15 * n + k]
      }
    }
    evaluations += rule.count
    return isFast || isGeneral
  }

  // MARK: The sum over angular orders

  /// A pole of one photon in one angular order.
  private struct Term {
    let pole: PanelPoles<3>.Pole
    let residue: Complex
    /// ∫ W/(x − z).
    var weight = Complex.zero

    var z: Complex { pole.z }
  }

  private func evaluate(_ rule: PanelRule, _ line: Line, _ a: Double, _ b: Double, _ last: Int) -> Found {
    let half = (b - a) / 2, middle = (a + b) / 2, narrow = line.narrow / half
    let views = (
      photons.0.view(rule, isGuided: line.isGuided.first, upTo: last + 1),
      photons.1.view(rule, isGuided: line.isGuided.second, upTo: last + 1)
    )
    var result = Result()
    var w = [Double](repeating: 0, count: rule.count), one = w, two = w
    for n in 0...last {
      for k in 0..<rule.count { w[k] = weights[(angularOrders + 1) * (rule.offset + rule.step * k) + n] }
      let p = terms(photons.0, views.0, n, rule, w, &one), q = terms(photons.1, views.1, n, rule, w, &two)
      var sum = 0.0
      for k in 0..<rule.count { sum += rule.weights[k] * w[k] * one[k] * two[k] }
      for (terms, smooth) in [(p, two), (q, one)] {
        for term in terms {
          var integral = Complex.zero
          for k in 0..<rule.count { integral += (w[k] * smooth[k]) * term.pole.place.cauchy[k] }
          sum += (term.residue * integral).im
        }
      }
      for s in p {
        for t in q {
          guard !(line.isGuided.first && line.isGuided.second) else { continue }
          // Im a Im b = ½Re(a b* − a b)
          let distance = s.z - t.z
          let apart = (s.weight - t.weight.conjugate) / (s.z - t.z.conjugate)
          let together = distance.size > 1e-7 ? (s.weight - t.weight) / distance : slope(s.pole.place, w)
          sum += 0.5 * (s.residue * t.residue.conjugate * apart - s.residue * t.residue * together).re
          let x = (s.z.re + t.z.re) / 2
          guard max(-s.z.im, -t.z.im) < narrow, abs(x) <= 1 else { continue }
          // What the pair integrates to over all β is counted apart.
          let width = -(s.z.im + t.z.im), away = s.z.re - t.z.re
          sum -= s.residue.re * t.residue.re * at(x, w, rule) * .pi * width / (away * away + width * width)
        }
      }
      result.value += half * sum
    }
    result.pairs = pairs(views.0, views.1, line, rule, middle, half, narrow, last)
    return (result, views.0.isResolved && views.1.isResolved)
  }

  /// The poles of one photon in one angular order, and what is left of s at the nodes.
  private func terms(
    _ photon: OrderSamples, _ view: OrderSamples.View, _ n: Int, _ rule: PanelRule, _ w: [Double],
    _ smooth: inout [Double]
  ) -> [Term] {
    let raising = rule.values(photon.raising + 15 * max(0, n - 1)), axial = rule.values(photon.axial + 15 * n)
    let lowering = rule.values(photon.lowering + 15 * (n + 1))
    for k in 0..<rule.count { smooth[k] = (n > 0 ? raising[k].im : 0) + axial[k].im + lowering[k].im }
    var terms: [Term] = []
    for (order, source) in [(n - 1, 0), (n + 1, 1), (n, 2)] where order >= 0 {
      for pole in view.poles[order] {
        var term = Term(pole: pole, residue: pole.residues[source])
        guard term.residue.size > 0 else { continue }
        for k in 0..<rule.count {
          smooth[k] -= (term.residue / (rule.nodes[k] - term.z)).im
          term.weight += w[k] * pole.place.cauchy[k]
        }
        terms.append(term)
      }
    }
    return terms
  }

  private func slope(_ place: PanelRule.Place, _ w: [Double]) -> Complex {
    var sum = Complex.zero
    for k in w.indices { sum += w[k] * place.cauchySlope[k] }
    return sum
  }

  /// The polynomial through real values.
  private func at(_ x: Double, _ values: [Double], _ rule: PanelRule) -> Double {
    var sum = 0.0, value = 0.0
    for k in 0..<rule.count {
      let distance = x - rule.nodes[k]
      guard abs(distance) > 1e-13 else { return values[k] }
      sum += rule.barycentric[k] / distance
      value += rule.barycentric[k] / distance * values[k]
    }
    return value / sum
  }

  // MARK: Pairs of narrow resonances

  /// Two resonances on a line.
  func pair(_ first: OrderPole, _ second: OrderPole, on line: Line) -> PolePair {
    let factors = UnsafeMutableBufferPointer(rebasing: weights[0...angularOrders])
    line.factors((first.center + second.center) / 2, factors)
    var weight = 0.0
    for n in 0...angularOrders { weight += factors[n] * max(0, first.residue(n) * second.residue(n)) }
    return PolePair(first: first, second: second, weight: weight)
  }

  private func pairs(
    _ first: OrderSamples.View, _ second: OrderSamples.View, _ line: Line, _ rule: PanelRule, _ middle: Double,
    _ half: Double, _ narrow: Double, _ last: Int
  ) -> [PolePair] {
    var found: [PolePair] = []
    let others = second.poles(narrowerThan: narrow, middle, half)
    for p in first.poles(narrowerThan: narrow, middle, half) {
      for q in others where abs(p.order - q.order) <= 2 {
        let x = ((p.center + q.center) / 2 - middle) / half
        guard abs(x) <= 1 else { continue }
        var weight = 0.0
        for n in max(0, p.order - 1)...max(0, p.order + 1) where n <= last {
          let strength = p.residue(n) * q.residue(n)
          guard strength > 0 else { continue }
          let w = (0..<rule.count).map { weights[(angularOrders + 1) * (rule.offset + rule.step * $0) + n] }
          weight += strength * at(x, w, rule)
        }
        if weight > 0 { found.append(PolePair(first: p, second: q, weight: weight)) }
      }
    }
    return found
  }
}
