/// The refractive index of standard air: dry, 15 °C, 101 325 Pa, 450 ppm CO₂.
///
///     (n − 1) = 0.05792105/(238.0185 − σ²) + 0.00167917/(57.362 − σ²),   σ = 1/λ_vac in µm⁻¹
///
/// P. E. Ciddor, Appl. Opt. 35 (1996) 1566, doi:10.1364/AO.35.001566, eq. (1). The older formula of Edlén,
/// Metrologia 2 (1966) 71, differs by less than 1e-8 in n − 1 between 300 nm and 1.7 µm; tests hold the two together.
public enum AirIndex {
  /// Vacuum wavelengths, in nm, over which the formula was fitted. Outside it is a smooth extrapolation.
  public static let fittedRange = 230.0...1690.0

  /// The index at a vacuum wavelength in nm.
  public static func index(vacuumNanometres: Double) -> Double {
    let sigma = 1000 / vacuumNanometres, sigma2 = sigma * sigma
    return 1 + 0.057_921_05 / (238.0185 - sigma2) + 0.001_679_17 / (57.362 - sigma2)
  }
}
