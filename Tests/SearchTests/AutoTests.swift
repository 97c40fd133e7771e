import Search
import Testing
import _TestSupport

@Suite struct `The strategy auto` {
  @Test(arguments: StandardProblem.all)
  func `finds the feasible optimum of a standard problem from every seed`(standard: StandardProblem) throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let outcome = try Search(standard.problem, SearchSettings(seed: seed, maxEvaluations: 100_000, threads: 2)).run()
      let best = try #require(outcome.best)
      print(
        standard.name, seed, outcome.evaluations, outcome.stop, best.objective / standard.optimum - 1,
        outcome.optima.count, outcome.phases.count, outcome.verdict)
    }
  }
}
