import Documents
import Foundation
import Search
import Testing
import _TestSupport

@testable import Studies

/// A study of the shipped ones with changes.
func studyTree(_ name: String, _ changes: [String: JSONValue] = [:]) throws -> JSONValue {
  let document = JSONDocument(name: name, text: try Package.text("studies/\(name).json"))
  var tree = try #require(document.root.map(JSONValue.init))
  for (pointer, value) in changes.sorted(by: { $0.key < $1.key }) { tree = tree.replacing(pointer, with: value) }
  return tree
}

let loader = StudyLoader(database: Package.database)

func template(_ tree: JSONValue) throws -> StudyTemplate {
  try loader.template(name: "study.json", bytes: Array(tree.text.utf8))
}

func range(_ low: Double, _ high: Double) -> JSONValue { ["min": .number(low), "max": .number(high)] }

@Suite struct `Study template` {
  private func findings(_ tree: JSONValue) -> [Finding] {
    do {
      _ = try template(tree)
      return []
    } catch {
      return (error as? StudyError)?.findings ?? []
    }
  }

  @Test func `finds the ranges and lists in their order`() throws {
    let open = try template(
      studyTree(
        "xe-fibre-literature",
        [
          "/geometry/r": range(-1, 1), "/fibre/pairs": range(3, 6), "/fibre/core_radius_um": range(1, 5),
          "/fibre/high/index": ["choices": .array([.number(3.4), .number(4.6)])],
          "/neutrino/nature": ["choices": .array(["majorana", "dirac"])],
        ]))
    #expect(open.ranges.map(\.parameter.pointer) == ["/geometry/r", "/fibre/core_radius_um"])
    #expect(open.choices.map(\.pointer) == ["/neutrino/nature", "/fibre/pairs", "/fibre/high/index"])
    #expect(open.count == 2 * 4 * 2)
    let last = try open.variant(15)
    #expect(last.picks.map(\.value) == ["dirac", .integer(6), .number(4.6)])
    #expect(last.study.raman?.fibre?.stack.layers.count == 12)
    #expect(last.study.raman?.geometry.imprint == 0 && last.study.raman?.fibre?.coreRadius == 3)
    // Every variant is another one.
    let all = try (0..<16).map { try open.variant($0).picks.map(\.value) }
    #expect(Set(all).count == 16)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let pointer: String
    let value: JSONValue
    let rule: String
    let place: String
    var testDescription: String { "\(rule) at \(place)" }
  }

  static let faults: [Fault] = [
    Fault(pointer: "/geometry/r", value: range(1, -1), rule: "range", place: "/geometry/r"),
    Fault(pointer: "/geometry/r", value: range(-2, 1), rule: "range", place: "/geometry/r/min"),
    Fault(pointer: "/geometry/r", value: ["min": .number(0)], rule: "missing-key", place: "/geometry/r"),
    Fault(
      pointer: "/geometry/r", value: ["min": .number(0), "max": .number(1), "start": .number(2)], rule: "range",
      place: "/geometry/r/start"),
    Fault(
      pointer: "/geometry/r", value: ["min": .number(0), "max": .number(1), "begin": .number(0)], rule: "unknown-key",
      place: "/geometry/r/begin"),
    Fault(pointer: "/geometry/r", value: ["min": "a", "max": .number(1)], rule: "type", place: "/geometry/r/min"),
    Fault(pointer: "/title", value: range(0, 1), rule: "not-searchable", place: "/title"),
    Fault(pointer: "/laser", value: range(0, 1), rule: "not-searchable", place: "/laser"),
    Fault(pointer: "/fibre/pairs", value: range(1, 2.5), rule: "type", place: "/fibre/pairs/max"),
    Fault(pointer: "/fibre/pairs", value: range(0, 2), rule: "range", place: "/fibre/pairs/min"),
    Fault(
      pointer: "/fibre/high/index", value: ["choices": .array([])], rule: "range", place: "/fibre/high/index/choices"),
  ]

  @Test(arguments: faults)
  func `finds`(fault: Fault) throws {
    let found = findings(try studyTree("xe-fibre-literature", [fault.pointer: fault.value]))
    let match = found.first { $0.rule == fault.rule && $0.pointer == fault.place }
    #expect(match?.position != nil, "\(found.map(\.text))")
  }

  @Test func `refuses more combinations than it would search`() throws {
    let many: JSONValue = ["choices": .array((1...200).map { .number(Double($0)) })]
    let found = findings(try studyTree("xe-paper", ["/laser/linewidth_Hz": many, "/neutrino/lightest_meV": many]))
    #expect(found.first?.rule == "range" && found.first?.message.contains("40000 combinations") == true)
  }

  @Test func `tells faults of ranges and of the rest at once`() throws {
    let found = findings(try studyTree("xe-paper", ["/geometry/r": range(1, -1), "/laser/linewidth_Hz": .number(-1)]))
    #expect(Set(found.map(\.pointer)) == ["/geometry/r", "/laser/linewidth_Hz"])
  }

