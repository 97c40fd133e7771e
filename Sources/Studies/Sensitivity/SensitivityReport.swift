import Documents
import Emission
import Foundation
import Neutrinos
import Photonics
import Sensitivity

/// All that `sensitivity` says of a Raman design: figures computed once, for text and JSON alike.
public struct SensitivityReport: Sendable {
  public let found: RamanSensitivity
  /// Fisher information on m₀ per exposure, dimensionless.
  public let massInformation: Double?
  public let meanLogMassInformation: Double?
  /// σ(m₀) at the study's exposure, eV.
  public let sigma: Double?
  /// Signal events and days for σ(m₀) = m₀/2.
  public let eventsForHalf: Double?
  public let daysForHalf: Double?
  /// Signal events per exposure, eV², and at the study's.
  public let signal: Double
  public let events: Double?
  /// By question, in the order of ``StudyMeasurement/Question``.
  public let separations: [(question: StudyMeasurement.Question, found: Separation?)]
  /// By how much r may move, either way, until the information on m₀ falls by a tenth, to a factor of √10; `nil` when by more than 1e-3.
  public let imprintTolerance: Double?
  /// The threshold that the design sits on.
  public let cusp: Cusp?

  /// A threshold that opens on the axis: information is largest there, and presumes the masses.
  public struct Cusp: Sendable, Hashable {
    public let pair: NeutrinoPair
    /// At θ = π or at 0.
    public let isBackward: Bool
  }

  /// `nil` when nothing is emitted within the acceptance.
  ///
  /// - Parameter fibre: what suppresses the two-photon background, where that is counted.
  public init?(_ evaluation: Evaluation, fibre: FibreEvaluation? = nil) {
    let found = RamanSensitivity(evaluation, suppression: fibre?.eta.total ?? 1), measurement = found.measurement
    let signal = found.signal
    guard signal > 0 else { return nil }
    let information = found.massInformation(), half = found.truth.neutrino.lightest / 2
    self.found = found
    self.signal = signal
    massInformation = information
    meanLogMassInformation = found.meanLogMassInformation()
    events = found.exposure.map { $0 * signal }
    sigma = found.exposure.flatMap { exposure in
      information.flatMap { $0 * exposure > 0 ? 1 / ($0 * exposure).squareRoot() : nil }
    }
    // With priors the information is not in proportion to the exposure, and this exposure is not known from another.
    let exposureForHalf = information.flatMap { information -> Double? in
      let wanted = information * half * half
      return wanted > 0 && !measurement.hasPrior(found.neutrino) ? 1 / wanted : nil
    }
    eventsForHalf = exposureForHalf.map { $0 * signal }
    daysForHalf = exposureForHalf.flatMap(found.days)
    separations = StudyMeasurement.Question.allCases.map { ($0, found.separation($0)) }
    imprintTolerance = Self.tolerance(evaluation, found, information)
    cusp = measurement.settings.isEmpty ? Self.cusp(evaluation) : nil
  }

  /// A pair whose threshold M² meets within a twentieth at an end of the axis.
  private static func cusp(_ evaluation: Evaluation) -> Cusp? {
    let kinematics = evaluation.kinematics
    for pair in evaluation.design.pairs {
      let threshold = pair.thresholdSquared
      for (end, isBackward) in [(kinematics.pairBackward, true), (kinematics.pairForward, false)]
      where abs(end - threshold) < 0.05 * threshold {
        return Cusp(pair: pair.pair, isBackward: isBackward)
      }
    }
    return nil
  }

  private static func tolerance(_ evaluation: Evaluation, _ found: RamanSensitivity, _ information: Double?) -> Double?
  {
    guard found.measurement.settings.isEmpty, let information, information > 0 else { return nil }
    let imprint = evaluation.kinematics.imprint
    func share(_ imprint: Double) -> Double {
      guard abs(imprint) <= 1 else { return 0 }
      var geometry = evaluation.geometry
      geometry.imprint = imprint
      return (RamanSensitivity(Evaluation(geometry, like: evaluation)).massInformation() ?? 0) / information
    }
    for half in -18 ... -6 {
      let move = pow(10, Double(half) / 2)
      if min(share(imprint - move), share(imprint + move)) < 0.9 { return move }
    }
    return nil
  }
}

