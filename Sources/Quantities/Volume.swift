/// A volume; base unit cm³.
public struct Volume: Quantity {
  public let baseValue: Double
  public init(baseValue: Double) { self.baseValue = baseValue }

  public init(cubicCentimetres: Double) { baseValue = cubicCentimetres }

  public var cubicCentimetres: Double { baseValue }
  /// V/(ħc)³ in eV⁻³.
  public func naturalUnits(convention: UnitConvention = .codata2022) -> Double {
    convention.naturalUnits(baseValue, centimetrePower: 3)
  }
}
