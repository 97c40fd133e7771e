import Documents
import Quantities
import Testing
import _TestSupport

@testable import Photonics

/// One fault planted in a shipped file, and the finding it must give.
struct PlantedMaterialFault: Sendable, CustomTestStringConvertible {
  let material: String
  let pointer: String
  let value: JSONValue?
  let rule: String
  let severity: Finding.Severity
  /// Where the finding must point; the planted place when nil.
  let at: String?

  var testDescription: String { "\(rule): \(material) \(pointer)" }

  init(
    _ material: String, _ pointer: String, _ value: JSONValue?, _ rule: String, _ severity: Finding.Severity = .error,
    at: String? = nil
  ) {
    self.material = material
    self.pointer = pointer
    self.value = value
    self.rule = rule
    self.severity = severity
    self.at = at
  }
}

@Suite struct `Faults planted in materials` {
  private static let coefficients = "/dispersion/coefficients"
  private static let rows = "/dispersion/rows"

  private static func numbers(_ values: Double...) -> JSONValue { .array(values.map(JSONValue.number)) }

  static let faults: [PlantedMaterialFault] = [
    // Form
    .init("si", "/format", "nupair-material/9", "format"),
    .init("si", "/formla", "Si", "unknown-key"),
    .init("si", "/dispersion/rows", .array([]), "unknown-key"),
    .init("ag", rows + "/3/x", .integer(1), "unknown-key"),
    .init("as40se60", "/absorption/rows/3/n", .integer(2), "unknown-key"),
    .init("ag", "/dispersion/range_um", numbers(1, 2), "unknown-key"),
    .init("si", "/id", nil, "missing-key", at: ""),
    .init("si", "/dispersion", nil, "missing-key", at: ""),
    .init("si", "/sources", nil, "missing-key", at: ""),
    .init("si", "/dispersion/kind", nil, "missing-key", at: "/dispersion"),
    .init("si", "/dispersion/range_um", nil, "missing-key", at: "/dispersion"),
    .init("ag", rows + "/3/n", nil, "missing-key", at: rows + "/3"),
    .init("as40se60", "/absorption/rows/3/k", nil, "missing-key", at: "/absorption/rows/3"),
    .init("si", "/id", "Si", "value"),
    .init("si", "/name", "", "empty-string"),
    .init("si", "/formula", "", "empty-string"),
    .init("te-o", "/axis", "ordinry", "value"),
    .init("si", "/dispersion/kind", "sellmeyer", "value"),
    .init("si", coefficients + "/3", "0.003", "type"),
    .init("si", "/dispersion", .array([]), "type"),
    .init("si", "/notes", "one", "type"),
    .init("si", "/name", "Si\u{1B}[31m", "control-character"),
    // Provenance
    .init("si", "/dispersion/status", "guessed", "value"),
    .init("si", "/dispersion/source", "salsberg", "dangling-source"),
    .init("as40se60", "/absorption/source", "shott", "dangling-source"),
    .init("si", "/transparent_eV/source", "memry", "dangling-source"),
    .init("si", "/sources/extra", ["status": "remembered", "title": "t"], "unused-source", .warning),
    .init("si", "/sources/salzberg/citation", nil, "citation", at: "/sources/salzberg"),
    .init("si", "/sources/salzberg/doi", "https://doi.org/10.1/x", "value"),
    // Numbers
    .init("si", coefficients + "/1", .number(1e13), "range"),
    .init("si", "/dispersion/range_um/1", .number(11040), "range"),
    .init("si", "/dispersion/range_um/0", .integer(0), "range"),
    .init("si", "/transparent_eV/value/0", .integer(-1), "range"),
    .init("ag", rows + "/3/energy_eV", .integer(0), "range"),
    .init("ag", rows + "/3/n", .integer(0), "range"),
    .init("ag", rows + "/3/k", .number(-0.1), "range"),
    .init("as40se60", "/absorption/rows/3/k", .number(-1e-7), "range"),
    // Shape and order
    .init("si", coefficients + "/-", .number(0.5), "coefficients", at: coefficients),
    .init("si", coefficients, numbers(1), "coefficients"),
    .init("pbte", coefficients, numbers(1, 30.586, 2, 2.0494, 1, -0.0034832, 2), "coefficients"),
    .init("pbte", coefficients, .array((0..<35).map { .integer($0) }), "coefficients"),
    .init("si", "/dispersion/range_um", numbers(11.04, 1.357), "order"),
    .init("si", "/dispersion/range_um", numbers(2, 2), "order"),
    .init("si", "/dispersion/range_um/-", .integer(12), "value", at: "/dispersion/range_um"),
    .init("si", "/transparent_eV/value", numbers(1.07, 0.15), "order"),
    .init("ag", rows + "/4/energy_eV", .number(0.12), "order", at: rows + "/4"),
    .init("ag", rows + "/4/energy_eV", .number(0.11), "order", at: rows + "/4"),
    .init("as40se60", "/absorption/rows/4/energy_eV", .number(0.1), "order", at: "/absorption/rows/4"),
    .init("ag", rows, .array([["energy_eV": .integer(1), "n": .integer(1), "k": .integer(0)]]), "value"),
    // n
    .init("si", "/dispersion/range_um/0", .number(1.1), "pole", at: coefficients),
    .init("si", "/dispersion/range_um/1", .integer(1200), "pole", at: coefficients),
    .init("ge", "/dispersion/range_um/0", .number(0.3), "pole", at: coefficients),
    .init("si", coefficients + "/0", .integer(-20), "index", at: coefficients),
    .init("pbte", coefficients + "/9", .integer(-1), "index", at: coefficients),
    .init("pbte", coefficients + "/10", .integer(100), "index", at: coefficients),
    .init("sio2", coefficients + "/0", .number(-0.5), "index", .warning, at: coefficients),
    // k
    .init("ag", rows + "/3/k", nil, "absorption", at: rows),
    .init(
      "ag", "/absorption",
      [
        "rows": .array([
          ["energy_eV": .number(0.1), "k": .integer(1)], ["energy_eV": .number(0.2), "k": .integer(1)],
        ]), "status": "cited", "source": "yang",
      ], "absorption"),
    .init("gaas", "/transparent_eV", nil, "absorption", .warning, at: ""),
    .init("si", "/transparent_eV/value", numbers(1.2, 1.5), "transparency"),
    .init("polystyrene", "/transparent_eV/value/0", .number(0.45), "transparency", at: "/transparent_eV/value"),
    .init("as40se60", "/absorption/rows/5/k", .number(0.002), "transparency", at: "/transparent_eV/value"),
  ]

