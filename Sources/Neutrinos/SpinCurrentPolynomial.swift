/// F_ij of one ordered pair at a fixed energy, written out in powers of M²:
///
///     F = (R/M²) (c₀ + c₁M² + c₂/M² + c₃/M⁴),  R = M² Δ_ij = √[(M² − (m_i+m_j)²)(M² − (m_i−m_j)²)]
///
/// The formula is ``SpinCurrentKernel``'s, with 1/4π taken into the coefficients; X is ``NeutrinoTensor``'s contraction with a spin. Units eV.
public struct SpinCurrentPolynomial: Sendable {
  /// eV².
  public let c0: Double
  /// A pure number.
  public let c1: Double
  /// eV⁴.
  public let c2: Double
  /// eV⁶.
  public let c3: Double

  public init(_ pair: PairCoupling, energy: Double, nature: NeutrinoNature, kernel: SpinCurrentKernel) {
    let tensor = NeutrinoTensor(pair.mi, pair.mj)
    let x = tensor.spinSeries(energy: energy)
    // The bracket is `share` · X + `added` · (M² − m_i² − m_j²).
    let share: Double
    let added: Double
    let interference: Double
    switch kernel {
    case .corrected:
      share = 1
      added = 0
      interference = pair.coupling.realPartOfSquare
    case .published:
      share = 0.5
      added = 0.25
      interference = pair.coupling.re * pair.coupling.re
    }
    let majorana = nature == .majorana ? interference * tensor.product : 0
    let b2 = pair.coupling.squaredModulus, scale = 1 / (4 * Double.pi)
    c0 = scale * (b2 * (share * x.c0 - added * tensor.sum) - majorana)
    c1 = scale * b2 * (share * x.c1 + added)
    c2 = scale * b2 * share * x.c2
    c3 = scale * b2 * share * x.c3
  }

  /// F for a given root R; zero is the caller's affair below threshold.
  public func value(root: Double, massSquared: Double) -> Double {
    let inverse = 1 / massSquared
    return root * inverse * (c0 + c1 * massSquared + inverse * (c2 + inverse * c3))
  }
}
