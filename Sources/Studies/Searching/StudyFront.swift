import Documents
import Foundation
import Search

/// The designs of a study none of which is better than another in both of two figures.
///
/// By ε-constraints: the objective is searched again and again while the second figure has to be at least as good as a limit, which goes from
/// where the objective alone leaves it to the best that it can be. Each search also starts from its neighbours' designs. Dominated points are
/// left out at the end, also between variants.
public struct StudyFront: Sendable {
  public let goal: StudyGoal
  public let second: DesignFigure
  /// From the best objective to the best second figure.
  public let points: [Point]
  /// Points found and then left out.
  public let dominated: Int
  public let evaluations: Int
  public var searches: Int { steps.count }
  public let stop: StopReason
  /// Every search that was made, in order.
  public let steps: [Step]
  /// Limits for each variant, ends included.
  public let count: Int
  /// The limits between the ends are in equal factors, of some variant at least.
  public let hasLogarithmicLimits: Bool
  /// Picks of the lists that could not be searched, with the first reason.
  public let refused: [(picks: [StudyTemplate.Variant.Pick], reason: String)]
  private let template: StudyTemplate

  public struct Point: Sendable {
    public let objective: Double
    public let second: Double
    public let values: [Double]
    public let picks: [StudyTemplate.Variant.Pick]
    public let study: AnyStudy
    /// Its place among ``StudyFront/steps``.
    public let step: Int
  }

  /// One search of the front, and what it came to.
  public struct Step: Sendable {
    public let picks: [StudyTemplate.Variant.Pick]
    /// What was made as good as can be: the objective, or the second figure for the front's other end.
    public let sought: DesignFigure
    /// What the second figure had to be at least as good as; `nil` at the ends.
    public let limit: Double?
    public let verdict: Outcome.Verdict
    /// Both figures of the design found; `nil` when none is feasible.
    public let found: (objective: Double, second: Double)?
    public let evaluations: Int
    public let stop: StopReason
  }

  /// - Parameters:
  ///   - second: the figure that is traded for the objective.
  ///   - count: limits for each variant, ends included.
  public init(
    _ template: StudyTemplate, second: DesignFigure, count: Int, seed: UInt64? = nil, run: StudyOptimisation.Run
  ) throws(StudyOptimisation.Failure) {
    self.template = template
    self.second = second
    self.count = count
    var goal: StudyGoal
    do throws(StudyError) {
      let first = try template.variant(template.firstSound).study
      goal = first.goal ?? .standard(first)
    } catch {
      throw .study(error)
    }
    if let seed { goal.search.seed = seed }
    self.goal = goal
    var trace = Trace(
      goal: goal, second: second, run: run, total: template.count * count, clock: SearchClock(goal.search.maxSeconds))
    var found: [Point] = []
    var refused: [(picks: [StudyTemplate.Variant.Pick], reason: String)] = []
    for number in 0..<template.count where !trace.isStopped {
      do throws(StudyOptimisation.Failure) {
        let variant: StudyTemplate.Variant
        do throws(StudyError) { variant = try template.variant(number) } catch { throw .study(error) }
        found += try trace.front(of: variant, count: count)
      } catch {
        // Of several variants, some may not make sense or lack a figure.
        guard case .study(let reason) = error, template.count > 1 else { throw error }
        refused.append((template.picks(number), StudyOptimisation.reason(reason)))
      }
    }
    self.refused = refused
    points = Self.front(found, goal.objective, second)
    dominated = found.count - points.count
    evaluations = trace.evaluations
    steps = trace.steps
    hasLogarithmicLimits = trace.hasLogarithmicLimits
    stop = trace.stop
  }

  /// Without points that another one matches in both figures and beats in one; of equals, the first.
  private static func front(_ points: [Point], _ first: DesignFigure, _ second: DesignFigure) -> [Point] {
    func merit(_ value: Double, _ figure: DesignFigure) -> Double { figure.better == .larger ? value : -value }
    var kept: [Point] = []
    for (index, point) in points.enumerated() {
      let a = merit(point.objective, first), b = merit(point.second, second)
      let isBeaten = points.enumerated().contains { other in
        let c = merit(other.element.objective, first), d = merit(other.element.second, second)
        return c >= a && d >= b && (c > a || d > b || other.offset < index)
      }
      if !isBeaten { kept.append(point) }
    }
    return kept.sorted { merit($0.objective, first) > merit($1.objective, first) }
  }

  /// The searches, one after the other.
  private struct Trace {
    let goal: StudyGoal
    let second: DesignFigure
    let run: StudyOptimisation.Run
    /// How many searches share the budget.
    let total: Int
    var evaluations = 0
    var steps: [Step] = []
    var stop = StopReason.converged
    var hasLogarithmicLimits = false
    let clock: SearchClock
    var isStopped: Bool { stop == .interrupted || stop == .timeBudget }

    mutating func front(of variant: StudyTemplate.Variant, count: Int) throws(StudyOptimisation.Failure) -> [Point] {
      guard let best = try point(variant, goal, limit: nil, hints: []) else { return [] }
      // The other end is the second figure's own optimum.
      var other = goal
      other.objective = second
      guard !isStopped, let last = try point(variant, other, limit: nil, hints: [best.values]) else { return [best] }
      var points = [best]
      var previous = best
      for limit in limits(from: best.second, to: last.second, count: count) where !isStopped {
        var bounded = goal
        bounded.bounds.append(
          StudyGoal.Bound(
            figure: second, least: second.better == .larger ? limit : nil,
            most: second.better == .smaller ? limit : nil))
        if let next = try point(variant, bounded, limit: limit, hints: [previous.values, last.values]) {
          points.append(next)
          previous = next
        }
      }
      return points + [last]
    }

