import Documents
import Search
import Studies

/// What `optimize` says of a search, for people.
public struct OptimisationDescription: Sendable {
  private let found: StudyOptimisation

  public init(_ found: StudyOptimisation) { self.found = found }

  public var text: String {
    var text = "\(found.study?.title ?? "Untitled study")\n\n" + answer
    guard let design = found.design else {
      if found.variants.count > 1 { text += "\nVariants\n" + variants }
      return text
    }
    text += "\nFound\n" + variables + "\nConstraints\n" + JudgementTable(design.judgement).rows
    if let certificate = design.certificate { text += "\nCertificate\n  \(certificate.text)\n" }
    if let lesson = StudyLesson(found) { text += "\n" + LessonTable(lesson).text }
    text += "\nHow\n" + how
    if found.variants.count > 1 { text += "\nVariants\n" + variants }
    let warnings = design.evaluation.warnings + (design.judgement.fibre?.warnings ?? [])
    if !warnings.isEmpty {
      text += "\nWarnings\n" + warnings.map { "  - \($0.printable)\n" }.joined()
    }
    return text
  }

  private var answer: String {
    let figure = found.goal.objective, unit = figure.unit.isEmpty ? "" : " \(figure.unit)"
    guard let design = found.design, let best = found.outcome?.best else {
      return found.evaluations > 0
        ? "Nothing was found: \(found.whyNothing).\n" : "Nothing was looked at: \(found.whyNothing).\n"
    }
    var lines = ""
    if found.isFeasible {
      lines += "The best design found: \(figure.name) = \(Self.value(best.objective))\(unit)\n"
    } else if !design.judgement.isComplete {
      lines +=
        "Broken off before the full pair factor could judge the suppression: \(figure.name) = \(Self.value(best.objective))\(unit) so far\n"
    } else if let worst = found.worst {
      let by = worst.by.map { ", by \(NumberText.short($0))" } ?? ""
      lines +=
        "No feasible design was found. The one nearest to it breaks \(worst.name)\(by); its \(figure.name) is \(Self.value(best.objective))\(unit)\n"
    }
    if let measure = design.judgement.objectiveMeasure, let judged = design.judgement.objective,
      measure != found.goal.search.measure
    {
      let share =
        measure == .pp
        ? figure.better == .smaller
          ? ", at least, with the pairs that propagate in the core"
          : ", at most, with the pairs that propagate in the core"
        : " by the full pair factor"
      lines += "That is by the strip, a surrogate; it is \(NumberText.scientific(judged, digits: 3))\(unit)\(share).\n"
    }
    return lines
  }

  private static func value(_ value: Double) -> String { NumberText.scientific(value, digits: 6) }

  private var variables: String {
    var rows = Rows()
    for pick in found.variants[found.chosen].picks { rows.add(pick.pointer, Self.text(pick.value)) }
    for variable in found.variables {
      rows.add(variable.pointer, NumberText.exact(variable.value), variable.isAtEnd ? "(at the end of its range)" : "")
    }
    return rows.text
  }

  private static func text(_ value: JSONValue) -> String {
    value.stringValue ?? value.doubleValue.map(NumberText.exact) ?? String(value.text.dropLast())
  }

  private var how: String {
    var rows = Rows()
    let outcome = found.outcome
    rows.add("stopped", Self.stop(found.stop))
    rows.add(
      "evaluations",
      "\(found.evaluations)" + (outcome.map { $0.undefined > 0 ? ", \($0.undefined) without a value" : "" } ?? ""))
    rows.add("algorithm", "\(found.goal.search.algorithm.name), seed \(found.goal.search.seed)")
    rows.add(
      "checked",
      outcome?.isConfirmed == true
        ? "an evaluation of its own gives the same to the last digit"
        : "NOT CONFIRMED: an evaluation of its own gives other digits")
    if let outcome, outcome.optima.count > 1 {
      let others = outcome.optima.dropFirst().prefix(4).map { NumberText.scientific($0.objective, digits: 3) }
      rows.add("other local optima", others.joined(separator: ", ") + (outcome.optima.count > 5 ? ", …" : ""))
    }
    return rows.text
  }

  private static func stop(_ reason: StopReason) -> String {
    switch reason {
    case .converged: "nothing better was found where it still looked"
    case .roundoff: "rounding left no direction"
    case .evaluationBudget: "the budget of evaluations is used up"
    case .timeBudget: "the time is used up; another run may get further"
    case .interrupted: "interrupted; --resume goes on"
    case .gaveUp: "the algorithm gave up"
    }
  }

  private var variants: String {
    var rows = Rows()
    for variant in found.variants {
      let name = variant.picks.map { "\($0.pointer) \(Self.text($0.value))" }.joined(separator: ", ")
      switch variant.result {
      case .searched(let outcome):
        let best = outcome.best
        rows.add(
          name, best.map { NumberText.scientific($0.objective, digits: 4) } ?? "no value",
          best.map { $0.isFeasible ? "" : "infeasible" } ?? "")
      case .pruned(let reason): rows.add(name, "not searched: \(reason)")
      case .refused(let reason): rows.add(name, "not searched: \(reason.printable)")
      case .notReached: rows.add(name, "not reached")
      }
    }
    return rows.text
  }
}

/// What a design makes of its constraints, for people.
public struct JudgementTable: Sendable {
  private let judgement: Judgement

  public init(_ judgement: Judgement) { self.judgement = judgement }

  public var text: String { "Constraints\n" + rows }

  var rows: String {
    var rows = Rows()
    for verdict in judgement.verdicts {
      let value = verdict.value.map(NumberText.short) ?? "none"
      let unit = verdict.bound.figure.unit.isEmpty ? "" : " \(verdict.bound.figure.unit)"
      let remarks = [verdict.isKept ? nil : "BROKEN", verdict.measure.map { "(by \($0.rawValue))" }].compactMap(\.self)
      rows.add(verdict.bound.figure.name, "\(value)\(unit), \(verdict.bound.text)", remarks.joined(separator: " "))
    }
    return rows.text
  }
}
