import Foundation
import Quantities

/// A level n through which q decays to g by two photons, and what it contributes.
public struct IntermediateLevel: Sendable, Hashable {
  /// ε_nq = ε_n − ε_q, eV; negative for levels below q.
  public let spacingToQ: Double
  /// ε_ng = ε_n − ε_g, eV.
  public let spacingToG: Double
  /// The two A-coefficients, each of the transition from the higher of its two levels.
  public let rateToQ: Rate
  public let rateToG: Rate
  /// How the couplings combine; eq. (12) as printed does not ask.
  public let coupling: Coupling

  public enum Coupling: Sendable, Hashable {
    /// Sharp angular momenta, each doubled: the couplings to q and g combine to the ranks 0, 1, 2.
    case sharp(twoJ: Int, twoJOfQ: Int, twoJOfG: Int)
    /// A mean over many components whose relative signs are unknown, as for the Stark levels of two manifolds: a statistical weight
    /// multiplies the printed term.
    case mean(weight: Double)
  }

  /// - Precondition: n is not between g and q, where the second photon would be real.
  public init(
    spacingToQ: Double, spacingToG: Double, rateToQ: Rate, rateToG: Rate, coupling: Coupling = .mean(weight: 1)
  ) {
    precondition(spacingToQ * spacingToG > 0, "n lies above q and g or below both")
    self.spacingToQ = spacingToQ
    self.spacingToG = spacingToG
    self.rateToQ = rateToQ
    self.rateToG = rateToG
    self.coupling = coupling
  }

  /// γ_nq γ_ng/(ε_nq³ ε_ng³) with energies ħγ, eV⁻⁴: d_nq² d_ng²/9π² per pair of components.
  var strength: Double {
    let q = spacingToQ, g = spacingToG
    return rateToQ.energyWidth.electronVolts * rateToG.energyWidth.electronVolts / (q * q * q * g * g * g)
  }

  /// The square root of the strength with its components, per component of q.
  fileprivate var amplitude: Double {
    guard case .sharp(let n, let q, let g) = coupling else { return strength.squareRoot() }
    // A-coefficients are means over the upper level: n above q and g, q and g when n lies below them.
    let components = spacingToQ > 0 ? Double((n + 1) * (n + 1)) / Double(q + 1) : Double(g + 1)
    return (strength * components).squareRoot()
  }

  /// {1 1 K; J_q J_g J_n}.
  fileprivate func recoupling(_ rank: Int) -> Double {
    guard case .sharp(let n, let q, let g) = coupling else { return 0 }
    return wignerSixJ(2, 2, 2 * rank, q, g, n)
  }
}

/// McQ4: the neutrino pair replaced by two photons of the same squared invariant mass.
///
/// As printed (Hara and Yoshimura, arXiv:1904.03813, eq. (12)), in eV⁻²,
///
///     I_2γ(M²) = (π/8) Σ_n γ_nq γ_ng/(ε_nq³ ε_ng³) (1/P) ∫ dω ω²(E−ω)²/(ω+ε_nq)²,   P = √(E²−M²),  (E−P)/2 ≤ ω ≤ (E+P)/2
///
/// It adds the levels and the two time orderings incoherently. The corrected form has the amplitude of both orderings. With
/// operators of rank 1 at each vertex, the couplings q → n → g combine to rank K = 0, 1, 2, exchange of the photons gives (−1)^K, and
///
///     |e₂·d e₃·d|² /(ω+ε)²  →  ½ (2J_n+1) Σ_n,K c_Kn [1/(ω+ε_nq) + (−1)^K/(E−ω+ε_nq)]² a_K(χ)
///     c_Kn = (2J_n+1)/(2J_q+1) {1 1 K; J_q J_g J_n}²
///
/// where the sum over the two polarisations at the angle χ between the photons, M² = 2ω(E−ω)(1−cos χ), gives
///
///     a₀ = 3(1+cos²χ)/4,  a₁ = 9(3−cos²χ)/8,  a₂ = 3(13+cos²χ)/8     (means over χ: 1, 3, 5)
///
/// so that isotropic photons without exchange return the printed form times (2J_n+1)/(2J_q+1), the number of components of n over that of q
/// (A-coefficients are means over the upper level). For J_q = 0, J_g = 1 only K = 1 is left: the amplitude changes sign under
/// exchange and vanishes at ω = E/2. Different n add incoherently here, because A-coefficients do not tell the signs of the
/// couplings; ``interferenceRange(from:to:energy:)`` gives what the signs can do.
public struct TwoPhotonBackground: Sendable {
  public let levels: [IntermediateLevel]
  private let terms: [Term]

