import Documents
import Search

/// What a search over a study is for: an objective, what every design must keep, and how to look.
public struct StudyGoal: Sendable, Hashable {
  public internal(set) var objective: DesignFigure
  public internal(set) var bounds: [Bound]
  /// Implied bounds that the study takes back with null.
  public internal(set) var lifted: [DesignFigure] = []
  public internal(set) var search: Effort

  /// A figure that has to stay within limits.
  public struct Bound: Sendable, Hashable {
    public let figure: DesignFigure
    /// At least this.
    public let least: Double?
    /// At most this.
    public let most: Double?
    /// No design without it is one, whether the study says so or not.
    public var isImplied: Bool { StudyGoal.implied(figure.process).contains(self) }
  }

  /// How to look.
  public struct Effort: Sendable, Hashable {
    public internal(set) var algorithm: SearchSettings.Choice
    public internal(set) var seed: UInt64
    public internal(set) var maxEvaluations: Int
    public internal(set) var maxSeconds: Double?
    public internal(set) var measure: SuppressionMeasure

    static let standard = Effort(
      algorithm: .auto, seed: 1, maxEvaluations: 20000, maxSeconds: nil, measure: .surrogate)
  }

  /// What a study means that says nothing of it.
  static func standard(_ study: AnyStudy) -> StudyGoal {
    let hasGap = study.radiative.map { $0.gap != nil } ?? true
    return StudyGoal(
      objective: study.process == .ranp ? .rate : .radiativeRate,
      bounds: implied(study.process).filter { hasGap || $0.figure != .gapMargin }, search: .standard)
  }

  /// Without these no design is feasible. Raman emission: McQ3-free at every angle, and not on McQ2. Radiative emission: a pair is emitted, and a gap, where
  /// the study states one, holds the photons of McQ3.
  static func implied(_ process: StudyProcess) -> [Bound] {
    switch process {
    case .ranp:
      [
        Bound(figure: .mcq3Margin, least: 0, most: nil),
        Bound(figure: .mcq2Distance, least: 1e-4, most: nil),
      ]
    case .renp:
      [Bound(figure: .pairOpen, least: 0, most: nil), Bound(figure: .gapMargin, least: 0, most: nil)]
    }
  }
}

/// Which suppression of McQ4 a search goes by.
public enum SuppressionMeasure: String, Sendable, Hashable, CaseIterable {
  /// The strip while searching, the full pair factor when the result is judged.
  case surrogate
  /// The strip throughout.
  case strip
  /// The pairs with both photons propagating in the core, throughout: tenths of a second and more for each design.
  case pp
  /// The full pair factor throughout: seconds for each design.
  case total
}

extension StudyGoal {
  /// The keys of a study that say it, with every default.
  var members: [JSONValue.Member] {
    var search: [JSONValue.Member] = [
      .init("algorithm", .string(self.search.algorithm.name)), .init("seed", .integer(Int(self.search.seed))),
      .init("max_evaluations", .integer(self.search.maxEvaluations)),
    ]
    if let seconds = self.search.maxSeconds { search.append(.init("max_seconds", .number(seconds))) }
    if objective.process == .ranp { search.append(.init("mcq4", .string(self.search.measure.rawValue))) }
    return [
      .init("objective", .string(objective.name)),
      .init(
        "constraints",
        .object(bounds.map { .init($0.figure.name, $0.json) } + lifted.map { .init($0.name, .null) })),
      .init("search", .object(search)),
    ]
  }
}

extension StudyGoal.Bound {
  var json: JSONValue {
    if figure.better == .larger, let least, most == nil { return .number(least) }
    if figure.better == .smaller, let most, least == nil { return .number(most) }
    var members: [JSONValue.Member] = []
    if let least {
      members.append(.init("min", .number(least)))
    } else if StudyGoal.implied(figure.process).contains(where: { $0.figure == figure }) {
      members.append(.init("min", .null))
    }
    if let most { members.append(.init("max", .number(most))) }
    return .object(members)
  }

  /// True when a figure's values keep it; `nil` values do not.
  func isKept(_ values: [Double]?) -> Bool {
    guard let values else { return false }
    return values.allSatisfy { value in
      (least.map { isStrict ? value > $0 : value >= $0 } ?? true) && (most.map { value <= $0 } ?? true)
    }
  }

  /// A margin of zero is not free.
  var isStrict: Bool { figure.isStrictAtZero && least == 0 }

  public var text: String {
    switch (least, most) {
    case (let least?, let most?): "\(NumberText.exact(least)) to \(NumberText.exact(most))"
    case (let least?, nil): (isStrict ? "> " : "≥ ") + NumberText.exact(least)
    case (nil, let most?): "≤ " + NumberText.exact(most)
    case (nil, nil): "none"
    }
  }
}

extension SearchSettings.Choice {
  /// `auto`, an algorithm, or one with the one it calls: `LD_AUGLAG+LD_LBFGS`.
  public var name: String {
    switch self {
    case .auto: "auto"
    case .algorithm(let algorithm, let inner): algorithm.name + (inner.map { "+\($0.name)" } ?? "")
    }
  }

  /// `nil` for names that are not NLopt's.
  public init?(named name: String) {
    if name == "auto" {
      self = .auto
      return
    }
    let names = name.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    guard names.count <= 2, let algorithm = Algorithm(named: names[0]) else { return nil }
    guard names.count == 2 else {
      self = .algorithm(algorithm, subsidiary: nil)
      return
    }
    guard algorithm.needsSubsidiary, let inner = Algorithm(named: names[1]) else { return nil }
    self = .algorithm(algorithm, subsidiary: inner)
  }
}
