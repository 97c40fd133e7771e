import Documents
import Emission
import Foundation
import Studies

/// What `reproduce` says: a paper's numbers, ours by its formulas and by the corrected ones, and why they differ.
public struct ReproductionReport: Sendable {
  public let reproductions: [Reproduction]

  public init(_ reproductions: [Reproduction]) { self.reproductions = reproductions }

  /// True when a claim no longer is what its verdict says.
  public var hasFaults: Bool { reproductions.contains { $0.results.contains { $0.fault != nil } } }

  public var text: String { reproductions.map(Self.text).joined(separator: "\n") }

  private static func text(_ reproduction: Reproduction) -> String {
    var text = reproduction.claims.citation + "\n"
    let counts = reproduction.counts.map { "\($0.count) \(word($0.verdict))" }.joined(separator: ", ")
    let broken = reproduction.results.count { $0.fault != nil }
    text +=
      "\(reproduction.results.count) numbers: \(counts)\(broken > 0 ? "; \(broken) no longer as their verdict says (BROKEN)" : "")\n"
    var groups: [String] = []
    for result in reproduction.results where !groups.contains(result.claim.group) { groups.append(result.claim.group) }
    for group in groups {
      text += "\n\(group)\n"
      for result in reproduction.results where result.claim.group == group { text += entry(result) }
    }
    text +=
      "\nby its formulas: \(reproduction.claims.publishedMeaning); corrected: this program's, with CODATA 2022; Δ: by its formulas against stated\n"
    return text
  }

  private static func entry(_ result: Reproduction.Result) -> String {
    let claim = result.claim
    let sign = result.fault == nil ? sign(claim.verdict) : "!"
    let difference = result.relativeDifference.map { ", Δ \(percent($0))" } ?? ""
    var text =
      "  \(sign) \(claim.quantity) (\(claim.place)): stated \(stated(claim))\n"
    text +=
      "      by its formulas \(number(result.published)), corrected \(number(result.corrected))\(difference): \(word(claim.verdict))\n"
    text += "      \(claim.reason)\n"
    if let refutation = claim.refutation { text += "      AS PUBLISHED ONLY: \(refutation.note)\n" }
    if let fault = result.fault { text += "      BROKEN: \(fault)\n" }
    return text
  }

  /// Per cent, or a factor where that says more.
  private static func percent(_ difference: Double) -> String {
    if abs(difference) < 1e-7 { return "0" }
    if abs(difference) > 0.5, difference > -1 { return "×\(NumberText.short(1 + difference))" }
    return abs(difference) < 1e-5
      ? "\(NumberText.scientific(difference * 100, digits: 0)) %" : String(format: "%+.2g %%", difference * 100)
  }

  private static func stated(_ claim: Claim) -> String {
    guard let text = claim.statedText ?? claim.stated.map(NumberText.exact) else { return "nothing" }
    return text + (claim.unit.isEmpty ? "" : " " + claim.unit)
  }

  private static func number(_ value: Double?) -> String {
    guard let value else { return "none" }
    let magnitude = abs(value)
    if value == 0 { return "0" }
    return magnitude >= 1e-3 && magnitude < 1e5
      ? String(format: "%.6g", value) : NumberText.scientific(value, digits: 5)
  }

  private static func sign(_ verdict: Claim.Verdict) -> String {
    switch verdict {
    case .reproduces: "✓"
    case .unstatedInput: "~"
    case .fails: "✗"
    case .input: "·"
    }
  }

  private static func word(_ verdict: Claim.Verdict) -> String {
    switch verdict {
    case .reproduces: "reproduced"
    case .unstatedInput: "reproduced with an unstated input"
    case .fails: "not reproduced"
    case .input: "input"
    }
  }

  public var json: JSONValue {
    [
      "format": "nupair-reproduction/1", "program": .program,
      "papers": .array(
        reproductions.map { reproduction in
          [
            "citation": .string(reproduction.claims.citation),
            "verdicts": .object(reproduction.counts.map { JSONValue.Member($0.verdict.rawValue, .integer($0.count)) }),
            "claims": .array(reproduction.results.map(Self.json)),
          ]
        }),
    ]
  }

  private static func json(_ result: Reproduction.Result) -> JSONValue {
    let claim = result.claim
    return [
      "id": .string(claim.id), "group": .string(claim.group), "where": .string(claim.place),
      "quantity": .string(claim.quantity), "unit": .string(claim.unit), "stated": .number(orNull: claim.stated),
      "stated_text": .string(orNull: claim.statedText), "published": .number(orNull: result.published),
      "corrected": .number(orNull: result.corrected), "relative_difference": .number(orNull: result.relativeDifference),
      "tolerance": .number(claim.tolerance), "verdict": .string(claim.verdict.rawValue),
      "reason": .string(claim.reason), "refuted": .string(orNull: claim.refutation?.note),
      "fault": .string(orNull: result.fault),
    ]
  }
}
