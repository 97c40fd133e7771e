/// The multipoles an A-coefficient may belong to; sums of two where a source gives only the sum.
public enum Multipole: String, Sendable, Hashable, CaseIterable {
  case e1 = "E1"
  case m1 = "M1"
  case e2 = "E2"
  case m2 = "M2"
  case e3 = "E3"
  case m1e2 = "M1/E2"
  case e1m1 = "E1+M1"

  /// The single multipoles in it.
  public var parts: [Multipole] {
    switch self {
    case .m1e2: [.m1, .e2]
    case .e1m1: [.e1, .m1]
    default: [self]
    }
  }
}

/// What an A-coefficient in a crystal connects.
public enum Resolution: String, Sendable, Hashable, CaseIterable {
  /// One level to one level.
  case level
  /// The mean over the upper manifold, summed over the lower one: not the rate of a single Stark line.
  case manifold
}

/// A radiative transition.
public struct Transition: Sendable, Hashable {
  public let upper: String
  public let lower: String
  public let multipole: Multipole
  public let resolution: Resolution
  /// Einstein A, s⁻¹; `nil` when unknown.
  public let rate: Datum?
  public let rateAlternatives: [Datum]
  public let airNanometres: Double?
  public let vacuumNanometres: Double?
  public let polarisation: String?
  /// The author's warning that a conclusion hangs on this number.
  public let isCritical: Bool
  public let note: String?
  public let pointer: String

  /// Every A the file gives, the preferred one first.
  public var rates: [Datum] { [rate].compactMap { $0 } + rateAlternatives }
}
