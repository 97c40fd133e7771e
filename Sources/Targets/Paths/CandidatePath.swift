import Quantities

/// A path e → p → q → g that passes every rule, with its figures and what they rest on.
public struct CandidatePath: Sendable {
  public let target: String
  public let e: Level
  public let p: Level
  public let q: Level
  public let g: Level
  public let window: ImprintWindow
  public let excitation: PhotonCoupling
  public let emission: PhotonCoupling
  public let vertex: String
  public let rateOfPE: PathInput
  public let rateOfPQ: PathInput
  public let rateOfE: PathInput
  public let rateOfQ: PathInput
  public let spinSquared: PathInput
  public let density: PathInput
  /// F; `nil` when a rate is unknown.
  public let figureOfMerit: SpreadFigure?
  /// F·|S|².
  public let figureOfMeritWithSpin: SpreadFigure?
  /// F and F·|S|² by other data, the largest change first.
  public let alternatives: [Alternative]
  public let conflicts: [Conflict]
  /// What the user should know before trusting the figures.
  public let remarks: [String]
  /// Where the host's refractive index puts the thresholds, if it has one.
  public let hostRemark: String?

  /// The figures with one input replaced.
  public struct Alternative: Sendable {
    public let input: PathInput
    public let figureOfMerit: Double?
    public let figureOfMeritWithSpin: Double?
    /// F·|S|² (or F, when |S|² is unknown) divided by the value in use; `nil` when that is zero or unknown.
    public let factor: Double?

    /// How much it changes the figure, up or down: infinite where there was none.
    var weight: Double { factor.map { max($0, 1 / $0) } ?? .infinity }
    /// True when it changes the figure by more than a factor of 2.
    public var isNotable: Bool { weight > 2 }
  }

  public var isElastic: Bool { e.id == q.id }
  /// ε_eg.
  public var levelSpacing: Energy { e.energy - g.energy }
  /// ε_pe, the trigger on resonance.
  public var trigger: Energy { p.energy - e.energy }
  /// ε_pq, the detected photon on resonance.
  public var detected: Energy { p.energy - q.energy }
  /// ε_qg, what the pair carries.
  public var pairEnergy: Energy { q.energy - g.energy }

  public var inputs: [PathInput] {
    isElastic
      ? [rateOfPE, rateOfE, spinSquared, density] : [rateOfPE, rateOfPQ, rateOfE, rateOfQ, spinSquared, density]
  }

  /// The levels as one line: e → p → q → g.
  public var text: String { [e, p, q, g].map(\.id).joined(separator: " → ") }
}

/// A set of combinations that one rule excludes.
public struct Rejection: Sendable, Hashable {
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    case notMetastable = "e-not-metastable"
    case unstableFinal = "g-not-lowest-stark-level"
    case vertex = "no-neutrino-vertex"
    case photon = "no-photon-line"
    case samePhononBath = "phonons-not-photons"
    case window = "no-mcq3-free-window"

    /// The order in which the rules are applied: later means the combination came further.
    public var stage: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    public var title: String {
      switch self {
      case .notMetastable: "e is not metastable"
      case .unstableFinal: "g relaxes by phonons"
      case .vertex: "the neutrino pair cannot be emitted"
      case .photon: "no dipole photon connects the levels"
      case .samePhononBath: "phonons win over photons"
      case .window: "no McQ3-free imprinted phase"
      }
    }
  }

  public let rule: Rule
  public let e: String
  /// The levels p it concerns; none means every p.
  public let p: [String]
  /// `nil`: every q, or q = e in an elastic survey; likewise g.
  public let q: String?
  public let g: String?
  public let reason: String
  /// How many combinations of levels it excludes.
  public let combinations: Int

  public var text: String {
    // Several p share a reason that names them.
    [("e", e), ("p", p.count == 1 ? p.first : nil), ("q", q), ("g", g)].compactMap { name, id in
      id.map { "\(name) = \($0)" }
    }
    .joined(separator: ", ")
  }
}

/// All paths of a target, and why every other combination of its levels is not one.
public struct PathSurvey: Sendable {
  public let target: Target
  public let includesInelastic: Bool
  /// Best first.
  public let paths: [CandidatePath]
  public let rejections: [Rejection]
  /// Combinations of levels in the right order of energy; each is a path, unlisted, or excluded by exactly one rejection.
  public let combinations: Int
  /// Combinations that pass every rule but are too many to put together; zero for any real target.
  public let unlisted: Int

  /// How many combinations some rule excludes.
  public var excludedCount: Int { combinations - paths.count - unlisted }

  /// The RANP schemes of the file that are not among the paths, with the rule that excludes each.
  public var excludedSchemes: [(scheme: Scheme, rejection: Rejection)] {
    target.schemes.filter { $0.process == .ranp && (includesInelastic || $0.e == $0.q) }.compactMap { scheme in
      let isPath = paths.contains {
        $0.e.id == scheme.e && $0.p.id == scheme.p && $0.q.id == scheme.q && $0.g.id == scheme.g
      }
      guard !isPath else { return nil }
      return rejections.first { $0.covers(scheme) }.map { (scheme, $0) }
    }
  }
}

extension Rejection {
  /// True when it excludes the scheme's combination of levels.
  func covers(_ scheme: Scheme) -> Bool { covers(e: scheme.e, p: scheme.p, q: scheme.q, g: scheme.g) }

  /// True when it excludes a combination of levels. An elastic combination is named without its q.
  func covers(e: String, p: String?, q: String?, g: String) -> Bool {
    let namedQ = q == e ? nil : q
    return self.e == e && (self.p.isEmpty || self.p.contains(p ?? "")) && (self.g == nil || self.g == g)
      && (self.q == nil || self.q == namedQ)
  }
}
