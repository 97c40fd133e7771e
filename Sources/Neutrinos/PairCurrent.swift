/// The couplings of one ordered pair to the electron's spin, in the amplitude
///
///     A_k = ū_i γ^k (a_L P_L + a_R P_R) v_j + P^k ū_i (s_L P_L + s_R P_R) v_j,
///
/// which holds the standard model (a_L = a_ij), a light vector (all four: the longitudinal part of its propagator is a scalar) and a light
/// scalar (s_L, s_R). s has the dimension of an inverse energy.
public struct PairCurrent: Sendable, Hashable {
  public var left: Complex
  public var right: Complex
  public var scalarLeft: Complex
  public var scalarRight: Complex

  public init(
    left: Complex = .zero, right: Complex = .zero, scalarLeft: Complex = .zero, scalarRight: Complex = .zero
  ) {
    self.left = left
    self.right = right
    self.scalarLeft = scalarLeft
    self.scalarRight = scalarRight
  }

  public static func + (a: PairCurrent, b: PairCurrent) -> PairCurrent {
    PairCurrent(
      left: a.left + b.left, right: a.right + b.right, scalarLeft: a.scalarLeft + b.scalarLeft,
      scalarRight: a.scalarRight + b.scalarRight)
  }

  /// What two Majorana neutrinos make of the current and that of the pair in the other order: vector couplings survive by their axial part, scalar
  /// ones add.
  ///
  ///     a_L → a_L,ij − a_R,ji,   a_R → a_R,ij − a_L,ji,   s → s_ij + s_ji
  ///
  /// The kernel then carries ½, since the ordered double sum counts the pair twice.
  public func symmetrised(with reversed: PairCurrent) -> PairCurrent {
    PairCurrent(
      left: left - reversed.right, right: right - reversed.left, scalarLeft: scalarLeft + reversed.scalarLeft,
      scalarRight: scalarRight + reversed.scalarRight)
  }

  /// The kernel, averaged over the spin's direction and the pair's phase space, eV²: multiply by Δ_ij for the rate.
  ///
  ///     (|a_L|² + |a_R|²) I + 2 Re(a_L a_R*) m_i m_j
  ///       + P²/6 [(|s_L|² + |s_R|²)(M² − S) − 4 m_i m_j Re(s_L s_R*)]
  ///       + 2P²/3 Re[m_i f₂ (a_L s_L* + a_R s_R*) − m_j f₁ (a_L s_R* + a_R s_L*)]
  ///
  /// I is the contraction of ``NeutrinoTensor`` with a spin; f₁ = (M² + m_i² − m_j²)/(2M²) and f₂ = 1 − f₁ are the shares of q that p₁ and
  /// p₂ carry on average. The tests hold it against explicit spinors.
  public func kernel(
    _ mi: Double, _ mj: Double, tensor: NeutrinoTensor, excess: Double, massSquared: Double, momentumSquared p2: Double
  ) -> Double {
    let vector = ElectronVertex.spin.kernel(
      left: left, right: right, tensor: tensor, excess: excess, massSquared: massSquared, momentumSquared: p2)
    guard hasScalarPart else { return vector }
    let difference = (mi - mj) * (mi + mj) / (2 * massSquared)
    let f1 = 0.5 + difference, f2 = 0.5 - difference
    let mixed =
      mi * f2 * (Complex.dot(left, scalarLeft) + Complex.dot(right, scalarRight))
      - mj * f1 * (Complex.dot(left, scalarRight) + Complex.dot(right, scalarLeft))
    return vector + p2 / 6 * scalarStrength(tensor: tensor, excess: excess) + 2 * p2 / 3 * mixed
  }

  /// Σ over the spins of |ū_i (s_L P_L + s_R P_R) v_j|², (|s_L|² + |s_R|²)(M² − S) − 4 m_i m_j Re(s_L s_R*).
  public func scalarStrength(tensor: NeutrinoTensor, excess: Double) -> Double {
    (scalarLeft.squaredModulus + scalarRight.squaredModulus) * (excess + 2 * tensor.product)
      - 4 * tensor.product * Complex.dot(scalarLeft, scalarRight)
  }

  private var hasScalarPart: Bool { scalarLeft != .zero || scalarRight != .zero }
}
