import Documents
import Drawing
import Emission
import Foundation
import Neutrinos
import Studies
import Targets

extension Figure {
  /// The spectrum of radiative emission over the trigger's energy with the pairs' thresholds.
  static func spectrum(_ evaluation: RadiativeEvaluation, bench: StudyBench) -> Figure {
    let study = evaluation.study, tree = study.resolvedJSON, neutrino = study.neutrino
    let isMajorana = neutrino.nature == .majorana, isNormal = neutrino.ordering == .normal
    let nature = bench.radiative(tree, [("/neutrino/nature", .string(isMajorana ? "dirac" : "majorana"))])
    let ordering = bench.radiative(tree, [("/neutrino/ordering", .string(isNormal ? "IO" : "NO"))])
    let thresholds = zip(evaluation.pairs, evaluation.spectrum.thresholds).compactMap { pair, place in
      place.flatMap { $0 > 0 ? (pair.pair.name, $0) : nil }
    }
    let even = evaluation.triggers(count: 240)
    let end = even.last ?? evaluation.levels.eg, start = even.first ?? 0
    // Closer and closer to the massless endpoint, where the thresholds are.
    let endpoint =
      evaluation.spectrum.phase.threshold(
        levelSpacing: evaluation.levels.eg, massSum: 0, cosine: evaluation.spectrum.cosine) ?? end
    let nearest = min(thresholds.map { endpoint - $0.1 }.filter { $0 > 0 }.min() ?? 1e-4, endpoint / 10)
    let distances = (0...160).map { nearest / 4 * pow(endpoint / 2 / (nearest / 4), Double($0) / 160) }
    let unit = evaluation.unit, factor = unit ?? 1
    func values(_ evaluation: RadiativeEvaluation?, _ triggers: [Double]) -> [Double?] {
      guard let evaluation else { return triggers.map { _ in nil } }
      return evaluation.values(at: triggers).map { $0.map { factor * $0 } }
    }
    let label = unit == nil ? "I(ω)" : "rate, s^{−1}"
    let name = "\(neutrino.ordering.rawValue), \(isMajorana ? "Majorana" : "Dirac") (the design)"
    let natureName = "\(neutrino.ordering.rawValue), \(isMajorana ? "Dirac" : "Majorana")"
    let orderingName = "\(isNormal ? "IO" : "NO"), \(isMajorana ? "Majorana" : "Dirac")"
    let near = distances.map { endpoint - $0 }
    // What stands out at a pole is cut: the curve's bulk sets the axis.
    func top(_ values: [Double?]) -> Double {
      let sorted = values.compactMap(\.self).filter { $0 > 0 }.sorted()
      guard let largest = sorted.last else { return 1 }
      let bulk = sorted[Int(Double(sorted.count - 1) * 0.97)]
      return 1.1 * (largest > 4 * bulk ? 2 * bulk : largest)
    }
    let close = values(evaluation, near)
    let hypotheses: [(evaluation: RadiativeEvaluation?, stroke: Palette.Stroke, name: String)] = [
      (evaluation, .blue, name), (nature, .vermillion, natureName), (ordering, .green, orderingName),
    ]
    func curves(_ xs: [Double], _ triggers: [Double]) -> [Panel.Mark] {
      hypotheses.map { hypothesis in
        let points = zip(xs, values(hypothesis.evaluation, triggers)).map { (x: $0, y: $1) }
        return .line(points, hypothesis.stroke, label: hypothesis.name)
      }
    }
    let lowest = close.compactMap(\.self).filter { $0 > 0 }.min() ?? 1e-6
    let nearTop = top(close)
    let trigger = study.geometry.trigger
    let panels = [
      Panel(
        title: "(a) trigger energies of the study", x: .init("trigger energy ω, eV", start...end),
        y: .init(label, 0...max(hypotheses.map { top(values($0.evaluation, even)) }.max() ?? 1, 1e-300)), height: 100,
        marks: curves(even, even) + [.vertical(trigger, .ink, label: "design")]),
      Panel(
        title: "(b) near the massless endpoint; pairs at their thresholds",
        x: .init(
          "ω_{max} − ω, eV, with ω_{max} = \(NumberText.fixed(endpoint, 6)) eV",
          (nearest / 4)...(endpoint / 2), .logarithmic, isReversed: true),
        y: .init(label, max(lowest, nearTop / 1e5)...(nearTop * 1.2), .logarithmic), height: 110,
        marks: curves(distances, near)
          + thresholds.filter { endpoint > $0.1 }.map { .vertical(endpoint - $0.1, .ink, label: $0.0) }),
    ]
    let all = (even + near).filter { $0 > 0 }.sorted()
    let columns = [values(evaluation, all), values(nature, all), values(ordering, all)]
    return Figure(
      name: "spectrum", title: "Spectrum over the trigger's energy",
      caption:
        "Emission over the trigger's energy ω\(unit == nil ? " (a rate of the path is unknown: I(ω) in its place)" : ", on n³Vη as assumed"). (b) shows the last stretch before the endpoint of massless neutrinos. Without the width of the trigger's line.",
      panels: panels,
      data: DataTable(
        ["trigger_eV"] + ["design", "other_nature", "other_ordering"].map { $0 + (unit == nil ? "_i" : "_per_s") },
        numbers: all.indices.map { i in [all[i], columns[0][i], columns[1][i], columns[2][i]] }))
  }

