/// Numbers between two ends, with arithmetic that keeps the truth inside whatever the rounding.
///
/// Each end is moved outwards by one step after an operation that may have rounded it: round-to-nearest is off by half a step at most.
public struct Interval: Sendable, Hashable {
  public let lower: Double
  public let upper: Double

  /// One number, exactly.
  public init(_ value: Double) {
    lower = value
    upper = value
  }

  /// - Precondition: ends in order.
  public init(_ lower: Double, _ upper: Double) {
    precondition(lower <= upper, "an interval has its ends in order")
    self.lower = lower
    self.upper = upper
  }

  /// value ± error, rounded outwards.
  public init(_ value: Double, plusMinus error: Double) {
    self.init((value - error).nextDown, (value + error).nextUp)
  }

  private init(outward lower: Double, _ upper: Double) { self.init(lower.nextDown, upper.nextUp) }

  public static func + (a: Interval, b: Interval) -> Interval {
    Interval(outward: a.lower + b.lower, a.upper + b.upper)
  }
  public static func - (a: Interval, b: Interval) -> Interval {
    Interval(outward: a.lower - b.upper, a.upper - b.lower)
  }
  public static prefix func - (a: Interval) -> Interval { Interval(-a.upper, -a.lower) }

  public static func * (a: Interval, b: Interval) -> Interval {
    let products = [a.lower * b.lower, a.lower * b.upper, a.upper * b.lower, a.upper * b.upper]
    return Interval(outward: products.reduce(.infinity) { min($0, $1) }, products.reduce(-.infinity) { max($0, $1) })
  }

  /// - Precondition: the divisor does not hold zero.
  public static func / (a: Interval, b: Interval) -> Interval {
    precondition(b.lower > 0 || b.upper < 0, "a divisor must not hold zero")
    let quotients = [a.lower / b.lower, a.lower / b.upper, a.upper / b.lower, a.upper / b.upper]
    return Interval(outward: quotients.reduce(.infinity) { min($0, $1) }, quotients.reduce(-.infinity) { max($0, $1) })
  }

  /// |x|, without rounding.
  public var magnitude: Interval {
    lower >= 0 ? self : upper <= 0 ? -self : Interval(0, max(-lower, upper))
  }

  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}
