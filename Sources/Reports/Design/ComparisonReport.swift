import Documents
import Foundation
import Sensitivity
import Studies
import Targets

extension Report {
  /// Of several designs side by side.
  public init(comparing inputs: [ReportInput], options: ReportOptions, database: TargetDatabase) {
    let comparison = Comparison(inputs, database: database)
    var article = Article(title: "Comparison of \(inputs.count) designs")
    article.list(
      comparison.columns.map {
        "**\($0.name)**: \(Article.plain($0.title)) (\(Article.code(URL(fileURLWithPath: $0.input.name).lastPathComponent)))"
      })
    article.heading("Which conclusions flip")
    article.list(comparison.flips)
    article.heading("Side by side")
    article.table(comparison.figures)
    article.heading("What changed")
    let changes = comparison.changes
    if changes.isEmpty {
      article.paragraph("Nothing: the studies are the same with every default written out.")
    } else {
      article.table(changes)
    }
    article.heading("How to make it again")
    article.table(
      Manifest(options).table(comparison.columns.map { ("\($0.name), digest", Article.code($0.input.digest)) }))
    self.init(article, bibtex: "")
  }
}

/// Designs beside each other.
struct Comparison {
  struct Column {
    /// A, B, C …
    let name: String
    let title: String
    let input: ReportInput
    /// The evaluation as JSON, without curves.
    let evaluation: JSONValue
    let study: JSONValue
    let sensitivity: SensitivityReport?
    let isRaman: Bool
  }

  let columns: [Column]

  init(_ inputs: [ReportInput], database: TargetDatabase) {
    columns = inputs.enumerated().map { index, input in
      let name = index < 26 ? String(UnicodeScalar(UInt8(65 + index))) : "\(index + 1)"
      switch input.study {
      case .raman(let study):
        let evaluation = Evaluation(study)
        // A result has its fibre; of a study the strip would be no answer, and the full factor takes seconds.
        let stored = input.result?.json.value(at: "/evaluation/fibre")
        var json = evaluation.json(angles: nil)
        if let stored, stored != .null { json = json.replacing("/fibre", with: stored) }
        return Column(
          name: name, title: input.title, input: input, evaluation: json, study: study.resolvedJSON,
          sensitivity: SensitivityReport(evaluation), isRaman: true)
      case .radiative(let study):
        let evaluation = RadiativeEvaluation(study)
        let found = (try? RadiativeSensitivity(evaluation)).flatMap(SensitivityReport.init)
        return Column(
          name: name, title: input.title, input: input, evaluation: evaluation.json(energies: nil),
          study: study.resolvedJSON,
          sensitivity: found, isRaman: false)
      }
    }
  }

  // MARK: Figures

  private struct Row {
    let name: String
    let unit: String
    var digits = 4
    /// Of places on an axis the difference says more than the ratio.
    var isDifference = false
    let value: (Column) -> Double?

    init(_ name: String, _ unit: String, digits: Int = 4, _ value: @escaping (Column) -> Double?) {
      self.name = name
      self.unit = unit
      self.digits = digits
      self.value = value
    }

    init(_ name: String, _ unit: String, at pointer: String, digits: Int = 4, times factor: Double = 1) {
      self.init(name, unit, digits: digits) { $0.evaluation.value(at: pointer)?.doubleValue.map { factor * $0 } }
      isDifference = pointer.hasPrefix("/kinematics")
    }
  }

  private static var rows: [Row] {
    [
      Row("r", "", at: "/kinematics/r", digits: 8), Row("trigger", "eV", at: "/kinematics/trigger_eV", digits: 7),
      Row("detected", "eV", at: "/kinematics/detected_eV", digits: 7),
      Row("M²(0)", "meV²", at: "/kinematics/mass_squared_forward_eV2", times: 1e6),
      Row("M²(π)", "meV²", at: "/kinematics/mass_squared_backward_eV2", times: 1e6),
      Row("M²", "meV²", at: "/kinematics/mass_squared_eV2", times: 1e6),
      Row("distance to McQ2", "", at: "/kinematics/mcq2/distance"),
      Row("figure of merit F", "", at: "/rate/figure_of_merit"), Row("Γ₀", "s⁻¹", at: "/rate/gamma0_per_s"),
      Row("∫ΣF dΩ", "eV²", at: "/rate/pair_sum/sphere_eV2"), Row("signal events", "s⁻¹", at: "/rate/total_per_s"),
      Row("signal events with \\|σ\\|²", "s⁻¹", at: "/rate/total_sigma2_per_s"),
      Row("McQ4 per signal event, no fibre", "", at: "/background/mcq4_per_signal_sigma2"),
      Row("η of the fibre", "", at: "/fibre/eta/total"),
      Row("Fisher information on m₀", "per exposure") { $0.sensitivity?.massInformation },
      Row("signal events for NO/IO at 3σ", "", digits: 3) { column in
        column.sensitivity?.answers.last { $0.question == .ordering }?.found?.eventsForThreeSigma
      },
      Row("signal events for Majorana/Dirac at 3σ", "", digits: 3) { column in
        column.sensitivity?.answers.last { $0.question == .nature }?.found?.eventsForThreeSigma
      },
      Row("signal events for m₀ to its half", "", digits: 3) { $0.sensitivity?.eventsForHalf },
    ]
  }

