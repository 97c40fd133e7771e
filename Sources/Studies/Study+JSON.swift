import Documents
import Emission
import Neutrinos
import Targets

extension Study {
  /// The study with every default written out: itself a study that gives the same figures.
  public var resolvedJSON: JSONValue {
    var members: [JSONValue.Member] = [.init("format", "nupair-study/1")]
    if let title { members.append(.init("title", .string(title))) }
    members += [
      .init("process", "ranp"), .init("target", .string(targetName)),
      .init(
        "path",
        ["e": .string(path.e.id), "p": .string(path.p.id), "q": .string(path.q.id), "g": .string(path.g.id)]),
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
    if !overrides.isEmpty {
      members.append(
        .init(
          "overrides",
          .object(
            Override.allCases.compactMap { key in
              overrides[key].map { JSONValue.Member(key.rawValue, .number($0)) }
            })))
    }
    if let fibre { members.append(.init("fibre", fibre.json)) }
    if let particleMass { members.append(.init("particle_meV", .number(particleMass))) }
    members.append(.init("conventions", .string(conventions.rawValue)))
    if let goal { members += goal.members }
    return .object(members)
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
