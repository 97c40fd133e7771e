/// The operator by which the atom's electron emits the pair.
public enum ElectronVertex: String, Sendable, Hashable, CaseIterable {
  /// The spin, of the axial current; averaged over its direction.
  case spin
  /// The charge, of the vector current's time component.
  case monopole
  /// The electric dipole of the vector current, per |x|²; averaged over its direction.
  case dipole

  /// The contraction of the tensor of one chirality.
  @inlinable @inline(__always)
  public func contraction(_ tensor: NeutrinoTensor.Components, momentumSquared p2: Double) -> Double {
    switch self {
    case .spin: tensor.spin(momentumSquared: p2)
    case .monopole: tensor.monopole(momentumSquared: p2)
    case .dipole: tensor.dipole(momentumSquared: p2)
    }
  }

  /// The contraction of −g^μν, which multiplies m_i m_j where left- and right-handed pairs interfere: 1 for a spin, −1 for a charge,
  /// W² − P²/3 for a dipole.
  @inlinable @inline(__always)
  public func interference(massSquared: Double, momentumSquared p2: Double) -> Double {
    switch self {
    case .spin: 1
    case .monopole: -1
    case .dipole: massSquared + p2 * (2.0 / 3)
    }
  }

  /// The kernel of one ordered pair with the couplings c_L and c_R, eV² (eV⁴ for a dipole),
  ///
  ///     (|c_L|² + |c_R|²) C + 2 Re(c_L c_R*) m_i m_j N
  ///
  /// C and N being the two contractions. Multiply by Δ_ij for the rate.
  public func kernel(
    left: Complex, right: Complex, tensor: NeutrinoTensor, excess: Double, massSquared: Double,
    momentumSquared p2: Double
  ) -> Double {
    let components = tensor.components(excess: excess, massSquared: massSquared)
    return (left.squaredModulus + right.squaredModulus) * contraction(components, momentumSquared: p2)
      + 2 * Complex.dot(left, right) * tensor.product * interference(massSquared: massSquared, momentumSquared: p2)
  }

  /// The same for the standard model's left-handed coupling. Of Majorana neutrinos c_L = a_ij interferes with its own conjugate,
  /// c_R = −a_ij*: the ordered double sum then counts every pair once.
  public func kernel(
    coupling a: Complex, nature: NeutrinoNature, tensor: NeutrinoTensor, excess: Double, massSquared: Double,
    momentumSquared p2: Double
  ) -> Double {
    let components = tensor.components(excess: excess, massSquared: massSquared)
    let dirac = a.squaredModulus * contraction(components, momentumSquared: p2)
    guard nature == .majorana else { return dirac }
    return dirac - a.realPartOfSquare * tensor.product * interference(massSquared: massSquared, momentumSquared: p2)
  }
}
