import Documents
import Foundation
import Neutrinos
import Search
import Sensitivity
import Testing
import _TestSupport

@testable import Studies

@Suite struct `Sensitivity of a study` {
  private func holmium(_ changes: [String: JSONValue] = [:]) throws -> JSONValue {
    try studyTree(
      "ho-paper",
      [
        "/geometry/r": .number(-0.3655), "/overrides/eps_eg_eV": .number(0.637695),
        "/overrides/eps_pe_eV": .number(0.43533), "/conventions": "corrected",
      ].merging(changes) { $1 })
  }

  private func study(_ tree: JSONValue) throws -> Study {
    try StudyLoader(database: Package.database).load(name: "study", tree: tree)
  }

  private func report(_ changes: [String: JSONValue] = [:]) throws -> SensitivityReport {
    try #require(SensitivityReport(Evaluation(try study(try holmium(changes)))))
  }

  // MARK: The study

  @Test func `is resolved to the same study`() throws {
    let measurement: JSONValue = [
      "resolution_mrad": .number(3), "flat_background": .number(0.02), "mcq4": .bool(true), "efficiency": .number(0.25),
      "exposure_days": .number(30), "normalisation": .number(0.1), "fit_oscillation": .bool(true),
      "fit_phases": .bool(true),
      "lightest_meV": .numbers([2, 4]), "question": "nature",
      "settings": .array([["r": .number(-0.366), "share": .number(0.25)], ["r": .number(-0.37)]]),
    ]
    let first = try study(
      try holmium(["/sensitivity": measurement, "/neutrino/oscillation": "nufit-6.0"]))
    let again = try study(first.resolvedJSON)
    #expect(first.measurement == again.measurement && again.resolvedJSON == first.resolvedJSON)
    #expect(first.measurement.shares == [0.2, 0.8])
    #expect(try study(try holmium()).statedMeasurement == nil)
  }

  private static func correlated(_ coefficient: Double) -> JSONValue {
    ["between": .array(["s12sq", "dm21_eV2"]), "coefficient": .number(coefficient)]
  }

  @Test func `takes errors and correlations of its own`() throws {
    let errors: JSONValue = [
      "s12sq": .number(0.01), "dm31_eV2": .number(3e-5),
      "correlations": .array([["between": .array(["dm31_eV2", "s12sq"]), "coefficient": .number(0.6)]]),
    ]
    let first = try study(try holmium(["/sensitivity": ["fit_oscillation": errors, "fit_phases": .bool(true)]]))
    #expect(try study(first.resolvedJSON).measurement == first.measurement)
    let nuisances = first.measurement.nuisances(first.neutrino)
    #expect(nuisances.parameters == [.s12sq, .dm31, .alpha21, .alpha31])
    // The inverse of a covariance of two, and nothing known of the phases.
    #expect(abs(nuisances.precision[0, 0] * 1e-4 * (1 - 0.36) - 1) < 1e-12)
    #expect(abs(nuisances.precision[0, 1] * 0.01 * 3e-5 * (1 - 0.36) / -0.6 - 1) < 1e-12)
    #expect((0..<4).allSatisfy { nuisances.precision[2, $0] == 0 && nuisances.precision[3, $0] == 0 })
    // The paper's set has no errors of its own; with these, the information is less than with all known.
    let closed = try study(try holmium())
    func information(_ study: Study) throws -> Double {
      try #require(RamanSensitivity(Evaluation(study)).massInformation())
    }
    #expect(try information(first) < information(closed))
  }

