import Foundation
import Quantities

/// The paper's figure of merit of a path,
///
///     F = ħ γ_pe² ε_eg² / (γ_e ε_pe³)
///
/// (Hara and Yoshimura, arXiv:1904.03813, after eq. (8)), and its generalisation to q ≠ e from eq. (7),
///
///     F = √2 ħ γ_pe γ_pq ε_qg² / (√(γ_e² + γ_q²) ε_pe³),
///
/// where the pair carries E = ε_eg + ω₀ − ω = ε_qg. The second becomes the first when q = e.
public enum FigureOfMerit {
  public static func elastic(rateOfPE: Rate, rateOfE: Rate, levelSpacing: Energy, trigger: Energy) -> Double {
    inelastic(
      rateOfPE: rateOfPE, rateOfPQ: rateOfPE, rateOfE: rateOfE, rateOfQ: rateOfE, pairEnergy: levelSpacing,
      trigger: trigger)
  }

  public static func inelastic(
    rateOfPE: Rate, rateOfPQ: Rate, rateOfE: Rate, rateOfQ: Rate, pairEnergy: Energy, trigger: Energy
  ) -> Double {
    let width = (rateOfE.perSecond * rateOfE.perSecond + rateOfQ.perSecond * rateOfQ.perSecond).squareRoot()
    let eps = pairEnergy.electronVolts, w0 = trigger.electronVolts
    return 2.0.squareRoot() * PhysicalConstants.reducedPlanckInElectronVoltSeconds * rateOfPE.perSecond
      * rateOfPQ.perSecond
      * eps * eps / (width * w0 * w0 * w0)
  }
}

/// A figure with the spread that the stated uncertainties of its inputs give it.
///
/// A product of powers, F = Π x_k^{n_k}, is taken as log-normal. Each input counts as log-normal with its value as the
/// median and σ_ln = √ln(1 + (u/v)²), which for small u/v is the ordinary relative uncertainty and for large u/v stays
/// positive where v − u would not. Then σ_ln(F)² = Σ n_k² σ_k². Inputs without a stated uncertainty add nothing: the
/// spread is then a lower bound, and ``isComplete`` is false.
public struct SpreadFigure: Sendable, Hashable {
  public let value: Double
  /// σ of ln F.
  public let logSigma: Double
  /// True when every input has a stated uncertainty.
  public let isComplete: Bool
  /// True when only the order of magnitude is known: an input that enters squared is uncertain by more than itself, or any input is an
  /// estimate.
  public let isOrderOfMagnitude: Bool

  init(value: Double, logSigma: Double, isComplete: Bool, isOrderOfMagnitude: Bool) {
    self.value = value
    self.logSigma = logSigma
    self.isComplete = isComplete
    self.isOrderOfMagnitude = isOrderOfMagnitude
  }

  /// A product of powers: the inputs with their powers, `nil` for an exact number.
  public init(value: Double, powers: [(input: PathInput?, power: Double)]) {
    let inputs = powers.compactMap { item in item.input.map { ($0, item.power) } }
    let variance = inputs.reduce(0.0) { sum, item in
      let sigma = item.1 * Self.logSigma(relativeUncertainty: item.0.relativeUncertainty ?? 0)
      return sum + sigma * sigma
    }
    self.value = value
    logSigma = variance.squareRoot()
    isComplete = inputs.allSatisfy { $0.0.relativeUncertainty != nil }
    isOrderOfMagnitude = inputs.contains { item in
      item.0.status == .estimated || item.1 >= 2 && (item.0.relativeUncertainty ?? 0) > 1
    }
  }

  /// The same with further independent errors of its logarithm, `nil` for one that is not stated.
  public func widened(by sigmas: [Double?]) -> SpreadFigure {
    SpreadFigure(
      value: value,
      logSigma: sigmas.compactMap(\.self).reduce(logSigma * logSigma) { $0 + $1 * $1 }.squareRoot(),
      isComplete: isComplete && !sigmas.contains(nil), isOrderOfMagnitude: isOrderOfMagnitude)
  }

  /// The 68 % interval.
  public var low: Double { value * exp(-logSigma) }
  public var high: Double { value * exp(logSigma) }

  /// σ_ln of an input.
  public static func logSigma(relativeUncertainty: Double) -> Double {
    (log1p(relativeUncertainty * relativeUncertainty)).squareRoot()
  }
}
