import Documents
import Neutrinos
import Sensitivity
import Studies

/// What a measurement tells, for a report.
struct MeasurementSection {
  private let report: SensitivityReport?
  private let refusal: String?

  init(_ report: SensitivityReport?, refusal: String? = nil) {
    self.report = report
    self.refusal = refusal
  }

  func write(into article: inout Article) {
    guard let report else {
      article.paragraph(
        "Nothing" + (refusal.map { ": \(Article.plain($0))." } ?? ": nothing is emitted that could tell anything."))
      return
    }
    let measurement = report.measurement
    var first: [String] = []
    if let events = report.events {
      first.append(
        "\(NumberText.report(events, digits: 3)) signal events in \(NumberText.report(measurement.exposure, "d", digits: 5)) at the assumed rate"
      )
    }
    if let information = report.massInformation {
      first.append(
        "Fisher information on m₀ \(NumberText.report(information, report.isRaman ? "" : "eV⁻²")) per exposure")
    }
    if let sigma = report.sigma { first.append("σ(m₀) = \(NumberText.report(1000 * sigma, "meV", digits: 3))") }
    if !first.isEmpty { article.paragraph(first.joined(separator: "; ") + ".") }
    var table = Article.Table([
      ("question", .left), ("signal events it takes", .right), ("days at the assumed rate", .right),
      ("Δχ² now", .right),
      ("the other answer comes closest at", .left),
    ])
    func number(_ value: Double?, _ missing: String) -> String {
      value.map { NumberText.report($0, digits: 3) } ?? missing
    }
    table.add([
      "m₀ = \(NumberText.report(report.neutrino.lightest, digits: 3)) meV, 1σ half of it",
      number(report.eventsForHalf, "out of reach"),
      number(report.daysForHalf, "—"), "", "",
    ])
    for answer in report.answers {
      let closest = answer.found.map {
        "m₀ = \(NumberText.report(($0.alternative.neutrino.lightest * 1e6).rounded() / 1000, digits: 3)) meV, normalisation ×\(NumberText.fixed($0.normalisation, 4))"
      }
      table.add([
        "\(answer.question.text) at 3σ" + (answer.anyMass || answer.question == .mass ? "" : ", same m₀"),
        number(answer.found?.eventsForThreeSigma, "out of reach"), number(answer.days, "—"),
        number(answer.chiSquared, "—"), closest ?? "",
      ])
    }
    article.table(table)
    article.list(report.warnings.map(ReportProse.typeset))
  }
}
