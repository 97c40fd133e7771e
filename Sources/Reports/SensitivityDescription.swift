import Documents
import Neutrinos
import Sensitivity
import Studies

/// What `sensitivity` says of a Raman design, for people.
public struct SensitivityDescription: Sendable {
  private let report: SensitivityReport?

  /// - Parameter report: `nil` when nothing is emitted within the acceptance.
  public init(_ report: SensitivityReport?) { self.report = report }

  public var text: String {
    guard let report else { return section }
    var text = section
    if !report.warnings.isEmpty {
      text += "\nWarnings\n" + report.warnings.map { "  - \($0.printable)\n" }.joined()
    }
    return text
  }

  /// The figures alone.
  var section: String {
    guard let report else { return "Nothing is emitted that could tell anything\n" }
    let found = report.found, measurement = found.measurement
    var table = Rows()
    if let events = report.events {
      table.add("signal events in \(NumberText.short(measurement.exposure)) d", NumberText.short(events))
    }
    table.add(
      "Fisher information on m₀ per exposure",
      report.massInformation.map { NumberText.scientific($0, digits: 4) } ?? "none")
    table.add(
      "  mean ln I over \(measurement.masses.map(NumberText.short).joined(separator: ", ")) meV",
      report.meanLogMassInformation.map { NumberText.fixed($0, 4) } ?? "none")
    if let sigma = report.sigma { table.add("  σ(m₀)", "\(NumberText.short(1000 * sigma)) meV") }
    return "What a measurement tells (\(conditions))\n" + table.text
      + "\nSignal events and days that it takes\n" + costs
  }

  private var costs: String {
    guard let report else { return "" }
    var table = TextTable([("", .left), ("events", .right), ("days", .right), ("the other comes closest at", .left)])
    func number(_ value: Double?, _ missing: String) -> String {
      value.map(NumberText.short) ?? missing
    }
    let lightest = NumberText.short(report.found.neutrino.lightest)
    table.add([
      "σ(m₀) = m₀/2 at \(lightest) meV", number(report.eventsForHalf, "out of reach"), number(report.daysForHalf, "—"),
      "",
    ])
    for (question, separation) in report.separations {
      let closest =
        separation.map {
          "m₀ = \(NumberText.short(($0.alternative.neutrino.lightest * 1e6).rounded() / 1000)) meV, A = \(NumberText.fixed($0.normalisation, 4))"
        } ?? ""
      table.add([
        "\(question.text), Δχ² = 9", number(separation?.eventsForThreeSigma, "out of reach"),
        number(separation?.exposureForThreeSigma.flatMap(report.found.days), "—"), closest,
      ])
    }
    return table.text(indent: "  ")
  }

  private var conditions: String {
    guard let measurement = report?.found.measurement else { return "" }
    let normalisation =
      switch measurement.normalisation {
      case .free: "free normalisation"
      case .known: "known normalisation"
      case .gaussian(let error): "normalisation known to \(NumberText.short(100 * error)) %"
      }
    var parts = [
      "\(NumberText.short(measurement.resolution)) mrad",
      "background \(NumberText.short(100 * measurement.flatBackground)) % of massless signal", normalisation,
    ]
    if measurement.countsTwoPhotons { parts.append("McQ4 counted") }
    if measurement.fitsOscillation { parts.append("oscillation parameters within their errors") }
    if measurement.fitsPhases { parts.append("Majorana phases open") }
    if !measurement.settings.isEmpty { parts.append("\(measurement.settings.count) settings") }
    return parts.joined(separator: ", ")
  }
}
