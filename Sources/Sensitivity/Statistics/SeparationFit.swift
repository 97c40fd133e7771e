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
