import Documents
import Drawing
import Emission
import Foundation
import Neutrinos
import Studies
import Targets

extension Figure {
  /// The angular distribution with what the other nature and the other ordering would make of it.
  static func angular(_ evaluation: Evaluation, bench: StudyBench) -> Figure {
    let study = evaluation.study, tree = study.resolvedJSON, neutrino = study.neutrino
    let otherNature = neutrino.nature == .majorana ? "dirac" : "majorana"
    let otherOrdering = neutrino.ordering == .normal ? "IO" : "NO"
    let nature = bench.raman(tree, [("/neutrino/nature", .string(otherNature))])
    let ordering = bench.raman(tree, [("/neutrino/ordering", .string(otherOrdering))])
    let unit = evaluation.figures.rateUnit, factor = unit ?? 1
    func density(_ evaluation: Evaluation?, _ degrees: Double) -> Double? {
      evaluation.map { factor * max($0.spectrum.density(at: degrees * .pi / 180), 0) }
    }
    let k = evaluation.kinematics, isBackward = k.pairBackward <= k.pairForward
    let crossings = evaluation.design.pairs.indices.compactMap { index in
      evaluation.figures.crossings[index].angle.map { (evaluation.design.pairs[index].pair.name, $0 * 180 / .pi) }
    }
    // Close to each threshold on both sides; on it, rounding decides.
    let steps = crossings.map { isBackward ? 180 - $0.1 : $0.1 }.flatMap { [0.998 * $0, 1.002 * $0] }
    let even = Array(stride(from: 0.0, through: 180, by: 1))
    let distances = zoomAngles() + steps.filter { $0 > 0.05 && $0 < 180 }
    let zoom = distances.sorted()
    let angles = zoom.map { isBackward ? 180 - $0 : $0 }
    let here = even.map { density(evaluation, $0) ?? 0 }
    let largest = max(here.max() ?? 0, angles.compactMap { density(evaluation, $0) }.max() ?? 0)
    let label = unit == nil ? "ΣF, eV²" : "rate, s^{−1} sr^{−1}"
    let name = "\(neutrino.ordering.rawValue), \(neutrino.nature == .majorana ? "Majorana" : "Dirac") (the design)"
    let natureName = "\(neutrino.ordering.rawValue), \(otherNature == "majorana" ? "Majorana" : "Dirac")"
    let orderingName = "\(otherOrdering), \(neutrino.nature == .majorana ? "Majorana" : "Dirac")"
    func curves(_ xs: [Double], _ angle: (Double) -> Double) -> [Panel.Mark] {
      var marks: [Panel.Mark] = []
      let acceptance = study.geometry.acceptance
      if acceptance.lowerBound > 0 || acceptance.upperBound < 180 {
        let a = min(angle(acceptance.lowerBound), angle(acceptance.upperBound))
        let b = max(angle(acceptance.lowerBound), angle(acceptance.upperBound))
        marks.append(.band(max(a, 1e-3)...max(b, 2e-3), .green, label: "accepted"))
      }
      if let open = openRange(evaluation) {
        let a = min(angle(open.lowerBound), angle(open.upperBound)),
          b = max(angle(open.lowerBound), angle(open.upperBound))
        marks.append(.band(max(a, 1e-3)...max(b, 2e-3), .hatched, label: "McQ3 open"))
      }
      return marks + [
        .line(xs.map { ($0, density(evaluation, angle($0))) }, .blue, label: name),
        .line(xs.map { ($0, density(nature, angle($0))) }, .vermillion, label: natureName),
        .line(xs.map { ($0, density(ordering, angle($0))) }, .green, label: orderingName),
      ]
    }
    let marked = crossings.map { Panel.Mark.vertical(isBackward ? 180 - $0.1 : $0.1, .ink, label: $0.0) }
    let top = largest > 0 ? largest * 1.08 : 1
    func difference(_ other: Evaluation?, _ distance: Double) -> Double? {
      let angle = isBackward ? 180 - distance : distance
      guard largest > 0, let a = density(other, angle), let b = density(evaluation, angle) else { return nil }
      return 100 * (a - b) / largest
    }
    let natures = zoom.map { difference(nature, $0) }, orderings = zoom.map { difference(ordering, $0) }
    func symmetric(_ values: [Double?]) -> ClosedRange<Double> {
      let reach = max(values.compactMap { $0.map(abs) }.max() ?? 1, 1e-6) * 1.1
      return -reach...reach
    }
    let axis = zoomAxis(isBackward: isBackward)
    var bare = axis
    bare.isBare = true
    let panels = [
      Panel(
        title: "(a) all angles", x: .init("detected photon's angle θ, degrees", 0...180, step: 30),
        y: .init(label, 0...top),
        height: 84, marks: curves(even) { $0 }),
      Panel(
        title: "(b) the side of the thresholds, each marked by its pair", x: bare,
        y: .init(label, (top / 3e4)...top, .logarithmic), height: 96,
        marks: curves(zoom) { isBackward ? 180 - $0 : $0 } + marked),
      Panel(
        title: Label("(c) \(natureName) less the design"), x: bare, y: .init("of largest, %", symmetric(natures)),
        height: 44,
        marks: [
          .horizontal(0, .ink, label: nil),
          .line(Array(zip(zoom, natures)).map { ($0, $1) }, .vermillion, label: natureName),
        ]
      ),
      Panel(
        title: Label("(d) \(orderingName) less the design"), x: axis, y: .init("of largest, %", symmetric(orderings)),
        height: 44,
        marks: [
          .horizontal(0, .ink, label: nil),
          .line(Array(zip(zoom, orderings)).map { ($0, $1) }, .green, label: orderingName),
        ]
      ),
    ]
    let all = (even + angles).sorted()
    return Figure(
      name: "angular", title: "Angular distribution of the detected photon",
      caption:
        "Angular distribution of the detected photon\(unit == nil ? " (a rate of the path is unknown: ΣF in its place)" : "; |⟨σ⟩|² = 1, absolute scale uncertain by 10²–10⁴"). Differences in (c) and (d) are at the same normalisation and lightest mass.",
      panels: panels,
      data: DataTable(
        ["theta_deg", "design", "other_nature", "other_ordering"].map {
          $0 == "theta_deg" ? $0 : $0 + (unit == nil ? "_eV2" : "_per_s_sr")
        },
        numbers: all.map { [$0, density(evaluation, $0), density(nature, $0), density(ordering, $0)] }))
  }
}
