import Foundation
import Quantities

extension PairSuppression {
  /// A figure with the difference of the Gauss and the Kronrod rule as its error.
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
    let solvers = (FibreSolver(maximumOrder: 1), FibreSolver(maximumOrder: 1))
    let product = ResonantProduct(first: solvers.0, second: solvers.1, angularOrders: 0)
    let result = product.integral(over: stripLine(solvers.0, solvers.1), relativeError: relativeError)
    let pairs = result.pairs.reduce(0) { $0 + $1.integral }
    let norm = weightIntegral / 2
    return Estimate(value: (result.value + pairs) / norm, error: result.error / norm, evaluations: product.evaluations)
  }

  /// From E/2 to ω₊, half of the strip: the other half is its mirror image.
  private func stripLine(_ first: FibreSolver, _ second: FibreSolver) -> ResonantProduct.Line {
    ResonantProduct.Line(
      from: pair.energy / 2, to: pair.freeRange.upperBound,
      solveFirst: { omega in
        first.solve(fibre(omega), k0: omega / Self.hbarC, beta: pair.freeAxial(omega) / Self.hbarC)
      },
      solveSecond: { omega in
        let other = pair.energy - omega
        second.solve(fibre(other), k0: other / Self.hbarC, beta: (pair.momentum - pair.freeAxial(omega)) / Self.hbarC)
      },
      factors: { omega, out in out[0] = weight(omega) })
  }
}
