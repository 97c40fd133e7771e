import Documents
import Emission
import Quantities
import Targets

/// One number a design rests on: an override of the study, or what the database knows.
public struct StudyInput: Sendable, Hashable {
  public let key: Study.Override
  /// `nil`: unknown.
  public let value: Double?
  public let origin: Origin

  public enum Origin: Sendable, Hashable {
    case override
    /// Follows another override because the path is elastic.
    case follows(Study.Override)
    case database(PathInput)
  }

  public var databaseInput: PathInput? { if case .database(let input) = origin { input } else { nil } }
}

/// The rates, widths and strengths of a study's path.
public struct StudyInputs: Sendable {
  public let rateOfPE: StudyInput
  public let rateOfPQ: StudyInput
  public let widthOfP: StudyInput
  public let widthOfE: StudyInput
  public let widthOfQ: StudyInput
  public let spinSquared: StudyInput

  init(_ study: Study, _ named: NamedPath) {
    let path = named.path, isElastic = study.path.isElastic
    func input(_ key: Study.Override, _ found: PathInput, follows twin: Study.Override? = nil) -> StudyInput {
      if let value = study.overrides[key] { return StudyInput(key: key, value: value, origin: .override) }
      if isElastic, let twin, let value = study.overrides[twin] {
        return StudyInput(key: key, value: value, origin: .follows(twin))
      }
      return StudyInput(key: key, value: found.value, origin: .database(found))
    }
    rateOfPE = input(.rateOfPE, path.rateOfPE, follows: .rateOfPQ)
    rateOfPQ = input(.rateOfPQ, path.rateOfPQ, follows: .rateOfPE)
    widthOfP = input(.widthOfP, named.widthOfP)
    widthOfE = input(.widthOfE, path.rateOfE, follows: .widthOfQ)
    widthOfQ = input(.widthOfQ, path.rateOfQ, follows: .widthOfE)
    spinSquared = input(.spinSquared, path.spinSquared)
  }

  public var all: [StudyInput] { [rateOfPE, rateOfPQ, widthOfP, widthOfE, widthOfQ, spinSquared] }

  /// `nil` when one is unknown.
  func widths(linewidth: Double) -> RamanWidths? {
    guard let pe = rateOfPE.value, let pq = rateOfPQ.value, let p = widthOfP.value, let e = widthOfE.value,
      let q = widthOfQ.value
    else { return nil }
    return RamanWidths(
      rateOfPE: Rate(perSecond: pe), rateOfPQ: Rate(perSecond: pq), widthOfP: Rate(perSecond: p),
      widthOfE: Rate(perSecond: e), widthOfQ: Rate(perSecond: q), linewidth: Rate(cyclicLinewidthInHertz: linewidth))
  }
}
