import Neutrinos

/// Which charge density emits the pair.
public enum MonopoleSource: String, Sendable, Hashable, CaseIterable {
  /// The nucleus, by Z exchange alone: each mass eigenstate with its own antineutrino, all with the same strength.
  case nucleus
  /// All the electrons, by W and Z exchange.
  case core

  /// The pairs with their couplings: δ_ij for the nucleus (eq. (20) sums over i alone), for the core
  ///
  ///     b_ij = U*_ei U_ej − ½ (1 − 4 sin²θ_W) δ_ij        (Yoshimura and Sasao, arXiv:1310.6472, eq. (6))
  public func pairs(masses: MassSpectrum, row: ElectronRow, mixing: WeakMixing = .published) -> [PairCoupling] {
    switch self {
    case .nucleus:
      NeutrinoPair.all.filter(\.isDiagonal).map { pair in
        PairCoupling(pair: pair, mi: masses[pair.i], mj: masses[pair.j], coupling: Complex(1))
      }
    case .core:
      PairCoupling.all(masses: masses) { i, j in row.vectorCoupling(i, j, weakCharge: mixing.protonCharge) }
    }
  }

  /// The pairs that a hypothesis has for this source.
  public func pairs(_ hypothesis: NeutrinoHypothesis, mixing: WeakMixing = .published) -> [PairCoupling] {
    pairs(
      masses: hypothesis.masses, row: ElectronRow(parameters: hypothesis.parameters, phases: hypothesis.phases),
      mixing: mixing)
  }
}
