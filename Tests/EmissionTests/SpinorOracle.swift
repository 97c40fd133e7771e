import Foundation
import Neutrinos
import Quantities

/// The rate of a pair by brute force: explicit Dirac spinors and 4×4 matrices, summed over spins, and a numerical integral over the pair's
/// directions. It knows none of the kernels' formulas.
///
/// The effective Lagrangian, all from exchanged particles at their propagators,
///
///     √2 G_F a_ij (ν̄_i γ_μ P_L ν_j)(ē γ^μ γ₅ e)
///       + g_e (ē γ^μ γ₅ e) (g_μν − q_μq_ν/m²)/(q² − m² + imΓ) (ν̄_i γ^ν (g_L P_L + g_R P_R) ν_j)
///       − y_e (i ē γ₅ e) /(q² − m² + imΓ) (ν̄_i (y_S + iγ₅ y_P) ν_j),
///
/// with ē γ^k γ₅ e → σ^k and, the pair taking q from the electron, ē γ₅ e → σ·q/(2m_e), is −√2 G_F σ^k A_k. The oracle gives
/// ½ · ⅓ Σ_k ⟨Σ_spins |A_k|²⟩.
struct SpinorOracle {
  typealias Matrix = [[Complex]]

  let mi: Double
  let mj: Double
  let massSquared: Double
  let momentum: Double
  /// The coefficients of A_k for the pair (i, j), and for (j, i).
  var weak = (Complex.zero, Complex.zero)
  var vector: Vector?
  var scalar: Scalar?

  struct Vector {
    /// g_e/(√2G_F (q² − m² + imΓ)).
    let strength: Complex
    let mass: Double
    let left: (Complex, Complex)
    let right: (Complex, Complex)
  }

  struct Scalar {
    /// y_e/(2√2 G_F m_e (q² − m² + imΓ)).
    let strength: Complex
    let scalar: (Complex, Complex)
    let pseudoscalar: (Complex, Complex)
  }

  // MARK: Matrices

  static let one: Matrix = (0..<4).map { row in (0..<4).map { Complex(row == $0 ? 1 : 0) } }
  /// γ^μ in the Dirac representation.
  static let gamma: [Matrix] = {
    let i = Complex(0, 1), n = Complex.zero, e = Complex(1)
    return [
      [[e, n, n, n], [n, e, n, n], [n, n, -e, n], [n, n, n, -e]],
      [[n, n, n, e], [n, n, e, n], [n, -e, n, n], [-e, n, n, n]],
      [[n, n, n, -i], [n, n, i, n], [n, i, n, n], [-i, n, n, n]],
      [[n, n, e, n], [n, n, n, -e], [-e, n, n, n], [n, e, n, n]],
    ]
  }()
  static let gamma5: Matrix = [2, 3, 0, 1].map { column in (0..<4).map { Complex($0 == column ? 1 : 0) } }
  static let metric = [1.0, -1, -1, -1]

  static func product(_ a: Matrix, _ b: Matrix) -> Matrix {
    a.map { row in
      (0..<4).map { column in (0..<4).reduce(Complex.zero) { $0 + row[$1] * b[$1][column] } }
    }
  }
  static func sum(_ terms: (Complex, Matrix)...) -> Matrix {
    (0..<4).map { row in
      (0..<4).map { column in terms.reduce(Complex.zero) { $0 + $1.0 * $1.1[row][column] } }
    }
  }
  /// c_L P_L + c_R P_R.
  static func chiral(_ left: Complex, _ right: Complex) -> Matrix {
    sum((0.5 * (left + right), one), (0.5 * (right - left), gamma5))
  }
  static func slash(_ p: [Double]) -> Matrix {
    sum(
      (Complex(p[0]), gamma[0]), (Complex(-p[1]), gamma[1]), (Complex(-p[2]), gamma[2]), (Complex(-p[3]), gamma[3]))
  }

  // MARK: Spinors

  /// ū and v of both spins; v is C ū^T with C = iγ²γ⁰, as Majorana fields need.
  static func spinors(_ p: [Double], _ m: Double) -> [(bar: [Complex], anti: [Complex])] {
    let norm = (p[0] + m).squareRoot()
    let up = Complex(p[3] / norm), side = Complex(p[1] / norm, p[2] / norm)
    let u: [[Complex]] = [
      [Complex(norm), .zero, up, side], [.zero, Complex(norm), side.conjugate, -up],
    ]
    let charge = product(sum((Complex(0, 1), gamma[2])), gamma[0])
    return u.map { spinor in
      let conjugate = spinor.map(\.conjugate)
      let bar = (0..<4).map { column in (0..<4).reduce(Complex.zero) { $0 + conjugate[$1] * gamma[0][$1][column] } }
      let anti = charge.map { row in (0..<4).reduce(Complex.zero) { $0 + row[$1] * bar[$1] } }
      return (bar, anti)
    }
  }

  static func element(_ bar: [Complex], _ matrix: Matrix, _ spinor: [Complex]) -> Complex {
    var sum = Complex.zero
    for row in 0..<4 {
      for column in 0..<4 { sum = sum + bar[row] * matrix[row][column] * spinor[column] }
    }
    return sum
  }

  // MARK: Phase space