  @Test(arguments: [
    ("/resolution_mrad", JSONValue.number(0)), ("/flat_background", .number(0)), ("/efficiency", .number(2)),
    ("/exposure_days", .number(0)), ("/normalisation", "wild"), ("/normalisation", .number(0)),
    ("/lightest_meV", .numbers([])), ("/lightest_meV/0", .number(0)), ("/question", "all"),
    ("/settings", .array([])), ("/settings/0/r", .number(2)), ("/settings/0/share", .number(-1)),
    ("/background_per_s", .number(1)), ("/fit_oscillation", .bool(true)),
    ("/fit_oscillation", .number(1)), ("/fit_oscillation", .object([])), ("/fit_oscillation/s12sq", .number(0)),
    ("/fit_oscillation/correlations/0/between", .array(["s12sq", "s13sq"])),
    ("/fit_oscillation/correlations/0/between", .array(["s12sq", "s12sq"])),
    ("/fit_oscillation/correlations/0/between/1", "dm32_eV2"),
    ("/fit_oscillation/correlations/0/coefficient", .number(2)),
    ("/fit_oscillation/correlations", .array([Self.correlated(0.1), Self.correlated(0.2)])),
    ("/fit_oscillation/correlations", .array([Self.correlated(-1)])),
  ])
  func `refuses what makes no sense`(pointer: String, value: JSONValue) throws {
    var sensitivity: JSONValue = ["lightest_meV": .numbers([1]), "settings": .array([["r": .number(-0.37)]])]
    if pointer.hasPrefix("/fit_oscillation/") {
      sensitivity = sensitivity.replacing(
        "/fit_oscillation",
        with: [
          "s12sq": .number(0.01), "dm21_eV2": .number(2e-6), "correlations": .array([Self.correlated(0.1)]),
        ])
    }
    sensitivity = sensitivity.replacing(pointer, with: value)
    // The paper's oscillation parameters have no uncertainties.
    let tree = try holmium(["/sensitivity": sensitivity])
    let error = #expect(throws: StudyError.self) { try study(tree) }
    #expect(error?.findings.contains { $0.pointer.hasPrefix("/sensitivity\(pointer)") } == true)
  }

  @Test func `says where the other answer comes closest`() throws {
    let sensitivity: JSONValue = [
      "fit_oscillation": ["dm31_eV2": .number(2e-5)], "fit_phases": .bool(true), "exposure_days": .number(1e6),
    ]
    let study = try study(try holmium(["/sensitivity": sensitivity]))
    let report = try #require(SensitivityReport(Evaluation(study))).json
    func keys(_ value: JSONValue) -> [String] {
      guard case .object(let members) = value else { return [] }
      return members.map(\.key)
    }
    let ordering = try #require(report.value(at: "/ordering/closest_parameters"))
    #expect(keys(ordering) == ["dm31_eV2", "alpha21_deg", "alpha31_deg"])
    // Of the other ordering, within some of its errors.
    let centre = OscillationSet.paper2012.parameters(for: .inverted).dm31
    #expect(abs(try #require(ordering["dm31_eV2"]?.doubleValue) - centre) < 1e-4)
    #expect(abs(try #require(ordering["alpha21_deg"]?.doubleValue)) <= 180)
    // The other nature is Dirac's.
    #expect(keys(try #require(report.value(at: "/majorana_dirac/closest_parameters"))) == ["dm31_eV2"])
  }

  // MARK: Figures

