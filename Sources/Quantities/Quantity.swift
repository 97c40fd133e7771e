/// A physical quantity: a number with a fixed unit that only its named accessors reveal.
///
/// Quantities appear at the boundaries of modules; kernels work on bare `Double` and say their units.
public protocol Quantity: Comparable, Hashable, Sendable {
  /// The value in the type's own base unit, which each conforming type states.
  var baseValue: Double { get }
  init(baseValue: Double)
}

extension Quantity {
  public static var zero: Self { Self(baseValue: 0) }
  public static func < (a: Self, b: Self) -> Bool { a.baseValue < b.baseValue }
  public static func + (a: Self, b: Self) -> Self { Self(baseValue: a.baseValue + b.baseValue) }
  public static func - (a: Self, b: Self) -> Self { Self(baseValue: a.baseValue - b.baseValue) }
  public static prefix func - (a: Self) -> Self { Self(baseValue: -a.baseValue) }
  public static func * (factor: Double, a: Self) -> Self { Self(baseValue: factor * a.baseValue) }
  public static func / (a: Self, divisor: Double) -> Self { Self(baseValue: a.baseValue / divisor) }
  /// The dimensionless ratio of two like quantities.
  public static func / (a: Self, b: Self) -> Double { a.baseValue / b.baseValue }
}
