import Foundation
import Quantities

/// Integrals of products s_n⁽²⁾(x) s_n⁽³⁾(x), summed over angular orders with smooth factors, along a line of real x on which either photon may
/// meet resonances far narrower than any grid.
///
/// The line may be β at fixed photon energies or the photon energy along a curve. A resonance of one photon's order m is a zero z = x₀ + iγ of
/// its dispersion function, located from values on the real line alone; there s_n ∋ r γ/((x−x₀)²+γ²) with r from the real part of the
/// response, which does not care how small γ is. These Lorentzians, with the rest of the integrand at their centres, are subtracted
/// from the nodes and their areas added, and so are the products of two. Wider resonances are left to the panels.
final class ResonantProduct {
  /// A pole of one photon's order on the line.
  struct Pole {
    let order: Int
    let center: Double
    /// |Im z|; 0 for a guided mode of transparent layers.
    let width: Double
    /// Residues of the three sources' responses, positive.
    let residue: FibreSolver.Sources
  }

  /// Two poles, one of each photon: their product integrates to `weight` π Γ/(d² + Γ²).
  struct PolePair {
    let first: Pole
    let second: Pole
    let weight: Double

    var distance: Double { first.center - second.center }
    var width: Double { first.width + second.width }
    var integral: Double {
      let d = distance, g = width
      guard g > 0 else { return 0 }
      return weight * .pi * g / (d * d + g * g)
    }
  }

  struct Result {
    /// Everything but the products of two poles.
    var value = 0.0
    var error = 0.0
    var pairs: [PolePair] = []
  }

  /// What a line is made of: how to solve each photon at x, and the smooth factor of each angular order.
  struct Line {
    let from: Double
    let to: Double
    let solveFirst: (Double) -> Void
    let solveSecond: (Double) -> Void
    /// The factors of the orders n = 0 … , with the multiplicity of ±n, into the buffer.
    let factors: (Double, UnsafeMutableBufferPointer<Double>) -> Void
  }

  private let first: FibreSolver
  private let second: FibreSolver
  /// Angular orders 0 … this.
  private let angularOrders: Int
  /// Azimuthal orders of the wall that they need.
  private let wallOrders: Int
  private(set) var evaluations = 0

  /// - Precondition: both solvers reach angularOrders + 1.
  init(first: FibreSolver, second: FibreSolver, angularOrders: Int) {
    precondition(min(first.maximumOrder, second.maximumOrder) > angularOrders, "the solvers have too few orders")
    self.first = first
    self.second = second
    self.angularOrders = angularOrders
    wallOrders = angularOrders + 1
  }

  // MARK: Sampling

  /// Both photons at one point of the line.
  private struct Sample {
    let x: Double
    let firstDispersion: [DispersionValue]
    let secondDispersion: [DispersionValue]
    let value: Double
  }

  private func sample(_ line: Line, _ x: Double, _ factors: UnsafeMutableBufferPointer<Double>) -> Sample {
    let value = product(line, x, factors)
    return Sample(
      x: x, firstDispersion: (0...wallOrders).map { first.dispersion($0) },
      secondDispersion: (0...wallOrders).map { second.dispersion($0) }, value: value)
  }

  /// Σ_n factor s_n s_n.
  private func product(_ line: Line, _ x: Double, _ factors: UnsafeMutableBufferPointer<Double>) -> Double {
    line.solveFirst(x)
    line.solveSecond(x)
    line.factors(x, factors)
    evaluations += 1
    var value = 0.0
    for n in 0...angularOrders { value += factors[n] * first.normalisedEmission(n) * second.normalisedEmission(n) }
    return value
  }

  /// A stretch of θ, x = middle − half·cos θ: square-root ends are smooth in θ.
  private struct Panel {
    let from: Double
    let to: Double
    var samples: [Sample]
    var integral = 0.0
    var error = 0.0
  }

  private func panel(_ line: Line, _ a: Double, _ b: Double, _ factors: UnsafeMutableBufferPointer<Double>) -> Panel {
    let half = (line.to - line.from) / 2, middle = (line.from + line.to) / 2
    return Panel(
      from: a, to: b,
      samples: GaussKronrod.nodes.map { node in
        sample(line, middle - half * cos((a + b) / 2 + (b - a) / 2 * node), factors)
      })
  }

  // MARK: Integration