extension SensitivityReport {
  /// What a reader must know before trusting the figures.
  public var warnings: [String] {
    var warnings: [String] = []
    if let cusp {
      let lightest = NumberText.short(found.neutrino.lightest)
      warnings.append(
        "the design sits where the threshold of the pair (\(cusp.pair.name)) opens at θ = \(cusp.isBackward ? "π" : "0"), a cusp of the information that presumes m₀ = \(lightest) meV: an experimenter who does not know it cannot choose this r; mean_log_mass_information asks for several m₀"
      )
    }
    if let imprintTolerance {
      warnings.append(
        "r has to be stable: a change by \(NumberText.scientific(imprintTolerance, digits: 0)) takes a tenth of the information on m₀"
      )
    }
    if let sigma, sigma > found.truth.neutrino.lightest / 2 {
      warnings.append("σ(m₀) exceeds m₀/2: Fisher information says little of so poor a measurement")
    }
    if found.exposure == nil {
      warnings.append("a rate of the path is unknown: figures are per exposure and in signal events, not in days")
    } else {
      warnings.append(
        "absolute rates of macro-coherent emission are uncertain by factors of 100 and more: trust signal events before days"
      )
    }
    if let events, events < 10 {
      warnings.append(
        "\(NumberText.short(events)) signal events are expected: Fisher information and Δχ² by expected counts hold for ten and more"
      )
    }
    if massInformation == nil {
      warnings.append("priors have no exposure to be held against: information is not given")
    }
    if let nature = separations.first(where: { $0.question == .nature }), nature.found == nil {
      warnings.append("nothing tells Majorana from Dirac neutrinos here")
    }
    return warnings
  }

  public var json: JSONValue {
    let measurement = found.measurement
    func json(_ separation: Separation?) -> JSONValue {
      guard let separation else { return .null }
      let exposure = separation.exposureForThreeSigma
      let atStudy = found.exposure.map { separation.chiSquared / separation.exposure * $0 }
      return [
        "chi_squared_per_exposure_eV2": .number(separation.chiSquared / separation.exposure),
        "chi_squared": .number(orNull: atStudy),
        "signal_events_for_3_sigma": .number(orNull: separation.eventsForThreeSigma),
        "days_for_3_sigma": .number(orNull: exposure.flatMap(found.days)),
        "closest_lightest_eV": .number(separation.alternative.neutrino.lightest),
        "closest_normalisation": .number(separation.normalisation),
      ]
    }
    var members: [JSONValue.Member] = [
      .init("resolution_rad", .number(measurement.resolution / 1000)),
      .init("background_share", .number(measurement.flatBackground)),
      .init("exposure_eV-2", .number(orNull: found.exposure)), .init("signal_eV2", .number(signal)),
      .init("signal_events", .number(orNull: events)),
      .init(
        "mass",
        [
          "fisher_per_exposure": .number(orNull: massInformation),
          "mean_log_fisher_per_exposure": .number(orNull: meanLogMassInformation),
          "sigma_eV": .number(orNull: sigma), "signal_events_for_half_error": .number(orNull: eventsForHalf),
          "days_for_half_error": .number(orNull: daysForHalf),
        ]),
    ]
    for (question, separation) in separations { members.append(.init(question.key, json(separation))) }
    members.append(
      .init(
        "cusp",
        cusp.map {
          [
            "pair": .string($0.pair.name), "theta_rad": .number($0.isBackward ? .pi : 0),
          ]
        } ?? .null))
    members.append(.init("imprint_tolerance", .number(orNull: imprintTolerance)))
    members.append(.init("warnings", .array(warnings.map { .string($0) })))
    return .object(members)
  }
}

extension Evaluation {
  /// The document that `sensitivity --json` prints.
  public func sensitivityJSON(_ report: SensitivityReport?) -> JSONValue {
    [
      "format": "nupair-sensitivity/1", "program": .program,
      "study": study.resolvedJSON, "conventions": .string(conventions.rawValue), "sensitivity": report?.json ?? .null,
    ]
  }
}

extension StudyMeasurement.Question {
  /// Its key in JSON.
  var key: String {
    switch self {
    case .ordering: "ordering"
    case .nature: "majorana_dirac"
    case .mass: "massless"
    }
  }

  public var text: String {
    switch self {
    case .ordering: "NO or IO"
    case .nature: "Majorana or Dirac"
    case .mass: "m₀ > 0"
    }
  }
}
