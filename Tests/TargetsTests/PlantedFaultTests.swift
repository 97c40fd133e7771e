import Documents
import Testing
import _TestSupport

@testable import Targets

/// One fault planted in a shipped file, and the finding it must give.
struct PlantedFault: Sendable, CustomTestStringConvertible {
  let target: String
  let pointer: String
  let value: JSONValue?
  let severity: Finding.Severity
  let rule: String
  /// Where the finding must point; the planted place when nil.
  var at: String?

  var testDescription: String { "\(rule): \(target) \(pointer)" }

  init(
    _ target: String, _ pointer: String, _ value: JSONValue?, _ rule: String, _ severity: Finding.Severity = .error,
    at: String? = nil
  ) {
    self.target = target
    self.pointer = pointer
    self.value = value
    self.rule = rule
    self.severity = severity
    self.at = at
  }
}

@Suite struct `Planted faults` {
  static let faults: [PlantedFault] = [
    // Form
    .init("xe", "/format", "nupair-target/9", "format"),
    .init("xe", "/levls", .array([]), "unknown-key"),
    .init("xe", "/levels/3/enrgy", .integer(1), "unknown-key"),
    .init("xe", "/levels/3/energy_per_cm/vlue", .integer(1), "unknown-key"),
    .init("xe", "/transitions/0/lambda_nm", .integer(1), "unknown-key"),
    .init("xe", "/levels/3/energy_per_cm/status", nil, "missing-key", at: "/levels/3/energy_per_cm"),
    .init("xe", "/name", nil, "missing-key", at: ""),
    .init("xe", "/id", "Xe I", "value"),
    .init("xe", "/name", "", "empty-string"),
    .init("xe", "/kind", "atm", "value"),
    .init("xe", "/levels", .object([]), "type"),
    .init("xe", "/levels/3", .integer(4), "type"),
    .init("xe", "/levels/3/two_J", .number(0.5), "type"),
    .init("xe", "/levels/3/two_J", .integer(-2), "range"),
    // Provenance
    .init("xe", "/levels/3/energy_per_cm/status", "guessed", "value"),
    .init("xe", "/levels/3/energy_per_cm/source", "handbok", "dangling-source"),
    .init("xe", "/sources/extra", ["status": "remembered", "title": "t"], "unused-source", .warning),
    .init("xe", "/sources/cflibs/citation", nil, "citation", at: "/sources/cflibs"),
    .init("xe", "/sources/cflibs/doi", "https://doi.org/10.1/x", "value"),
    // Numbers
    .init("xe", "/levels/3/energy_per_cm/value", .null, "null-value"),
    .init("xe", "/transitions/0/A_per_s/value", .null, "null-value"),
    .init("xe", "/levels/3/energy_per_cm/value", "76196.767", "type"),
    .init("xe", "/levels/3/energy_per_cm/value", .number(-5), "range"),
    .init("xe", "/levels/3/energy_per_cm/uncertainty", .number(-1), "range"),
    .init("xe", "/levels/3/lifetime_s/0/value", .integer(0), "range"),
    .init("xe", "/transitions/0/A_per_s/value", .integer(-1), "range"),
    .init("xe", "/densities/0/per_cm3/value", .integer(0), "range"),
    .init("xe", "/densities/0/per_cm3/source", nil, "missing-key", at: "/densities/0/per_cm3"),
    .init("ho-ylf", "/levels/3/energy_alternatives_per_cm/0/value", .integer(-900), "range"),
    // Duplicates
    .init("xe", "/levels/4/id", "6s'_0", "duplicate"),
    .init("xe", "/schemes/1/id", "xe-paper", "duplicate"),
    .init("ho-ylf", "/manifolds/1/id", "5I8", "duplicate"),
    // Quantum numbers
    .init("xe", "/levels/3/two_J", .integer(1), "quantum-numbers"),
    .init("xe", "/levels/3/parity", nil, "quantum-numbers", at: "/levels/3"),
    .init("xe", "/levels/3/parity", "negative", "value"),
    .init("xe", "/levels/3/degeneracy", .integer(2), "degeneracy"),
    .init("xe", "/levels/3/irrep", "G1", "quantum-numbers"),
    .init("ho-ylf", "/levels/3/parity", "odd", "quantum-numbers"),
    .init("ho-ylf", "/levels/3/kramers", .bool(true), "quantum-numbers"),
    .init("ho-ylf", "/levels/3/irrep", "G56", "irrep"),
    .init("ho-ylf", "/levels/0/degeneracy", .integer(1), "degeneracy"),
    .init("er-ylf", "/levels/3/degeneracy", .integer(1), "degeneracy"),
    .init("er-ylf", "/levels/3/irrep", "G1", "irrep"),
    // Energies
    .init("xe", "/levels/0/energy_per_cm/value", .integer(1000), "ground-level", at: "/levels"),
    .init("xe", "/ionisation_energy_per_cm/value", .integer(80000), "ionisation", at: "/levels/10/energy_per_cm/value"),
    .init("xe", "/levels/3/energy_per_cm/value", .number(9.4472), "unit-sanity", .warning),
    .init("xe", "/levels/5/metastable", .bool(true), "metastable"),
    .init("xe", "/species/charge", .integer(54), "charge"),
    // Transitions
    .init("xe", "/transitions/0/upper", "6p_5/2_9", "dangling-level"),
    .init("xe", "/transitions/0/upper", "g1S0", "level-order", at: "/transitions/0"),
    .init("xe", "/transitions/0/air_nm", .number(9045.447), "wavelength"),
    .init("xe", "/transitions/0/air_nm", .number(904.793), "wavelength"),
    .init("xe", "/transitions/0/air_nm", .number(904.57), "wavelength", .warning),
    .init("xe", "/transitions/0/vacuum_nm", .number(904.5), "wavelength"),
    .init("xe", "/transitions/0/multipole", "M1", "selection-rule"),
    .init("xe", "/transitions/0/multipole", "E9", "value"),
    .init("xe", "/transitions/0/A_per_s/value", .number(1.24e13), "rate-limit"),
    .init("xe", "/transitions/0/A_per_s/value", .number(9e9), "line-strength"),
    .init("er-ylf", "/transitions/0/A_per_s/value", .number(2e5), "rate-limit"),
    // Manifolds
    .init("ho-ylf", "/manifold_transitions/0/A_ED_per_s/value", .number(2e5), "rate-limit"),
    .init("ho-ylf", "/manifold_transitions/1/A_MD_per_s/value", .number(3), "selection-rule"),
    .init("ho-ylf", "/manifold_transitions/0/upper", "5I9", "dangling-manifold"),
    .init("ho-ylf", "/manifold_transitions/0/barycentre_difference_per_cm", .integer(4000), "manifold"),
    .init("ho-ylf", "/manifolds/1/lowest_level", "5I8_1", "dangling-manifold"),
    .init("ho-ylf", "/manifolds/1/barycentre_per_cm/value", .integer(9000), "manifold"),
    .init("ho-ylf", "/manifolds/1/two_J", .integer(12), "quantum-numbers", at: "/levels/13/two_J"),
    // The 5205 cm⁻¹ slip: with G2 as in the source, 5I7 has five G2 where J = 7 contains four.
    .init("ho-ylf", "/levels/18/irrep", "G2", "stark-count", at: "/levels/21/irrep"),
    .init("er-ylf", "/levels/8/manifold", "4I15/2", "quantum-numbers", at: "/levels/8/two_J"),
    .init("ho-ylf", "/levels/13/manifold", "5I8", "quantum-numbers", at: "/levels/13/two_J"),
    // Spin elements and schemes
    .init("ho-ylf", "/spin_elements/0/per_a", .number(0.5), "derived"),
    .init("ho-ylf", "/spin_elements/0/b", "5I8_99", "dangling-level"),
    .init("xe", "/spin_elements/0/b", "6p_3/2_1", "selection-rule", at: "/spin_elements/0"),
    .init("xe", "/schemes/0/e", "6s'_9", "dangling-level"),
    .init("xe", "/schemes/0/p", "6p_3/2_2", "selection-rule"),
    .init("xe", "/schemes/0/g", "6s_2", "selection-rule"),
    .init("xe", "/schemes/0/g", "6p'_1/2_0", "level-order", at: "/schemes/0/e"),
    .init("xe", "/schemes/0/derived/eps_pe_eV", .number(0.3422), "derived"),
    .init("xe", "/schemes/0/derived/r_max", .number(0.35), "derived"),
    .init("xe", "/schemes/0/derived/figure_of_merit", .number(9.5e-6), "derived"),
    .init("xe", "/schemes/0/derived/figure_of_merit_spin2", .number(9.5e-6), "derived"),
    .init("xe", "/schemes/0/derived/window_exists", .bool(false), "derived"),
    .init("xe", "/schemes/3/viable", .bool(true), "viable"),
    .init("ca-ii", "/schemes/0/spin2_per_e/status", "estimated", "estimated", .warning, at: "/schemes/0/spin2_per_e"),
    .init("ho-ylf", "/schemes/0/g", "5I8_4", "selection-rule"),
    .init("cs", "/schemes/0/g", "7p_1-2", "level-order", at: "/schemes/0/e"),
    .init("pb", "/schemes/0/spin2_per_e", nil, "derived", at: "/schemes/0/derived/figure_of_merit_spin2"),
    .init("pb", "/schemes/0/gamma_pe_per_s/value", .null, "derived", at: "/schemes/0/derived/figure_of_merit"),
    .init("pb", "/schemes/0/gamma_pe_per_s/value", .number(1e200), "range"),
    .init("ho-ylf", "/spin_elements/0/Sz2", .number(0.5), "selection-rule"),
    // Limits, second sources, names
    .init("xe", "/levels/3/lifetime_s/0/value", .number(1e-300), "range"),
    .init("ho-ylf", "/manifold_transitions/1/upper", "5I7", "duplicate", at: "/manifold_transitions/1"),
    .init("ho-ylf", "/manifolds/0/lowest_level", "5I8_3", "manifold"),
    .init("ho-ylf", "/levels/14/manifold", "5I77", "dangling-manifold"),
    .init("ho-ylf", "/hyperfine/0/manifold", "5I9", "dangling-manifold"),
    .init("dy-ylf", "/levels/3/degeneracy", .integer(4), "degeneracy"),
    .init("xe", "/name", "Xe\u{1B}[31m", "control-character"),
    .init("er-ylf", "/host/ref", "er-ylf", "dangling-reference"),
    .init(
      "er-ylf", "/host/cation_density_per_cm3", ["value": .number(1.4e22), "status": "remembered", "source": "rem"],
      "copied-number", at: "/host/ref"),
    // Isotopes and host
    .init("xe", "/species/isotopes/0/N", .integer(71), "neutron-number"),
    .init("xe", "/species/isotopes/0/abundance", .number(9.5), "abundance"),
    .init("xe", "/species/isotopes/0/abundance", .number(0.5), "abundance", at: "/species/isotopes"),
    .init("xe", "/species/isotopes/0/A", .integer(126), "duplicate", at: "/species/isotopes/1/A"),
    .init("xe", "/host", ["formula": "X", "site_symmetry": "S4"], "host"),
    .init("er-ylf", "/host", nil, "host", at: ""),
    .init("er-ylf", "/host/ref", "hoylf2", "dangling-reference"),
    .init("er-ylf", "/host/formula", "LaF3", "host-reference", at: "/host"),
    .init("er-ylf", "/host/site_symmetry", "D3", "site-symmetry", .warning),
    .init(
      "ho-ylf", "/host/refractive_index/ordinary/1", .number(0.9), "refractive-index",
      at: "/host/refractive_index/worked_values/0"),
    .init("ho-ylf", "/host/refractive_index/ordinary/-", .number(0.9), "value", at: "/host/refractive_index/ordinary"),
    .init("xe", "/densities/1/realistic", .bool(true), "density", at: "/densities"),
    .init(
      "ho-ylf", "/host/refractive_index/worked_values/1/at", "2.84 um", "refractive-index", .warning,
      at: "/host/refractive_index/worked_values/1"),
    .init("xe", "/conflicts/0/concerns/0/upper", "6p_3/2_7", "dangling-level"),
    .init("xe", "/cross_checks/0/source", "asdcach", "dangling-source"),
  ]

