import Foundation
import Neutrinos

/// What a Raman design sees of the neutrinos: ΣF as a function of the detected photon's angle, and its integrals.
///
/// Units eV. Multiply by a rate per ΣF (``RamanRate/perPairSum(_:levelSpacing:)``) for events.
public struct PairSpectrum: Sendable {
  public let kinematics: RamanKinematics
  public let pairs: [PairCoupling]
  public let nature: NeutrinoNature
  public let kernel: SpinCurrentKernel

  public init(
    kinematics: RamanKinematics, pairs: [PairCoupling], nature: NeutrinoNature, kernel: SpinCurrentKernel = .corrected
  ) {
    self.kinematics = kinematics
    self.pairs = pairs
    self.nature = nature
    self.kernel = kernel
  }

  /// ΣF at an angle, eV² (per steradian once multiplied by the rate unit).
  public func density(at theta: Double) -> Double {
    kernel.sum(pairs, massSquared: kinematics.massSquared(at: theta), energy: kinematics.pairEnergy, nature: nature)
  }

  /// G = ∫dΩ ΣF over the sphere, or over the cones θ₁ ≤ θ ≤ θ₂, eV².
  ///
  /// M² is linear in s = sin²(θ/2), and dΩ = 4π ds over the azimuth: G = 4π ∫ds ΣF(M²(s)), exact up to quadrature. Relative error below
  /// 1e-12 wherever the window holds more than rounding of M² itself.
  public func integral(from theta1: Double = 0, to theta2: Double = .pi) -> Double {
    let s1 = pow(sin(theta1 / 2), 2), s2 = theta2 == .pi ? 1 : pow(sin(theta2 / 2), 2)
    guard s2 > s1 else { return 0 }
    let m1 = kinematics.massSquared(sineSquaredOfHalfAngle: s1)
    let m2 = kinematics.massSquared(sineSquaredOfHalfAngle: s2)
    let low = min(m1, m2), high = max(m1, m2)
    var sum = 0.0
    for pair in pairs {
      let f = SpinCurrentPolynomial(pair, energy: kinematics.pairEnergy, nature: nature, kernel: kernel)
      let excess = low - pair.thresholdSquared
      // Nearly flat: M² hardly changes between the ends, and the mean needs no division by that change.
      if excess > 0, high - low < 0.1 * excess {
        sum += pair.pair.multiplicity * PairIntegral.mean(pair, f, from: low, to: high)
      } else if high > low {
        sum += pair.pair.multiplicity * PairIntegral.value(pair, f, from: low, to: high) / (high - low)
      }
    }
    return 4 * .pi * (s2 - s1) * sum
  }
}
