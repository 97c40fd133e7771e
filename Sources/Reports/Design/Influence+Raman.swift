import Documents
import Emission
import Foundation
import Studies
import Targets

extension Influence {
  /// Of every input of a Raman design on the events per second with |σ|².
  static func all(_ evaluation: Evaluation, bench: StudyBench) -> [Influence] {
    let probe = SlopeProbe(tree: evaluation.study.resolvedJSON.replacing("/fibre", with: .null)) { tree, changes in
      bench.raman(tree, changes).flatMap {
        $0.totalWithSigma ?? $0.figures.total ?? ($0.figures.pairSumIntegral > 0 ? $0.figures.pairSumIntegral : nil)
      }
    }
    var all: [Influence] = []
    let isElastic = evaluation.study.path.isElastic
    for input in evaluation.inputs.all {
      if isElastic, input.key == .rateOfPQ || input.key == .widthOfQ { continue }
      let found = input.databaseInput
      let factor = evaluation.named.path.alternatives.filter {
        $0.input.quantity.rawValue == input.key.rawValue && found != nil
      }.compactMap(\.factor).max { abs(log(max($0, 1e-300))) < abs(log(max($1, 1e-300))) }
      all.append(
        Influence(
          Article.code(input.key.rawValue), NumberText.report(input.value, input.key == .spinSquared ? "" : "s⁻¹"),
          elasticity: input.value.flatMap { probe.slope("/overrides/\(input.key.rawValue)", $0) },
          spread: found == nil ? 0 : found?.relativeUncertainty, otherFactor: factor,
          status: found.map { ($0.status?.rawValue ?? "unknown") + ($0.isStandIn ? ", stand-in" : "") } ?? "override"))
    }
    all += energies(evaluation, probe)
    all += neutrinos(evaluation.study.neutrino) { name, value, place, changes, spread, status in
      Influence(
        name, value, elasticity: probe.slope(place.pointer, place.value, after: changes), spread: spread,
        status: status)
    }
    let laser = evaluation.study.laser
    for (name, pointer, value, unit) in [
      ("n³Vη", "/laser/n3_V_eta_per_cm6", laser.coherence, "cm⁻⁶"),
      ("linewidth of the lasers", "/laser/linewidth_Hz", laser.linewidth, "Hz"),
    ] {
      all.append(
        Influence(
          name, NumberText.report(value, unit, digits: 3), elasticity: probe.slope(pointer, value), status: "assumed"))
    }
    return ranked(all)
  }

  private static func energies(_ evaluation: Evaluation, _ probe: SlopeProbe) -> [Influence] {
    let study = evaluation.study, path = study.path, levels = evaluation.levels
    return [
      (Study.Override.levelSpacing, levels.eg, path.e, path.g), (.spacingPE, levels.pe, path.p, path.e),
    ].map { key, value, upper, lower in
      let isGiven = study.overrides[key] != nil
      return Influence(
        Article.code(key.rawValue), NumberText.report(value, "eV", digits: 7),
        elasticity: probe.slope("/overrides/\(key.rawValue)", value, step: 1e-4),
        spread: isGiven ? 0 : upper.relativeUncertainty(of: lower),
        status: isGiven ? "override" : upper.energyPerCentimetre.status.rawValue)
    }
  }
}

extension Level {
  /// One standard deviation of the distance to a lower level, over it; `nil` unless both state theirs.
  func relativeUncertainty(of lower: Level) -> Double? {
    guard let a = energyPerCentimetre.uncertainty, let b = lower.energyPerCentimetre.uncertainty else { return nil }
    return (a * a + b * b).squareRoot() / abs(energyPerCentimetre.value - lower.energyPerCentimetre.value)
  }
}
