import Documents
import Emission
import Foundation
import Quantities
import Studies

extension FrontReport {
  func belief(_ article: inout Article) {
    article.heading("Why to believe it")
    if let certificate { article.paragraph(certificate) }
    article.table(checks)
    let findings = findings
    guard !findings.isEmpty else { return }
    article.heading("What to know before trusting the figures", level: 3)
    article.list(
      findings.map { finding in
        var remarks = finding.designs.count == points.count ? [] : [Self.list(finding.designs)]
        if !finding.isSame { remarks.append("the numbers are those of design \(finding.designs[0] + 1)") }
        return ReportProse.typeset(finding.text) + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))")
      })
  }

  /// Of designs of Raman emission.
  private var certificate: String? {
    let certificates = evaluations.compactMap { $0.raman.map(Certificate.init) }
    guard !certificates.isEmpty else { return nil }
    let open = certificates.indices.filter { !certificates[$0].isMcQ3Free }
    func least(_ indices: [Int]) -> String {
      NumberText.report(1e6 * (indices.map { certificates[$0].margin.lower }.min() ?? 0), "meV²", digits: 3)
    }
    let closed = certificates.indices.filter { certificates[$0].isMcQ3Free }
    let good =
      closed.isEmpty
      ? "" : "\(ReportProse.capital(Self.list(closed))): McQ3 is closed at every angle, M² ≥ \(least(closed)). "
    let bad =
      open.isEmpty
      ? ""
      : "\(ReportProse.capital(Self.list(open))): not certified, M² can be \(least(open)) with the levels one standard deviation off. "
    let exact =
      certificates.allSatisfy(\.coversLevels) ? "" : " Levels without a stated uncertainty are taken as exact."
    return
      "**Certificate.** \(good)\(bad)Interval arithmetic, rounded outwards, on the factored ends of M², for all level energies within one standard deviation.\(exact)"
  }

  private struct Finding {
    let text: String
    /// The text without its numbers, which differ from design to design where the finding is the same.
    let pattern: String
    var designs: [Int]
    var isSame = true
  }

  /// What the designs' evaluations warn of, each once.
  private var findings: [Finding] {
    var findings: [Finding] = []
    for (index, evaluation) in evaluations.enumerated() {
      for text in evaluation.warnings {
        let pattern = text.filter { !$0.isNumber && !"-+".contains($0) }
        guard let known = findings.firstIndex(where: { $0.pattern == pattern }) else {
          findings.append(Finding(text: text, pattern: pattern, designs: [index]))
          continue
        }
        if findings[known].text != text { findings[known].isSame = false }
        if findings[known].designs.last != index { findings[known].designs.append(index) }
      }
    }
    return findings
  }

  private var checks: Article.Table {
    var table = Article.Table([("check", .left), ("finding", .left), ("passed", .left)])
    func add(_ name: String, _ finding: String, _ passed: Bool) {
      table.add([name, finding, passed ? "yes" : "**no**"])
    }
    let count = points.count
    let dominated = points.indices.filter { index in
      points.indices.contains { other in other != index && isBeaten(index, by: other) }
    }
    add(
      "no design is better than another in both figures",
      dominated.isEmpty
        ? "none of \(count * (count - 1)) ordered pairs"
        : Self.list(dominated) + (dominated.count == 1 ? " is beaten" : " are beaten"),
      dominated.isEmpty)
    for (figure, values) in [
      (input.objective, points.map(\.objective)), (input.second, points.map(\.second)),
    ] {
      guard figure.measure == nil || figure.measure == "strip",
        let known = DesignFigure(named: figure.name, of: input.process)
      else { continue }
      let evaluations = evaluations
      let again = ParallelMap.map(count) { known.value(evaluations[$0]) }
      let worst =
        zip(values, again).map { before, now -> Double in
          guard let now else { return .infinity }
          return now == before ? 0 : abs(now - before) / max(abs(now), abs(before))
        }.max() ?? 0
      add(
        "\(Article.code(figure.name)) of the designs, evaluated again for this report",
        worst == 0
          ? "\(count) numbers, all the same to the last digit"
          : "differs by \(NumberText.report(worst, digits: 1)) of it at most", worst < 1e-5)
    }
    let evaluations = evaluations, bounds = points.map { $0.study.goal?.bounds ?? [] }
    let broken = ParallelMap.map(count) { index in
      bounds[index].filter { !$0.isKept(by: evaluations[index]) }.map(\.figure.name)
    }
    let breaking = points.indices.filter { !broken[$0].isEmpty }
    add(
      input.process == .ranp ? "the study's constraints, McQ4 by the strip" : "the study's constraints",
      breaking.isEmpty
        ? "kept by all \(count) designs"
        : "\(Self.list(breaking)) \(breaking.count == 1 ? "breaks" : "break") \(Set(broken.joined()).sorted().map(Article.code).joined(separator: ", "))",
      breaking.isEmpty)
    return table
  }

  /// As good in both figures and better in one.
  private func isBeaten(_ index: Int, by other: Int) -> Bool {
    let a = input.objective.merit(points[index].objective), b = input.second.merit(points[index].second)
    let c = input.objective.merit(points[other].objective), d = input.second.merit(points[other].second)
    return c >= a && d >= b && (c > a || d > b)
  }
}