  var figures: Article.Table {
    var table = Article.Table(
      [("figure", .left)] + columns.map { ($0.name, .right) } + (columns.count == 2 ? [("B/A, or B − A", .right)] : []))
    for row in Self.rows {
      let values = columns.map(row.value)
      guard values.contains(where: { $0 != nil }) else { continue }
      var ratio: [String] = []
      if columns.count == 2 {
        ratio = [""]
        if let a = values[0], let b = values[1], a != b {
          ratio = [
            row.isDifference || a * b <= 0
              ? "\(b > a ? "+" : "")\(NumberText.report(b - a, row.unit, digits: 3))"
              : "×\(NumberText.report(b / a, digits: 3))"
          ]
        }
      }
      table.add([row.name] + values.map { NumberText.report($0, row.unit, digits: row.digits) } + ratio)
    }
    return table
  }

  // MARK: Conclusions

  private static var conclusions: [(name: String, holds: (Column) -> Bool?)] {
    [
      ("the design is feasible", { $0.evaluation["feasible"]?.boolValue }),
      ("McQ3 is closed at every angle", { $0.evaluation.value(at: "/kinematics/mcq3/free")?.boolValue }),
      (
        "McQ2 is not phase-matched",
        { $0.evaluation.value(at: "/kinematics/mcq2/distance")?.doubleValue.map { $0 >= 1e-4 } }
      ),
      ("the rate is known", { $0.evaluation.value(at: "/rate/total_per_s")?.doubleValue != nil }),
      (
        "ten signal events come in a year, \\|σ\\|² counted for RANP",
        { column in
          (column.evaluation.value(at: "/rate/total_sigma2_per_s") ?? column.evaluation.value(at: "/rate/total_per_s"))?
            .doubleValue.map {
              $0 * RamanReport.year >= 10
            }
        }
      ),
      (
        "signal exceeds McQ4",
        { column in
          let eta = column.evaluation.value(at: "/fibre/eta/total")?.doubleValue ?? 1
          return column.evaluation.value(at: "/background/mcq4_per_signal_sigma2")?.doubleValue.map { $0 * eta < 1 }
        }
      ),
      (
        "a measurement tells NO from IO",
        { column in column.sensitivity.map { $0.answers.last { $0.question == .ordering }?.found != nil } }
      ),
      (
        "a measurement tells Majorana from Dirac",
        { column in column.sensitivity.map { $0.answers.last { $0.question == .nature }?.found != nil } }
      ),
      ("the study's constraints are kept", { $0.input.result?.json["feasible"]?.boolValue }),
    ]
  }

  /// Each conclusion that is not the same for all, and those that are.
  var flips: [String] {
    var flips: [String] = [], same: [String] = []
    for (name, holds) in Self.conclusions {
      let answers = columns.map(holds)
      let known = Set(answers.compactMap(\.self))
      if known.count == 2 {
        let yes = zip(columns, answers).filter { $0.1 == true }.map(\.0.name),
          no = zip(columns, answers).filter { $0.1 == false }.map(\.0.name)
        flips.append("**\(name)**: yes for \(yes.joined(separator: ", ")), no for \(no.joined(separator: ", "))")
      } else if let all = known.first, !answers.contains(nil) {
        same.append("\(name): \(all ? "yes" : "no")")
      }
    }
    if let (name, best) = ranking("signal events"), Set(best).count > 1 { flips.append("largest rate: \(name)") }
    return (flips.isEmpty ? ["None of those that are looked at."] : flips)
      + (same.isEmpty ? [] : ["The same for all: \(same.joined(separator: "; "))."])
  }

  private func ranking(_ row: String) -> (String, [Double])? {
    guard let row = Self.rows.first(where: { $0.name == row }) else { return nil }
    let values = columns.map(row.value)
    guard let largest = values.compactMap(\.self).max(), let index = values.firstIndex(of: largest) else { return nil }
    return (columns[index].name, values.compactMap(\.self))
  }

  // MARK: Changes

  /// The leaves of the resolved studies that are not the same in all.
  var changes: Article.Table {
    var order: [String] = []
    let leaves = columns.map { column -> [String: String] in
      var found: [String: String] = [:]
      func walk(_ value: JSONValue, _ pointer: String) {
        if case .object(let members) = value {
          for member in members { walk(member.value, pointer + "/" + member.key) }
        } else if !value.elements.isEmpty {
          for (index, element) in value.elements.enumerated() { walk(element, pointer + "/\(index)") }
        } else if pointer != "/title" {
          if !order.contains(pointer) { order.append(pointer) }
          found[pointer] =
            value.stringValue ?? value.doubleValue.map(NumberText.parameter)
            ?? String(value.text.dropLast())
        }
      }
      walk(column.study, "")
      return found
    }
    var table = Article.Table([("in the study", .left)] + columns.map { ($0.name, .left) })
    for pointer in order {
      let values = leaves.map { $0[pointer] }
      if Set(values).count > 1 { table.add([Article.code(pointer)] + values.map { $0.map(Article.plain) ?? "—" }) }
    }
    return table
  }
}
