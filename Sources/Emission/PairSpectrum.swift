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
    pairs.reduce(0) { $0 + density(of: $1, at: theta) }
  }

  /// The part of one pair, both orders of i ≠ j.
  public func density(of pair: PairCoupling, at theta: Double) -> Double {
    pair.pair.multiplicity
      * kernel.value(
        pair, excess: kinematics.pairExcess(over: pair.thresholdSquared, at: theta),
        massSquared: kinematics.pairMassSquared(at: theta), energy: kinematics.pairEnergy, nature: nature)
  }

  /// G = ∫dΩ ΣF over the sphere, or over the cones θ₁ ≤ θ ≤ θ₂, eV².
  ///
  /// M² is linear in s = sin²(θ/2), and dΩ = 4π ds over the azimuth: G = 4π Δs times the mean of ΣF over M², which is known in closed form
  /// between thresholds. Relative error below 1e-12 wherever the window holds more than rounding of M² itself.
  public func integral(from theta1: Double = 0, to theta2: Double = .pi) -> Double {
    PairSumIntegral(pairs, nature: nature, kernel: kernel).over(kinematics, from: theta1, to: theta2)
  }

  /// The derivative of ``integral(from:to:)`` along a change of the geometry that leaves the pair its energy.
  ///
  /// - Parameters:
  ///   - forward: by how much M²_ν at θ = 0 changes, per unit of what is changed.
  ///   - backward: the same at θ = π.
  public func integralSlope(from theta1: Double = 0, to theta2: Double = .pi, forward: Double, backward: Double)
    -> Double
  {
    let share = sin((theta2 - theta1) / 2) * sin((theta1 + theta2) / 2)
    guard share > 0 else { return 0 }
    func end(_ theta: Double) -> (value: Double, slope: Double) {
      let c = cos(theta / 2), s = sin(theta / 2)
      return (kinematics.pairMassSquared(at: theta), forward * (c * c) + backward * (s * s))
    }
    let ends = [end(theta1), end(theta2)].sorted { $0.value < $1.value }
    var sum = 0.0
    for pair in pairs where pair.thresholdSquared < ends[1].value {
      let f = SpinCurrentPolynomial(pair, energy: kinematics.pairEnergy, nature: nature, kernel: kernel)
      let slopes = PairIntegral(pair, f).meanSlopes(from: ends[0].value, to: ends[1].value)
      sum += pair.pair.multiplicity * (slopes.byLower * ends[0].slope + slopes.byUpper * ends[1].slope)
    }
    return 4 * .pi * share * sum
  }
}
