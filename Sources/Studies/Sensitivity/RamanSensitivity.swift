import Emission
import Neutrinos
import Photonics
import Sensitivity

/// What measuring a design's angular distribution tells of the neutrinos. Exposures are X = T·24Γ₀/ε_eg² (eV⁻²), signals eV².
public struct RamanSensitivity: StudySensitivity {
  public let measurement: StudyMeasurement
  public let neutrino: Study.Neutrino
  public let setting: CombinedMeasurement
  public let exposure: Double?
  public let massRange: ClosedRange<Double>

  /// Smeared densities are good to 1e-7 of themselves, and Δχ² is quadratic in a difference.
  public static let noise = 1e-15

  /// - Parameter fibre: what suppresses the two-photon background, where that is counted.
  public init(_ evaluation: Evaluation, fibre: FibreEvaluation?) {
    self.init(evaluation, suppression: fibre?.eta.total ?? 1)
  }

  /// - Parameter suppression: η of the two-photon background, where that is counted.
  public init(_ evaluation: Evaluation, suppression: Double = 1) {
    let measurement = evaluation.measurement, shares = measurement.shares
    self.measurement = measurement
    neutrino = evaluation.neutrino
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
    massRange = 0...max(largest.squareRoot() / 2, 1e-6)
  }
}
