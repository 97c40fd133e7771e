import Documents
import Emission
import Neutrinos

/// What a measurement of the design's angular distribution tells of the neutrinos, in signal events: absolute rates are too uncertain to
/// count in days.
public struct StudyInformation: Sendable, Hashable {
  /// σ, radians, and β of ``AngularMeasurement``.
  public let resolution: Double
  public let backgroundShare: Double
  /// Fisher information on the lightest mass per exposure, dimensionless.
  public let massInformation: Double
  /// Signal events for σ(m₀) = m₀/2; `nil` for massless or without information.
  public let eventsForMass: Double?
  /// The other nature, and the other ordering, each of any lightest mass; `nil` when nothing tells them apart.
  public let nature: AngularMeasurement.Separation?
  public let ordering: AngularMeasurement.Separation?
}

extension Evaluation {
  /// What a detector of 2 mrad resolution and 1 % background would learn within the study's acceptance; `nil` when nothing is emitted there.
  public func information() -> StudyInformation? {
    let signal = acceptedPairSum
    guard signal > 0 else { return nil }
    let measurement = AngularMeasurement(
      kinematics: kinematics, kernel: study.conventions.kernel, acceptance: acceptance)
    let truth = study.neutrino.hypothesis
    var otherNature = truth, otherOrdering = truth
    otherNature.nature = truth.nature == .majorana ? .dirac : .majorana
    otherOrdering.ordering = truth.ordering == .normal ? .inverted : .normal
    if case .named(let set) = study.neutrino.oscillation {
      otherOrdering.parameters = set.parameters(for: otherOrdering.ordering)
    }
    let mass = measurement.massInformation(truth), half = truth.lightest / 2
    func separation(_ alternative: NeutrinoHypothesis) -> AngularMeasurement.Separation? {
      let found = measurement.separation(truth: truth, from: alternative)
      // Rounding of equal densities, not information.
      return found.chiSquaredPerExposure > 1e-16 * signal ? found : nil
    }
    return StudyInformation(
      resolution: measurement.resolution, backgroundShare: measurement.backgroundShare, massInformation: mass,
      eventsForMass: mass * half > 0 ? signal / (mass * half * half) : nil,
      nature: separation(otherNature), ordering: separation(otherOrdering))
  }
}

extension StudyInformation {
  public var json: JSONValue {
    func json(_ separation: AngularMeasurement.Separation?) -> JSONValue {
      guard let separation else { return .null }
      return [
        "chi_squared_per_exposure_eV2": .number(separation.chiSquaredPerExposure),
        "signal_events_for_3_sigma": .number(orNull: separation.eventsForThreeSigma),
        "closest_lightest_eV": .number(separation.lightest), "closest_normalisation": .number(separation.normalisation),
      ]
    }
    return [
      "resolution_rad": .number(resolution), "background_share": .number(backgroundShare),
      "mass": [
        "fisher_per_exposure": .number(massInformation), "signal_events_for_half_error": .number(orNull: eventsForMass),
      ],
      "majorana_dirac": json(nature), "ordering": json(ordering),
    ]
  }
}