  /// What two levels (one level twice, but for interference) contribute at ω = E/2 + x:
  /// ω²(E−ω)² [(even) ab + (odd) x²] / [(a² − x²)(b² − x²)], a and b = E/2 + ε of the two.
  private struct Term: Sendable {
    let spacing: Double
    let otherSpacing: Double
    /// Coefficients of 1 and cos²χ.
    let even: SIMD2<Double>
    let odd: SIMD2<Double>
  }

  public enum Form: String, Sendable, Hashable, CaseIterable {
    case corrected, published
  }

  public init(_ levels: [IntermediateLevel], form: Form) {
    self.levels = levels
    terms = levels.map { form == .published ? Self.plainTerm($0, weight: 1) : Self.term($0, $0) }
  }

  /// The product of the amplitudes of two levels alone, both of sharp angular momentum.
  init(product n: IntermediateLevel, _ m: IntermediateLevel) {
    levels = [n, m]
    terms = [Self.term(n, m)]
  }

  /// Incoherent orderings: ½[1/(ω+ε)² + 1/(E−ω+ε)²] = (a²+x²)/(a²−x²)².
  private static func plainTerm(_ level: IntermediateLevel, weight: Double) -> Term {
    let scale = SIMD2(Double.pi / 8 * level.strength * weight, 0)
    return Term(spacing: level.spacingToQ, otherSpacing: level.spacingToQ, even: scale, odd: scale)
  }

  private static func term(_ n: IntermediateLevel, _ m: IntermediateLevel) -> Term {
    if case .mean(let weight) = n.coupling { return plainTerm(n, weight: weight) }
    let scale = Double.pi / 8 * n.amplitude * m.amplitude
    func weight(_ rank: Int) -> Double { scale * n.recoupling(rank) * m.recoupling(rank) }
    // ½[1/(ω+ε) ± 1/(E−ω+ε)]² = 2a²/(a²−x²)² and 2x²/(a²−x²)².
    return Term(
      spacing: n.spacingToQ, otherSpacing: m.spacingToQ,
      even: 2 * (weight(0) * SIMD2(0.75, 0.75) + weight(2) * SIMD2(39.0 / 8, 3.0 / 8)),
      odd: 2 * (weight(1) * SIMD2(27.0 / 8, -9.0 / 8)))
  }

  // MARK: Values

  /// True when no level below q and g is reached by a real photon of the pair: an amplitude would have a pole.
  public func isRegular(energy: Double) -> Bool {
    for level in levels where Self.gap(level.spacingToQ, energy) <= 0 { return false }
    return true
  }

  /// I_2γ at one M², eV⁻²; zero outside 0 … E², where no photon pair exists.
  public func value(massSquared: Double, energy: Double) -> Double {
    guard massSquared >= 0, energy > 0, energy * energy >= massSquared else { return 0 }
    return mean(from: massSquared, to: massSquared, energy: energy)
  }

