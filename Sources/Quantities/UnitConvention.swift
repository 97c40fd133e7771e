/// How lengths turn into energies: the value of ħc in use.
///
/// Everything the program computes uses ``codata2022``. The published RANP figures use ħc = 197 MeV fm; that value
/// lives in ``published`` alone, for reproducing them (it puts every energy taken from cm⁻¹ 0.166 % low).
public struct UnitConvention: Sendable, Hashable {
  public let name: String
  /// ħc in eV cm.
  public let hbarC: Double

  /// ħc from the exact SI constants: 1.973 269 804…e-5 eV cm.
  public static let codata2022 = UnitConvention(
    name: "CODATA 2022",
    hbarC: PhysicalConstants.reducedPlanckInElectronVoltSeconds * PhysicalConstants.speedOfLight * 100)

  /// ħc = 197 MeV fm, as in the figures of Hara and Yoshimura, arXiv:1904.03813.
  public static let published = UnitConvention(name: "published (ħc = 197 MeV fm)", hbarC: 1.97e-5)

  /// Energy of one cm⁻¹, 2πħc, in eV.
  public var electronVoltsPerWavenumber: Double { 2 * .pi * hbarC }

  /// A value in cm^power in natural units, eV^(−power).
  ///
  /// A number density (power −3) becomes eV³, a volume (power 3) eV⁻³, n³V (power −6) eV⁶.
  public func naturalUnits(_ value: Double, centimetrePower power: Int) -> Double {
    var factor = 1.0
    for _ in 0..<power.magnitude { factor *= hbarC }
    return power > 0 ? value / factor : value * factor
  }
}
