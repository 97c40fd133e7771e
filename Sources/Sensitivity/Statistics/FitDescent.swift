import Neutrinos

extension FitSearch {
  /// The nearest minimum over the nuisances, and over m₀ where a range is given, with A at its best for each step.
  ///
  /// Fisher's curvature, to which secants add what it leaves out, the residuals' own, without which phases creep towards 0 and π, where their slopes vanish: the
  /// division of J. E. Dennis, D. M. Gay and R. E. Welsch, ACM Trans. Math. Softw. 7 (1981) 348, by updates of rank one in place of theirs. Damped after
  /// Levenberg and Marquardt.
  func polished(_ start: Hypothesis, mass range: ClosedRange<Double>? = nil, exposure: Double) -> FitPoint {
    let parameters = fit.nuisances.parameters + (range == nil ? [] : [.lightest])
    guard !parameters.isEmpty else { return point(start, exposure: exposure) }
    let bounds = parameters.map { $0.bounds(mass: range) }
    var best = point(start, exposure: exposure, slopes: parameters)
    guard best.objective.isFinite else { return best }
    var (gradient, fisher) = derivatives(at: best)
    var secants = SymmetricMatrix(size: parameters.count)
    // A parameter that hardly matters where the fit stands may matter elsewhere: its largest curvature so far bounds the step.
    var scales = parameters.map { 1 / ($0.reach * $0.reach) * 1e-9 * max(best.objective, 1e-12) }
    var damping = 1e-6
    // On a threshold, with a line of no width, slopes have no bound: there is nothing to go by.
    for _ in 0..<200 where damping < 1e12 && gradient.allSatisfy(\.isFinite) {
      for a in scales.indices { scales[a] = max(scales[a], fisher[a, a]) }
      let curvature = fisher + secants + damping * SymmetricMatrix(diagonal: scales)
      let values = parameters.map { best.hypothesis.neutrino.value(of: $0) }
      let limits = parameters.indices.map { k in
        let reach = parameters[k].reach
        return max(bounds[k].lowerBound - values[k], -reach)...min(bounds[k].upperBound - values[k], reach)
      }
      guard let step = curvature.step(downhill: gradient, within: limits) else {
        damping *= 10
        continue
      }
      // Relative to what is left, or else to the rounding of the counts: both scale with exposure.
      let negligible = 1e-12 * best.objective + 1e-17 * exposure * best.weight
      if zip(gradient, step).reduce(0, { $0 - $1.0 * $1.1 }) <= negligible { break }
      var hypothesis = best.hypothesis
      for (k, parameter) in parameters.enumerated() {
        // The sum may round past its bound.
        let value = min(max(values[k] + step[k], bounds[k].lowerBound), bounds[k].upperBound)
        hypothesis = hypothesis.with(parameter, value)
      }
      let next = point(hypothesis, exposure: exposure, slopes: parameters)
      guard next.objective.isFinite else {
        damping *= 10
        continue
      }
      // A step that leads uphill shows the curvature as well as one that is taken.
      let gain = best.objective - next.objective
      let found = derivatives(at: next)
      secants.learn(
        moved: zip(parameters, values).map { next.hypothesis.neutrino.value(of: $0) - $1 },
        change: zip(found.gradient, gradient).map { $0 - $1 }, known: gain > 0 ? found.curvature : fisher)
      damping = gain > 0 ? max(damping / 10, 1e-12) : damping * 10
      guard gain > 0 else { continue }
      best = next
      (gradient, fisher) = found
      if gain <= negligible { break }
    }
    return best
  }