  /// The mean over the pair's directions, from the rest frame, boosted to momentum P along z. Gauss–Legendre in cos θ and even steps in φ are exact
  /// for what is a polynomial of low degree.
  func mean(_ integrand: (_ p1: [Double], _ p2: [Double]) -> Double) -> Double {
    let mass = massSquared.squareRoot(), energy = (massSquared + momentum * momentum).squareRoot()
    let rest1 = (massSquared + mi * mi - mj * mj) / (2 * mass), rest2 = (massSquared + mj * mj - mi * mi) / (2 * mass)
    let p = max(rest1 * rest1 - mi * mi, 0).squareRoot()
    let gamma = energy / mass, boost = momentum / mass
    let rule = GaussLegendre(count: 6), steps = 7
    var sum = 0.0
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let sine = ((1 - node) * (1 + node)).squareRoot()
      for k in 0..<steps {
        let phi = 2 * Double.pi * (Double(k) + 0.3) / Double(steps)
        let x = p * sine * cos(phi), y = p * sine * sin(phi), z = p * node
        sum +=
          weight / (2 * Double(steps))
          * integrand(
            [gamma * rest1 + boost * z, x, y, gamma * z + boost * rest1],
            [gamma * rest2 - boost * z, -x, -y, -gamma * z + boost * rest2])
      }
    }
    return sum
  }

  /// The matrices Γ^k of A_k = ū Γ^k v for the pair (i, j) or, reversed, (j, i).
  private func vertices(_ q: [Double], reversed: Bool) -> [Matrix] {
    func pick(_ pair: (Complex, Complex)) -> Complex { reversed ? pair.1 : pair.0 }
    return (1...3).map { k in
      var terms = Self.product(Self.gamma[k], Self.chiral(pick(weak), .zero))
      if let vector {
        let coupling = Self.chiral(pick(vector.left), pick(vector.right))
        let long = Self.product(Self.slash(q), coupling)
        terms = Self.sum(
          (Complex(1), terms), (vector.strength, Self.product(Self.gamma[k], coupling)),
          (-q[k] / (vector.mass * vector.mass) * vector.strength, long))
      }
      if let scalar {
        let coupling = Self.sum(
          (pick(scalar.scalar), Self.one), (Complex(0, 1) * pick(scalar.pseudoscalar), Self.gamma5))
        terms = Self.sum((Complex(1), terms), (q[k] * (Complex(0, 1) * scalar.strength), coupling))
      }
      return terms
    }
  }

  /// The kernel of the ordered pair.
  func kernel(_ nature: NeutrinoNature) -> Double {
    let q = [(massSquared + momentum * momentum).squareRoot(), 0, 0, momentum]
    let there = vertices(q, reversed: false), back = vertices(q, reversed: true)
    let mean = mean { p1, p2 in
      let first = Self.spinors(p1, mi), second = Self.spinors(p2, mj)
      var sum = 0.0
      for a in first {
        for b in second {
          for k in 0..<3 {
            var amplitude = Self.element(a.bar, there[k], b.anti)
            // The other contraction of two equal fields, with Fermi's sign.
            if nature == .majorana { amplitude = amplitude - Self.element(b.bar, back[k], a.anti) }
            sum += amplitude.squaredModulus
          }
        }
      }
      return sum
    }
    return mean / 6 * (nature == .majorana ? 0.5 : 1)
  }

  // MARK: Electromagnetic vertex

  /// −g_μν ⟨Σ Λ^μ Λ^ν*⟩ for Λ^μ = (γ^μ − q^μ q̸/q²)(f_Q + f_A γ₅) − f_M iσ^μν q_ν + f_E σ^μν q_ν γ₅, f_A standing for q²f_A.
  func electromagnetic(
    charge: (Complex, Complex), anapole: (Complex, Complex), magnetic: (Complex, Complex),
    electric: (Complex, Complex), nature: NeutrinoNature
  ) -> Double {
    let q = [(massSquared + momentum * momentum).squareRoot(), 0, 0, momentum]
    let slash = Self.slash(q)
    func vertices(_ reversed: Bool) -> [Matrix] {
      func pick(_ pair: (Complex, Complex)) -> Complex { reversed ? pair.1 : pair.0 }
      let current = Self.sum((pick(charge), Self.one), (pick(anapole), Self.gamma5))
      return (0...3).map { mu in
        let transverse = Self.sum((Complex(1), Self.gamma[mu]), (Complex(-q[mu] / massSquared), slash))
        // σ^μν q_ν = (i/2)[γ^μ, q̸].
        let commutator = Self.sum(
          (Complex(0, 0.5), Self.product(Self.gamma[mu], slash)),
          (Complex(0, -0.5), Self.product(slash, Self.gamma[mu])))
        return Self.sum(
          (Complex(1), Self.product(transverse, current)), (-(Complex(0, 1) * pick(magnetic)), commutator),
          (pick(electric), Self.product(commutator, Self.gamma5)))
      }
    }
    let there = vertices(false), back = vertices(true)
    let mean = mean { p1, p2 in
      let first = Self.spinors(p1, mi), second = Self.spinors(p2, mj)
      var sum = 0.0
      for a in first {
        for b in second {
          for mu in 0...3 {
            var amplitude = Self.element(a.bar, there[mu], b.anti)
            if nature == .majorana { amplitude = amplitude - Self.element(b.bar, back[mu], a.anti) }
            sum -= Self.metric[mu] * amplitude.squaredModulus
          }
        }
      }
      return sum
    }
    return mean * (nature == .majorana ? 0.5 : 1)
  }
}
