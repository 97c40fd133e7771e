import Foundation
import Neutrinos

/// G = ∫dΩ ΣF at any geometry: what the pairs contribute to it whatever the energies, prepared once. Units eV.
struct PairSumIntegral: Sendable {
  private let pairs: [Pair]

  private struct Pair: Sendable {
    let multiplicity: Double
    let shape: PairIntegral.Shape
    let series: SpinCurrentSeries
  }

  init(_ pairs: [PairCoupling], nature: NeutrinoNature, kernel: SpinCurrentKernel) {
    self.pairs = pairs.map {
      Pair(
        multiplicity: $0.pair.multiplicity, shape: PairIntegral.Shape($0),
        series: SpinCurrentSeries($0, nature: nature, kernel: kernel))
    }
  }

  func overSphere(_ kinematics: RamanKinematics) -> Double {
    4 * .pi * sum(kinematics.pairForward, kinematics.pairBackward, energy: kinematics.pairEnergy)
  }

  /// Over the cones θ₁ ≤ θ ≤ θ₂; see ``PairSpectrum/integral(from:to:)``.
  func over(_ kinematics: RamanKinematics, from theta1: Double, to theta2: Double) -> Double {
    if theta1 == 0, theta2 == .pi { return overSphere(kinematics) }
    // sin²(θ₂/2) − sin²(θ₁/2).
    let share = sin((theta2 - theta1) / 2) * sin((theta1 + theta2) / 2)
    guard share > 0 else { return 0 }
    return 4 * .pi * share
      * sum(
        kinematics.pairMassSquared(at: theta1), kinematics.pairMassSquared(at: theta2), energy: kinematics.pairEnergy)
  }

  /// ΣF's mean over M² between two values, in either order.
  private func sum(_ m1: Double, _ m2: Double, energy: Double) -> Double {
    let low = min(m1, m2), high = max(m1, m2)
    guard high > 0 else { return 0 }
    var sum = 0.0
    for pair in pairs where pair.shape.threshold < high {
      sum +=
        pair.multiplicity
        * PairIntegral(pair.shape, pair.series.polynomial(energy: energy)).mean(from: low, to: high)
    }
    return sum
  }
}