  /// The integral over the line to a relative error, by Gauss–Kronrod panels halved where they disagree.
  func integral(over line: Line, relativeError: Double) -> Result {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: angularOrders + 1) { factors in
      var panels = (0..<2).map { panel(line, .pi / 2 * Double($0), .pi / 2 * Double($0 + 1), factors) }
      var terms = Terms()
      extend(&terms, panels.flatMap(\.samples), line, factors)
      for _ in 0..<80 {
        for index in panels.indices { integrate(&panels[index], terms, line) }
        let value = panels.reduce(0) { $0 + $1.integral } + terms.area
        let errors = panels.map(\.error)
        guard errors.reduce(0, +) > relativeError * abs(value),
          let worst = errors.indices.max(by: { errors[$0] < errors[$1] }),
          panels[worst].to - panels[worst].from > 1e-7
        else { break }
        let old = panels.remove(at: worst), cut = (old.from + old.to) / 2
        let children = [panel(line, old.from, cut, factors), panel(line, cut, old.to, factors)]
        panels.insert(contentsOf: children, at: worst)
        // A resonance that the coarser nodes stepped over shows between the finer ones.
        extend(&terms, children.flatMap(\.samples), line, factors)
      }
      var result = Result()
      result.value = panels.reduce(0) { $0 + $1.integral } + terms.area
      result.error = panels.reduce(0) { $0 + $1.error }
      result.pairs = terms.pairs
      return result
    }
  }

  /// What is subtracted from the nodes, with its integrals.
  private struct Terms {
    var first: [Pole] = []
    var second: [Pole] = []
    var singles: [Single] = []
    var pairs: [PolePair] = []
    /// ∫ of the singles over the line.
    var area = 0.0

    /// c γ/((x−x₀)²+γ²) + d (x−x₀)/((x−x₀)²+γ²).
    struct Single {
      let pole: Pole
      let even: Double
      var odd = 0.0

      func callAsFunction(_ x: Double) -> Double {
        let d = x - pole.center, g = pole.width
        return g > 0 ? (even * g + odd * d) / (d * d + g * g) : 0
      }

      func area(_ line: Line) -> Double {
        let a = line.from - pole.center, b = line.to - pole.center, g = pole.width
        guard g > 0 else { return even * .pi }
        return even * (atan(b / g) - atan(a / g)) + odd / 2 * log((b * b + g * g) / (a * a + g * g))
      }
    }

    func callAsFunction(_ x: Double) -> Double {
      var sum = 0.0
      for single in singles { sum += single(x) }
      for pair in pairs { sum += pair.weight * lorentzian(pair.first, x) * lorentzian(pair.second, x) }
      return sum
    }
  }

  /// Adds the poles seen between neighbouring samples and works out all terms anew.
  private func extend(
    _ terms: inout Terms, _ samples: [Sample], _ line: Line, _ factors: UnsafeMutableBufferPointer<Double>
  ) {
    let before = terms.first.count + terms.second.count
    findPoles(&terms.first, samples.map { ($0.x, $0.firstDispersion) }, line, solver: first, solve: line.solveFirst)
    findPoles(&terms.second, samples.map { ($0.x, $0.secondDispersion) }, line, solver: second, solve: line.solveSecond)
    guard terms.first.count + terms.second.count > before else { return }
    terms.pairs = pairs(terms.first, terms.second, line, factors)
    let weights =
      centreWeights(of: terms.first, against: terms.second, solver: second, solve: line.solveSecond, line, factors)
      + centreWeights(of: terms.second, against: terms.first, solver: first, solve: line.solveFirst, line, factors)
    terms.singles = zip(terms.first + terms.second, weights).map { Terms.Single(pole: $0, even: $1) }
    // The part odd about each centre: it has no area to speak of, but nodes near the pole would see one side of it.
    let all = terms
    for index in terms.singles.indices {
      let pole = terms.singles[index].pole, reach = 2 * pole.width
      guard terms.singles[index].even > 0, reach > 1e-10 * abs(pole.center), pole.center - reach > line.from,
        pole.center + reach < line.to
      else { continue }
      let above = pole.center + reach, below = pole.center - reach
      let rest = product(line, above, factors) - all(above) - product(line, below, factors) + all(below)
      terms.singles[index].odd = rest / 2 * (reach * reach + pole.width * pole.width) / reach
    }
    terms.area = terms.singles.reduce(0) { $0 + $1.area(line) }
  }

  private func integrate(_ panel: inout Panel, _ terms: Terms, _ line: Line) {
    let half = (line.to - line.from) / 2, scale = half * (panel.to - panel.from) / 2
    var fine = 0.0, coarse = 0.0
    for (k, sample) in panel.samples.enumerated() {
      let theta = (panel.from + panel.to) / 2 + (panel.to - panel.from) / 2 * GaussKronrod.nodes[k]
      let value = (sample.value - terms(sample.x)) * sin(theta) * scale
      fine += GaussKronrod.kronrod[k] * value
      coarse += GaussKronrod.gauss[k] * value
    }
    panel.integral = fine
    panel.error = abs(fine - coarse)
  }

  /// The poles alone, on a grid of as many points: for stretches where nothing but them emits.
  func poles(over line: Line, points: Int, ofFirst: Bool) -> [Pole] {
    let solver = ofFirst ? first : second, solve = ofFirst ? line.solveFirst : line.solveSecond
    let half = (line.to - line.from) / 2, middle = (line.from + line.to) / 2
    let samples = (0..<points).map { k -> (Double, [DispersionValue]) in
      let x = middle - half * cos(.pi * (Double(k) + 0.5) / Double(points))
      solve(x)
      evaluations += 1
      return (x, (0...wallOrders).map { solver.dispersion($0) })
    }
    var found: [Pole] = []
    findPoles(&found, samples, line, solver: solver, solve: solve)
    return found
  }

  /// Where one photon has guided modes alone and the other radiates: the guided modes' areas times the other's density.
  func guidedIntegral(over line: Line, points: Int, firstIsGuided: Bool) -> Result {
    var result = Result()
    let guided = poles(over: line, points: points, ofFirst: firstIsGuided)
    let radiating = poles(over: line, points: points, ofFirst: !firstIsGuided)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: angularOrders + 1) { factors in
      result.pairs =
        firstIsGuided ? pairs(guided, radiating, line, factors) : pairs(radiating, guided, line, factors)
      // What radiates has no area of its own here: its partner has no density between the guided modes.
      let own =
        firstIsGuided
        ? centreWeights(of: guided, against: radiating, solver: second, solve: line.solveSecond, line, factors)
        : centreWeights(of: guided, against: radiating, solver: first, solve: line.solveFirst, line, factors)
      result.value = .pi * own.reduce(0, +)
    }
    return result
  }

  /// Where both photons have guided modes alone: their coincidences.
  func guidedPairs(over line: Line, points: Int) -> Result {
    var result = Result()
    let first = poles(over: line, points: points, ofFirst: true)
    let second = poles(over: line, points: points, ofFirst: false)
    result.pairs = withUnsafeTemporaryAllocation(of: Double.self, capacity: angularOrders + 1) {
      pairs(first, second, line, $0)
    }
    return result
  }

  /// The products of poles that share an angular order.
  private func pairs(_ first: [Pole], _ second: [Pole], _ line: Line, _ factors: UnsafeMutableBufferPointer<Double>)
    -> [PolePair]
  {
    var found: [PolePair] = []
    for p in first {
      for q in second where abs(p.order - q.order) <= 2 {
        let pair = pair(p, q, line, factors)
        if pair.weight > 0 { found.append(pair) }
      }
    }
    return found
  }

  private func pair(_ p: Pole, _ q: Pole, _ line: Line, _ factors: UnsafeMutableBufferPointer<Double>) -> PolePair {
    line.factors((p.center + q.center) / 2, factors)
    var weight = 0.0
    for n in 0...angularOrders {
      weight += factors[n] * p.residue.emission(n, order: p.order) * q.residue.emission(n, order: q.order)
    }
    return PolePair(first: p, second: q, weight: weight)
  }

  /// The product of two poles.
  func pair(_ first: Pole, _ second: Pole, _ line: Line) -> PolePair {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: angularOrders + 1) { pair(first, second, line, $0) }
  }

  /// ∫ of each angular order's product on a coarse grid.
  func orderProfile(_ line: Line) -> [Double] {
    var sums = [Double](repeating: 0, count: angularOrders + 1)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: angularOrders + 1) { factors in
      let half = (line.to - line.from) / 2, middle = (line.from + line.to) / 2
      for k in GaussKronrod.nodes.indices {
        let theta = .pi / 2 * (1 + GaussKronrod.nodes[k])
        let weight = half * sin(theta) * .pi / 2 * GaussKronrod.kronrod[k]
        _ = product(line, middle - half * cos(theta), factors)
        for n in sums.indices {
          sums[n] += weight * factors[n] * first.normalisedEmission(n) * second.normalisedEmission(n)
        }
      }
    }
    return sums
  }

  /// What multiplies each pole's unit Lorentzian: the factors and the other photon at its centre, without the other's own poles.
  private func centreWeights(
    of poles: [Pole], against others: [Pole], solver: FibreSolver, solve: (Double) -> Void, _ line: Line,
    _ factors: UnsafeMutableBufferPointer<Double>
  ) -> [Double] {
    poles.map { pole in
      solve(pole.center)
      evaluations += 1
      line.factors(pole.center, factors)
      var weight = 0.0
      for n in 0...angularOrders {
        let own = pole.residue.emission(n, order: pole.order)
        guard own > 0 else { continue }
        var other = solver.normalisedEmission(n)
        for q in others { other -= q.residue.emission(n, order: q.order) * lorentzian(q, pole.center) }
        // On top of a pole of the other photon rounding is all that is left.
        weight += factors[n] * own * max(0, other)
      }
      return weight
    }
  }

  // MARK: Poles

  /// Poles wider than this part of the line are left to the panels: far from its centre a wide one is no Lorentzian.
  private static let narrow = 2e-3

  private func findPoles(
    _ found: inout [Pole], _ samples: [(x: Double, dispersion: [DispersionValue])], _ line: Line, solver: FibreSolver,
    solve: (Double) -> Void
  ) {
    let widest = Self.narrow * (line.to - line.from)
    for m in 0...wallOrders {
      for (a, b) in zip(samples, samples.dropFirst()) {
        let spacing = b.x - a.x
        guard let z = DispersionValue.zero(a.x, a.dispersion[m], b.x, b.dispersion[m]), z.re > a.x - 0.25 * spacing,
          z.re < b.x + 0.25 * spacing, abs(z.im) < max(0.3 * spacing, 2 * widest),
          !found.contains(where: { $0.order == m && abs($0.center - z.re) < 0.5 * spacing })
        else { continue }
        guard
          let pole = refine(m, (a.x, a.dispersion[m]), (b.x, b.dispersion[m]), solver: solver, solve: solve, line: line)
        else { continue }
        let isKnown = found.contains {
          $0.order == m && abs($0.center - pole.center) < max(1e-9 * spacing, 0.1 * min($0.width, pole.width))
        }
        if !isKnown, pole.center > line.from, pole.center < line.to, pole.width < widest { found.append(pole) }
      }
    }
  }

  private func refine(
    _ m: Int, _ a: (x: Double, f: DispersionValue), _ b: (x: Double, f: DispersionValue), solver: FibreSolver,
    solve: (Double) -> Void,
    line: Line
  ) -> Pole? {
    var a = a, b = b
    var zero = Complex.zero
    let bracket = b.x - a.x
    let low = max(line.from, a.x - 0.5 * bracket), high = min(line.to, b.x + 0.5 * bracket)
    for iteration in 0..<40 {
      guard let z = DispersionValue.zero(a.x, a.f, b.x, b.f) else { break }
      let shift = abs(z.re - zero.re)
      zero = z
      // The next point: at the zero's real part, but not closer to the last than its width, where the difference would be rounding.
      let least = max(0.5 * abs(z.im), 4e-16 * abs(z.re), 1e-13 * bracket)
      if iteration > 2, shift <= max(1e-3 * abs(z.im), 2e-14 * bracket, 4e-16 * abs(z.re)) { break }
      var next = z.re
      let nearest = abs(a.x - next) < abs(b.x - next) ? a : b
      if abs(nearest.x - next) < least { next = nearest.x + (next >= nearest.x ? least : -least) }
      guard next > low, next < high else { return nil }
      solve(next)
      evaluations += 1
      let f = solver.dispersion(m)
      guard f.mantissa.size > 0 else {
        zero = Complex(next)
        break
      }
      // Keep the nearer of the old points.
      if abs(a.x - next) > abs(b.x - next) { a = (next, f) } else { b = (next, f) }
    }
    let width = abs(zero.im)
    guard zero.re.isFinite, width.isFinite else { return nil }
    // Far enough for the responses to be real, near enough for them to be the pole's alone.
    let offset = max(1e-5 * bracket, 30 * width)
    let reach = min(min(offset, 0.5 * bracket), 0.5 * min(zero.re - line.from, line.to - zero.re))
    guard reach > 0, offset < 0.5 * bracket || width > 0.01 * bracket else { return nil }
    solve(zero.re + reach)
    let above = solver.responses(m)
    solve(zero.re - reach)
    let below = solver.responses(m)
    evaluations += 2
    // Re r/(x−z) = r d/(d²+γ²), odd about the centre.
    let unit = reach / (reach * reach + width * width)
    func residue(_ above: Double, _ below: Double) -> Double { abs(above - below) / (2 * unit) }
    return Pole(
      order: m, center: zero.re, width: width,
      residue: FibreSolver.Sources(
        raising: residue(above.raising, below.raising), lowering: residue(above.lowering, below.lowering),
        axial: residue(above.axial, below.axial)))
  }
}

/// γ/((x−x₀)²+γ²).
private func lorentzian(_ pole: ResonantProduct.Pole, _ x: Double) -> Double {
  let d = x - pole.center, g = pole.width
  return g > 0 ? g / (d * d + g * g) : 0
}
