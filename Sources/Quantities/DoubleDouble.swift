/// A number as the unevaluated sum of two doubles, some 31 digits: for differences whose leading digits cancel.
///
/// Sums by Knuth's two-sum, products by a fused multiply-add; the error of each operation is below 1e-31 of its larger operand (T. J. Dekker,
/// Numer. Math. 18 (1971) 224).
public struct DoubleDouble: Sendable, Hashable {
  private let high: Double
  private let low: Double

  private init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// An exact double.
  public init(_ value: Double) { self.init(high: value, low: 0) }

  /// Rounded to one double.
  public var value: Double { high + low }

  public static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
    let sum = a.high + b.high, part = sum - a.high
    let rest = (a.high - (sum - part)) + (b.high - part) + (a.low + b.low)
    let high = sum + rest
    return DoubleDouble(high: high, low: rest - (high - sum))
  }

  public static prefix func - (a: DoubleDouble) -> DoubleDouble { DoubleDouble(high: -a.high, low: -a.low) }
  public static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + -b }

  public static func * (factor: Double, a: DoubleDouble) -> DoubleDouble {
    let product = factor * a.high
    let rest = (-product).addingProduct(factor, a.high) + factor * a.low
    let high = product + rest
    return DoubleDouble(high: high, low: rest - (high - product))
  }
}
