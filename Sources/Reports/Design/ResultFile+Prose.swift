import Documents
import Studies

extension ResultFile {
  /// What the search came to, in a sentence.
  var verdict: String {
    let objective = objective, value = objective.judged ?? objective.value
    let by = objective.judged == nil ? "" : objective.judgedBy.map { ", \(Self.measured($0))" } ?? ""
    return
      "**\(isFeasible ? "The search found a feasible design" : "The search found no feasible design; this one comes nearest")**: \(Article.code(objective.name)) = \(NumberText.report(value, objective.unit, digits: 5))\(by)."
  }

  /// How the suppression of McQ4 was measured.
  private static func measured(_ measure: String) -> String {
    switch measure {
    case "pp": "McQ4 by the pairs that propagate in the core, a lower bound of η"
    case "total": "McQ4 by all channels of the fibre"
    case "strip": "McQ4 by the strip, a surrogate"
    default: "McQ4 by “\(Article.plain(measure))”"
    }
  }

  /// Why the search ended.
  var stopReason: String {
    switch json.value(at: "/outcome/stop")?.stringValue {
    case "converged": "it stopped because nothing better was found where it still looked"
    case "roundoff": "it stopped because rounding left no direction"
    case "evaluation-budget": "**it stopped because the budget of evaluations was used up**"
    case "time-budget": "**it stopped because the time was used up**: another run may get further"
    case "interrupted": "**it was interrupted**: `--resume` goes on"
    case let code?: "it stopped: \(Article.plain(code))"
    case nil: "why it stopped is not known"
    }
  }

  /// A sentence for each variable that ended at an end of its range.
  var variablesAtEnds: [String] {
    (json["variables"]?.elements ?? []).filter { $0["at_end"]?.boolValue == true }.map { variable in
      "**The search's range**: \(Article.code(variable["pointer"]?.stringValue ?? "")) ended at an end of its range, \(NumberText.report(variable["value"]?.doubleValue ?? .nan, digits: 5)); a wider one may hold a better design."
    }
  }
}

/// Bounds that a design has to keep, as rows of condition, value, limit and whether it is kept.
enum ConstraintRows {
  /// - Parameter constraints: as a result's JSON has them; those that hold without being named are left out.
  static func rows(_ constraints: [JSONValue], of process: StudyProcess) -> [[String]] {
    constraints.filter { $0["implied"]?.boolValue != true }.map { constraint in
      let name = constraint["name"]?.stringValue ?? "", unit = constraint["unit"]?.stringValue ?? ""
      let figure = DesignFigure(named: name, of: process)
      let bound: String =
        if let number = constraint["bound"]?.doubleValue {
          (figure?.better == .smaller ? "at most " : "at least ") + NumberText.report(number, unit, digits: 4)
        } else {
          [
            constraint.value(at: "/bound/min")?.doubleValue.map { "at least " + NumberText.report($0, unit) },
            constraint.value(at: "/bound/max")?.doubleValue.map { "at most " + NumberText.report($0, unit) },
          ].compactMap(\.self).joined(separator: ", ")
        }
      return [
        "the study's \(Article.code(name))", NumberText.report(constraint["value"]?.doubleValue, unit), bound,
        constraint["kept"]?.boolValue == true ? "yes" : "**no**",
      ]
    }
  }
}
