import Documents
import Sensitivity
import Studies
import Targets

extension FrontReport {
  func search(_ article: inout Article) {
    article.heading("How it was found")
    let json = input.json, manifest = json["manifest"]
    let evaluations = Int(json["evaluations"]?.doubleValue ?? 0), searches = Int(json["searches"]?.doubleValue ?? 0)
    let dominated = Int(json["dominated"]?.doubleValue ?? 0)
    article.paragraph(
      "By ε-constraints: \(Article.code(input.objective.name)) alone, \(Article.code(input.second.name)) alone, then \(Article.code(input.objective.name)) with \(Article.code(input.second.name)) held at limits in equal steps\(json["limits"]?.stringValue == "logarithmic" ? " of its logarithm" : "") between the ends, each search starting from its neighbours' designs, too. \(searches) searches with \(evaluations) evaluations of at most \(Int(manifest?["max_evaluations"]?.doubleValue ?? 0)) together; algorithm \(Article.code(manifest?["algorithm"]?.stringValue ?? "unknown")), seed \(Int(manifest?["seed"]?.doubleValue ?? 0)), NLopt \(Article.plain(manifest?["nlopt_version"]?.stringValue ?? "unknown")). \(dominated == 0 ? "No design found was left out as dominated" : "\(dominated) of the designs found \(dominated == 1 ? "was" : "were") left out: another matches \(dominated == 1 ? "it" : "each") in both figures, or beats it in one"). Between its points the front is not known; a local search proves none of them."
    )
    if let stop = json["stop"]?.stringValue, stop != "converged" {
      article.note("**Not every search converged**: \(Self.stop(stop)).")
    }
    if !variables.isEmpty { article.table(variables) }
    if input.steps.isEmpty {
      article.paragraph("This front was written by a version that did not keep its searches.")
      return
    }
    article.heading("The searches", level: 3)
    article.table(steps)
    article.heading("What could not be made feasible", level: 3)
    let misses = misses
    if misses.isEmpty {
      article.paragraph("Nothing: each of the \(input.steps.count) searches found a feasible design.")
    } else {
      article.list(misses)
    }
  }

  private var variables: Article.Table {
    var table = Article.Table([("searched", .left), ("from", .right), ("to", .right)])
    for variable in input.variables {
      table.add([
        Article.code(variable.pointer), NumberText.report(variable.range.lowerBound),
        NumberText.report(variable.range.upperBound),
      ])
    }
    return table
  }

  private static func stop(_ code: String) -> String {
    switch code {
    case "evaluation-budget": "the budget of evaluations was used up in at least one"
    case "time-budget": "the time was used up, and what is missing may exist"
    case "interrupted": "it was interrupted, and what is missing may exist"
    default: "at least one ended by “\(Article.plain(code))”"
    }
  }

  private var steps: Article.Table {
    let hasPicks = input.steps.contains { !$0.picks.isEmpty }
    var table = Article.Table(
      [("search", .right)] + (hasPicks ? [("of", .left)] : []) + [
        ("sought", .left), ("\(Self.header(input.second.name, input.second.unit)) held at", .right),
        (Self.header(input.objective.name, input.objective.unit), .right),
        (Self.header(input.second.name, input.second.unit), .right), ("evaluations", .right), ("stop", .left),
        ("came to", .left),
      ])
    for (index, step) in input.steps.enumerated() {
      let design = points.firstIndex { $0.step == index }
      let outcome =
        design.map { "design \($0 + 1)" }
        ?? (step.result == "feasible" ? "left out: dominated" : Self.miss(step))
      table.add(
        ["\(index + 1)"] + (hasPicks ? [Self.picks(step)] : []) + [
          Article.code(step.sought),
          step.limit.map { (input.second.isBetterLarger ? "≥ " : "≤ ") + NumberText.report($0) } ?? "",
          step.objective.map { NumberText.report($0, digits: 5) } ?? "—",
          step.second.map { NumberText.report($0, digits: 5) } ?? "—", "\(step.evaluations)",
          Article.plain(step.stop), outcome,
        ])
    }
    return table
  }

