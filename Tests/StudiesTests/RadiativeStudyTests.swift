import Documents
import Emission
import Foundation
import Neutrinos
import Testing
import _TestSupport

@testable import Studies

private func tree(_ name: String) throws -> JSONValue {
  try #require(
    JSONDocument(name: name, text: try Package.text("studies/renp/\(name).json")).root.map(JSONValue.init))
}

private func load(_ tree: JSONValue) throws(StudyError) -> AnyStudy {
  try StudyLoader(database: Package.database).loadAny(name: "study.json", tree: tree)
}

private func evaluation(_ tree: JSONValue) throws -> RadiativeEvaluation {
  guard case .radiative(let study) = try load(tree) else { throw TestFailure("another process") }
  return RadiativeEvaluation(study)
}

private func findings(_ tree: JSONValue) -> [Finding] {
  do {
    _ = try load(tree)
    return []
  } catch {
    return error.findings
  }
}

/// The reference cases of spectra, each as a study, through the JSON that `evaluate` prints.
@Suite struct `Radiative evaluation` {
  static let names = ["yb-spin", "yb-locked", "yb-z-prime", "yb-magnetic-moment", "cs-paper", "xe-paper"]

  static let cases: [JSONValue] = {
    let text = (try? Package.text("Tests/EmissionTests/Fixtures/renp.json")) ?? ""
    let cases = JSONDocument(name: "renp.json", text: text).root.map(JSONValue.init)?["cases"]?.elements ?? []
    return cases.filter { json in
      ["spectrum_spin", "spectrum_spin_line", "spectrum_zprime", "spectrum_phi"].contains(
        json["fn"]?.stringValue ?? "")
    }
  }()

  /// A case's arguments as a study of ytterbium with its levels overridden.
  private func study(_ arguments: JSONValue) throws -> JSONValue {
    func number(_ key: String) -> JSONValue { .number(arguments[key]?.doubleValue ?? 0) }
    let isNormal = arguments["ordering"]?.stringValue == "NO"
    var study = try tree("yb-spin").setting("/geometry/trigger_eV", to: number("omega"))
    study = try study.setting("/geometry/r", to: number("r"))
    study = try study.setting("/geometry/cos_theta", to: .number(arguments["cth"]?.doubleValue ?? 1))
    study = try study.setting("/laser/line_width_eV", to: number("width"))
    if arguments["fn"] != nil { throw TestFailure("arguments only") }
    study = try study.setting(
      "/overrides",
      to: ["eps_eg_eV": number("eps"), "eps_vg_eV": number("eps_vg"), "gamma_vg_per_s": .number(1e6)])
    let degrees = { (key: String) in JSONValue.number((arguments[key]?.doubleValue ?? 0) * 180 / .pi) }
    return try study.setting(
      "/neutrino",
      to: [
        "ordering": .string(isNormal ? "NO" : "IO"),
        "lightest_meV": .number(1000 * (arguments["m0"]?.doubleValue ?? 0)),
        "nature": .string(arguments["delta_m"]?.doubleValue == 1 ? "majorana" : "dirac"),
        "oscillation": [
          "s12sq": .number(0.304), "s13sq": .number(isNormal ? 0.02246 : 0.02241), "dm21_eV2": .number(7.42e-5),
          "dm31_eV2": .number(isNormal ? 2.510e-3 : 2.490e-3 - 7.42e-5),
        ],
        "phases_deg": ["delta": degrees("delta"), "alpha21": degrees("alpha21"), "alpha31": degrees("alpha31")],
      ])
  }

