import Documents
import Emission
import Targets

extension RadiativeStudy {
  /// The study with every default written out: itself a study that gives the same figures.
  public var resolvedJSON: JSONValue {
    var members: [JSONValue.Member] = .init(
      process: .renp, title: title, target: targetName, path: [("e", path.e), ("v", path.v), ("g", path.g)])
    members.append(.init("vertex", .string(vertex.rawValue)))
    if let monopole { members.append(.init("monopole", monopole.json)) }
    members += [
      .init(
        "geometry",
        [
          "r": geometry.phase.json, "cos_theta": .number(geometry.cosine), "trigger_eV": .number(geometry.trigger),
        ]),
      .init(
        "laser", ["line_width_eV": .number(laser.lineWidth), "n3_V_eta_per_cm6": .number(laser.coherence)]),
      .init("neutrino", neutrino.json),
    ]
    // Stated, it opens a vertex that the rules close: left out, it stays out.
    if let statedAngularFactor { members.append(.init("angular_factor", .number(statedAngularFactor))) }
    members += .init(overrides: overrides)
    if let json = newPhysics.json { members.append(.init("new_physics", json)) }
    if let guide {
      members.append(
        .init(
          "guide", ["trigger_cutoff_eV": .number(guide.trigger), "lowest_cutoff_eV": .number(guide.lowest)]))
    }
    if let gap { members.append(.init("gap_eV", .numbers([gap.lowerBound, gap.upperBound]))) }
    if let range { members.append(.init("spectrum_eV", .numbers([range.lowerBound, range.upperBound]))) }
    if let statedMeasurement { members.append(.init("sensitivity", statedMeasurement.json(place: "trigger_eV"))) }
    members.append(.init("conventions", .string(conventions.rawValue)))
    if let goal { members += goal.members }
    return .object(members)
  }
}

extension RadiativeStudy.Monopole {
  var json: JSONValue {
    .object(
      [massNumber.map { .init("A", .number(Double($0))) }, .init("ratio", .string(ratio.rawValue))].compactMap(\.self))
  }
}

extension RadiativePhase {
  var json: JSONValue {
    switch self {
    case .fixed(let r): .number(r)
    case .locked: "locked"
    }
  }
}
