import Emission

extension DesignFigure {
  static let rate = DesignFigure(
    "rate", unit: "s⁻¹", better: .larger, needs: "γ_pe, γ_pq, γ_p, γ_e and γ_q of the path",
    definition:
      "Events per second over the sphere, (24Γ₀/ε_eg²) ∫dΩ ΣF. On an elastic path it is largest at r = −ω₀/ε_eg exactly, where the distribution is flat and tells nothing of the masses.",
    slope: { point, parameter in point.rateSlope(parameter, value: point.figures.total, within: nil) },
    number: { point in point.figures.total })

  static let rateInAcceptance = DesignFigure(
    "rate_in_acceptance", unit: "s⁻¹", better: .larger, needs: "γ_pe, γ_pq, γ_p, γ_e and γ_q of the path",
    definition: "Events per second within the study's \"acceptance_deg\".",
    slope: { point, parameter in
      point.rateSlope(parameter, value: point.acceptedRate, within: point.evaluation.acceptance)
    },
    number: { point in point.acceptedRate })

  static let figureOfMerit = DesignFigure(
    "figure_of_merit", better: .larger, needs: "γ_pe, γ_pq, γ_e and γ_q of the path",
    definition:
      "F of the path, which ranks targets and does not depend on the geometry: it changes only with levels and rates given as what-if values.",
    slope: { _, parameter in parameter.isGeometry || parameter.isFibre ? 0 : nil },
    number: { point in point.evaluation.figureOfMerit })
}

extension DesignPoint {
  fileprivate var acceptedRate: Double? {
    figures.rateUnit.map { $0 * evaluation.acceptedPairSum }
  }

  /// The slope of a rate by a parameter; `nil` where only differences know it.
  fileprivate func rateSlope(_ parameter: StudyParameter, value: Double?, within cone: ClosedRange<Double>?) -> Double?
  {
    guard let value, let unit = figures.rateUnit else { return nil }
    let angles = cone ?? 0...Double.pi
    func slope(_ ends: (forward: Double, backward: Double)) -> Double {
      let stretch = kinematics.pairSlope
      return unit
        * evaluation.spectrum.integralSlope(
          from: angles.lowerBound, to: angles.upperBound, forward: stretch * ends.forward,
          backward: stretch * ends.backward)
    }
    switch parameter.kind {
    case .imprint: return slope(kinematics.slopesByImprint)
    case .trigger:
      // Only where the detected line follows the trigger does the pair keep its energy.
      guard geometry.detected == .resonant, evaluation.conventions == .corrected, geometry.medium != .host,
        let widths = evaluation.design.widths
      else { return nil }
      let detuning = kinematics.trigger - evaluation.levels.pe
      return slope(kinematics.slopesByTrigger) + value * widths.triggerLogSlope(detuning: detuning)
    case .coherence: return value / evaluation.coherence
    default: return parameter.isFibre ? 0 : nil
    }
  }
}
