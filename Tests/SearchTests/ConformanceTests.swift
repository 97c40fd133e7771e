import Foundation
import Synchronization
import Testing

@testable import Search

/// What every algorithm has to hold, the strategy auto among them.
@Suite struct `Every algorithm` {
  static let choices: [String] = ["auto"] + Algorithm.all.map(\.name)

  private func settings(_ name: String, budget: Int = 3000, threads: Int = 1) -> SearchSettings {
    SearchSettings(
      name == "auto" ? .auto : .algorithm(Algorithm(named: name)!, subsidiary: nil), maxEvaluations: budget,
      threads: threads)
  }

  private func takesConstraints(_ name: String) -> Bool { name == "auto" || Algorithm(named: name)!.takesConstraints }
  private func isGlobal(_ name: String) -> Bool { name == "auto" || Algorithm(named: name)!.isGlobal }

  /// (x − 0.3)² + 4(y − 0.6)² with its slopes, in a square of side 2; optionally with x + y ≤ limit.
  private func bowl(limit: Double? = nil, extra: @escaping @Sendable (Assessment) throws -> Assessment = { $0 })
    -> Problem
  {
    Problem(
      [Variable("x", in: -1...1, start: -0.7), Variable("y", in: -1...1, start: -0.2)],
      constraints: limit == nil ? [] : [Constraint("sum")], hasGradient: true
    ) { p, withSlopes in
      let a = p[0] - 0.3, b = p[1] - 0.6
      var assessment = Assessment(objective: a * a + 4 * b * b, constraints: limit.map { [p[0] + p[1] - $0] } ?? [])
      if withSlopes {
        assessment.objectiveSlope = [2 * a, 8 * b]
        assessment.constraintSlopes = limit == nil ? [] : [1, 1]
      }
      return try extra(assessment)
    }
  }

  @Test(arguments: choices)
  func `comes near the bottom of a bowl`(name: String) throws {
    let outcome = try Search(bowl(), settings(name)).run()
    let best = try #require(outcome.best)
    // Global algorithms spread 3000 points over a square; local ones are exact on a quadratic but for their tolerance.
    #expect(best.objective < (isGlobal(name) && name != "auto" ? 1e-2 : 1e-6), "\(name): \(best.objective)")
    #expect(outcome.verdict == .feasible && outcome.isConfirmed)
    #expect(outcome.evaluations <= 3000 && outcome.evaluations > 0)
    #expect(best.objective == outcome.history.last?.objective)
  }

  @Test(arguments: choices)
  func `keeps a constraint or refuses it`(name: String) throws {
    let search = Search(bowl(limit: 0.5), settings(name))
    guard takesConstraints(name) else {
      #expect(throws: SearchError.takesNoConstraints(name)) { try search.run() }
      return
    }
    let outcome = try search.run()
    let best = try #require(outcome.best)
    // The nearest point of the line x + y = ½: λ = 0.4/(1 + 1/4) = 0.32 gives (0.3 − 0.32, 0.6 − 0.08) and 0.32² + 4·0.08² = 0.128.
    #expect(outcome.verdict == .feasible)
    #expect(best.constraints[0] <= 0 && best.objective >= 0.128 - 1e-12)
    #expect(best.objective < (isGlobal(name) && name != "auto" ? 0.2 : 0.1281), "\(name): \(best.objective)")
  }

