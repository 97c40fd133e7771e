import Emission
import Neutrinos

/// The fit of a wrong hypothesis to the data that a truth lets one expect.
public struct SeparationFit: Sendable, Hashable {
  public var normalisation: Normalisation
  /// What the alternative leaves open beside A and m₀. Priors are centred on the values it comes with.
  public var nuisances: Nuisances
  /// The values, eV, among which the alternative's m₀ may be chosen; `nil` keeps the one it comes with.
  public var massRange: ClosedRange<Double>?

  /// - Precondition: m₀ is no nuisance, and its range holds no negative mass.
  public init(
    normalisation: Normalisation = .free, nuisances: Nuisances = .none, massRange: ClosedRange<Double>? = nil
  ) {
    precondition(!nuisances.parameters.contains(.lightest), "the lightest mass is fitted within its range")
    precondition((massRange?.lowerBound ?? 0) >= 0, "a mass is not negative")
    self.normalisation = normalisation
    self.nuisances = nuisances
    self.massRange = massRange
  }

  /// The separation of an alternative from the truth.
  ///
  /// Δχ² is in proportion to the exposure, exactly, unless there are priors: then each exposure has its own best fit, and Δχ² grows ever more slowly.
  ///
  /// - Precondition: the exposure is positive.
  public func separation(
    by measurement: any Measurement, truth: Hypothesis, from alternative: Hypothesis, exposure: Double = 1
  ) -> Separation {
    precondition(exposure > 0, "a fit needs data")
    let search = FitSearch(fit: self, measurement: measurement, truth: truth, centre: alternative)
    let best = search.best(exposure: exposure)
    return Separation(
      chiSquared: best.objective, exposure: exposure, signalEvents: exposure * best.truth.reduce(0, +),
      normalisation: best.normalisation, alternative: best.hypothesis,
      exposureForThreeSigma: exposureForThreeSigma(search, best))
  }

  private var hasPrior: Bool {
    (normalisation.precision ?? 0) > 0 || nuisances.hasPrior
  }

  /// The root of Δχ²(X) = 9. As the least of functions linear in X, Δχ² is concave and its slope is that of the best one: Newton's method climbs to the root
  /// from below.
  private func exposureForThreeSigma(_ search: FitSearch, _ first: FitPoint) -> Double? {
    let target = 9.0
    var point = first
    // Below the rounding of the counts there is no difference.
    func isNothing(_ point: FitPoint) -> Bool { point.deviance <= 1e-28 * point.weight }
    if isNothing(point) { return nil }
    if point.deviance == .infinity { return 0 }
    guard hasPrior else { return target / point.deviance }
    var exposure = point.exposure
    let begin = exposure * target / point.objective
    for _ in 0..<60 {
      let next = max(exposure + (target - point.objective) / point.deviance, exposure / 8)
      if abs(next - exposure) <= 1e-10 * exposure { return next }
      exposure = next
      guard exposure < 1e12 * begin else { return nil }
      point = search.best(exposure: exposure)
      if isNothing(point) { return nil }
    }
    return nil
  }
}

/// A hypothesis beside the truth, with its A.
struct FitPoint {
  let hypothesis: Hypothesis
  let exposure: Double
  let truth: [Double]
  let signal: [Double]
  let background: [Double]
  let slopes: [[Double]]
  let normalisation: Double
  /// Σ 2 […] for one unit of exposure.
  let deviance: Double
  /// The priors' χ².
  let penalty: Double

  var objective: Double { exposure * deviance + penalty }
  /// Σ s²/(s + b) of the truth: what relative errors of the signal count, squared.
  var weight: Double { Expectation(background: background, signals: [truth]).weight }
}

extension Expectation {
  /// Σ s²/(s + b) of the first hypothesis: a relative difference ε of its signal makes a Δχ² of ε² times it.
  public var weight: Double {
    zip(signals[0], background).reduce(0) { sum, cell in
      let (s, b) = cell
      return s + b > 0 ? sum + s * s / (s + b) : sum
    }
  }
}

/// Where an alternative comes closest to a truth.
struct FitSearch {
  let fit: SeparationFit
  let measurement: any Measurement
  let truth: Hypothesis
  let centre: Hypothesis

  // MARK: Points

  func point(_ hypothesis: Hypothesis, exposure: Double, withSlopes: Bool = false) -> FitPoint {
    let parameters = fit.nuisances.parameters
    let expectation = measurement.expectation(of: [hypothesis, truth], slopes: withSlopes ? parameters : [])
    let scale = NormalisationFit(
      truth: expectation.signals[1], other: expectation.signals[0], background: expectation.background,
      exposure: exposure, normalisation: fit.normalisation)
    return FitPoint(
      hypothesis: hypothesis, exposure: exposure, truth: expectation.signals[1], signal: expectation.signals[0],
      background: expectation.background, slopes: expectation.slopes, normalisation: scale.normalisation,
      deviance: scale.deviance, penalty: scale.penalty + fit.nuisances.penalty(distance(hypothesis)))
  }

