import Foundation

/// How an algorithm sees a variable: every range becomes the interval from 0 to 1, by a map that spreads what matters.
public enum Coordinate: Sendable, Hashable {
  case linear
  /// For positive ranges over decades.
  case logarithmic
  /// x = c + w sinh t, uniform in t: the line of width w at c fills as much of the interval as its far wings.
  case resonance(centre: Double, width: Double)

  /// Where a range's ends lie on the axis that is even in u: a variable computes it once.
  struct Ends: Sendable, Hashable {
    let low: Double
    let high: Double
  }

  func ends(of range: ClosedRange<Double>) -> Ends {
    let a = range.lowerBound, b = range.upperBound
    return switch self {
    case .linear: Ends(low: a, high: b)
    case .logarithmic: Ends(low: log(a), high: log(b))
    case .resonance(let c, let w): Ends(low: angle(a, c, w), high: angle(b, c, w))
    }
  }

  /// The value at u from 0 to 1. The ends are exact.
  func value(_ u: Double, in range: ClosedRange<Double>) -> Double { value(u, in: range, ends(of: range)) }

  func value(_ u: Double, in range: ClosedRange<Double>, _ ends: Ends) -> Double {
    let a = range.lowerBound, b = range.upperBound
    if u <= 0 { return a }
    if u >= 1 { return b }
    let x =
      switch self {
      case .linear: a + u * (b - a)
      case .logarithmic: exp(ends.low + u * (ends.high - ends.low))
      case .resonance(let c, let w): c + w * sinh(ends.low + u * (ends.high - ends.low))
      }
    return min(max(x, a), b)
  }

  /// Where in 0…1 a value lies.
  func unit(_ x: Double, in range: ClosedRange<Double>) -> Double {
    let a = range.lowerBound, b = range.upperBound
    guard b > a else { return 0 }
    let u =
      switch self {
      case .linear: (x - a) / (b - a)
      case .logarithmic: log(x / a) / log(b / a)
      case .resonance(let c, let w): (angle(x, c, w) - angle(a, c, w)) / (angle(b, c, w) - angle(a, c, w))
      }
    return min(max(u, 0), 1)
  }

  /// dx/du.
  func slope(_ u: Double, in range: ClosedRange<Double>) -> Double {
    let a = range.lowerBound, b = range.upperBound
    switch self {
    case .linear: return b - a
    case .logarithmic: return value(u, in: range) * log(b / a)
    case .resonance(let c, let w):
      let span = angle(b, c, w) - angle(a, c, w)
      return w * cosh(angle(a, c, w) + u * span) * span
    }
  }

  private func angle(_ x: Double, _ c: Double, _ w: Double) -> Double { asinh((x - c) / w) }
}
