import Documents
import Photonics
import Studies

/// The modes of a fibre's core, for people.
public struct ModeListing: Sendable {
  private let modes: FibreTables.Modes

  public init(_ modes: FibreTables.Modes) { self.modes = modes }

  public var text: String {
    var text = "Modes of the core at \(NumberText.short(modes.energy)) eV with Re β/ω below 1 and Im β/ω below 0.01\n"
    var table = TextTable([
      ("m", .right), ("kind", .left), ("Re β/ω", .right), ("Im β/ω", .right), ("loss/(dB/m)", .right),
      ("group index", .right),
    ])
    for row in modes.rows {
      table.add([
        "\(row.mode.order)", row.mode.kind.rawValue, NumberText.fixed(row.mode.effectiveIndex.re, 7),
        row.mode.effectiveIndex.im > 0 ? NumberText.scientific(row.mode.effectiveIndex.im) : "0",
        row.loss > 0 ? NumberText.scientific(row.loss) : "0",
        row.groupIndex.map { NumberText.fixed($0, 5) } ?? "unknown",
      ])
    }
    text += modes.rows.isEmpty ? "  none\n" : table.text(indent: "  ")
    for order in modes.incomplete { text += "  order \(order) has modes too close to tell apart\n" }
    return text
  }
}
