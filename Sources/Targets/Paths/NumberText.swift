import Foundation

/// A number in at most three significant digits: 85, 0.342, 6.5e4.
func short(_ value: Double) -> String {
  if value == 0 { return "0" }
  let magnitude = abs(value)
  if magnitude >= 0.01, magnitude < 1e4 { return trimmed(String(format: "%.3g", value)) }
  return trimmed(String(format: "%.2e", value))
}

/// A number with a fixed count of decimals.
func fixed(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

/// 6.50e+04 as 6.5e4.
private func trimmed(_ text: String) -> String {
  guard let e = text.firstIndex(of: "e") else { return text }
  var mantissa = text[..<e]
  if mantissa.contains(".") {
    while mantissa.last == "0" { mantissa.removeLast() }
    if mantissa.last == "." { mantissa.removeLast() }
  }
  return mantissa + "e" + String(Int(text[text.index(after: e)...]) ?? 0)
}