  @Test(arguments: cases)
  func `agrees with the reference through JSON`(reference: JSONValue) throws {
    let arguments = try reference.at("/args"), function = reference["fn"]?.stringValue ?? ""
    var study = try study(arguments)
    func number(_ key: String) -> JSONValue { .number(arguments[key]?.doubleValue ?? 0) }
    if function != "spectrum_spin_line" { study = try study.setting("/laser/line_width_eV", to: .number(0)) }
    if function == "spectrum_zprime" {
      study = try study.setting(
        "/new_physics",
        to: [
          "z_prime": [
            "mass_eV": number("mz"), "width_eV": number("width"), "g_electron": .number(1), "g_left": number("gegl"),
            "g_right": number("gegr"), "longitudinal": try arguments.at("/longitudinal"),
          ]
        ])
    } else if function == "spectrum_phi" {
      study = try study.setting(
        "/new_physics",
        to: [
          "scalar": [
            "mass_eV": number("mphi"), "width_eV": number("width"), "y_electron": .number(1),
            "y_scalar": number("yeys"), "y_pseudoscalar": number("yeyp"),
          ]
        ])
    }
    let json = try evaluation(study).json(energies: nil)
    let found = try #require(json.value(at: "/rate/spectrum_at_trigger")?.doubleValue)
    let expected = try #require(reference["expect"]?.doubleValue)
    // The lightest mass passes through meV: a rounding of the mass, some of which the thresholds magnify.
    #expect(expected == 0 ? found == 0 : abs(found / expected - 1) < 1e-9, "\(found) for \(expected)")
  }

  /// The cases of Fixtures/radiative.json: designs at one trigger energy, and means over a line.
  private func independent(_ key: String) throws -> [JSONValue] {
    let text = try Package.text("Tests/StudiesTests/Fixtures/radiative.json")
    return JSONDocument(name: "radiative.json", text: text).root.map(JSONValue.init)?[key]?.elements ?? []
  }

  /// Lines that hold thresholds, and poles of widths down to 1e-18 eV.
  @Test func `averages over lines like an independent program`() throws {
    let lines = try independent("lines")
    #expect(lines.count == 12)
    for (index, reference) in lines.enumerated() {
      let evaluation = try evaluation(try reference.at("/study"))
      let found = try #require(evaluation.value(evaluation.spectrum)),
        expected = try #require(reference["expect"]?.doubleValue)
      // The rounding of the masses moves a threshold by some 1e-17 eV against the narrowest line, 1e-5 eV wide.
      #expect(abs(found / expected - 1) < 2e-12, "\(index): off by \(found / expected - 1)")
    }
  }

  /// Random designs, any phase and direction, some close to their endpoint, with random couplings of every kind.
  @Test func `agrees with an independent program of 50 digits`() throws {
    let cases = try independent("cases")
    #expect(cases.count == 80)
    for (index, reference) in cases.enumerated() {
      let evaluation = try evaluation(try reference.at("/study"))
      let found = try #require(evaluation.value(evaluation.spectrum)),
        expected = try #require(reference["expect"]?.doubleValue)
      // The masses are rounded, which a threshold magnifies by T over its distance; and so is the detuning of a pole.
      let kinematics = evaluation.kinematics
      let nearest = evaluation.pairs.map { pair in
        pair.thresholdSquared / max(abs(kinematics.excess(over: pair.threshold)), 1e-300)
      }.max()
      let bound = 2e-14 + 4e-16 * (nearest ?? 0)
      #expect(abs(found / expected - 1) < bound, "\(index): off by \(found / expected - 1), allowed \(bound)")
    }
  }

