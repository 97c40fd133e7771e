import Emission
import Foundation
import Quantities

/// A number of the literature that needs no design, by the name that a claims file gives it.
public enum ReferenceFigure: String, Sendable, Hashable, CaseIterable {
  /// G_F²E⁵/ħ at E = 1 eV.
  case fermiRate = "fermi_rate_at_1_eV_per_s"
  /// (4/11)^⅓ · 2.7255 K, of the neutrinos left from the Big Bang (D. J. Fixsen, Astrophys. J. 707 (2009) 916).
  case relicTemperature = "relic_neutrino_temperature_K"
  /// m_W.
  case massOfW = "w_mass_GeV"
  /// m_W²/q² at q² = 1 eV²: how much a massless mediator gains over the W.
  case propagatorRatio = "w_mass_squared_per_eV2"
  /// τ of ν → νγ at m = 1 eV and |U*_τi U_τj| = 1.
  case radiativeLifetime = "radiative_lifetime_at_1_eV_s"
  /// α = 1/(m_e a_B).
  case fineStructure = "fine_structure"
  /// (m_e a_B)² = α⁻², what an electric dipole ea_B gains over a magnetic one, in rate.
  case dipoleGain = "electric_over_magnetic_dipole_squared"

  public var value: Double {
    switch self {
    case .fermiRate:
      let fermi = PhysicalConstants.fermiCoupling
      return Energy(electronVolts: fermi * fermi).angularFrequencyPerSecond
    case .relicTemperature: return cbrt(4.0 / 11) * 2.7255
    case .massOfW: return StandardModelMoments.massOfW / 1e9
    case .propagatorRatio: return StandardModelMoments.massOfW * StandardModelMoments.massOfW
    case .radiativeLifetime: return StandardModelMoments.radiativeLifetime(mass: 1, mixing: 1)
    case .fineStructure: return PhysicalConstants.fineStructure
    case .dipoleGain: return 1 / (PhysicalConstants.fineStructure * PhysicalConstants.fineStructure)
    }
  }
}
