import Documents
import Drawing
import Emission
import Foundation
import Neutrinos
import Studies
import Targets

extension Figure {
  /// M² over the angle, with the pairs' thresholds; below, the side where it is small with logarithmic axes.
  static func massSquared(_ evaluation: Evaluation) -> Figure {
    let k = evaluation.kinematics, isBackward = k.pairBackward <= k.pairForward
    let degrees = Array(stride(from: 0.0, through: 180, by: 2))
    func mass(_ degrees: Double) -> Double { k.pairMassSquared(at: degrees * .pi / 180) }
    let crossings = evaluation.design.pairs.indices.compactMap { index in
      evaluation.figures.crossings[index].angle.map { (evaluation.design.pairs[index].pair.name, $0 * 180 / .pi) }
    }
    let open = openRange(evaluation)
    var whole: [Panel.Mark] = []
    if let open { whole.append(.band(open, .hatched, label: "McQ3 open: M² < 0")) }
    whole += crossings.map { .vertical($0.1, .ink, label: $0.0) }
    whole += [
      .horizontal(0, .ink, label: nil), .line(degrees.map { ($0, mass($0)) }, .blue, label: "M² left for the pair"),
    ]
    let ends = [k.pairForward, k.pairBackward]
    let low = min(ends.min() ?? 0, 0), high = max(ends.max() ?? 1, 1e-9)
    let panels = [
      Panel(
        title: "(a) all angles; threshold of the pair (ij) where it is marked",
        x: .init("detected photon's angle θ, degrees", 0...180, step: 30),
        y: .init("M², eV²", (low - 0.04 * (high - low))...(high * 1.06)), height: 84, marks: whole),
      massZoom(evaluation, isBackward: isBackward, open: open),
    ]
    let zoom = zoomAngles()
    let rows =
      (degrees + zoom.map { isBackward ? 180 - $0 : $0 }).sorted().map { angle -> [Double?] in
        [angle, mass(angle), k.massSquared(at: angle * .pi / 180)]
      }
    let masses = evaluation.design.pairs.map { "(\($0.pair.name)) \(NumberText.short(1000 * $0.threshold))" }
    return Figure(
      name: "mass-squared", title: "Squared mass left for the pair over the angle of the detected photon",
      caption:
        "M² left for the pair over the detected photon's angle. A pair (ij) is emitted where M² exceeds (mᵢ + mⱼ)²; mᵢ + mⱼ in meV: \(masses.joined(separator: ", ")). McQ3 is open where M² is not positive.",
      panels: panels, data: DataTable(["theta_deg", "pair_mass_squared_eV2", "photon_mass_squared_eV2"], numbers: rows))
  }

  /// The angles, degrees, at which an extra photon can take the pair's place.
  static func openRange(_ evaluation: Evaluation) -> ClosedRange<Double>? {
    let k = evaluation.kinematics
    guard !k.isMcQ3Free else { return nil }
    guard let edge = k.mcq3Angle.map({ $0 * 180 / .pi }) else { return 0...180 }
    return k.forward < k.backward ? 0...edge : edge...180
  }

  /// Distances from an end of the axis, degrees.
  static func zoomAngles() -> [Double] { (0...140).map { 0.05 * pow(180 / 0.05, Double($0) / 140) } }

  static func zoomAxis(isBackward: Bool) -> Panel.Axis {
    Panel.Axis(isBackward ? "180° − θ, degrees" : "θ, degrees", 0.05...180, .logarithmic, isReversed: isBackward)
  }

  private static func massZoom(_ evaluation: Evaluation, isBackward: Bool, open: ClosedRange<Double>?) -> Panel {
    let k = evaluation.kinematics
    let points = zoomAngles().map { distance -> (x: Double, y: Double?) in
      let value = k.pairMassSquared(at: (isBackward ? 180 - distance : distance) * .pi / 180)
      return (distance, value > 0 ? value : nil)
    }
    let thresholds = evaluation.design.pairs.map { ($0.pair.name, $0.thresholdSquared) }.filter { $0.1 > 0 }
    let lowest = thresholds.map(\.1).min() ?? 1e-6, end = min(k.pairForward, k.pairBackward)
    let smallest = end > 0 ? min(lowest, max(end, lowest / 1000)) : lowest
    let largest = max(k.pairForward, k.pairBackward, thresholds.map(\.1).max() ?? 0, 1e-8)
    var marks: [Panel.Mark] = []
    if let open {
      let range = isBackward ? (180 - open.upperBound)...(180 - open.lowerBound) : open
      marks.append(
        .band(max(range.lowerBound, 0.01)...max(range.upperBound, 0.02), .hatched, label: "McQ3 open: M² < 0"))
    }
    marks += thresholds.map { .horizontal($0.1, .vermillion, label: "(\($0.0))") }
    marks.append(.line(points, .blue, label: "M² left for the pair"))
    return Panel(
      title: "(b) the side of the small M²; dashed: (m_{i} + m_{j})^{2}", x: zoomAxis(isBackward: isBackward),
      y: .init("M², eV²", (smallest / 3)...(largest * 1.5), .logarithmic), height: 110, marks: marks)
  }
}
