import Foundation

/// Puts panels, their axes and the legend in their places.
struct FigureLayout {
  let panels: [Panel]
  private var left = 0.0
  private var right = 0.0
  private let size = 9.0
  private let small = 8.0

  init(panels: [Panel]) {
    self.panels = panels
    for panel in panels {
      let ticks = panel.y.ticks(most: Self.most(panel.height))
      left = max(left, ticks.ticks.compactMap { $0.label?.width(size: 9) }.max() ?? 0)
      right = max(right, panel.horizontals.map { Label($0.label).width(size: 8) + 16 }.max() ?? 0)
    }
    left += 24
    right = max(right, 10)
  }

  private static func most(_ length: Double) -> Int { max(3, Int(length / 24)) }

  /// - Returns: the height used.
  mutating func draw(into canvas: inout Canvas) -> Double {
    var y = 4.0
    canvas.define(
      "<pattern id=\"\(canvas.name)-hatch\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"4\" class=\"hatch\"/></pattern>"
    )
    for (index, panel) in panels.enumerated() {
      y = draw(panel, index, below: y, into: &canvas)
    }
    return legend(below: y, into: &canvas)
  }

  // MARK: A panel

  private func draw(_ panel: Panel, _ index: Int, below start: Double, into canvas: inout Canvas) -> Double {
    let x0 = left, x1 = Canvas.width - right
    var top = start
    let yTicks = panel.y.ticks(most: Self.most(panel.height))
    if let title = panel.title {
      canvas.text(title, x0, top + 9, size: size)
      top += 13
    }
    let verticals = panel.verticals
    if !verticals.isEmpty { top += 19 } else { top += 3 }
    let y0 = top, y1 = top + panel.height
    func px(_ x: Double) -> Double? { panel.x.share(x).map { x0 + $0 * (x1 - x0) } }
    func py(_ y: Double) -> Double? { panel.y.share(y).map { y1 - $0 * (y1 - y0) } }
    let clip = "\(canvas.name)-c\(index)"
    canvas.define(
      "<clipPath id=\"\(clip)\"><rect x=\"\(Canvas.number(x0))\" y=\"\(Canvas.number(y0))\" width=\"\(Canvas.number(x1 - x0))\" height=\"\(Canvas.number(y1 - y0))\"/></clipPath>"
    )
    // Areas below, then the grid, then lines.
    canvas.add("<g clip-path=\"url(#\(clip))\">")
    for mark in panel.marks { area(mark, px, py, (x0, y0, x1, y1), into: &canvas) }
    canvas.add("</g>")
    axes(panel, yTicks, (x0, y0, x1, y1), px, py, into: &canvas)
    canvas.add("<g clip-path=\"url(#\(clip))\">")
    for mark in panel.marks { curve(mark, px, py, (x0, y0, x1, y1), into: &canvas) }
    canvas.add("</g>")
    canvas.rectangle(x0, y0, x1 - x0, y1 - y0, "class=\"frame\"")
    labels(panel, (x0, y0, x1, y1), px, py, into: &canvas)
    return y1 + (panel.x.isBare ? 6 : 29)
  }

  private typealias Frame = (x0: Double, y0: Double, x1: Double, y1: Double)
  private typealias Map = (Double) -> Double?

  private func fill(_ fill: Palette.Fill, _ canvas: Canvas) -> [String] {
    fill == .hatched ? ["class=\"a grey\"", "fill=\"url(#\(canvas.name)-hatch)\""] : [fill.style]
  }

  private func area(_ mark: Panel.Mark, _ px: Map, _ py: Map, _ f: Frame, into canvas: inout Canvas) {
    switch mark {
    case .band(let range, let kind, _):
      guard let a = px(range.lowerBound), let b = px(range.upperBound) else { return }
      let (low, high) = (max(min(a, b), f.x0), min(max(a, b), f.x1))
      guard high > low else { return }
      for style in fill(kind, canvas) { canvas.rectangle(low, f.y0, high - low, f.y1 - f.y0, style) }
    case .area(let points, let kind, _):
      let corners = points.compactMap { point in px(point.x).flatMap { x in py(point.y).map { (x, $0) } } }
      guard corners.count > 2 else { return }
      let text = corners.map { "\(Canvas.number($0.0)) \(Canvas.number($0.1))" }.joined(separator: "L")
      for style in fill(kind, canvas) { canvas.add("<path d=\"M\(text)Z\" \(style)/>") }
    case .cells(let cells, let kind, _):
      // One path for all: a band diagram has thousands.
      var text = ""
      for cell in cells {
        guard let a = px(cell.x.lowerBound), let b = px(cell.x.upperBound), let c = py(cell.y.lowerBound),
          let d = py(cell.y.upperBound)
        else { continue }
        text +=
          "M\(Canvas.number(a)) \(Canvas.number(d))H\(Canvas.number(b))V\(Canvas.number(c))H\(Canvas.number(a))Z"
      }
      if !text.isEmpty { for style in fill(kind, canvas) { canvas.add("<path d=\"\(text)\" \(style)/>") } }
    default: break
    }
  }