  private static func picks(_ step: FrontInput.Step) -> String {
    step.picks.map { "\(Article.code($0.pointer)) = \(Article.plain(FrontInput.text($0.value)))" }.joined(
      separator: ", ")
  }

  private static func miss(_ step: FrontInput.Step) -> String {
    step.result == "infeasible"
      ? "infeasible" + (step.binding.map { ": \(Article.code($0)) stays broken" } ?? "") : "no value anywhere"
  }

  /// Searches without a feasible design, and picks of lists that make no study.
  private var misses: [String] {
    let searches = input.steps.enumerated().filter { $0.element.result != "feasible" }.map { index, step in
      let at =
        step.limit.map {
          " with \(Article.code(input.second.name)) \(input.second.isBetterLarger ? "at least" : "at most") \(NumberText.report($0, input.second.unit))"
        } ?? ""
      return
        "search \(index + 1), the best \(Article.code(step.sought))\(at)\(step.picks.isEmpty ? "" : ", \(Self.picks(step))"): \(Self.miss(step))"
    }
    let refused = (input.json["refused"]?.elements ?? []).map { item -> String in
      var picks: [String] = []
      if case .object(let members)? = item["picks"] {
        picks = members.map { "\(Article.code($0.key)) = \(Article.plain(FrontInput.text($0.value)))" }
      }
      return
        "\(picks.joined(separator: ", ")): not searched, \(Article.plain(item["reason"]?.stringValue ?? "unknown"))"
    }
    return searches + refused
  }

  // MARK: What is learnt

  func measurement(_ article: inout Article) {
    article.heading("What a measurement tells")
    let evaluations = evaluations, notable = notable
    let reports = ParallelMap.map(notable.count) { SensitivityReport(evaluations[notable[$0].index]) }
    guard let measurement = reports.compactMap(\.self).first?.measurement else {
      article.paragraph("Nothing: nothing is emitted that could tell anything.")
      return
    }
    article.paragraph(
      "Of the designs named above, in \(NumberText.report(measurement.exposure, "d", digits: 5)) of live time at the assumed rate, which is uncertain by far more than its digits; the events are surer than the days."
    )
    var table = Article.Table([
      ("#", .right), ("design", .left), ("signal events", .right), ("σ(m₀), meV", .right),
      ("events for NO from IO at 3σ", .right), ("days", .right), ("events for Majorana from Dirac at 3σ", .right),
      ("days", .right),
    ])
    for (design, report) in zip(notable, reports) {
      let answers = [StudyMeasurement.Question.ordering, .nature].flatMap { question -> [String] in
        // With the same lightest mass where that is asked apart.
        guard let answer = report?.answers.first(where: { $0.question == question }) else { return ["—", "—"] }
        return [
          answer.found?.eventsForThreeSigma.map { NumberText.report($0, digits: 3) } ?? "out of reach",
          answer.days.map { NumberText.report($0, digits: 3) } ?? "—",
        ]
      }
      table.add(
        [
          "\(design.index + 1)", Article.plain(design.name),
          NumberText.report(report?.events, "", digits: 3),
          NumberText.report(report?.sigma.map { 1000 * $0 }, "", digits: 3),
        ] + answers)
    }
    article.table(table)
    if input.process == .renp {
      article.paragraph("The other answer at the same m₀; `nupair report FRONT --point N` lets it choose its m₀, too.")
    }
  }

  // MARK: Inputs

  mutating func inputs(_ article: inout Article) {
    article.heading("Inputs and where they come from")
    for group in groups {
      if groups.count > 1 {
        article.paragraph(
          "**\(Article.plain(group.target)), \(Article.code(group.path))**, \(Self.list(group.members)):")
      }
      switch evaluations[group.members[0]] {
      case .raman(let evaluation):
        RamanInputs(
          evaluation, isSearched: true, measurement: evaluation.study.statedMeasurement, fibre: nil,
          database: database
        ).write(into: &article, &bibliography)
      case .radiative(let evaluation):
        RadiativeInputs(evaluation: evaluation, isSearched: true, database: database).write(
          into: &article, &bibliography)
      }
    }
  }
}
