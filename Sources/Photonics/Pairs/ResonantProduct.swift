import Foundation
import Quantities

/// Integrals of products s_n⁽²⁾(x) s_n⁽³⁾(x), summed over angular orders with smooth factors, along a line of real x on which either photon may
/// meet resonances far narrower than any grid.
///
/// The line may be β at fixed photon energies or the photon energy along a curve. A resonance of one photon's order m is a zero z = x₀ + iγ of
/// its dispersion function, located from values on the real line alone; there s_n ∋ r γ/((x−x₀)²+γ²) with r from the real part of the
/// response, which does not care how small γ is. These Lorentzians, with the rest of the integrand at their centres, are subtracted
/// from the nodes and their areas added, and so are the products of two. What is left is smooth for any width.
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
    var firstPoles: [Pole] = []
    var secondPoles: [Pole] = []
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
    let weight: Double
    var firstDispersion: [DispersionValue]
    var secondDispersion: [DispersionValue]
    var value: Double
  }

  private func sample(_ line: Line, _ x: Double, weight: Double, factors: UnsafeMutableBufferPointer<Double>) -> Sample
  {
    line.solveFirst(x)
    line.solveSecond(x)
    line.factors(x, factors)
    evaluations += 1
    var value = 0.0
    for n in 0...angularOrders { value += factors[n] * first.normalisedEmission(n) * second.normalisedEmission(n) }
    return Sample(
      x: x, weight: weight, firstDispersion: (0...wallOrders).map { first.dispersion($0) },
      secondDispersion: (0...wallOrders).map { second.dispersion($0) }, value: value)
  }

  /// Gauss–Legendre in θ, x = middle − half·cos θ: square-root ends are smooth in θ.
  private func nodes(_ line: Line, _ rule: GaussLegendre) -> [(x: Double, weight: Double)] {
    let half = (line.to - line.from) / 2, middle = (line.from + line.to) / 2
    return zip(rule.nodes, rule.weights).map { node, weight in
      let theta = .pi / 2 * (1 + node)
      return (middle - half * cos(theta), half * sin(theta) * .pi / 2 * weight)
    }
  }

  private static let rules = [20, 40, 80, 160, 320].map { GaussLegendre(count: $0) }

  // MARK: Integration

  /// The integral over the line to a relative error, judged by doubling the nodes.
  func integral(over line: Line, relativeError: Double) -> Result {
    var best = Result()
    withUnsafeTemporaryAllocation(of: Double.self, capacity: angularOrders + 1) { factors in
      for (level, rule) in Self.rules.enumerated() {
        let samples = nodes(line, rule).map { sample(line, $0.x, weight: $0.weight, factors: factors) }
        var result = Result()
        result.firstPoles = poles(
          samples.map { ($0.x, $0.firstDispersion) }, line, solver: first, solve: line.solveFirst)
        result.secondPoles = poles(
          samples.map { ($0.x, $0.secondDispersion) }, line, solver: second, solve: line.solveSecond)
        assemble(&result, samples, line, factors)
        result.error = abs(result.value - best.value)
        let isStable =
          result.firstPoles.count == best.firstPoles.count && result.secondPoles.count == best.secondPoles.count
        best = result
        if level > 0, isStable, result.error <= relativeError * abs(result.value) { break }
      }
    }
    return best
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
    return poles(samples, line, solver: solver, solve: solve)
  }

  /// Where one photon has guided modes alone and the other radiates: the guided modes' areas times the other's density.
  func guidedIntegral(over line: Line, points: Int, firstIsGuided: Bool) -> Result {
    var result = Result()
    let guided = poles(over: line, points: points, ofFirst: firstIsGuided)
    let radiating = poles(over: line, points: points, ofFirst: !firstIsGuided)
    (result.firstPoles, result.secondPoles) = firstIsGuided ? (guided, radiating) : (radiating, guided)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: angularOrders + 1) { factors in
      pairs(&result, line, factors)
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
    result.firstPoles = poles(over: line, points: points, ofFirst: true)
    result.secondPoles = poles(over: line, points: points, ofFirst: false)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: angularOrders + 1) { factors in
      pairs(&result, line, factors)
    }
    return result
  }

  private func assemble(
    _ result: inout Result, _ samples: [Sample], _ line: Line, _ factors: UnsafeMutableBufferPointer<Double>
  ) {
    let firstWeights = centreWeights(
      of: result.firstPoles, against: result.secondPoles, solver: second, solve: line.solveSecond, line, factors)
    let secondWeights = centreWeights(
      of: result.secondPoles, against: result.firstPoles, solver: first, solve: line.solveFirst, line, factors)
    pairs(&result, line, factors)
    var sum = 0.0
    for sample in samples {
      var value = sample.value
      for (p, c) in zip(result.firstPoles, firstWeights) { value -= c * Self.lorentzian(p, sample.x) }
      for (q, c) in zip(result.secondPoles, secondWeights) { value -= c * Self.lorentzian(q, sample.x) }
      for pair in result.pairs {
        value -= pair.weight * Self.lorentzian(pair.first, sample.x) * Self.lorentzian(pair.second, sample.x)
      }
      sum += sample.weight * value
    }
    for (p, c) in zip(result.firstPoles, firstWeights) { sum += c * Self.area(p, line) }
    for (q, c) in zip(result.secondPoles, secondWeights) { sum += c * Self.area(q, line) }
    result.value = sum
  }

  private func pairs(_ result: inout Result, _ line: Line, _ factors: UnsafeMutableBufferPointer<Double>) {
    for p in result.firstPoles {
      for q in result.secondPoles where abs(p.order - q.order) <= 2 {
        line.factors((p.center + q.center) / 2, factors)
        var weight = 0.0
        for n in 0...angularOrders {
          weight += factors[n] * p.residue.emission(n, order: p.order) * q.residue.emission(n, order: q.order)
        }
        if weight > 0 { result.pairs.append(PolePair(first: p, second: q, weight: weight)) }
      }
    }
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
        for q in others { other -= q.residue.emission(n, order: q.order) * Self.lorentzian(q, pole.center) }
        // On top of a pole of the other photon rounding is all that is left.
        weight += factors[n] * own * max(0, other)
      }
      return weight
    }
  }

  /// γ/((x−x₀)²+γ²).
  private static func lorentzian(_ pole: Pole, _ x: Double) -> Double {
    let d = x - pole.center, g = pole.width
    return g > 0 ? g / (d * d + g * g) : 0
  }

  private static func area(_ pole: Pole, _ line: Line) -> Double {
    guard pole.width > 0 else { return .pi }
    return atan((line.to - pole.center) / pole.width) - atan((line.from - pole.center) / pole.width)
  }

  // MARK: Poles

  private func poles(
    _ samples: [(x: Double, dispersion: [DispersionValue])], _ line: Line, solver: FibreSolver, solve: (Double) -> Void
  ) -> [Pole] {
    var found: [Pole] = []
    for m in 0...wallOrders {
      for (a, b) in zip(samples, samples.dropFirst()) {
        let spacing = b.x - a.x
        guard let z = DispersionValue.zero(a.x, a.dispersion[m], b.x, b.dispersion[m]), z.re > a.x - 0.25 * spacing,
          z.re < b.x + 0.25 * spacing, abs(z.im) < 0.5 * spacing
        else { continue }
        guard
          let pole = refine(m, (a.x, a.dispersion[m]), (b.x, b.dispersion[m]), solver: solver, solve: solve, line: line)
        else { continue }
        let isKnown = found.contains {
          $0.order == m && abs($0.center - pole.center) < max(1e-9 * spacing, 0.1 * min($0.width, pole.width))
        }
        if !isKnown, pole.center > line.from, pole.center < line.to, pole.width < 0.5 * spacing { found.append(pole) }
      }
    }
    return found
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
      guard next > low - bracket, next < high + bracket else { return nil }
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
    guard offset < 0.5 * bracket || width > 0.01 * bracket else { return nil }
    let reach = min(offset, 0.5 * bracket)
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
