import Neutrinos
import Quantities

/// The kernels of light mediators as S.-F. Ge and P. Pasquini print them (KEK-PH2023, after Eur. Phys. J. C 82 (2022) 208), for comparison only:
/// ``PairCurrent`` is the derivation that explicit spinors confirm.
///
/// Vector: no longitudinal part, and the interference with the sign as printed. There the bracket has no factor of masses and cannot be added to
/// I_ij; m_i m_j is put in its place:
///
///     (|a_L|² + |a_R|² − 2δ_M Re(a_L a_R)) I_ij + m_i m_j (δ_M Re(a_L² + a_R²) − 2 Re(a_L* a_R))
///
/// Scalar, eq. (29), its quadratic term with the 1/24 and the propagator that it lacks:
///
///     |y_e|²P²/[24 m_e²G_F²(M²−m²)²] {|y_S|²(M² − s₊) + (1−δ_M)|y_P|²(M² − s₋)}
///       + y_eP²/[6√2 G_F m_e (M²−m²)] {Re(a y_S*)(m_i−m_j)(1 − s₊/M²) + (1−δ_M) Im(a y_P*)(m_i+m_j)(1 − s₋/M²)}
///
/// whose linear part has Re and Im exchanged, so that it adds to zero over the pairs. Widths do not occur.
public struct PrintedMediators: Sendable, Hashable {
  public let vector: LightVector?
  public let scalar: LightScalar?

  public init(vector: LightVector? = nil, scalar: LightScalar? = nil) {
    self.vector = vector
    self.scalar = scalar
  }

  /// The kernel of an ordered pair, eV².
  public func kernel(
    _ i: Int, _ j: Int, mi: Double, mj: Double, coupling a: Complex, nature: NeutrinoNature, tensor: NeutrinoTensor,
    excess: Double, massSquared: Double, momentumSquared: Double, detunings: NewPhysics.Detunings
  ) -> Double {
    var sum =
      if let vector {
        kernel(
          vector, i, j, coupling: a, nature: nature, tensor: tensor, excess: excess, massSquared: massSquared,
          momentumSquared: momentumSquared, detuning: detunings.vector)
      } else {
        ElectronVertex.spin.kernel(
          coupling: a, nature: nature, tensor: tensor, excess: excess, massSquared: massSquared,
          momentumSquared: momentumSquared)
      }
    if let scalar {
      sum += addition(
        scalar, i, j, mi: mi, mj: mj, coupling: a, nature: nature, massSquared: massSquared,
        momentumSquared: momentumSquared, detuning: detunings.scalar)
    }
    return sum
  }

  private func kernel(
    _ vector: LightVector, _ i: Int, _ j: Int, coupling a: Complex, nature: NeutrinoNature, tensor: NeutrinoTensor,
    excess: Double, massSquared: Double, momentumSquared: Double, detuning: Double
  ) -> Double {
    let c = vector.electron / (2.0.squareRoot() * PhysicalConstants.fermiCoupling) / detuning
    let left = a + c * vector.left[i, j], right = c * vector.right[i, j]
    let isMajorana = nature == .majorana
    let spin = tensor.components(excess: excess, massSquared: massSquared).spin(momentumSquared: momentumSquared)
    let squares =
      left.squaredModulus + right.squaredModulus - (isMajorana ? 2 * Complex.dot(left, right.conjugate) : 0)
    let interference =
      (isMajorana ? left.realPartOfSquare + right.realPartOfSquare : 0) - 2 * Complex.dot(left, right)
    return squares * spin + tensor.product * interference
  }

  /// δI_ij of eq. (29).
  public func addition(
    _ scalar: LightScalar, _ i: Int, _ j: Int, mi: Double, mj: Double, coupling a: Complex, nature: NeutrinoNature,
    massSquared m2: Double, momentumSquared p2: Double, detuning: Double
  ) -> Double {
    let yS = scalar.scalar[i, j], yP = scalar.pseudoscalar[i, j], hasP = nature == .dirac ? 1.0 : 0
    let plus = mi + mj, minus = mi - mj, above = m2 - minus * minus, over = m2 - plus * plus
    let propagator = 1 / (PhysicalConstants.electronRestEnergy * detuning)
    let fermi = PhysicalConstants.fermiCoupling, y = scalar.electron * propagator / fermi
    let quadratic = y * y * p2 / 24 * (yS.squaredModulus * over + hasP * yP.squaredModulus * above)
    let linear =
      y * p2 / (6 * 2.0.squareRoot())
      * (Complex.dot(a, yS) * minus * over / m2 + hasP * (a * yP.conjugate).im * plus * above / m2)
    return quadratic + linear
  }
}
