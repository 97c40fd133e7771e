/// An SVG picture under construction: elements in the order they are drawn, and the boxes of its texts.
///
/// Lengths are in units of which a figure is 340 wide: at 85 mm, the column of a journal, one is a quarter of a millimetre, and text of 9 units
/// is 6.4 points high. The bytes depend on nothing but what was drawn.
public struct Canvas: Sendable {
  /// Unique among the figures of a page: identifiers inside begin with it.
  public let name: String
  public static let width = 340.0
  public private(set) var texts: [TextBox] = []
  private var body = ""
  private var definitions = ""

  /// Where a text is, by an upper estimate of its width.
  public struct TextBox: Sendable, Hashable {
    public let text: String
    public let left: Double
    public let top: Double
    public let right: Double
    public let bottom: Double

    public func overlaps(_ other: TextBox) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  public enum Anchor: String, Sendable {
    case start, middle, end
  }

  public init(name: String) { self.name = name }

  // MARK: Elements

  public mutating func add(_ element: String) { body += element + "\n" }

  public mutating func define(_ element: String) { definitions += element + "\n" }

  public mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    add(
      "<line x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\" \(style)/>"
    )
  }

  public mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String) {
    add(
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\" \(style)/>"
    )
  }

  public mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ style: String) {
    add("<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\" \(style)/>")
  }

  /// Straight pieces through points, broken where there is none.
  public mutating func path(_ points: [(x: Double, y: Double)?], _ style: String) {
    var text = "", isDown = false, last = ""
    for point in points {
      guard let point else {
        isDown = false
        continue
      }
      let place = "\(Self.number(point.x)) \(Self.number(point.y))"
      if isDown, place == last { continue }
      text += (isDown ? "L" : "M") + place
      isDown = true
      last = place
    }
    if !text.isEmpty { add("<path d=\"\(text)\" \(style)/>") }
  }

  /// An arrow with a full head at its end.
  public mutating func arrow(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String, head: String) {
    let dx = x2 - x1, dy = y2 - y1, length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return }
    let size = min(5, length / 2), ux = dx / length, uy = dy / length
    let bx = x2 - size * ux, by = y2 - size * uy
    line(x1, y1, bx, by, style)
    let corners = [
      (x2, y2), (bx - 0.45 * size * uy, by + 0.45 * size * ux), (bx + 0.45 * size * uy, by - 0.45 * size * ux),
    ]
    add(
      "<path d=\"M" + corners.map { "\(Self.number($0.0)) \(Self.number($0.1))" }.joined(separator: "L")
        + "Z\" \(head)/>")
  }

  /// A text whose baseline begins, is centred or ends at a place.
  ///
  /// - Parameter isVertical: turned a quarter to the left.
  public mutating func text(
    _ label: Label, _ x: Double, _ y: Double, anchor: Anchor = .start, size: Double = 9, isVertical: Bool = false
  ) {
    let width = label.width(size: size)
    let before = anchor == .start ? 0 : anchor == .middle ? width / 2 : width
    let turn = isVertical ? " transform=\"rotate(-90 \(Self.number(x)) \(Self.number(y)))\"" : ""
    let font = size == 9 ? "" : " font-size=\"\(Self.number(size))\""
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    add(
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\"\(place)\(font)\(turn)>\(label.markup(size: size))</text>")
    let up = 0.78 * size, down = 0.2 * size
    texts.append(
      isVertical
        ? TextBox(text: label.plain, left: x - up, top: y - width + before, right: x + down, bottom: y + before)
        : TextBox(text: label.plain, left: x - before, top: y - up, right: x - before + width, bottom: y + down))
  }

  // MARK: The file

  /// - Parameter title: what a reader who cannot see it is told.
  public func svg(height: Double, title: String) -> String {
    let h = Self.number(height), w = Self.number(Self.width)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" class="nf" width="\(Self.number(2 * Self.width))" height="\(Self.number(2 * height))" viewBox="0 0 \(w) \(h)" role="img" xml:space="preserve">
      <title>\(Self.escaped(title))</title>
      <style>\(Palette.sheet)</style>
      \(definitions.isEmpty ? "" : "<defs>\n\(definitions)</defs>\n")<rect class="paper" width="\(w)" height="\(h)"/>
      \(body)</svg>

      """
  }

  /// At most two decimals.
  public static func number(_ value: Double) -> String {
    precondition(value.isFinite && abs(value) < 1e9, "a picture has places, not infinities")
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : "", whole = abs(hundredths) / 100, part = abs(hundredths) % 100
    if part == 0 { return "\(sign)\(whole)" }
    return part % 10 == 0 ? "\(sign)\(whole).\(part / 10)" : "\(sign)\(whole).\(part < 10 ? "0" : "")\(part)"
  }

  /// XML text; characters that XML does not allow are left out.
  public static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\u{0}"..<"\u{20}", "\u{7F}", "\u{FFFE}", "\u{FFFF}": if scalar == "\n" || scalar == "\t" { out += " " }
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

extension Canvas {
  /// XML text of several lines.
  public static func escapedLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(separator: "\n")
  }
}
