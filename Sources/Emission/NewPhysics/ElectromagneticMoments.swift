import Neutrinos
import Quantities

/// The electromagnetic form factors of the neutrinos, through which one photon of momentum q takes the place of the Z.
///
///     Λ^μ = (γ^μ − q^μ q̸/q²)(f_Q + f_A q² γ₅) − f_M iσ^μν q_ν + f_E σ^μν q_ν γ₅
///     f_Q = e q² ⟨r²⟩/6,   f_A = e a
///
/// C. Giunti and A. Studenikin, Rev. Mod. Phys. 87 (2015) 531. Moments are matrices in the basis of masses. The matrix multiplies ν̄_i Λ ν_j as it
/// stands: of Majorana neutrinos f_Q, f_M and f_E count by their antisymmetric part, f_ij − f_ji, and f_A by its symmetric one.
public struct ElectromagneticMoments: Sendable, Hashable {
  /// μ, in Bohr magnetons.
  public var magnetic: CouplingMatrix?
  /// ε, the electric dipole moment, in Bohr magnetons.
  public var electric: CouplingMatrix?
  /// ⟨r²⟩, cm².
  public var chargeRadius: CouplingMatrix?
  /// a, cm².
  public var anapole: CouplingMatrix?

  public init(
    magnetic: CouplingMatrix? = nil, electric: CouplingMatrix? = nil, chargeRadius: CouplingMatrix? = nil,
    anapole: CouplingMatrix? = nil
  ) {
    self.magnetic = magnetic
    self.electric = electric
    self.chargeRadius = chargeRadius
    self.anapole = anapole
  }

  public var isEmpty: Bool { magnetic == nil && electric == nil && chargeRadius == nil && anapole == nil }

  /// e/(2m_e), eV⁻¹, with e² = 4πα.
  public static let bohrMagneton =
    (4 * Double.pi * PhysicalConstants.fineStructure).squareRoot() / (2 * PhysicalConstants.electronRestEnergy)
  private static let charge = (4 * Double.pi * PhysicalConstants.fineStructure).squareRoot()

  /// The transition of the atom that absorbs the photon.
  public enum Transition: Sendable, Hashable {
    /// By the electron's spin, μ_B σ, as the weak current acts.
    case magneticDipole
    /// By an electric dipole of this size, eV⁻¹.
    case electricDipole(Double)
  }

  /// The kernel of one ordered pair beside ``PairCurrent``'s, eV²: incoherent with it, since the interference vanishes in the mean over
  /// directions.
  ///
  ///     M1: μ_B² P² t/(18 G_F² M⁴),   E1: P² → (d/μ_B)² (3W² − P²)/2
  ///     t = 2(M² − s₋) [|f_M|²(M² + 2s₊) + |f_Q|²(2M² + s₊)/M² − 6√s₊ Re(f_Q f_M*)]
  ///       + 2(M² − s₊) [|f_E|²(M² + 2s₋) + |q²f_A|²(2M² + s₋)/M² + 6(m_i − m_j) Re(i q²f_A f_E*)]
  ///
  /// with s± = (m_i ± m_j)². The photon's pole 1/M² is compensated by the vertex: nothing is enhanced at small M². The tests hold t, cross terms included,
  /// against explicit spinors.
  public func kernel(
    _ i: Int, _ j: Int, mi: Double, mj: Double, nature: NeutrinoNature, excess: Double, massSquared: Double,
    momentumSquared p2: Double, transition: Transition = .magneticDipole
  ) -> Double {
    let hc = UnitConvention.codata2022.hbarC
    func element(_ matrix: CouplingMatrix?, _ scale: Double, isSymmetric: Bool) -> Complex {
      guard let matrix else { return .zero }
      if nature == .dirac { return scale * matrix[i, j] }
      return scale * (isSymmetric ? matrix[i, j] + matrix[j, i] : matrix[i, j] - matrix[j, i])
    }
    let magnetic = element(magnetic, Self.bohrMagneton, isSymmetric: false)
    let electric = element(electric, Self.bohrMagneton, isSymmetric: false)
    let charge = element(chargeRadius, Self.charge * massSquared / (6 * hc * hc), isSymmetric: false)
    let anapole = element(anapole, Self.charge * massSquared / (hc * hc), isSymmetric: true)
    let vertex = Self.strength(
      charge: charge, anapole: anapole, magnetic: magnetic, electric: electric, mi: mi, mj: mj, excess: excess,
      massSquared: massSquared)
    let fermi = PhysicalConstants.fermiCoupling, scale = 1 / (18 * fermi * fermi * massSquared * massSquared)
    let atom: Double =
      switch transition {
      case .magneticDipole: Self.bohrMagneton * Self.bohrMagneton * p2
      case .electricDipole(let d): d * d * (3 * massSquared + 2 * p2) / 2
      }
    return (nature == .dirac ? 1 : 0.5) * atom * scale * vertex
  }

  /// t, the transverse strength −g_μν Σ Λ^μ Λ^ν*, for f_Q, q²f_A, f_M and f_E.
  static func strength(
    charge: Complex, anapole: Complex, magnetic: Complex, electric: Complex, mi: Double, mj: Double, excess: Double,
    massSquared: Double
  ) -> Double {
    let plus = mi + mj, minus = mi - mj, m2 = massSquared
    let above = excess + 4 * mi * mj
    let vector =
      magnetic.squaredModulus * (m2 + 2 * plus * plus) + charge.squaredModulus * (2 + plus * plus / m2)
      - 6 * plus * Complex.dot(charge, magnetic)
    // σ^μν q_ν γ₅ without the i of its twin: the cross term takes the imaginary part.
    let axial =
      electric.squaredModulus * (m2 + 2 * minus * minus) + anapole.squaredModulus * (2 + minus * minus / m2)
      + 6 * minus * Complex.dot(anapole.timesI, electric)
    return 2 * (above * vector + excess * axial)
  }
}
