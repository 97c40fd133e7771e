import Documents
import Foundation
import Targets

/// Numbers as papers print them.
extension NumberText {
  /// `3.10×10⁻⁷`, `0.637695`, `2.90×10⁴`: so many significant digits, powers of ten only where they say more.
  static func report(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return "—" }
    if value == 0 { return "0" }
    let magnitude = abs(value)
    let rounded = String(format: "%.\(max(digits - 1, 0))e", value).split(separator: "e")
    let exponent = Int(rounded[1]) ?? 0
    // One digit more than asked for is written out, as in 4343; more would pass for known.
    if magnitude >= 1e-3, magnitude < 1e5, exponent <= digits {
      return signed(fixed(value, max(0, digits - 1 - exponent)))
    }
    return signed(String(rounded[0])) + powerOfTen(exponent)
  }

  /// A parameter as its author wrote it, or ten digits of one that a search found.
  static func parameter(_ value: Double) -> String {
    let text = exact(value)
    return text.count { $0.isNumber } <= 11 && !text.contains("e") ? signed(text) : report(value, digits: 10)
  }

  /// With its unit.
  static func report(_ value: Double?, _ unit: String, digits: Int = 4) -> String {
    guard let value, value.isFinite else { return "unknown" }
    return report(value, digits: digits) + (unit.isEmpty ? "" : " " + unit)
  }

  /// The value with its standard deviation in units of the last digits: `1.234(5)`, `2.08(21)×10⁻²³`.
  static func uncertain(_ value: Double, _ sigma: Double) -> String {
    guard value.isFinite, sigma.isFinite, sigma > 0 else { return report(value, digits: 6) }
    // Two digits of the deviation where the first is 1 or 2.
    let first = Int(floor(log10(sigma)))
    let leading = sigma / pow(10, Double(first))
    var last = leading < 2.95 ? first - 1 : first
    if (sigma / pow(10, Double(last))).rounded() >= 100 { last += 1 }
    let magnitude = max(abs(value), sigma), top = Int(floor(log10(magnitude)))
    // Whole numbers of ordinary size are written out: 477(45).
    if last > 0, top < 5 { last = 0 }
    let exponent = top >= -3 && top < 5 && last <= 0 ? 0 : top
    let unit = pow(10, Double(exponent)), decimals = max(0, exponent - last)
    let bracket = Int((sigma / pow(10, Double(last))).rounded())
    let scale = last > exponent ? Int(pow(10, Double(last - exponent))) : 1
    return signed(fixed(value / unit, decimals)) + "(\(bracket * scale))" + (exponent == 0 ? "" : powerOfTen(exponent))
  }

  /// A fixed count of decimals, zero without a sign.
  static func decimal(_ value: Double, _ decimals: Int) -> String {
    let text = fixed(value, decimals)
    return text.contains(where: { "123456789".contains($0) }) ? signed(text) : text.replacing("-", with: "")
  }

  /// The minus of typography.
  static func signed(_ text: String) -> String { text.hasPrefix("-") ? "−" + text.dropFirst() : text }

  static func powerOfTen(_ exponent: Int) -> String {
    let digits: [Character: Character] = [
      "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "-": "⁻",
    ]
    return exponent == 0 ? "" : "×10" + String("\(exponent)".map { digits[$0] ?? $0 })
  }
}

extension Datum {
  /// The number with its uncertainty, as papers print it.
  var reportText: String {
    if let uncertainty, uncertainty > 0 { return NumberText.uncertain(value, uncertainty) }
    return NumberText.signed(
      abs(value) >= 1e-3 && abs(value) < 1e6 ? NumberText.exact(value) : NumberText.report(value))
  }
}

extension SpreadFigure {
  /// The figure with what the data's uncertainties make of it.
  func reportText(_ unit: String) -> String {
    let unit = unit.isEmpty ? "" : " " + unit
    if value == 0 { return "0\(unit)" }
    if isOrderOfMagnitude, logSigma < 1 { return "about \(NumberText.report(value, digits: 1))\(unit)" }
    if logSigma == 0 {
      return NumberText.report(value) + (isComplete ? "" : "‡") + unit
    }
    let partial = isComplete ? "" : "†"
    if logSigma < 0.3 { return NumberText.uncertain(value, logSigma * value) + partial + unit }
    return
      "\(NumberText.report(value, digits: 2))\(partial)\(unit) (\(NumberText.report(low, digits: 2)) to \(NumberText.report(high, digits: 2)))"
  }

  /// What the signs after figures mean.
  static let daggers =
    "Brackets hold one standard deviation in the last digits, or the 68 % range, from the stated uncertainties of the data. † Some inputs state none: the spread is at least this. ‡ None of the inputs states one."
}
