import Emission

/// A design of radiative emission while its figures are asked for.
public final class RadiativePoint: FigurePoint {
  public static let process = StudyProcess.renp

  public let evaluation: RadiativeEvaluation
  /// What measuring it tells; `nil` where there is nothing to measure.
  private(set) lazy var sensitivity: RadiativeSensitivity? = try? RadiativeSensitivity(evaluation)

  public init(_ evaluation: RadiativeEvaluation) { self.evaluation = evaluation }

  var study: RadiativeStudy { evaluation.study }

  /// The trigger energies that are sat at, each with its share of the time: the settings of the measurement, or the study's own.
  var triggers: [(energy: Double, share: Double)] {
    let measurement = study.measurement
    guard !measurement.settings.isEmpty else { return [(study.geometry.trigger, 1)] }
    return zip(measurement.settings, measurement.shares).filter { $1 > 0 }.map { ($0.place, $1) }
  }

  /// The kinematics at the lower and upper end of the line about a trigger energy, at the phase that the target has for its centre.
  func ends(at trigger: Double) -> [RadiativeKinematics] {
    let eps = evaluation.levels.eg, half = study.laser.lineWidth / 2, geometry = study.geometry
    guard half > 0 else {
      return [geometry.phase.kinematics(levelSpacing: eps, trigger: trigger, cosine: geometry.cosine)]
    }
    let fixed: RadiativePhase = geometry.phase == .locked ? .fixed(min(trigger / eps, 1)) : geometry.phase
    return [trigger - half, trigger + half].map {
      fixed.kinematics(levelSpacing: eps, trigger: $0, cosine: geometry.cosine)
    }
  }
}
