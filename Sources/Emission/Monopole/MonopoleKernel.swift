import Neutrinos

/// The phase-space integral of a neutrino pair coupled to a charge density, the time component of a vector current.
///
/// Units eV, ħ = c = 1. With W and P the pair's energy and momentum, M² = W² − P², and without the root Δ_ij:
///
///     I_ij = (1/PΔ) ∫dE₁ E₁E₂ [1 + p₁·p₂/(E₁E₂) + δ_M m_i m_j/(E₁E₂)]
///          = P²/3 + S/2 + P²S/(3M²) − (W²/2 + P²/6) D/M⁴ + δ_M m_i m_j,   S = m_i² + m_j²,  D = (m_i² − m_j²)²
///
/// `published` (Yoshimura and Sasao, arXiv:1310.6472, eq. (42)) has −(3/4) W² D/M⁴ in place of the term in D: up to 1.5 % off, and negative rates
/// just above the thresholds of light and heavy. Both agree at i = j, eq. (21). The normalisation is that of eqs. (21) and (42), twice the
/// integral of eq. (39), to which the paper's Γ₀ belongs.
public enum MonopoleKernel: String, Sendable, Hashable, CaseIterable {
  case corrected
  case published

  /// I_ij of the Dirac nature, without Δ_ij, eV².
  ///
  /// - Parameters:
  ///   - excess: M² − (m_i + m_j)², eV², at least 0.
  ///   - energySquared, momentumSquared: W² and P², eV².
  public func bracket(
    _ mi: Double, _ mj: Double, excess x: Double, energySquared w2: Double, momentumSquared p2: Double
  ) -> Double {
    let tensor = NeutrinoTensor(mi, mj), sum = tensor.sum, m2 = tensor.threshold + x
    switch self {
    case .corrected:
      return tensor.components(excess: x, massSquared: m2).monopole(momentumSquared: p2)
    case .published:
      let difference = (mi - mj) * (mi + mj) / m2
      return p2 / 3 + sum / 2 + p2 * sum / (3 * m2) - 0.75 * w2 * difference * difference
    }
  }

  /// Δ_ij {|b_ij|² I_ij + δ_M Re(b_ij²) m_i m_j} of one *ordered* pair, eV²; zero below threshold.
  ///
  /// The Majorana term has the sign opposite to the spin current's.
  public func value(
    _ pair: PairCoupling, excess: Double, energy: Double, momentum: Double, nature: NeutrinoNature
  ) -> Double {
    guard excess > 0 else { return 0 }
    let tensor = NeutrinoTensor(pair.mi, pair.mj)
    let root = tensor.velocity(excess: excess, massSquared: tensor.threshold + excess)
    let majorana = nature == .majorana ? pair.coupling.realPartOfSquare * tensor.product : 0
    let dirac = bracket(
      pair.mi, pair.mj, excess: excess, energySquared: energy * energy, momentumSquared: momentum * momentum)
    return root * (pair.coupling.squaredModulus * dirac + majorana)
  }

  /// ΣΔI over the ordered pairs, eV².
  ///
  /// - Parameter massSquared: M², eV². Given apart from W and P, whose squares may have lost it.
  public func sum(
    _ pairs: [PairCoupling], massSquared: Double, energy: Double, momentum: Double, nature: NeutrinoNature
  ) -> Double {
    pairs.reduce(0) { total, pair in
      total + pair.pair.multiplicity
        * value(
          pair, excess: massSquared - pair.thresholdSquared, energy: energy, momentum: momentum, nature: nature)
    }
  }
}