  private func curve(_ mark: Panel.Mark, _ px: Map, _ py: Map, _ f: Frame, into canvas: inout Canvas) {
    func place(_ point: (x: Double, y: Double?)) -> (x: Double, y: Double)? {
      guard let y = point.y, let a = px(point.x), let b = py(y) else { return nil }
      return (a, b)
    }
    switch mark {
    case .line(let points, let stroke, _): canvas.path(points.map(place), stroke.style)
    case .steps(let points, let stroke, _):
      var corners: [(x: Double, y: Double)?] = []
      for point in points {
        guard let here = place(point) else {
          corners.append(nil)
          continue
        }
        if case .some(.some(let before)) = corners.last { corners.append((here.x, before.y)) }
        corners.append(here)
      }
      canvas.path(corners, stroke.style)
    case .dots(let points, let stroke, _):
      for point in points {
        if let here = place((point.x, point.y)) {
          canvas.circle(here.x, here.y, 1.8, "class=\"f\(stroke.rawValue)\"")
        }
      }
    case .vertical(let x, let stroke, _):
      if let a = px(x), a >= f.x0 - 0.01, a <= f.x1 + 0.01 {
        canvas.line(a, f.y0, a, f.y1, "class=\"s\(stroke.rawValue)\" stroke-width=\".6\"\(stroke.dash)")
      }
    case .horizontal(let y, let stroke, _):
      if let b = py(y), b >= f.y0 - 0.01, b <= f.y1 + 0.01 {
        canvas.line(f.x0, b, f.x1, b, "class=\"s\(stroke.rawValue)\" stroke-width=\".6\"\(stroke.dash)")
      }
    default: break
    }
  }

  // MARK: Axes

  private func axes(
    _ panel: Panel, _ yTicks: Ticks, _ f: Frame, _ px: Map, _ py: Map, into canvas: inout Canvas
  ) {
    for tick in yTicks.ticks {
      guard let y = py(tick.value) else { continue }
      if let label = tick.label {
        canvas.line(f.x0, y, f.x1, y, "class=\"grid\"")
        canvas.text(label, f.x0 - 4, min(max(y + 3.2, f.y0 + 6.5), f.y1), anchor: .end, size: size)
      }
      canvas.line(f.x0, y, f.x0 + (tick.label == nil ? 2 : 3.5), y, "class=\"tick\"")
    }
    let name = Label(Self.scaled(panel.y.label, yTicks.exponent))
    // A name longer than its axis is set smaller.
    let fitting = min(size, size * (panel.height + 8) / max(name.width(size: size), 1))
    canvas.text(name, 9, (f.y0 + f.y1) / 2, anchor: .middle, size: fitting, isVertical: true)
    let xTicks = panel.x.ticks(most: Int((f.x1 - f.x0) / 44))
    var free = -Double.infinity
    let placed = xTicks.ticks.compactMap { tick in px(tick.value).map { (tick, $0) } }.sorted { $0.1 < $1.1 }
    for (tick, x) in placed {
      canvas.line(x, f.y1, x, f.y1 - (tick.label == nil ? 2 : 3.5), "class=\"tick\"")
      guard let label = tick.label else { continue }
      canvas.line(x, f.y0, x, f.y1, "class=\"grid\"")
      guard !panel.x.isBare else { continue }
      let width = label.width(size: size), centre = min(x, Canvas.width - width / 2)
      if centre - width / 2 < free { continue }
      canvas.text(label, centre, f.y1 + 11, anchor: .middle, size: size)
      free = centre + width / 2 + 4
    }
    if !panel.x.isBare {
      canvas.text(
        Label(Self.scaled(panel.x.label, xTicks.exponent)), (f.x0 + f.x1) / 2, f.y1 + 23, anchor: .middle, size: size)
    }
  }

