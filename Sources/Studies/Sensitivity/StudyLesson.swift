import Documents
import Emission
import Neutrinos
import Sensitivity

/// What the exposure of a design that was searched for its rate would learn there, and where it would learn most of the lightest mass.
///
/// The plain rate of an elastic path is largest where the distribution is flat and says nothing of the neutrinos: who asks for the rate is told.
public struct StudyLesson: Sendable {
  public let here: Place
  /// The best imprinted phase among those that open a threshold on the axis; `nil` when r is fixed or none of them keeps the bounds.
  public let best: Place?

  public struct Place: Sendable {
    public let imprint: Double
    /// Fisher information on m₀ per exposure.
    public let massInformation: Double
    /// Signal events and days for σ(m₀) = m₀/2; `nil` where no exposure tells m₀.
    public let eventsForHalf: Double?
    public let daysForHalf: Double?
    /// σ(m₀) at the study's exposure, eV.
    public let sigma: Double?

    init?(_ evaluation: Evaluation, massInformation: Double? = nil) {
      let found = RamanSensitivity(evaluation)
      guard let information = massInformation ?? found.massInformation() else { return nil }
      let half = found.truth.neutrino.lightest / 2, wanted = information * half * half
      imprint = evaluation.kinematics.imprint
      self.massInformation = information
      // Densities are good to 1e-7: what is left of a flat one is no information.
      let isNothing = wanted <= 1e-15 || information <= 1e-12
      eventsForHalf = isNothing ? nil : found.signal / wanted
      daysForHalf = isNothing ? nil : found.days(1 / wanted)
      sigma = isNothing ? nil : found.exposure.map { 1 / ($0 * information).squareRoot() }
    }
  }

  /// `nil` when the objective is no rate, or nothing is emitted.
  public init?(_ found: StudyOptimisation) {
    guard [.rate, .rateInAcceptance].contains(found.goal.objective), let base = found.design?.evaluation.raman,
      base.measurement.settings.isEmpty, base.acceptedPairSum > 0, let here = Place(base)
    else { return nil }
    self.here = here
    let ranges = (try? found.template.variant(found.chosen))?.ranges ?? []
    guard let range = ranges.first(where: { $0.parameter.kind == .imprint })?.range else {
      best = nil
      return
    }
    let kinematics = base.kinematics
    let bounds = found.goal.bounds.filter {
      [.mcq3Margin, .mcq2Distance, .firstLaser, .secondLaser].contains($0.figure)
    }
    let candidates = Set(base.design.pairs.map(\.thresholdSquared)).flatMap { kinematics.openings(of: $0) }
      .filter { range.contains($0) }.sorted()
      .compactMap { imprint -> (Evaluation, Double)? in
        var geometry = base.geometry
        geometry.imprint = imprint
        let evaluation = Evaluation(geometry, like: base), point = DesignPoint(evaluation, measure: .strip)
        guard bounds.allSatisfy({ $0.isKept($0.figure.values(point)) }),
          let information = RamanSensitivity(evaluation).massInformation()
        else { return nil }
        return (evaluation, information)
      }
    // An elastic path has each optimum twice; of the two the larger r leaves laser 1 its photons and keeps thresholds off the trigger's beam.
    let largest = candidates.reduce(0) { max($0, $1.1) }
    guard let most = candidates.last(where: { $0.1 > 0.999 * largest }), most.1 > here.massInformation else {
      best = nil
      return
    }
    best = Place(most.0, massInformation: most.1)
  }

  public var json: JSONValue {
    func json(_ place: Place?) -> JSONValue {
      guard let place else { return .null }
      return [
        "r": .number(place.imprint), "fisher_per_exposure": .number(place.massInformation),
        "signal_events_for_half_error": .number(orNull: place.eventsForHalf),
        "days_for_half_error": .number(orNull: place.daysForHalf), "sigma_eV": .number(orNull: place.sigma),
      ]
    }
    return ["here": json(here), "most_information": json(best)]
  }
}
