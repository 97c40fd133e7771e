import Neutrinos

/// How fast the mean over a line moves with a parameter λ that moves masses and couplings.
///
/// dI/dλ is singular at thresholds, its mean over a line is not. With y = ω_ij − ω, a pair's part of the mean is (1/Γ) ∫ f(y) dy, and
///
///     d/dλ = ω_ij' [f(y_far) − f(y_near)]/Γ + (1/Γ) ∫ ∂f/∂λ dy,   ω_ij' = −(m_i+m_j)(m_i+m_j)'/[ε(1 − r cos ϑ)]
///
/// where the first term is the threshold's way through the line, with f(0) = 0, and ∂f/∂λ at a fixed y is integrable and smooth in λ.
extension TriggerLine {
  /// For the standard model's currents, with ∂f/∂λ in closed form.
  ///
  /// - Precondition: no new physics; as many changes as pairs.
  public func change(of spectrum: RadiativeSpectrum, by changes: [PairChange]) -> Double {
    precondition(
      spectrum.newPhysics.isEmpty && changes.count == spectrum.pairs.count,
      "the standard model's pairs, each with its change")
    let fixed = atFixedPhase(spectrum)
    var sum = 0.0
    for (pair, change) in zip(fixed.pairs, changes) {
      guard let stretch = PairStretch(of: pair, in: fixed, line: self) else { continue }
      let slope = stretch.threshold.slope, thresholdChange = 2 * pair.threshold * (change.mi + change.mj)
      let moved = -thresholdChange / slope
      if moved != 0 { sum += moved * stretch.edges(of: pair, fixed) }
      // The momentum along p_eg at which the pair would be at rest.
      let along = stretch.imprint * fixed.levelSpacing * fixed.cosine
      sum += stretch.quadrature(of: pair, fixed).integral { anchor, t in
        let y = anchor + t, trigger = stretch.threshold.energy - y
        return fixed.change(
          of: pair, change,
          .init(
            excess: slope * y, massSquared: slope * y + pair.thresholdSquared,
            momentumSquared: stretch.momentumSquared(fixed, trigger), trigger: trigger),
          .init(
            excess: 0, massSquared: thresholdChange, momentumSquared: 2 * (trigger - along) * moved, trigger: moved))
      }
    }
    return sum / width
  }

  /// For any currents, with ∂f/∂λ from five points. New particles' poles move with λ inside the integral and may be as narrow as they like.
  ///
  /// - Parameters:
  ///   - step: of λ.
  ///   - massChanges: of m_i + m_j with λ, for each pair.
  ///   - moved: the pairs at λ + shift.
  public func change(
    of spectrum: RadiativeSpectrum, massChanges: [Double], step: Double, moved: (_ shift: Double) -> [PairCoupling]
  ) -> Double {
    let fixed = atFixedPhase(spectrum)
    let stencil = [(-2.0, 1.0), (-1, -8), (1, 8), (2, -1)].map { (pairs: moved($0.0 * step), weight: $0.1) }
    var sum = 0.0
    for (k, pair) in fixed.pairs.enumerated() {
      guard let stretch = PairStretch(of: pair, in: fixed, line: self) else { continue }
      let drift = -2 * pair.threshold * massChanges[k] / stretch.threshold.slope
      if drift != 0 { sum += drift * stretch.edges(of: pair, fixed) }
      for (pairs, weight) in stencil {
        sum += weight / (12 * step) * PairStretch(stretch, of: pairs[k], in: fixed).integral(of: pairs[k], fixed)
      }
    }
    return sum / width
  }
}

extension PairStretch {
  /// f(y_far) − f(y_near).
  fileprivate func edges(of pair: PairCoupling, _ spectrum: RadiativeSpectrum) -> Double {
    value(of: pair, spectrum, far, 0) - (near > 0 ? value(of: pair, spectrum, near, 0) : 0)
  }
}
