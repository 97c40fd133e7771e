import Foundation
import Neutrinos
import Testing
import _TestSupport

@testable import Emission

/// An atom of random levels, with a random Hermitian Coulomb interaction and photon vertex between them.
private struct RandomAtom {
  let levels: [Double]
  let coulomb: [[Complex]]
  let photon: [[Complex]]

  init(levels count: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func hermitian() -> [[Complex]] {
      var matrix = [[Complex]](repeating: [Complex](repeating: Complex(0), count: count), count: count)
      for i in 0..<count {
        for j in 0..<i {
          matrix[i][j] = Complex(
            Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator))
          matrix[j][i] = matrix[i][j].conjugate
        }
      }
      return matrix
    }
    levels = (0..<count).map { Double($0) + Double.random(in: 0...0.7, using: &generator) }
    coulomb = hermitian()
    photon = hermitian()
  }

  /// A random Hermitian vertex, as a spin would be.
  func spinLike(seed: UInt64) -> [[Complex]] { RandomAtom(levels: levels.count, seed: seed).coulomb }

  /// The third-order amplitude e → g in which each of `vertices` acts once, in the order given (first to act first); each adds its energy to the field.
  func amplitude(_ vertices: [(matrix: [[Complex]], energy: Double)], from e: Int, to g: Int) -> Complex {
    var sum = Complex(0)
    let first = vertices[0].energy, second = first + vertices[1].energy
    for n in levels.indices {
      for m in levels.indices {
        let matrices = vertices[2].matrix[g][m] * (vertices[1].matrix[m][n] * vertices[0].matrix[n][e])
        if matrices.squaredModulus == 0 { continue }
        let denominator = (levels[e] - levels[n] - first) * (levels[e] - levels[m] - second)
        sum = sum - Complex(-1 / denominator) * matrices
      }
    }
    return sum
  }
}

@Suite struct `Orders of the monopole's diagrams` {
  private func modulus(_ a: Complex) -> Double { a.squaredModulus.squareRoot() }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func `cancel in an atom of twenty random levels`(seed: UInt64) {
    let atom = RandomAtom(levels: 20, seed: seed), e = 9, g = 2, omega = 0.317
    let pair = atom.levels[e] - atom.levels[g] - omega
    // The charge: a number times the identity.
    let charge = (0..<20).map { i in (0..<20).map { Complex($0 == i ? 1.7 : 0) } }
    func total(_ weak: [[Complex]]) -> (sum: Complex, largest: Double) {
      let v = (atom.coulomb, 0.0), d = (atom.photon, omega), w = (weak, pair)
      let orders = [[v, d, w], [v, w, d], [w, v, d], [d, v, w], [d, w, v], [w, d, v]].map {
        atom.amplitude($0, from: e, to: g)
      }
      return (
        orders.reduce(Complex(0)) { $0 - Complex(-1) * $1 }, orders.map { modulus($0) }.max() ?? 0
      )
    }
    let cancelled = total(charge), spin = total(atom.spinLike(seed: seed + 100))
    // Some hundred terms of each order, rounding at 1e-16 each, denominators down to 1e-2.
    #expect(modulus(cancelled.sum) < 1e-12 * cancelled.largest, "\(cancelled)")
    #expect(modulus(spin.sum) > 1e-3 * spin.largest, "\(spin)")
    // Each group of three by itself: eq. (17) and those of eq. (19).
    let v = (atom.coulomb, 0.0), d = (atom.photon, omega), w = (charge, pair)
    for group in [[[v, d, w], [v, w, d], [w, v, d]], [[d, v, w], [d, w, v], [w, d, v]]] {
      let orders = group.map { atom.amplitude($0, from: e, to: g) }
      let sum = orders.reduce(Complex(0)) { $0 - Complex(-1) * $1 }
      #expect(modulus(sum) < 1e-12 * (orders.map { modulus($0) }.max() ?? 0))
    }
  }

  @Test func `have terms that add to nothing where eq. 19 has a bracket`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<100 {
      let d = Double.random(in: 0.1...3, using: &generator), e = Double.random(in: 0.1...3, using: &generator)
      let orderings = MonopoleOrderings(coulombSpacing: d, pairEnergy: e)
      #expect(orderings.sum == 0)
      let terms = orderings.terms, largest = terms.map(abs).max() ?? 0
      #expect(abs(terms.reduce(0, +)) < 4e-15 * largest)
      let omega = Double.random(in: 0...1, using: &generator), printed = orderings.printed(detected: omega)
      let parts = 1 / (d * e) + 1 / (d * (d + omega))
      #expect(abs(printed / parts - 1) < 1e-14)
      // Eq. (17), with a = ε(n's) − ε(ns), b = ε(np) − ε(ns) − ω, c = ε(n's) − ε(np) + ω.
      let b = d, c = e, a = b + c
      let equation17 = -1 / (c * b) + 1 / (a * b) + 1 / (a * c)
      #expect(abs(equation17) < 1e-15 / (b * c))
    }
  }
}
