/// Particles per volume; base unit cm⁻³.
public struct NumberDensity: Quantity {
  public let baseValue: Double
  public init(baseValue: Double) { self.baseValue = baseValue }

  public init(perCubicCentimetre: Double) { baseValue = perCubicCentimetre }

  public var perCubicCentimetre: Double { baseValue }
  /// n(ħc)³ in eV³.
  public func naturalUnits(convention: UnitConvention = .codata2022) -> Double {
    convention.naturalUnits(baseValue, centimetrePower: -3)
  }
}
