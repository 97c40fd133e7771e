import Documents
import Emission
import Neutrinos
import Targets

extension Study {
  /// The study with every default written out: itself a study that gives the same figures.
  public var resolvedJSON: JSONValue {
    let levels = [("e", path.e), ("p", path.p), ("q", path.q), ("g", path.g)]
    var members: [JSONValue.Member] = .init(process: .ranp, title: title, target: targetName, path: levels)
    members += [
      .init(
        "geometry",
        [
          "r": .number(geometry.imprint), "trigger_eV": geometry.trigger.json, "detected_eV": geometry.detected.json,
          "refractive_index": geometry.medium.json,
          "acceptance_deg": .array([.number(geometry.acceptance.lowerBound), .number(geometry.acceptance.upperBound)]),
        ]),
      .init(
        "laser", ["linewidth_Hz": .number(laser.linewidth), "n3_V_eta_per_cm6": .number(laser.coherence)]),
      .init("neutrino", neutrino.json),
    ]
    members += .init(overrides: overrides)
    if let fibre { members.append(.init("fibre", fibre.json)) }
    if let particleMass { members.append(.init("particle_meV", .number(particleMass))) }
    if let statedMeasurement { members.append(.init("sensitivity", statedMeasurement.json(place: "r"))) }
    members.append(.init("conventions", .string(conventions.rawValue)))
    if let goal { members += goal.members }
    return .object(members)
  }
}

extension [JSONValue.Member] {
  /// What a study of any process begins with.
  init(process: StudyProcess, title: String?, target: String, path: [(name: String, level: Level)]) {
    self = [.init("format", "nupair-study/1")]
    if let title { append(.init("title", .string(title))) }
    append(.init("process", .string(process.rawValue)))
    append(.init("target", .string(target)))
    append(.init("path", .object(path.map { .init($0.name, .string($0.level.id)) })))
  }

  /// The block `overrides`, left out when empty.
  init<Key: StudyOverride>(overrides: [Key: Double]) {
    let members = Key.allCases.compactMap { key in overrides[key].map { JSONValue.Member(key.rawValue, .number($0)) } }
    self = members.isEmpty ? [] : [.init("overrides", .object(members))]
  }
}

extension Study.PhotonEnergy {
  var json: JSONValue { explicit.map(JSONValue.number) ?? "resonant" }
}

extension Study.Medium {
  var json: JSONValue {
    switch self {
    case .host: "host"
    case .index(let value): .number(value)
    }
  }
}

extension Study.Neutrino {
  var json: JSONValue {
    let set: JSONValue =
      switch oscillation {
      case .named(let set): .string(set.rawValue)
      case .given(let given):
        [
          "s12sq": .number(given.s12sq), "s13sq": .number(given.s13sq), "dm21_eV2": .number(given.dm21),
          "dm31_eV2": .number(given.dm31),
        ]
      }
    return [
      "ordering": .string(ordering.rawValue), "lightest_meV": .number(lightest),
      "nature": .string(nature.rawValue), "oscillation": set,
      "phases_deg": [
        "delta": .number(phases.delta),
        "alpha21": .number(phases.alpha21),
        "alpha31": .number(phases.alpha31),
      ],
    ]
  }
}