  /// M² over the trigger's energy.
  static func massSquared(_ evaluation: RadiativeEvaluation) -> Figure {
    let spectrum = evaluation.spectrum, levels = evaluation.levels
    let endpoint =
      spectrum.phase.threshold(levelSpacing: levels.eg, massSum: 0, cosine: spectrum.cosine) ?? levels.eg
    let span = max(endpoint, 1e-3)
    let distances = (0...140).map { span * 1e-6 * pow(1e6, Double($0) / 140) * 0.999_999 }
    let points = distances.map { distance -> (x: Double, y: Double?) in
      let value = spectrum.kinematics(at: max(endpoint - distance, 0)).massSquared
      return (distance, value > 0 ? value : nil)
    }
    let thresholds = evaluation.pairs.map { ($0.pair.name, $0.thresholdSquared) }.filter { $0.1 > 0 }
    let high = max(points.compactMap(\.y).max() ?? 1, thresholds.map(\.1).max() ?? 0)
    let low = min(thresholds.map(\.1).min() ?? 1e-6, points.compactMap(\.y).min() ?? 1e-6)
    let panel = Panel(
      x: .init(
        "ω_{max} − ω, eV, with ω_{max} = \(NumberText.fixed(endpoint, 6)) eV", (span * 1e-6)...span, .logarithmic,
        isReversed: true),
      y: .init("M², eV²", max(low / 2, high * 1e-9)...(high * 2), .logarithmic), height: 140,
      marks: thresholds.map { .horizontal($0.1, .vermillion, label: "(\($0.0))") }
        + [.line(points, .blue, label: "M² left for the pair")]
        + (endpoint > evaluation.study.geometry.trigger
          ? [.vertical(endpoint - evaluation.study.geometry.trigger, .ink, label: "design")] : []))
    let masses = evaluation.pairs.map { "(\($0.pair.name)) \(NumberText.short(1000 * $0.threshold))" }
    return Figure(
      name: "mass-squared", title: "Squared mass left for the pair over the trigger's energy",
      caption:
        "M² left for the pair over the distance to the massless endpoint. A pair (ij) is emitted where M² exceeds (mᵢ + mⱼ)², dashed; mᵢ + mⱼ in meV: \(masses.joined(separator: ", ")).",
      panels: [panel],
      data: DataTable(
        ["distance_to_endpoint_eV", "mass_squared_eV2"], numbers: points.map { [$0.x, $0.y] }))
  }
}

extension Figure {
  /// d ln y/d ln x from values at x(1 ± step).
  static func logarithmicSlope(_ above: Double, _ below: Double, _ step: Double) -> Double {
    log(above / below) / log((1 + step) / (1 - step))
  }
}
