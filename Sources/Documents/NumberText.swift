import Foundation

/// Numbers as people read them.
public enum NumberText {
  /// Three significant digits: 85, 0.342, 6.53e4; whole numbers up to 9999 as they are.
  public static func short(_ value: Double) -> String {
    let magnitude = abs(value)
    if value == 0 { return "0" }
    if value.rounded() == value, magnitude < 1e4 { return "\(Int(value))" }
    return magnitude >= 0.01 && magnitude < 999.5 ? String(format: "%.3g", value) : scientific(value)
  }

  /// d.dd·10ⁿ as d.dden.
  public static func scientific(_ value: Double, digits: Int = 2) -> String {
    guard value.isFinite else { return "\(value)" }
    let parts = String(format: "%.\(digits)e", value).split(separator: "e")
    return "\(parts[0])e\(Int(parts[1]) ?? 0)"
  }

  /// A fixed count of decimals.
  public static func fixed(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

  /// The shortest text that reads back to the same double.
  public static func exact(_ value: Double) -> String {
    if let whole = Int(exactly: value), abs(whole) < 1_000_000_000 { return "\(whole)" }
    return "\(value)"
  }
}
