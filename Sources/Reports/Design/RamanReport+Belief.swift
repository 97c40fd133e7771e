import Documents
import Emission
import Foundation
import Neutrinos
import Quantities
import Studies
import Targets

extension RamanReport {
  func belief(_ article: inout Article) {
    article.heading("Why to believe it")
    article.paragraph(
      "**Certificate.** \(ReportProse.capital(ReportProse.typeset(certificate.text))) Interval arithmetic, rounded outwards, on the factored ends of M²."
    )
    article.table(checks)
    reproduction(&article)
    let warnings = evaluation.warnings + (fibre?["warnings"]?.elements.compactMap(\.stringValue) ?? [])
    if !warnings.isEmpty {
      article.heading("What to know before trusting the figures", level: 3)
      article.list(warnings.map(ReportProse.typeset))
    }
  }

  // MARK: Checks

  private var checks: Article.Table {
    var table = Article.Table([("check", .left), ("finding", .left), ("passed", .left)])
    func add(_ name: String, _ finding: String, _ passed: Bool) {
      table.add([name, finding, passed ? "yes" : "**no**"])
    }
    let k = evaluation.kinematics
    // M² term by term, as printed.
    let worst =
      (0...180).map { degree -> Double in
        let theta = Double(degree) * .pi / 180, s = sin(theta / 2) * sin(theta / 2)
        let eps = k.levelSpacing, r = k.imprint, w0 = k.trigger, w = k.detected
        let value = (1 - r * r) * eps * eps - 2 * (1 - r) * eps * (w - w0) - 4 * w * (r * eps + w0) * s
        return abs(value - k.massSquared(at: theta))
      }.max() ?? 0
    add(
      "M² by eq. (9), term by term, at 181 angles",
      worst < 1e-13 ? "agrees within 10⁻⁷ meV²" : "differs by \(NumberText.report(1e6 * worst, "meV²", digits: 1))",
      worst < 1e-13)
    let quadrature = pairSumByQuadrature, closed = evaluation.figures.pairSumIntegral
    if closed > 0 {
      let difference = abs(quadrature / closed - 1)
      add(
        "∫ΣF dΩ by quadrature over angles",
        difference < 1e-6
          ? "agrees with the closed form within 10⁻⁶ of it"
          : "differs from the closed form by \(NumberText.report(difference, digits: 1)) of it", difference < 1e-6)
    }
    func slope(_ value: Double) -> String { abs(value) < 1e-5 * closed ? "0" : NumberText.report(value, "eV²") }
    if let (analytic, numeric) = slopes {
      let difference = abs(analytic - numeric) / max(abs(numeric), abs(analytic), 1e-300)
      add(
        "d(∫ΣF dΩ)/dr in closed form",
        "\(slope(analytic)); by differences \(slope(numeric))",
        difference < 1e-3 || abs(analytic - numeric) < 1e-6)
    }
    if !k.window.isEmpty {
      let inside = mass(at: k.window.upper - 1e-9), outside = mass(at: k.window.upper + 1e-9)
      add(
        "the McQ3 boundary, 10⁻⁹ to either side",
        "M²(π) = \(NumberText.report(1e6 * inside, digits: 2)) and \(NumberText.report(1e6 * outside, "meV²", digits: 2))",
        inside > 0 && outside <= 0)
    }
    add(
      "weights of the six pairs",
      "they add to \(NumberText.fixed(evaluation.design.pairs.reduce(0) { $0 + $1.weight }, 9)); 3/4 by unitarity",
      abs(evaluation.design.pairs.reduce(0) { $0 + $1.weight } - 0.75) < 1e-9)
    if let result = input.result {
      let (count, different) = Self.compare(
        result.json["evaluation"] ?? .null, evaluation.json(angles: 181),
        ["kinematics", "thresholds", "rate", "background", "masses_eV"])
      add(
        "the result's figures, evaluated again for this report",
        "\(count) numbers, \(different == 0 ? "all the same to the last digit" : "\(different) of them different")",
        different == 0)
      add(
        "the search's own evaluation after its end",
        result.json.value(at: "/outcome/confirmed")?.boolValue == true ? "the same to the last bit" : "other digits",
        result.json.value(at: "/outcome/confirmed")?.boolValue == true)
    }
    return table
  }

