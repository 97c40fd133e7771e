import Documents
import Search
import Studies

/// What `objectives` lists.
public enum FigureListing {
  public static var text: String {
    StudyProcess.allCases.map { process in
      "Of \"process\": \"\(process.rawValue)\"\n\n" + text(of: process)
    }.joined(separator: "\n")
  }

  private static func text(of process: StudyProcess) -> String {
    DesignFigure.all(of: process).map { figure in
      var text =
        figure.name + (figure.unit.isEmpty ? "" : ", \(figure.unit)") + " (\(figure.better.rawValue) is better)\n"
      text += wrapped(figure.definition)
      if !figure.needs.isEmpty { text += wrapped("Needs \(figure.needs).") }
      return text
    }.joined(separator: "\n")
  }

  public static var json: JSONValue {
    [
      "objectives": .array(
        StudyProcess.allCases.flatMap(DesignFigure.all).map {
          [
            "name": .string($0.name), "process": .string($0.process.rawValue), "unit": .string($0.unit),
            "better": .string($0.better.rawValue),
            "definition": .string($0.definition), "needs": .string($0.needs),
          ]
        })
    ]
  }

  private static func wrapped(_ text: String) -> String {
    var lines: [String] = [""]
    for word in text.split(separator: " ") {
      if lines[lines.count - 1].count + word.count > 96 { lines.append("") }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines.map { "  \($0)\n" }.joined()
  }
}

/// The algorithms that the linked NLopt library has.
public enum AlgorithmListing {
  public static var text: String {
    var table = TextTable([
      ("name", .left), ("slopes", .left), ("constraints", .left), ("global", .left), ("random", .left),
      ("calls", .left),
    ])
    table.add(["auto", "used", "yes", "yes", "yes", ""])
    for algorithm in Algorithm.all {
      table.add([
        algorithm.name, algorithm.needsGradient ? "yes" : "", algorithm.takesConstraints ? "yes" : "",
        algorithm.isGlobal ? "yes" : "", algorithm.isRandom ? "yes" : "", algorithm.defaultSubsidiary?.name ?? "",
      ])
    }
    return "NLopt \(Algorithm.libraryVersion)\n\n" + table.text()
  }

  public static var json: JSONValue {
    [
      "nlopt_version": .string(Algorithm.libraryVersion),
      "algorithms": .array(
        Algorithm.all.map {
          [
            "name": .string($0.name), "title": .string($0.title), "needs_slopes": .bool($0.needsGradient),
            "takes_constraints": .bool($0.takesConstraints), "global": .bool($0.isGlobal),
            "random": .bool($0.isRandom), "calls": .string(orNull: $0.defaultSubsidiary?.name),
          ]
        }),
    ]
  }
}
