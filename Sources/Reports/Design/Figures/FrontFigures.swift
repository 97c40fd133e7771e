import Documents
import Drawing
import Foundation
import Studies

extension Figure {
  /// The front, with what was found and left out, and what could not be made feasible.
  static func front(_ report: FrontReport) -> Figure {
    let input = report.input, points = report.points, shape = report.shape
    let left = input.steps.enumerated().filter { index, step in
      step.objective != nil && step.second != nil && !points.contains { $0.step == index }
    }.map(\.element)
    let missed = input.steps.filter { $0.result != "feasible" }
    let x = axis(
      input.second, points.map(\.second) + left.compactMap(\.second) + missed.compactMap(\.limit),
      shape.isSecondLogarithmic)
    let y = axis(
      input.objective, points.map(\.objective) + left.compactMap(\.objective), shape.isObjectiveLogarithmic)
    var marks: [Panel.Mark] = []
    if points.count > 1 {
      marks.append(.line(points.map { ($0.second, $0.objective) }, .green, label: "straight between designs"))
    }
    marks.append(.dots(points.map { ($0.second, $0.objective) }, .blue, label: "designs of the front"))
    if !left.isEmpty {
      marks.append(
        .dots(left.map { ($0.second ?? 0, $0.objective ?? 0) }, .orange, label: "found and left out: dominated"))
    }
    if let knee = shape.knee { marks.append(.vertical(points[knee.index].second, .ink, label: "knee")) }
    let walls = missed.compactMap(\.limit)
    // Many labels would not fit above the frame: the first stands for all.
    for (index, limit) in walls.enumerated() {
      marks.append(.vertical(limit, .vermillion, label: walls.count <= 3 || index == 0 ? "infeasible" : nil))
    }
    var rows: [[DataTable.Cell]] = points.enumerated().map { index, point in
      [.text("front"), .number(Double(index + 1)), .number(point.second), .number(point.objective)]
    }
    rows += left.map { [.text("dominated"), .number(nil), .number($0.second), .number($0.objective)] }
    rows += missed.map { [.text($0.result), .number(nil), .number($0.limit), .number(nil)] }
    let misses =
      missed.contains { $0.limit != nil }
      ? " Where a limit on \(Article.code(input.second.name)) left nothing feasible, a dashed line stands at it." : ""
    let kinds = [shape.isObjectiveLogarithmic, shape.isSecondLogarithmic]
    return Figure(
      name: "front", title: "\(input.objective.name) against \(input.second.name)",
      caption:
        "The front: \(Article.code(input.objective.name)) is best at the \(input.objective.isBetterLarger ? "top" : "bottom"), \(Article.code(input.second.name)) at the \(input.second.isBetterLarger ? "right" : "left")\(kinds.contains(true) ? "; logarithmic where values span more than a factor of 20" : ""). Each dot is a search's design; between dots the front is not known, and the line is no claim. Designs that another one matches or beats in both figures are \(left.isEmpty ? "left out; there are none" : "drawn, but not part of it").\(misses)",
      panels: [Panel(x: x, y: y, height: 150, marks: marks)],
      data: DataTable(
        ["status", "design", column(input.second), column(input.objective)], rows))
  }

  /// What the designs are made of along the front; `nil` where no number was searched, or there is one design.
  static func frontDesigns(_ report: FrontReport) -> Figure? {
    let input = report.input, points = report.points, names = points[0].values.map(\.pointer)
    // More panels than these fill a page: the first say most, and the data have them all.
    let shown = names.prefix(5)
    guard points.count > 1, !shown.isEmpty else { return nil }
    let panels = shown.enumerated().map { index, name -> Panel in
      let values = points.map { $0.values[index].value }, isLast = index == shown.count - 1
      var x = axis(input.second, points.map(\.second), report.shape.isSecondLogarithmic)
      x.isBare = !isLast
      let isLogarithmic = FrontShape.isLogarithmic(values)
      let y = axis(name.split(separator: "/").last.map(String.init) ?? name, values, isLogarithmic)
      let title = shown.count > 1 ? "(\(Character(UnicodeScalar(UInt8(97 + index))))) \(name)" : name
      return Panel(
        title: Label(title), x: x, y: y, height: shown.count > 2 ? 52 : 80,
        marks: [.dots(zip(points, values).map { ($0.second, $1) }, .blue, label: nil)]
          + (report.shape.knee.map { [.vertical(points[$0.index].second, .ink, label: index == 0 ? "knee" : nil)] }
            ?? []))
    }
    return Figure(
      name: "front-designs", title: "The designs along the front",
      caption:
        "What the designs of the front are made of, over \(Article.code(input.second.name)); each value in the unit that its name ends in.\(names.count > shown.count ? " The first \(shown.count) of \(names.count) numbers." : "")",
      panels: panels,
      data: DataTable(
        ["design", column(input.second)] + names,
        numbers: points.enumerated().map { index, point in
          [Double(index + 1), point.second] + point.values.map(\.value)
        }))
  }

  private static func axis(_ figure: FrontInput.Figure, _ values: [Double], _ isLogarithmic: Bool) -> Panel.Axis {
    axis(figure.name + (figure.unit.isEmpty ? "" : ", \(figure.unit)"), values, isLogarithmic)
  }

  /// With a little room at both ends.
  private static func axis(_ label: String, _ values: [Double], _ isLogarithmic: Bool) -> Panel.Axis {
    let low = values.min() ?? 0, high = values.max() ?? 1
    if isLogarithmic, low > 0 {
      let room = pow(high / low, 0.06)
      return Panel.Axis(label, (low / room)...(high * room), .logarithmic)
    }
    let room = 0.06 * (high - low)
    return Panel.Axis(label, (low - room)...(high + room))
  }

  private static func column(_ figure: FrontInput.Figure) -> String {
    // A name that ends in its unit says it already.
    guard !figure.unit.isEmpty, !figure.name.hasSuffix("_\(figure.unit)") else { return figure.name }
    return "\(figure.name) (\(figure.unit))"
  }
}
