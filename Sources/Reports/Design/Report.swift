import Documents
import Drawing
import Foundation
import Studies
import Targets

/// A finished report: its article, its sources, and the files that it is written as.
public struct Report: Sendable {
  public let article: Article
  public let bibtex: String

  init(_ article: Article, bibtex: String) {
    self.article = article
    self.bibtex = bibtex
  }

  /// Of one design or of what a search found.
  ///
  /// - Parameter fibre: what the design's fibre does, where that was evaluated already: it takes seconds.
  public init(
    _ input: ReportInput, options: ReportOptions, database: TargetDatabase, fibre: FibreEvaluation? = nil
  ) {
    var article: Article, bibliography: Bibliography
    let target: Target, targetName: String, study: JSONValue
    switch input.study {
    case .raman(let found):
      var report = RamanReport(input, found, options: options, database: database, fibre: fibre)
      article = report.article()
      bibliography = report.bibliography
      (target, targetName, study) = (found.target, found.targetName, found.resolvedJSON)
    case .radiative(let found):
      var report = RadiativeReport(input, found, database: database)
      article = report.article()
      bibliography = report.bibliography
      (target, targetName, study) = (found.target, found.targetName, found.resolvedJSON)
    }
    article.heading("Sources")
    article.paragraph("As BibTeX in [sources.bib](sources.bib), exactly those that the figures above rest on:")
    article.code("bibtex", bibliography.bibtex)
    article.heading("How to make it again")
    var rows: [(String, String)] = []
    func file(_ name: String) -> String { Article.code(URL(fileURLWithPath: name).lastPathComponent) }
    if let result = input.result {
      if !input.isFresh { rows.append(("result", file(input.name))) }
      rows += [
        ("result's digest", Article.code(input.digest)),
        ("searched study", file(result.json.value(at: "/manifest/study_file")?.stringValue ?? "")),
        ("its digest", Article.code(result.json.value(at: "/manifest/study_digest")?.stringValue ?? "")),
        ("seed", result.json.value(at: "/manifest/seed")?.doubleValue.map { "\(Int($0))" } ?? "unknown"),
      ]
    } else {
      rows = [
        ("study", file(input.name)), ("study's digest", Article.code(input.digest)),
        ("seed", "none: nothing is random"),
      ]
    }
    rows += [("target", file(targetName)), ("target's digest", Article.code(target.digest))]
    article.table(Manifest(options).table(rows))
    article.paragraph("The study with every default written out:")
    article.code("json", Manifest.portable(study, targetName: targetName).text)
    self.init(article, bibtex: bibliography.bibtex)
  }

  /// Every file by its name in the report's directory, the article last: it refers to the others.
  public var files: [(name: String, text: String)] {
    article.figures.flatMap { [("figures/\($0.name).svg", $0.svg), ("figures/\($0.name).csv", $0.data.csv)] }
      + (bibtex.isEmpty ? [] : [("sources.bib", bibtex)]) + [("report.md", article.markdown)]
  }

  /// Writes the files, each whole or not at all, below a directory that is made where it is missing.
  public func write(to directory: String, html: Bool = false) throws(OutputFile.Failure) {
    try OutputFile.makeDirectory(directory)
    if !article.figures.isEmpty { try OutputFile.makeDirectory(directory + "/figures") }
    for (name, text) in files { try OutputFile.write(text, to: "\(directory)/\(name)") }
    if html { try OutputFile.write(article.html, to: "\(directory)/report.html") }
  }
}

/// What makes a report again.
struct Manifest {
  private let options: ReportOptions

  init(_ options: ReportOptions) { self.options = options }

  func table(_ rows: [(String, String)]) -> Article.Table {
    var table = Article.Table([("what", .left), ("value", .left)])
    table.add(["program", "\(Program.name) \(Program.version)"])
    if let commit = options.commit { table.add(["commit", Article.code(commit)]) }
    for (name, value) in rows { table.add([name, value]) }
    table.add(["command", Article.code(options.command)])
    if let time = options.time { table.add(["time", Article.plain(time)]) }
    return table
  }

  /// A study without the place of a target on this machine.
  static func portable(_ study: JSONValue, targetName: String) -> JSONValue {
    targetName.contains("/")
      ? study.replacing("/target", with: .string(URL(fileURLWithPath: targetName).lastPathComponent)) : study
  }
}