  @Test func `days and events are of the exposure`() throws {
    let year = try report(),
      month = try report(["/sensitivity": ["exposure_days": .number(30), "efficiency": .number(0.5)]])
    let ratio = 30 * 0.5 / 365.25
    let events = (try #require(year.events), try #require(month.events))
    #expect(abs(events.1 / events.0 / ratio - 1) < 1e-12)
    for (a, b) in zip(year.answers, month.answers) {
      let days = (try #require(a.days), try #require(b.days))
      #expect(abs(days.1 / days.0 - 2) < 1e-9)
      let squares = (try #require(a.chiSquared), try #require(b.chiSquared))
      #expect(abs(squares.1 / squares.0 / ratio - 1) < 1e-9)
    }
    let sigmas = (try #require(year.sigma), try #require(month.sigma))
    #expect(abs(sigmas.1 / sigmas.0 * ratio.squareRoot() - 1) < 1e-12)
  }

  @Test func `settings add, and the best shares are no worse`() throws {
    func information(_ settings: [(Double, Double)]) throws -> Double {
      let list = settings.map { r, share -> JSONValue in ["r": .number(r), "share": .number(share)] }
      return try #require(
        try report(["/sensitivity": ["settings": .array(list), "normalisation": "known"]]).massInformation)
    }
    let first = try information([(-0.3655, 1)]), second = try information([(-0.366, 1)])
    let both = try information([(-0.3655, 0.3), (-0.366, 0.9)])
    #expect(abs(both - (0.25 * first + 0.75 * second)) < 1e-12 * both)
    let shared = try report([
      "/sensitivity": ["settings": .array([["r": .number(-0.3655)], ["r": .number(-0.37)], ["r": .number(-0.4)]])]
    ])
    let allocation = try #require(shared.allocation)
    #expect(abs(allocation.shares.reduce(0, +) - 1) < 1e-12 && allocation.certificate < 1e-6)
    let even = try #require(shared.meanLogMassInformation)
    let exposure = try #require(shared.exposure)
    // The allocation's information is that of the study's exposure.
    let best = allocation.information.reduce(0) { $0 + log($1 / exposure) } / Double(allocation.information.count)
    #expect(best >= even - 1e-9)
  }

  @Test func `priors lie between knowing and not knowing`() throws {
    func information(_ normalisation: JSONValue) throws -> Double {
      try #require(
        try report(["/sensitivity": ["normalisation": normalisation, "exposure_days": .number(1e6)]]).massInformation)
    }
    let free = try information("free"), known = try information("known"), rough = try information(.number(0.01))
    #expect(free < rough && rough < known)
  }

  @Test func `counting McQ4 drowns the signal`() throws {
    func information(_ changes: [String: JSONValue]) throws -> Double {
      try #require(RamanSensitivity(Evaluation(try study(try holmium(changes)))).massInformation())
    }
    #expect(try information(["/sensitivity": ["mcq4": .bool(true)]]) < 1e-10 * information([:]))
  }

  /// Data of the true hypothesis and a background far above it: Δχ² falls as 1/b, and does not vanish.
  @Test func `a background dilutes and does not hide`() throws {
    func separation(_ share: Double) throws -> Double {
      let sensitivity = RamanSensitivity(
        Evaluation(try study(try holmium(["/sensitivity": ["flat_background": .number(share)]]))))
      let found = try #require(sensitivity.separation(.nature))
      return found.chiSquared / found.exposure
    }
    let some = try separation(1e3), much = try separation(1e6)
    // The next order in s/b is 1e-3.
    #expect(abs(much / some * 1e3 - 1) < 3e-3)
    #expect(try report(["/sensitivity": ["mcq4": .bool(true)]]).answers.allSatisfy { $0.found != nil })
  }

  /// One count, A known and m₀ free: a mass of the other answer gives the same count, and nothing is left to tell them by.
  @Test(arguments: [0.05, 0.3], [1e-4, 1e-6])
  func `what a free mass explains is no difference`(mass: Double, line: Double) throws {
    let tree = try studyTree(
      "renp/yb-spin",
      [
        "/geometry/trigger_eV": .number(0.95), "/neutrino/lightest_meV": .number(1000 * mass),
        "/laser/line_width_eV": .number(line), "/sensitivity": ["normalisation": "known"],
      ])
    let design = try #require(try loader.loadAny(name: "yb", tree: tree).radiative)
    let sensitivity = try RadiativeSensitivity(RadiativeEvaluation(design))
    #expect(sensitivity.separation(.nature) == nil)
    #expect(sensitivity.separation(.nature, anyMass: false) != nil)
  }

  @Test func `tells when the design presumes the mass`() throws {
    let design = try report(["/geometry/r": .number(-0.365_323_548_091_172_07 - 1.1667e-4)])
    #expect(design.cusp?.pair.name == "12" && design.cusp?.isBackward == true)
    #expect(design.warnings.contains { $0.contains("presumes m₀ = 1 meV") })
    #expect(try #require(design.imprintTolerance) < 1e-5)
    #expect(try report(["/geometry/r": .number(-0.4)]).cusp == nil)
    #expect(try report(["/geometry/r": .number(-0.36)]).warnings.contains { $0.hasPrefix("McQ3 is open") })
  }

  // MARK: Searches

  /// The pair (12) opens at θ = π there, for 1 meV and the paper's splittings.
  @Test(arguments: [("ho-paper", 0.637695, 0.43533, 1.167e-4), ("xe-paper", 1.0107, 0.3421, 4.644e-5)])
  func `most information on the mass lies on a cusp`(name: String, spacing: Double, trigger: Double, place: Double)
    throws
  {
    let tree = try studyTree(
      name,
      [
        "/geometry/r": range(-1, 1), "/overrides/eps_eg_eV": .number(spacing),
        "/overrides/eps_pe_eV": .number(trigger), "/conventions": "corrected", "/objective": "mass_information",
      ])
    let edge = 1 - 2 * trigger / spacing
    for seed in 1...5 as ClosedRange<UInt64> {
      let found = try StudyOptimisation(try template(tree), seed: seed)
      let r = try #require(found.variables.first).value
      #expect(abs((edge - r) / place - 1) < 0.01 && found.isFeasible, "\(r)")
    }
  }

  @Test func `a search for the rate is told what it learns`() throws {
    let tree = try studyTree(
      "ho-paper",
      [
        "/geometry/r": range(-1, 1), "/overrides/eps_eg_eV": .number(0.637695),
        "/overrides/eps_pe_eV": .number(0.43533), "/conventions": "corrected",
      ])
    let found = try StudyOptimisation(try template(tree))
    let lesson = try #require(StudyLesson(found)), best = try #require(lesson.best)
    #expect(lesson.here.massInformation < 1e-6 * best.massInformation && lesson.here.eventsForHalf == nil)
    // The table's maximum, good to 3 %.
    #expect(abs(best.massInformation / 0.314 - 1) < 0.03)
    #expect(found.json.value(at: "/lesson/most_information/r")?.doubleValue == best.imprint)
  }

  @Test func `days are a figure to search by`() throws {
    let tree = try holmium([
      "/geometry/r": range(-0.5, -0.3654), "/objective": "exposure_to_3_sigma",
      "/sensitivity": ["question": "mass", "lightest_meV": .numbers([5])], "/neutrino/lightest_meV": .number(5),
      "/search": ["max_evaluations": .number(300)],
    ])
    let found = try StudyOptimisation(try template(tree))
    let design = try #require(found.design?.evaluation.raman)
    let report = try #require(SensitivityReport(design))
    let days = try #require(report.answers.first { $0.question == .mass }?.days)
    #expect(found.isFeasible && days == found.outcome?.best?.objective)
    // Better than where the search may end.
    let edge = try self.report(["/geometry/r": .number(-0.5), "/neutrino/lightest_meV": .number(5)])
    #expect(try #require(edge.answers.first { $0.question == .mass }?.days) > 2 * days)
  }

  @Test func `settings are variables`() throws {
    let tree = try holmium([
      "/sensitivity": [
        "normalisation": "free", "lightest_meV": .numbers([1, 5]),
        "settings": .array([
          ["r": range(-0.37, -0.36), "share": range(0.05, 1)], ["r": .number(-0.4), "share": .number(0.5)],
        ]),
      ], "/objective": "mean_log_mass_information", "/search": ["max_evaluations": .number(400)],
    ])
    let found = try StudyOptimisation(try template(tree))
    let design = try #require(found.design?.evaluation.raman)
    #expect(
      found.isFeasible
        && found.variables.map(\.pointer).sorted() == [
          "/sensitivity/settings/0/r", "/sensitivity/settings/0/share",
        ])
    // McQ3 bounds the setting, and the study's own r does not count.
    let place = design.study.measurement.settings[0].place
    #expect(place < 1 - 2 * 0.43533 / 0.637695 && place > -0.3657)
    let report = try #require(SensitivityReport(design))
    #expect(report.meanLogMassInformation == found.outcome?.best?.objective)
  }
}
