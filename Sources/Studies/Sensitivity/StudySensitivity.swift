import Foundation
import Neutrinos
import Sensitivity

/// What a study's measurement tells of the neutrinos: in exposures, in signal events, and in days where the rate is known.
public protocol StudySensitivity: Sendable {
  var measurement: StudyMeasurement { get }
  var neutrino: Study.Neutrino { get }
  /// All settings together, each with its share of the exposure.
  var setting: CombinedMeasurement { get }
  /// Of the study's live time; `nil` when a rate is unknown.
  var exposure: Double? { get }
  /// The lightest masses, eV, that another hypothesis may have.
  var massRange: ClosedRange<Double> { get }
  /// The least Δχ² that is not the rounding of equal densities, for each signal event without background: see ``Expectation/weight``.
  static var noise: Double { get }
}

extension StudySensitivity {
  public var truth: Hypothesis { Hypothesis(neutrino.hypothesis) }

  private var nuisances: Nuisances { measurement.nuisances(neutrino) }

  /// Where figures are computed: with priors their dependence on the exposure is no proportion, and without an exposure there is none to compute.
  private var reference: Double? { measurement.hasPrior(neutrino) ? exposure : exposure ?? 1 }

  /// Signal per exposure, within what is accepted.
  public var signal: Double { setting.expectation(of: [truth], slopes: []).signals[0].reduce(0, +) }

  /// Days for an exposure.
  public func days(_ exposure: Double) -> Double? {
    self.exposure.flatMap { $0 > 0 ? exposure / $0 * measurement.exposure : nil }
  }

  // MARK: The lightest mass

  /// The Fisher information on m₀ per exposure, all else that is open profiled; `nil` when there are priors and no exposure to hold them against.
  public func massInformation(lightest: Double? = nil) -> Double? {
    guard let reference else { return nil }
    let truth = lightest.map { self.truth.with(lightest: $0) } ?? truth
    return setting.information(
      on: truth, exposure: reference, normalisation: measurement.normalisation, nuisances: nuisances
    ).profiled / reference
  }

  /// The mean of ln I over the study's list of masses; `nil` when one of them shows nothing.
  public func meanLogMassInformation() -> Double? {
    var sum = 0.0
    for mass in measurement.masses {
      guard let information = massInformation(lightest: mass / 1000), information > 0 else { return nil }
      sum += log(information)
    }
    return sum / Double(measurement.masses.count)
  }

  // MARK: Hypotheses

  /// The other answer to a question.
  func alternative(to question: StudyMeasurement.Question) -> Hypothesis {
    switch question {
    case .nature: Hypothesis(neutrino.otherNature)
    case .ordering: Hypothesis(neutrino.otherOrdering)
    case .mass: truth.with(lightest: 0)
    }
  }

  /// How well the other answer to a question can be told from the truth; `nil` when nothing tells them apart but rounding, and when priors have no exposure to be
  /// held against.
  ///
  /// - Parameter anyMass: whether the other answer may choose its m₀.
  public func separation(_ question: StudyMeasurement.Question, anyMass: Bool = true) -> Separation? {
    guard let reference else { return nil }
    let alternative = alternative(to: question)
    let fit = SeparationFit(
      normalisation: measurement.normalisation,
      nuisances: measurement.nuisances(neutrino, ordering: alternative.neutrino.ordering),
      massRange: anyMass && question != .mass ? massRange : nil)
    let found = fit.separation(by: setting, truth: truth, from: alternative, exposure: reference)
    // A fit of m₀ finds a coincidence to so many digits and no more.
    let least = fit.massRange == nil ? Self.noise : max(Self.noise, 1e-14)
    let weight = reference * setting.expectation(of: [truth], slopes: []).weight
    return found.chiSquared > least * weight ? found : nil
  }
}
