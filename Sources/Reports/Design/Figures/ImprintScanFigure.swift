import Documents
import Drawing
import Emission
import Foundation
import Neutrinos
import Studies
import Targets

extension Figure {
  /// Rate, information on the lightest mass and M² over the imprinted phase, with what McQ2 and McQ3 forbid.
  static func imprintScan(_ evaluation: Evaluation, bench: StudyBench) -> Figure {
    let k = evaluation.kinematics, window = k.window
    // Without its fibre and goal a variant is read sooner.
    let tree = evaluation.study.resolvedJSON.replacing("/fibre", with: .null)
    var places = Set((0...100).map { -1 + Double($0) / 50 })
    for edge in [window.lower, window.upper, k.flatImprint] where abs(edge) < 1 {
      // On the places themselves rounding decides.
      for distance in [1e-5, 1e-3] { for sign in [-1.0, 1] { places.insert(min(max(edge + sign * distance, -1), 1)) } }
    }
    places.insert(k.imprint)
    let imprints = places.sorted()
    struct Row: Sendable {
      var signal: Double?
      var information: Double?
      var masses: [Double] = []
    }
    let rows = ParallelMap.map(imprints.count) { index -> Row in
      guard let other = bench.raman(tree, [("/geometry/r", .number(imprints[index]))]) else { return Row() }
      let signal = other.figures.total ?? other.figures.pairSumIntegral
      return Row(
        signal: signal, information: signal > 0 ? RamanSensitivity(other).massInformation() : nil,
        masses: [0, Double.pi / 2, .pi].map { angle in
          let mass = other.kinematics.pairMassSquared(at: angle)
          return abs(mass) < 1e-13 ? 0 : mass
        })
    }
    func column(_ value: (Row) -> Double?) -> [(x: Double, y: Double?)] {
      zip(imprints, rows).map { ($0, value($1).flatMap { $0.isFinite ? $0 : nil }) }
    }
    let forbidden: [Panel.Mark] =
      (window.isEmpty
        ? [.band(-1...1, .hatched, label: "McQ3 open")]
        : [
          .band(-1...max(window.lower, -1), .hatched, label: "McQ3 open"),
          .band(min(window.upper, 1)...1, .hatched, label: "McQ3 open"),
        ])
      + [.band((window.mcq2 - 0.01)...(window.mcq2 + 0.01), .purple, label: "McQ2 within 0.01")]
    let named: [Panel.Mark] = [
      .vertical(k.imprint, .blue, label: "design"), .vertical(k.flatImprint, .green, label: "flat"),
      .vertical(window.upper, .ink, label: "edge"), .vertical(window.mcq2, .purple, label: "McQ2"),
    ]
    func marked(_ named: [Panel.Mark], withLabels: Bool) -> [Panel.Mark] {
      withLabels
        ? named
        : named.map { if case .vertical(let x, let stroke, _) = $0 { .vertical(x, stroke, label: nil) } else { $0 } }
    }
    let isRate = evaluation.figures.rateUnit != nil
    let signals = column(\.signal), informations = column { $0.information.flatMap { $0 > 0 ? $0 : nil } }
    let highest = signals.compactMap(\.y).max() ?? 1
    let best = informations.compactMap(\.y).max() ?? 1
    let least = max(informations.compactMap(\.y).min() ?? best / 1e6, best / 1e6)
    let masses = (0..<3).map { index in column { $0.masses.indices.contains(index) ? $0.masses[index] : nil } }
    let all = masses.flatMap { $0.compactMap(\.y) }
    let low = all.min() ?? 0, high = all.max() ?? 1
    let bare = Panel.Axis("r", -1...1, step: 0.5, isBare: true)
    let panels = [
      Panel(
        title: "(a) emission", x: bare,
        y: .init(isRate ? "rate, s^{−1}" : "∫ΣF dΩ, eV²", 0...(highest > 0 ? highest * 1.1 : 1)), height: 62,
        marks: forbidden + marked(named, withLabels: true) + [.line(signals, .blue, label: nil)]),
      Panel(
        title: "(b) information on m_{0} per exposure", x: bare,
        y: .init("Fisher information", (least / 2)...(best * 2), .logarithmic), height: 62,
        marks: forbidden + marked(named, withLabels: false) + [.line(informations, .blue, label: nil)]),
      Panel(
        title: "(c) M² left for the pair", x: .init("imprinted phase r = (ω_{1} − ω_{2})/ε_{eg}", -1...1, step: 0.5),
        y: .init("M², eV²", (low - 0.05 * (high - low))...(high + 0.05 * (high - low))), height: 84,
        marks: forbidden + marked(named, withLabels: false) + [
          .horizontal(0, .ink, label: nil), .line(masses[0], .blue, label: "θ = 0"),
          .line(masses[1], .vermillion, label: "θ = π/2"), .line(masses[2], .green, label: "θ = π"),
        ]),
    ]
    return Figure(
      name: "imprint-scan", title: "Rate, information and M² over the imprinted phase",
      caption:
        "Over the imprinted phase r: (a) \(isRate ? "events per second over the sphere, |⟨σ⟩|² = 1" : "∫ΣF dΩ, a rate of the path being unknown"); (b) Fisher information on the lightest mass per exposure; (c) M² at three angles. Hatched: McQ3 is open at some angle. “Edge” is the end of the McQ3-free window, “flat” is r = −ω₀/ε_eg, where nothing tells the masses.",
      panels: panels,
      data: DataTable(
        [
          "r", isRate ? "rate_per_s" : "pair_sum_eV2", "fisher_per_exposure", "mass_squared_0_eV2",
          "mass_squared_half_pi_eV2", "mass_squared_pi_eV2",
        ],
        numbers: zip(imprints, rows).map { r, row in
          [r, row.signal, row.information.map { $0 < 1e-12 * best ? 0 : $0 }]
            + (row.masses.isEmpty ? [nil, nil, nil] : row.masses.map { $0 })
        }))
  }
}
