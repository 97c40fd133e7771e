import Documents
import Studies

extension ResultFile {
  /// What the search came to, in a sentence.
  var verdict: String {
    let objective = objective, value = objective.judged ?? objective.value
    let by =
      objective.judged != nil && objective.judgedBy != nil
      ? ", with the background by “\(objective.judgedBy ?? "")”" : ""
    return
      "**\(isFeasible ? "The search found a feasible design" : "The search found no feasible design; this one comes nearest")**: \(Article.code(objective.name)) = \(NumberText.report(value, objective.unit, digits: 5))\(by)."
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
