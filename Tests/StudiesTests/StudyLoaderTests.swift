import Documents
import Emission
import Foundation
import Targets
import Testing
import _TestSupport

@testable import Studies

/// The published holmium design as a tree to spoil.
func holmiumTree() throws -> JSONValue {
  try #require(JSONDocument(name: "ho-paper", text: try Package.text("studies/ho-paper.json")).root.map(JSONValue.init))
}

private func findings(_ text: String) -> [Finding] {
  do {
    _ = try StudyLoader(database: Package.database).load(name: "study.json", bytes: Array(text.utf8))
    return []
  } catch {
    return error.findings
  }
}

/// A change to the study, and the finding it must give.
struct PlantedStudyFault: Sendable, CustomTestStringConvertible {
  let pointer: String
  let value: JSONValue?
  let rule: String
  let place: String
  let words: [String]
  var testDescription: String { "\(rule) at \(place)" }

  init(_ pointer: String, _ value: JSONValue?, _ rule: String, at place: String? = nil, _ words: String...) {
    self.pointer = pointer
    self.value = value
    self.rule = rule
    self.place = place ?? pointer
    self.words = words
  }
}

@Suite struct `Study loader` {
  private static func fibre(layers: [JSONValue]) -> JSONValue {
    ["core_radius_um": .number(3), "layers": .array(layers)]
  }

