import Documents
import Emission
import Foundation
import Quantities
import Studies
import Targets

extension Report {
  /// The paths of all targets, ranked.
  public init(ranking database: TargetDatabase, options: ReportOptions) {
    let targets = database.check().compactMap(\.target).sorted { $0.id < $1.id }
    let surveys = ParallelMap.map(targets.count) { targets[$0].surveyPaths() }
    var article = Article(title: "Elastic RANP paths of all targets, ranked")
    let ranked = PathListing(surveys).ranked
    let combinations = surveys.reduce(0) { $0 + $1.combinations }
    let known = ranked.filter { $0.figureOfMeritWithSpin != nil }
    article.heading("The answer")
    if let best = known.first {
      article.paragraph(
        "**\(Article.plain(best.target)), \(Article.code(best.text))** has the largest F·\\|S\\|²: \(best.figureOfMeritWithSpin?.reportText("") ?? "unknown"). Of \(combinations) combinations of levels of \(targets.count) targets, \(ranked.count) pass every rule; of these, \(known.count) have all the rates that the figure of merit needs."
      )
    }
    article.formula(
      tex: #"F = \frac{\hbar\,\gamma_{pe}^2\,\varepsilon_{eg}^2}{\gamma_e\,\varepsilon_{pe}^3}"#,
      plain: "F = ħ γ_pe² ε_eg² / (γ_e ε_pe³)")
    article.heading("Ranking")
    var table = Article.Table([
      ("#", .right), ("target", .left), ("path e → p → q → g", .left), ("ε_pe/eV", .right), ("ε_eg/eV", .right),
      ("r window", .left),
      ("F", .left), ("F·|S|²", .left), ("rests on", .left), ("n/cm⁻³", .left),
    ])
    for (index, path) in ranked.prefix(25).enumerated() {
      let marks = path.inputs.filter { !$0.mark.isEmpty && $0.quantity != .density }.map {
        "\($0.quantity.symbol)\u{A0}\($0.mark)"
      }
      let notable = path.alternatives.first(where: \.isNotable)?.factor
      table.add([
        "\(index + 1)", Article.code(path.target), Article.code(path.text),
        NumberText.fixed(path.trigger.electronVolts, 4),
        NumberText.fixed(path.levelSpacing.electronVolts, 4),
        "(\(NumberText.signed(NumberText.fixed(path.window.lower, 4))), \(NumberText.signed(NumberText.fixed(path.window.upper, 4))))",
        path.figureOfMerit?.reportText("") ?? "unknown",
        (path.figureOfMeritWithSpin?.reportText("") ?? "unknown")
          + (notable.map { "; ×\(NumberText.report($0, digits: 2)) by other data" } ?? ""),
        Article.plain(marks.joined(separator: ", ")), NumberText.report(path.density.value, "", digits: 2),
      ])
    }
    article.table(table)
    article.paragraph(SpreadFigure.daggers)
    article.paragraph(
      Article.plain(Legend.statusLetters.prefix(1).uppercased() + Legend.statusLetters.dropFirst()) + ".")
    article.heading("Why the others are out")
    var out = Article.Table([
      ("target", .left), ("combinations", .right), ("pass", .right), ("excluded because", .left),
    ])
    for survey in surveys {
      var reasons: [String] = []
      for rule in Rejection.Rule.allCases.sorted(by: { $0.stage < $1.stage }) {
        let count = survey.rejections.filter { $0.rule == rule }.reduce(0) { $0 + $1.combinations }
        if count > 0 { reasons.append("\(count): \(rule.title)") }
      }
      out.add([
        Article.code(survey.target.id), "\(survey.combinations)", "\(survey.paths.count)",
        reasons.isEmpty && survey.combinations == 0
          ? "the levels known to the database make no path" : reasons.joined(separator: "; "),
      ])
    }
    article.table(out)
    var conflicts: [String] = []
    for path in ranked.prefix(25) {
      for conflict in path.conflicts where !conflicts.contains(conflict.text) { conflicts.append(conflict.text) }
    }
    if !conflicts.isEmpty {
      article.heading("Where sources disagree")
      article.list(conflicts.map(Article.plain))
    }
    article.heading("Sources")
    article.paragraph(
      "As BibTeX in [sources.bib](sources.bib), those of the rates, energies and strengths of the paths listed:")
    var bibliography = Bibliography()
    for path in ranked.prefix(25) {
      guard let target = targets.first(where: { $0.id == path.target }) else { continue }
      var sources = InputSources(target)
      _ = sources.cite(
        path.inputs.flatMap(\.data) + [path.e, path.p, path.q, path.g].map(\.energyPerCentimetre.pointer))
      for source in sources.used { bibliography.add(source) }
    }
    article.code("bibtex", bibliography.bibtex)
    article.heading("How to make it again")
    let digests = Digest.text(targets.map { "\($0.id) \($0.digest)\n" }.joined().utf8)
    article.table(
      Manifest(options).table([("targets", "\(targets.count)"), ("database's digest", Article.code(digests))]))
    self.init(article, bibtex: bibliography.bibtex)
  }

