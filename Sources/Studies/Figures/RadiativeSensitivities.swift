import Sensitivity

extension DesignFigure {
  static let radiativeMassInformation = radiative(
    "mass_information", unit: "eV⁻²", better: .larger,
    "The Fisher information on the lightest mass m₀ per exposure X = Γ₀ηT, all that the study leaves open profiled, I = Σ (∂s/∂m₀)²/(s + b) − …; σ(m₀) = 1/√(X I). It rises without end towards a threshold as the counts fall to none: it presumes m₀, and wants a line's width and a bound on signal_events."
  ) { $0.massInformation() }

  static let radiativeMeanLogMassInformation = radiative(
    "mean_log_mass_information", better: .larger, isLogarithmic: false,
    "The mean of ln I over the lightest masses of the study's \"sensitivity\"/\"lightest_meV\": for an experimenter who does not know m₀."
  ) { $0.meanLogMassInformation() }

  static let radiativeMajoranaDirac = radiative(
    "majorana_dirac", better: .larger,
    "Δχ² per exposure X between the study's nature of the neutrino and the other, Σ 2[μ' − μ + μ ln(μ/μ')], all that the study leaves open profiled. One trigger energy: at the same m₀, which one count cannot leave open. Several settings: the other nature takes the m₀ that comes closest."
  ) { $0.separation(.nature, anyMass: $0.leavesMassOpen).map { $0.chiSquared / $0.exposure } }

  static let radiativeOrdering = radiative(
    "ordering", better: .larger,
    "Δχ² per exposure X between the study's mass ordering and the other, at the same m₀ with one trigger energy and at any with several, as in majorana_dirac."
  ) { $0.separation(.ordering, anyMass: $0.leavesMassOpen).map { $0.chiSquared / $0.exposure } }

  static let radiativeExposureToThreeSigma = radiative(
    "exposure_to_3_sigma", unit: "d", better: .smaller, needs: "γ_vg of the path",
    "Days of live time until Δχ² = 9 for the study's \"sensitivity\"/\"question\": \"ordering\", \"nature\" (both as the figures of their name) or \"mass\" (m₀ > 0)."
  ) { found in
    found.separation(found.measurement.question, anyMass: found.leavesMassOpen)?.exposureForThreeSigma.flatMap(
      found.days)
  }

  static let couplingLimit = radiative(
    "coupling_limit", better: .smaller, needs: "\"new_physics\" and γ_vg of the path",
    "By which factor the study's new couplings, the products of an electron's and a neutrino's and the moments, have to be multiplied, their signs kept, to be excluded at 90 % (Δχ² = 2.706) by data of the standard model at the study's exposure. Best just below a threshold where few other pairs are open, or on a mediator's pole."
  ) { $0.couplingLimit() }

  /// The figures that say what a measurement of radiative emission learns.
  static let radiativeSensitivities = [
    radiativeMassInformation, radiativeMeanLogMassInformation, radiativeMajoranaDirac, radiativeOrdering,
    radiativeExposureToThreeSigma, couplingLimit,
  ]

  private static func radiative(
    _ name: String, unit: String = "", better: Better, needs: String = "a pair that is emitted",
    isLogarithmic: Bool = true, _ definition: String, _ value: @escaping @Sendable (RadiativeSensitivity) -> Double?
  ) -> DesignFigure {
    DesignFigure(
      radiative: name, unit: unit, better: better, needs: needs, isLogarithmic: isLogarithmic, definition: definition,
      number: { point in
        guard let found = point.sensitivity, found.signal > 0, let number = value(found), number.isFinite else {
          return nil
        }
        // A logarithm of nothing is no number to search by.
        return isLogarithmic && number <= 0 ? nil : number
      })
  }
}

extension RadiativeSensitivity {
  /// Whether counts at several trigger energies can tell a mass from a nature or an ordering.
  var leavesMassOpen: Bool { settings.count > 1 }
}
