import Foundation
import Neutrinos
import Quantities
import Testing
import _TestSupport

@testable import Emission

/// (1/PΔ) ∫dE₁ (E₁E₂ + p₁·p₂ + δ_M m_i m_j) between the limits of eq. (40): eq. (39) without its ½.
private func direct(_ mi: Double, _ mj: Double, w: Double, p: Double, majorana: Bool = false) -> Double {
  let m2 = (w - p) * (w + p)
  let root = ((1 - (mi + mj) * (mi + mj) / m2) * (1 - (mi - mj) * (mi - mj) / m2)).squareRoot()
  let middle = w / 2 * (1 + (mi - mj) * (mi + mj) / m2), half = p * root / 2
  // A polynomial of degree two: four nodes are exact.
  let sum = GaussLegendre(count: 4).integral(from: middle - half, to: middle + half) { e1 in
    let e2 = w - e1
    let p1p2 = (p * p - (e1 * e1 - mi * mi) - (e2 * e2 - mj * mj)) / 2
    return e1 * e2 + p1p2 + (majorana ? mi * mj : 0)
  }
  return sum / (2 * half)
}

@Suite struct `Monopole kernel` {
  private func bracket(_ kernel: MonopoleKernel, _ mi: Double, _ mj: Double, w: Double, p: Double) -> Double {
    kernel.bracket(
      mi, mj, excess: (w - p) * (w + p) - (mi + mj) * (mi + mj), energySquared: w * w, momentumSquared: p * p)
  }

  @Test func `is the integral over the pair's phase space`() {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<500 {
      let mi = Double.random(in: 0...0.4, using: &generator), mj = Double.random(in: 0...0.4, using: &generator)
      let p = Double.random(in: 0.05...2, using: &generator)
      let m2 = (mi + mj) * (mi + mj) * Double.random(in: 1.01...5, using: &generator) + 1e-3
      let w = (m2 + p * p).squareRoot()
      let expected = direct(mi, mj, w: w, p: p)
      // The direct form subtracts W²-sized terms from each other, up to 4/(1e-2) of the result.
      #expect(abs(bracket(.corrected, mi, mj, w: w, p: p) - expected) < 1e-14 * w * w + 1e-12 * expected)
    }
  }

  @Test func `as printed is wrong for unequal masses only`() {
    var generator = SeededGenerator(seed: 43)
    var largest = 0.0
    for _ in 0..<200 {
      let eps = 2.0
      let mi = Double.random(in: 0...0.2, using: &generator), mj = Double.random(in: 0...0.2, using: &generator)
      let top = eps / 2 - (mi + mj) * (mi + mj) / (2 * eps)
      let omega = top * Double.random(in: 0.05...0.95, using: &generator), w = eps - omega
      let right = bracket(.corrected, mi, mj, w: w, p: omega), printed = bracket(.published, mi, mj, w: w, p: omega)
      #expect(printed <= right * (1 + 1e-13))
      largest = max(largest, 1 - printed / right)
      let equal = bracket(.corrected, mi, mi, w: w, p: omega)
      if (mi + mi) * (mi + mi) < eps * (eps - 2 * omega) {
        #expect(abs(bracket(.published, mi, mi, w: w, p: omega) / equal - 1) < 1e-13)
        // Eq. (21).
        let m2 = mi * mi, eq21 = omega * omega / 3 + 2 * m2 * omega * omega / (3 * eps * (eps - 2 * omega)) + m2
        #expect(abs(eq21 / equal - 1) < 1e-12)
      }
    }
    #expect(largest > 1e-3)
    // Near the threshold of 0.4 eV with a massless partner it is negative, and would be a negative rate.
    let omega = 0.96 - 4e-5
    #expect(bracket(.published, 0.4, 0, w: 2 - omega, p: omega) < -0.1)
    #expect(bracket(.corrected, 0.4, 0, w: 2 - omega, p: omega) > 0)
  }

  @Test func `keeps its digits at threshold`() {
    // Masses 0.4 and 0: I = x [P² S + M² S/2 + P² x/3]/M⁴ with S = 0.16, to all digits for any excess.
    for x in [1e-300, 1e-18, 1e-9, 1e-3] {
      let m2 = 0.4 * 0.4 + x, p2 = 0.9
      let exact = x * (p2 * 0.16 + m2 * 0.08 + p2 * x / 3) / (m2 * m2)
      let found = MonopoleKernel.corrected.bracket(0.4, 0, excess: x, energySquared: m2 + p2, momentumSquared: p2)
      #expect(abs(found / exact - 1) < 1e-14)
    }
    let pair = PairCoupling(pair: NeutrinoPair.all[0], mi: 0.1, mj: 0.1, coupling: Complex(1))
    for kernel in MonopoleKernel.allCases {
      #expect(kernel.value(pair, excess: 0, energy: 1, momentum: 0.9, nature: .dirac) == 0)
      #expect(kernel.value(pair, excess: -1e-9, energy: 1, momentum: 0.9, nature: .majorana) == 0)
    }
  }

  @Test func `is massless a third of the squared momentum`() {
    let pair = PairCoupling(pair: NeutrinoPair.all[0], mi: 0, mj: 0, coupling: Complex(1))
    for kernel in MonopoleKernel.allCases {
      let value = kernel.value(pair, excess: 0.36, energy: 1, momentum: 0.8, nature: .majorana)
      #expect(abs(value - 0.64 / 3) < 1e-15)
    }
  }

  @Test func `adds for Majorana pairs what the spin current subtracts`() {
    let pair = PairCoupling(pair: NeutrinoPair.all[1], mi: 0.1, mj: 0.15, coupling: Complex(0.3, 0.2))
    let x = 0.4, w = 1.2, m2 = x + 0.0625, p = (w * w - m2).squareRoot()
    let root = (x * (x + 4 * 0.015)).squareRoot() / m2
    let difference =
      MonopoleKernel.corrected.value(pair, excess: x, energy: w, momentum: p, nature: .majorana)
      - MonopoleKernel.corrected.value(pair, excess: x, energy: w, momentum: p, nature: .dirac)
    let expected = root * (0.09 - 0.04) * 0.015
    #expect(abs(difference - expected) < 1e-15)
    let spin =
      SpinCurrentKernel.corrected.value(pair, excess: x, massSquared: m2, energy: w, nature: .majorana)
      - SpinCurrentKernel.corrected.value(pair, excess: x, massSquared: m2, energy: w, nature: .dirac)
    #expect(abs(spin * 4 * .pi + difference) < 1e-15)
  }
}
