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
    self = SpinCurrentSeries(pair, nature: nature, kernel: kernel).polynomial(energy: energy)
  }

  init(c0: Double, c1: Double, c2: Double, c3: Double) {
    self.c0 = c0
    self.c1 = c1
    self.c2 = c2
    self.c3 = c3
  }

  /// F for a given root R; zero is the caller's affair below threshold.
  public func value(root: Double, massSquared: Double) -> Double {
    let inverse = 1 / massSquared
    return root * inverse * (c0 + c1 * massSquared + inverse * (c2 + inverse * c3))
  }
}

/// A ``SpinCurrentPolynomial`` before its energy is known: all of it that an energy does not change, for those who ask at many.
public struct SpinCurrentSeries: Sendable {
  private let scale: Double
  private let squaredModulus: Double
  private let majorana: Double
  /// The bracket is `share` · X + `added` · (M² − m_i² − m_j²).
  private let share: Double
  private let addedSum: Double
  private let product: Double
  private let c1: Double
  private let series: NeutrinoTensor.SpinSeries

  public init(_ pair: PairCoupling, nature: NeutrinoNature, kernel: SpinCurrentKernel) {
    let tensor = NeutrinoTensor(pair.mi, pair.mj)
    series = tensor.spinSeries
    let added = kernel.shares.added
    share = kernel.shares.contraction
    majorana = nature == .majorana ? kernel.interference(pair.coupling) * tensor.product : 0
    squaredModulus = pair.coupling.squaredModulus
    scale = 1 / (4 * Double.pi)
    addedSum = added * tensor.sum
    product = scale * squaredModulus * share
    c1 = scale * squaredModulus * (share * NeutrinoTensor.SpinSeries.c1 + added)
  }

  /// F's coefficients at an energy.
  public func polynomial(energy: Double) -> SpinCurrentPolynomial {
    let x = series.coefficients(energySquared: energy * energy)
    return SpinCurrentPolynomial(
      c0: scale * (squaredModulus * (share * x.c0 - addedSum) - majorana), c1: c1, c2: product * x.c2,
      c3: product * x.c3)
  }
}
