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
    let minima = search.minima(exposure: exposure), best = minima[0]
    return Separation(
      chiSquared: best.objective, exposure: exposure, signalEvents: exposure * best.truth.reduce(0, +),
      normalisation: best.normalisation, alternative: best.hypothesis,
      exposureForThreeSigma: exposureForThreeSigma(search, minima))
  }

  private var hasPrior: Bool {
    (normalisation.precision ?? 0) > 0 || nuisances.hasPrior
  }

  /// The root of Δχ²(X) = 9. As the least of functions linear in X, Δχ² is concave and its slope is that of the best one: Newton's method climbs to the root
  /// from below. On its way the minima are followed; at the root the whole range is looked over again.
  private func exposureForThreeSigma(_ search: FitSearch, _ first: [FitPoint]) -> Double? {
    let target = 9.0
    // Below the rounding of the counts there is no difference.
    func isNothing(_ point: FitPoint) -> Bool { point.deviance <= 1e-28 * point.weight }
    if isNothing(first[0]) { return nil }
    if first[0].deviance == .infinity { return 0 }
    guard hasPrior else { return target / first[0].deviance }
    let begin = first[0].exposure * target / first[0].objective
    var minima = first, isWhole = true
    for _ in 0..<60 {
      let point = minima[0], exposure = point.exposure
      if isNothing(point) { return nil }
      let next = max(exposure + (target - point.objective) / point.deviance, exposure / 8)
      guard next < 1e12 * begin else { return nil }
      if abs(next - exposure) > 1e-10 * exposure {
        minima = search.followed(minima, exposure: next)
        isWhole = false
      } else if isWhole {
        return next
      } else {
        minima = (minima + search.minima(exposure: exposure)).sorted { $0.objective < $1.objective }
        isWhole = true
      }
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

  /// - Parameter slopes: the parameters by which the signal is to be differentiated.
  func point(_ hypothesis: Hypothesis, exposure: Double, slopes: [FitParameter] = []) -> FitPoint {
    let expectation = measurement.expectation(of: [hypothesis, truth], slopes: slopes)
    let scale = NormalisationFit(
      truth: expectation.signals[1], other: expectation.signals[0], background: expectation.background,
      exposure: exposure, normalisation: fit.normalisation)
    return FitPoint(
      hypothesis: hypothesis, exposure: exposure, truth: expectation.signals[1], signal: expectation.signals[0],
      background: expectation.background, slopes: expectation.slopes, normalisation: scale.normalisation,
      deviance: scale.deviance, penalty: scale.penalty + fit.nuisances.penalty(distance(hypothesis)))
  }

  /// From the centre of the priors.
  func distance(_ hypothesis: Hypothesis) -> [Double] {
    fit.nuisances.parameters.map { hypothesis.neutrino.value(of: $0) - centre.neutrino.value(of: $0) }
  }

  // MARK: The whole range

  /// The lowest minima, at most three and at least one, the lowest first.
  func minima(exposure: Double) -> [FitPoint] {
    let starts = phaseStarts()
    guard let range = fit.massRange else { return polished(bestOf: starts, exposure: exposure, atMost: 4) }
    // A coarse look, then each of the lowest places between higher neighbours by itself.
    let masses = coarseMasses(range)
    let coarse = masses.map { mass in
      starts.map { point($0.with(lightest: mass), exposure: exposure) }.min { $0.objective < $1.objective }!
    }
    let hollows = coarse.indices.filter { k in
      (k == 0 || coarse[k].objective <= coarse[k - 1].objective)
        && (k == coarse.count - 1 || coarse[k].objective <= coarse[k + 1].objective)
    }.sorted { coarse[$0].objective < coarse[$1].objective }
    return hollows.prefix(3).map { k in
      refined(
        coarse[k], from: masses[max(k - 1, 0)], to: masses[min(k + 1, masses.count - 1)],
        others: starts, exposure: exposure)
    }.sorted { $0.objective < $1.objective }
  }

  /// Where minima have moved to with the exposure, the lowest first.
  func followed(_ minima: [FitPoint], exposure: Double) -> [FitPoint] {
    minima.map { polished($0.hypothesis, mass: fit.massRange, exposure: exposure) }
      .sorted { $0.objective < $1.objective }
  }

  /// m₀ within its bracket, nuisances following.
  private func refined(
    _ coarse: FitPoint, from low: Double, to high: Double, others: [Hypothesis], exposure: Double
  ) -> FitPoint {
    let mass = coarse.hypothesis.neutrino.lightest
    var best =
      fit.nuisances.isEmpty
      ? coarse
      : polished(
        bestOf: [coarse.hypothesis] + others.map { $0.with(lightest: mass) }, exposure: exposure, atMost: 3)[0]
    guard high > low else { return best }
    // To a part in 1e5 or a hundredth of a µeV: the rest is Newton's.
    _ = ScalarMinimum.find(
      from: low, to: high, start: (mass, best.objective), tolerance: max(1e-8, 1e-5 * high)
    ) { m in
      let found = polished(best.hypothesis.with(lightest: m), exposure: exposure)
      if found.objective < best.objective { best = found }
      return found.objective
    }
    // Together, to the last digits: a narrow line beside a threshold measures m₀ as well as that, masses and mixing can stand in for each other, and where the
    // alternative can match every count nothing of a difference must be left.
    return polished(best.hypothesis, mass: low...high, exposure: exposure)
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

  /// What the best of some starts lead to, the lowest first; the best itself where there is nothing to polish.
  private func polished(bestOf starts: [Hypothesis], exposure: Double, atMost count: Int) -> [FitPoint] {
    let raw = starts.map { point($0, exposure: exposure) }.sorted { $0.objective < $1.objective }
    if fit.nuisances.isEmpty { return [raw[0]] }
    return raw.prefix(count).map { polished($0.hypothesis, exposure: exposure) }
      .sorted { $0.objective < $1.objective }
  }
}
