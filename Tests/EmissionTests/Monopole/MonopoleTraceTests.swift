import Foundation
import Neutrinos
import Quantities
import Testing
import _TestSupport

@testable import Emission

/// A complex 4×4 matrix.
private struct Matrix {
  var rows = [[Complex]](repeating: [Complex](repeating: Complex(0), count: 4), count: 4)

  static func + (a: Matrix, b: Matrix) -> Matrix {
    var sum = Matrix()
    for i in 0..<4 { for j in 0..<4 { sum.rows[i][j] = a.rows[i][j] - Complex(-1) * b.rows[i][j] } }
    return sum
  }

  static func * (factor: Complex, a: Matrix) -> Matrix {
    var product = a
    for i in 0..<4 { for j in 0..<4 { product.rows[i][j] = factor * a.rows[i][j] } }
    return product
  }

  static func * (a: Matrix, b: Matrix) -> Matrix {
    var product = Matrix()
    for i in 0..<4 {
      for j in 0..<4 {
        for k in 0..<4 { product.rows[i][j] = product.rows[i][j] - Complex(-1) * a.rows[i][k] * b.rows[k][j] }
      }
    }
    return product
  }

  var adjoint: Matrix {
    var adjoint = Matrix()
    for i in 0..<4 { for j in 0..<4 { adjoint.rows[i][j] = rows[j][i].conjugate } }
    return adjoint
  }

  var trace: Double { (0..<4).reduce(0) { $0 + rows[$1][$1].re } }

  /// The chiral representation, indices 0 to 3.
  static let gamma: [Matrix] = {
    let pauli: [[[Complex]]] = [
      [[Complex(1), Complex(0)], [Complex(0), Complex(1)]], [[Complex(0), Complex(1)], [Complex(1), Complex(0)]],
      [[Complex(0), Complex(0, -1)], [Complex(0, 1), Complex(0)]],
      [[Complex(1), Complex(0)], [Complex(0), Complex(-1)]],
    ]
    return pauli.enumerated().map { index, sigma in
      var matrix = Matrix()
      for i in 0..<2 {
        for j in 0..<2 {
          matrix.rows[i][j + 2] = sigma[i][j]
          matrix.rows[i + 2][j] = index == 0 ? sigma[i][j] : Complex(-1) * sigma[i][j]
        }
      }
      return matrix
    }
  }()

  static let left = diagonal([1, 1, 0, 0])
  static let right = diagonal([0, 0, 1, 1])

  static func diagonal(_ values: [Double]) -> Matrix {
    var matrix = Matrix()
    for i in 0..<4 { matrix.rows[i][i] = Complex(values[i]) }
    return matrix
  }

  /// p̸ + m.
  static func slash(_ p: [Double], plus m: Double) -> Matrix {
    var sum = diagonal([m, m, m, m]) + Complex(p[0]) * gamma[0]
    for k in 1...3 { sum = sum + Complex(-p[k]) * gamma[k] }
    return sum
  }
}

/// Σ over helicities of |ū_i γ⁰ (a_L P_L + a_R P_R) v_j|², halved: the normalisation of the kernels.
private func density(
  _ pi: [Double], _ mi: Double, _ pj: [Double], _ mj: Double, left: Complex, right: Complex
) -> Double {
  let vertex = Matrix.gamma[0] * (left * Matrix.left + right * Matrix.right)
  let conjugate = Matrix.gamma[0] * vertex.adjoint * Matrix.gamma[0]
  return (Matrix.slash(pi, plus: mi) * vertex * Matrix.slash(pj, plus: -mj) * conjugate).trace / 2
}

@Suite struct `Monopole kernel from Dirac matrices` {
  @Test func `agrees for both natures`() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<40 {
      let mi = Double.random(in: 0...0.4, using: &generator), mj = Double.random(in: 0...0.4, using: &generator)
      let p = Double.random(in: 0.05...1.5, using: &generator)
      let m2 = (mi + mj) * (mi + mj) * Double.random(in: 1.05...4, using: &generator) + 1e-2
      let w = (m2 + p * p).squareRoot()
      let b = Complex(Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator))
      let pair = PairCoupling(pair: NeutrinoPair.all[1], mi: mi, mj: mj, coupling: b)
      let excess = m2 - (mi + mj) * (mi + mj)
      let root = (excess * (excess + 4 * mi * mj)).squareRoot() / m2
      // The decay in the pair's frame, boosted along z: the density is a polynomial of the second degree in the cosine.
      let mass = m2.squareRoot(), rest = (m2 + (mi - mj) * (mi + mj)) / (2 * mass)
      let momentum = (rest * rest - mi * mi).squareRoot()
      func mean(_ density: ([Double], [Double]) -> Double) -> Double {
        GaussLegendre(count: 4).integral(from: -1, to: 1) { cosine in
          let sine = (1 - cosine * cosine).squareRoot()
          let e1 = (w * rest + p * momentum * cosine) / mass, z1 = (p * rest + w * momentum * cosine) / mass
          let first = [e1, momentum * sine * 0.6, momentum * sine * 0.8, z1]
          return density(first, [w - e1, -first[1], -first[2], p - z1]) / 2
        }
      }
      let dirac = mean { density($0, mi, $1, mj, left: b, right: Complex(0)) }
      // A Majorana pair has ū_i γ⁰ (b P_L − b* P_R) v_j, and each unordered pair is counted twice.
      let majorana = mean { density($0, mi, $1, mj, left: b, right: Complex(-1) * b.conjugate) } / 2
      for (nature, expected) in [(NeutrinoNature.dirac, dirac), (.majorana, majorana)] {
        let found = MonopoleKernel.corrected.value(pair, excess: excess, energy: w, momentum: p, nature: nature) / root
        // Terms of size W² cancel in the traces.
        #expect(abs(found - expected) < 1e-13 * w * w, "\(nature) \(found) \(expected)")
      }
    }
  }
}
