import Documents
import Foundation
import Search

/// A search over everything that a study leaves open.
public struct StudyOptimisation: Sendable {
  /// What every variant came to, in their order.
  public let variants: [VariantResult]
  /// The best of them.
  public let chosen: Int
  public let goal: StudyGoal
  /// The study with every range and list replaced by what was found; `nil` when nothing was.
  public let design: Design?
  public let template: StudyTemplate

  /// A finished design with all that is said about it.
  public struct Design: Sendable {
    public let study: AnyStudy
    public let evaluation: AnyEvaluation
    public let judgement: Judgement
    /// That McQ3 is closed at every angle (RANP); in radiative emission it is open wherever a pair is.
    public let certificate: Certificate?
  }

  public struct VariantResult: Sendable {
    public let picks: [StudyTemplate.Variant.Pick]
    public let result: Result

    public enum Result: Sendable {
      case searched(Outcome)
      /// No value of its ranges can keep a bound, which was seen without a search.
      case pruned(String)
      /// The variant is no study; the first reason.
      case refused(String)
      /// The search ended before its turn.
      case notReached
    }

    public var outcome: Outcome? { if case .searched(let outcome) = result { outcome } else { nil } }
  }

  /// How to run it; nothing here changes what is found, but for an interruption.
  public struct Run: Sendable {
    public var threads: Int
    public var journal: Journal?
    public var interruption: Interruption?
    public var progress: (@Sendable (SearchProgress) -> Void)?
    /// Told when a search is over and the full pair factor of what it found begins, which may take longer.
    public var judges: (@Sendable () -> Void)?

    public init(
      threads: Int = 1, journal: Journal? = nil, interruption: Interruption? = nil,
      progress: (@Sendable (SearchProgress) -> Void)? = nil
    ) {
      self.threads = threads
      self.journal = journal
      self.interruption = interruption
      self.progress = progress
    }
  }

  public enum Failure: Error, Sendable {
    case study(StudyError)
    case search(SearchError)
  }

  public init(_ template: StudyTemplate, seed: UInt64? = nil, run: Run = Run()) throws(Failure) {
    self.template = template
    let first: StudyTemplate.Variant
    do throws(StudyError) { first = try template.variant(template.firstSound) } catch { throw .study(error) }
    let clock = SearchClock(first.study.goal?.search.maxSeconds)
    var goal = first.study.goal ?? .standard(first.study)
    if let seed { goal.search.seed = seed }
    self.goal = goal
    var results: [VariantResult] = []
    var best: (index: Int, candidate: Candidate)?
    var used = 0
    var isStopped = false, isInterrupted = false
    for number in 0..<template.count {
      let variant: StudyTemplate.Variant
      do throws(StudyError) {
        variant = try template.variant(number)
      } catch {
        // With one variant there is nothing else; of several, some may not make sense.
        if template.count == 1 { throw .study(error) }
        results.append(VariantResult(picks: template.picks(number), result: .refused(Self.reason(error))))
        continue
      }
      if isStopped {
        results.append(VariantResult(picks: variant.picks, result: .notReached))
        continue
      }
      if let reason = Self.obstacle(variant, goal) {
        results.append(VariantResult(picks: variant.picks, result: .pruned(reason)))
        continue
      }
      // What is left, shared among those still to come.
      let share = (goal.search.maxEvaluations - used) / (template.count - number)
      let outcome: Outcome
      do throws(Failure) {
        outcome = try Self.search(variant, goal, budget: share, seconds: clock.left, number: number, run: run)
      } catch {
        // Of several variants, some may lack what the objective needs.
        guard case .study(let reason) = error, template.count > 1 else { throw error }
        results.append(
          VariantResult(picks: variant.picks, result: .refused(Self.reason(reason))))
        continue
      }
      used += outcome.evaluations
      results.append(VariantResult(picks: variant.picks, result: .searched(outcome)))
      if let candidate = outcome.best, candidate.isBetter(than: best?.candidate) { best = (number, candidate) }
      isInterrupted = outcome.stop == .interrupted || run.interruption?.isRaised == true
      isStopped = isInterrupted || outcome.stop == .timeBudget
    }
    variants = results
    chosen = best?.index ?? 0
    guard let best else {
      design = nil
      return
    }
    do throws(StudyError) {
      let variant = try template.variant(best.index)
      var study = variant.study
      study.put(best.candidate.point, for: variant.ranges.map(\.parameter))
      study.goal = goal
      let evaluation = AnyEvaluation(study)
      if evaluation.raman?.hasFibre == true { run.judges?() }
      design = Design(
        study: study, evaluation: evaluation,
        judgement: Judgement(evaluation, goal: goal, isBrief: isInterrupted, interruption: run.interruption),
        certificate: evaluation.raman.map(Certificate.init))
    } catch {
      throw .study(error)
    }
  }

