import Neutrinos

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
    let starts = phaseStarts(centre)
    guard let range = fit.massRange else { return polished(bestOf: starts, exposure: exposure, atMost: 4) }
    // A coarse look with all else at its best, then each of the lowest places between higher neighbours by itself.
    let masses = coarseMasses(range)
    var coarse: [FitPoint] = []
    for mass in masses {
      // From where the fit of the mass before ended too: nuisances that make up for a wrong m₀ do so at the next.
      let before = coarse.last.map { [$0.hypothesis] } ?? []
      coarse += polished(bestOf: (starts + before).map { $0.with(lightest: mass) }, exposure: exposure, atMost: 1)
    }
    let hollows = coarse.indices.filter { k in
      (k == 0 || coarse[k].objective <= coarse[k - 1].objective)
        && (k == coarse.count - 1 || coarse[k].objective <= coarse[k + 1].objective)
    }.sorted { coarse[$0].objective < coarse[$1].objective }
    return hollows.prefix(3).map { k in
      refined(coarse[k], between: [coarse[max(k - 1, 0)], coarse[min(k + 1, coarse.count - 1)]])
    }.sorted { $0.objective < $1.objective }
  }

  /// Where minima have moved to with the exposure, the lowest first.
  func followed(_ minima: [FitPoint], exposure: Double) -> [FitPoint] {
    minima.map { polished($0.hypothesis, mass: fit.massRange, exposure: exposure) }
      .sorted { $0.objective < $1.objective }
  }

  /// m₀ between two neighbours, nuisances following.
  private func refined(_ coarse: FitPoint, between neighbours: [FitPoint]) -> FitPoint {
    let exposure = coarse.exposure, mass = coarse.hypothesis.neutrino.lightest
    let masses = neighbours.map(\.hypothesis.neutrino.lightest), low = masses[0], high = masses[1]
    func turned(_ point: FitPoint) -> FitPoint {
      fit.nuisances.isEmpty ? point : polished(bestOf: phaseStarts(point.hypothesis), exposure: exposure, atMost: 3)[0]
    }
    var best = turned(coarse)
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
    // alternative can match every count nothing of a difference must be left. From the neighbours too: at m₀ = 0 a phase has no slope and may point either way.
    let starts = [best] + (fit.nuisances.isEmpty ? [] : neighbours.map(turned))
    return starts.map { polished($0.hypothesis, mass: low...high, exposure: exposure) }
      .min { $0.objective < $1.objective }!
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
  private func phaseStarts(_ hypothesis: Hypothesis) -> [Hypothesis] {
    func values(_ parameter: FitParameter, _ list: [Double]) -> [Double?] {
      fit.nuisances.parameters.contains(parameter) ? list.map { $0 as Double? } : [nil]
    }
    guard hypothesis.neutrino.nature == .majorana else { return [hypothesis] }
    var starts = [hypothesis]
    let quarter = Double.pi / 4
    for a in values(.alpha21, [0, quarter, 3 * quarter, .pi]) {
      for b in values(.alpha31, [0, quarter, 3 * quarter, .pi, -quarter, -3 * quarter]) where a != nil || b != nil {
        var start = hypothesis
        if let a { start = start.with(.alpha21, a) }
        if let b { start = start.with(.alpha31, b + 2 * hypothesis.neutrino.phases.delta) }
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
