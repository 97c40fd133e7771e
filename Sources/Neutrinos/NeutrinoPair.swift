/// One of the six unordered pairs of mass eigenstates, in the order 11, 12, 22, 13, 23, 33.
public struct NeutrinoPair: Sendable, Hashable {
  public let i: Int
  public let j: Int

  private init(_ i: Int, _ j: Int) {
    self.i = i
    self.j = j
  }

  public static let all = [
    NeutrinoPair(1, 1), NeutrinoPair(1, 2), NeutrinoPair(2, 2), NeutrinoPair(1, 3), NeutrinoPair(2, 3),
    NeutrinoPair(3, 3),
  ]

  /// `12`.
  public var name: String { "\(i)\(j)" }
  public var isDiagonal: Bool { i == j }
  /// How many ordered pairs it stands for: rates sum over nine ordered pairs.
  public var multiplicity: Double { isDiagonal ? 1 : 2 }
}

/// A pair with its masses and coupling: all that a rate needs to know of the neutrinos.
public struct PairCoupling: Sendable, Hashable {
  public let pair: NeutrinoPair
  /// eV.
  public let mi: Double
  public let mj: Double
  public let coupling: Complex

  public init(pair: NeutrinoPair, mi: Double, mj: Double, coupling: Complex) {
    self.pair = pair
    self.mi = mi
    self.mj = mj
    self.coupling = coupling
  }

  /// |b_ij|² of the unordered pair: both orders of i ≠ j included. The six weights add up to 3/4.
  public var weight: Double { pair.multiplicity * coupling.squaredModulus }

  /// m_i + m_j.
  public var threshold: Double { mi + mj }
  /// (m_i + m_j)², the squared invariant mass from which the pair can be emitted.
  public var thresholdSquared: Double { threshold * threshold }

  /// The six pairs of a spectrum and a mixing.
  public static func all(masses: MassSpectrum, row: ElectronRow) -> [PairCoupling] {
    all(masses: masses, coupling: row.coupling)
  }

  /// The same with the couplings of another current.
  ///
  /// - Parameter coupling: of the pair (i, j), each from 1 to 3.
  public static func all(masses: MassSpectrum, coupling: (Int, Int) -> Complex) -> [PairCoupling] {
    NeutrinoPair.all.map { pair in
      PairCoupling(pair: pair, mi: masses[pair.i], mj: masses[pair.j], coupling: coupling(pair.i, pair.j))
    }
  }
}