  @Test(arguments: names)
  func `is finite, complete and the same when resolved`(name: String) throws {
    let tree = try tree(name), evaluation = try evaluation(tree), json = evaluation.json(energies: 50)
    for pointer in [
      "/format", "/program/version", "/study/process", "/study/geometry/cos_theta", "/conventions", "/feasible",
      "/levels/eps_vg_eV", "/inputs/gamma_vg_per_s/value", "/sample/volume_for_n3_V_eta_cm3", "/kinematics/r",
      "/kinematics/pair_energy_eV", "/kinematics/pair_momentum_eV", "/kinematics/mass_squared_eV2", "/masses_eV/2",
      "/oscillation/citation", "/thresholds/5/weight", "/thresholds/5/status", "/thresholds/5/trigger_eV",
      "/thresholds/5/unboosted_eV", "/thresholds/5/along_eV", "/thresholds/5/against_eV", "/thresholds/5/locked_eV",
      "/rate/gamma0_per_s", "/rate/spectrum_at_trigger", "/rate/total_per_s", "/rate/other_nature_spectrum_at_trigger",
      "/rate/spectrum/trigger_eV/49", "/rate/spectrum/i/49", "/rate/spectrum/per_s/49", "/background/mcq2/open",
      "/background/mcq3/photon_interval_eV/1", "/background/mcq3/required_gap_width", "/background/guide",
      "/new_physics/standard_model/magnetic_moment_muB/0", "/warnings/0",
    ] {
      #expect(json.value(at: pointer) != nil, "\(pointer)")
    }
    // It parses again, so that nothing in it is infinite.
    #expect(JSONDocument(name: name, text: json.text).findings.isEmpty)
    let again = try self.evaluationOf(json.at("/study"))
    #expect(again.json(energies: 50).text == json.text)
    #expect(evaluation.isFeasible)
    // The parts add up to the whole.
    let parts = evaluation.pairs.compactMap(evaluation.value).reduce(0, +)
    #expect(abs(parts / (try #require(evaluation.value(evaluation.spectrum))) - 1) < 1e-14)
  }

  private func evaluationOf(_ tree: JSONValue) throws -> RadiativeEvaluation { try evaluation(tree) }