  /// Gradient and Fisher's curvature of Δχ²/2 by what a point has slopes of, priors included, A following.
  private func derivatives(at point: FitPoint) -> (gradient: [Double], curvature: SymmetricMatrix) {
    let n = point.slopes.count, a = point.normalisation, x = point.exposure
    var gradient = [Double](repeating: 0, count: n)
    var cross = gradient
    var curvature = SymmetricMatrix(size: n)
    var own = fit.normalisation.precision ?? 0
    for k in point.signal.indices {
      let expected = a * point.signal[k] + point.background[k]
      guard expected > 0 else { continue }
      let residual = (a * point.signal[k] - point.truth[k]) / expected
      own += x * point.signal[k] * point.signal[k] / expected
      for i in 0..<n {
        let slope = a * point.slopes[i][k]
        gradient[i] += x * slope * residual
        cross[i] += x * slope * point.signal[k] / expected
        for j in 0...i { curvature[i, j] += x * slope * a * point.slopes[j][k] / expected }
      }
    }
    if fit.normalisation.precision != nil, own > 0 {
      for i in 0..<n { for j in 0...i { curvature[i, j] -= cross[i] * cross[j] / own } }
    }
    let prior = fit.nuisances.precision, distance = distance(point.hypothesis)
    for i in distance.indices {
      for j in distance.indices { gradient[i] += prior[i, j] * distance[j] }
      for j in 0...i { curvature[i, j] += prior[i, j] }
    }
    return (gradient, curvature)
  }
}

extension SymmetricMatrix {
  fileprivate static func * (a: SymmetricMatrix, x: [Double]) -> [Double] {
    x.indices.map { i in x.indices.reduce(0) { $0 + a[i, $1] * x[$1] } }
  }

  /// What a step shows of a curvature beyond the known part: the symmetric update of rank one, left out where it would divide by the rounding of a sum.
  fileprivate mutating func learn(moved: [Double], change: [Double], known: SymmetricMatrix) {
    let expected = (known + self) * moved
    let error = zip(change, expected).map { $0 - $1 }
    let length = zip(error, moved).reduce(0) { $0 + $1.0 * $1.1 }
    let size = zip(error, moved).reduce(0) { $0 + abs($1.0 * $1.1) }
    guard abs(length) > 1e-3 * size else { return }
    for i in error.indices { for j in 0...i { self[i, j] += error[i] * error[j] / length } }
  }

  /// The step to the least of a parabola within limits that hold zero: what would go past one stops there, farthest first, and the rest follows. `nil` unless the
  /// curvature is positive.
  fileprivate func step(downhill gradient: [Double], within limits: [ClosedRange<Double>]) -> [Double]? {
    var free = self, slopes = gradient
    var stopped: [Int: Double] = [:]
    while true {
      guard var step = free.solution(slopes)?.map({ -$0 }) else { return nil }
      for (k, value) in stopped { step[k] = value }
      func excess(_ k: Int) -> Double {
        max(limits[k].lowerBound - step[k], step[k] - limits[k].upperBound)
          / (limits[k].upperBound - limits[k].lowerBound)
      }
      let beyond = step.indices.filter { stopped[$0] == nil && !limits[$0].contains(step[$0]) }
      guard let k = beyond.max(by: { excess($0) < excess($1) }) else { return step }
      let value = min(max(step[k], limits[k].lowerBound), limits[k].upperBound)
      stopped[k] = value
      for i in step.indices {
        if stopped[i] == nil { slopes[i] += self[i, k] * value }
        free[i, k] = 0
      }
      free[k, k] = 1
      slopes[k] = 0
    }
  }
}

extension FitParameter {
  /// The longest step of a fit, in the parameter's unit.
  fileprivate var reach: Double {
    switch self {
    case .lightest: 0.01
    case .s12sq: 0.1
    case .s13sq: 0.01
    case .dm21: 1e-5
    case .dm31: 5e-4
    case .alpha21, .alpha31: 1
    }
  }

  /// The values that mean something.
  fileprivate func bounds(mass: ClosedRange<Double>?) -> ClosedRange<Double> {
    switch self {
    case .lightest: mass ?? 0...Double.infinity
    case .dm21, .dm31: 0...Double.infinity
    case .s12sq, .s13sq: 0...1
    case .alpha21, .alpha31: -Double.infinity...Double.infinity
    }
  }
}
