import Neutrinos

extension RadiativeKinematics {
  /// Σ Δ_ij times the kernel of one of the electron's operators over pairs, both orders of i ≠ j, without the atom's own factor: eV², for a dipole
  /// eV⁴. Zero where nothing is emitted.
  ///
  /// What the atom makes of it, such as (ε_vg − ω)⁻² of ``RadiativeSpectrum``, multiplies it. By the charge of a nucleus, which couples to all pairs
  /// (ii) alike, the couplings are 1.
  ///
  /// - Parameter pairs: with the couplings of that operator: ``ElectronRow/coupling(_:_:)`` for a spin,
  ///   ``ElectronRow/vectorCoupling(_:_:weakCharge:)`` for charge and dipole.
  public func sum(_ pairs: [PairCoupling], by vertex: ElectronVertex, nature: NeutrinoNature) -> Double {
    guard isOpen else { return 0 }
    return pairs.reduce(0) { total, pair in
      let excess = excess(over: pair.threshold)
      guard excess > 0 else { return total }
      let tensor = NeutrinoTensor(pair.mi, pair.mj)
      let kernel = vertex.kernel(
        coupling: pair.coupling, nature: nature, tensor: tensor, excess: excess, massSquared: massSquared,
        momentumSquared: momentumSquared)
      return total + pair.pair.multiplicity * tensor.velocity(excess: excess, massSquared: massSquared) * kernel
    }
  }
}
