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
    guard let stretch = PairStretch(of: pair, in: fixed, line: self) else { return 0 }
    return stretch.integral(of: pair, fixed) / width
  }

  /// The target keeps the phase it was given for the line's centre.
  func atFixedPhase(_ spectrum: RadiativeSpectrum) -> RadiativeSpectrum {
    guard case .locked = spectrum.phase else { return spectrum }
    return RadiativeSpectrum(
      levelSpacing: spectrum.levelSpacing, virtualSpacing: spectrum.virtualSpacing,
      phase: .fixed(min(centre / spectrum.levelSpacing, 1)), cosine: 1, pairs: spectrum.pairs, nature: spectrum.nature,
      newPhysics: spectrum.newPhysics)
  }
}