  /// Whatever can be a range can be set, and the resolved study says so: nothing is searched that the result would not hold.
  @Test func `puts every number where the resolved study has it`() throws {
    let given: JSONValue = [
      "s12sq": .number(0.3), "s13sq": .number(0.02), "dm21_eV2": .number(7e-5), "dm31_eV2": .number(2.5e-3),
    ]
    let layers: JSONValue = .array(
      [3.0, 1.5, 2.0].map { ["index": .number($0), "thickness_um": .number(0.2)] })
    for base in [
      try studyTree("xe-fibre-literature", ["/neutrino/oscillation": given, "/particle_meV": .number(3)]),
      try studyTree(
        "xe-fibre-literature",
        ["/fibre/pairs": .null, "/fibre/high": .null, "/fibre/low": .null, "/fibre/layers": layers]),
    ] {
      let study = try loader.load(name: "study.json", tree: base)
      let pointers =
        StudyParameter.pointers(of: .ranp)
        + (0..<3).flatMap { ["/fibre/layers/\($0)/thickness_um", "/fibre/layers/\($0)/index"] }
      var count = 0
      for pointer in pointers {
        let parameter = try #require(StudyParameter(pointer))
        guard parameter.exists(in: study) else { continue }
        let value = pointer.hasSuffix("acceptance_deg/0") ? 20 : pointer.hasSuffix("index") ? 1.75 : 0.375
        var changed = study
        parameter.set(value, in: &changed)
        if pointer.hasSuffix("acceptance_deg/1") { #expect(changed.geometry.acceptance.upperBound == 0.375) }
        #expect(changed.resolvedJSON.value(at: pointer)?.doubleValue == value, "\(pointer)")
        count += 1
      }
      #expect(count >= 25)
    }
  }

  @Test func `reads its own goal back`() throws {
    let tree = try studyTree(
      "xe-paper",
      [
        "/objective": "signal_to_background",
        "/constraints": [
          "mcq2_distance": .null, "rate": .number(1e-9), "omega1_eV": range(0.1, 0.9), "mcq4_per_signal": .number(1e30),
        ],
        "/search": ["algorithm": "LD_AUGLAG+LD_LBFGS", "seed": .number(7), "max_evaluations": .number(99)],
      ])
    let study = try loader.load(name: "study.json", tree: tree)
    let again = try loader.load(name: "study.json", tree: study.resolvedJSON)
    #expect(study.goal == again.goal && study.resolvedJSON == again.resolvedJSON)
    let goal = try #require(study.goal)
    #expect(goal.objective.name == "signal_to_background" && goal.search.seed == 7)
    #expect(goal.bounds.map(\.figure.name) == ["mcq3_margin_meV2", "rate", "omega1_eV", "mcq4_per_signal"])
    #expect(goal.bounds[1].least == 1e-9 && goal.bounds[3].most == 1e30 && goal.bounds[0].isImplied)
  }

  @Test func `keeps an implied minimum beside a maximum, unless it is lifted`() throws {
    func bound(_ value: JSONValue) throws -> StudyGoal.Bound {
      let tree = try studyTree("xe-paper", ["/constraints": ["mcq2_distance": value]])
      let study = try loader.load(name: "study.json", tree: tree)
      let again = try loader.load(name: "study.json", tree: study.resolvedJSON)
      #expect(study.goal == again.goal)
      return try #require(study.goal?.bounds.first { $0.figure == .mcq2Distance })
    }
    let kept = try bound(["max": .number(0.3)])
    #expect(kept.least == 1e-4 && kept.most == 0.3)
    let lifted = try bound(["min": .null, "max": .number(0.3)])
    #expect(lifted.least == nil && lifted.most == 0.3)
    let replaced = try bound(["min": .number(1e-6), "max": .number(0.3)])
    #expect(replaced.least == 1e-6)
    #expect(throws: StudyError.self) { try bound(["max": .number(1e-5)]) }
    let margin = try studyTree("xe-paper", ["/constraints": ["mcq3_margin_meV2": ["max": .number(1e6)]]])
    let strict = try #require(try loader.load(name: "study.json", tree: margin).goal?.bounds.last)
    #expect(strict.least == 0 && strict.isStrict)
  }

  @Test func `passes over picks that make no study, wherever they stand`() throws {
    let open = try template(
      try studyTree(
        "xe-fibre-literature",
        [
          "/fibre/pairs": ["choices": .array([.number(0), .number(2)])],
          "/fibre/high/index": ["choices": .array([.number(0.1), .number(4.6), .number(3.4)])],
          "/fibre/core_radius_um": range(1, 2),
        ]))
    #expect(open.count == 6 && open.firstSound == 4)
    #expect(open.picks(4).map(\.value) == [.integer(2), .number(4.6)])
    #expect(Set(open.samples) == [4, 1, 3, 5])
    #expect(throws: StudyError.self) {
      try template(try studyTree("xe-paper", ["/geometry/r": ["choices": .array([.number(3), .number(4)])]]))
    }
  }

  @Test func `knows a search by the materials of its fibre`() throws {
    let scratch = try ScratchDirectory()
    let silicon = try Package.text("targets/materials/si.json")
    let path = try scratch.write("own.json", silicon)
    let tree = try studyTree(
      "xe-fibre-literature",
      [
        "/fibre/high": ["material": .string(path), "thickness_um": range(0.1, 0.2)],
        "/fibre/low": ["material": ["choices": .array(["baf2", "caf2"])], "thickness_um": .number(0.3)],
      ])
    func identity() throws -> String {
      try StudyLoader(database: Package.database).template(name: "study.json", bytes: Array(tree.text.utf8))
        .identity(seed: 1)
    }
    let first = try identity()
    #expect(try identity() == first)
    _ = try scratch.write("own.json", silicon + "\n")
    #expect(try identity() != first)
  }
}
