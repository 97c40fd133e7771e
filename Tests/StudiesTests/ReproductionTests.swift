import Documents
import Emission
import Foundation
import Testing
import _TestSupport

@testable import Studies

private func shipped() throws -> [Claims] { try Claims.shipped(with: Package.database) }

@Suite struct `Reproducing a paper` {
  @Test func `finds every claim as its verdict says`() throws {
    for claims in try shipped() {
      let reproduction = try Reproduction(claims, database: Package.database)
      for result in reproduction.results {
        #expect(result.fault == nil, "\(result.claim.id): \(result.fault ?? "")")
        // A claim that computes nothing proves nothing.
        #expect(
          result.published != nil || result.corrected != nil || result.claim.verdict == .input, "\(result.claim.id)")
        #expect(!result.claim.reason.isEmpty)
      }
      // A verdict of failure needs its number.
      #expect(
        reproduction.results.allSatisfy {
          $0.claim.verdict != .fails || $0.claim.stated != nil || $0.claim.statedText != nil
        })
    }
  }

  @Test func `holds most claims against independent values`() throws {
    for claims in try shipped() {
      let held = claims.claims.count { $0.expected.published != nil || $0.expected.corrected != nil }
      #expect(held * 10 >= 8 * claims.claims.count, "\(held) of \(claims.claims.count)")
    }
  }

  @Test func `draws curves in both conventions`() throws {
    for claims in try shipped() {
      for figure in claims.figures {
        let lines = try claims.csv(figure, database: Package.database).split(separator: "\n")
        #expect(lines[0].contains("[published]") && lines[0].contains("[corrected]"))
        let width = lines[1].split(separator: ",").count
        #expect(lines.count > 300 && width >= 5)
        for line in lines.dropFirst() {
          let values = line.split(separator: ",").compactMap { Double($0) }
          #expect(values.count == width && values.allSatisfy(\.isFinite))
        }
      }
    }
  }

  /// Expects the fault in a shipped file with one value replaced.
  private func expect(_ rule: String, of claims: String, with value: JSONValue, at pointer: String) throws {
    let text = try Package.text("claims/\(claims).json")
    let tree = JSONValue(try #require(JSONDocument(name: "claims", text: text).root)).replacing(pointer, with: value)
    let scratch = try ScratchDirectory()
    let path = try scratch.write("claims.json", tree.text)
    do {
      _ = try Claims.load(path: path)
      Issue.record("accepted")
    } catch {
      #expect(error.findings.contains { $0.rule == rule }, "\(error.findings.map(\.text))")
    }
  }

  /// A study gives the monopole paper's figures with the published conventions only, and whoever claims one is told what they are.
  @Test func `marks what a monopole has as published`() throws {
    let text = try Package.text("studies/renp/cs-monopole.json")
    let study = JSONValue(try #require(JSONDocument(name: "study", text: text).root))
    func claim(_ id: String, _ figure: String, _ published: Double) -> JSONValue {
      [
        "id": .string(id), "group": "Rates", "where": "fig. 4", "quantity": "rate", "unit": "s⁻¹", "stated": .null,
        "tolerance": .number(0), "verdict": "does-not-reproduce", "reason": "It cancels.",
        "expected": ["published": .number(published)], "study": "cs", "figure": .string(figure),
      ]
    }
    let tree: JSONValue = [
      "format": "nupair-claims/1", "citation": "A. Author", "studies": ["cs": study],
      "claims": .array([
        claim("printed", "/monopole/as_published/total_per_s", 17.2106520934), claim("rate", "/rate/total_per_s", 0),
      ]),
      "figures": .array([]),
    ]
    let scratch = try ScratchDirectory()
    let claims = try Claims.load(path: try scratch.write("claims.json", tree.text))
    #expect(claims.claims.map(\.refutation) == [.monopoleCancels, nil])
    let results = try Reproduction(claims, database: Package.database).results
    #expect(abs(try #require(results[0].published) / 17.2106520934 - 1) < 1e-9 && results[0].corrected == nil)
    #expect(results[1].published == 0 && results[1].corrected == 0)
  }

  static let faults: [(String, JSONValue, String)] = [
    ("/claims/0/id", "../x", "value"), ("/claims/0/verdict", "fine", "value"),
    ("/claims/0/tolerance", "small", "type"), ("/claims/0/colour", "red", "unknown-key"),
    ("/figures/0/study", "nosuch", "unknown-study"), ("/format", "nupair-claims/9", "value"),
    ("/figures/0/abscissa/points", .number(1), "range"), ("/figures/0/abscissa/min", .number(-2), "range"),
    ("/figures/0/curves", .array([]), "empty"), ("/claims/4/set", ["geometry": .number(1)], "value"),
    ("/studies", .null, "missing-key"),
  ]

  @Test(arguments: faults)
  func `finds faults of a claims file`(pointer: String, value: JSONValue, rule: String) throws {
    try expect(rule, of: "hara-yoshimura-2019", with: value, at: pointer)
  }

  static let libraryFaults: [(String, JSONValue, String)] = [
    ("/figures/0/argument", "omega", "value"), ("/figures/0/argument", "ratio", "value"),
    ("/figures/0/argument", .null, "missing-key"), ("/figures/0/study", "xe", "unknown-key"),
    ("/figures/0/abscissa/min", .number(-1), "range"), ("/figures/0/curves/0/library", .null, "missing-key"),
    ("/figures/0/curves/0/library/omega_eV", .number(1), "unknown-key"),
    ("/figures/0/curves/1/library/name", "monopole-spectrum", "unknown-key"),
    ("/claims/0/library/name", "pair-treshold", "unknown-quantity"), ("/claims/0/study", "xe", "unknown-key"),
    ("/claims/0/power", "two", "type"), ("/published_means", .number(1), "type"),
    ("/claims/4/library", .null, "missing-key"),
  ]

  @Test(arguments: libraryFaults)
  func `finds faults of claims on the library`(pointer: String, value: JSONValue, rule: String) throws {
    try expect(rule, of: "yoshimura-sasao-2013", with: value, at: pointer)
  }

  @Test func `takes a number as given for an input only`() throws {
    let text = try Package.text("claims/yoshimura-sasao-2013.json")
    let tree = JSONValue(try #require(JSONDocument(name: "claims", text: text).root))
    let index = try #require(tree["claims"]?.elements.firstIndex { $0["given"] != nil })
    let scratch = try ScratchDirectory()
    let judged = tree.replacing("/claims/\(index)/verdict", with: "reproduces")
    #expect(throws: StudyError.self) { try Claims.load(path: try scratch.write("judged.json", judged.text)) }
  }

  @Test func `refuses a claim that compares nothing, and breaks one that gives no number`() throws {
    let text = try Package.text("claims/hara-yoshimura-2019.json")
    let tree = JSONValue(try #require(JSONDocument(name: "claims", text: text).root))
    let scratch = try ScratchDirectory()
    let empty = tree.replacing("/claims/2/stated", with: .null).replacing("/claims/2/expected", with: .null)
    #expect(throws: StudyError.self) { try Claims.load(path: try scratch.write("empty.json", empty.text)) }
    let lost = tree.replacing("/claims/2/figure", with: "/no/such/figure")
    let claims = try Claims.load(path: try scratch.write("lost.json", lost.text))
    let result = try Reproduction(claims, database: Package.database).results[2]
    #expect(result.fault?.hasPrefix("it gives no number") == true)
  }
}
