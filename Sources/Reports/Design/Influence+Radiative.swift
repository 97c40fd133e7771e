import Documents
import Emission
import Foundation
import Neutrinos
import Quantities
import Studies
import Targets

extension Influence {
  /// Of every input of a design of radiative emission on the events per second; where no rate of the path is known, on I(ω).
  ///
  /// The trigger's energy and the phase stay as they are prepared. Steps are shorter than the way to a threshold.
  static func all(_ evaluation: RadiativeEvaluation, bench: StudyBench) -> [Influence] {
    let study = evaluation.study, step = evaluation.smoothStep, tree = study.resolvedJSON
    let rate = SlopeProbe(tree: tree) { tree, changes in
      bench.radiative(tree, changes).flatMap { $0.total ?? $0.value($0.spectrum) }
    }
    let events = SlopeProbe(tree: tree) { tree, changes in bench.radiative(tree, changes)?.eventsForNature }
    let hasQuestion = evaluation.eventsForNature != nil
    func influence(
      _ name: String, _ value: String, _ place: (pointer: String, value: Double), step: Double = 1e-4,
      after changes: [StudyBench.Change] = [], spread: Double? = nil, otherFactor: Double? = nil, status: String
    ) -> Influence {
      Influence(
        name, value, elasticity: rate.slope(place.pointer, place.value, step: step, after: changes), spread: spread,
        otherFactor: otherFactor, status: status,
        questionElasticity: hasQuestion
          ? events.slope(place.pointer, place.value, step: step, after: changes).map { abs($0) < 1e-6 ? 0 : $0 } : nil)
    }
    let rateOfVG = RateOfVG(evaluation), rateName = Article.code(RadiativeStudy.Override.rateOfVG.rawValue)
    var all = [
      rateOfVG.value.map { value in
        influence(
          rateName, NumberText.report(value, "s⁻¹"), ("/overrides/gamma_vg_per_s", value), spread: rateOfVG.spread,
          otherFactor: rateOfVG.otherFactor, status: rateOfVG.status)
      } ?? Influence(rateName, "unknown", elasticity: nil, status: rateOfVG.status)
    ]
    for (key, spacing, upper) in [
      (RadiativeStudy.Override.levelSpacing, evaluation.levels.eg, study.path.e),
      (.virtualSpacing, evaluation.levels.vg, study.path.v),
    ] {
      let isGiven = study.overrides[key] != nil
      all.append(
        influence(
          Article.code(key.rawValue), NumberText.report(spacing, "eV", digits: 7),
          ("/overrides/\(key.rawValue)", spacing), step: step,
          spread: isGiven ? 0 : upper.relativeUncertainty(of: study.path.g),
          otherFactor: isGiven ? nil : otherLevels(upper, study.path.g, key, evaluation, bench),
          status: isGiven ? "override" : upper.energyPerCentimetre.status.rawValue))
    }
    all += neutrinos(study.neutrino) { name, value, place, changes, spread, status in
      influence(name, value, place, step: step, after: changes, spread: spread, status: status)
    }
    let geometry = study.geometry, laser = study.laser
    all.append(
      influence(
        "trigger, ω", NumberText.report(geometry.trigger, "eV", digits: 7), ("/geometry/trigger_eV", geometry.trigger),
        step: step, status: "chosen"))
    if case .fixed(let r) = geometry.phase, r != 0 {
      all.append(
        influence("r", NumberText.parameter(r), ("/geometry/r", r), step: step, status: "chosen"))
    }
    if laser.lineWidth > 0 {
      all.append(
        influence(
          "trigger's linewidth", NumberText.report(laser.lineWidth, "eV", digits: 3),
          ("/laser/line_width_eV", laser.lineWidth), step: 1e-3, status: "assumed"))
    }
    all.append(
      influence(
        "n³Vη", NumberText.report(laser.coherence, "cm⁻⁶", digits: 3), ("/laser/n3_V_eta_per_cm6", laser.coherence),
        status: "assumed"))
    all.append(
      influence(
        "`angular_factor`", NumberText.report(study.angularFactor), ("/angular_factor", study.angularFactor),
        status: "assumed"))
    return ranked(all)
  }

  /// γ_vg, to which the rate is in proportion, and what else the database has for it.
  private struct RateOfVG {
    let value: Double?
    let spread: Double?
    let otherFactor: Double?
    let status: String

