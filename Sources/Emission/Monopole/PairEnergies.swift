/// The energies that one neutrino of a pair can have, eV:
///
///     E± = W/2 (1 + (m_i² − m_j²)/M²) ± PΔ_ij/2,   M² = W² − P²
///
/// Yoshimura and Sasao, arXiv:1310.6472, eq. (40), for any energy W and momentum P of the pair.
public struct PairEnergies: Sendable, Hashable {
  public let lowest: Double
  public let highest: Double

  /// `nil` below threshold.
  public init?(_ mi: Double, _ mj: Double, energy: Double, momentum: Double) {
    let m2 = (energy - momentum) * (energy + momentum), excess = m2 - (mi + mj) * (mi + mj)
    guard energy > 0, momentum >= 0, m2 > 0, excess >= 0 else { return nil }
    let middle = energy / 2 * (1 + (mi - mj) * (mi + mj) / m2)
    let half = momentum / 2 * (excess * (excess + 4 * mi * mj)).squareRoot() / m2
    lowest = middle - half
    highest = middle + half
  }
}
