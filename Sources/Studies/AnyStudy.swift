import Documents
import Targets

/// What emits the pair: the key `process` of a study.
public enum StudyProcess: String, Sendable, Hashable, CaseIterable {
  /// Raman stimulated pair emission.
  case ranp
  /// Radiative emission of a neutrino pair.
  case renp
}

/// A study of one of the processes.
public enum AnyStudy: Sendable {
  case raman(Study)
  case radiative(RadiativeStudy)

  public var process: StudyProcess {
    switch self {
    case .raman: .ranp
    case .radiative: .renp
    }
  }

  /// `nil` for the other process.
  public var raman: Study? { if case .raman(let study) = self { study } else { nil } }
  /// `nil` for the other process.
  public var radiative: RadiativeStudy? { if case .radiative(let study) = self { study } else { nil } }

  /// The file's name as the user gave it.
  public var name: String {
    switch self {
    case .raman(let study): study.name
    case .radiative(let study): study.name
    }
  }

  public var title: String? {
    switch self {
    case .raman(let study): study.title
    case .radiative(let study): study.title
    }
  }

  public var targetName: String {
    switch self {
    case .raman(let study): study.targetName
    case .radiative(let study): study.targetName
    }
  }

  public var target: Target {
    switch self {
    case .raman(let study): study.target
    case .radiative(let study): study.target
    }
  }

  /// What a search is for; `nil` when the study names nothing of it.
  public internal(set) var goal: StudyGoal? {
    get {
      switch self {
      case .raman(let study): study.goal
      case .radiative(let study): study.goal
      }
    }
    set {
      switch self {
      case .raman(var study):
        study.goal = newValue
        self = .raman(study)
      case .radiative(var study):
        study.goal = newValue
        self = .radiative(study)
      }
    }
  }

  /// The study with every default written out.
  public var resolvedJSON: JSONValue {
    switch self {
    case .raman(let study): study.resolvedJSON
    case .radiative(let study): study.resolvedJSON
    }
  }

  /// Puts values in the places of parameters.
  mutating func put(_ values: [Double], for parameters: [StudyParameter]) {
    switch self {
    case .raman(var study):
      study.put(values, for: parameters)
      self = .raman(study)
    case .radiative(var study):
      study.put(values, for: parameters)
      self = .radiative(study)
    }
  }
}

/// All figures of a design of either process.
public enum AnyEvaluation: Sendable {
  case raman(Evaluation)
  case radiative(RadiativeEvaluation)

  public init(_ study: AnyStudy) {
    switch study {
    case .raman(let study): self = .raman(Evaluation(study))
    case .radiative(let study): self = .radiative(RadiativeEvaluation(study))
    }
  }

  /// `nil` for the other process.
  public var raman: Evaluation? { if case .raman(let evaluation) = self { evaluation } else { nil } }
  /// `nil` for the other process.
  public var radiative: RadiativeEvaluation? { if case .radiative(let evaluation) = self { evaluation } else { nil } }

  public var warnings: [String] {
    switch self {
    case .raman(let evaluation): evaluation.warnings
    case .radiative(let evaluation): evaluation.warnings
    }
  }

  /// The format `nupair-evaluation/1`.
  ///
  /// - Parameter fibre: as a judgement needed it.
  public func json(fibre: FibreEvaluation? = nil) -> JSONValue {
    switch self {
    case .raman(let evaluation): evaluation.json(fibre: fibre)
    case .radiative(let evaluation): evaluation.json()
    }
  }
}
