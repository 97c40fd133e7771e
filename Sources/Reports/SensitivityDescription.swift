import Documents
import Neutrinos
import Sensitivity
import Studies

/// What `sensitivity` says of a Raman design, for people.
public struct SensitivityDescription: Sendable {
  private let report: SensitivityReport?
  private let toys: SensitivityToys?

  /// - Parameter report: `nil` when nothing is emitted within the acceptance.
  public init(_ report: SensitivityReport?, toys: SensitivityToys? = nil) {
    self.report = report
    self.toys = toys
  }

  public var text: String {
    guard let report else { return section }
    var text = section
    if let toys { text += "\n" + checks(toys) }
    if !report.warnings.isEmpty {
      text += "\nWarnings\n" + report.warnings.map { "  - \($0.printable)\n" }.joined()
    }
    return text
  }

  /// The figures alone.
  var section: String {
    guard let report else { return "Nothing is emitted that could tell anything\n" }
    let measurement = report.measurement
    var table = Rows()
    if let events = report.events {
      table.add("signal events in \(NumberText.short(measurement.exposure)) d", NumberText.short(events))
    }
    table.add(
      "Fisher information on m₀ per exposure",
      report.massInformation.map { NumberText.scientific($0, digits: 4) + (report.isRaman ? "" : " eV⁻²") } ?? "none")
    table.add(
      "  mean ln I over \(measurement.masses.map(NumberText.short).joined(separator: ", ")) meV",
      report.meanLogMassInformation.map { NumberText.fixed($0, 4) } ?? "none")
    if let sigma = report.sigma { table.add("  σ(m₀)", "\(NumberText.short(1000 * sigma)) meV") }
    if let limits = report.limits {
      func add(_ label: String, _ factor: Double?) {
        table.add(label, factor.map { "\(NumberText.scientific($0, digits: 3)) of the study's" } ?? "none")
      }
      add("new couplings excluded at 90 %", limits.factor)
      if limits.dependsOnSign { add("  with the other sign", limits.reversed) }
      if limits.counting != nil || limits.countingReversed != nil {
        add("  by Feldman and Cousins", limits.counting)
        if limits.dependsOnSign { add("    with the other sign", limits.countingReversed) }
      }
    }
    var text = "What a measurement tells (\(conditions))\n" + table.text
    if let allocation = report.allocation { text += "\n" + shares(allocation) }
    if let strategy = report.strategy { text += "\n" + stages(strategy.tried, strategy.best) }
    return text + "\nSignal events and days that it takes\n" + costs
  }

  private var costs: String {
    guard let report else { return "" }
    var table = TextTable([
      ("", .left), ("Δχ² now", .right), ("events", .right), ("days", .right), ("the other comes closest at", .left),
    ])
    func number(_ value: Double?, _ missing: String = "—") -> String { value.map(NumberText.short) ?? missing }
    table.add([
      "σ(m₀) = m₀/2 at \(NumberText.short(report.neutrino.lightest)) meV", "",
      number(report.eventsForHalf, "out of reach"), number(report.daysForHalf), "",
    ])
    for answer in report.answers {
      let closest = answer.found.map {
        let mass = ($0.alternative.neutrino.lightest * 1e6).rounded() / 1000
        return "m₀ = \(NumberText.short(mass)) meV, A = \(NumberText.fixed($0.normalisation, 4))"
      }
      table.add([
        answer.question.text + (answer.anyMass || answer.question == .mass ? "" : ", same m₀") + ", Δχ² = 9",
        number(answer.chiSquared),
        number(answer.found?.eventsForThreeSigma, "out of reach"), number(answer.days), closest ?? "",
      ])
    }
    return table.text(indent: "  ")
  }

  private func stages(_ tried: [SequentialStrategy.Outcome], _ best: SequentialStrategy.Outcome) -> String {
    var table = TextTable([
      ("scan's share", .right), ("σ₁, meV", .right), ("σ, meV", .right), ("below the threshold, meV", .right),
      ("", .left),
    ])
    func milli(_ value: Double?) -> String { value.map { NumberText.short(1000 * $0) } ?? "open" }
    for outcome in (tried + [best]).sorted(by: { $0.share < $1.share }) {
      table.add([
        NumberText.fixed(outcome.share, 3), milli(outcome.scanError), milli(outcome.finalError),
        outcome.share < 1 ? milli(outcome.offset) : "—", outcome == best ? "best" : "",
      ])
    }
    return "Scan evenly, then sit below the first threshold: expected errors of m₀\n" + table.text(indent: "  ")
  }

  private func checks(_ toys: SensitivityToys) -> String {
    var table = TextTable([
      ("", .left), ("events", .right), ("√Δχ²", .right), ("toys", .right), ("±", .right),
    ])
    for check in toys.checks {
      let name = check.question.text + (check.anyMass || check.question == .mass ? "" : ", same m₀")
      for (index, trial) in check.validity.trials.enumerated() {
        table.add([
          index == 0 ? name : "", NumberText.short(trial.events), NumberText.fixed(trial.asimov, 2),
          NumberText.fixed(trial.value, 2), NumberText.fixed(trial.error, 2),
        ])
      }
      let limit =
        check.validity.limit.map { "misses by more than a tenth at \(NumberText.short($0)) events" }
        ?? "within a tenth wherever tried"
      table.add(["  \(limit)", "", "", "", ""])
    }
    return "Median significance by \(toys.count) toys of each hypothesis, beside that of expected counts\n"
      + table.text(indent: "  ")
  }

  private func shares(_ allocation: Allocation) -> String {
    guard let report else { return "" }
    let place = report.isRaman ? "r" : "trigger, eV"
    var table = TextTable([(place, .right), ("share", .right), ("best share", .right)])
    for (index, setting) in report.measurement.settings.enumerated() {
      table.add([
        NumberText.exact(setting.place), NumberText.fixed(report.measurement.shares[index], 4),
        NumberText.fixed(allocation.shares[index], 4),
      ])
    }
    return "Shares of the time, and those that make the mean of ln I largest\n" + table.text(indent: "  ")
  }

  private var conditions: String {
    guard let report else { return "" }
    let measurement = report.measurement
    let normalisation =
      switch measurement.normalisation {
      case .free: "free normalisation"
      case .known: "known normalisation"
      case .gaussian(let error): "normalisation known to \(NumberText.short(100 * error)) %"
      }
    var parts = [normalisation]
    if report.isRaman {
      parts = [
        "\(NumberText.short(measurement.resolution)) mrad",
        "background \(NumberText.short(100 * measurement.flatBackground)) % of massless signal", normalisation,
      ]
    } else if measurement.backgroundRate > 0 {
      parts.append("background \(NumberText.short(measurement.backgroundRate)) s⁻¹")
    }
    if measurement.countsTwoPhotons { parts.append("McQ4 counted") }
    if measurement.efficiency < 1 { parts.append("efficiency \(NumberText.short(100 * measurement.efficiency)) %") }
    switch measurement.oscillationFit {
    case .fixed: break
    case .named: parts.append("oscillation parameters within their errors")
    case .within: parts.append("oscillation parameters within given errors")
    }
    if measurement.fitsPhases { parts.append("Majorana phases open") }
    return parts.joined(separator: ", ")
  }
}
