import Emission
import Foundation
import Neutrinos
import Sensitivity

/// What measuring a design's angular distribution tells of the neutrinos.
///
/// In exposures X = T·24Γ₀/ε_eg² (eV⁻²), in signal events, and in days where Γ₀ is known: absolute rates are uncertain by orders of magnitude.
public struct RamanSensitivity: Sendable {
  public let measurement: StudyMeasurement
  public let truth: Hypothesis
  public let neutrino: Study.Neutrino
  /// The settings together, each with its share of X.
  public let setting: CombinedMeasurement
  /// X of the study's live time, eV⁻²; `nil` when a rate is unknown.
  public let exposure: Double?
  let fit: SeparationFit

  /// - Parameter suppression: η of the two-photon background, where that is counted.
  public init(_ evaluation: Evaluation, suppression: Double = 1) {
    let measurement = evaluation.measurement, neutrino = evaluation.neutrino
    self.measurement = measurement
    self.neutrino = neutrino
    truth = Hypothesis(neutrino.hypothesis)
    let shares = measurement.shares
    let places =
      measurement.settings.isEmpty
      ? [(evaluation.kinematics, 1.0)]
      : measurement.settings.indices.map {
        (evaluation.kinematics(imprint: measurement.settings[$0].place), shares[$0])
      }
    let twoPhoton =
      measurement.countsTwoPhotons
      ? AngularSetting.TwoPhoton(evaluation.background.function, suppression: suppression) : nil
    setting = CombinedMeasurement(
      places.map { kinematics, share in
        CombinedMeasurement.Run(
          AngularSetting(
            kinematics: kinematics, kernel: evaluation.conventions.kernel, resolution: measurement.resolution / 1000,
            backgroundShare: measurement.flatBackground, twoPhoton: twoPhoton, acceptance: evaluation.acceptance),
          exposure: share)
      })
    exposure = evaluation.figures.rateUnit.map { $0 * measurement.efficiency * measurement.seconds }
    let largest = places.reduce(0.0) { max($0, $1.0.pairForward, $1.0.pairBackward) }
    fit = SeparationFit(
      normalisation: measurement.normalisation, nuisances: measurement.nuisances(neutrino),
      massRange: 0...max(largest.squareRoot() / 2, 1e-6))
  }

  /// X at which figures are computed: with priors their dependence on it is not a proportion.
  private var reference: Double? { measurement.hasPrior(neutrino) ? exposure : exposure ?? 1 }

  // MARK: The lightest mass

  /// The Fisher information on m₀ per exposure, all else that is open profiled: dimensionless. `nil` when there are priors and no exposure to hold them against.
  public func massInformation(lightest: Double? = nil) -> Double? {
    guard let reference else { return nil }
    let truth = lightest.map { self.truth.with(lightest: $0) } ?? truth
    let information = setting.information(
      on: truth, exposure: reference, normalisation: measurement.normalisation, nuisances: fit.nuisances)
    return information.profiled / reference
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

  /// Signal events per exposure within the acceptance, eV².
  public var signal: Double { setting.expectation(of: [truth], slopes: []).signals[0].reduce(0, +) }

  // MARK: Hypotheses

  /// How well the other answer to a question can be told from the truth; `nil` when nothing tells them apart but rounding, or priors have no exposure to be
  /// held against.
  public func separation(_ question: StudyMeasurement.Question) -> Separation? {
    guard let reference else { return nil }
    let found =
      switch question {
      case .nature: separation(from: neutrino.otherNature, fit, reference)
      case .ordering: separation(from: neutrino.otherOrdering, fit, reference)
      case .mass:
        separation(
          from: truth.neutrino.with(lightest: 0),
          SeparationFit(normalisation: fit.normalisation, nuisances: fit.nuisances), reference)
      }
    // Smeared densities are good to 1e-7 of themselves: less than their square is no information.
    return found.chiSquared > 1e-15 * found.signalEvents ? found : nil
  }

  private func separation(from other: NeutrinoHypothesis, _ fit: SeparationFit, _ exposure: Double) -> Separation {
    fit.separation(by: setting, truth: truth, from: Hypothesis(other), exposure: exposure)
  }

  // MARK: Days

  /// Days for an exposure.
  public func days(_ exposure: Double) -> Double? {
    self.exposure.flatMap { $0 > 0 ? exposure / $0 * measurement.exposure : nil }
  }
}
