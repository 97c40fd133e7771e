import Documents
import Emission
import Foundation
import Neutrinos
import Search
import Sensitivity
import Testing
import _TestSupport

@testable import Studies

/// The target of the design questions: ytterbium with remembered levels, Γ₀ = 0.2559 mHz, an ideal apparatus for a Julian year.
private func ytterbium(_ changes: [String: JSONValue] = [:]) throws -> JSONValue {
  let standard: [String: JSONValue] = [
    "/neutrino": [
      "ordering": "NO", "lightest_meV": .number(50), "nature": "majorana",
      "oscillation": [
        "s12sq": .number(0.304), "s13sq": .number(0.02246), "dm21_eV2": .number(7.42e-5), "dm31_eV2": .number(2.51e-3),
      ],
    ],
    "/overrides": [
      "eps_eg_eV": .number(2.14349), "eps_vg_eV": .number(2.23072), "gamma_vg_per_s": .number(1.1e6),
    ],
  ]
  let tree = try studyTree("renp/yb-spin", standard)
  return changes.sorted { $0.key < $1.key }.reduce(tree) { $0.replacing($1.key, with: $1.value) }
}

private func optimum(_ tree: JSONValue, seed: UInt64 = 1) throws -> StudyOptimisation {
  try StudyOptimisation(try template(tree), seed: seed, run: .init(threads: 2))
}

private func radiative(_ tree: JSONValue) throws -> RadiativeStudy {
  try #require(try loader.loadAny(name: "study", tree: tree).radiative)
}

private func point(_ tree: JSONValue) throws -> RadiativePoint {
  RadiativePoint(RadiativeEvaluation(try radiative(tree)))
}

