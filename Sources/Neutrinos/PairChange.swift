/// How the masses and the coupling of a pair move with a parameter: derivatives by it.
public struct PairChange: Sendable, Hashable {
  /// Of m_i and m_j.
  public var mi: Double
  public var mj: Double
  /// Of |b_ij|².
  public var squaredModulus: Double
  /// Of C_ij, ``SpinCurrentKernel/interference(_:)``.
  public var interference: Double

  public init(mi: Double = 0, mj: Double = 0, squaredModulus: Double = 0, interference: Double = 0) {
    self.mi = mi
    self.mj = mj
    self.squaredModulus = squaredModulus
    self.interference = interference
  }
}
