import Documents
import Foundation
import Studies

extension FrontReport {
  func answer(_ article: inout Article) {
    article.heading("The answer")
    article.paragraph(verdict)
    article.list(notable.map(sentence))
    if points.count > 2 { article.paragraph(kneeProse) }
    if let caveat = suppressionCaveat { article.note(caveat) }
    article.heading("The designs", level: 3)
    article.table(designs)
    article.heading("What each of them gives", level: 3)
    article.table(yields)
    article.list(ends)
  }

  private var verdict: String {
    let a = Article.code(input.objective.name), b = Article.code(input.second.name)
    guard points.count > 1 else {
      return "**One design is the best in both** \(a) and \(b): nothing has to be traded."
    }
    let last = points.count - 1
    return
      "**\(a) is traded for \(b)**: from \(objective(0)) at \(second(0)) to \(objective(last)) at \(second(last))\(factors(0, last)). None of the \(points.count) designs is better than another in both."
  }

  /// What both figures change by between two designs, where a factor says something.
  private func factors(_ from: Int, _ to: Int) -> String {
    let first = points[from], last = points[to]
    let factors = [
      (input.objective, first.objective, last.objective), (input.second, first.second, last.second),
    ].compactMap { figure, before, after -> String? in
      guard before > 0, after > 0 else { return nil }
      return "×\(NumberText.report(after / before, digits: 3)) in \(Article.code(figure.name))"
    }
    return factors.isEmpty ? "" : ", \(factors.joined(separator: " and "))"
  }

  private func sentence(_ design: (index: Int, name: String)) -> String {
    let point = points[design.index], words = design.name.split(separator: " ", maxSplits: 1)
    let name = words.count == 2 && words[1] != "in both" ? "\(words[0]) \(Article.code(String(words[1])))" : design.name
    let made =
      point.picks.map { "\(Article.code($0.pointer)) = \(Article.plain(FrontInput.text($0.value)))" }
      + point.values.map { "\(Article.code($0.pointer)) = \(NumberText.report($0.value, digits: 6))" }
    return
      "**\(ReportProse.capital(name))**, design \(design.index + 1): \(Article.code(input.objective.name)) = \(objective(design.index)), \(Article.code(input.second.name)) = \(second(design.index))\(design.index > 0 && design.index < points.count - 1 ? factors(0, design.index).replacing(", ×", with: "; against design 1 ×") : ""); \(made.joined(separator: ", "))."
  }

  private var kneeProse: String {
    let definition =
      "u and v are the two figures, each scaled to 1 where it is best and to 0 at the other end\(shape.isObjectiveLogarithmic || shape.isSecondLogarithmic ? ", by their logarithms where the axis of the figure is logarithmic" : "")"
    guard let knee = shape.knee else {
      return
        "There is no knee: no design has u + v − 1 above \(NumberText.report(FrontShape.leastBulge, digits: 1)), where \(definition)."
    }
    return
      "The knee is the design with the largest u + v − 1, here \(NumberText.fixed(knee.bulge, 2)), where \(definition); 0 is the straight line between the ends, 1 a design with the best of both. It depends on that scale and on the ends: it is where to look first, not a recommendation."
  }

  /// What was not judged by the full pair factor.
  private var suppressionCaveat: String? {
    let seen = [input.objective, input.second].filter { $0.measure != nil }
    guard let measure = seen.first?.measure, measure != "total" else { return nil }
    let how = measure == "pp" ? "pairs that propagate in the core, a lower bound of η" : "the strip, a surrogate of η"
    return
      "**The suppression of McQ4 is by \(how)**: \(seen.map { Article.code($0.name) }.joined(separator: " and ")) of these designs \(seen.count == 1 ? "was" : "were") not judged by the full pair factor. `nupair report FRONT --point N` does that for one of them."
  }

  // MARK: Tables

  private var designs: Article.Table {
    let picks = points[0].picks.map(\.pointer), values = points[0].values.map(\.pointer)
    var table = Article.Table(
      [("#", .right), (Self.header(input.objective.name, input.objective.unit), .right)]
        + [(Self.header(input.second.name, input.second.unit), .right)] + picks.map { (Article.code($0), .left) }
        + values.map { (Article.code($0), .right) } + [("remark", .left)])
    let names = Dictionary(notable.map { ($0.index, $0.name) }) { a, _ in a }
    for (index, point) in points.enumerated() {
      table.add(
        [
          "\(index + 1)", NumberText.report(point.objective, digits: 5), NumberText.report(point.second, digits: 5),
        ] + point.picks.map { Article.plain(FrontInput.text($0.value)) }
          + point.values.map { NumberText.report($0.value, digits: 9) }
          + [names[index].map(Article.plain) ?? ""])
    }
    return table
  }

  /// Figures that are looked at beside the two: those of the study's constraints, and what every proposal is asked for.
  private var others: [DesignFigure] {
    let traded: Set = [input.objective.name, input.second.name]
    let asked =
      input.process == .ranp
      ? ["rate", "mass_information", "mcq3_margin_meV2", "mcq2_distance"]
      : ["rate", "signal_events", "mass_information", "pair_open", "mcq3_gap_width"]
    var figures = points[0].study.goal?.bounds.map(\.figure) ?? []
    figures += asked.compactMap { DesignFigure(named: $0, of: input.process) }
    var kept: [DesignFigure] = []
    for figure in figures where !traded.contains(figure.name) && !kept.contains(figure) { kept.append(figure) }
    return kept
  }

  private var yields: Article.Table {
    let others = others, evaluations = evaluations
    let values = ParallelMap.map(points.count) { index in others.map { $0.value(evaluations[index]) } }
    let known = others.indices.filter { column in values.contains { $0[column] != nil } }
    var table = Article.Table(
      [("#", .right)] + known.map { (Self.header(others[$0].name, others[$0].unit), .right) })
    for (index, row) in values.enumerated() {
      table.add(["\(index + 1)"] + known.map { NumberText.report(row[$0], "", digits: 4) })
    }
    return table
  }

  /// Designs at an end of a range, where a wider one may hold better ones.
  private var ends: [String] {
    input.variables.compactMap { variable in
      let members = points.indices.filter { index in
        points[index].values.contains { value in
          value.pointer == variable.pointer
            && min(value.value - variable.range.lowerBound, variable.range.upperBound - value.value)
              <= 1e-9 * (variable.range.upperBound - variable.range.lowerBound)
        }
      }
      guard !members.isEmpty else { return nil }
      return
        "**The search's range**: \(Article.code(variable.pointer)) lies at an end of its range, \(NumberText.report(variable.range.lowerBound)) to \(NumberText.report(variable.range.upperBound)), in \(Self.list(members)); a wider one may hold better designs."
    }
  }

  /// Numbers of designs, runs of them as ranges: `design 4`, `designs 1–3, 7`.
  static func list(_ indices: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for index in indices.sorted() {
      if let last = runs.last, index == last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...index
      } else {
        runs.append(index...index)
      }
    }
    let text = runs.map { $0.count == 1 ? "\($0.lowerBound + 1)" : "\($0.lowerBound + 1)–\($0.upperBound + 1)" }
    return (indices.count == 1 ? "design " : "designs ") + text.joined(separator: ", ")
  }
}
