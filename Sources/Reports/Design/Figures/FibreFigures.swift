import Documents
import Drawing
import Foundation
import Photonics
import Studies

extension Figure {
  /// The fibre cut across.
  static func crossSection(_ design: StudyFibre) -> Figure {
    let bragg = design.bragg, total = bragg.totalRadius
    var canvas = Canvas(name: "cross-section")
    let reach = 82.0, x = 92.0, y = 92.0, scale = reach / total
    var names: [String] = []
    let fills: [Palette.Fill] = [.blue, .orange, .green, .purple]
    func fill(_ name: String) -> Palette.Fill {
      if !names.contains(name) { names.append(name) }
      return fills[(names.firstIndex(of: name) ?? 0) % fills.count]
    }
    var rings: [(inner: Double, outer: Double, name: String)] = []
    var radius = bragg.coreRadius
    for layer in design.layers {
      rings.append((radius, radius + layer.thickness, layer.medium.optical.displayName))
      radius += layer.thickness
    }
    for ring in rings {
      // A ring as a disc with a hole.
      func disc(_ r: Double) -> String {
        let left = Canvas.number(x - r), right = Canvas.number(x + r), radius = Canvas.number(r),
          middle = Canvas.number(y)
        return
          "M\(left) \(middle)A\(radius) \(radius) 0 1 0 \(right) \(middle)A\(radius) \(radius) 0 1 0 \(left) \(middle)Z"
      }
      canvas.add(
        "<path fill-rule=\"evenodd\" d=\"\(disc(ring.outer * scale))\(disc(ring.inner * scale))\" \(fill(ring.name).svgStyle)/>"
      )
    }
    for r in [bragg.coreRadius] + rings.map(\.outer) { canvas.circle(x, y, r * scale, "class=\"lead\"") }
    canvas.arrow(x, y, x + bragg.coreRadius * scale, y, style: "class=\"tick\"", head: "fill=\"currentColor\"")
    let core = Label("R"), coreSpace = bragg.coreRadius * scale
    if coreSpace > 24 { canvas.text(core, x + coreSpace / 2, y - 4, anchor: .middle) }
    var row = 24.0
    func line(_ text: String) {
      canvas.text(Label(text), 208, row, size: 8)
      row += 13
    }
    line("core R = \(NumberText.short(bragg.coreRadius)) µm, vacuum")
    for name in names {
      canvas.rectangle(190, row - 7, 14, 8, fill(name).svgStyle)
      canvas.rectangle(190, row - 7, 14, 8, "class=\"lead\"")
      let layers = rings.filter { $0.name == name },
        thicknesses = Set(layers.map { $0.outer - $0.inner }.map(NumberText.short))
      line("\(name.prefix(20))")
      line(
        thicknesses.count == 1
          ? "\(layers.count) × \(thicknesses.first ?? "") µm" : "\(layers.count) of different widths")
    }
    line("outside: \(design.surround.optical.displayName.prefix(18))")
    line("total radius \(NumberText.short(total)) µm")
    return Figure(
      name: "cross-section", title: "The fibre cut across",
      caption:
        "The fibre cut across, to scale: a hollow core of \(NumberText.short(bragg.coreRadius)) µm radius and \(rings.count) layers.",
      data: DataTable(
        ["layer", "material", "inner_radius_um", "outer_radius_um"],
        rings.enumerated().map {
          [
            .number(Double($0.offset + 1)), .text($0.element.name), .number($0.element.inner),
            .number($0.element.outer),
          ]
        }),
      canvas: canvas, height: max(184, row + 4))
  }

