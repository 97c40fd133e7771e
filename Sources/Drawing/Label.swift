/// A line of text with subscripts and superscripts: `ε_{eg}`, `eV^{2}`, `10^{−3}`.
public struct Label: Sendable, Hashable, ExpressibleByStringLiteral {
  let runs: [Run]

  struct Run: Sendable, Hashable {
    enum Position: Sendable, Hashable {
      case base, lowered, raised
    }

    var text: String
    var position: Position
  }

  public init(_ markup: String) {
    var runs: [Run] = []
    var text = "", position = Run.Position.base
    func end() {
      if !text.isEmpty { runs.append(Run(text: text, position: position)) }
      text = ""
    }
    var rest = Substring(markup)
    while let character = rest.popFirst() {
      if (character == "_" || character == "^"), rest.first == "{", position == .base {
        rest.removeFirst()
        end()
        position = character == "_" ? .lowered : .raised
      } else if character == "}", position != .base {
        end()
        position = .base
      } else {
        text.append(character)
      }
    }
    end()
    self.runs = runs
  }

  public init(stringLiteral markup: String) { self.init(markup) }

  /// The text alone.
  public var plain: String { runs.map(\.text).joined() }

  /// An upper estimate of the width at a font size: the advances of DejaVu Sans, the widest of the fonts that a figure may be shown in.
  public func width(size: Double) -> Double {
    runs.reduce(0) { $0 + Self.advance($1.text) * ($1.position == .base ? size : Self.small * size) }
  }

  static let small = 0.72

  private static func advance(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar {
      case "i", "j", "l", "I", "|", "'", ".", ",", ":", ";", "!", "′": sum + 0.34
      case "f", "t", "r", "(", ")", "[", "]", "/", "-", "·", " ": sum + 0.41
      case "m", "M", "W", "w", "%", "@": sum + 0.95
      case "×", "±", "=", "<", ">", "≤", "≥", "−", "+", "→": sum + 0.84
      case "A"..."Z", "Γ", "Δ", "Σ", "Ω", "η": sum + 0.72
      // Combining marks take no room.
      case "\u{300}"..."\u{36F}": sum
      default: sum + 0.64
      }
    }
  }

  /// The inside of a `<text>` element.
  func markup(size: Double) -> String {
    var text = "", shift = 0.0
    for run in runs {
      let place = run.position == .base ? 0 : run.position == .lowered ? 0.22 * size : -0.36 * size
      if run.position == .base, shift == 0 {
        text += Canvas.escaped(run.text)
        continue
      }
      let font = run.position == .base ? "" : " font-size=\"\(Canvas.number(Self.small * size))\""
      text += "<tspan dy=\"\(Canvas.number(place - shift))\"\(font)>\(Canvas.escaped(run.text))</tspan>"
      shift = place
    }
    return text
  }
}