  /// From the centre of the priors.
  private func distance(_ hypothesis: Hypothesis) -> [Double] {
    fit.nuisances.parameters.map { hypothesis.neutrino.value(of: $0) - centre.neutrino.value(of: $0) }
  }

  // MARK: The whole range

  func best(exposure: Double) -> FitPoint {
    let starts = phaseStarts()
    guard let range = fit.massRange else { return polishedBest(of: starts, exposure: exposure, atMost: 4) }
    // A coarse look, then each of the lowest places between higher neighbours by itself.
    let masses = coarseMasses(range)
    let coarse = masses.map { mass in
      starts.map { point($0.with(lightest: mass), exposure: exposure) }.min { $0.objective < $1.objective }!
    }
    let hollows = coarse.indices.filter { k in
      (k == 0 || coarse[k].objective <= coarse[k - 1].objective)
        && (k == coarse.count - 1 || coarse[k].objective <= coarse[k + 1].objective)
    }.sorted { coarse[$0].objective < coarse[$1].objective }
    let candidates = hollows.prefix(3).map { k in
      refined(
        coarse[k], from: masses[max(k - 1, 0)], to: masses[min(k + 1, masses.count - 1)],
        others: starts, exposure: exposure)
    }
    return candidates.min { $0.objective < $1.objective } ?? coarse[0]
  }

  /// m₀ within its bracket, nuisances following.
  private func refined(
    _ coarse: FitPoint, from low: Double, to high: Double, others: [Hypothesis], exposure: Double
  ) -> FitPoint {
    let mass = coarse.hypothesis.neutrino.lightest
    var best =
      fit.nuisances.isEmpty
      ? coarse
      : polishedBest(
        of: [coarse.hypothesis] + others.map { $0.with(lightest: mass) }, exposure: exposure, atMost: 3)
    guard high > low else { return best }
    // To a part in 1e5 or a hundredth of a µeV: the rest is Newton's.
    _ = ScalarMinimum.find(
      from: low, to: high, start: (mass, best.objective), tolerance: max(1e-8, 1e-5 * high)
    ) { m in
      let found = polished(best.hypothesis.with(lightest: m), exposure: exposure)
      if found.objective < best.objective { best = found }
      return found.objective
    }
    return settled(best, within: low...high, exposure: exposure)
  }

  /// To the last digits of m₀, which a narrow line beside a threshold measures as well as that: Fisher scoring, nuisances and A following.
  ///
  /// Where the alternative can match every count nothing of a difference must be left.
  private func settled(_ found: FitPoint, within range: ClosedRange<Double>, exposure: Double) -> FitPoint {
    var best = found
    for _ in 0..<12 where best.objective.isFinite {
      let slopes = measurement.expectation(of: [best.hypothesis, truth], slopes: [.lightest]).slopes
      let (gradient, curvature) = scores(slopes, at: best)
      let mass = best.hypothesis.neutrino.lightest
      let next = min(max(mass - gradient[0] / curvature[0, 0], range.lowerBound), range.upperBound)
      guard curvature[0, 0] > 0, next.isFinite, next != mass else { break }
      let point = polished(best.hypothesis.with(lightest: next), exposure: exposure)
      guard point.objective < best.objective else { break }
      best = point
    }
    return best
  }

  /// Ends, the truth's own mass and its neighbourhood, and steps of √2 from a tenth of a meV.
  private func coarseMasses(_ range: ClosedRange<Double>) -> [Double] {
    let own = truth.neutrino.lightest
    var masses = [range.lowerBound, range.upperBound, 0] + [0.5, 0.8, 0.95, 1, 1.05, 1.25, 2].map { $0 * own }
    var mass = 1e-4
    while mass < range.upperBound {
      masses.append(mass)
      mass *= 2.0.squareRoot()
    }
    return Set(masses.filter(range.contains)).sorted()
  }

  /// Majorana phases enter by cosines: stationary at 0 and π, and perhaps lowest there; from between, a fit finds its way.
  private func phaseStarts() -> [Hypothesis] {
    func values(_ parameter: FitParameter, _ list: [Double]) -> [Double?] {
      fit.nuisances.parameters.contains(parameter) ? list.map { $0 as Double? } : [nil]
    }
    guard centre.neutrino.nature == .majorana else { return [centre] }
    var starts = [centre]
    let quarter = Double.pi / 4
    for a in values(.alpha21, [0, quarter, 3 * quarter, .pi]) {
      for b in values(.alpha31, [0, quarter, 3 * quarter, .pi, -quarter, -3 * quarter]) where a != nil || b != nil {
        var start = centre
        if let a { start = start.with(.alpha21, a) }
        if let b { start = start.with(.alpha31, b + 2 * centre.neutrino.phases.delta) }
        starts.append(start)
      }
    }
    return starts
  }

