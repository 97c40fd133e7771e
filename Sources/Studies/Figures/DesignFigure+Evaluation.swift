extension DesignFigure {
  /// The figure of an evaluated design, the suppression of McQ4 by the strip; `nil` where it does not exist.
  public func value(_ evaluation: AnyEvaluation) -> Double? { value(evaluation.point) }
}

extension StudyGoal.Bound {
  /// Whether an evaluated design keeps it, the suppression of McQ4 by the strip.
  public func isKept(by evaluation: AnyEvaluation) -> Bool { isKept(figure.values(evaluation.point)) }
}

extension AnyEvaluation {
  /// For figures, with the suppression by the strip.
  fileprivate var point: any FigurePoint {
    switch self {
    case .raman(let evaluation): DesignPoint(evaluation, measure: .strip)
    case .radiative(let evaluation): RadiativePoint(evaluation)
    }
  }
}
