import Documents
import Studies
import Targets

extension RamanReport {
  func search(_ article: inout Article) {
    article.heading("How it was found")
    if let result = input.result {
      SearchSection(result).write(into: &article)
    } else {
      article.paragraph(input.origin ?? SearchSection.nothing)
    }
    paths(&article)
  }

  // MARK: Paths

  /// The path among those of its target.
  private func paths(_ article: inout Article) {
    let survey = study.target.surveyPaths(inelastic: !study.path.isElastic)
    article.heading("Other paths of the target", level: 3)
    let place = survey.paths.firstIndex {
      [$0.e.id, $0.p.id, $0.q.id, $0.g.id] == [study.path.e.id, study.path.p.id, study.path.q.id, study.path.g.id]
    }
    article.paragraph(
      "\(survey.paths.count) of \(survey.combinations) combinations of levels pass every rule; "
        + (place.map { "this path is number \($0 + 1) by F·\\|S\\|²." }
          ?? "this path is **not** among them: see the warnings."))
    var table = Article.Table([("#", .right), ("path", .left), ("F·|S|²", .left), ("r window", .left)])
    for (index, path) in survey.paths.prefix(5).enumerated() {
      table.add([
        "\(index + 1)", Article.code(path.text), path.figureOfMeritWithSpin?.reportText("") ?? "unknown",
        "(\(range(path.window.lower, path.window.upper, 5)))",
      ])
    }
    article.table(table)
    var rejected: [String] = []
    for rule in Rejection.Rule.allCases.sorted(by: { $0.stage < $1.stage }) {
      let count = survey.rejections.filter { $0.rule == rule }.reduce(0) { $0 + $1.combinations }
      if count > 0 { rejected.append("\(count) because \(rule.title)") }
    }
    for (scheme, rejection) in survey.excludedSchemes {
      rejected.append("the scheme \(Article.code(scheme.id)): \(Article.plain(rejection.reason))")
    }
    if !rejected.isEmpty { article.paragraph("Excluded: " + rejected.joined(separator: "; ") + ".") }
  }
}
