extension DesignFigure {
  static let radiativeRate = DesignFigure(
    radiative: "rate", unit: "s⁻¹", better: .larger, needs: "γ_vg of the path",
    definition:
      "Events per second, Γ₀η Ī(ω), with the mean of the spectrum over the trigger's line, new particles included; of several settings the mean by their shares of the time.",
    number: { point in
      let evaluation = point.evaluation
      guard let unit = evaluation.unit else { return nil }
      var sum = 0.0
      for (energy, share) in point.triggers {
        guard let value = evaluation.value(evaluation.spectrum, at: energy) else { return nil }
        sum += share * value
      }
      return unit * sum
    })

  static let signalEvents = DesignFigure(
    radiative: "signal_events", better: .larger, needs: "γ_vg of the path",
    definition:
      "Detected pairs that the study's live time is expected to bring by the standard model, X Σ s with X = Γ₀ηT: Fisher information and expected likelihood ratios hold for ten and more.",
    number: { point in
      point.sensitivity.flatMap { found in found.exposure.map { $0 * found.signal } }
    })
}
