extension DesignFigure {
  static let mcq4Suppression = DesignFigure(
    "mcq4_suppression", better: .smaller, needs: "a fibre, and an intermediate state with known rates",
    definition:
      "η, what the fibre leaves of the two-photon background McQ4 relative to free space. A search goes by the strip, a surrogate, and its result is judged by the full pair factor, which is often far larger; \"mcq4\" under \"search\" chooses otherwise.",
    slope: { point, parameter in point.suppressionSlope(parameter) },
    number: { point in point.suppression })

  static let mcq4PerSignal = DesignFigure(
    "mcq4_per_signal", better: .smaller, needs: "|S|² of the last step and an intermediate state with known rates",
    definition:
      "Events of McQ4 per signal event, I_2γ η/(I_2ν 4|S|²), with the fibre's η as for mcq4_suppression and 1 without a fibre.",
    slope: { point, parameter in point.backgroundSlope(parameter) },
    number: { point in point.backgroundPerSignal })

  static let signalToBackground = DesignFigure(
    "signal_to_background", better: .larger,
    needs: "|S|² of the last step and an intermediate state with known rates",
    definition: "Signal events per event of McQ4: the inverse of mcq4_per_signal.",
    slope: { point, parameter in
      guard let ratio = point.backgroundPerSignal, let slope = point.backgroundSlope(parameter) else { return nil }
      return -slope / (ratio * ratio)
    },
    number: { point in point.backgroundPerSignal.map { 1 / $0 } })
}

extension DesignPoint {
  fileprivate var backgroundPerSignal: Double? {
    guard let ratio = evaluation.backgroundPerSignalWithSigma else { return nil }
    if !evaluation.hasFibre { return ratio }
    return suppression.map { $0 * ratio }
  }

  fileprivate func backgroundSlope(_ parameter: StudyParameter) -> Double? {
    guard parameter.isFibre, let ratio = evaluation.backgroundPerSignalWithSigma else { return nil }
    return suppressionSlope(parameter).map { $0 * ratio }
  }
}
