import Emission
import Targets

extension DesignFigure {
  static let mcq3Margin = DesignFigure(
    "mcq3_margin_meV2", unit: "meV²", better: .larger, isLogarithmic: false, isStrictAtZero: true,
    definition:
      "The smallest squared mass left for the pair over all angles (and settings), from its closed form at θ = 0 and π. Above 0, no extra photon (McQ3) can take the pair's place; a bound of 0 excludes 0.",
    scale: { 1e6 * $0.evaluation.levels.eg * $0.evaluation.levels.eg },
    slopes: { point, parameter in
      guard !point.evaluation.hasSettings else { return nil }
      switch parameter.kind {
      case .imprint: return megaPair(point.kinematics.slopesByImprint)
      case .trigger where point.geometry.detected == .resonant && point.evaluation.conventions == .corrected:
        return megaPair(point.kinematics.slopesByTrigger)
      case .acceptanceFrom, .acceptanceTo: return [0, 0]
      default: return parameter.isFibre ? [0, 0] : nil
      }
    },
    values: { point in
      guard point.evaluation.hasSettings else { return megaPair((point.kinematics.forward, point.kinematics.backward)) }
      return point.evaluation.settings.flatMap { megaPair(($0.forward, $0.backward)) }
    })

  private static func megaPair(_ ends: (forward: Double, backward: Double)) -> [Double] {
    [1e6 * ends.forward, 1e6 * ends.backward]
  }

  static let mcq2Distance = DesignFigure(
    "mcq2_distance", better: .larger, isLogarithmic: false,
    definition:
      "|r − r_McQ2|, how far r is from the phase matching of paired super-radiance, r = −1 + 2ω₀/ε_eg; of several settings the nearest.",
    slope: { point, parameter in
      guard !point.evaluation.hasSettings else { return nil }
      let side = point.kinematics.imprint < point.kinematics.window.mcq2 ? -1.0 : 1
      switch parameter.kind {
      case .imprint: return side
      case .trigger: return -side * 2 / point.kinematics.levelSpacing
      case .detected, .acceptanceFrom, .acceptanceTo: return 0
      default: return parameter.isFibre ? 0 : nil
      }
    },
    number: { point in
      guard point.evaluation.hasSettings else { return point.kinematics.mcq2Distance }
      return point.evaluation.settings.map(\.mcq2Distance).min()
    })

  static let firstLaser = laser("omega1_eV", "ω₁ = (1+r)ε_eg/2, the photon energy of the first excitation laser.", 1) {
    $0.laserEnergies.first
  }

  static let secondLaser = laser("omega2_eV", "ω₂ = (1−r)ε_eg/2, that of the second, which runs against the first.", -1)
  { $0.laserEnergies.second }

  static let triggerEnergy = energy("trigger_eV", "ω₀, the photon energy of the trigger laser.", of: .trigger) {
    $0.trigger
  }

  static let detectedEnergy = energy("detected_eV", "ω, the energy of the detected photon.", of: .detected) {
    $0.detected
  }

  private static func laser(
    _ name: String, _ definition: String, _ sign: Double, _ value: @escaping @Sendable (RamanKinematics) -> Double
  ) -> DesignFigure {
    DesignFigure(
      name, unit: "eV", better: .smaller, isLogarithmic: false, definition: definition,
      slope: { point, parameter in
        if parameter.kind == .imprint { return sign * point.kinematics.levelSpacing / 2 }
        return parameter.isGeometry || parameter.isFibre ? 0 : nil
      },
      number: { point in value(point.kinematics) })
  }

  private static func energy(
    _ name: String, _ definition: String, of kind: StudyParameter.Kind,
    _ value: @escaping @Sendable (RamanKinematics) -> Double
  ) -> DesignFigure {
    DesignFigure(
      name, unit: "eV", better: .smaller, isLogarithmic: false, definition: definition,
      slope: { point, parameter in
        if parameter.kind == kind { return 1 }
        // A line that follows the trigger moves with it.
        if parameter.kind == .trigger, kind == .detected { return nil }
        return parameter.isGeometry || parameter.isFibre ? 0 : nil
      },
      number: { point in value(point.kinematics) })
  }
}