  @Test(arguments: choices)
  func `names the constraint that no point keeps`(name: String) throws {
    guard takesConstraints(name) else { return }
    let outcome = try Search(bowl(limit: -3), settings(name)).run()
    guard case .infeasible(let worst, let by) = outcome.verdict else {
      Issue.record("\(name): \(outcome.verdict)")
      return
    }
    // The least violation is at the corner (−1, −1); how near each algorithm comes is its own affair.
    #expect(worst == "sum" && by >= 1 - 1e-12)
    if name == "auto" { #expect(by < 1 + 1e-6) }
  }

  @Test(arguments: choices)
  func `goes around points without a value`(name: String) throws {
    let problem = bowl { assessment in
      var changed = assessment
      // A disc around the bottom and a ring have none.
      if assessment.objective < 0.01 || (0.3..<0.4).contains(assessment.objective) { changed.objective = .nan }
      return changed
    }
    let outcome = try Search(problem, settings(name)).run()
    let best = try #require(outcome.best)
    #expect(best.objective.isFinite && best.objective >= 0.01)
    #expect(outcome.isConfirmed)
  }

  @Test(arguments: choices)
  func `finds nothing where there is nothing`(name: String) throws {
    let problem = bowl { assessment in
      var changed = assessment
      changed.objective = .nan
      return changed
    }
    let outcome = try Search(problem, settings(name, budget: 200)).run()
    #expect(outcome.verdict == .nothing && outcome.best == nil)
    #expect(outcome.undefined == outcome.evaluations && outcome.evaluations <= 200)
  }

  private struct Refusal: Error {}

  @Test(arguments: choices)
  func `passes on what the problem throws`(name: String) throws {
    let count = Atomic<Int>(0)
    let problem = bowl { assessment in
      if count.add(1, ordering: .relaxed).newValue == 7 { throw Refusal() }
      return assessment
    }
    #expect(throws: SearchError.self) { try Search(problem, settings(name)).run() }
    #expect(count.load(ordering: .relaxed) == 7)
  }

  @Test(arguments: choices)
  func `does nothing with a budget of zero and one thing with a budget of one`(name: String) throws {
    let none = try Search(bowl(), settings(name, budget: 0)).run()
    #expect(none.evaluations == 0 && none.verdict == .nothing && none.stop == .evaluationBudget)
    let one = try Search(bowl(), settings(name, budget: 1)).run()
    #expect(one.evaluations == 1 && one.verdict == .feasible && one.stop == .evaluationBudget)
  }

  @Test(arguments: choices)
  func `stops when it is interrupted, with the best so far`(name: String) throws {
    for limit in [1, 2, 3, 5, 40] {
      let interruption = Interruption(), count = Atomic<Int>(0)
      let problem = bowl { assessment in
        if count.add(1, ordering: .relaxed).newValue == limit { interruption.interrupt() }
        return assessment
      }
      let outcome = try Search(problem, settings(name), interruption: interruption).run()
      // Some are done on a quadratic before that.
      #expect(outcome.stop == .interrupted ? outcome.evaluations == limit : outcome.evaluations <= limit)
      #expect(outcome.best != nil && outcome.isConfirmed)
    }
  }

  @Test(arguments: choices)
  func `repeats itself with one seed`(name: String) throws {
    let first = try Search(bowl(), settings(name, budget: 500)).run()
    #expect(try Search(bowl(), settings(name, budget: 500)).run() == first)
  }

  @Test(arguments: choices)
  func `resumes to the end of an unbroken run`(name: String) throws {
    let scratch = NSTemporaryDirectory() + "nupair-conformance-\(UUID().uuidString)"
    defer { unlink(scratch) }
    let whole = try Search(bowl(), settings(name, budget: 400)).run()
    // Broken twice, the second time while it replays.
    for limit in [13, 57] {
      let interruption = Interruption(), count = Atomic<Int>(0)
      let problem = bowl { assessment in
        if count.add(1, ordering: .relaxed).newValue == limit - (limit == 57 ? 13 : 0) { interruption.interrupt() }
        return assessment
      }
      let journal = try Journal(path: scratch, identity: "bowl", resumes: limit == 57)
      _ = try Search(problem, settings(name, budget: 400), journal: journal, interruption: interruption).run()
    }
    let journal = try Journal(path: scratch, identity: "bowl", resumes: true)
    let resumed = try Search(bowl(), settings(name, budget: 400), journal: journal).run()
    #expect(resumed.best == whole.best && resumed.history == whole.history && resumed.stop == whole.stop)
    #expect(resumed.evaluations == whole.evaluations && resumed.phases == whole.phases)
    #expect(resumed.replayed > 0)
  }

  @Test(arguments: choices)
  func `lives with a constraint that jumps`(name: String) throws {
    guard takesConstraints(name) else { return }
    var problem = bowl()
    problem.hasGradient = false
    problem.constraints = [Constraint("step")]
    let base = problem.evaluate
    problem.evaluate = { point, _ in
      var assessment = try base(point, false)
      assessment.constraints = [point[0] < 0 ? -1 : 1]
      return assessment
    }
    let outcome = try Search(problem, settings(name)).run()
    // Feasible is x < 0, where the start lies; the best of it has 0.09.
    #expect(outcome.verdict == .feasible && outcome.isConfirmed)
    #expect(try #require(outcome.best).objective >= 0.09)
  }

  @Test func `takes names both ways`() {
    for algorithm in Algorithm.known { #expect(Algorithm(named: algorithm.name) == algorithm) }
    #expect(Algorithm(named: "LN_COBILA") == nil)
    // What Debian's library was built without.
    #expect(
      Set(Algorithm.known.map(\.name)).subtracting(Algorithm.all.map(\.name)).isSubset(of: [
        "GD_STOGO", "GD_STOGO_RAND", "LD_LBFGS_NOCEDAL", "GN_AGS",
      ]))
    #expect(Algorithm.all.count >= 36)
  }

  @Test func `says before it runs what it needs`() throws {
    let line = Problem([Variable("x", in: 0...1)]) { x, _ in Assessment(objective: x[0]) }
    #expect(throws: SearchError.dimensionTooSmall("LN_BOBYQA", least: 2)) {
      try Search(line, settings("LN_BOBYQA")).run()
    }
    #expect(throws: SearchError.noVariables) {
      try Search(Problem([]) { _, _ in Assessment(objective: 0) }, settings("auto")).run()
    }
    if let missing = Algorithm.known.first(where: { !$0.isAvailable }) {
      #expect(throws: SearchError.missingAlgorithm(missing.name)) {
        try Search(line, SearchSettings(.algorithm(missing, subsidiary: nil))).run()
      }
    }
  }

  /// An evaluation that sees the interruption itself gives no value, and none goes to the journal.
  @Test func `takes an evaluation broken off by an interruption for one`() throws {
    let interruption = Interruption(), count = Atomic<Int>(0)
    let problem = Problem([Variable("x", in: 0...1)]) { x, _ in
      if count.add(1, ordering: .relaxed).newValue >= 5 {
        interruption.interrupt()
        throw CancellationError()
      }
      return Assessment(objective: x[0])
    }
    for name in ["auto", "LN_SBPLX"] {
      count.store(0, ordering: .relaxed)
      let outcome = try Search(problem, settings(name), interruption: interruption).run()
      #expect(outcome.stop == .interrupted && outcome.evaluations <= 4)
    }
    // Without one it is a failure.
    let failing = Problem([Variable("x", in: 0...1)]) { _, _ in throw CancellationError() }
    #expect(throws: SearchError.self) { try Search(failing, settings("auto")).run() }
  }
}
