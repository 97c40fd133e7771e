import Documents
import Drawing
import Studies

/// How a search found a design, of either process.
struct SearchSection {
  /// Of a design that nobody searched.
  static let nothing =
    "The design is its author's: nothing was searched. `nupair optimize` searches what a study leaves open."

  private let result: ResultFile

  init(_ result: ResultFile) { self.result = result }

  func write(into article: inout Article) {
    let json = result.json, manifest = json["manifest"]
    let undefined = Int(json.value(at: "/outcome/undefined")?.doubleValue ?? 0)
    article.paragraph(
      "Algorithm \(Article.code(manifest?["algorithm"]?.stringValue ?? "unknown")), seed \(Int(manifest?["seed"]?.doubleValue ?? 0)); \(result.evaluations ?? 0) evaluations of at most \(Int(manifest?["max_evaluations"]?.doubleValue ?? 0))\(undefined == 0 ? "" : ", \(undefined) of them without a value"); \(result.stopReason). NLopt \(Article.plain(manifest?["nlopt_version"]?.stringValue ?? "unknown"))."
    )
    var variables = Article.Table([
      ("searched", .left), ("from", .right), ("to", .right), ("found", .right), ("remark", .left),
    ])
    for variable in json["variables"]?.elements ?? [] {
      variables.add([
        Article.code(variable["pointer"]?.stringValue ?? ""), NumberText.report(variable["min"]?.doubleValue ?? .nan),
        NumberText.report(variable["max"]?.doubleValue ?? .nan),
        NumberText.report(variable["value"]?.doubleValue ?? .nan, digits: 10),
        variable["at_end"]?.boolValue == true ? "at an end" : "",
      ])
    }
    article.table(variables)
    if let figure = Figure.convergence(result) { article.figure(figure) }
    var phases = Article.Table([
      ("phase", .left), ("algorithm", .left), ("runs", .right), ("evaluations", .right), ("reason", .left),
    ])
    for phase in json["phases"]?.elements ?? [] {
      phases.add([
        Article.plain(phase["name"]?.stringValue ?? ""), phase["algorithm"]?.stringValue.map(Article.code) ?? "",
        "\(Int(phase["runs"]?.doubleValue ?? 0))", "\(Int(phase["evaluations"]?.doubleValue ?? 0))",
        Article.plain(phase["reason"]?.stringValue ?? ""),
      ])
    }
    article.table(phases)
    let optima = json["optima"]?.elements ?? []
    if optima.count > 1 {
      article.paragraph(
        "\(optima.count) distinct local optima were found; the objective at the best of them: "
          + optima.prefix(5).map { NumberText.report($0["objective"]?.doubleValue ?? .nan, digits: 6) }.joined(
            separator: ", ") + ".")
    }
    variants(json["variants"]?.elements ?? [], &article)
  }

  /// The lists' picks, the rejected ones with their reasons.
  private func variants(_ variants: [JSONValue], _ article: inout Article) {
    guard variants.count > 1 else { return }
    var table = Article.Table([("variant", .left), ("objective", .right), ("came to", .left)])
    for variant in variants {
      var picks: [String] = []
      if case .object(let members)? = variant["picks"] {
        picks = members.map {
          "\(Article.code($0.key)) = \(Article.plain($0.value.stringValue ?? $0.value.doubleValue.map(NumberText.exact) ?? "…"))"
        }
      }
      let outcome = variant["result"]?.stringValue ?? ""
      table.add([
        picks.isEmpty ? "(no study)" : picks.joined(separator: ", "),
        variant["objective"]?.doubleValue.map { NumberText.report($0, digits: 5) } ?? "",
        Article.plain(outcome + (variant["reason"]?.stringValue.map { ": \($0)" } ?? "")),
      ])
    }
    article.heading("Variants", level: 3)
    article.table(table)
  }
}
