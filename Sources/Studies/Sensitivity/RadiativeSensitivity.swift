import Documents
import Emission
import Neutrinos
import Sensitivity

/// What counting pairs at a design's trigger energies tells of the neutrinos, by the corrected formulas and, but for limits, the standard model. Exposures are
/// X = Γ₀ηT, a pure number, and so are signals.
public struct RadiativeSensitivity: StudySensitivity {
  public let measurement: StudyMeasurement
  public let neutrino: Study.Neutrino
  public let settings: [TriggerSetting]
  public let setting: CombinedMeasurement
  public let exposure: Double?
  public let massRange: ClosedRange<Double>
  /// Whether the study asks for printed formulas, which are not used here.
  public let ignoresPublished: Bool
  let particles: NewParticles

  /// A line's mean is good to 1e-12 of itself, and Δχ² is quadratic in a difference: far below, there is none.
  public static let noise = 1e-20

  /// Why there is none.
  public struct Refusal: Error, Sendable, Hashable {
    /// Of the study.
    public let pointer: String
    public let reason: String
  }

  public init(_ evaluation: RadiativeEvaluation) throws(Refusal) {
    let study = evaluation.study, measurement = study.measurement, levels = evaluation.levels
    guard evaluation.monopole == nil else {
      throw Refusal(pointer: "/vertex", reason: "the vertex of a charge emits nothing: there is nothing to measure")
    }
    // Events per second for each unit of I.
    let unit = evaluation.unit.map { $0 * measurement.efficiency }
    var background = 0.0
    if measurement.backgroundRate > 0 {
      guard let unit, unit > 0 else {
        throw Refusal(
          pointer: "/sensitivity/background_per_s",
          reason: "a background per second needs a rate to be held against, and γ_vg is unknown")
      }
      background = measurement.backgroundRate / unit
    }
    let triggers = measurement.settings.isEmpty ? [study.geometry.trigger] : measurement.settings.map(\.place)
    let width = study.laser.lineWidth
    for (index, trigger) in triggers.enumerated() {
      let pointer =
        measurement.settings.isEmpty ? "/geometry/trigger_eV" : "/sensitivity/settings/\(index)/trigger_eV"
      let line = "the line of the trigger, \(NumberText.exact(trigger)) eV and \(NumberText.short(width)) eV wide,"
      guard abs(trigger - levels.vg) > width / 2 else {
        throw Refusal(pointer: pointer, reason: "\(line) holds ε_vg = \(NumberText.short(levels.vg)) eV")
      }
      guard width < 2 * trigger else { throw Refusal(pointer: pointer, reason: "\(line) reaches zero") }
    }
    self.measurement = measurement
    neutrino = study.neutrino
    let shares = measurement.settings.isEmpty ? [1] : measurement.shares
    settings = triggers.map {
      TriggerSetting(
        levelSpacing: levels.eg, virtualSpacing: levels.vg, phase: study.geometry.phase,
        cosine: study.geometry.cosine, trigger: $0, lineWidth: width, background: background)
    }
    setting = CombinedMeasurement(
      zip(settings, shares).map { CombinedMeasurement.Run($0, exposure: $1) })
    exposure = unit.map { $0 * measurement.seconds }
    massRange = 0...(levels.eg / 2)
    ignoresPublished = study.conventions == .published
    particles = study.newPhysics
  }

  /// Scan evenly up to the threshold of the lightest pair, then sit below it, with the study's live time; `nil` without a line's width, a rate or a threshold.
  ///
  /// - Parameter steps: of the scan.
  public func strategy(steps: Int = 100) -> (tried: [SequentialStrategy.Outcome], best: SequentialStrategy.Outcome)? {
    let pairs = truth.neutrino.pairs
    guard let exposure, exposure > 0, let setting = settings.first, setting.lineWidth > 0,
      let lightest = pairs.min(by: { $0.threshold < $1.threshold }),
      let end = setting.phase.threshold(
        levelSpacing: setting.levelSpacing, massSum: lightest.threshold, cosine: setting.cosine),
      end > setting.lineWidth * Double(steps)
    else { return nil }
    let scan = (0..<steps).map { setting.at(end * (Double($0) + 0.5) / Double(steps)) }
    let apart = scan.allSatisfy { abs($0.trigger - setting.virtualSpacing) > setting.lineWidth / 2 }
    guard apart, abs(end - setting.virtualSpacing) > 10 * setting.lineWidth else { return nil }
    return SequentialStrategy(scan: scan, seat: setting, pair: lightest.pair, normalisation: measurement.normalisation)
      .outcomes(of: truth, exposure: exposure)
  }
}