  /// The mean of I_2γ over M² from a to b, which is its mean over the sphere when those are the ends; M² outside 0 … E² counts as zero.
  ///
  /// The two integrals are exchanged, ∫dM²(1/P)∫dω = ∫dx over the P that reach x = ω − E/2, and the one over P is done on paper.
  public func mean(from a: Double, to b: Double, energy: Double) -> Double {
    let square = energy * energy
    let low = max(min(a, b), 0), high = min(max(a, b), square)
    guard energy > 0, low <= high else { return 0 }
    let share = a == b ? 1 : (high - low) / abs(b - a)
    guard share > 0 else { return 0 }
    let outer = (square - low).squareRoot(), inner = (square - high).squareRoot()
    guard outer > 0 else { return share * densities(x: .zero, from: .zero, to: 0, energy: energy)[0] }
    let rule = rule(energy: energy)
    var core = Block.zero
    var rim = Block.zero
    for k in rule.fractions.indices {
      let t = rule.fractions[k]
      // |x| < P/2 for every P of the range …
      core += rule.weights[k] * densities(x: inner / 2 * t, from: Block(repeating: inner), to: outer, energy: energy)
      // … and |x| between the two.
      let x = inner / 2 + (outer - inner) / 2 * t
      rim += rule.weights[k] * (1 - t) * densities(x: x, from: 2 * x, to: outer, energy: energy)
    }
    return share * 4 / (outer + inner) * (inner / 2 * core.sum() + (outer - inner) / 2 * rim.sum())
  }

  /// The symmetrised integrand at each ω = E/2 + x, averaged over P from p to q.
  @inline(__always)
  private func densities(x: Block, from p: Block, to q: Double, energy: Double) -> Block {
    let half = energy / 2, x2 = x * x, product = half * half - x2
    let angular = Self.meanSquaredCosine(product: product, from: p, to: q, energy: energy)
    var sum = Block.zero
    for term in terms {
      let a = half + term.spacing, b = half + term.otherSpacing, ab = a * b
      let shape = term.even.x * ab + term.even.y * ab * angular + (term.odd.x + term.odd.y * angular) * x2
      sum += shape / ((a * a - x2) * (b * b - x2))
    }
    return product * product * sum
  }

  /// ⟨cos²χ⟩ over P from p to q at given ω(E−ω): cos χ = 1 − M²/(2ω(E−ω)) = u + vP².
  @inline(__always)
  private static func meanSquaredCosine(product: Block, from p: Block, to q: Double, energy: Double) -> Block {
    let v = 0.5 / product, u = 1 - energy * energy * v
    let p2 = p * p, pq = p * q, q2 = q * q
    let second = (p2 + pq + q2) / 3, fourth = (p2 * p2 + p2 * pq + p2 * q2 + pq * q2 + q2 * q2) / 5
    return (u * u + v * (2 * u * second + v * fourth)).clamped(lowerBound: .zero, upperBound: .one)
  }

  // MARK: Nodes

  /// As many nodes as are worked on together.
  private typealias Block = SIMD4<Double>

  /// Gauss–Legendre on [0, 1].
  private struct Rule {
    let fractions: [Block]
    let weights: [Block]

    init(count: Int) {
      let rule = GaussLegendre(count: count)
      let starts = stride(from: 0, to: count, by: Block.scalarCount)
      fractions = starts.map { start in (1 + Block(rule.nodes[start..<start + Block.scalarCount])) / 2 }
      weights = starts.map { start in Block(rule.weights[start..<start + Block.scalarCount]) / 2 }
    }
  }

  /// The integrand's poles lie a distance ε beyond the interval; nodes enough for 1e-12 of the value with the nearest of them at E/100 or more,
  /// 1e-9 at E/300 and 2e-5 however near.
  private func rule(energy: Double) -> Rule {
    var nearest = Double.infinity
    for term in terms {
      nearest = min(nearest, Self.gap(term.spacing, energy), Self.gap(term.otherSpacing, energy))
    }
    return nearest > 0.13 * energy ? Self.short : nearest > 0.05 * energy ? Self.middle : Self.long
  }

  private static func gap(_ spacing: Double, _ energy: Double) -> Double { spacing > 0 ? spacing : -spacing - energy }

  private static let short = Rule(count: 16)
  private static let middle = Rule(count: 28)
  private static let long = Rule(count: 64)

  /// I_2ν = G_F² ΣF/2, in eV⁻²: what I_2γ is compared with.
  public static func neutrinoFunction(pairSum: Double) -> Double {
    PhysicalConstants.fermiCoupling * PhysicalConstants.fermiCoupling * pairSum / 2
  }
}
