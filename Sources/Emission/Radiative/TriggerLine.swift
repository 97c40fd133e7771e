import Foundation
import Neutrinos
import Quantities

/// A trigger laser's line of finite width, flat over ω₀ ± Γ/2.
///
/// Spectra end at thresholds in square roots, where they have no slope to speak of; what an experiment sees is their mean over the line.
public struct TriggerLine: Sendable, Hashable {
  /// ω₀, eV.
  public let centre: Double
  /// The full width, eV.
  public let width: Double

  /// - Precondition: 0 < width < 2ω₀.
  public init(centre: Double, width: Double) {
    precondition(width > 0 && width < 2 * centre, "a line of positive energies")
    self.centre = centre
    self.width = width
  }

  /// The mean of I(ω) over the line, at the phase that the target has for the line's centre.
  ///
  /// Relative error below 1e-12, however narrow a mediator's pole inside the line; infinite on a pole of no width.
  ///
  /// - Precondition: ε_vg is outside the line.
  public func mean(of spectrum: RadiativeSpectrum) -> Double {
    spectrum.pairs.reduce(0) { $0 + mean(of: $1, spectrum) }
  }

  /// The part of one pair.
  public func mean(of pair: PairCoupling, _ spectrum: RadiativeSpectrum) -> Double {
    let fixed = atFixedPhase(spectrum)
    guard case .fixed(let r) = fixed.phase else { preconditionFailure("a line has one phase") }
    let threshold = RadiativeThreshold(
      levelSpacing: fixed.levelSpacing, imprint: r, cosine: fixed.cosine, massSum: pair.threshold)
    let slope = threshold.slope
    guard !threshold.isClosed else { return 0 }
    // All in y = ω_ij − ω, the distance below the threshold, which keeps its digits; ω₀ ± Γ/2 itself would be rounded.
    let distance = (threshold.energy - centre) + threshold.remainder
    let near = max(distance - width / 2, 0), far = distance + width / 2
    guard far > near else { return 0 }
    func place(_ mass: Double) -> Double { (mass - pair.threshold) * (mass + pair.threshold) / slope }
    let quadrature = LineQuadrature(
      near: near, far: far, branch: 4 * pair.mi * pair.mj / slope, origin: pair.thresholdSquared / slope,
      virtual: (threshold.energy - fixed.virtualSpacing) + threshold.remainder,
      poles: fixed.newPhysics.poles.map { .init(place: place($0.mass), width: $0.mass * $0.width / slope) })
    let integral = quadrature.integral { anchor, t in
      let y = anchor + t, trigger = threshold.energy - y
      return fixed.value(
        of: pair, excess: slope * y, massSquared: slope * y + pair.thresholdSquared,
        momentumSquared: RadiativeKinematics.momentumSquared(fixed.levelSpacing, trigger, r, fixed.cosine),
        trigger: trigger,
        detunings: fixed.newPhysics.detunings { slope * ((anchor - place($0)) + t) })
    }
    return integral / width
  }

  /// The target keeps the phase it was given for the line's centre.
  private func atFixedPhase(_ spectrum: RadiativeSpectrum) -> RadiativeSpectrum {
    guard case .locked = spectrum.phase else { return spectrum }
    return RadiativeSpectrum(
      levelSpacing: spectrum.levelSpacing, virtualSpacing: spectrum.virtualSpacing,
      phase: .fixed(min(centre / spectrum.levelSpacing, 1)), cosine: 1, pairs: spectrum.pairs, nature: spectrum.nature,
      newPhysics: spectrum.newPhysics)
  }
}
