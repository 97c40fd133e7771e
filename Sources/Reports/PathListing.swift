import Documents
import Quantities
import Targets

/// What `paths` says: the paths of one or more targets, ranked together, and why the other combinations are out.
public struct PathListing: Sendable {
  public let surveys: [PathSurvey]
  public let limit: Int
  public let explains: Bool

  public init(_ surveys: [PathSurvey], limit: Int = 10, explains: Bool = false) {
    self.surveys = surveys
    self.limit = limit
    self.explains = explains
  }

  /// All paths, best first: by F·|S|², then F, unknown figures last.
  public var ranked: [CandidatePath] {
    surveys.flatMap(\.paths).enumerated().sorted { a, b in
      let left = Self.rank(a.element), right = Self.rank(b.element)
      return left == right ? a.offset < b.offset : left > right
    }.map(\.element)
  }

  private static func rank(_ path: CandidatePath) -> (Double, Double) {
    (path.figureOfMeritWithSpin?.value ?? -1, path.figureOfMerit?.value ?? -1)
  }

  // MARK: Text

  public var text: String {
    let paths = ranked
    let shown = Array(paths.prefix(limit))
    let kind = surveys.contains(where: \.includesInelastic) ? "elastic and inelastic" : "elastic"
    var text = ""
    if surveys.count == 1, let survey = surveys.first {
      text += "\(survey.target.name): \(kind) RANP paths e → p → q → g\n"
    } else {
      text += "\(surveys.count) targets: \(kind) RANP paths e → p → q → g\n"
    }
    let all = surveys.reduce(0) { $0 + $1.combinations }
    text += "\(paths.count) of \(counted(all, "combination")) of levels pass every rule"
    let unlisted = surveys.reduce(0) { $0 + $1.unlisted }
    if unlisted > 0 { text += "; \(unlisted) more pass but are too many to evaluate" }
    text += shown.count < paths.count ? "; the best \(shown.count) follow (--limit)\n" : "\n"
    if !shown.isEmpty {
      text += "\n" + table(shown) + "\n" + Self.footnote + "\n"
      let conflicts = Self.conflicts(shown)
      text += shown.enumerated().map {
        Self.details(number: $0.offset + 1, $0.element, conflicts, withTarget: surveys.count > 1)
      }.joined()
      if !conflicts.isEmpty {
        text += "\nsources disagree:\n"
        text += conflicts.enumerated().map { "  (\(Self.letter($0.offset))) \($0.element.text)\n" }.joined()
      }
    }
    for survey in surveys { text += "\n" + (explains ? Self.explanation(survey) : Self.summary(survey)) }
    return text
  }

  /// The conflicts of all paths shown, each once.
  private static func conflicts(_ paths: [CandidatePath]) -> [Conflict] {
    var found: [Conflict] = []
    for conflict in paths.flatMap(\.conflicts) where !found.contains(conflict) { found.append(conflict) }
    return found
  }

