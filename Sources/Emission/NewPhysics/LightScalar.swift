import Neutrinos
import Quantities

/// A light scalar φ with a pseudoscalar coupling to the electron, iy_e ē γ₅ e, and both kinds to neutrinos, ν̄_i (y_S + iy_P γ₅) ν_j.
///
/// By i ē γ₅ e → i σ·q/(2m_e) it adds to the spin's amplitude
///
///     s_L = iκ (y_S − iy_P),  s_R = iκ (y_S + iy_P),   κ = y_e/[2√2 G_F m_e (M² − m² + imΓ)]
///
/// Units eV.
public struct LightScalar: Sendable, Hashable {
  public let mass: Double
  /// Γ, eV. Zero is allowed away from the pole M² = m².
  public let width: Double
  /// y_e.
  public let electron: Double
  /// y_S and y_P.
  public let scalar: CouplingMatrix
  public let pseudoscalar: CouplingMatrix

  public init(mass: Double, width: Double, electron: Double, scalar: CouplingMatrix, pseudoscalar: CouplingMatrix) {
    precondition(mass >= 0 && width >= 0, "masses and widths are not negative")
    self.mass = mass
    self.width = width
    self.electron = electron
    self.scalar = scalar
    self.pseudoscalar = pseudoscalar
  }

  /// κ, eV⁻¹.
  ///
  /// - Parameter detuning: M² − m², eV².
  public func strength(detuning: Double) -> Complex {
    electron / (2 * 2.0.squareRoot() * PhysicalConstants.fermiCoupling * PhysicalConstants.electronRestEnergy)
      * Complex(detuning, mass * width).inverse
  }

  /// The current of the ordered pair (i, j).
  public func current(_ i: Int, _ j: Int, detuning: Double) -> PairCurrent {
    let kappa = strength(detuning: detuning).timesI
    let (left, right) = chiral(i, j)
    return PairCurrent(scalarLeft: kappa * left, scalarRight: kappa * right)
  }

  private func chiral(_ i: Int, _ j: Int) -> (left: Complex, right: Complex) {
    let yS = scalar[i, j], iyP = pseudoscalar[i, j].timesI
    return (yS - iyP, yS + iyP)
  }

  /// The width of the decays into the three neutrinos: m(y_S² + y_P²)/8π for each massless Dirac neutrino.
  public func neutrinoWidth(masses: MassSpectrum, nature: NeutrinoNature) -> Double {
    LightVector.sumOverDecays(mass: mass, masses: masses) { i, j, tensor, excess in
      func current(_ i: Int, _ j: Int) -> PairCurrent {
        let (left, right) = chiral(i, j)
        return PairCurrent(scalarLeft: left, scalarRight: right)
      }
      let y = nature == .dirac ? current(i, j) : current(i, j).symmetrised(with: current(j, i))
      return (nature == .dirac ? 1 : 0.5) * y.scalarStrength(tensor: tensor, excess: excess) / (16 * .pi * mass)
    }
  }
}
