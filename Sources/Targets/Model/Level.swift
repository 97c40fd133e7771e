import Quantities

public enum Parity: String, Sendable, Hashable, CaseIterable {
  case even, odd
}

/// An irreducible representation of the site group, as spectroscopists label Stark levels in S4.
///
/// Γ1, Γ2 and the doublet Γ34 for an even number of f electrons; for an odd number, the Kramers doublets Γ56 and Γ78
/// or their D2d names Γ6 and Γ7, whose correspondence depends on the ion.
public enum Irrep: String, Sendable, Hashable, CaseIterable {
  case g1 = "G1"
  case g2 = "G2"
  case g34 = "G34"
  case g56 = "G56"
  case g78 = "G78"
  case g6 = "G6"
  case g7 = "G7"

  public var isKramers: Bool {
    switch self {
    case .g1, .g2, .g34: false
    case .g56, .g78, .g6, .g7: true
    }
  }

  public var degeneracy: Int { self == .g1 || self == .g2 ? 1 : 2 }
}

/// A level of the atom, ion or molecule.
public struct Level: Sendable, Hashable {
  public let id: String
  public let configuration: String
  public let term: String
  /// Twice the total angular momentum; in a crystal, of the free-ion manifold.
  public let twoJ: Int
  /// `nil` in crystals, where the site has no inversion centre.
  public let parity: Parity?
  public let irrep: Irrep?
  public let irrepStatus: DataStatus?
  public let degeneracy: Int
  public let isKramers: Bool?
  /// The SLJ manifold a Stark level belongs to.
  public let manifold: String?
  /// The author's word on metastability; `nil` leaves it to the rules.
  public let isMetastable: Bool?
  public let isObserved: Bool?
  /// Above the ground level, cm⁻¹.
  public let energyPerCentimetre: Datum
  public let energyAlternatives: [Datum]
  /// Seconds, best first.
  public let lifetimes: [Datum]
  public let note: String?
  public let pointer: String

  public var energy: Energy { Energy(wavenumberPerCentimetre: energyPerCentimetre.value) }

  /// J as physicists write it: 3/2, 2.
  public var jText: String { Self.jText(twoJ: twoJ) }

  static func jText(twoJ: Int) -> String { twoJ.isMultiple(of: 2) ? "\(twoJ / 2)" : "\(twoJ)/2" }
}
