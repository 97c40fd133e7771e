import Emission
import Neutrinos

extension DesignFigure {
  static let pairOpen = DesignFigure(
    radiative: "pair_open", unit: "meV²", better: .larger, isLogarithmic: false,
    isStrictAtZero: true,
    definition:
      "M² − (mᵢ+mⱼ)² of the lightest pair at the lower end of the trigger's line; of several settings that of the one most open. Above 0 a pair is emitted, and with it McQ3 is possible; a bound of 0 excludes 0.",
    scale: { $0.squaredSpacing },
    number: { point in
      let lightest = point.evaluation.pairs.map(\.threshold).min() ?? 0
      return point.triggers.map { point.room(point.ends(at: $0.energy)[0], over: lightest) }.max()
    })

  static let mcq2Margin = DesignFigure(
    radiative: "mcq2_margin_meV2", unit: "meV²", better: .larger, isLogarithmic: false, isStrictAtZero: true,
    definition:
      "The smallest M² over the trigger's line and all settings. McQ2, one extra photon in the pair's place, needs M² = 0 exactly: a margin keeps it off.",
    scale: { $0.squaredSpacing },
    number: { point in
      point.triggers.flatMap { point.ends(at: $0.energy) }.map { point.room($0, over: 0) }.min()
    })

  static let gapWidth = DesignFigure(
    radiative: "mcq3_gap_width", better: .smaller, isLogarithmic: false,
    definition:
      "2P/W, the least relative width about its middle of a band gap that refuses both extra photons of McQ3, over the trigger's line and all settings: 0 at boost-trigger lock of a sharp line, where both have W/2; no gap reaches 2.",
    number: { point in
      point.triggers.flatMap { point.ends(at: $0.energy) }.map {
        $0.pairEnergy > 0 ? 2 * $0.momentum / $0.pairEnergy : 2
      }
      .max()
    })

  static let gapMargin = DesignFigure(
    radiative: "mcq3_gap_margin_eV", unit: "eV", better: .larger, needs: "\"gap_eV\"", isLogarithmic: false,
    definition:
      "How far inside the study's \"gap_eV\" the photons of McQ3 stay, [(W−P)/2, (W+P)/2] over the trigger's line and all settings: from 0 on the gap refuses them all.",
    number: { point in
      guard let gap = point.study.gap else { return nil }
      return point.triggers.flatMap { point.ends(at: $0.energy) }.map { k in
        let w = k.pairEnergy, p = k.momentum, upper = (w + p) / 2
        // (W−P)(W+P) = M² keeps the digits of the lower end, as the evaluation has it.
        let lower = p == 0 || upper <= 0 ? (w - p) / 2 : min(k.massSquared / (4 * upper), upper)
        return min(lower - gap.lowerBound, gap.upperBound - upper)
      }.min()
    })

  static let radiativeTrigger = DesignFigure(
    radiative: "trigger_eV", unit: "eV", better: .smaller, isLogarithmic: false,
    definition:
      "ω, the photon energy of the trigger laser, which is the detected photon's; of several settings the largest.",
    number: { point in point.triggers.map(\.energy).max() })
}

extension RadiativePoint {
  /// ε² in meV²: what a violation of one unit is.
  fileprivate var squaredSpacing: Double { 1e6 * evaluation.levels.eg * evaluation.levels.eg }

  /// M² − s² in meV²; without energy for a pair it is negative as well, where M² alone would turn positive again.
  fileprivate func room(_ kinematics: RadiativeKinematics, over s: Double) -> Double {
    1e6 * min(kinematics.excess(over: s), kinematics.pairEnergy * kinematics.levelSpacing)
  }
}