  @Test(arguments: faults)
  func `are found where they stand`(fault: PlantedFault) throws {
    let text = try Package.targetTree(fault.target).setting(fault.pointer, to: fault.value).text
    let loaded = TargetLoader.load(name: "planted.json", bytes: Array(text.utf8), hosts: Package.database.hosts)
    let place = fault.at ?? fault.pointer.replacingTrailingDash()
    let hit = loaded.findings.first { $0.rule == fault.rule && $0.severity == fault.severity && $0.pointer == place }
    #expect(hit != nil, "found instead: \(loaded.findings.map(\.text).joined(separator: "\n"))")
    #expect(hit?.position != nil)
    #expect((loaded.target == nil) == loaded.findings.hasErrors)
    if fault.severity == .error { #expect(loaded.target == nil) }
  }
}

extension String {
  func replacingTrailingDash() -> String { hasSuffix("/-") ? String(dropLast(2)) : self }
}

@Suite struct `Findings` {
  @Test func `come all at once`() throws {
    var tree = try Package.targetTree("xe")
    for fault in [
      ("/levels/3/degeneracy", JSONValue.integer(2)), ("/transitions/0/lower", "nowhere"),
      ("/schemes/0/derived/r_max", .number(0.9)),
      ("/species/isotopes/0/N", .integer(1)), ("/levls", .null),
    ] { tree = try tree.setting(fault.0, to: fault.1) }
    let loaded = TargetLoader.load(name: "many.json", bytes: Array(tree.text.utf8), hosts: Package.database.hosts)
    let rules = Set(loaded.findings.filter { $0.severity == .error }.map(\.rule))
    #expect(rules == ["degeneracy", "dangling-level", "derived", "neutron-number", "unknown-key"])
    let lines = loaded.findings.compactMap(\.position?.line)
    #expect(lines == lines.sorted())
  }