    /// Between the ends: in equal factors what the engine sees by its logarithm or what has ends far apart, else in equal steps.
    private mutating func limits(from a: Double, to b: Double, count: Int) -> [Double] {
      guard count > 2, a != b else { return [] }
      let isLogarithmic = min(a, b) > 0 && (second.isLogarithmic || max(a / b, b / a) > 20)
      hasLogarithmicLimits = hasLogarithmicLimits || isLogarithmic
      return (1..<count - 1).map { k in
        let share = Double(k) / Double(count - 1)
        return isLogarithmic ? exp(log(a) + share * (log(b) - log(a))) : a + share * (b - a)
      }
    }

    /// The best design under a goal, if it is feasible.
    private mutating func point(
      _ variant: StudyTemplate.Variant, _ goal: StudyGoal, limit: Double?, hints: [[Double]]
    ) throws(StudyOptimisation.Failure) -> Point? {
      let problem: StudyProblem
      do throws(StudyError) {
        problem = try StudyProblem(variant, goal: goal, hints: hints, interruption: run.interruption)
      } catch {
        throw .study(error)
      }
      let settings = SearchSettings(
        goal.search.algorithm, seed: goal.search.seed, maxEvaluations: max(1, goal.search.maxEvaluations / total),
        maxSeconds: clock.left, threads: run.threads)
      let outcome: Outcome
      do throws(SearchError) {
        let search = Search(
          problem.problem, settings, journal: run.journal, number: steps.count, interruption: run.interruption,
          progress: run.progress)
        outcome = problem.problem.dimension > 0 ? try search.run() : try search.single()
      } catch {
        throw .search(error)
      }
      evaluations += outcome.evaluations
      if outcome.stop != .converged { stop = outcome.stop }
      var made: (objective: Double, second: Double)?
      if outcome.verdict == .feasible, let best = outcome.best, let design = problem.point(at: best.point),
        let objective = self.goal.objective.value(design), let second = second.value(design)
      {
        made = (objective, second)
      }
      steps.append(
        Step(
          picks: variant.picks, sought: goal.objective, limit: limit, verdict: outcome.verdict,
          found: made, evaluations: outcome.evaluations, stop: outcome.stop))
      guard let made, let best = outcome.best else { return nil }
      var study = problem.study(at: best.point)
      study.goal = self.goal
      return Point(
        objective: made.objective, second: made.second, values: best.point, picks: variant.picks, study: study,
        step: steps.count - 1)
    }
  }

  // MARK: Written

  /// The format `nupair-front/1`.
  public var json: JSONValue {
    [
      "format": "nupair-front/1", "program": .program, "objective": figure(goal.objective), "second": figure(second),
      "limits": .string(hasLogarithmicLimits ? "logarithmic" : "linear"),
      "stop": .string(stop.code), "searches": .integer(searches), "evaluations": .integer(evaluations),
      "dominated": .integer(dominated),
      "refused": .array(
        refused.map {
          ["picks": .object($0.picks.map { .init($0.pointer, $0.value) }), "reason": .string($0.reason)]
        }),
      "variables": .array(
        template.ranges.map {
          [
            "pointer": .string($0.parameter.pointer), "min": .number($0.range.lowerBound),
            "max": .number($0.range.upperBound),
          ]
        }),
      "steps": .array(steps.map(\.json)),
      "points": .array(
        points.map { point in
          [
            "objective": .number(orNull: point.objective), "second": .number(orNull: point.second),
            "picks": .object(point.picks.map { .init($0.pointer, $0.value) }),
            "values": .object(zip(template.ranges, point.values).map { .init($0.parameter.pointer, .number($1)) }),
            "step": .integer(point.step),
            "study": point.study.resolvedJSON,
          ]
        }),
      "manifest": [
        "program_version": .string(Program.version), "nlopt_version": .string(Algorithm.libraryVersion),
        "study_file": .string(template.name), "study_digest": .string(template.digest),
        "algorithm": .string(goal.search.algorithm.name), "seed": .integer(Int(goal.search.seed)),
        "max_evaluations": .integer(goal.search.maxEvaluations), "points": .integer(count),
      ],
    ]
  }

  private func figure(_ figure: DesignFigure) -> JSONValue {
    let measure = goal.search.measure == .surrogate ? SuppressionMeasure.strip : goal.search.measure
    return [
      "name": .string(figure.name), "unit": .string(figure.unit), "better": .string(figure.better.rawValue),
      "mcq4_by": .string(orNull: figure.seesSuppression ? measure.rawValue : nil),
    ]
  }

  /// The same as a table.
  public var csv: String {
    let picks = template.choices.map(\.pointer), ranges = template.ranges.map(\.parameter.pointer)
    let header = [goal.objective.name, second.name] + picks + ranges
    let rows = points.map { point in
      ["\(point.objective)", "\(point.second)"]
        + point.picks.map { $0.value.stringValue ?? $0.value.doubleValue.map(NumberText.exact) ?? "" }
        + point.values.map { "\($0)" }
    }
    return ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }
}

extension StudyFront.Step {
  var json: JSONValue {
    var result = "nothing", binding: String?
    switch verdict {
    case .feasible: result = "feasible"
    case .infeasible(let worst, _): (result, binding) = ("infeasible", worst)
    case .nothing: break
    }
    return [
      "picks": .object(picks.map { .init($0.pointer, $0.value) }), "sought": .string(sought.name),
      "limit": .number(orNull: limit), "result": .string(result), "binding": .string(orNull: binding),
      "objective": .number(orNull: found?.objective), "second": .number(orNull: found?.second),
      "evaluations": .integer(evaluations), "stop": .string(stop.code),
    ]
  }
}
