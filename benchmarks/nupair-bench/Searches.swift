import Documents
import Search
import Studies
import Targets
import _TestSupport

extension Benchmark {
  /// The standard problems from many seeds: name, seed, evaluations, objective, known optimum, whether a feasible point was found.
  static func standardProblems(seeds: Int) {
    for standard in StandardProblem.all {
      for seed in 1...UInt64(seeds) {
        let settings = SearchSettings(seed: seed, maxEvaluations: 100_000, threads: 2)
        guard let outcome = try? Search(standard.problem, settings).run(), let best = outcome.best else { continue }
        print(
          standard.name, seed, outcome.evaluations, best.objective, standard.optimum, outcome.verdict == .feasible,
          separator: "\t")
      }
    }
  }

  /// One evaluation of a search over r and ω₀ for xenon's plain rate by GN_CRS2_LM, the engine's own work included.
  static func studySearch(_ rounds: Int) throws {
    let loader = StudyLoader(database: TargetDatabase(directory: "targets"))
    // CRS2 takes no constraints, and the rival computes none; the rate vanishes where McQ3 opens.
    let document = try InputFile.read("studies/searches/xe-rate.json", limit: 100_000)
    let text = String(decoding: document, as: UTF8.self).replacing(
      "\"mcq3_margin_meV2\": 0, \"mcq2_distance\": 0.01", with: "\"mcq3_margin_meV2\": null, \"mcq2_distance\": null")
    let template = try loader.template(name: "xe-rate, free", bytes: Array(text.utf8))
    let problem = try StudyProblem(try template.variant(0)).problem
    guard problem.constraints.isEmpty, let algorithm = Algorithm(named: "GN_CRS2_LM") else { return }
    let search = Search(
      problem, SearchSettings(.algorithm(algorithm, subsidiary: nil), seed: 1, maxEvaluations: 2000))
    var evaluations = 0
    report("search: one evaluation of (r, ω₀) by GN_CRS2_LM", rounds, calls: 1, per: 2000) { _ in
      evaluations += (try? search.run().evaluations) ?? 0
    }
  }
}