  @Test(arguments: faults)
  func `are found where they stand`(fault: PlantedMaterialFault) throws {
    let text = try Package.targetTree("materials/\(fault.material)").setting(fault.pointer, to: fault.value).text
    let loaded = MaterialLoader.load(name: "planted", bytes: Array(text.utf8))
    let place = fault.at ?? fault.pointer
    let hit = loaded.findings.first { $0.rule == fault.rule && $0.severity == fault.severity && $0.pointer == place }
    #expect(hit != nil, "found instead: \(loaded.findings.map(\.text).joined(separator: "\n"))")
    #expect(hit?.position != nil)
    #expect((loaded.material == nil) == loaded.findings.hasErrors)
  }

  private func findings(_ material: String, _ edits: [(String, JSONValue?)], name: String = "x") throws -> [Finding] {
    var tree = try Package.targetTree("materials/\(material)")
    for edit in edits { tree = try tree.setting(edit.0, to: edit.1) }
    return MaterialLoader.load(name: name, bytes: Array(tree.text.utf8)).findings
  }

  @Test func `come all at once, in the order of the text`() throws {
    let found = try findings(
      "as40se60",
      [
        ("/nme", "x"), ("/dispersion/source", "shott"), ("/absorption/rows/4/energy_eV", .number(0.1)),
        ("/transparent_eV/value", Self.numbers(1.4, 0.08)), ("/sources/schott/citation", nil),
      ])
    #expect(
      Set(found.filter { $0.severity == .error }.map(\.rule)) == [
        "unknown-key", "dangling-source", "order", "citation",
      ])
    let lines = found.compactMap(\.position?.line)
    #expect(lines == lines.sorted())
  }

  @Test func `bring no others after them`() throws {
    // The coefficients are at fault, not the range beside them; a faulty k is no missing k.
    #expect(try findings("si", [(Self.coefficients, Self.numbers(1))]).map(\.rule) == ["coefficients"])
    #expect(try findings("ag", [("/dispersion/rows/3/k", .integer(-1))]).map(\.rule) == ["range"])
    #expect(try findings("si", [("/dispersion/kind", "sellmeyer")]).map(\.rule) == ["value"])
    #expect(try findings("si", [("/transparent_eV/value", Self.numbers(2, 1))]).map(\.rule) == ["order"])
  }

  @Test func `include a key given twice and a number no double holds`() {
    func rules(_ text: String) -> [String] {
      MaterialLoader.load(name: "x", bytes: Array(text.utf8)).findings.map(\.rule)
    }
    #expect(rules(#"{"format": "nupair-material/1", "format": "nupair-material/1"}"#).contains("duplicate-key"))
    #expect(rules(#"{"format": "nupair-material/1", "dispersion": {"coefficients": [1e400]}}"#).contains("not-finite"))
  }

  @Test func `include an id that is not the file's name`() throws {
    #expect(try findings("si", [], name: "/somewhere/si.json").isEmpty)
    let found = try findings("si", [], name: "/somewhere/silicon.json")
    #expect(found.map(\.rule) == ["file-name"])
    #expect(found.first?.severity == .warning)
  }

  @Test func `suggest the near miss`() throws {
    let found = try findings(
      "si", [("/dispersion/kind", "sellmeyer"), ("/dispersion/source", "salsberg"), ("/nots", .null)])
    let hints = found.compactMap(\.hint)
    #expect(hints.contains("did you mean 'sellmeier'?"))
    #expect(hints.contains("did you mean 'salzberg'?"))
    #expect(hints.contains("did you mean 'notes'?"))
  }

  // MARK: Mistreated files

  @Test(arguments: ["si", "as40se60", "pbte", "te-film"])
  func `never crash the loader, whatever the bytes`(id: String) throws {
    let original = Array(try Package.text("targets/materials/\(id).json").utf8)
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<150 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &generator), at: index)
        default: bytes[index] = UInt8.random(in: 0x30...0x39, using: &generator)
        }
      }
      let loaded = MaterialLoader.load(name: "fuzz", bytes: bytes)
      #expect((loaded.material == nil) == loaded.findings.hasErrors)
      guard let material = loaded.material else { continue }
      for energy in [0, 0.01, 0.3, 0.7, 1.1, 50] {
        let index = material.index(at: .init(electronVolts: energy)).index
        #expect(index.n.isFinite && index.n > 0 && index.k >= 0 && index.k.isFinite)
      }
    }
  }
}