/// The design found, as its study written out has it.
private func design(_ found: StudyOptimisation) throws -> RadiativePoint {
  try point(try #require(found.design?.study.resolvedJSON))
}

private func findings(_ tree: JSONValue) -> [Finding] {
  do {
    _ = try template(tree)
    return []
  } catch {
    return (error as? StudyError)?.findings ?? []
  }
}

@Suite struct `Search of a radiative study` {
  /// r ≈ 0.950, ω ≈ 2.0343 eV and q = 119.7 on a coarse grid of r; at lock q = 119.8 in a year at 2.0338 eV.
  @Test func `finds boost-trigger lock for Majorana or Dirac from any seed`() throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let found = try optimum(
        try ytterbium([
          "/geometry/r": range(0, 1), "/geometry/trigger_eV": range(0.5, 2.1), "/objective": "majorana_dirac",
        ]), seed: seed)
      let r = found.variables[0].value, trigger = found.variables[1].value
      #expect(found.isFeasible && found.stop == .converged)
      #expect(abs(trigger - 2.0338) < 1e-3 && abs(r - 0.949) < 1e-3, "\(seed): \(r), \(trigger)")
      #expect(abs(r - trigger / 2.14349) < 1e-6)
      let exposure = try #require(try design(found).sensitivity?.exposure)
      let q = exposure * (try #require(found.outcome?.best?.objective))
      #expect(q > 119.75 && q < 119.95, "\(q)")
    }
  }

  /// 0.277 in a year unboosted at 1.0519 eV, 94.35 at r = 0.9.
  @Test(arguments: [(0.0, 0.277, 1e-3), (0.9, 94.35, 0.1)])
  func `finds the best energy at a phase`(row: (r: Double, q: Double, unit: Double)) throws {
    let found = try optimum(
      try ytterbium([
        "/geometry/r": .number(row.r), "/geometry/trigger_eV": range(0.5, 2.1), "/objective": "majorana_dirac",
      ]))
    let design = try #require(found.design?.study.radiative)
    let exposure = try #require(try RadiativeSensitivity(RadiativeEvaluation(design)).exposure)
    let q = exposure * (try #require(found.outcome?.best?.objective))
    #expect(abs(q - row.q) < 0.6 * row.unit, "\(q)")
    if row.r == 0 { #expect(abs(design.geometry.trigger - 1.0519) < 2e-4) }
  }

  /// The text has σ = 8.8e-6 eV with 37 counts, on a grid of 1 µeV.
  @Test func `sits at a threshold for the mass`() throws {
    for seed in [1, 2] as [UInt64] {
      let found = try optimum(
        try ytterbium([
          "/neutrino/lightest_meV": .number(10), "/neutrino/nature": "dirac", "/laser/line_width_eV": .number(1e-6),
          "/geometry/trigger_eV": range(0.5, 1.2), "/objective": "mass_information",
          "/constraints": ["signal_events": .number(10)],
        ]), seed: seed)
      let design = try design(found)
      #expect(found.isFeasible && abs(design.study.geometry.trigger - 1.071619) < 1e-6)
      let exposure = try #require(design.sensitivity?.exposure)
      let sigma = 1 / (exposure * (try #require(found.outcome?.best?.objective))).squareRoot()
      #expect(sigma < 8.8e-6 && sigma > 8e-6, "\(sigma)")
      #expect(DesignFigure.signalEvents.value(design) ?? 0 > 30)
    }
  }

  /// The limit on μ₁₂ is 1.65e-11 μ_B on a coarse grid; it is best below ω₁₂ with few other pairs open.
  @Test func `looks for magnetic moments just below a threshold`() throws {
    let moments: JSONValue = ["moments": ["magnetic_muB": ["12": .number(1e-11)]]]
    let changes: [String: JSONValue] = [
      "/neutrino/lightest_meV": .number(10), "/neutrino/nature": "dirac", "/new_physics": moments,
    ]
    let found = try optimum(
      try ytterbium(
        changes.merging(["/geometry/trigger_eV": range(0.8, 1.1), "/objective": "coupling_limit"]) { $1 }))
    let best = try #require(found.outcome?.best?.objective), trigger = found.variables[0].value
    let evaluation = try #require(found.design?.evaluation.radiative)
    let pair = try #require(zip(evaluation.pairs, evaluation.spectrum.thresholds).first { $0.0.pair.name == "12" })
    let distance = (pair.1 ?? .nan) - trigger
    #expect(distance > 0 && distance < 1e-4 && found.isFeasible)
    #expect(best < 1.6, "\(best)")
    for away in [0.002, 0.02] {
      let other = try point(try ytterbium(changes.merging(["/geometry/trigger_eV": .number(trigger - away)]) { $1 }))
      #expect(DesignFigure.couplingLimit.value(other) ?? 0 > (away > 0.01 ? 1.4 : 1.1) * best)
    }
    let again = try optimum(
      try ytterbium(
        changes.merging(["/geometry/trigger_eV": range(0.8, 1.1), "/objective": "coupling_limit"]) { $1 }), seed: 7)
    #expect(abs(again.variables[0].value - trigger) < 1e-7)
  }

  @Test func `looks for a mediator on its pole`() throws {
    let found = try optimum(
      try ytterbium([
        "/new_physics": ["z_prime": ["mass_eV": .number(0.3), "g_electron": .number(1e-14), "g_left": .number(1e-11)]],
        "/geometry/trigger_eV": range(0.8, 1.07), "/objective": "coupling_limit",
        "/search": ["max_evaluations": .integer(200)],
      ]))
    let evaluation = try #require(found.design?.evaluation.radiative), pole = try #require(evaluation.pole(0.3))
    #expect(abs(found.variables[0].value - pole) <= 0.6e-5, "\(found.variables[0].value) \(pole)")
  }

  @Test func `chooses among phases of a list`() throws {
    let found = try optimum(
      try ytterbium([
        "/geometry/r": ["choices": .array([.number(0), .number(0.5), "locked"])], "/geometry/trigger_eV": range(1, 2.1),
        "/objective": "majorana_dirac",
      ]))
    #expect(found.variants[found.chosen].picks.map(\.value) == ["locked"])
    #expect(abs(found.variables[0].value - 2.0338) < 2e-4)
  }

  @Test func `keeps its constraints`() throws {
    // A gap of a tenth holds the photons of McQ3 only near lock.
    let free: [String: JSONValue] = [
      "/geometry/r": range(0, 0.9), "/geometry/trigger_eV": range(0.5, 2.1), "/objective": "rate",
    ]
    let narrow = try optimum(
      try ytterbium(
        free.merging(["/constraints": ["mcq3_gap_width": .number(0.1), "trigger_eV": .number(1.5)]]) { $1 })
    )
    let k = try #require(narrow.design?.evaluation.radiative?.kinematics)
    #expect(narrow.isFeasible && k.trigger <= 1.5 && 2 * k.momentum / k.pairEnergy <= 0.1)
    // A stated gap is kept without being asked for.
    let gap = try optimum(
      try ytterbium(free.merging(["/gap_eV": .array([.number(0.2), .number(0.3)])]) { $1 }))
    let background = try #require(gap.design?.evaluation.radiative).background
    #expect(gap.isFeasible && background.isRemoved(byGapFrom: 0.2, to: 0.3))
    #expect(gap.design?.judgement.verdicts.contains { $0.bound.figure == .gapMargin && $0.bound.isImplied } == true)
  }

  @Test func `says that nothing is feasible`() throws {
    let found = try optimum(
      try ytterbium([
        "/geometry/trigger_eV": range(0.5, 1.05), "/objective": "rate", "/constraints": ["signal_events": .number(1e9)],
      ]))
    #expect(!found.isFeasible && found.worst?.name == "signal_events" && found.design != nil)
    // Beyond every threshold there is no figure, and nothing is open.
    let closed = try optimum(try ytterbium(["/geometry/trigger_eV": range(1.1, 1.3), "/objective": "rate"]))
    #expect(!closed.isFeasible && closed.worst?.name == "pair_open")
  }

  @Test func `shares time among settings`() throws {
    let settings: JSONValue = .array([
      ["trigger_eV": range(1.0, 1.0695), "share": .number(0.5)], ["trigger_eV": .number(0.9), "share": range(0.01, 1)],
    ])
    let tree = try ytterbium([
      "/sensitivity": ["normalisation": "free", "settings": settings], "/objective": "mass_information",
      "/search": ["max_evaluations": .integer(1500)],
    ])
    let found = try optimum(tree)
    #expect(found.isFeasible && found.variables.map(\.pointer).contains("/sensitivity/settings/1/share"))
    let problem = try StudyProblem(try template(tree).variant(0))
    let start = try #require(problem.start() as? RadiativePoint)
    let best = try #require(found.outcome?.best?.objective)
    #expect(best > DesignFigure.radiativeMassInformation.value(start) ?? .infinity)
    // Written out, it is the study that was judged.
    let again = try design(found)
    #expect(DesignFigure.radiativeMassInformation.value(again) == best)
  }

  @Test func `is the same on any number of threads, and resumed`() throws {
    let open = try template(
      try ytterbium([
        "/geometry/r": range(0, 1), "/geometry/trigger_eV": range(0.5, 2.1), "/objective": "majorana_dirac",
        "/search": ["max_evaluations": .integer(400)],
      ]))
    let one = try StudyOptimisation(open, run: .init(threads: 1)).json.text
    #expect(try StudyOptimisation(open, run: .init(threads: 3)).json.text == one)
    let scratch = try ScratchDirectory(), journal = scratch.path("journal")
    do {
      let first = try Journal(path: journal, identity: open.identity(seed: nil), resumes: false)
      #expect(try StudyOptimisation(open, run: .init(journal: first)).json.text == one)
    }
    let second = try Journal(path: journal, identity: open.identity(seed: nil), resumes: true)
    #expect(try StudyOptimisation(open, run: .init(journal: second)).json.text == one)
  }

  @Test func `trades one figure for another`() throws {
    let open = try template(
      try ytterbium([
        "/geometry/r": range(0, 1), "/geometry/trigger_eV": range(0.5, 2.1), "/objective": "majorana_dirac",
        "/search": ["max_evaluations": .integer(4000)],
      ]))
    let front = try StudyFront(open, second: .radiativeRate, count: 4, run: .init(threads: 2))
    #expect(front.points.count >= 3)
    for (a, b) in zip(front.points, front.points.dropFirst()) {
      #expect(a.objective > b.objective && a.second < b.second)
    }
  }
}

@Suite struct `Study of radiative emission with ranges` {
  @Test func `takes each number that a search may change`() throws {
    let places: [String: (Double, Double)] = [
      "/geometry/r": (0.1, 0.3), "/geometry/cos_theta": (-0.5, 0.5), "/geometry/trigger_eV": (0.5, 0.7),
      "/laser/line_width_eV": (1e-6, 1e-4), "/laser/n3_V_eta_per_cm6": (1e60, 1e66), "/neutrino/lightest_meV": (1, 9),
      "/neutrino/phases_deg/delta": (0, 90), "/neutrino/phases_deg/alpha21": (0, 90),
      "/neutrino/phases_deg/alpha31": (0, 90), "/angular_factor": (0.5, 2), "/overrides/eps_eg_eV": (2, 2.2),
      "/overrides/eps_vg_eV": (2.21, 2.3), "/overrides/gamma_vg_per_s": (1e5, 1e7),
      "/sensitivity/settings/1/trigger_eV": (0.6, 0.8), "/sensitivity/settings/1/share": (0.1, 0.9),
    ]
    #expect(Set(StudyParameter.pointers(of: .renp)).isSubset(of: Set(places.keys)))
    for (pointer, (low, high)) in places {
      var tree = try ytterbium([
        "/geometry/trigger_eV": .number(0.6), "/geometry/cos_theta": .number(1), "/angular_factor": .number(1),
        "/sensitivity": ["settings": .array([["trigger_eV": .number(0.6)], ["trigger_eV": .number(0.7)]])],
      ]).replacing("/neutrino/phases_deg", with: [:])
      tree = tree.replacing(pointer, with: range(low, high))
      let problem = try StudyProblem(try template(tree).variant(0)), value = low + 0.3 * (high - low)
      #expect(problem.study(at: [value]).resolvedJSON.value(at: pointer)?.doubleValue == value, "\(pointer)")
      #expect(problem.problem.variables.map(\.name) == [pointer])
    }
  }

  @Test func `refuses figures of the other process by name`() throws {
    for (name, hint) in [
      ("mcq3_margin_meV2", "mcq2_margin_meV2"), ("mcq4_suppression", "mcq3_gap_width"), ("omega1_eV", "coupling_limit"),
    ] {
      let found = findings(try ytterbium(["/geometry/r": range(0, 1), "/objective": .string(name)]))
      #expect(found.count == 1 && found[0].rule == "unknown-figure" && found[0].pointer == "/objective")
      #expect(found[0].message.contains("'\(name)' of the process \"renp\""))
      #expect(found[0].text.contains(hint), "\(found[0].text)")
    }
    let raman = findings(
      try studyTree("xe-paper", ["/geometry/r": range(0, 1), "/constraints": ["coupling_limit": .number(1)]]))
    #expect(raman.count == 1 && raman[0].message.contains("of the process \"ranp\": it is one of the other"))
    let suppression = findings(try ytterbium(["/geometry/r": range(0, 1), "/search": ["mcq4": "strip"]]))
    #expect(suppression.map(\.pointer) == ["/search/mcq4"])
    let elsewhere = findings(try ytterbium(["/geometry/detected_eV": range(0.1, 1)]))
    #expect(elsewhere.contains { $0.rule == "not-searchable" && $0.pointer == "/geometry/detected_eV" })
  }

  @Test func `says what a figure needs`() throws {
    for name in ["coupling_limit", "mcq3_gap_margin_eV"] {
      let open = try template(try ytterbium(["/geometry/trigger_eV": range(0.5, 1), "/objective": .string(name)]))
      #expect(throws: StudyError.self) { try StudyProblem(try open.variant(0)) }
    }
    // A charge emits nothing that could be searched.
    let charge = findings(try studyTree("renp/cs-core", ["/geometry/trigger_eV": range(0.5, 1)]))
    #expect(charge.map(\.pointer) == ["/vertex"])
  }

  @Test func `evaluates with its goal`() throws {
    let tree = try ytterbium([
      "/geometry/trigger_eV": .number(1.0), "/objective": "majorana_dirac",
      "/constraints": ["signal_events": .number(1e6), "trigger_eV": ["min": .number(0.9), "max": .number(1.1)]],
    ])
    let study = try radiative(tree), evaluation = RadiativeEvaluation(study), goal = try #require(study.goal)
    let judgement = Judgement(evaluation, goal: goal)
    #expect(
      !judgement.isKept && judgement.verdicts.map(\.bound.figure.name) == ["pair_open", "signal_events", "trigger_eV"])
    #expect(evaluation.json(judgement: judgement).value(at: "/goal/kept")?.boolValue == false)
    // Resolved, it is the same study.
    let again = try radiative(study.resolvedJSON)
    #expect(again.resolvedJSON == study.resolvedJSON && again.goal == goal)
  }

  @Test func `is scanned`() throws {
    let tree = try ytterbium(["/geometry/trigger_eV": .number(1.0)])
    let scan = try StudyScan(
      try template(tree), over: ["geometry.r=0:0.9:4", "geometry.trigger_eV=0.5:1.5:3"], figures: nil, measure: .strip)
    #expect(
      scan.columns == [
        "/geometry/r", "/geometry/trigger_eV", "rate", "mass_information", "mean_log_mass_information",
        "majorana_dirac", "ordering", "exposure_to_3_sigma", "signal_events", "pair_open", "mcq2_margin_meV2",
        "mcq3_gap_width", "trigger_eV",
      ])
    let row = scan.row(3)
    let evaluation = RadiativeEvaluation(
      try radiative(try ytterbium(["/geometry/trigger_eV": .number(0.5), "/geometry/r": .number(0.3)])))
    #expect(row[0] == 0.3 && row[1] == 0.5 && row[2] == evaluation.total)
    // Above the thresholds nothing is told, and nothing is a bound on nothing.
    let closed = scan.row(2)
    #expect(closed[2] == 0 && closed[3] == nil && closed[5] == nil && (closed[9] ?? 0) < 0)
    #expect(throws: StudyScan.Failure.self) {
      try StudyScan(try template(tree), over: ["geometry.r=0:1:3"], figures: ["mcq3_margin_meV2"], measure: .strip)
    }
  }
}

@Suite struct `Figures of radiative emission` {
  @Test func `are those that evaluate and sensitivity print`() throws {
    let tree = try ytterbium(["/geometry/trigger_eV": .number(1.03), "/gap_eV": .array([.number(0.001), .number(2)])])
    let point = try point(tree), json = point.evaluation.json()
    func printed(_ pointer: String) -> Double? { json.value(at: pointer)?.doubleValue }
    #expect(DesignFigure.radiativeRate.value(point) == printed("/rate/total_per_s"))
    #expect(DesignFigure.radiativeTrigger.value(point) == printed("/kinematics/trigger_eV"))
    let width = try #require(printed("/background/mcq3/required_gap_width"))
    #expect(abs(try #require(DesignFigure.gapWidth.value(point)) / width - 1) < 1e-4)
    let sensitivity = try #require(point.sensitivity), report = try #require(SensitivityReport(sensitivity))
    #expect(DesignFigure.radiativeMassInformation.value(point) == report.massInformation)
    #expect(DesignFigure.signalEvents.value(point) == report.events)
    for (figure, question) in [
      (DesignFigure.radiativeMajoranaDirac, StudyMeasurement.Question.nature), (.radiativeOrdering, .ordering),
    ] {
      let answer = report.answers.first { $0.question == question && !$0.anyMass }?.found
      #expect(figure.value(point) == answer.map { $0.chiSquared / $0.exposure })
    }
    #expect(try #require(DesignFigure.gapMargin.value(point)) > 0)
  }

  @Test func `say whether a pair is emitted`() throws {
    // Half a line above the last threshold nothing is left; just below, the line's lower end emits.
    let end = try point(try ytterbium()).evaluation.spectrum.thresholds.compactMap(\.self).max() ?? .nan
    for (trigger, isOpen) in [(end + 4.9e-6, true), (end + 5.1e-6, false), (1.0, true), (2.2, false)] {
      let point = try point(try ytterbium(["/geometry/trigger_eV": .number(trigger)]))
      #expect((try #require(DesignFigure.pairOpen.value(point)) > 0) == isOpen)
      #expect(point.evaluation.isFeasible == isOpen, "\(trigger)")
    }
    // Beyond ε there is no energy, though M² grows again.
    let beyond = try point(try ytterbium(["/geometry/trigger_eV": .number(5), "/geometry/cos_theta": .number(-1)]))
    #expect(try #require(DesignFigure.mcq2Margin.value(beyond)) < 0)
  }

  @Test func `have names of their own and say what they are`() {
    #expect(Set(DesignFigure.radiative.map(\.name)).count == DesignFigure.radiative.count)
    for figure in DesignFigure.radiative {
      #expect(figure.definition.count > 20 && DesignFigure(named: figure.name, of: .renp) == figure)
      #expect(figure.process == .renp)
    }
    // A name that both have means two figures.
    #expect(DesignFigure.rate != .radiativeRate && DesignFigure.triggerEnergy != .radiativeTrigger)
  }

  /// The two parts of a signal quadratic in the factor give what a search over factors gives.
  @Test(
    arguments: [
      ["moments": ["magnetic_muB": ["11": .number(1e-11), "12": .array([.number(0), .number(2e-12)])]]],
      ["z_prime": ["mass_eV": .number(0.3), "g_electron": .number(1e-14), "g_left": .number(1e-11)]],
      ["z_prime": ["mass_eV": .number(0.3), "g_electron": .number(-1e-20), "g_left": .number(1e-11)]],
      ["scalar": ["mass_eV": .number(10), "y_electron": .number(1e-9), "y_pseudoscalar": .number(1e-9)]],
    ] as [JSONValue])
  func `limits are those of a search over factors`(particles: JSONValue) throws {
    let point = try point(
      try ytterbium(["/new_physics": particles, "/geometry/trigger_eV": .number(1.02)]))
    let found = try #require(point.sensitivity), exposure = try #require(found.exposure)
    let resolved = point.study.newPhysics.resolved(
      masses: found.truth.neutrino.masses, nature: found.truth.neutrino.nature, conventions: .corrected)
    for sign in [1.0, -1] {
      let expected = CouplingLimit(normalisation: .known).smallest(from: 1e-9, exposure: exposure, background: [0]) {
        factor in
        var hypothesis = found.truth
        if factor > 0 { hypothesis.newPhysics = resolved.scaled(by: sign * factor) }
        return found.setting.expectation(of: [hypothesis], slopes: []).signals[0]
      }
      let limit = try #require(found.couplingLimit(sign: sign))
      #expect(abs(limit / (expected ?? .nan) - 1) < 1e-7, "\(limit) \(expected ?? .nan)")
    }
    // Moments do not interfere with the standard model, mediators do.
    #expect(try #require(found.limits).dependsOnSign == (particles.value(at: "/moments") == nil))
  }
}
