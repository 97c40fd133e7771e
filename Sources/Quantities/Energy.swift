/// An energy; base unit eV.
public struct Energy: Quantity {
  public let baseValue: Double
  public init(baseValue: Double) { self.baseValue = baseValue }

  public init(electronVolts: Double) { baseValue = electronVolts }
  public init(milliElectronVolts: Double) { baseValue = milliElectronVolts / 1000 }

  /// The photon of this wavenumber, or the level at this term value: E = 2πħc ν̃.
  public init(wavenumberPerCentimetre value: Double, convention: UnitConvention = .codata2022) {
    baseValue = value * convention.electronVoltsPerWavenumber
  }

  /// A photon of cyclic frequency ν: E = hν. A laser linewidth quoted in Hz is of this kind.
  public init(cyclicFrequencyInHertz value: Double) {
    baseValue = value * PhysicalConstants.planckInElectronVoltSeconds
  }

  /// A photon of angular frequency ω: E = ħω. A-coefficients and widths γ in s⁻¹ are of this kind.
  public init(angularFrequencyPerSecond value: Double) {
    baseValue = value * PhysicalConstants.reducedPlanckInElectronVoltSeconds
  }

  public var electronVolts: Double { baseValue }
  public var milliElectronVolts: Double { baseValue * 1000 }
  public var cyclicFrequencyInHertz: Double { baseValue / PhysicalConstants.planckInElectronVoltSeconds }
  public var angularFrequencyPerSecond: Double { baseValue / PhysicalConstants.reducedPlanckInElectronVoltSeconds }
  public func wavenumberPerCentimetre(convention: UnitConvention = .codata2022) -> Double {
    baseValue / convention.electronVoltsPerWavenumber
  }

  /// The wavelength of a photon of this energy; infinite at zero energy.
  public var wavelength: Wavelength { Wavelength(vacuumNanometres: 1e7 / wavenumberPerCentimetre()) }
}
