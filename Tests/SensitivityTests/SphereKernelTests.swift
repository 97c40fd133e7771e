import Foundation
import Quantities
import Testing

@testable import Sensitivity

@Suite struct `Kernel on the sphere` {
  /// K from its definition, with 1 − cos(θ−θ') as 2 sin²((θ−θ')/2).
  private func definition(_ kappa: Double, _ theta: Double, from source: Double) -> Double {
    let half = sin((theta - source) / 2)
    return kappa * exp(-2 * kappa * half * half) * scaledBesselI0(kappa * sin(theta) * sin(source))
      / -expm1(-2 * kappa)
  }

  /// How far K may be off: by 2e-9 from the table at z < 1 and 4e-10 beyond, 3.3e-10 from the series at z = 25, and 4e-11 from 2^x.
  private func tolerance(_ z: Double) -> Double { z < 1 ? 2e-9 : 5e-10 }

  /// Distances from a pole in σ. Where σ is small, z passes from the table to the long series at 5 and to the short one at 14.1, and some blocks have sources
  /// on both sides.
  @Test(
    arguments: [1e-6, 2e-3, 0.1],
    [0, 1e-3, 0.5, 2, 3.5, 4.9, 4.999, 5, 5.001, 5.1, 7, 10, 14, 14.14, 14.15, 14.2, 15.7])
  func `keeps nine digits near the poles`(resolution: Double, distance: Double) {
    let kernel = SphereKernel(resolution: resolution)
    for isBack in [false, true] {
      // Angles from the nearer pole, of which neither sine nor cosine loses digits.
      let theta = distance * resolution
      let target = kernel.target(cosine: isBack ? -cos(theta) : cos(theta), sine: sin(theta))
      for steps in [[-2.3, -0.4, 0.9, 5.5], [-0.01, 0, 0.01, 0.02], [-5.9, -4.4, 3.1, 6]] {
        // The least sine that a source has stands for the pole itself.
        let angles = steps.map { max(abs(theta + $0 * resolution), 2e-150) }
        let sine = SIMD4(angles.map { sin($0) }), cosine = SIMD4(angles.map { isBack ? -cos($0) : cos($0) })
        let values = kernel.values(
          SphereKernel.Sources(cosine: cosine, sine: sine), least: sine.min(),
          at: target)
        for lane in 0..<4 {
          let expected = definition(kernel.kappa, theta, from: angles[lane])
          let z = kernel.kappa * sin(theta) * sine[lane]
          #expect(abs(values[lane] - expected) <= tolerance(z) * expected, "from \(angles[lane] / resolution) σ")
        }
      }
    }
  }

  /// Far from the poles sines and cosines of angles that a microradian's smearing tells apart have lost ten digits: (6/σ) 2⁻⁵³ of the exponent.
  @Test(arguments: [1e-6, 2e-3, 0.1], [0.8, 1, 1.57, 2.4])
  func `keeps nine digits between the poles`(resolution: Double, theta: Double) {
    let kernel = SphereKernel(resolution: resolution)
    let target = kernel.target(cosine: cos(theta), sine: sin(theta))
    let angles = [-5.9, -0.3, 2, 6].map { theta + $0 * resolution }
    let sine = SIMD4(angles.map { sin($0) }), cosine = SIMD4(angles.map { cos($0) })
    let values = kernel.values(
      SphereKernel.Sources(cosine: cosine, sine: sine), least: sine.min(), at: target)
    for lane in 0..<4 {
      let expected = definition(kernel.kappa, theta, from: angles[lane])
      #expect(abs(values[lane] - expected) <= (5e-10 + 12 / resolution * 0x1p-53) * expected)
    }
  }

  /// Light from everywhere, as dcos θ' = sin θ' dθ'. What lies beyond the reach is e^(κ(cos 6σ − 1)), up to 2.6e-8.
  @Test(arguments: [2e-3, 0.1], [0.0, 0.3, 4, 12])
  func `loses no light`(resolution: Double, distance: Double) {
    let kernel = SphereKernel(resolution: resolution), theta = max(distance, 1e-6) * resolution
    let target = kernel.target(cosine: cos(theta), sine: sin(theta))
    let low = max(theta - SphereKernel.reach * resolution, 0), high = theta + SphereKernel.reach * resolution
    let rule = GaussLegendre(count: 64)
    var total = 0.0
    for first in stride(from: 0, to: 64, by: 4) {
      let angles = rule.nodes[first..<first + 4].map { (low + high) / 2 + (high - low) / 2 * $0 }
      let sine = SIMD4(angles.map { sin($0) }), cosine = SIMD4(angles.map { cos($0) })
      let values = kernel.values(
        SphereKernel.Sources(cosine: cosine, sine: sine), least: sine.min(),
        at: target)
      total += (values * sine * SIMD4(rule.weights[first..<first + 4])).sum() * (high - low) / 2
    }
    #expect(abs(total - 1) < 1e-7)
  }

  @Test(arguments: [1e-6, 2e-3, 0.1])
  func `sees as far as its reach`(resolution: Double) {
    let kernel = SphereKernel(resolution: resolution), reach = SphereKernel.reach * resolution
    for angle in [0.5 * reach, 1.5 * reach, 1, 2, .pi - 1.5 * reach, .pi - 0.5 * reach] {
      let (front, back) = kernel.horizon(angle: angle, cosine: cos(angle), sine: sin(angle))
      // Two products, a sum and a cosine, each rounded.
      #expect(abs(front - cos(max(angle - reach, 0))) < 4 * 0x1p-53)
      #expect(abs(back - cos(min(angle + reach, .pi))) < 4 * 0x1p-53)
    }
  }
}