  @Test func `of a ground level without an id bring no others after them`() throws {
    let tree = try Package.targetTree("xe").setting("/levels/0/id", to: nil)
    let loaded = TargetLoader.load(name: "x", bytes: Array(tree.text.utf8), hosts: Package.database.hosts)
    let errors = loaded.findings.filter { $0.severity == .error }
    #expect(errors.contains { $0.rule == "missing-key" && $0.pointer == "/levels/0" })
    // What names the level can no longer find it; its neighbours are not called the ground level for that.
    #expect(Set(errors.map(\.rule)) == ["missing-key", "dangling-level"])
  }

  @Test func `name a source whose key would act on the terminal`() throws {
    let source: JSONValue = ["status": "cited", "title": "t", "citation": "c"]
    let tree = try Package.targetTree("xe").setting("/sources/a\u{1B}[2J", to: source)
    let loaded = TargetLoader.load(name: "x", bytes: Array(tree.text.utf8), hosts: Package.database.hosts)
    #expect(loaded.target == nil)
    let found = try #require(loaded.findings.first { $0.rule == "control-character" })
    #expect(found.message.contains("the key holds the control character U+1B"))
    #expect(!found.text.unicodeScalars.contains("\u{1B}"))
  }

  @Test func `count every source of a rate against metastability`() throws {
    let rate = { (value: Double) -> JSONValue in ["value": .number(value), "status": "remembered", "source": "rem"] }
    let line: JSONValue = [
      "upper": "2P3/2", "lower": "7s4P1/2", "multipole": "E1", "A_per_s": rate(500),
      "A_alternatives_per_s": .array([rate(5000)]),
    ]
    let tree = try Package.targetTree("bi").setting("/transitions/-", to: line)
    let loaded = TargetLoader.load(name: "x", bytes: Array(tree.text.utf8), hosts: Package.database.hosts)
    #expect(loaded.findings.contains { $0.rule == "metastable" && $0.severity == .error })
    // Undeclared, the preferred value decides and the other is told.
    let open = try tree.setting("/levels/4/metastable", to: nil)
    let target = try #require(
      TargetLoader.load(name: "x", bytes: Array(open.text.utf8), hosts: Package.database.hosts).target)
    let path = try #require(target.surveyPaths().paths.first { $0.e.id == "2P3/2" })
    #expect(path.remarks.contains { $0.contains("another source gives A = 5000") })
  }

