import Documents
import Search

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
    /// True when counting more of the background could not change the verdict: what was counted is a lower bound of the suppression factor η.
    var isSettledByPart: Bool {
      guard let value else { return false }
      // Signal per background falls as η rises.
      let rises = bound.figure != .signalToBackground
      if rises, let most = bound.most, value > most { return true }
      if !rises, let least = bound.least, value < least { return true }
      return isKept && (rises ? bound.most == nil : bound.least == nil)
    }

    /// By how much the bound is broken, in the figure's unit.
    public var shortfall: Double? {
      guard !isKept, let value else { return nil }
      if let least = bound.least, value <= least { return least - value }
      return bound.most.map { value - $0 }
    }
  }

  /// Judges a design of either process; the other parameters are those of Raman emission.
  public init(_ evaluation: AnyEvaluation, goal: StudyGoal, isBrief: Bool = false, interruption: Interruption? = nil) {
    switch evaluation {
    case .raman(let evaluation):
      self.init(evaluation, goal: goal, isBrief: isBrief, interruption: interruption)
    case .radiative(let evaluation): self.init(evaluation, goal: goal)
    }
  }

  /// Judges a design of radiative emission, every figure of which is computed to the last digit in a search too.
  public init(_ evaluation: RadiativeEvaluation, goal: StudyGoal) {
    let point = RadiativePoint(evaluation)
    verdicts = goal.bounds.map { Verdict($0, point, measure: nil) }
    fibre = nil
    objective = goal.objective.value(point)
    objectiveMeasure = nil
    isComplete = true
  }

  /// Judges a design of Raman emission.
  ///
  /// A search that went by the strip is judged by the full factor: first by its propagating pairs alone, which are a lower bound of η, and
  /// only where these leave a bound open by all, which takes longer.
  ///
  /// - Parameters:
  ///   - isBrief: by the strip alone, without the fibre's full evaluation: for a search that was broken off and shall end now.
  ///   - interruption: once raised, the same.
  public init(_ evaluation: Evaluation, goal: StudyGoal, isBrief: Bool = false, interruption: Interruption? = nil) {
    guard !isBrief, let whole = Judgement(whole: evaluation, goal: goal, interruption) else {
      let found = Self.verdicts(evaluation, goal, .strip)
      verdicts = found.verdicts
      fibre = nil
      objective = goal.objective.value(found.point)
      objectiveMeasure = goal.objective.seesSuppression && evaluation.hasFibre ? .strip : nil
      isComplete = goal.search.measure == .strip || verdicts.allSatisfy { $0.measure == nil }
      return
    }
    self = whole
  }

  /// `nil` when interrupted.
  private init?(whole evaluation: Evaluation, goal: StudyGoal, _ interruption: Interruption?) {
    let measure = goal.search.measure == .surrogate ? SuppressionMeasure.pp : goal.search.measure
    let first = Self.verdicts(evaluation, goal, measure, interruption: interruption)
    if let interruption, interruption.isRaised { return nil }
    let needsAll =
      goal.search.measure == .surrogate
      && first.verdicts.contains { $0.measure == .pp && !$0.isSettledByPart }
    let found = needsAll ? Self.verdicts(evaluation, goal, .total, interruption: interruption) : first
    verdicts = found.verdicts
    isComplete = true
    fibre = found.point.wall == nil ? nil : found.point.fibre
    if let interruption, interruption.isRaised, fibre != nil { return nil }
    objective = goal.objective.value(found.point)
    objectiveMeasure =
      goal.objective.seesSuppression && evaluation.hasFibre ? (needsAll ? .total : measure) : nil
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
    _ evaluation: Evaluation, _ goal: StudyGoal, _ measure: SuppressionMeasure, fibre: FibreEvaluation? = nil,
    interruption: Interruption? = nil
  ) -> (verdicts: [Verdict], point: DesignPoint) {
    let point = DesignPoint(evaluation, measure: measure, fibre: fibre, interruption: interruption)
    let verdicts = goal.bounds.map { bound in
      Verdict(bound, point, measure: bound.figure.seesSuppression && evaluation.hasFibre ? measure : nil)
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

extension Judgement.Verdict {
  init(_ bound: StudyGoal.Bound, _ point: any FigurePoint, measure: SuppressionMeasure?) {
    let values = bound.figure.values(point)
    self.bound = bound
    value = values.flatMap { values in
      bound.most == nil || (bound.least != nil && !bound.isKept([values.min() ?? .nan]))
        ? values.min() : values.max()
    }
    isKept = bound.isKept(values)
    self.measure = measure
  }
}

extension DesignFigure {
  /// True for figures in which the suppression of McQ4 is a factor.
  var seesSuppression: Bool { [.mcq4Suppression, .mcq4PerSignal, .signalToBackground].contains(self) }
}
