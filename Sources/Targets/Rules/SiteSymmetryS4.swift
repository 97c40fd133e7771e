/// Selection rules at an S4 site, the rare-earth site of LiYF4.
///
/// A crystal-field state is labelled by μ = 2M mod 8. Γ1 holds μ = 0, Γ2 μ = 4, Γ34 μ = 2 and 6; with an odd number of
/// electrons Γ56 holds μ = 1 and 7, Γ78 μ = 3 and 5. The operator z shifts μ by 4 and x ± iy by ±2; the axial vector's
/// z component shifts it by 0 and R± by ∓2. Every entry of the tables in the literature follows from these shifts.
public enum SiteSymmetryS4 {
  public enum Operator: String, Sendable, Hashable, CaseIterable {
    /// Electric dipole along the axis (E ∥ c).
    case electricPi = "E1 π"
    /// Electric dipole across the axis (E ⊥ c).
    case electricSigma = "E1 σ"
    /// Magnetic dipole along the axis; also S_z and L_z.
    case magneticZ = "M1 z"
    /// Magnetic dipole across the axis; also S_x and S_y.
    case magneticXY = "M1 xy"

    /// The values by which μ may change.
    var shifts: [Int] {
      switch self {
      case .electricPi: [4]
      case .magneticZ: [0]
      case .electricSigma, .magneticXY: [2, 6]
      }
    }
  }

  /// Which operators connect two irreps; `nil` when their names come from different point groups and cannot be compared.
  ///
  /// Γ6 and Γ7 are D2d names whose S4 partners depend on the ion; only whether two of them are equal matters here.
  public static func operators(_ a: Irrep, _ b: Irrep) -> Set<Operator>? {
    let isD2d: (Irrep) -> Bool = { $0 == .g6 || $0 == .g7 }
    guard a.isKramers == b.isKramers else { return [] }
    if a.isKramers, isD2d(a) != isD2d(b) { return nil }
    let from = labels(a), to = labels(b)
    return Set(
      Operator.allCases.filter { op in
        op.shifts.contains { shift in from.contains { to.contains(($0 + shift) % 8) } }
      })
  }

  private static func labels(_ irrep: Irrep) -> [Int] {
    switch irrep {
    case .g1: [0]
    case .g2: [4]
    case .g34: [2, 6]
    case .g56, .g6: [1, 7]
    case .g78, .g7: [3, 5]
    }
  }

  /// How many levels of each irrep a manifold of given J splits into.
  ///
  /// For half-odd J the two counts are those of Γ56 and Γ78.
  public static func decomposition(twoJ: Int) -> [Irrep: Int] {
    var counts: [Irrep: Int] = [:]
    for twoM in stride(from: -twoJ, through: twoJ, by: 2) {
      let mu = ((twoM % 8) + 8) % 8
      for irrep in [Irrep.g1, .g2, .g34, .g56, .g78] where labels(irrep).contains(mu) { counts[irrep, default: 0] += 1 }
    }
    for irrep in [Irrep.g34, .g56, .g78] { counts[irrep] = counts[irrep].map { $0 / 2 } }
    return counts
  }
}
