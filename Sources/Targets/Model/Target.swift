import Documents

/// What kind of system a target is, which decides the selection rules.
public enum TargetKind: String, Sendable, Hashable, CaseIterable {
  /// A free atom or ion.
  case atom
  case ionInCrystal = "ion-in-crystal"
  case molecule
}

/// The element, its charge and its isotopes.
public struct Species: Sendable, Hashable {
  public let symbol: String
  public let atomicNumber: Int
  public let charge: Int
  public let configuration: String?
  public let isotopes: [Isotope]

  public var electrons: Int { atomicNumber - charge }
}

public struct Isotope: Sendable, Hashable {
  public let massNumber: Int
  /// N = A − Z, which the nuclear charge Q_w = N − 0.044 Z needs.
  public let neutrons: Int
  public let twoI: Int?
  public let abundance: Double?
  public let status: DataStatus
  public let source: String
}

/// A number density under stated conditions, cm⁻³.
public struct Density: Sendable, Hashable {
  public let value: Datum
  public let conditions: String
  /// The density a design should assume; at most one a target.
  public let isRealistic: Bool
}

/// Two sources that disagree, and what they disagree about.
public struct Conflict: Sendable, Hashable {
  public let text: String
  public let concerns: [Concern]

  public enum Concern: Sendable, Hashable {
    case level(String)
    case transition(upper: String, lower: String)
    case spin(String, String)
  }
}

/// A target that passed every check. Only the loader makes one.
public struct Target: Sendable {
  public let id: String
  public let name: String
  public let kind: TargetKind
  public let species: Species
  public let host: Host?
  public let sources: [Source]
  public let densities: [Density]
  /// cm⁻¹.
  public let ionisationEnergy: Datum?
  /// In the order of the file.
  public let levels: [Level]
  public let manifolds: [Manifold]
  public let transitions: [Transition]
  public let manifoldTransitions: [ManifoldTransition]
  public let spinElements: [SpinElement]
  public let schemes: [Scheme]
  public let conflicts: [Conflict]
  public let gaps: [String]
  public let crossChecks: [String]
  /// How many numbers of each status the file holds.
  public let statusCounts: [DataStatus: Int]
  /// The whole file as it was read, for those who want every datum.
  public let document: JSONValue
  /// Of the file's text.
  public let digest: String
  let levelIndex: [String: Int]

  public func level(_ id: String) -> Level? { levelIndex[id].map { levels[$0] } }
  public func source(_ key: String) -> Source? { sources.first { $0.key == key } }
  public var realisticDensity: Density? { densities.first(where: \.isRealistic) }

  /// The conflicts that concern a transition.
  public func conflicts(onTransitionFrom upper: String, to lower: String) -> [Conflict] {
    conflicts.filter { $0.concerns.contains(.transition(upper: upper, lower: lower)) }
  }

  /// The conflicts that concern a level.
  public func conflicts(onLevel id: String) -> [Conflict] { conflicts.filter { $0.concerns.contains(.level(id)) } }

  /// The conflicts that concern the spin element of two levels, in either order.
  public func conflicts(onSpin a: String, _ b: String) -> [Conflict] {
    conflicts.filter { $0.concerns.contains(.spin(a, b)) || $0.concerns.contains(.spin(b, a)) }
  }
}
