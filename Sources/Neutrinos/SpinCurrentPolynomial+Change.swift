extension SpinCurrentPolynomial {
  /// By how much the coefficients of a pair change along a change of its masses and coupling.
  ///
  /// With S = m_i² + m_j² and d = (m_i² − m_j²)² the contraction has c₀ = E²/9 − 5S/18, c₂ = E²S/9 + d/18 and c₃ = −2E²d/9.
  public init(
    _ change: PairChange, of pair: PairCoupling, energy: Double, nature: NeutrinoNature, kernel: SpinCurrentKernel
  ) {
    let mi = pair.mi, mj = pair.mj, tensor = NeutrinoTensor(mi, mj), e2 = energy * energy
    let x = tensor.spinSeries(energy: energy), shares = kernel.shares
    let sum = 2 * (mi * change.mi + mj * change.mj), product = mi * change.mj + mj * change.mi
    let square = 4 * (mi - mj) * (mi + mj) * (mi * change.mi - mj * change.mj)
    let b2 = pair.coupling.squaredModulus, moved = change.squaredModulus
    let majorana =
      nature == .majorana
      ? change.interference * tensor.product + kernel.interference(pair.coupling) * product : 0
    let scale = 1 / (4 * Double.pi)
    let constant = shares.contraction * x.c0 - shares.added * tensor.sum
    let constantChange = (-5 * shares.contraction / 18 - shares.added) * sum
    self.init(
      c0: scale * (moved * constant + b2 * constantChange - majorana),
      c1: scale * moved * (shares.contraction * x.c1 + shares.added),
      c2: scale * shares.contraction * (moved * x.c2 + b2 * (e2 * sum / 9 + square / 18)),
      c3: scale * shares.contraction * (moved * x.c3 - b2 * 2 * e2 * square / 9))
  }
}
