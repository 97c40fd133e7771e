import Documents
import Emission
import Foundation
import Testing
import _TestSupport

@testable import Studies

/// A bound as the schema writes it.
private func bound(_ value: Double) -> JSONValue { Int(exactly: value).map { .integer($0) } ?? .number(value) }

extension LibraryQuantity.Parameter {
  /// What the JSON Schema of claims says of it.
  fileprivate var schema: JSONValue {
    switch kind {
    case .number(let range):
      ["type": "number", "minimum": bound(range.lowerBound), "maximum": bound(range.upperBound)]
    case .integer(let range):
      ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    case .choice(let choices): ["enum": .array(choices.map { .string($0) })]
    case .text: ["type": "string"]
    }
  }

  /// What docs/claims.md says of it.
  fileprivate var text: String {
    switch standard {
    case .number(let value)?: "`\(name)` (\(NumberText.exact(value)))"
    case .text(let text)?: "`\(name)` (`\(text)`)"
    case nil: "`\(name)`"
    }
  }
}

extension LibraryQuantity {
  fileprivate var schema: JSONValue {
    .object(
      [
        JSONValue.Member("description", .string(summary)),
        JSONValue.Member(
          "properties",
          .object(
            [JSONValue.Member("name", ["const": .string(name)])]
              + parameters.map { JSONValue.Member($0.name, $0.schema) })),
        JSONValue.Member(
          "required", .array((["name"] + parameters.filter { $0.standard == nil }.map(\.name)).map { .string($0) })),
        JSONValue.Member("additionalProperties", .bool(false)),
      ])
  }

  fileprivate var row: String {
    let given = parameters.isEmpty ? "–" : parameters.map(\.text).joined(separator: ", ")
    return "| `\(name)` | \(given) | \(summary) |"
  }
}

private func read(_ text: String) -> (call: LibraryCall?, findings: [Finding]) {
  let collector = FindingCollector(JSONDocument(name: "call", text: text))
  let call = ValueReader(root: collector).flatMap { LibraryCall($0) }
  return (call, collector.sortedFindings)
}

@Suite struct `Library quantities` {
  @Test func `have names of their own`() {
    let names = LibraryQuantity.all.map(\.name)
    #expect(Set(names).count == names.count)
    for quantity in LibraryQuantity.all {
      #expect(LibraryQuantity.named(quantity.name)?.name == quantity.name)
      #expect(Set(quantity.parameters.map(\.name)).count == quantity.parameters.count && !quantity.summary.isEmpty)
    }
  }

  @Test func `are in the schema of claims as the program reads them`() throws {
    let text = try Package.text("targets/schema/claims.schema.json")
    let schema = JSONValue(try #require(JSONDocument(name: "schema", text: text).root))
    let listed = schema.value(at: "/$defs/library/oneOf")?.elements ?? []
    #expect(listed.count == LibraryQuantity.all.count)
    for (found, quantity) in zip(listed, LibraryQuantity.all) {
      #expect(found == quantity.schema, "\(quantity.schema.text)")
    }
  }

  @Test func `are in the documentation of claims`() throws {
    let text = try Package.text("docs/claims.md")
    for quantity in LibraryQuantity.all { #expect(text.contains(quantity.row), "\(quantity.row)") }
  }

  @Test func `are what claims are made of`() throws {
    // Each is used in a shipped file, or by this test.
    let files = try FileManager.default.contentsOfDirectory(atPath: Package.root + "/claims").map {
      try Package.text("claims/" + $0)
    }
    let elsewhere: Set = ["thomas-fermi-screening", "core-coulomb-integral"]
    for quantity in LibraryQuantity.all where !elsewhere.contains(quantity.name) {
      #expect(files.contains { $0.contains("\"\(quantity.name)\"") }, "\(quantity.name)")
    }
    for conventions in Conventions.allCases {
      let screening = try #require(read(#"{ "name": "thomas-fermi-screening", "x": 1 }"#).call)
      let value = try screening.value(conventions, Package.database)
      // mpmath.
      #expect(abs((value ?? 0) - 0.424_008_052_080_705_6) < 1e-14)
    }
    let call = try #require(read(#"{ "name": "core-coulomb-integral", "Z": 55 }"#).call)
    let published = try #require(try call.value(.published, Package.database))
    let corrected = try #require(try call.value(.corrected, Package.database))
    #expect(abs(corrected - 2916.925_707_809_946_7) < 1e-6 && abs(published / corrected - 0.5) < 1e-15)
  }

  static let faults: [(String, String, String)] = [
    (#"{ "name": "thomas-fermi-slop", "x": 0 }"#, "unknown-quantity", "thomas-fermi-slope"),
    (#"{ "x": 0 }"#, "missing-key", "name"),
    (#"{ "name": "thomas-fermi-screening" }"#, "missing-key", "\"x\""),
    (#"{ "name": "thomas-fermi-screening", "x": -1 }"#, "range", "-1"),
    (#"{ "name": "thomas-fermi-screening", "x": "one" }"#, "type", "a number"),
    (#"{ "name": "thomas-fermi-screening", "x": 1, "y": 2 }"#, "unknown-key", "\"y\""),
    (#"{ "name": "thomas-fermi-length", "Z": 1.5 }"#, "type", "whole"),
    (
      #"{ "name": "nuclear-integral-over-valence-element", "Z": 55, "n": 6, "n_prime": 7, "l": 1, "screening": "atm" }"#,
      "value", "atom"
    ),
    ("3", "type", "an object"),
  ]

  @Test(arguments: faults)
  func `report what is wrong with a call`(text: String, rule: String, word: String) {
    let (call, findings) = read(text)
    #expect(call == nil || rule == "unknown-key")
    #expect(findings.contains { $0.rule == rule && $0.text.contains(word) }, "\(findings.map(\.text))")
  }

  @Test func `give no number where arguments leave none`() throws {
    for text in [
      #"{ "name": "pair-energy-limit", "W_eV": 1, "P_eV": 1, "mi_eV": 0.1, "mj_eV": 0.1 }"#,
      #"{ "name": "pair-threshold", "eps_eV": 0.1, "mi_eV": 0.1, "mj_eV": 0.1 }"#,
      #"{ "name": "monopole-kernel", "eps_eV": 1, "omega_eV": 0.6, "mi_eV": 0.1, "mj_eV": 0.1 }"#,
      #"{ "name": "nuclear-integral-over-valence-element", "Z": 3, "n": 1, "n_prime": 2, "l": 1 }"#,
      #"{ "name": "level-energy", "target": "cs", "level": "nosuch" }"#,
      #"{ "name": "transition-rate", "target": "cs", "upper": "nosuch", "lower": "6s_1-2" }"#,
    ] {
      let call = try #require(read(text).call, "\(text)")
      #expect(try call.value(.corrected, Package.database) == nil, "\(text)")
    }
    let call = try #require(read(#"{ "name": "level-energy", "target": "nosuch", "level": "1" }"#).call)
    #expect(throws: (any Error).self) { try call.value(.corrected, Package.database) }
  }

  @Test func `are zero by the corrected formulas where the published ones are refuted`() throws {
    let claims = try Claims.load(path: Package.root + "/claims/yoshimura-sasao-2013.json")
    let reproduction = try Reproduction(claims, database: Package.database)
    let refuted = reproduction.results.filter { $0.claim.refutation != nil }
    #expect(refuted.count >= 6)
    for result in refuted {
      #expect(result.corrected == 0 && (result.published ?? 0) > 0 && result.claim.verdict == .fails)
    }
  }
}
