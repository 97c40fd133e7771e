import Emission
import Sensitivity

extension DesignFigure {
  static let massInformation = sensitivity(
    "mass_information", better: .larger,
    "The Fisher information on the lightest mass m₀ per exposure X = T·24Γ₀/ε_eg², all that the study leaves open profiled: I = I_mm − I_mA²/I_AA with I_ab = 2π ∫ ∂_aμ ∂_bμ/μ dcos θ, μ = A S_s + B; σ(m₀) = 1/√(X I). Largest where a threshold opens at θ = π, a logarithmic cusp that presumes m₀."
  ) { $0.massInformation() }

  static let meanLogMassInformation = sensitivity(
    "mean_log_mass_information", better: .larger, isLogarithmic: false,
    "The mean of ln I over the lightest masses of the study's \"sensitivity\"/\"lightest_meV\": for an experimenter who does not know m₀; the recommended objective."
  ) { $0.meanLogMassInformation() }

  static let majoranaDirac = sensitivity(
    "majorana_dirac", unit: "eV²", better: .larger,
    "Δχ² per exposure X between the study's nature of the neutrino and the other: min over A, m₀ and nuisances of 2π ∫ 2[μ' − μ + μ ln(μ/μ')] dcos θ."
  ) { ($0.separation(.nature)).map { $0.chiSquared / $0.exposure } }

  static let ordering = sensitivity(
    "ordering", unit: "eV²", better: .larger,
    "Δχ² per exposure X between the study's mass ordering and the other, min over A, m₀ and nuisances as in majorana_dirac."
  ) { ($0.separation(.ordering)).map { $0.chiSquared / $0.exposure } }

  static let exposureToThreeSigma = sensitivity(
    "exposure_to_3_sigma", unit: "d", better: .smaller, needs: "γ_pe, γ_pq, γ_p, γ_e and γ_q of the path",
    "Days of live time until Δχ² = 9 for the study's \"sensitivity\"/\"question\": \"ordering\", \"nature\" or \"mass\" (m₀ > 0)."
  ) { found in
    found.separation(found.measurement.question)?.exposureForThreeSigma.flatMap(found.days)
  }

  /// The figures that say what a measurement learns.
  static let sensitivities = [massInformation, meanLogMassInformation, majoranaDirac, ordering, exposureToThreeSigma]

  private static func sensitivity(
    _ name: String, unit: String = "", better: Better, needs: String = "a pair that is emitted",
    isLogarithmic: Bool = true, _ definition: String, _ value: @escaping @Sendable (RamanSensitivity) -> Double?
  ) -> DesignFigure {
    DesignFigure(
      name, unit: unit, better: better, needs: needs, isLogarithmic: isLogarithmic, definition: definition,
      slope: { point, parameter in parameter.isFibre && !point.evaluation.measurement.countsTwoPhotons ? 0 : nil },
      number: { point in
        guard point.figures.pairSumIntegral > 0, let found = value(point.sensitivity), found.isFinite else {
          return nil
        }
        // A logarithm of nothing is no number to search by.
        return isLogarithmic && found <= 0 ? nil : found
      })
  }
}
