import Documents
import Drawing
import Emission
import Neutrinos
import Studies
import Targets

extension Figure {
  /// The levels of a Raman path with its photons and the pair.
  static func levelScheme(_ evaluation: Evaluation) -> Figure {
    let path = evaluation.study.path, levels = evaluation.levels, k = evaluation.kinematics
    let e = levels.eg, p = levels.eg + levels.pe, q = path.isElastic ? e : levels.qg
    var scheme = LevelDrawing(name: "levels", energies: [0, e, p] + (path.isElastic ? [] : [q]), leastGap: 46)
    let g = scheme.height(0), ye = scheme.height(e), yp = scheme.height(p), yq = scheme.height(q)
    func energy(_ value: Double) -> String { NumberText.fixed(value, 4) + " eV" }

    scheme.level(0, from: 10, to: 330)
    scheme.text("|g⟩  \(path.g.id)", 10, g + 10)
    if path.isElastic {
      scheme.level(e, from: 10, to: 330)
      scheme.text("|e⟩ = |q⟩  \(path.e.id), \(energy(e))", 10, ye - 4)
    } else {
      scheme.level(e, from: 10, to: 200)
      scheme.level(q, from: 215, to: 330)
      scheme.text("|e⟩  \(path.e.id), \(energy(e))", 10, ye - 4)
      scheme.text("|q⟩  \(path.q.id), \(energy(q))", 330, yq - 4, anchor: .end)
    }
    scheme.level(p, from: 150, to: 262)
    scheme.text("|p⟩  \(path.p.id), \(energy(p))", 206, yp - 4, anchor: .middle)

    // The excitation lasers, one after the other through a virtual level.
    let lasers = k.laserEnergies, least = 16.0
    let virtual = min(max(g - (g - ye) * lasers.first / e, ye + least), g - least)
    scheme.virtual(virtual, from: 30, to: 90)
    scheme.arrow(60, g, 60, virtual, .blue)
    scheme.arrow(60, virtual, 60, ye, .blue)
    scheme.text("ω_{1} = \(energy(lasers.first))", 67, (g + virtual) / 2 + 3)
    scheme.text("ω_{2} = \(energy(lasers.second))", 67, (virtual + ye) / 2 + 3)

    let detuned = k.trigger != levels.pe
    scheme.arrow(180, ye, 180, yp, .vermillion)
    scheme.text("trigger", 175, (ye + yp) / 2 - 3, anchor: .end)
    scheme.text("ω_{0} = \(energy(k.trigger))\(detuned ? "*" : "")", 175, (ye + yp) / 2 + 8, anchor: .end)
    scheme.arrow(238, yp, 238, yq, .green)
    scheme.text("detected", 244, (yp + yq) / 2 - 3)
    scheme.text("ω = \(energy(k.detected))", 244, (yp + yq) / 2 + 8)
    scheme.arrow(256, yq, 256, g, .purple)
    scheme.text("νν̄", 262, (yq + g) / 2 - 3)
    scheme.text("E = \(energy(k.pairEnergy))", 262, (yq + g) / 2 + 8)

    let rows: [[DataTable.Cell]] = [
      [.text("level"), .text("g"), .text(path.g.id), .number(0)],
      [.text("level"), .text("e"), .text(path.e.id), .number(e)],
      [.text("level"), .text("p"), .text(path.p.id), .number(p)],
      [.text("level"), .text("q"), .text(path.q.id), .number(q)],
      [.text("photon"), .text("omega1"), .text("laser 1, along the trigger"), .number(lasers.first)],
      [.text("photon"), .text("omega2"), .text("laser 2, against it"), .number(lasers.second)],
      [.text("photon"), .text("omega0"), .text("trigger"), .number(k.trigger)],
      [.text("photon"), .text("omega"), .text("detected"), .number(k.detected)],
      [.text("pair"), .text("E"), .text("neutrino pair"), .number(k.pairEnergy)],
    ]
    return scheme.figure(
      title: "Levels and photons of \(evaluation.study.target.name), \(path.text)",
      caption:
        "Levels and photons of the path \(Article.code(path.text)). Two lasers that run against each other excite |e⟩; the trigger runs along laser 1; the pair takes what is left.\(scheme.isToScale ? "" : " Heights are not to scale.")",
      data: DataTable(["kind", "symbol", "what", "energy_eV"], rows))
  }

