/// The account of one search: batches of streams, their budget, and what they found.
///
/// Limits are handed out to the streams of a batch in their order before any of them runs, so that the outcome does not depend on which of
/// them runs when, and a larger budget only extends the same search.
final class Campaign {
  let problem: Problem
  let settings: SearchSettings
  private let control: SearchControl
  private let journal: Journal?
  private let number: Int
  private(set) var phases: [Outcome.Phase] = []
  private(set) var best: Candidate?
  /// Set when the search cannot go on.
  private(set) var stopped: StopReason?
  private var used = 0
  private var undefined = 0
  private var replayed = 0
  private var history: [Outcome.Improvement] = []
  /// Local optima, distinct and in order of merit.
  private(set) var optima: [Candidate] = []
  private var final: StopReason = .converged

  init(_ problem: Problem, _ settings: SearchSettings, control: SearchControl, journal: Journal?, number: Int) {
    self.problem = problem
    self.settings = settings
    self.control = control
    self.journal = journal
    self.number = number
  }

  /// Evaluations kept back for the end.
  var reserve = 0 {
    // What is given free can be used again.
    didSet { if reserve == 0, stopped == .evaluationBudget, remaining > 0 { stopped = nil } }
  }

  /// Set for what is done once the rounds are over.
  var isClosing = false

  var remaining: Int { max(settings.maxEvaluations - reserve - used, 0) }

  /// Runs streams at once.
  ///
  /// - Parameters:
  ///   - cap: evaluations for each of them at most.
  ///   - body: one stream's work, which says why it stopped.
  /// - Returns: what the bodies gave; fewer than asked for where the budget does not reach.
  func batch<Product: Sendable>(
    _ name: String, algorithm: String? = nil, because reason: String, runs: Int, cap: Int,
    _ body: @Sendable (Int, EvaluationStream) throws(SearchError) -> (StopReason, Product)
  ) throws(SearchError) -> [Product] {
    guard stopped == nil, runs > 0 else { return [] }
    // Each run may take its cap, or its share of what is left.
    // What comes after a budget is used up belongs to that budget: a larger one goes on before it.
    let phase = isClosing ? 1_000_000 + used : phases.count, affordable = min(runs, remaining)
    guard affordable > 0 else {
      stopped = .evaluationBudget
      return []
    }
    let (share, extra) = remaining.quotientAndRemainder(dividingBy: affordable)
    let (problem, control, journal, number) = (problem, control, journal, number)
    let done = Parallel.map(affordable, threads: settings.threads) {
      index -> Result<(EvaluationStream.Result, Product), SearchError> in
      let stream = EvaluationStream(
        problem, name: StreamName(search: number, phase: phase, run: index),
        limit: min(cap, share + (index < extra ? 1 : 0)), control: control,
        journal: journal)
      do throws(SearchError) {
        let (stop, product) = try body(index, stream)
        let result = stream.result(stop)
        if let error = result.error { return .failure(error) }
        return .success((result, product))
      } catch {
        return .failure(error)
      }
    }
    var products: [Product] = []
    var evaluations = 0, isCut = false
    for outcome in done {
      let (result, product) = try outcome.get()
      for improvement in result.history {
        let candidate = (improvement.objective, improvement.violationNorm)
        history.append(
          Outcome.Improvement(
            evaluation: used + evaluations + improvement.evaluation, phase: phases.count, objective: candidate.0,
            violationNorm: candidate.1))
      }
      if let found = result.best, found.isBetter(than: best) { best = found }
      evaluations += result.count
      undefined += result.undefined
      replayed += result.replayed
      if result.stop == .interrupted || result.stop == .timeBudget { stopped = stopped ?? result.stop }
      if result.stop == .evaluationBudget, result.count < cap { isCut = true }
      final = result.stop
      products.append(product)
    }
    used += evaluations
    phases.append(
      Outcome.Phase(name: name, algorithm: algorithm, reason: reason, runs: affordable, evaluations: evaluations))
    // Cut short by the budget, the runs are not what a larger budget would have gone on from.
    if stopped == nil, isCut || affordable < runs || remaining <= 0 { stopped = .evaluationBudget }
    return products
  }