  @Test func `do not follow from a fault already reported`() throws {
    let tree = try Package.targetTree("pb").setting("/levels/0/energy_per_cm/source", to: "cflib")
    let rules = TargetLoader.load(name: "x", bytes: Array(tree.text.utf8), hosts: Package.database.hosts).findings.map(
      \.rule)
    #expect(rules == ["dangling-source"])
  }

  @Test func `hold single Stark lines to the irreps, manifold means not`() throws {
    // 5I6_2 (G1) – 5I7_1 (G2): π electric dipole only.
    let magnetic = try Package.targetTree("ho-ylf").setting("/transitions/0/multipole", to: "M1")
    func rules(_ tree: JSONValue) -> [String] {
      TargetLoader.load(name: "x", bytes: Array(tree.text.utf8), hosts: Package.database.hosts).findings.map(\.rule)
    }
    // The file's own warning: the scheme ho-5I6 names levels that S4 does not connect.
    #expect(rules(magnetic) == ["scheme-symmetry"])
    #expect(rules(try magnetic.setting("/transitions/0/resolution", to: nil)) == ["selection-rule", "scheme-symmetry"])
  }

  @Test func `suggest the near miss`() throws {
    let tree = try Package.targetTree("xe").setting("/transitions/0/upper", to: "6p_5/2_9").setting(
      "/levels/3/metstable", to: .bool(true))
    let findings = TargetLoader.load(name: "x", bytes: Array(tree.text.utf8), hosts: Package.database.hosts).findings
    #expect(findings.contains { $0.hint == "did you mean '6p_5/2_2'?" || $0.hint == "did you mean '6p_5/2_3'?" })
    #expect(findings.contains { $0.hint == "did you mean 'metastable'?" })
  }

