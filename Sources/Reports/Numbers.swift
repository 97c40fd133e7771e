import Foundation
import Targets

/// Numbers as people read them.
enum Numbers {
  /// Three significant digits: 85, 0.342, 6.53e4; a dash for none.
  static func short(_ value: Double?) -> String {
    guard let value else { return "–" }
    if value == 0 { return "0" }
    let magnitude = abs(value)
    return magnitude >= 0.01 && magnitude < 1e4 && !(magnitude >= 1000 && value.rounded() != value)
      ? plain(value) : scientific(value)
  }

  /// d.dd·10^n as d.dden.
  static func scientific(_ value: Double, digits: Int = 2) -> String {
    let parts = String(format: "%.\(digits)e", value).split(separator: "e")
    return "\(parts[0])e\(Int(parts[1]) ?? 0)"
  }

  static func fixed(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

  /// A number as it stands in the file: shortest form that reads back to the same double.
  static func exact(_ value: Double) -> String {
    Int(exactly: value).map { abs($0) < 1_000_000_000 ? "\($0)" : "\(value)" } ?? "\(value)"
  }

  private static func plain(_ value: Double) -> String {
    if value.rounded() == value { return "\(Int(value))" }
    return String(format: "%.3g", value)
  }
}

extension Datum {
  /// Value, uncertainty and status letter: `211 ± 630 C`.
  var text: String {
    var text = Numbers.exact(value)
    if let uncertainty, uncertainty > 0 { text += " ± \(Numbers.exact(uncertainty))" }
    return text + (status.mark.map { " \($0)" } ?? "")
  }
}

/// The legend of the status letters.
enum Legend {
  static let statusLetters =
    "marks: S stated in a paper, D derived, C computed by a model, R remembered, E estimated, none = cited; ~ stands in for a better number"
}
