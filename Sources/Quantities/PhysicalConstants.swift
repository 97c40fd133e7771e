/// The CODATA 2022 constants the program uses, in the SI or in eV as each name says.
///
/// E. Tiesinga et al., "CODATA recommended values of the fundamental physical constants: 2022" (NIST, 2024).
/// The first group is exact by the definition of the SI units; ratios of exact numbers are computed, not typed.
public enum PhysicalConstants {
  // MARK: Exact

  /// Speed of light in vacuum, m/s.
  public static let speedOfLight = 299_792_458.0
  /// Planck constant h, J s.
  public static let planck = 6.626_070_15e-34
  /// Elementary charge, C; also one electronvolt in joule.
  public static let elementaryCharge = 1.602_176_634e-19
  /// Boltzmann constant, J/K.
  public static let boltzmann = 1.380_649e-23
  /// Planck constant h, eV s: the energy of one hertz of *cyclic* frequency.
  public static let planckInElectronVoltSeconds = planck / elementaryCharge
  /// Reduced Planck constant ħ, eV s: the energy of one radian per second of *angular* frequency.
  public static let reducedPlanckInElectronVoltSeconds = planckInElectronVoltSeconds / (2 * .pi)
  /// Boltzmann constant, eV/K.
  public static let boltzmannInElectronVoltsPerKelvin = boltzmann / elementaryCharge

  // MARK: Measured

  /// Fine-structure constant, 7.297 352 5643(11)e-3.
  public static let fineStructure = 7.297_352_5643e-3
  /// Electron rest energy, 510 998.950 69(16) eV.
  public static let electronRestEnergy = 510_998.950_69
  /// Bohr magneton, 5.788 381 7982(18)e-5 eV/T.
  public static let bohrMagnetonInElectronVoltsPerTesla = 5.788_381_7982e-5
  /// Bohr radius, 5.291 772 105 44(82)e-11 m.
  public static let bohrRadius = 5.291_772_105_44e-11
  /// Rydberg constant, 10 973 731.568 157(12) per metre, here per cm.
  public static let rydbergPerCentimetre = 109_737.315_681_57
  /// Fermi coupling G_F/(ħc)³, 1.166 3787(6)e-5 GeV⁻², here in eV⁻².
  public static let fermiCoupling = 1.166_3787e-23
}
