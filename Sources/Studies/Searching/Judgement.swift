import Documents

/// What a design makes of the bounds it has to keep, by figures that can be relied on.
public struct Judgement: Sendable {
  public let verdicts: [Verdict]
  /// The fibre as far as the verdicts needed it.
  public let fibre: FibreEvaluation?
  /// The objective by the same measure; `nil` where it does not exist.
  public let objective: Double?
  public let objectiveMeasure: SuppressionMeasure?
  /// False where a bound on the suppression still waits for the full pair factor.
  public let isComplete: Bool

  public struct Verdict: Sendable, Hashable {
    public let bound: StudyGoal.Bound
    /// The number nearest to breaking the bound.
    public let value: Double?
    public let isKept: Bool
    /// How the suppression was measured, for figures that depend on it.
    public let measure: SuppressionMeasure?
    /// By how much the bound is broken, in the figure's unit.
    public var shortfall: Double? {
      guard !isKept, let value else { return nil }
      if let least = bound.least, value <= least { return least - value }
      return bound.most.map { value - $0 }
    }
  }

  /// Judges a design.
  ///
  /// A search that went by the strip is judged by the full factor: first by its propagating pairs alone, which are a lower bound, and only
  /// where these keep it by all, which takes longer.
  ///
  /// - Parameter isBrief: by the strip alone, without the fibre's full evaluation: for a search that was broken off and shall end now.
  public init(_ evaluation: Evaluation, goal: StudyGoal, isBrief: Bool = false) {
    guard !isBrief else {
      let found = Self.verdicts(evaluation, goal, .strip)
      verdicts = found.verdicts
      fibre = nil
      objective = goal.objective.value(found.point)
      objectiveMeasure = goal.objective.seesSuppression && evaluation.study.fibre != nil ? .strip : nil
      isComplete = goal.search.measure == .strip || verdicts.allSatisfy { $0.measure == nil }
      return
    }
    let measure = goal.search.measure == .surrogate ? SuppressionMeasure.pp : goal.search.measure
    let first = Self.verdicts(evaluation, goal, measure)
    let needsAll =
      goal.search.measure == .surrogate
      && first.verdicts.contains { $0.measure == .pp && $0.isKept }
    let found = needsAll ? Self.verdicts(evaluation, goal, .total) : first
    verdicts = found.verdicts
    isComplete = true
    fibre = found.point.wall == nil ? nil : found.point.fibre
    objective = goal.objective.value(found.point)
    objectiveMeasure =
      goal.objective.seesSuppression && evaluation.study.fibre != nil ? (needsAll ? .total : measure) : nil
  }

  /// Judges a design whose fibre is evaluated already, by all of its channels unless the goal says otherwise.
  public init(_ evaluation: Evaluation, goal: StudyGoal, fibre: FibreEvaluation?) {
    let measure = goal.search.measure == .surrogate ? SuppressionMeasure.total : goal.search.measure
    let found = Self.verdicts(evaluation, goal, measure, fibre: fibre)
    verdicts = found.verdicts
    isComplete = true
    self.fibre = fibre
    objective = goal.objective.value(found.point)
    objectiveMeasure = goal.objective.seesSuppression && fibre != nil ? measure : nil
  }

  private static func verdicts(
    _ evaluation: Evaluation, _ goal: StudyGoal, _ measure: SuppressionMeasure, fibre: FibreEvaluation? = nil
  ) -> (verdicts: [Verdict], point: DesignPoint) {
    let point = DesignPoint(evaluation, measure: measure, fibre: fibre)
    let verdicts = goal.bounds.map { bound in
      let values = bound.figure.values(point)
      let value = values.flatMap { values in
        bound.most == nil || (bound.least != nil && !bound.isKept([values.min() ?? .nan]))
          ? values.min() : values.max()
      }
      return Verdict(
        bound: bound, value: value, isKept: bound.isKept(values),
        measure: bound.figure.seesSuppression && evaluation.study.fibre != nil ? measure : nil)
    }
    return (verdicts, point)
  }

  public var isKept: Bool { verdicts.allSatisfy(\.isKept) }

  /// What `evaluate` says of the study's goal.
  public func goalJSON(_ goal: StudyGoal) -> JSONValue {
    [
      "objective": [
        "name": .string(goal.objective.name), "unit": .string(goal.objective.unit),
        "value": .number(orNull: objective), "mcq4_by": .string(orNull: objectiveMeasure?.rawValue),
      ], "kept": .bool(isKept), "constraints": json,
    ]
  }

  public var json: JSONValue {
    .array(
      verdicts.map { verdict in
        [
          "name": .string(verdict.bound.figure.name), "unit": .string(verdict.bound.figure.unit),
          "bound": verdict.bound.json, "value": .number(orNull: verdict.value), "kept": .bool(verdict.isKept),
          "broken_by": .number(orNull: verdict.shortfall), "implied": .bool(verdict.bound.isImplied),
          "mcq4_by": .string(orNull: verdict.measure?.rawValue),
        ]
      })
  }
}

extension DesignFigure {
  /// True for figures in which the suppression of McQ4 is a factor.
  var seesSuppression: Bool { [.mcq4Suppression, .mcq4PerSignal, .signalToBackground].contains(self) }
}