  /// Every number of the published papers beside ours.
  public init(reproduction database: TargetDatabase, options: ReportOptions) throws {
    let claims = try Claims.shipped(with: database)
    let found = try claims.map { try Reproduction($0, database: database) }
    var article = Article(title: "The published numbers, recomputed")
    article.heading("The answer")
    article.list(found.map { ReportProse.capital(ReproductionReport.sentence($0, target: "")) })
    var bibliography = Bibliography()
    for reproduction in found {
      let paper = reproduction.claims
      bibliography.add(key: paper.name, note: paper.citation)
      article.heading(Article.plain(paper.citation))
      article.paragraph(
        "By its formulas: \(Article.plain(paper.publishedMeaning)); corrected: this program's, with CODATA 2022. All numbers of a row are in the unit of the stated one."
      )
      var groups: [String] = []
      for result in reproduction.results where !groups.contains(result.claim.group) {
        groups.append(result.claim.group)
      }
      for group in groups {
        article.heading(Article.plain(group), level: 3)
        var table = Article.Table([
          ("quantity", .left), ("where", .left), ("stated", .right), ("by its formulas", .right), ("corrected", .right),
          ("verdict", .left),
          ("why", .left),
        ])
        for result in reproduction.results where result.claim.group == group {
          let claim = result.claim
          table.add([
            ReportProse.typeset(claim.quantity), Article.plain(claim.place),
            // As it was printed: no digits are added.
            ReportProse.typeset(claim.statedText ?? claim.stated.map(NumberText.exact) ?? "nothing")
              + ReportProse.unit(claim.unit),
            NumberText.report(result.published, "", digits: 6).replacing("unknown", with: "none"),
            NumberText.report(result.corrected, "", digits: 6).replacing("unknown", with: "none"),
            ReportProse.word(claim.verdict) + (result.fault == nil ? "" : "; **no longer so**"),
            ReportProse.typeset(claim.reason)
              + (claim.refutation.map { " **As published only**: \(Article.plain($0.note))" } ?? ""),
          ])
        }
        article.table(table)
      }
    }
    article.heading("Sources")
    article.paragraph("As BibTeX in [sources.bib](sources.bib):")
    article.code("bibtex", bibliography.bibtex)
    article.heading("How to make it again")
    article.table(Manifest(options).table([("papers", "\(claims.count)")]))
    self.init(article, bibtex: bibliography.bibtex)
  }
}

enum ReportProse {
  /// What this program says on terminals, for print: `1.5e-6` becomes 1.5×10⁻⁶, and numbers get the minus of typography.
  static func typeset(_ text: String) -> String {
    let powers = text.replacing(/(?<digits>[0-9](?:\.[0-9]+)?)e(?<exponent>[+-]?[0-9]+)\b/) { match in
      let power = Int(match.exponent).map(NumberText.powerOfTen) ?? ""
      return match.digits == "1" && !power.isEmpty ? String(power.dropFirst()) : match.digits + power
    }
    let signed = powers.replacing(/(?<before>^|[ (=])-(?<digit>[0-9])/) { "\($0.before)−\($0.digit)" }
    return Article.plain(signed)
  }

  static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
  static func unit(_ unit: String) -> String { unit.isEmpty ? "" : " " + Article.plain(unit) }

  static func word(_ verdict: Claim.Verdict) -> String {
    switch verdict {
    case .reproduces: "reproduced"
    case .unstatedInput: "reproduced with an unstated input"
    case .fails: "**not reproduced**"
    case .input: "input"
    }
  }
}

extension PathInput.Quantity {
  /// As formulas write it.
  var symbol: String {
    switch self {
    case .rateOfPE: "γ_pe"
    case .rateOfPQ: "γ_pq"
    case .rateOfP: "γ_p"
    case .rateOfE: "γ_e"
    case .rateOfQ: "γ_q"
    case .spinSquared: "|S|²"
    case .density: "n"
    case .rateToQ: "γ_nq"
    case .rateToG: "γ_ng"
    case .rateOfVG: "γ_vg"
    }
  }
}
