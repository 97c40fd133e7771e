import Emission
import Foundation
import Quantities
import Targets

/// The spread that the stated uncertainties of the data give the figures of radiative emission; overrides count as exact.
extension RadiativeEvaluation {
  /// Of Γ₀η: in proportion to γ_vg and to a power of the spacings that is nothing beside it.
  public var unitSpread: SpreadFigure? {
    unit.map { SpreadFigure(value: $0, powers: [(rateInput, 1)]) }
  }

  /// Of the events per second, with what the errors of the levels do at the trigger's energy, which stays.
  public var totalSpread: SpreadFigure? {
    guard let total else { return nil }
    let rate = SpreadFigure(value: total, powers: [(rateInput, 1)])
    return total > 0 ? rate.widened(by: levelSpread) : rate
  }

  private var rateInput: PathInput? { study.overrides[.rateOfVG] == nil ? path.rateOfVG : nil }

  /// σ of ln(rate) from each level, `nil` for one that states no uncertainty; levels that the study's own spacings stand for are exact.
  private var levelSpread: [Double?] {
    let path = study.path
    let eg = study.overrides[.levelSpacing] == nil ? slope(by: .levelSpacing) ?? 0 : 0
    let vg = study.overrides[.virtualSpacing] == nil ? slope(by: .virtualSpacing) ?? 0 : 0
    // g is part of both spacings, and e may be v.
    var powers: [(level: Level, slope: Double)] = []
    for (level, slope) in [
      (path.e, eg / levels.eg), (path.v, vg / levels.vg), (path.g, -(eg / levels.eg + vg / levels.vg)),
    ] {
      if let known = powers.firstIndex(where: { $0.level.id == level.id }) {
        powers[known].slope += slope
      } else {
        powers.append((level, slope))
      }
    }
    return powers.filter { $0.slope != 0 }.map { power in
      power.level.energyPerCentimetre.uncertainty.map {
        abs(power.slope) * Energy(wavenumberPerCentimetre: $0).electronVolts
      }
    }
  }

  /// ∂ ln(rate)/∂ ln(spacing), trigger energy and phase as they are, by central differences; `nil` where nothing is emitted on one of the two
  /// sides, and for the rate, which is a factor.
  public func slope(by key: RadiativeStudy.Override) -> Double? {
    guard key != .rateOfVG else { return value(spectrum).flatMap { $0 > 0 ? 1 : nil } }
    let spacing = key == .levelSpacing ? levels.eg : levels.vg, step = smoothStep
    func rate(_ factor: Double) -> Double? {
      var study = study
      study.overrides[key] = spacing * factor
      let other = RadiativeEvaluation(study, path: path)
      return other.total ?? other.value(other.spectrum)
    }
    guard let above = rate(1 + step), above > 0, let below = rate(1 - step), below > 0 else { return nil }
    return log(above / below) / log((1 + step) / (1 - step))
  }

  /// A relative step of an energy that no threshold and no resonance notices: a twentieth of the way to the nearest, or a twentieth of the
  /// trigger's line, at most 10⁻⁴.
  public var smoothStep: Double {
    let trigger = study.geometry.trigger, half = study.laser.lineWidth / 2
    let places = spectrum.thresholds.compactMap(\.self) + newPhysics.poles.compactMap { pole($0.mass) } + [levels.vg]
    // On the line's flank a threshold is smeared over the line.
    let nearest = places.map { max(abs(abs(trigger - $0) - half), 0.1 * half) }.min() ?? trigger
    return min(max(0.05 * nearest / max(levels.eg, levels.vg, trigger), 1e-8), 1e-4)
  }
}