  /// One run of a named algorithm from the problem's start.
  func single(_ algorithm: Algorithm, _ subsidiary: Algorithm?) throws(SearchError) {
    let problem = problem, settings = settings
    let name = algorithm.name + (subsidiary.map { "+\($0.name)" } ?? "")
    let ends: [Candidate?] = try batch(
      "run", algorithm: name, because: "asked for", runs: 1, cap: max(remaining, 1)
    ) { (_, stream) throws(SearchError) in
      guard stream.assess(problem.start) != nil else { return (.evaluationBudget, nil) }
      let run = NLoptRun(
        algorithm: algorithm, subsidiary: subsidiary, seed: settings.seed, limit: settings.maxEvaluations)
      let stop = try run.run(on: stream, from: problem.units(problem.start)).stop
      return (stop, stream.best)
    }
    if let end = ends.first ?? nil { add(optimum: end) }
    // It may have used up its budget and converged with the last evaluation of it.
    if stopped == .evaluationBudget, used > 0, final == .converged { stopped = nil }
  }

  // MARK: Optima

  /// Keeps a local optimum unless it is one already known.
  func add(optimum candidate: Candidate) {
    if let index = optima.firstIndex(where: { isSame($0, candidate) }) {
      if candidate.isBetter(than: optima[index]) { optima[index] = candidate }
    } else {
      optima.append(candidate)
    }
    optima.sort { $0.isBetter(than: $1) }
  }

  /// Near in every coordinate, or about as good and not far: a coarse polish leaves that much.
  private func isSame(_ a: Candidate, _ b: Candidate) -> Bool {
    let distance = self.distance(a, b)
    return distance < 1e-3 || (distance < 2e-2 && abs(a.cost - b.cost) <= 1e-3 * problem.magnitude(a.cost))
  }

  /// The largest difference of their units.
  func distance(_ a: Candidate, _ b: Candidate) -> Double {
    zip(problem.units(a.point), problem.units(b.point)).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  /// As good as each other.
  func isEqual(_ a: Candidate, _ b: Candidate) -> Bool {
    a.isFeasible && b.isFeasible && abs(a.cost - b.cost) <= problem.equality * problem.magnitude(a.cost)
  }

  /// The strategy has seen enough, whatever its last run ended by.
  func conclude() { final = .converged }

  /// Says why the search ended, unless something graver did.
  func stop(_ reason: StopReason) { stopped = stopped ?? reason }

  /// Of points that are equally good and far apart, one that no seed changes: see ``AutoStrategy``.
  func settle(on candidate: Candidate) { best = candidate }

  // MARK: The outcome

  func outcome() throws(SearchError) -> Outcome {
    var verdict = Outcome.Verdict.nothing
    var isConfirmed = false
    if let best {
      let violations = zip(problem.constraints, best.constraints).map { ($0.name, $0.violation($1)) }
      if best.isFeasible {
        verdict = .feasible
      } else if let worst = violations.max(by: { $0.1 < $1.1 }) {
        verdict = .infeasible(worst: worst.0, by: worst.1)
      }
      do {
        let again = try problem.evaluate(best.point, best.hadSlopes)
        isConfirmed = again.objective == best.objective && again.constraints == best.constraints
      } catch is CancellationError where stopped == .interrupted || control.stop == .interrupted {
        // No time to evaluate once more.
        stopped = .interrupted
      } catch {
        throw .evaluation("\(error)")
      }
    }
    return Outcome(
      stop: stopped ?? final, verdict: verdict, best: best, isConfirmed: isConfirmed, evaluations: used,
      undefined: undefined, replayed: replayed, phases: phases, history: improvements, optima: optima,
      seed: settings.seed)
  }

  /// The improvements over all streams, in their order.
  private var improvements: [Outcome.Improvement] {
    var kept: [Outcome.Improvement] = []
    for next in history {
      guard let last = kept.last else {
        kept.append(next)
        continue
      }
      let isBetter =
        next.violationNorm == 0
        ? last.violationNorm > 0 || problem.cost(next.objective) < problem.cost(last.objective)
        : next.violationNorm < last.violationNorm
      if isBetter { kept.append(next) }
    }
    return kept
  }
}
