/// The colours of figures: those of Okabe and Ito, which colour-blind readers tell apart, each with a dash of its own for print without colour; lighter
/// ones on dark paper.
public enum Palette {
  /// How a line is drawn.
  public enum Stroke: Int, Sendable, Hashable, CaseIterable {
    case blue, vermillion, green, purple, orange, ink

    /// The attributes of an element so drawn.
    public var style: String { "class=\"l s\(rawValue)\"\(dash)" }
    var dash: String {
      switch self {
      case .blue, .ink: ""
      case .vermillion: " stroke-dasharray=\"5 2\""
      case .green: " stroke-dasharray=\"1.8 1.6\""
      case .purple: " stroke-dasharray=\"7 1.8 1.4 1.8\""
      case .orange: " stroke-dasharray=\"3.2 1.4\""
      }
    }
  }

  /// How an area is filled.
  public enum Fill: String, Sendable, Hashable {
    /// Hatched, for what is forbidden.
    case hatched
    case grey, blue, orange, purple, green

    var style: String { svgStyle }
    /// The attributes of an element so filled.
    public var svgStyle: String { "class=\"a \(rawValue)\"" }
  }

  static let light = ["#0072B2", "#D55E00", "#009E73", "#B0558A", "#B87A00", "#1a1a1a"]
  static let dark = ["#56B4E9", "#F58A4B", "#2FC49A", "#E29BC4", "#F0B429", "#e8e8e8"]

  static let sheet: String = {
    func rules(_ colours: [String]) -> String {
      colours.enumerated().map { ".nf .s\($0.offset){stroke:\($0.element)}.nf .f\($0.offset){fill:\($0.element)}" }
        .joined()
    }
    return """

      .nf{color:#1a1a1a;font-family:Helvetica,Arial,"DejaVu Sans",sans-serif;font-size:9px}
      .nf text{fill:currentColor}
      .nf .paper{fill:#fff}
      .nf .l{fill:none;stroke-width:1.3;stroke-linejoin:round}
      .nf .frame{fill:none;stroke:currentColor;stroke-width:.7}
      .nf .tick{stroke:currentColor;stroke-width:.6}
      .nf .grid{stroke:currentColor;stroke-width:.3;stroke-opacity:.25}
      .nf .lead{fill:none;stroke:currentColor;stroke-width:.4;stroke-opacity:.7}
      .nf .level{stroke:currentColor;stroke-width:1.6}
      .nf .a{stroke:none;fill-opacity:.22}
      .nf .grey{fill:currentColor;fill-opacity:.1}
      .nf .blue{fill:#0072B2}.nf .orange{fill:#E69F00}.nf .purple{fill:#CC79A7;fill-opacity:.4}.nf .green{fill:#009E73}
      .nf .hatch{stroke:currentColor;stroke-width:.5;stroke-opacity:.5}
      \(rules(light))
      @media (prefers-color-scheme:dark){.nf{color:#e8e8e8}.nf .paper{fill:#0d1117}\(rules(dark))}

      """
  }()
}
