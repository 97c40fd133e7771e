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
    self.init(
      x: tensor.spinSeries(energy: energy), sum: tensor.sum, product: tensor.product,
      squaredModulus: pair.coupling.squaredModulus, interference: kernel.interference(pair.coupling), nature: nature,
      kernel: kernel)
  }

  /// By how much the coefficients change along a change of masses and coupling.
  public init(
    _ change: PairChange, of pair: PairCoupling, energy: Double, nature: NeutrinoNature, kernel: SpinCurrentKernel
  ) {
    let tensor = NeutrinoTensor(pair.mi, pair.mj), moved = tensor.change(pair.mi, pair.mj, change.mi, change.mj)
    // Every coefficient is a product of one factor of the masses and one of the couplings.
    let byMass = SpinCurrentPolynomial(
      x: tensor.spinSeriesChange(energy: energy, sum: moved.sum, thresholdTimesBelow: moved.thresholdTimesBelow),
      sum: moved.sum, product: moved.product, squaredModulus: pair.coupling.squaredModulus,
      interference: kernel.interference(pair.coupling), nature: nature, kernel: kernel)
    let byCoupling = SpinCurrentPolynomial(
      x: tensor.spinSeries(energy: energy), sum: tensor.sum, product: tensor.product,
      squaredModulus: change.squaredModulus, interference: change.interference, nature: nature, kernel: kernel)
    // The term without masses is no part of the first.
    c0 = byMass.c0 + byCoupling.c0
    c1 = byCoupling.c1
    c2 = byMass.c2 + byCoupling.c2
    c3 = byMass.c3 + byCoupling.c3
  }

  private init(
    x: (c0: Double, c1: Double, c2: Double, c3: Double), sum: Double, product: Double, squaredModulus b2: Double,
    interference: Double, nature: NeutrinoNature, kernel: SpinCurrentKernel
  ) {
    // The bracket is `share` · X + `added` · (M² − m_i² − m_j²).
    let (share, added) = kernel == .corrected ? (1.0, 0.0) : (0.5, 0.25)
    let majorana = nature == .majorana ? interference * product : 0
    let scale = 1 / (4 * Double.pi)
    c0 = scale * (b2 * (share * x.c0 - added * sum) - majorana)
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