  static let faults: [PlantedStudyFault] = [
    .init("/format", "nupair-study/2", "value", "nupair-study/1"), .init("/format", nil, "missing-key", at: ""),
    .init("/process", "renp", "not-supported"), .init("/process", "rapn", "value", "ranp"),
    .init("/target", "xf", "unknown-target", "xf", "xe"),
    .init("/target", "-", "unknown-target"), .init("/target", "no/such.json", "bad-target"),
    .init("/target", .number(3), "type"), .init("/path/e", "5I7_99", "unknown-level", "5I7_99"),
    .init("/path/e", "5I9_1", "unknown-level", "did you mean"), .init("/path/g", nil, "missing-key", at: "/path"),
    .init("/path/p", "5I8_2", "level-order", at: "/path", "5I8_2"),
    .init("/path/g", "5I5_1", "level-order", at: "/path"), .init("/path/q", "5I5_1", "level-order", at: "/path"),
    .init("/path/x", "5I5_1", "unknown-key"), .init("/geometry/r", .number(1.5), "range", "−1 and 1"),
    .init("/geometry/r", nil, "missing-key", at: "/geometry"), .init("/geometry/r", "0", "type"),
    .init("/geometry/r", ["min": .number(-1), "max": .number(1)], "range-not-fixed"),
    .init("/geometry/trigger_eV", .number(-1), "range"), .init("/geometry/trigger_eV", .number(0), "range"),
    .init("/geometry/trigger_eV", "resonnant", "value", "resonant"), .init("/geometry/trigger_eV", .bool(true), "type"),
    .init("/geometry/refractive_index", .number(0.5), "range"),
    .init("/geometry/refractive_index", "crystal", "value", "host"),
    .init("/geometry/acceptance_deg", .array([.number(90), .number(10)]), "range", "smaller first"),
    .init("/geometry/acceptance_deg", .array([.number(0), .number(190)]), "range", at: "/geometry/acceptance_deg/1"),
    .init("/geometry/acceptance_deg", .number(30), "type"),
    .init("/geometri", ["r": .number(0)], "unknown-key", "geometry"),
    .init("/laser/linewidth_Hz", .number(-1), "range"), .init("/laser/linewidth_Hz", "wide", "type"),
    .init("/laser/n3_V_eta_per_cm6", .number(0), "range"),
    .init("/laser/linewidth_hz", .number(1), "unknown-key", "linewidth_Hz"),
    .init("/neutrino/ordering", "normal", "value", "NO"), .init("/neutrino/lightest_meV", .number(-1), "range"),
    .init("/neutrino/nature", "Dirac", "value", "dirac"),
    .init("/neutrino/oscillation", "nufit-5.0", "value", "nufit-5.2"),
    .init("/neutrino/oscillation", .number(1), "type"),
    .init(
      "/neutrino/oscillation",
      ["s12sq": .number(0.3), "s13sq": .number(1.02), "dm21_eV2": .number(1e-5), "dm31_eV2": .number(1e-3)], "range",
      at: "/neutrino/oscillation/s13sq"),
    .init(
      "/neutrino/oscillation", ["s12sq": .number(0.3), "s13sq": .number(0.02), "dm21_eV2": .number(1e-5)],
      "missing-key"),
    .init("/neutrino/phases_deg", ["delta": "x"], "type", at: "/neutrino/phases_deg/delta"),
    .init("/overrides/eps_eg_eV", .number(0), "range"), .init("/overrides/gamma_e_per_s", .number(0), "range"),
    .init("/overrides/gamma_p_per_s", .number(-3), "range"), .init("/overrides/spin2", .number(-1), "range"),
    .init("/overrides/gamma_pe", .number(1), "unknown-key", "gamma_pe_per_s"),
    .init("/overrides/eps_pq_eV", .number(1.2), "closed-channel", at: "/overrides", "eps_pq_eV"),
    .init("/particle_meV", .number(-5), "range"), .init("/conventions", "paper", "value", "published"),
    .init("/objective", "rates", "unknown-figure", "did you mean 'rate'"), .init("/objective", .number(1), "type"),
    .init("/constraints", ["mcq3_margin": .number(0)], "unknown-figure", at: "/constraints/mcq3_margin"),
    .init("/constraints", ["rate": "high"], "type", at: "/constraints/rate"),
    .init("/constraints", ["rate": ["min": .number(2), "max": .number(1)]], "range", at: "/constraints/rate"),
    .init("/constraints", ["rate": .object([])], "missing-key", at: "/constraints/rate"),
    .init(
      "/constraints", ["rate": ["least": .number(2), "max": .number(1)]], "unknown-key", at: "/constraints/rate/least"),
    .init("/search", ["algorithm": "LN_COBILA"], "unknown-algorithm", at: "/search/algorithm", "LN_COBYLA"),
    .init("/search", ["algorithm": "LN_COBYLA+LD_MMA"], "unknown-algorithm", at: "/search/algorithm"),
    .init("/search", ["seed": .number(-1)], "range", at: "/search/seed"),
    .init("/search", ["seed": .number(1.5)], "type", at: "/search/seed"),
    .init("/search", ["max_evaluations": .number(1e12)], "range", at: "/search/max_evaluations"),
    .init("/search", ["mcq4": "full"], "value", at: "/search/mcq4"),
    .init("/fibre", fibre(layers: []), "range", at: "/fibre/layers"),
    .init(
      "/fibre", fibre(layers: [["material": "sii", "thickness_um": .number(1)]]), "unknown-material",
      at: "/fibre/layers/0/material", "did you mean 'si'?"),
    .init("/fibre", fibre(layers: [["thickness_um": .number(1)]]), "missing-medium", at: "/fibre/layers/0"),
    .init(
      "/fibre", fibre(layers: [["index": .number(2), "thickness_um": .number(0)]]), "range",
      at: "/fibre/layers/0/thickness_um"),
    .init(
      "/fibre",
      [
        "core_radius_um": .number(3), "pairs": .number(2.5), "high": ["index": .number(3), "thickness_um": .number(1)],
        "low": ["index": .number(2), "thickness_um": .number(1)],
      ], "range", at: "/fibre/pairs"),
  ]

