/// A wavelength of light, held as its vacuum value; base unit nm in vacuum.
public struct Wavelength: Quantity {
  public let baseValue: Double
  public init(baseValue: Double) { self.baseValue = baseValue }

  public init(vacuumNanometres: Double) { baseValue = vacuumNanometres }

  /// The wave whose length in standard air is this.
  ///
  /// Solves λ_vac = n(λ_vac) λ_air by fixed-point iteration, which contracts by about 1e-5 a step; three steps reach
  /// the last bit.
  public init(airNanometres: Double) {
    var vacuum = airNanometres
    for _ in 0..<4 { vacuum = airNanometres * AirIndex.index(vacuumNanometres: vacuum) }
    baseValue = vacuum
  }

  public var vacuumNanometres: Double { baseValue }
  public var vacuumMicrometres: Double { baseValue / 1000 }
  public var airNanometres: Double { baseValue / AirIndex.index(vacuumNanometres: baseValue) }
  public var wavenumberPerCentimetre: Double { 1e7 / baseValue }
  public var energy: Energy { Energy(wavenumberPerCentimetre: wavenumberPerCentimetre) }
}