  @Test func `has the spectrum as CSV, thresholds included`() throws {
    let evaluation = try evaluation(try tree("yb-spin"))
    let lines = evaluation.spectrumCSV(energies: 100).split(separator: "\n")
    #expect(
      lines[0]
        == "trigger_eV,pair_energy_eV,pair_momentum_eV,pair_mass_squared_eV2,i,per_s,i_11,i_12,i_22,i_13,i_23,i_33")
    #expect(lines.count == 1 + 100 + 6)
    for line in lines.dropFirst() {
      let numbers = line.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
      #expect(numbers.count == 12)
      #expect(abs(numbers[6...].reduce(0, +) - numbers[4]) <= 1e-14 * numbers[4])
    }
  }

  @Test func `fills the spectrum alike with and without the fast kernel`() throws {
    let plain = try evaluation(try tree("yb-spin"))
    let triggers = plain.triggers(count: 60)
    // A coupling of zero takes the other way through.
    let zero = try evaluation(
      try tree("yb-spin").setting("/new_physics", to: ["moments": ["magnetic_muB": .number(0)]]))
    #expect(zero.newPhysics.moments.magnetic != nil)
    for (a, b) in zip(plain.values(at: triggers), zero.values(at: triggers)) {
      let (a, b) = (try #require(a), try #require(b))
      #expect(abs(a - b) <= 1e-13 * a)
    }
  }

  @Test func `keeps what does not exist null, and says why`() throws {
    // Above every threshold.
    let closed = try evaluation(try tree("yb-spin").setting("/geometry/trigger_eV", to: .number(1.2)))
    #expect(!closed.isFeasible)
    #expect(closed.json(energies: nil).value(at: "/rate/total_per_s")?.doubleValue == 0)
    #expect(closed.warnings.contains { $0.hasPrefix("no pair is emitted") })
    // r = 1 along the trigger: closed at every ω.
    let never = try evaluation(try tree("yb-spin").setting("/geometry/r", to: .number(1)))
    let json = never.json(energies: 10)
    #expect(json.value(at: "/thresholds/0/trigger_eV") == .null)
    #expect(json.value(at: "/thresholds/0/status")?.stringValue == "never")
    #expect(json.value(at: "/rate/spectrum/i/5")?.doubleValue == 0)
    // On the pole of a mediator without width.
    let eps = never.levels.eg, mass = 0.5, trigger = (eps * eps - mass * mass) / (2 * eps)
    let pole = try evaluation(
      try tree("yb-z-prime").setting("/geometry/trigger_eV", to: .number(trigger))
        .setting("/new_physics/z_prime/mass_eV", to: .number(mass))
        .setting("/new_physics/z_prime/width_eV", to: .number(0)))
    #expect(pole.json(energies: nil).value(at: "/rate/spectrum_at_trigger") == .null)
    #expect(pole.warnings.contains { $0.contains("which has no width") })
    // Without γ_vg.
    let unknown = try evaluation(
      try tree("cs-paper").setting("/path/v", to: "6p_3-2").setting("/overrides/gamma_vg_per_s", to: .number(0)))
    #expect(unknown.json(energies: nil).value(at: "/rate/gamma0_per_s")?.doubleValue == 0)
  }

  /// Some thousand counts at one trigger energy for m₀ = 100 meV without a phase, as the literature has it, and tens at lock.
  @Test func `counts the events that tell the nature`() throws {
    let unboosted = try evaluation(
      try tree("yb-spin").setting("/neutrino/lightest_meV", to: .number(100))
        .setting("/geometry/trigger_eV", to: .number(1.02)))
    let many = try #require(unboosted.eventsForNature)
    #expect(many > 1e3 && many < 1e4)
    let locked = try evaluation(try tree("yb-locked"))
    let few = try #require(locked.eventsForNature)
    #expect(few < 30)
    let here = try #require(locked.value(locked.spectrum)), other = try #require(locked.otherNature)
    let ratio = other / here
    #expect(abs(few / (9 / (2 * (ratio - 1 - log(ratio)))) - 1) < 1e-12)
    let massless = try evaluation(
      try tree("yb-spin").setting("/neutrino/lightest_meV", to: .number(0)).setting(
        "/geometry/trigger_eV", to: .number(1.2))
    )
    #expect(massless.eventsForNature == nil)
  }

  @Test func `takes the width of a Z′ from its decays unless told`() throws {
    let evaluation = try evaluation(try tree("yb-z-prime"))
    let width = try #require(evaluation.newPhysics.vector?.width)
    // Nearly massless neutrinos: 3 · m g²/24π.
    #expect(abs(width / (3 * 0.3 * 1e-22 / (24 * .pi)) - 1) < 0.05)
  }

  /// m² underflows below 1e-162 eV: no decay is open, and nothing is divided by it.
  @Test(arguments: [0, 1e-300, 1e-170, 1e-100]) func `takes a scalar of hardly any mass`(mass: Double) throws {
    let scalar: JSONValue = [
      "mass_eV": .number(mass), "y_electron": .number(1e-12), "y_scalar": .number(1e-9),
      "y_pseudoscalar": .number(1e-9),
    ]
    for nature in ["dirac", "majorana"] {
      let json = try evaluation(
        try tree("yb-spin").setting("/new_physics", to: ["scalar": scalar])
          .setting("/neutrino/lightest_meV", to: .number(0)).setting("/neutrino/nature", to: .string(nature))
      ).json(energies: 20)
      #expect(JSONDocument(name: "json", text: json.text).findings.isEmpty)
      let width = try #require(json.value(at: "/new_physics/scalar/width_eV")?.doubleValue)
      let spectrum = try #require(json.value(at: "/rate/spectrum_at_trigger")?.doubleValue)
      #expect(width >= 0 && spectrum > 0)
    }
  }

  @Test func `tells the printed formulas by their coupling`() throws {
    let massless = try tree("yb-spin").setting("/neutrino/nature", to: "dirac")
      .setting("/neutrino/lightest_meV", to: .number(0)).setting("/geometry/trigger_eV", to: .number(0.2))
    let corrected = try evaluation(massless)
    let published = try evaluation(try massless.setting("/conventions", to: "published"))
    let ratio =
      try #require(published.value(published.spectrum)) / (try #require(corrected.value(corrected.spectrum)))
    // Σ|a|² 11/4 over 3/4; masses move it by a few in a thousand.
    #expect(abs(ratio / (11.0 / 3) - 1) < 5e-3)
    #expect(published.warnings.contains { $0.hasPrefix("as published") })
  }

  static let faults: [PlantedStudyFault] = [
    .init("/path/v", nil, "missing-key", at: "/path"), .init("/path/p", "3P1", "unknown-key", "v"),
    .init("/path/v", "3P9", "unknown-level", "did you mean"), .init("/path/v", "3P0", "level-order", at: "/path"),
    .init("/path/g", "3P1", "level-order", at: "/path"), .init("/path/v", "3D1", "closed-channel", at: "/path"),
    .init("/geometry/r", .number(1.5), "range", "−1 and 1"), .init("/geometry/r", "lock", "value", "locked"),
    .init("/geometry/r", nil, "missing-key", at: "/geometry"),
    .init("/geometry/cos_theta", .number(2), "range", "cosine"),
    .init("/geometry/trigger_eV", nil, "missing-key", at: "/geometry"),
    .init("/geometry/trigger_eV", "resonant", "type"), .init("/geometry/trigger_eV", .number(0), "range"),
    .init("/geometry/trigger_eV", ["min": .number(1), "max": .number(2)], "range-not-fixed"),
    .init("/laser/line_width_eV", .number(-1), "range"), .init("/laser/line_width_eV", .number(3), "range"),
    .init("/laser/linewidth_Hz", .number(100), "unknown-key", "line_width_eV"),
    .init("/vertex", "nuclear", "value", "spin"), .init("/angular_factor", .number(-1), "range"),
    .init("/fibre", ["core_radius_um": .number(3)], "not-supported", "guide"),
    .init("/objective", "mcq4_suppression", "unknown-figure", "renp"),
    .init("/search", ["mcq4": "strip"], "unknown-key", at: "/search/mcq4"),
    .init("/gap_eV", .array([.number(2), .number(1)]), "range", "smaller first"), .init("/gap_eV", .number(2), "type"),
    .init("/guide", .object([]), "missing-key"), .init("/guide", .number(1), "type"),
    .init("/new_physics", ["zprime": .object([])], "unknown-key", at: "/new_physics/zprime", "z_prime"),
    .init("/new_physics", ["z_prime": ["mass_eV": .number(1)]], "missing-key", at: "/new_physics/z_prime"),
    .init(
      "/new_physics", ["z_prime": ["mass_eV": .number(0), "g_electron": .number(1)]], "range",
      at: "/new_physics/z_prime/mass_eV"),
    .init(
      "/new_physics", ["z_prime": ["mass_eV": .number(1), "g_electron": .number(1), "width_eV": "natural"]], "value",
      at: "/new_physics/z_prime/width_eV", "neutrinos"),
    .init(
      "/new_physics",
      ["z_prime": ["mass_eV": .number(1), "g_electron": .number(1), "g_left": .array([.number(1), .number(2)])]],
      "value", at: "/new_physics/z_prime/g_left", "three"),
    .init(
      "/new_physics", ["moments": ["magnetic_muB": ["21": .number(1)]]], "unknown-key",
      at: "/new_physics/moments/magnetic_muB/21"),
    .init(
      "/new_physics", ["moments": ["magnetic_muB": ["11": .array([.number(1), .number(2)])]]], "type",
      at: "/new_physics/moments/magnetic_muB/11"),
    .init(
      "/new_physics", ["moments": ["magnetic_muB": "large"]], "type", at: "/new_physics/moments/magnetic_muB",
      "object"),
    .init("/overrides", ["eps_pe_eV": .number(1)], "unknown-key", at: "/overrides/eps_pe_eV"),
    // Numbers that JSON holds and squares do not.
    .init("/neutrino/phases_deg/alpha21", .number(1e308), "range", "degrees"),
    .init(
      "/new_physics", ["scalar": ["mass_eV": .number(1), "y_electron": .number(1), "y_scalar": .number(1e300)]],
      "range", at: "/new_physics/scalar/y_scalar", "coupling"),
    .init(
      "/new_physics", ["z_prime": ["mass_eV": .number(1e-200), "g_electron": .number(1)]], "range",
      at: "/new_physics/z_prime/mass_eV", "mass"),
    .init("/overrides", ["eps_vg_eV": .number(1.05)], "closed-channel", at: "/geometry/trigger_eV", "virtual"),
  ]

  @Test(arguments: faults)
  func `finds`(fault: PlantedStudyFault) throws {
    let found = findings(try tree("yb-spin").replacing(fault.pointer, with: fault.value ?? .null))
    let match = found.first { $0.rule == fault.rule && $0.pointer == fault.place }
    #expect(match != nil, "\(found.map(\.text))")
    for word in fault.words { #expect(match?.text.contains(word) == true, "\(match?.text ?? "")") }
  }

  /// The massless reference keeps the standard model's Σ|a|² = 3/4 beside the printed 11/4.
  @Test func `holds the printed couplings against massless neutrinos of the standard model`() throws {
    let massless: JSONValue = [
      "s12sq": .number(0.3), "s13sq": .number(0.02), "dm21_eV2": .number(0), "dm31_eV2": .number(0),
    ]
    let tree = try tree("yb-spin").setting("/neutrino/lightest_meV", to: .number(0))
      .setting("/neutrino/oscillation", to: massless).setting("/laser/line_width_eV", to: .number(0))
    for (conventions, ratio) in [("corrected", 1), ("published", 11.0 / 3)] {
      let evaluation = try evaluation(tree.setting("/conventions", to: .string(conventions)))
      let value = try #require(evaluation.value(evaluation.spectrum))
      #expect(abs(value / evaluation.massless / ratio - 1) < 1e-14)
    }
  }

  @Test func `says what a guide makes of pair and background`() throws {
    let xenon = try tree("xe-paper")
    let inside = try evaluation(xenon)
    #expect(inside.isGuidedMcQ3Open == false && inside.isGuidedPairOpen == true)
    #expect(inside.warnings.contains { $0.contains("in the guide McQ3 is closed") })
    // Between the endpoint of free space, 4.2179 eV, and that of the guide, c²/2ε = 15 meV beyond it.
    let beyond = try evaluation(xenon.setting("/geometry/trigger_eV", to: .number(4.225)))
    #expect(!beyond.isFeasible && beyond.isGuidedPairOpen == true)
    #expect(beyond.warnings.contains { $0.contains("room for a pair without transverse momentum") })
    let guide = try beyond.json(energies: nil).at("/background/guide")
    let window = try guide.at("/window_eV").elements.compactMap(\.doubleValue)
    #expect(window.count == 2)
    #expect(window[0] < 4.225 && 4.225 < window[1])
    let above = try evaluation(xenon.setting("/geometry/trigger_eV", to: .number(window[1] + 1e-6)))
    #expect(above.json(energies: nil).value(at: "/background/guide/pair_open") == .bool(false))
    let odd = try evaluation(xenon.setting("/guide/lowest_cutoff_eV", to: .number(0.6)))
    #expect(odd.warnings.contains { $0.contains("lowest_cutoff_eV lies above") })
  }

  @Test func `says that a spectrum holds nothing`() throws {
    let tree = try tree("yb-spin").setting("/spectrum_eV", to: .array([.number(1.2), .number(1.5)]))
    let evaluation = try evaluation(tree)
    #expect(evaluation.isFeasible && evaluation.warnings.contains { $0.contains("zero throughout") })
    #expect(evaluation.values(at: evaluation.triggers(count: 9)).allSatisfy { $0 == 0 })
  }

  // MARK: Monopoles

  static let monopoles = ["cs-monopole", "xe-monopole", "cs-core"]

  /// The claims file has the same numbers from an independent program, to twelve digits.
  @Test func `has the monopole paper's own figures, beside a rate of zero`() throws {
    for (name, pointer, expected) in [
      ("cs-monopole", "total_per_s", 17.2106520934), ("cs-monopole", "scale_eV2_per_s", 84.7608768416),
      ("cs-monopole", "weak_charge", 75.58), ("cs-monopole", "coulomb_integral_eV", 10209.2399773),
      ("xe-monopole", "form_factor_per_eV2", 0.0380283644086), ("xe-monopole", "scale_eV2_per_s", 0.00285737355222),
      ("xe-monopole", "weak_charge", 74.624), ("xe-monopole", "coulomb_integral_eV", 9962.49629414),
      // 2J_C/Q_wJ_N of the nucleus's, squared: 4/(49 Q_w²).
      ("cs-core", "scale_eV2_per_s", 84.7608768416 * 4 / (49 * 75.58 * 75.58)),
    ] {
      let json = try evaluation(try tree(name)).json(energies: nil)
      let found = try #require(json.value(at: "/monopole/as_published/\(pointer)")?.doubleValue)
      // The references carry twelve digits.
      #expect(abs(found / expected - 1) < 1e-9, "\(name) \(pointer): \(found)")
    }
  }

  @Test(arguments: monopoles)
  func `ranks no monopole`(name: String) throws {
    let tree = try tree(name), evaluation = try evaluation(tree), json = evaluation.json(energies: 20)
    #expect(!evaluation.isFeasible && evaluation.total == 0 && evaluation.eventsForNature == nil)
    for pointer in [
      "/rate/total_per_s", "/rate/spectrum_at_trigger", "/rate/massless_spectrum_at_trigger",
      "/rate/other_nature_spectrum_at_trigger", "/rate/standard_model_spectrum_at_trigger", "/rate/spectrum/i/7",
      "/thresholds/0/spectrum_at_trigger", "/monopole/amplitude_per_eV2",
    ] { #expect(json.value(at: pointer)?.doubleValue == 0, "\(pointer)") }
    #expect(json.value(at: "/rate/gamma0_per_s") == .null)
    #expect(json.value(at: "/monopole/as_published/status")?.stringValue == "refuted")
    #expect(evaluation.warnings[0].contains("cancels exactly") && evaluation.warnings[0].contains("docs/physics.md"))
    #expect(evaluation.warnings[1].contains("does not stand by it"))
    let mark = try #require(evaluation.marks.first { $0.figure == "/monopole/as_published" })
    #expect(mark.because.first?.status == "refuted")
    // Resolved the same bytes; corrected no number of the paper's.
    #expect(try evaluationOf(json.at("/study")).json(energies: 20).text == json.text)
    let corrected = try evaluationOf(tree.setting("/conventions", to: "corrected"))
    #expect(corrected.json(energies: 20).value(at: "/monopole/as_published") == .null)
    #expect(corrected.warnings.contains { $0.contains("\"conventions\": \"published\"") })
    #expect(!corrected.spectrumCSV(energies: 5).contains("as_published"))
  }

  /// ω = ε leaves nothing, where F has its pole; beyond it energies are negative.
  @Test(arguments: [1.3859, 1.5, 0.69295, 0.68]) func `holds no infinity of a monopole`(trigger: Double) throws {
    let tree = try tree("cs-core").setting("/geometry/trigger_eV", to: .number(trigger))
      .setting("/spectrum_eV", to: .array([.number(0.1), .number(2.5)]))
    let json = try evaluation(tree).json(energies: 25)
    #expect(JSONDocument(name: "json", text: json.text).findings.isEmpty)
    #expect(json.value(at: "/monopole/as_published/total_per_s")?.doubleValue == 0)
    #expect(json.value(at: "/monopole/amplitude_per_eV2")?.doubleValue == 0)
    #expect(!evaluationText(tree).contains("nan"))
  }

  private func evaluationText(_ tree: JSONValue) -> String {
    (try? evaluation(tree).spectrumCSV(energies: 25)) ?? "nan"
  }

  /// Above the threshold of a heavy and a massless neutrino eq. (42) is negative: shown as printed, and said.
  @Test func `says that eq. (42) makes rates negative`() throws {
    let study = try tree("cs-core").setting(
      "/neutrino/oscillation",
      to: ["s12sq": .number(0.3), "s13sq": .number(0.02), "dm21_eV2": .number(0.16), "dm31_eV2": .number(0.2)])
    let evaluation = try evaluation(
      study.setting("/neutrino/lightest_meV", to: .number(0)).setting("/geometry/trigger_eV", to: .number(0.635)))
    #expect(evaluation.warnings.contains { $0.contains("negative rate") })
  }

  @Test func `takes the isotope from the target or the study, or asks for it`() throws {
    let cs = try tree("cs-monopole"), xe = try tree("xe-monopole")
    let single = try evaluation(cs.replacing("/monopole", with: .null))
    #expect(single.study.monopole == (try evaluation(cs)).study.monopole)
    #expect(
      single.json(energies: nil).value(at: "/monopole/as_published/isotope/datum")?.stringValue
        == "cs#/species/isotopes/0")
    // Radioactive, and not in the file: the study's own word.
    let other = try evaluation(cs.setting("/monopole/A", to: .number(137))).json(energies: nil)
    #expect(other.value(at: "/monopole/as_published/isotope/datum")?.stringValue == "/monopole/A")
    #expect(other.value(at: "/monopole/as_published/weak_charge")?.doubleValue == 82 - 0.044 * 55)
    let missing = findings(try xe.setting("/monopole", to: ["ratio": "eq_23"]))
    #expect(missing.map(\.rule) == ["missing-key"] && missing[0].text.contains("131"))
  }

  static let monopoleFaults: [PlantedStudyFault] = [
    .init("/vertex", "monopole", "value", "nuclear-monopole"),
    .init("/vertex", nil, "not-supported", at: "/monopole", "spin"),
    .init("/vertex", "core-monopole", "not-supported", at: "/monopole/A", "isotope"),
    .init("/monopole/A", .number(54), "range"), .init("/monopole/A", .number(133.5), "type"),
    .init("/monopole/ratio", "eq_18", "value", "eq_19"), .init("/monopole/N", .number(78), "unknown-key"),
    .init("/path/v", "6p_3-2", "closed-channel", at: "/path", "J and parity"),
    .init("/overrides/eps_vg_eV", .number(1.2), "level-order", at: "/path", "v does not lie above e"),
    .init("/geometry/r", .number(0.1), "not-supported", "phase"),
    .init("/geometry/r", "locked", "not-supported", "phase"),
    .init("/laser/line_width_eV", .number(1e-5), "not-supported", "line width"),
    .init("/angular_factor", .number(0.5), "not-supported"),
    .init("/new_physics", ["moments": ["magnetic_muB": .number(1)]], "not-supported", "spin"),
  ]

  @Test(arguments: monopoleFaults)
  func `refuses of a monopole`(fault: PlantedStudyFault) throws {
    let found = findings(try tree("cs-monopole").replacing(fault.pointer, with: fault.value ?? .null))
    let match = found.first { $0.rule == fault.rule && $0.pointer == fault.place }
    #expect(match != nil, "\(found.map(\.text))")
    for word in fault.words { #expect(match?.text.contains(word) == true, "\(match?.text ?? "")") }
  }

  @Test func `opens a forbidden vertex for a what-if`() throws {
    let study = try tree("yb-spin").setting("/path/v", to: "3D1")
      .setting("/overrides", to: ["gamma_vg_per_s": .number(1e6)])
    #expect(findings(study).map(\.rule) == ["closed-channel"])
    let open = try evaluation(try study.setting("/angular_factor", to: .number(0.5)))
    #expect(open.study.angularFactor == 0.5)
    #expect(open.warnings.contains { $0.contains("angular_factor stands for it") })
  }

  @Test func `a lock has its own direction`() throws {
    let found = findings(try tree("yb-locked").setting("/geometry/cos_theta", to: .number(-1)))
    #expect(found.map(\.rule) == ["value"])
  }

  @Test func `is refused by name where only the other process will do`() throws {
    let text = try Package.text("studies/renp/yb-spin.json"), loader = StudyLoader(database: Package.database)
    func refusal(_ body: () throws -> Void) -> [Finding] {
      do {
        try body()
        return []
      } catch let error as StudyError {
        return error.findings
      } catch {
        return []
      }
    }
    let found = refusal { _ = try loader.load(name: "yb", bytes: Array(text.utf8)) }
    #expect(found.map(\.rule) == ["not-supported"])
    #expect(found.first?.message.contains("renp") == true && found.first?.hint?.contains("evaluate") == true)
    #expect(refusal { _ = try loader.template(name: "yb", bytes: Array(text.utf8)) }.isEmpty)
  }
}
