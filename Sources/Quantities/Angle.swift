/// A plane angle; base unit radian.
public struct Angle: Quantity {
  public let baseValue: Double
  public init(baseValue: Double) { self.baseValue = baseValue }

  public init(radians: Double) { baseValue = radians }
  public init(degrees: Double) { baseValue = degrees * .pi / 180 }

  public var radians: Double { baseValue }
  public var degrees: Double { baseValue * 180 / .pi }
}