  /// `rate, s⁻¹` with 1e-7 taken out of the numbers is `rate, 10⁻⁷ s⁻¹`.
  private static func scaled(_ label: String, _ exponent: Int) -> String {
    guard exponent != 0 else { return label }
    let power = "10^{\(exponent < 0 ? "−\(-exponent)" : "\(exponent)")}"
    guard let comma = label.range(of: ", ", options: .backwards) else { return "\(label) / \(power)" }
    return "\(label[..<comma.upperBound])\(power) \(label[comma.upperBound...])"
  }

  private func labels(_ panel: Panel, _ f: Frame, _ px: Map, _ py: Map, into canvas: inout Canvas) {
    let above = panel.verticals.compactMap { mark in
      px(mark.place).flatMap { $0 >= f.x0 - 0.01 && $0 <= f.x1 + 0.01 ? (Label(mark.label), $0) : nil }
    }
    let centres = Spread.centres(
      above.map(\.1), extents: above.map { $0.0.width(size: small) }, gap: 3, in: 4...(Canvas.width - 2))
    for ((label, x), centre) in zip(above, centres) {
      canvas.text(label, centre, f.y0 - 10, anchor: .middle, size: small)
      canvas.path([(centre, f.y0 - 7.5), (x, f.y0 - 2), (x, f.y0)], "class=\"lead\"")
    }
    let beside = panel.horizontals.compactMap { mark in
      py(mark.place).flatMap { $0 >= f.y0 - 0.01 && $0 <= f.y1 + 0.01 ? (Label(mark.label), $0) : nil }
    }
    let middles = Spread.centres(
      beside.map(\.1), extents: beside.map { _ in small }, gap: 1, in: (f.y0 - 4)...(f.y1 + 2))
    for ((label, y), middle) in zip(beside, middles) {
      canvas.text(label, f.x1 + 12, middle + 0.29 * small, size: small)
      canvas.path([(f.x1, y), (f.x1 + 3, y), (f.x1 + 8, middle), (f.x1 + 10.5, middle)], "class=\"lead\"")
    }
  }

  // MARK: Legend

  private enum Key {
    case line(Palette.Stroke), dots(Palette.Stroke), fill(Palette.Fill)
  }

  private func legend(below start: Double, into canvas: inout Canvas) -> Double {
    var entries: [(key: Key, label: String)] = []
    for mark in panels.flatMap(\.marks) {
      let entry: (Key, String)?
      switch mark {
      case .line(_, let stroke, let label), .steps(_, let stroke, let label): entry = label.map { (.line(stroke), $0) }
      case .dots(_, let stroke, let label): entry = label.map { (.dots(stroke), $0) }
      case .band(_, let fill, let label), .area(_, let fill, let label), .cells(_, let fill, let label):
        entry = label.map { (.fill(fill), $0) }
      case .vertical, .horizontal: entry = nil
      }
      if let entry, !entries.contains(where: { $0.label == entry.1 }) { entries.append((entry.0, entry.1)) }
    }
    guard !entries.isEmpty else { return start + 1 }
    var x = 8.0, y = start + 9
    for entry in entries {
      let label = Label(entry.label), width = 26 + label.width(size: small) + 10
      if x > 8, x + width - 8 > Canvas.width {
        x = 8
        y += 12
      }
      switch entry.key {
      case .line(let stroke): canvas.line(x, y - 3, x + 22, y - 3, stroke.style)
      case .dots(let stroke): canvas.circle(x + 11, y - 3, 1.8, "class=\"f\(stroke.rawValue)\"")
      case .fill(let kind):
        for style in fill(kind, canvas) { canvas.rectangle(x + 2, y - 7, 18, 8, style) }
        canvas.rectangle(x + 2, y - 7, 18, 8, "class=\"lead\"")
      }
      canvas.text(label, x + 26, y, size: small)
      x += width
    }
    return y + 6
  }
}

extension Panel {
  fileprivate typealias Place = (place: Double, label: String)

  fileprivate var verticals: [Place] {
    marks.compactMap { if case .vertical(let x, _, let label?) = $0 { (x, label) } else { nil } }
  }

  fileprivate var horizontals: [Place] {
    marks.compactMap { if case .horizontal(let y, _, let label?) = $0 { (y, label) } else { nil } }
  }
}