    init(_ evaluation: RadiativeEvaluation) {
      let rate = evaluation.path.rateOfVG
      if let given = evaluation.study.overrides[.rateOfVG] {
        (value, spread, otherFactor, status) = (given, 0, nil, "override")
      } else {
        value = rate.value
        spread = rate.relativeUncertainty
        otherFactor = rate.value.flatMap { used in
          mostDifferent(evaluation.path.alternatives.compactMap { $0.value.map { $0 / used } })
        }
        status = (rate.status?.rawValue ?? "unknown") + (rate.isStandIn ? ", stand-in" : "")
      }
    }
  }

  /// What the other energies that the database holds for two levels would put on the rate.
  private static func otherLevels(
    _ upper: Level, _ lower: Level, _ key: RadiativeStudy.Override, _ evaluation: RadiativeEvaluation,
    _ bench: StudyBench
  ) -> Double? {
    func rate(_ other: RadiativeEvaluation?) -> Double? { other.flatMap { $0.total ?? $0.value($0.spectrum) } }
    guard let here = rate(evaluation), here > 0 else { return nil }
    let spacings =
      upper.energyAlternatives.map { $0.value - lower.energyPerCentimetre.value }
      + lower.energyAlternatives.map { upper.energyPerCentimetre.value - $0.value }
    return mostDifferent(
      spacings.compactMap { spacing in
        let energy = Energy(wavenumberPerCentimetre: spacing).electronVolts
        let changes: [StudyBench.Change] = [("/overrides/\(key.rawValue)", .number(energy))]
        return rate(bench.radiative(evaluation.study.resolvedJSON, changes)).map { $0 / here }
      })
  }

  /// Of factors, the one farthest from 1.
  private static func mostDifferent(_ factors: [Double]) -> Double? {
    factors.max { abs(log(max($0, 1e-300))) < abs(log(max($1, 1e-300))) }
  }
}

/// What one standard deviation of each level does to the thresholds of radiative emission.
struct ThresholdInfluence: Sendable {
  let level: Level
  /// One standard deviation, eV; `nil` where none is stated.
  let sigma: Double?
  /// ∂ω_ij/∂E, the smallest and the largest of all pairs that have a threshold; `nil` when none has.
  let slopes: ClosedRange<Double>?
  /// ∂M²/∂E at the trigger's energy, eV.
  let massSlope: Double

  /// Of the levels that ε_eg is the distance of; none when the study gives it in eV.
  static func all(_ evaluation: RadiativeEvaluation) -> [ThresholdInfluence] {
    let study = evaluation.study
    guard study.overrides[.levelSpacing] == nil else { return [] }
    let eps = evaluation.levels.eg, phase = study.geometry.phase, cosine = study.geometry.cosine
    let slopes = evaluation.pairs.compactMap {
      phase.thresholdSlope(levelSpacing: eps, massSum: $0.threshold, cosine: cosine)
    }
    let massSlope = phase.massSquaredSlope(levelSpacing: eps, trigger: study.geometry.trigger, cosine: cosine)
    return [(study.path.e, 1.0), (study.path.g, -1)].map { level, sign in
      let ends = slopes.map { sign * $0 }
      return ThresholdInfluence(
        level: level,
        sigma: level.energyPerCentimetre.uncertainty.map { Energy(wavenumberPerCentimetre: $0).electronVolts },
        slopes: ends.min().flatMap { low in ends.max().map { low...$0 } }, massSlope: sign * massSlope)
    }
  }

  static func table(_ influences: [ThresholdInfluence]) -> Article.Table {
    var table = Article.Table([
      ("level", .left), ("energy/cm⁻¹", .left), ("∂ω_ij/∂E", .right), ("thresholds by 1σ", .right),
      ("M² at the trigger by 1σ", .right),
    ])
    for influence in influences {
      let datum = influence.level.energyPerCentimetre
      func moved(_ slope: Double?, _ factor: Double, _ unit: String) -> String {
        guard let sigma = influence.sigma, let slope else { return "unknown" }
        return sigma == 0 ? "none" : "±\(NumberText.report(factor * abs(slope) * sigma, unit, digits: 2))"
      }
      let slopes = influence.slopes.map { range -> String in
        let low = NumberText.decimal(range.lowerBound, 4), high = NumberText.decimal(range.upperBound, 4)
        return low == high ? low : "\(low) to \(high)"
      }
      let steepest = influence.slopes.map { max(abs($0.lowerBound), abs($0.upperBound)) }
      table.add([
        Article.code(influence.level.id),
        datum.reportText + (influence.sigma == nil ? " (no uncertainty stated)" : ""), slopes ?? "no threshold",
        moved(steepest, 1, "eV"), moved(influence.massSlope, 1e6, "meV²"),
      ])
    }
    return table
  }
}
