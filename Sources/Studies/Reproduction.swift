import Documents
import Emission
import Foundation
import Quantities
import Targets

/// A paper's numbers beside ours.
public struct Reproduction: Sendable {
  public let claims: Claims
  public let results: [Result]

  public struct Result: Sendable {
    public let claim: Claim
    /// By the paper's own formulas and constants; `nil` when the figure does not exist.
    public let published: Double?
    /// By the formulas and constants this program stands by.
    public let corrected: Double?

    /// Published over stated, less one.
    public var relativeDifference: Double? {
      guard let stated = claim.stated, stated != 0, let published else { return nil }
      return published / stated - 1
    }

    /// True when the published value comes out as stated, within the claim's tolerance.
    public var comesOut: Bool {
      guard let stated = claim.stated, let published else { return false }
      return abs(published - stated) <= claim.tolerance * abs(stated)
    }

    /// Why the file's verdict no longer describes what the program finds; `nil` when it does.
    public var fault: String? {
      if published == nil, corrected == nil {
        return
          "it gives no number: a pointer leads nowhere, or to what is not a number (for falls_with, not a positive one)"
      }
      switch claim.verdict {
      case .reproduces, .unstatedInput:
        if claim.stated != nil, !comesOut { return "does not come out as stated any more" }
      case .fails:
        if claim.stated != nil, comesOut { return "comes out as stated, against the verdict" }
      case .input: break
      }
      // Independent values are given to six digits.
      for (name, value, expected) in [
        ("published", published, claim.expected.published), ("corrected", corrected, claim.expected.corrected),
      ] {
        guard let expected else { continue }
        guard let value else { return "the \(name) value does not exist any more" }
        if abs(value - expected) > 2e-5 * abs(expected) {
          return "the \(name) value \(value) has left its expectation \(expected)"
        }
      }
      return nil
    }
  }

  public init(_ claims: Claims, database: TargetDatabase) throws(StudyError) {
    self.claims = claims
    let bench = ClaimBench(claims, database)
    var results: [Result] = []
    for claim in claims.claims {
      results.append(
        Result(
          claim: claim, published: Self.finite(try bench.value(claim, .published)),
          corrected: Self.finite(try bench.value(claim, .corrected))))
    }
    self.results = results
  }

  /// What is no number does not exist.
  private static func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }

  /// How many claims of each verdict.
  public var counts: [(verdict: Claim.Verdict, count: Int)] {
    Claim.Verdict.allCases.map { verdict in (verdict, results.count { $0.claim.verdict == verdict }) }
  }
}

/// Evaluates the studies of a claims file.
struct ClaimBench {
  private let claims: Claims
  private let database: TargetDatabase
  private let loader: StudyLoader

  init(_ claims: Claims, _ database: TargetDatabase) {
    self.claims = claims
    self.database = database
    loader = StudyLoader(database: database)
  }

  /// - Parameter pointer: of what asks for it, to report faults at.
  func evaluation(
    _ study: String, _ changes: [(pointer: String, value: JSONValue)], _ conventions: Conventions, for pointer: String
  ) throws(StudyError) -> Evaluation {
    switch try load(study, changes, conventions, for: pointer) {
    case .raman(let study): return Evaluation(study)
    case .radiative:
      throw StudyError(findings: [
        Finding(
          .error, rule: "not-supported", file: claims.file, pointer: pointer,
          message: "the study '\(study)' is one of \"renp\", which has no curves over angle",
          hint: "figures are drawn for \"ranp\"; `nupair evaluate STUDY --csv FILE` writes a spectrum")
      ])
    }
  }

  /// The evaluation as JSON, of any process, without its curve.
  private func json(
    _ study: String, _ changes: [(pointer: String, value: JSONValue)], _ conventions: Conventions, for pointer: String
  ) throws(StudyError) -> JSONValue {
    switch try load(study, changes, conventions, for: pointer) {
    case .raman(let study): Evaluation(study).json(angles: nil)
    case .radiative(let study): RadiativeEvaluation(study).json(energies: nil)
    }
  }

  private func load(
    _ study: String, _ changes: [(pointer: String, value: JSONValue)], _ conventions: Conventions, for pointer: String
  ) throws(StudyError) -> AnyStudy {
    let conventional = changes + [("/conventions", .string(conventions.rawValue))]
    let tree = conventional.reduce(claims.studies[study] ?? .null) { $0.replacing($1.pointer, with: $1.value) }
    let directory = URL(fileURLWithPath: claims.file).deletingLastPathComponent().path
    do {
      return try loader.loadAny(name: claims.file, tree: tree, directory: directory)
    } catch {
      // Places in the varied study are in no file.
      throw StudyError(
        findings: error.findings.map { finding in
          Finding(
            finding.severity, rule: finding.rule, file: claims.file, pointer: pointer,
            message:
              "the study '\(study)' as changed here\(finding.pointer.isEmpty ? "" : ", " + finding.pointer): \(finding.message)",
            why: finding.why,
            hint: finding.hint)
        })
    }
  }

  /// A quantity of the library.
  func value(_ call: LibraryCall, _ conventions: Conventions) throws(StudyError) -> Double? {
    do throws(TargetError) {
      return try call.value(conventions, database)
    } catch {
      throw StudyError(findings: error.findings)
    }
  }

  func value(_ claim: Claim, _ conventions: Conventions) throws(StudyError) -> Double? {
    switch claim.computation {
    case .wavenumber(let wavenumber):
      return Energy(wavenumberPerCentimetre: wavenumber, convention: conventions.units).electronVolts
    case .joules(let joules): return joules / PhysicalConstants.elementaryCharge
    case .given(let value): return value
    case .library(let call, let power, let factor):
      return try value(call, conventions).map { factor * (power == 1 ? $0 : pow($0, power)) }
    case .figure(let study, let changes, let pointer, let factor, let over):
      let result = try json(study, changes, conventions, for: claim.pointer)
      guard let value = result.value(at: pointer)?.doubleValue else { return nil }
      var quotient = factor * value
      for divisor in over {
        guard let number = result.value(at: divisor.pointer)?.doubleValue else { return nil }
        quotient /= pow(number, divisor.power)
      }
      return quotient
    case .fall(let study, let changes, let pointer, let number):
      // Central difference in the logarithm: 1e-4 either way leaves an error of 1e-9.
      let step = 1e-4
      let resolved = try json(study, changes, conventions, for: claim.pointer)["study"]
      guard let centre = resolved?.value(at: number)?.doubleValue, centre != 0 else { return nil }
      func logarithm(_ shift: Double) throws(StudyError) -> Double? {
        let moved = changes + [(number, JSONValue.number(centre * exp(shift)))]
        let result = try json(study, moved, conventions, for: claim.pointer)
        return result.value(at: pointer)?.doubleValue.map { log($0) }
      }
      guard let above = try logarithm(step), let below = try logarithm(-step) else { return nil }
      return (below - above) / (2 * step)
    }
  }
}