  /// a … z, then aa, ab …
  private static func letter(_ index: Int) -> String {
    let last = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index % 26)))
    return index < 26 ? last : letter(index / 26 - 1) + last
  }

  private static let footnote = """
    r window: no McQ3 photon at any angle; F = ħγ_pe²ε_eg²/(γ_eε_pe³) (for q ≠ e see --help), spreads are 68 % from the stated uncertainties (≥: some inputs state none, ±?: none does; ~: order of magnitude)
    \(Legend.statusLetters)
    ! other data in the database change the figure by more than a factor of 2: see the path's entry below

    """

  private func table(_ paths: [CandidatePath]) -> String {
    let several = surveys.count > 1
    var table = TextTable(
      [("#", .right)] + (several ? [("target", .left)] : [])
        + [
          ("path e → p → q → g", .left), ("ε_pe/eV", .right), ("ε_eg/eV", .right), ("r window", .left),
          ("γ_pe/s⁻¹", .left),
          ("γ_e/s⁻¹", .left), ("|S|²", .left), ("F", .left), ("F·|S|²", .left), ("n/cm³", .left),
        ])
    for (i, path) in paths.enumerated() {
      table.add(
        ["\(i + 1)"] + (several ? [path.target] : [])
          + [
            path.text, NumberText.fixed(path.trigger.electronVolts, 4),
            NumberText.fixed(path.levelSpacing.electronVolts, 4),
            "(\(NumberText.fixed(path.window.lower, 5)), \(NumberText.fixed(path.window.upper, 5)))",
            Self.cell(path.rateOfPE),
            Self.cell(path.rateOfE), Self.cell(path.spinSquared), Self.cell(path.figureOfMerit) + Self.warning(path),
            Self.cell(path.figureOfMeritWithSpin) + Self.warning(path),
            Self.cell(path.density),
          ])
    }
    return table.text()
  }

  private static func cell(_ input: PathInput) -> String {
    guard let value = input.value else { return "unknown" }
    return [NumberText.short(value), input.mark].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func cell(_ figure: SpreadFigure?) -> String { figure?.text ?? "unknown" }

  private static func warning(_ path: CandidatePath) -> String { notable(path).isEmpty ? "" : " !" }

  private static func notable(_ path: CandidatePath) -> [CandidatePath.Alternative] {
    path.alternatives.filter(\.isNotable)
  }

  private static func details(number: Int, _ path: CandidatePath, _ conflicts: [Conflict], withTarget: Bool) -> String {
    var lines: [String] = []
    lines.append(
      "e–p by \(path.excitation.operators.joined(separator: ", "))\(path.isElastic ? "" : "; p–q by " + path.emission.operators.joined(separator: ", ")); vertex: \(path.vertex)"
    )
    for input in path.inputs where input.quantity != .density {
      lines.append("\(input.quantity.symbol): \(Self.sourceText(input))")
    }
    for alternative in notable(path) {
      let value = alternative.input.value.map(NumberText.short) ?? "unknown"
      lines.append(
        "with \(alternative.input.quantity.symbol) = \(value) (\(alternative.input.how), \(alternative.input.status?.rawValue ?? "")): "
          + "F = \(Self.short(alternative.figureOfMerit)), F·|S|² = \(Self.short(alternative.figureOfMeritWithSpin))"
          + (alternative.factor.map { ", ×\(NumberText.short($0))" } ?? ""))
    }
    let letters = path.conflicts.compactMap { conflicts.firstIndex(of: $0) }.sorted().map(letter)
    if !letters.isEmpty {
      lines.append("sources disagree: see \(letters.map { "(\($0))" }.joined(separator: ", ")) below")
    }
    for remark in path.remarks + [path.hostRemark].compactMap({ $0 }) { lines.append("note: \(remark)") }
    return "[\(number)] \(withTarget ? path.target + ": " : "")\(path.text)\n" + lines.map { "    \($0)\n" }.joined()
  }

  private static func short(_ value: Double?) -> String { value.map(NumberText.short) ?? "unknown" }

  private static func sourceText(_ input: PathInput) -> String {
    guard let value = input.value else { return "unknown; \(input.how)" }
    var text = NumberText.short(value)
    if let relative = input.relativeUncertainty { text += " ± \(NumberText.short(relative * abs(value)))" }
    text += " (\(input.how)" + (input.status.map { ", \($0.rawValue)" } ?? "") + ")"
    if let note = input.note { text += ": \(note)" }
    return text
  }

  // MARK: Rejections

  /// Counts by rule; where nothing is left, the reasons of the combinations that came furthest.
  private static func summary(_ survey: PathSurvey) -> String {
    var text = "\(survey.target.id): \(survey.excludedCount) combinations excluded"
    text += survey.rejections.isEmpty ? "\n" : " (--explain lists each reason)\n"
    for (rule, rejections) in byRule(survey) {
      text += "  \(rejections.reduce(0) { $0 + $1.combinations }) because \(rule.title)\n"
    }
    for (scheme, rejection) in survey.excludedSchemes {
      text += "  the scheme \(scheme.id) is out: \(rejection.reason)\n"
    }
    guard survey.paths.isEmpty else { return text }
    guard let last = byRule(survey).last else {
      return text + "  no level has another both above and below it\n"
    }
    text += "  none left; the last to go:\n"
    let reasons = last.1
    text += reasons.prefix(12).map { "    \($0.text): \($0.reason)\n" }.joined()
    if reasons.count > 12 { text += "    and \(reasons.count - 12) more\n" }
    return text
  }

  private static func explanation(_ survey: PathSurvey) -> String {
    var text =
      "\(survey.target.id): why \(survey.excludedCount) of \(survey.combinations) combinations are excluded\n"
    for (rule, rejections) in byRule(survey) {
      text += "  \(rule.title) (\(rule.rawValue)):\n"
      text += rejections.map { "    \($0.text): \($0.reason) [\($0.combinations)]\n" }.joined()
    }
    return text
  }

  private static func byRule(_ survey: PathSurvey) -> [(Rejection.Rule, [Rejection])] {
    Rejection.Rule.allCases.sorted { $0.stage < $1.stage }.compactMap { rule in
      let rejections = survey.rejections.filter { $0.rule == rule }
      return rejections.isEmpty ? nil : (rule, rejections)
    }
  }
}