  /// The levels of a radiative path.
  static func levelScheme(_ evaluation: RadiativeEvaluation) -> Figure {
    let path = evaluation.study.path, levels = evaluation.levels, k = evaluation.kinematics
    let virtualHeight = min(max(k.trigger, 0.02 * levels.eg), 0.98 * levels.eg)
    var scheme = LevelDrawing(name: "levels", energies: [0, virtualHeight, levels.eg, levels.vg], leastGap: 34)
    let g = scheme.height(0), e = scheme.height(levels.eg), v = scheme.height(levels.vg)
    let virtual = scheme.height(virtualHeight)
    func energy(_ value: Double) -> String { NumberText.fixed(value, 4) + " eV" }
    scheme.level(0, from: 10, to: 330)
    scheme.text("|g⟩  \(path.g.id)", 10, g + 10)
    scheme.level(levels.eg, from: 10, to: 160)
    scheme.text("|e⟩  \(path.e.id), \(energy(levels.eg))", 10, e - 4)
    scheme.level(levels.vg, from: 190, to: 330)
    scheme.text("|v⟩  \(path.v.id), \(energy(levels.vg))", 330, v - 4, anchor: .end)
    scheme.virtual(virtual, from: 80, to: 240)
    scheme.arrow(110, e, 110, virtual, .purple)
    scheme.text("νν̄", 104, (e + virtual) / 2 - 3, anchor: .end)
    scheme.text("W = \(energy(k.pairEnergy))", 104, (e + virtual) / 2 + 8, anchor: .end)
    scheme.arrow(210, virtual, 210, g, .green)
    scheme.text("photon, triggered", 217, (virtual + g) / 2 - 3)
    scheme.text("ω = \(energy(k.trigger))", 217, (virtual + g) / 2 + 8)
    return scheme.figure(
      title: "Levels of \(evaluation.study.target.name), \(path.text)",
      caption:
        "Levels of the path \(Article.code(path.text)). The pair leads from |e⟩ to a virtual state, whose admixture of |v⟩ emits the photon that the trigger stimulates.\(scheme.isToScale ? "" : " Heights are not to scale.")",
      data: DataTable(
        ["kind", "symbol", "what", "energy_eV"],
        [
          [.text("level"), .text("g"), .text(path.g.id), .number(0)],
          [.text("level"), .text("e"), .text(path.e.id), .number(levels.eg)],
          [.text("level"), .text("v"), .text(path.v.id), .number(levels.vg)],
          [.text("photon"), .text("omega"), .text("trigger and photon"), .number(k.trigger)],
          [.text("pair"), .text("W"), .text("neutrino pair"), .number(k.pairEnergy)],
        ]))
  }
}

/// Horizontal levels with arrows between them.
private struct LevelDrawing {
  private var canvas: Canvas
  private let places: [(energy: Double, y: Double)]
  private let bottom: Double
  let isToScale: Bool
  static let top = 18.0

  /// - Parameter leastGap: levels closer than this on paper are drawn further apart, all others lower or higher by as much.
  init(name: String, energies: [Double], leastGap: Double) {
    canvas = Canvas(name: name)
    let sorted = Set(energies).sorted(), highest = sorted.last ?? 1
    let scale = 150 / highest
    var y = 0.0, places: [(Double, Double)] = [(0, 0)], isToScale = true
    for (below, here) in zip(sorted, sorted.dropFirst()) {
      let gap = (here - below) * scale
      if gap < leastGap { isToScale = false }
      y += max(gap, leastGap)
      places.append((here, y))
    }
    self.isToScale = isToScale
    bottom = Self.top + y
    self.places = places.map { [bottom] in ($0.0, bottom - $0.1) }
  }

  func height(_ energy: Double) -> Double { places.first { $0.energy == energy }?.y ?? bottom }

  mutating func level(_ energy: Double, from x1: Double, to x2: Double) {
    canvas.line(x1, height(energy), x2, height(energy), "class=\"level\"")
  }

  mutating func virtual(_ y: Double, from x1: Double, to x2: Double) {
    canvas.line(x1, y, x2, y, "class=\"tick\" stroke-dasharray=\"3 2\"")
  }

  mutating func arrow(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ stroke: Palette.Stroke) {
    canvas.arrow(x1, y1, x2, y2, style: stroke.style, head: "class=\"f\(stroke.rawValue)\"")
  }

  mutating func text(_ label: String, _ x: Double, _ y: Double, anchor: Canvas.Anchor = .start) {
    canvas.text(Label(label), x, y, anchor: anchor)
  }

  func figure(title: String, caption: String, data: DataTable) -> Figure {
    Figure(name: "levels", title: title, caption: caption, data: data, canvas: canvas, height: bottom + 16)
  }
}
