import Foundation

/// ∫ w s₀(ω, β₂) s₀(E−ω, P−β₂) dω from E/2 to ω₊, half of the strip, and its derivatives by the radii of the fibre's faces; the other half is
/// its mirror image.
///
/// In panels, halved where the rules of 15 and of 7 nodes disagree. One object serves one thread.
struct StripIntegral {
  /// ∫, and the sum of the panels' errors.
  private(set) var value = 0.0
  private(set) var error = 0.0
  /// By the radii, from the core's outward; empty where they were not asked for.
  private(set) var faceDerivatives: [Double] = []
  /// Of the largest of them.
  private(set) var derivativeError = 0.0
  /// How often both photons were solved.
  private(set) var evaluations = 0

  private let problem: PairSuppression
  private let hasDerivatives: Bool
  /// Two for each batch of four nodes: what they know of their walls the derivatives need after all are solved.
  private let solvers: [(first: AxisSolver, second: AxisSolver)]
  private var panels: [Panel] = []

  private struct Panel {
    let from: Double
    let to: Double
    let integral: Double
    let error: Double
    let derivatives: [Double]
    let derivativeError: Double
  }

  /// Each costs 15 solutions of both photons.
  private static let mostPanels = 1500

  /// - Parameter derivativeError: of the largest derivative, relative; `nil` without derivatives.
  init(_ problem: PairSuppression, relativeError: Double, derivativeError: Double? = nil) {
    hasDerivatives = derivativeError != nil
    self.problem = problem
    solvers = (0..<4).map { _ in (AxisSolver(), AxisSolver()) }
    run(relativeError, derivativeError ?? relativeError)
  }

  private mutating func run(_ relativeError: Double, _ relativeDerivativeError: Double) {
    let low = problem.pair.energy / 2, high = problem.pair.freeRange.upperBound
    let count = initialPanels(over: low...high)
    for k in 0..<count {
      let a = low + (high - low) * Double(k) / Double(count), b = low + (high - low) * Double(k + 1) / Double(count)
      panels.append(panel(a, b))
    }
    sum()
    while panels.count < Self.mostPanels {
      // Where all derivatives are small, a part of the value per µm is what counts.
      let slope = max(abs(value), faceDerivatives.reduce(0) { max($0, abs($1)) })
      let isDone = error <= relativeError * abs(value) && derivativeError <= relativeDerivativeError * slope
      func excess(_ panel: Panel) -> Double {
        max(
          panel.error / (relativeError * abs(value)),
          hasDerivatives ? panel.derivativeError / (relativeDerivativeError * slope) : 0)
      }
      guard !isDone, let worst = panels.indices.max(by: { excess(panels[$0]) < excess(panels[$1]) }) else { break }
      let old = panels.remove(at: worst)
      // Not at the middle: a resonance there would be on the edge of both halves again and again.
      let cut = old.from + 0.47 * (old.to - old.from)
      panels.insert(contentsOf: [panel(old.from, cut), panel(cut, old.to)], at: worst)
      sum()
    }
  }

  private mutating func sum() {
    value = panels.reduce(0) { $0 + $1.integral }
    error = panels.reduce(0) { $0 + $1.error }
    derivativeError = panels.reduce(0) { $0 + $1.derivativeError }
    guard hasDerivatives else { return }
    faceDerivatives = panels.dropFirst().reduce(panels[0].derivatives) { zip($0, $1.derivatives).map { $0 + $1 } }
  }

  /// About two resonances each.
  private func initialPanels(over range: ClosedRange<Double>) -> Int {
    let fibre = problem.fibre(range.upperBound), core = fibre.core * fibre.core
    let path = zip(fibre.layers, zip(fibre.radii, fibre.radii.dropFirst())).reduce(0) { sum, layer in
      sum + abs(layer.0.re - core).squareRoot() * (layer.1.1 - layer.1.0)
    }
    return max(2, Int(path * (range.upperBound - range.lowerBound) / (PairSuppression.hbarC * 2 * .pi)))
  }

  // MARK: Panels

  /// Shorter ones count as resolved.
  private var leastHalf: Double { 1e-7 * problem.pair.energy }

  private mutating func panel(_ a: Double, _ b: Double) -> Panel {
    let (weight, responses) = samples(a, b), half = (b - a) / 2
    let fine = StripPanel(rule: .fine, weight: weight, responses: responses)
    let coarse = StripPanel(rule: .coarse, weight: weight, responses: responses)
    let isResolved = fine.isResolved || half < leastHalf
    let integral = fine.integral * half
    var derivatives: [Double] = [], derivativeError = 0.0
    if hasDerivatives {
      derivatives = self.derivatives(fine, half) { $0 }
      let rough = self.derivatives(coarse, half) { $0 % 2 == 1 ? $0 / 2 : nil }
      let difference = zip(derivatives, rough).reduce(0) { max($0, abs($1.0 - $1.1)) }
      derivativeError = Self.error(difference, of: derivatives.reduce(0) { max($0, abs($1)) }, isResolved)
    }
    return Panel(
      from: a, to: b, integral: integral,
      error: Self.error(integral - coarse.integral * half, of: integral, isResolved),
      derivatives: derivatives, derivativeError: derivativeError)
  }

