import Documents
import Drawing
import Foundation
import Studies
import Targets

/// The report of a front: designs none of which is better than another in both of two figures.
struct FrontReport {
  let input: FrontInput
  let options: ReportOptions
  let database: TargetDatabase
  let evaluations: [AnyEvaluation]
  let shape: FrontShape
  var bibliography = Bibliography()

  init(_ input: FrontInput, options: ReportOptions, database: TargetDatabase) {
    self.input = input
    self.options = options
    self.database = database
    let points = input.points
    evaluations = ParallelMap.map(points.count) { AnyEvaluation(points[$0].study) }
    shape = FrontShape(points.map { ($0.objective, $0.second) })
  }

  var points: [FrontInput.Point] { input.points }

  mutating func article() -> Article {
    var article = Article(title: Article.plain(title))
    article.paragraph(introduction)
    answer(&article)
    belief(&article)
    article.heading("Figures")
    article.figure(.front(self))
    if let figure = Figure.frontDesigns(self) { article.figure(figure) }
    search(&article)
    measurement(&article)
    inputs(&article)
    return article
  }

  private var title: String {
    (points[0].study.title ?? URL(fileURLWithPath: input.name).deletingPathExtension().lastPathComponent)
      + ": \(input.objective.name) against \(input.second.name)"
  }

  private var introduction: String {
    let process =
      input.process == .ranp
      ? "Raman stimulated neutrino-pair emission (RANP)" : "radiative emission of a neutrino pair (RENP)"
    let groups = groups
    let paths = groups.map { "\(Article.plain($0.target)), path \(Article.code($0.path))" }
    return
      "\(groups.count == 1 ? paths[0] : paths.joined(separator: "; ")); \(process). A front of \(points.count) \(points.count == 1 ? "design" : "designs"): \(Self.described(input.objective)), traded for \(Self.described(input.second)). `nupair objectives` defines both."
  }

  private static func described(_ figure: FrontInput.Figure) -> String {
    "\(Article.code(figure.name))\(figure.unit.isEmpty ? "" : " in \(figure.unit)") (\(figure.isBetterLarger ? "larger" : "smaller") is better)"
  }

  // MARK: Designs by what they are made of

  struct Group {
    let target: String
    let path: String
    /// Indices of the points.
    var members: [Int]
  }

  /// The designs by target and path, which lists may change.
  var groups: [Group] {
    var groups: [Group] = []
    for (index, point) in points.enumerated() {
      let target = point.study.target.name
      let path =
        switch point.study {
        case .raman(let study): study.path.text
        case .radiative(let study): study.path.text
        }
      if let known = groups.firstIndex(where: { $0.target == target && $0.path == path }) {
        groups[known].members.append(index)
      } else {
        groups.append(Group(target: target, path: path, members: [index]))
      }
    }
    return groups
  }

  // MARK: Numbers

  func objective(_ index: Int) -> String {
    NumberText.report(points[index].objective, input.objective.unit, digits: 4)
  }

  func second(_ index: Int) -> String { NumberText.report(points[index].second, input.second.unit, digits: 4) }

  /// `rate, s⁻¹`.
  static func header(_ name: String, _ unit: String) -> String {
    Article.code(name) + (unit.isEmpty ? "" : ", \(Article.plain(unit))")
  }

  /// The designs that are spoken of: the ends and the knee, in the order of the front.
  var notable: [(index: Int, name: String)] {
    guard points.count > 1 else { return [(0, "best in both")] }
    return [(0, "best \(input.objective.name)")] + (shape.knee.map { [($0.index, "knee")] } ?? [])
      + [(points.count - 1, "best \(input.second.name)")]
  }
}

extension Report {
  /// Of a front.
  public init(_ front: FrontInput, options: ReportOptions, database: TargetDatabase) {
    var report = FrontReport(front, options: options, database: database)
    var article = report.article()
    article.heading("Sources")
    article.paragraph("As BibTeX in [sources.bib](sources.bib), exactly those that the figures above rest on:")
    article.code("bibtex", report.bibliography.bibtex)
    article.heading("How to make it again")
    let manifest = front.json["manifest"], first = front.points[0].study
    var rows: [(String, String)] = []
    if !front.isFresh {
      rows.append(("front", Article.code(URL(fileURLWithPath: front.name).lastPathComponent)))
    }
    rows += [
      ("front's digest", Article.code(front.digest)),
      (
        "searched study",
        Article.code(
          URL(fileURLWithPath: manifest?["study_file"]?.stringValue ?? "unknown").lastPathComponent)
      ),
      ("its digest", Article.code(manifest?["study_digest"]?.stringValue ?? "unknown")),
      ("seed", manifest?["seed"]?.doubleValue.map { "\(Int($0))" } ?? "unknown"),
    ]
    for target in Set(front.points.map { "\($0.study.targetName) \($0.study.target.digest)" }).sorted() {
      let parts = target.split(separator: " ")
      rows += [
        ("target", Article.code(URL(fileURLWithPath: String(parts[0])).lastPathComponent)),
        ("target's digest", Article.code(String(parts.last ?? ""))),
      ]
    }
    article.table(Manifest(options).table(rows))
    article.paragraph(
      front.points.count == 1
        ? "The study with every default written out:"
        : "Design 1 with every default written out; the others differ from it in what the table of the designs says:")
    article.code("json", Manifest.portable(first.resolvedJSON, targetName: first.targetName).text)
    self.init(article, bibtex: report.bibliography.bibtex)
  }
}
