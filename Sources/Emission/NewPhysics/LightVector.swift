import Neutrinos
import Quantities

/// A light vector Z′ with an axial coupling to the electron, g_e ē γ^μ γ₅ e, and chiral ones to neutrinos, ν̄_i γ^μ (g_L P_L + g_R P_R) ν_j.
///
/// Exchanged beside the W and Z it adds, with c = g_e/[√2 G_F (M² − m² + imΓ)],
///
///     a_L = c g_L,  a_R = c g_R,  s_L = −(c/m²)(m_i g_L − m_j g_R),  s_R = −(c/m²)(m_i g_R − m_j g_L)
///
/// The scalar part comes from q^μq^ν/m² in the propagator. Neither axial current is conserved, and for m below some 0.3 eV it is the larger part;
/// Ge and Pasquini, Eur. Phys. J. C 82 (2022) 208, leave it out. Units eV.
public struct LightVector: Sendable, Hashable {
  public let mass: Double
  /// Γ, eV. Zero is allowed away from the pole M² = m².
  public let width: Double
  /// g_e.
  public let electron: Double
  public let left: CouplingMatrix
  public let right: CouplingMatrix
  /// Whether the propagator keeps its longitudinal part.
  public let hasLongitudinalPart: Bool

  public init(
    mass: Double, width: Double, electron: Double, left: CouplingMatrix, right: CouplingMatrix,
    hasLongitudinalPart: Bool = true
  ) {
    precondition(mass > 0 && width >= 0, "a massive particle")
    self.mass = mass
    self.width = width
    self.electron = electron
    self.left = left
    self.right = right
    self.hasLongitudinalPart = hasLongitudinalPart
  }

  /// c, the strength relative to the weak interaction.
  ///
  /// - Parameter detuning: M² − m², eV², given as it is because on a narrow pole it has more digits than M².
  public func strength(detuning: Double) -> Complex {
    electron / (2.0.squareRoot() * PhysicalConstants.fermiCoupling) * Complex(detuning, mass * width).inverse
  }

  /// The current of the ordered pair (i, j).
  public func current(_ i: Int, _ j: Int, mi: Double, mj: Double, detuning: Double) -> PairCurrent {
    let c = strength(detuning: detuning), gL = left[i, j], gR = right[i, j]
    guard hasLongitudinalPart else { return PairCurrent(left: c * gL, right: c * gR) }
    let scale = -1 / (mass * mass) * c
    return PairCurrent(
      left: c * gL, right: c * gR, scalarLeft: scale * (mi * gL - mj * gR), scalarRight: scale * (mi * gR - mj * gL))
  }

  /// The width of the decays into the three neutrinos,
  ///
  ///     Γ = Σ_ij mΔ_ij/(8π) [(|g_L|² + |g_R|²) α + 2 Re(g_L g_R*) m_i m_j/m²]
  ///
  /// at M = m, over ordered pairs: m(g_L² + g_R²)/24π for each massless Dirac neutrino. Of Majorana neutrinos g_L,ij − g_R,ji counts, with ½.
  public func neutrinoWidth(masses: MassSpectrum, nature: NeutrinoNature) -> Double {
    Self.sumOverDecays(mass: mass, masses: masses) { i, j, tensor, excess in
      let current = PairCurrent(left: left[i, j], right: right[i, j])
      let reversed = PairCurrent(left: left[j, i], right: right[j, i])
      let g = nature == .dirac ? current : current.symmetrised(with: reversed)
      let alpha = tensor.components(excess: excess, massSquared: mass * mass).alpha
      let bracket =
        (g.left.squaredModulus + g.right.squaredModulus) * alpha
        + 2 * Complex.dot(g.left, g.right) * tensor.product / (mass * mass)
      return (nature == .dirac ? 1 : 0.5) * mass * bracket / (8 * .pi)
    }
  }

  /// Σ over the nine ordered pairs that a particle of this mass decays into, each weighted with Δ_ij.
  static func sumOverDecays(
    mass: Double, masses: MassSpectrum, _ term: (Int, Int, NeutrinoTensor, Double) -> Double
  ) -> Double {
    var sum = 0.0
    for i in 1...3 {
      for j in 1...3 {
        let s = masses[i] + masses[j], excess = (mass - s) * (mass + s)
        // Also where m² underflows.
        guard excess > 0 else { continue }
        let tensor = NeutrinoTensor(masses[i], masses[j])
        sum += tensor.root(excess: excess) / (mass * mass) * term(i, j, tensor, excess)
      }
    }
    return sum
  }
}
