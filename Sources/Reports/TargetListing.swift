import Documents
import Studies
import Targets

/// What `targets` says: the database at a glance.
public struct TargetListing: Sendable {
  public let targets: [Target]

  public init(_ targets: [Target]) { self.targets = targets }

  public var text: String {
    var table = TextTable([
      ("id", .left), ("target", .left), ("levels", .right), ("lines", .right), ("data", .right), ("unsourced", .right),
      ("n/cm³", .left), ("conflicts", .right), ("gaps", .right),
    ])
    for target in targets {
      let all = target.statusCounts.values.reduce(0, +)
      let weak = target.statusCounts.filter { $0.key.isUnsourced }.values.reduce(0, +)
      let density = target.realisticDensity.map {
        NumberText.short($0.value.value) + ($0.value.status.mark.map { " \($0)" } ?? "")
      }
      table.add([
        target.id, target.name, "\(target.levels.count)", "\(target.transitions.count)", "\(all)", "\(weak)",
        density ?? "–",
        "\(target.conflicts.count)", "\(target.gaps.count)",
      ])
    }
    return table.text() + "\nunsourced: remembered or estimated, no document in hand; " + Legend.statusLetters + "\n"
  }

  /// The ids alone, one a line.
  public var ids: String { targets.map { $0.id + "\n" }.joined() }

  public var json: JSONValue {
    [
      "format": "nupair-targets/1", "program": .program,
      "targets": .array(
        targets.map { target in
          [
            "id": .string(target.id), "name": .string(target.name), "kind": .string(target.kind.rawValue),
            "levels": .integer(target.levels.count), "transitions": .integer(target.transitions.count),
            "data": .object(
              DataStatus.allCases.map { JSONValue.Member($0.rawValue, .integer(target.statusCounts[$0] ?? 0)) }),
            "density_per_cm3": .number(orNull: target.realisticDensity?.value.value),
            "conflicts": .integer(target.conflicts.count), "gaps": .integer(target.gaps.count),
          ]
        }),
    ]
  }
}
