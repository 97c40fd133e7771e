/// The phase-space integral F_ij of a neutrino pair coupled to the electron spin, averaged over the spin's direction.
///
/// Units eV, ħ = c = 1. M² is the pair's squared invariant mass, E its energy:
///
///     F_ij = Δ_ij/(4π) { |b_ij|² X_ij − δ_M C_ij m_i m_j },   zero unless M² > (m_i + m_j)²
///     Δ_ij = √[(1 − (m_i+m_j)²/M²)(1 − (m_i−m_j)²/M²)]
///
/// `corrected`: X = ⟨E₁E₂ − p₁·p₂/3⟩ and C = Re(b_ij²),
///
///     X = M²α + P²(α + β)/3 = E²/9 (1 + a − 2d) + 2/9 M² − 5/18 (m_i² + m_j²) + 1/18 (m_i² − m_j²)²/M²
///     a = (m_i² + m_j²)/M²,  d = (m_i² − m_j²)²/M⁴
///
/// `published` (Hara and Yoshimura, arXiv:1904.03813, eq. (6)): X/2 + (M² − m_i² − m_j²)/4 and C = (Re b_ij)²; it counts the
/// term (p₁·j)(p₂·j) once instead of twice, which overstates the Majorana–Dirac difference about threefold.
public enum SpinCurrentKernel: String, Sendable, Hashable, CaseIterable {
  case corrected
  case published

  /// C of a coupling.
  public func interference(_ coupling: Complex) -> Double {
    self == .corrected ? coupling.realPartOfSquare : coupling.re * coupling.re
  }

  /// The bracket is `contraction` · X + `added` · (M² − m_i² − m_j²).
  var shares: (contraction: Double, added: Double) { self == .corrected ? (1, 0) : (0.5, 0.25) }

  /// F_ij of one *ordered* pair, eV².
  ///
  /// - Parameter excess: M² − (m_i + m_j)², eV². Given apart from M² because near threshold their difference has lost all
  ///   digits: Δ = √[x (x + 4 m_i m_j)]/M² needs only x. Not positive means below threshold: zero.
  public func value(
    _ pair: PairCoupling, excess: Double, massSquared: Double, energy: Double, nature: NeutrinoNature
  ) -> Double {
    guard excess > 0, massSquared > 0 else { return 0 }
    let root = (excess * (excess + 4 * pair.mi * pair.mj)).squareRoot()
    return SpinCurrentPolynomial(pair, energy: energy, nature: nature, kernel: self)
      .value(root: root, massSquared: massSquared)
  }

  /// ΣF over the nine ordered pairs, eV².
  public func sum(_ pairs: [PairCoupling], massSquared: Double, energy: Double, nature: NeutrinoNature) -> Double {
    pairs.reduce(0) { total, pair in
      total + pair.pair.multiplicity
        * value(
          pair, excess: massSquared - pair.thresholdSquared, massSquared: massSquared, energy: energy, nature: nature)
    }
  }
}