  /// Where the endless wall forbids light, over axial wave number and photon energy; `nil` for a wall without a period.
  static func bands(_ tables: FibreTables, points: Int = 72) -> Figure? {
    guard let grid = tables.bands(points: points) else { return nil }
    let pair = tables.pair, energy = pair.energy
    // Cells of one kind along β become one.
    var cells: [Int: [(x: ClosedRange<Double>, y: ClosedRange<Double>)]] = [:]
    let step = energy / Double(points)
    for row in grid {
      let kinds = row.cells.map { ($0.te > 1e-9 ? 1 : 0) + ($0.tm > 1e-9 ? 2 : 0) }
      var start = 0
      for j in 1...kinds.count where j == kinds.count || kinds[j] != kinds[start] {
        if kinds[start] != 0 {
          let low = max(row.cells[start].beta - step / 2, 0), high = min(row.cells[j - 1].beta + step / 2, energy)
          cells[kinds[start], default: []].append(
            (low...high, max(row.omega - step / 2, 0)...min(row.omega + step / 2, energy)))
        }
        start = j
      }
    }
    let free = pair.freeRange
    let strip = (0...60).map { k -> (x: Double, y: Double?) in
      let omega = free.lowerBound + (free.upperBound - free.lowerBound) * Double(k) / 60
      return (abs(pair.freeAxial(omega)), omega)
    }
    let panel = Panel(
      x: .init("axial wave number β, eV", 0...energy), y: .init("photon energy ω, eV", 0...energy), height: 210,
      marks: [
        .cells(cells[3] ?? [], .blue, label: "gap for TE and TM"), .cells(cells[1] ?? [], .orange, label: "TE only"),
        .cells(cells[2] ?? [], .purple, label: "TM only"),
        .line([(0, 0), (energy, energy)], .ink, label: "light line ω = β"),
        .line(strip, .vermillion, label: "pair's photons in free space"),
        .horizontal(free.lowerBound, .green, label: nil), .horizontal(free.upperBound, .green, label: nil),
        .line([(0, nil)], .green, label: "background's interval in ω"),
      ])
    return Figure(
      name: "bands", title: "Bands of the fibre's wall",
      caption:
        "Gaps of the endless periodic wall over axial wave number and photon energy. Photons of a background pair of mass \(NumberText.short(1000 * pair.mass)) meV have energies between \(NumberText.fixed(free.lowerBound, 4)) and \(NumberText.fixed(free.upperBound, 4)) eV in free space. Only light above the line ω = β propagates in the core.",
      panels: [panel],
      data: DataTable(
        ["omega_eV", "beta_eV", "te_decay_per_period", "tm_decay_per_period"],
        numbers: grid.flatMap { row in row.cells.map { [row.omega, $0.beta, $0.te, $0.tm] } }))
  }

  /// How the pairs are suppressed, over the energy of one of the photons.
  static func suppression(_ tables: FibreTables, points: Int = 24) -> Figure {
    let rows = tables.suppression(points: points)
    let channels: [(PairSuppression.Channel, Palette.Stroke, String)] = [
      (.pp, .blue, "both in the core"), (.ep, .vermillion, "first evanescent"), (.pe, .green, "second evanescent"),
      (.ee, .purple, "both evanescent"),
    ]
    let all = rows.flatMap { row in channels.map { row.factors[$0.0] } }.filter { $0 > 0 }
    let high = max(all.max() ?? 1, 1), low = max(all.min() ?? 1e-6, high * 1e-7)
    let panel = Panel(
      x: .init("energy ω of one photon, eV", 0...tables.pair.energy),
      y: .init("S_{2}, relative to free space", (low / 2)...(high * 2), .logarithmic), height: 130,
      marks: [.horizontal(1, .ink, label: nil)]
        + channels.map { channel in
          .line(
            rows.map { ($0.omega, $0.factors[channel.0] > 0 ? $0.factors[channel.0] : nil) }, channel.1,
            label: channel.2)
        })
    return Figure(
      name: "suppression", title: "Suppression of photon pairs over the energy of one photon",
      caption:
        "Emission of photon pairs relative to free space over the energy of one of the photons, by channel; the other has the rest of \(NumberText.fixed(tables.pair.energy, 4)) eV. η is their mean weighted with I_2γ. \(points) energies: narrow resonances between them count in η and do not show here.",
      panels: [panel],
      data: DataTable(
        ["omega_eV", "weight"] + channels.map { "s2_\($0.0.name)" },
        numbers: rows.map { row in [row.omega, row.weight] + channels.map { row.factors[$0.0] } }))
  }
}