  /// How many numbers two trees share below some members, and how many of them differ.
  static func compare(_ a: JSONValue, _ b: JSONValue, _ members: [String]) -> (count: Int, different: Int) {
    var count = 0, different = 0
    func walk(_ a: JSONValue, _ b: JSONValue) {
      if let x = a.doubleValue, let y = b.doubleValue {
        count += 1
        if x != y { different += 1 }
      } else if case .object(let list) = a {
        // Suppression is the fibre's, which is not evaluated again.
        for member in list where !member.key.contains("suppress") {
          if let other = b[member.key] { walk(member.value, other) }
        }
      } else {
        for (x, y) in zip(a.elements, b.elements) { walk(x, y) }
      }
    }
    for name in members { if let x = a[name], let y = b[name] { walk(x, y) } }
    return (count, different)
  }

  private func spectrum(at imprint: Double) -> PairSpectrum {
    let k = evaluation.kinematics
    return evaluation.design.spectrum(imprint: min(max(imprint, -1), 1), trigger: k.trigger, detected: k.detected)
  }

  private func mass(at imprint: Double) -> Double { spectrum(at: imprint).kinematics.backward }

  /// By Gauss's rule between thresholds, in an angle that takes the roots from their ends.
  private var pairSumByQuadrature: Double {
    let spectrum = evaluation.spectrum
    let crossings = (0..<6).compactMap { index -> Double? in
      evaluation.figures.crossings[index].angle.map { sin($0 / 2) * sin($0 / 2) }
    }
    let places: [Double] = [0] + crossings.sorted() + [1]
    let rule = GaussLegendre(count: 64)
    var sum = 0.0
    for (a, b) in zip(places, places.dropFirst()) where b > a {
      sum += rule.integral(from: 0, to: .pi / 2) { phi in
        let sine = sin(phi), s = a + (b - a) * sine * sine
        let theta = 2 * asin(min(max(s, 0), 1).squareRoot())
        return spectrum.density(at: theta) * (b - a) * sin(2 * phi)
      }
    }
    return 4 * .pi * sum
  }

  private var slopes: (Double, Double)? {
    let k = evaluation.kinematics, step = 1e-6
    guard abs(k.imprint) < 1 - step else { return nil }
    // On a threshold or at a window's end the two sides differ, and differences show neither.
    let ends = [k.pairForward, k.pairBackward]
    let reach = 4 * step * k.levelSpacing * k.levelSpacing
    guard
      !evaluation.design.pairs.contains(where: { pair in ends.contains { abs($0 - pair.thresholdSquared) < reach } })
    else { return nil }
    let by = k.slopesByImprint
    let analytic = spectrum(at: k.imprint).integralSlope(
      forward: k.pairSlope * by.forward, backward: k.pairSlope * by.backward)
    let numeric = (spectrum(at: k.imprint + step).integral() - spectrum(at: k.imprint - step).integral()) / (2 * step)
    return (analytic, numeric)
  }

  // MARK: The paper

  private func reproduction(_ article: inout Article) {
    guard let claims = (try? Claims.shipped(with: database))?.first(where: { $0.processes.contains("ranp") }),
      let found = try? Reproduction(claims, database: database)
    else { return }
    article.paragraph("**The paper it rests on.** " + ReproductionReport.sentence(found, target: study.target.id))
  }
}

extension ReproductionReport {
  /// How a paper's numbers fare, in a sentence.
  static func sentence(_ reproduction: Reproduction, target: String) -> String {
    let counts = Dictionary(uniqueKeysWithValues: reproduction.counts.map { ($0.verdict, $0.count) })
    let broken = reproduction.results.count { $0.fault != nil }
    func are(_ count: Int) -> String { "\(count) \(count == 1 ? "is" : "are")" }
    var parts: [String] = []
    if let count = counts[.reproduces], count > 0 { parts.append("\(are(count)) reproduced by its formulas") }
    if let count = counts[.unstatedInput], count > 0 {
      parts.append("\(are(count)) reproduced with an input that it does not state")
    }
    if let count = counts[.fails], count > 0 { parts.append("\(are(count)) not reproduced") }
    if let count = counts[.input], count > 0 { parts.append(count == 1 ? "1 is an input" : "\(count) are inputs") }
    let list =
      parts.count > 1 ? parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1] : parts.joined()
    return
      "Of the \(reproduction.results.count) numbers of \(Article.plain(reproduction.claims.citation)), \(list); \(broken == 0 ? "each verdict was checked again for this report" : "**\(broken) \(broken == 1 ? "verdict no longer holds" : "verdicts no longer hold")**"). `nupair reproduce` lists them."
  }
}
