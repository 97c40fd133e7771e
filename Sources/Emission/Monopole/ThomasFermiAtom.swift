import Foundation
import Quantities

/// A neutral atom in the Thomas–Fermi model, and the Coulomb integrals that Yoshimura and Sasao, arXiv:1310.6472, take from it.
///
/// In natural units (ħ = c = 1) radii are in eV⁻¹ and densities in eV³.
public struct ThomasFermiAtom: Sendable, Hashable {
  /// Z.
  public let protons: Int

  public init(protons: Int) {
    precondition(protons > 0, "a nucleus has a proton")
    self.protons = protons
  }

  private var z: Double { Double(protons) }

  /// b in units of the Bohr radius: r = bx with
  ///
  ///     b = (3π)^{2/3} 2^{−7/3} Z^{−1/3} a_B = 0.885 341… Z^{−1/3} a_B        (eq. (27))
  public var lengthInBohrRadii: Double { Self.lengthUnit / cbrt(z) }

  /// b in eV⁻¹.
  public var length: Double {
    lengthInBohrRadii / (PhysicalConstants.fineStructure * PhysicalConstants.electronRestEnergy)
  }

  /// The density of electrons at the radius r (eV⁻¹), eV³:
  ///
  ///     n_e = 32/(9π³) Z² (α m_e)³ (χ/x)^{3/2},   x = r/b        (eq. (29))
  ///
  /// Its integral over all space is Z.
  public func electronDensity(at radius: Double) -> Double {
    precondition(radius > 0, "the density has no value at the nucleus")
    let x = radius / length, ratio = ThomasFermiFunction.value(at: x) / x
    let momentum = PhysicalConstants.fineStructure * PhysicalConstants.electronRestEnergy
    return 32 / (9 * .pi * .pi * .pi) * z * z * momentum * momentum * momentum * ratio * ratio.squareRoot()
  }

  /// Zα/b, the unit of the Coulomb integrals: 30.735… eV · Z^{4/3}, the prefactor of eqs. (31) and (35).
  public var coulombUnit: Energy { Energy(electronVolts: z * PhysicalConstants.fineStructure / length) }

  /// J_N = ⟨Zα/r⟩ over all electrons, divided by Z electrons and multiplied by Z:
  ///
  ///     J_N = (Zα/b) 𝒥_N,   𝒥_N = ∫ χ^{3/2} x^{−1/2} dx = ∫ χ″ dx = −χ′(0)        (eq. (15))
  ///
  /// 48.810 eV · Z^{4/3}; eq. (35) prints the prefactor alone, 31 eV · Z^{4/3}. The paper takes this mean over the atom, to which the 1s electrons
  /// contribute most, for an element between valence states (``ValenceField`` tells how far that is off).
  public var nuclearIntegral: Energy { -ThomasFermiFunction.initialSlope * coulombUnit }

  /// J_C, the mean Coulomb energy between a valence electron and all the others:
  ///
  ///     J_C = (Zα/b) 𝒥,   𝒥 = ∫dx₁ x₁^{−1/2} χ₁^{3/2} ∫dx₂ x₂^{1/2} χ₂^{3/2}
  ///
  /// `published`: x₂ < x₁ alone, as eq. (32) has it, 𝒥 = ½∫χ′² dx = −χ′(0)/7. `corrected`: both orders, which the definition, eq. (30), asks for,
  /// twice that; Z/2 times it is then the electrons' repulsion of the model, a third of its energy in magnitude.
  public func coreIntegral(_ conventions: Conventions) -> Energy {
    (conventions == .published ? 1 : 2) * nuclearIntegral / 7
  }

  /// (3π)^{2/3} 2^{−7/3}.
  private static let lengthUnit = cbrt(9 * Double.pi * .pi) / (4 * cbrt(2.0))
}