  private func polishedBest(of starts: [Hypothesis], exposure: Double, atMost count: Int) -> FitPoint {
    let raw = starts.map { point($0, exposure: exposure) }.sorted { $0.objective < $1.objective }
    if fit.nuisances.isEmpty { return raw[0] }
    return raw.prefix(count).map { polished($0.hypothesis, exposure: exposure) }
      .min { $0.objective < $1.objective }!
  }

  // MARK: Nuisances

  /// The nearest minimum over the nuisances: Fisher scoring, damped after Levenberg and Marquardt, with A at its best for each step.
  func polished(_ start: Hypothesis, exposure: Double) -> FitPoint {
    let parameters = fit.nuisances.parameters
    guard !parameters.isEmpty else { return point(start, exposure: exposure) }
    var best = point(start, exposure: exposure, withSlopes: true)
    guard best.objective.isFinite else { return best }
    var damping = 1e-6
    // A parameter that hardly matters where the fit stands may matter elsewhere: its largest curvature so far bounds the step.
    var scales = parameters.map { 1 / ($0.reach * $0.reach) * 1e-9 * max(best.objective, 1e-12) }
    for _ in 0..<50 {
      let (gradient, curvature) = derivatives(at: best)
      for a in scales.indices { scales[a] = max(scales[a], curvature[a, a]) }
      // Relative to what is left, or else to the rounding of the counts: both scale with exposure.
      let negligible = 1e-10 * best.objective + 1e-14 * exposure * best.weight
      var gain = 0.0
      while damping < 1e12 {
        let damped = curvature + damping * SymmetricMatrix(diagonal: scales)
        guard let step = damped.solution(gradient) else {
          damping *= 10
          continue
        }
        if zip(gradient, step).reduce(0, { $0 + $1.0 * $1.1 }) <= negligible { break }
        var hypothesis = best.hypothesis
        for (parameter, delta) in zip(parameters, step) {
          let value = hypothesis.neutrino.value(of: parameter) - min(max(delta, -parameter.reach), parameter.reach)
          hypothesis = hypothesis.with(parameter, parameter.allowed(value))
        }
        let next = point(hypothesis, exposure: exposure, withSlopes: true)
        if next.objective < best.objective {
          gain = best.objective - next.objective
          best = next
          damping = max(damping / 10, 1e-12)
          break
        }
        damping *= 10
      }
      if gain <= negligible { break }
    }
    return best
  }

  /// Gradient and Fisher's curvature of Δχ²/2 in the nuisances, priors included, A following.
  private func derivatives(at point: FitPoint) -> (gradient: [Double], curvature: SymmetricMatrix) {
    var (gradient, curvature) = scores(point.slopes, at: point)
    let prior = fit.nuisances.precision, distance = distance(point.hypothesis)
    for i in gradient.indices {
      for j in gradient.indices { gradient[i] += prior[i, j] * distance[j] }
      for j in 0...i { curvature[i, j] += prior[i, j] }
    }
    return (gradient, curvature)
  }

  /// What the counts say of parameters by which the signal has slopes, A following.
  private func scores(_ slopes: [[Double]], at point: FitPoint) -> (gradient: [Double], curvature: SymmetricMatrix) {
    let n = slopes.count, a = point.normalisation, x = point.exposure
    var gradient = [Double](repeating: 0, count: n)
    var cross = gradient
    var curvature = SymmetricMatrix(diagonal: gradient)
    var own = fit.normalisation.precision ?? 0
    for k in point.signal.indices {
      let expected = a * point.signal[k] + point.background[k]
      guard expected > 0 else { continue }
      let residual = (a * point.signal[k] - point.truth[k]) / expected
      own += x * point.signal[k] * point.signal[k] / expected
      for i in 0..<n {
        let slope = a * slopes[i][k]
        gradient[i] += x * slope * residual
        cross[i] += x * slope * point.signal[k] / expected
        for j in 0...i { curvature[i, j] += x * slope * a * slopes[j][k] / expected }
      }
    }
    guard fit.normalisation.precision != nil, own > 0 else { return (gradient, curvature) }
    for i in 0..<n { for j in 0...i { curvature[i, j] -= cross[i] * cross[j] / own } }
    return (gradient, curvature)
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

  /// The nearest value that means something.
  fileprivate func allowed(_ value: Double) -> Double {
    switch self {
    case .lightest, .dm21, .dm31: max(value, 0)
    case .s12sq, .s13sq: min(max(value, 0), 1)
    case .alpha21, .alpha31: value
    }
  }
}