  /// The fine rule has about twice the coarse one's digits.
  private static func error(_ difference: Double, of value: Double, _ isResolved: Bool) -> Double {
    guard isResolved else { return .infinity }
    return value == 0 ? abs(difference) : abs(difference) * min(1, 100 * abs(difference / value))
  }

  /// Both photons at the fine rule's nodes, four at a time, the last one twice.
  private mutating func samples(_ a: Double, _ b: Double) -> (weight: [Double], responses: [[StripPanel.Response]]) {
    let pair = problem.pair, hbarC = PairSuppression.hbarC, nodes = GaussKronrod.nodes
    var weight: [Double] = []
    for (index, solver) in solvers.enumerated() {
      var omega = Lanes(), beta = Lanes()
      for lane in 0..<4 {
        omega[lane] = (a + b) / 2 + (b - a) / 2 * nodes[min(14, 4 * index + lane)]
        beta[lane] = pair.freeAxial(omega[lane])
        if 4 * index + lane < nodes.count { weight.append(problem.weight(omega[lane])) }
      }
      let other = pair.energy - omega
      solver.first.solve(slices(omega), k0: omega / hbarC, beta: inside(beta, omega) / hbarC)
      solver.second.solve(slices(other), k0: other / hbarC, beta: inside(pair.momentum - beta, other) / hbarC)
    }
    evaluations += nodes.count
    return (
      weight,
      [
        [Self.response(solvers.map(\.first.along)), Self.response(solvers.map(\.first.across))],
        // The second photon's energy falls as ω rises: −σ* has the same imaginary part and its poles on the same side as the first's.
        [Self.response(solvers.map(\.second.along)), Self.response(solvers.map(\.second.across))].map { response in
          StripPanel.Response(
            value: response.value.map { -$0.conjugate }, dispersion: response.dispersion.map(\.conjugate))
        },
      ]
    )
  }

  /// β off the light line, where a massless pair lies: s₀ is smooth there, its parts are not.
  private func inside(_ beta: Lanes, _ omega: Lanes) -> Lanes {
    var result = beta
    for lane in 0..<4 {
      let most = omega[lane] * (1 - 1e-12)
      result[lane] = min(most, max(-most, beta[lane]))
    }
    return result
  }

  /// One for all four where no index depends on the energy.
  private func slices(_ omega: Lanes) -> [FibreSlice] {
    let slices = (0..<4).map { problem.fibre(omega[$0]) }
    return slices.allSatisfy { $0 == slices[0] } ? [slices[0]] : slices
  }

  private static func response(_ batches: [AxisSolver.Response]) -> StripPanel.Response {
    let reference = batches[0].logarithm[0]
    var result = StripPanel.Response(value: [], dispersion: [])
    for k in GaussKronrod.nodes.indices {
      let batch = batches[k / 4], lane = k % 4
      // In two steps: the mantissas may be as far from one as the factors.
      let step = exp(min(300, max(-300, (batch.logarithm[lane] - reference) / 2)))
      result.value.append(batch.value[lane])
      result.dispersion.append(step * (step * batch.dispersion[lane]))
    }
    return result
  }

  // MARK: Derivatives

  /// Of the panel last sampled, by a model of it that has the fine rule's node k as its own node `place`(k).
  private func derivatives(_ model: StripPanel, _ half: Double, place: (Int) -> Int?) -> [Double] {
    // Im K ∂(−σ*) = Im K* ∂σ
    let sensitivities =
      model.sensitivities(ofPhoton: 0) + model.sensitivities(ofPhoton: 1).map { $0.map(\.conjugate) }
    var sum = [Double](repeating: 0, count: problem.fibre(problem.pair.energy / 2).radii.count)
    sum.withUnsafeMutableBufferPointer { sum in
      for (index, solver) in solvers.enumerated() {
        var weights = [ComplexLanes](repeating: ComplexLanes(Lanes()), count: 4)
        for lane in 0..<4 where 4 * index + lane < GaussKronrod.nodes.count {
          guard let place = place(4 * index + lane) else { continue }
          for k in weights.indices { weights[k][lane] = half * sensitivities[k][place] }
        }
        solver.first.addFaceDerivatives(along: weights[0], across: weights[1], into: sum)
        solver.second.addFaceDerivatives(along: weights[2], across: weights[3], into: sum)
      }
    }
    return sum
  }
}
