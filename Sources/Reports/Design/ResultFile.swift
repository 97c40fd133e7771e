import Documents
import Studies

/// A file of the format `nupair-result/1`: what a search found, as it was written.
public struct ResultFile: Sendable {
  public let json: JSONValue
  /// The study found.
  let study: JSONValue

  struct Step: Sendable {
    let evaluation: Int
    let phase: Int
    let objective: Double?
    let violation: Double
  }

  /// - Returns: `nil` when the search found no design.
  init?(_ json: JSONValue) {
    guard let study = json["study"], study != .null else { return nil }
    self.json = json
    self.study = study
  }

  var objective: (name: String, unit: String, value: Double?, judged: Double?, judgedBy: String?) {
    let objective = json.value(at: "/outcome/objective")
    return (
      objective?["name"]?.stringValue ?? "objective", objective?["unit"]?.stringValue ?? "",
      objective?["value"]?.doubleValue,
      objective?["judged"]?.doubleValue, objective?["judged_by"]?.stringValue
    )
  }

  var isFeasible: Bool { json["feasible"]?.boolValue ?? false }
  var evaluations: Int? { json.value(at: "/outcome/evaluations")?.doubleValue.map { Int($0) } }
  var history: [Step] {
    (json["history"]?.elements ?? []).map {
      Step(
        evaluation: Int($0["evaluation"]?.doubleValue ?? 0), phase: Int($0["phase"]?.doubleValue ?? 0),
        objective: $0["objective"]?.doubleValue, violation: $0["violation"]?.doubleValue ?? 0)
    }
  }

  /// η of the fibre and its error by the full pair factor, as the search's judgement left it.
  var suppression: (value: Double, error: Double)? {
    guard let value = json.value(at: "/evaluation/fibre/eta/total")?.doubleValue,
      let error = json.value(at: "/evaluation/fibre/eta_error/total")?.doubleValue
    else { return nil }
    return (value, error)
  }
}