  /// The first thing that is wrong.
  static func reason(_ error: StudyError) -> String { error.findings.first?.text ?? "it has errors" }

  private static func search(
    _ variant: StudyTemplate.Variant, _ goal: StudyGoal, budget: Int, seconds: Double?, number: Int, run: Run
  ) throws(Failure) -> Outcome {
    let problem: StudyProblem
    do throws(StudyError) {
      problem = try StudyProblem(variant, goal: goal, interruption: run.interruption)
    } catch {
      throw .study(error)
    }
    let settings = SearchSettings(
      goal.search.algorithm, seed: goal.search.seed, maxEvaluations: budget, maxSeconds: seconds, threads: run.threads)
    do throws(SearchError) {
      guard problem.problem.dimension > 0 else {
        // Lists alone: each variant is one design.
        return try Search(problem.problem, settings, number: number).single()
      }
      return try Search(
        problem.problem, settings, journal: run.journal, number: number, interruption: run.interruption,
        progress: run.progress
      ).run()
    } catch {
      throw .search(error)
    }
  }

  /// A bound that no value of the ranges can keep: the sizes of a fibre are sums, smallest where every part is.
  private static func obstacle(_ variant: StudyTemplate.Variant, _ goal: StudyGoal) -> String? {
    guard goal.bounds.contains(where: { [.fibreRadius, .layerCount].contains($0.figure) }),
      let study = variant.study.raman
    else { return nil }
    var smallest = study, largest = study
    for range in variant.ranges where range.parameter.isFibre {
      range.parameter.set(range.range.lowerBound, in: &smallest)
      range.parameter.set(range.range.upperBound, in: &largest)
    }
    let (low, high) = (Evaluation(smallest), Evaluation(largest))
    for bound in goal.bounds where [.fibreRadius, .layerCount].contains(bound.figure) {
      let least = bound.figure.value(DesignPoint(low, measure: .strip)),
        most = bound.figure.value(DesignPoint(high, measure: .strip))
      if let limit = bound.most, let least, least > limit {
        return "\(bound.figure.name) is at least \(NumberText.short(least)), \(NumberText.exact(limit)) is allowed"
      }
      if let limit = bound.least, let most, most < limit {
        return "\(bound.figure.name) is at most \(NumberText.short(most)), \(NumberText.exact(limit)) is asked for"
      }
    }
    return nil
  }

  // MARK: What it says

  /// Why there is nothing to show, where there is nothing.
  public var whyNothing: String {
    guard evaluations == 0 else {
      return "the objective \(goal.objective.name) has no value anywhere that was looked at"
    }
    guard variants.contains(where: { $0.outcome != nil }) else { return "no pick of the lists could be searched" }
    switch stop {
    case .evaluationBudget:
      return
        "the budget of \(goal.search.maxEvaluations) evaluations allows none; \"max_evaluations\" under \"search\" sets it"
    case .timeBudget: return "the time ended before the first evaluation; \"max_seconds\" under \"search\" sets it"
    case .interrupted: return "the search was interrupted before its first evaluation"
    default: return "no point was evaluated"
    }
  }

  public var outcome: Outcome? { variants.indices.contains(chosen) ? variants[chosen].outcome : nil }
  public var evaluations: Int { variants.reduce(0) { $0 + ($1.outcome?.evaluations ?? 0) } }

  /// Whether the design keeps every bound, by the search and by the judgement.
  public var isFeasible: Bool {
    guard let outcome, outcome.verdict == .feasible, let design else { return false }
    return design.judgement.isKept && design.judgement.isComplete
  }

  /// Why the search as a whole stopped.
  public var stop: StopReason {
    let stops = variants.compactMap { $0.outcome?.stop }
    for reason in [StopReason.interrupted, .timeBudget, .evaluationBudget, .gaveUp] where stops.contains(reason) {
      return reason
    }
    return stops.last ?? .converged
  }

  /// The study with what was found, as `nupair evaluate` reads it.
  public var study: AnyStudy? { design?.study }
}

/// The time that a goal allows for all of its searches together.
struct SearchClock {
  private let deadline: ContinuousClock.Instant?

  init(_ seconds: Double?) { deadline = seconds.map { .now + .seconds($0) } }

  /// Seconds; `nil` without a limit.
  var left: Double? {
    deadline.map { deadline in
      let (seconds, attoseconds) = (deadline - .now).components
      return max(0, Double(seconds) + Double(attoseconds) * 1e-18)
    }
  }
}
