/// The energies that the first neutrino of a pair can have when the pair has energy W, momentum P and squared mass M²:
///
///     E₁ between W/2 (1 + (m_i² − m_j²)/M²) ∓ PΔ/2
///
/// One value where the pair is at rest. Units eV.
public enum PairEnergies {
  /// - Returns: `nil` below threshold.
  public static func range(energy: Double, momentum: Double, mi: Double, mj: Double) -> ClosedRange<Double>? {
    let massSquared = (energy - momentum) * (energy + momentum), s = mi + mj
    let tensor = NeutrinoTensor(mi, mj), excess = massSquared - s * s
    guard energy > 0, excess >= 0, massSquared > 0 else { return nil }
    let middle = energy / 2 * (1 + (mi - mj) * s / massSquared)
    let half = momentum / 2 * tensor.velocity(excess: excess, massSquared: massSquared)
    return (middle - half)...(middle + half)
  }
}
