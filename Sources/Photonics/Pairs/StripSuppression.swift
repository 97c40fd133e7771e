import Foundation
import Quantities

extension PairSuppression {
  /// A figure with the difference of two rules as its error.
  public struct Estimate: Sendable, Hashable {
    public let value: Double
    public let error: Double
    /// How often both photons were solved.
    public let evaluations: Int
  }

  /// The cheap surrogate of η: ∫ w s₀(ω, β₂) s₀(E−ω, P−β₂) dω/∫ w dω at the β₂ of free space, resonances resolved.
  ///
  /// It sees the fibre only where a pair on the axis would go; the optimum of the strip is not that of the full factor.
  public func strip(relativeError: Double = 1e-6) -> Estimate {
    estimate(StripIntegral(self, relativeError: relativeError))
  }

  /// The strip with its derivatives by the fibre's dimensions, per µm.
  public struct StripSlope: Sendable, Hashable {
    public let estimate: Estimate
    /// By the thickness of each layer, from the core outward: those outside it move along.
    public let byThickness: [Double]
    /// By the core's radius, all layers moving along.
    public let byCoreRadius: Double
    /// Of the largest derivative by a face's radius.
    public let error: Double
  }

  /// The strip and all its derivatives, for about half the cost of the strip more, however many layers there are.
  ///
  /// At a fixed photon energy a face that moves by δ changes the wall's admittance where it is, and with it the responses by the square of
  /// the field that their source makes there: one pass outward gives the effects of all faces.
  ///
  /// - Parameter slopeError: of the largest derivative; as the strip's own without it.
  public func stripSlope(relativeError: Double = 1e-6, slopeError: Double? = nil) -> StripSlope {
    let integral = StripIntegral(self, relativeError: relativeError, derivativeError: slopeError ?? relativeError)
    let norm = weightIntegral / 2
    var outward = 0.0
    var byThickness: [Double] = []
    for derivative in integral.faceDerivatives.dropFirst().reversed() {
      outward += derivative / norm
      byThickness.append(outward)
    }
    return StripSlope(
      estimate: estimate(integral), byThickness: byThickness.reversed(),
      byCoreRadius: outward + integral.faceDerivatives[0] / norm, error: integral.derivativeError / norm)
  }

  private func estimate(_ integral: StripIntegral) -> Estimate {
    let norm = weightIntegral / 2
    return Estimate(value: integral.value / norm, error: integral.error / norm, evaluations: integral.evaluations)
  }
}
