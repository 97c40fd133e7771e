import Documents
import Foundation

/// Where an axis is marked, and with what.
struct Ticks: Sendable {
  struct Tick: Sendable {
    let value: Double
    /// `nil` for a small mark.
    let label: Label?
  }

  var ticks: [Tick]
  /// The power of ten taken out of all labels.
  var exponent = 0

  // MARK: Linear

  /// Multiples of 1, 2 or 5 times a power of ten, at most `most` of them; more where one alone would show no scale.
  init(linear range: ClosedRange<Double>, most: Int) {
    let span = range.upperBound - range.lowerBound
    let raw = span / Double(max(most, 2))
    let decade = pow(10, floor(log10(raw)))
    let steps = [0.1, 0.2, 0.5, 1, 2, 5, 10].map { $0 * decade }
    let fitting = steps.firstIndex { $0 >= raw * (1 - 1e-9) } ?? steps.count - 1
    self.init(from: range, step: steps[fitting])
    for step in steps[..<fitting].reversed() where ticks.count < 2 { self.init(from: range, step: step) }
  }

  /// Multiples of a step.
  init(from range: ClosedRange<Double>, step: Double) {
    let first = Int((range.lowerBound / step - 1e-6).rounded(.up)),
      last = Int((range.upperBound / step + 1e-6).rounded(.down))
    guard first <= last else {
      ticks = []
      return
    }
    let largest = max(abs(range.lowerBound), abs(range.upperBound))
    let power = Int(floor(log10(largest) + 1e-9))
    let exponent = power >= 4 || power <= -3 ? power : 0
    let unit = pow(10, Double(exponent))
    let decimals = max(0, -Int(floor(log10(step / unit) + 1e-9)))
    ticks = (first...last).map { k in
      let value = Double(k) * step
      var text = NumberText.fixed(k == 0 ? 0 : value / unit, decimals)
      if text.hasPrefix("-") { text = "−" + text.dropFirst() }
      return Tick(value: value, label: Label(text))
    }
    self.exponent = exponent
  }

  // MARK: Logarithmic

  /// Decades, with 2 and 5 between where there are few; small marks at the other whole multiples where there are not too many decades.
  init(logarithmic range: ClosedRange<Double>, most: Int) {
    let low = log10(range.lowerBound), high = log10(range.upperBound), decades = high - low
    let first = Int((low - 1e-9).rounded(.up)), last = Int((high + 1e-9).rounded(.down))
    let stride = max(1, Int((decades / Double(max(most, 2))).rounded(.up)))
    let multiples: [Double] = decades < 1.2 ? [1, 2, 5] : decades < 2 ? [1, 3] : [1]
    var ticks: [Tick] = []
    for power in (Int(low.rounded(.down)) - 1)...(Int(high.rounded(.up)) + 1) {
      for multiple in 1...9 {
        let value = Double(multiple) * pow(10, Double(power))
        guard value >= range.lowerBound * (1 - 1e-9), value <= range.upperBound * (1 + 1e-9) else { continue }
        let isLabelled = multiples.contains(Double(multiple)) && (power - first).isMultiple(of: stride)
        if isLabelled {
          ticks.append(Tick(value: value, label: Self.label(multiple, power)))
        } else if decades < 5, stride == 1 || multiple == 1 {
          ticks.append(Tick(value: value, label: nil))
        } else if multiple == 1, first <= last {
          ticks.append(Tick(value: value, label: nil))
        }
      }
    }
    self.ticks = ticks
  }

  private static func label(_ multiple: Int, _ power: Int) -> Label {
    if (-2...3).contains(power) {
      let value = Double(multiple) * pow(10, Double(power))
      return Label(power >= 0 ? "\(Int(value.rounded()))" : NumberText.fixed(value, -power))
    }
    let exponent = power < 0 ? "−\(-power)" : "\(power)"
    return Label(multiple == 1 ? "10^{\(exponent)}" : "\(multiple)·10^{\(exponent)}")
  }
}