  @Test func `name ångström, air and vacuum mix-ups`() throws {
    func hint(_ nanometres: Double) throws -> String? {
      let tree = try Package.targetTree("xe").setting("/transitions/0/air_nm", to: .number(nanometres))
      return TargetLoader.load(name: "x", bytes: Array(tree.text.utf8), hosts: Package.database.hosts).findings.first?
        .hint
    }
    #expect(try hint(9045.447)?.contains("ångström") == true)
    #expect(try hint(904.793)?.contains("vacuum") == true)
  }

  @Test func `catch energies in eV`() throws {
    var tree = try Package.targetTree("hg")
    for (i, level) in try tree.at("/levels").elements.enumerated() {
      let value = try #require(level["energy_per_cm"]?["value"]?.doubleValue)
      tree = try tree.setting("/levels/\(i)/energy_per_cm/value", to: .number(value * 1.239_841_984e-4))
    }
    let loaded = TargetLoader.load(name: "x", bytes: Array(tree.text.utf8), hosts: Package.database.hosts)
    #expect(loaded.findings.contains { $0.rule == "unit-sanity" && $0.severity == .error })
  }

  @Test func `notice a copied host and a misnamed file`() throws {
    let scratch = try ScratchDirectory()
    let holmium = try Package.targetTree("ho-ylf")
    _ = try scratch.write("ho-ylf.json", holmium.text)
    let erbium = try Package.targetTree("er-ylf").setting("/host", to: try holmium.at("/host"))
      .setting("/id", to: "zr-ylf").setting("/sources/rindex", to: try holmium.at("/sources/rindex"))
    _ = try scratch.write("er2.json", erbium.text)
    let findings = Package.database.check([scratch.directory]).flatMap(\.findings)
    #expect(findings.contains { $0.rule == "copied-number" })
    #expect(findings.contains { $0.rule == "file-name" })
  }
}