  @Test(arguments: faults)
  func `finds`(fault: PlantedStudyFault) throws {
    let found = findings(try holmiumTree().replacing(fault.pointer, with: fault.value ?? .null).text)
    let match = found.first { $0.rule == fault.rule && $0.pointer == fault.place }
    #expect(match != nil, "\(found.map(\.text))")
    #expect(match?.position != nil)
    for word in fault.words { #expect(match?.text.contains(word) == true, "\(match?.text ?? "")") }
    // One slip, one finding; a misspelt key that is required counts twice.
    #expect(found.count { $0.severity == .error } == 1, "\(found.map(\.text))")
  }

  @Test func `finds all at once`() throws {
    let tree = try holmiumTree().replacing("/geometry/r", with: .number(1.5))
      .replacing("/laser/linewidth_Hz", with: .number(-1)).replacing("/path/q", with: "5I7_99")
    #expect(Set(findings(tree.text).map(\.pointer)) == ["/geometry/r", "/laser/linewidth_Hz", "/path/q"])
  }

  @Test(arguments: ["", "{", "[]", "null", "\u{FEFF}", String(repeating: "[", count: 100_000), "{\"format\": NaN}"])
  func `survives what is no study`(text: String) { #expect(!findings(text).isEmpty) }

  @Test func `gives the place of a NaN`() throws {
    let text = try Package.text("studies/ho-paper.json").replacing("-0.36532", with: "NaN")
    let finding = findings(text).first
    #expect(finding?.pointer == "/geometry/r" && finding?.position?.line == 7, "\(finding?.text ?? "")")
  }

  // MARK: Channels that selection rules close

  @Test func `refuses a path without amplitude`() throws {
    // 7p[1/2]1 → 6s'[1/2]0 is fine; 6p[1/2]0 (J = 0) cannot be reached from 6s'[1/2]0 (J = 0) by one photon.
    let xenon = try #require(
      JSONDocument(name: "xe", text: try Package.text("studies/xe-elastic.json")).root.map(JSONValue.init))
    let closed = xenon.replacing("/path/p", with: "6p_1/2_0")
    let finding = findings(closed.text).first
    #expect(finding?.rule == "closed-channel" && finding?.pointer == "/path", "\(finding?.text ?? "")")
    #expect(finding?.hint?.contains("nupair paths xe") == true)
    // A what-if with its own rate goes through, and says so.
    let forced = closed.replacing("/overrides", with: ["gamma_pe_per_s": .number(10)])
    let study = try StudyLoader(database: Package.database).load(name: "x", tree: forced)
    #expect(Evaluation(study).warnings.contains { $0.contains("the path survey excludes this path") })
  }

  @Test func `takes a target file beside the study`() throws {
    let scratch = try ScratchDirectory()
    _ = try scratch.write("my.json", try Package.text("targets/xe.json"))
    let study = try Package.text("studies/xe-paper.json").replacing("\"xe\"", with: "\"my.json\"")
    let path = try scratch.write("study.json", study)
    let loaded = try StudyLoader(database: Package.database).load(path: path)
    #expect(loaded.target.id == "xe" && loaded.targetName.hasSuffix("/my.json") && loaded.targetName.hasPrefix("/"))
    _ = try scratch.write("my.json", "{}")
    #expect(throws: StudyError.self) { try StudyLoader(database: Package.database).load(path: path) }
  }

  // MARK: Defaults

  @Test func `writes out its defaults, and the same figures come of that`() throws {
    let minimal: JSONValue = [
      "format": "nupair-study/1", "process": "ranp", "target": "xe",
      "path": ["e": "6s'_0", "p": "6p_3/2_1", "q": "6s'_0", "g": "6s_1"], "geometry": ["r": .number(0.1)],
    ]
    let loader = StudyLoader(database: Package.database)
    let study = try loader.load(name: "minimal", tree: minimal)
    let resolved = study.resolvedJSON
    #expect(resolved.value(at: "/laser/linewidth_Hz")?.doubleValue == 100)
    #expect(resolved.value(at: "/laser/n3_V_eta_per_cm6")?.doubleValue == 1e51)
    #expect(resolved.value(at: "/geometry/trigger_eV")?.stringValue == "resonant")
    #expect(resolved.value(at: "/neutrino/oscillation")?.stringValue == "nufit-6.0")
    #expect(resolved.value(at: "/conventions")?.stringValue == "corrected")
    for tree in try [minimal] + exampleStudies() {
      let first = try loader.load(name: "first", tree: tree)
      let second = try loader.load(name: "second", tree: first.resolvedJSON)
      #expect(second.resolvedJSON == first.resolvedJSON)
      #expect(Evaluation(second).json(angles: 5).text == Evaluation(first).json(angles: 5).text)
    }
  }
}

/// Every example study that ships.
func exampleStudies() throws -> [JSONValue] {
  try FileManager.default.contentsOfDirectory(atPath: Package.root + "/studies").filter { $0.hasSuffix(".json") }
    .sorted()
    .map { file in
      try #require(JSONDocument(name: file, text: try Package.text("studies/" + file)).root.map(JSONValue.init))
    }
}
