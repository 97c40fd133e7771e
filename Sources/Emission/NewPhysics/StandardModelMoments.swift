import Foundation
import Quantities

/// What the standard model itself gives the neutrinos, for comparison with what a search could see.
public enum StandardModelMoments {
  /// The W's mass, 80.3692(133) GeV, and the τ's, 1776.93(9) MeV, in eV: S. Navas et al. (Particle Data Group), Phys. Rev. D 110 (2024) 030001.
  public static let massOfW = 80.3692e9
  public static let massOfTau = 1776.93e6
  /// 105.658 3755(23) MeV: CODATA 2022.
  public static let massOfMuon = 105.658_3755e6

  public enum Lepton: String, Sendable, Hashable, CaseIterable {
    case electron = "e"
    case muon = "mu"
    case tau

    /// eV.
    public var mass: Double {
      switch self {
      case .electron: PhysicalConstants.electronRestEnergy
      case .muon: massOfMuon
      case .tau: massOfTau
      }
    }
  }

  /// The diagonal magnetic moment of a Dirac neutrino, 3eG_F m/(8√2π²), in Bohr magnetons: 3.2·10⁻¹⁹ for each eV.
  ///
  /// K. Fujikawa and R. Shrock, Phys. Rev. Lett. 45 (1980) 963. Diagonal electric moments vanish without CP violation; transition moments are smaller by
  /// some (m_τ/m_W)²/4 times mixing.
  public static func magneticMoment(mass: Double) -> Double {
    // e over the magneton e/2m_e.
    3 * PhysicalConstants.fermiCoupling * mass * 2 * PhysicalConstants.electronRestEnergy
      / (8 * 2.0.squareRoot() * .pi * .pi)
  }

  /// The charge radius of ν_ℓ,
  ///
  ///     ⟨r²⟩ = G_F/(4√2π²) [3 − 2 ln(m_ℓ²/m_W²)],
  ///
  /// cm²: 4.1·10⁻³³ for ν_e. J. Bernabéu et al., Phys. Rev. D 62 (2000) 113012, with f_Q = q²⟨r²⟩/6; another convention in use is twice that with the
  /// other sign.
  public static func chargeRadius(_ lepton: Lepton) -> Double {
    let ratio = lepton.mass / massOfW, hc = UnitConvention.codata2022.hbarC
    return PhysicalConstants.fermiCoupling / (4 * 2.0.squareRoot() * .pi * .pi) * (3 - 4 * log(ratio)) * hc * hc
  }

  /// |a| = ⟨r²⟩/6 of a left-handed neutrino with f_A = ea, cm².
  public static func anapole(_ lepton: Lepton) -> Double { chargeRadius(lepton) / 6 }

  /// The lifetime of ν_i → ν_j γ, s, with the τ alone in the loop:
  ///
  ///     Γ = (α/2) [3G_F/(32π²)]² (m_τ/m_W)⁴ |U*_τi U_τj|² m⁵
  ///
  /// for m_j ≪ m_i = m, eV. P. B. Pal and L. Wolfenstein, Phys. Rev. D 25 (1982) 766.
  public static func radiativeLifetime(mass: Double, mixing: Double) -> Double {
    let loop = 3 * PhysicalConstants.fermiCoupling / (32 * .pi * .pi), ratio = massOfTau / massOfW
    let width =
      PhysicalConstants.fineStructure / 2 * loop * loop * ratio * ratio * ratio * ratio * mixing * mixing * pow(mass, 5)
    return 1 / Energy(electronVolts: width).angularFrequencyPerSecond
  }
}
