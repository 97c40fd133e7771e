import Foundation
import Quantities
import Testing
import _TestSupport

@testable import Emission

/// A level whose printed kernel has weight one: (π/8) γ_nq γ_ng/(ε_nq³ ε_ng³) = 1.
private func unitLevel(_ spacing: Double, energy: Double) -> IntermediateLevel {
  let cubes = pow(spacing * (spacing + energy), 3)
  let rate = Energy(electronVolts: (8 / Double.pi * cubes).squareRoot()).angularFrequencyPerSecond
  return IntermediateLevel(
    spacingToQ: spacing, spacingToG: spacing + energy, rateToQ: Rate(perSecond: rate), rateToG: Rate(perSecond: rate))
}

private func level(
  _ spacing: Double, _ toQ: Double, _ toG: Double, energy: Double = 1.0107, _ coupling: IntermediateLevel.Coupling
) -> IntermediateLevel {
  IntermediateLevel(
    spacingToQ: spacing, spacingToG: spacing + energy, rateToQ: Rate(perSecond: toQ), rateToG: Rate(perSecond: toG),
    coupling: coupling)
}

@Suite struct `Two-photon background as printed` {
  @Test(arguments: [
    (0.5, 0.3421, 0.074_351_583_905_445_97), (1.021_514_49, 0.3421, 0.090_811_513_131_569_14),
    (0.1, 1.6219, 0.008_292_073_059_408_999),
  ])
  func `agrees with the reference kernels`(massSquared: Double, spacing: Double, value: Double) {
    let one = TwoPhotonBackground([unitLevel(spacing, energy: 1.0107)], form: .published)
    #expect(abs(one.value(massSquared: massSquared, energy: 1.0107) / value - 1) < 1e-10)
  }

  @Test func `agrees with the reference sum over levels`() {
    let levels = [level(0.3421, 131.44, 2.38e7, .mean(weight: 1)), level(1.6219, 2.67e7, 161_000, .mean(weight: 1))]
    let both = TwoPhotonBackground(levels, form: .published)
    #expect(abs(both.value(massSquared: 0.4, energy: 1.0107) / 4.731_524_004_979_121e-22 - 1) < 1e-10)
    let parts = levels.reduce(0) {
      $0 + TwoPhotonBackground([$1], form: .published).value(massSquared: 0.4, energy: 1.0107)
    }
    #expect(abs(parts / both.value(massSquared: 0.4, energy: 1.0107) - 1) < 1e-14)
    #expect(both.value(massSquared: -1e-9, energy: 1.0107) == 0)
    #expect(both.value(massSquared: 1.1, energy: 1.0107) == 0)
  }

  @Test func `reproduces the paper's neutrino function of xenon`() {
    // I_2ν = 2.3e-49 eV⁻²: massless, M² = 0, the printed kernel E²/18; two digits.
    let pairSum = 0.75 * 1.0107 * 1.0107 / 18 / (4 * .pi)
    #expect(abs(TwoPhotonBackground.neutrinoFunction(pairSum: pairSum) - 2.3e-49) < 0.05e-49)
  }
}

@Suite struct `Two-photon background` {
  private static let couplings: [IntermediateLevel.Coupling] = [
    .mean(weight: 1), .sharp(twoJ: 2, twoJOfQ: 0, twoJOfG: 2), .sharp(twoJ: 2, twoJOfQ: 2, twoJOfG: 2),
    .sharp(twoJ: 4, twoJOfQ: 2, twoJOfG: 4), .sharp(twoJ: 3, twoJOfQ: 1, twoJOfG: 3),
    .sharp(twoJ: 2, twoJOfQ: 0, twoJOfG: 0),
  ]

  @Test(arguments: couplings)
  func `keeps its digits however near the pole`(coupling: IntermediateLevel.Coupling) {
    // Against the same integrand on many panels, at M² over the whole range, in the printed and the corrected form.
    for spacing in [0.01, 0.06, 0.14, 0.5, 3] {
      let one = level(spacing, 1e6, 1e6, energy: 1, coupling)
      for form in TwoPhotonBackground.Form.allCases {
        let background = TwoPhotonBackground([one], form: form)
        for massSquared in [0, 1e-6, 0.3, 0.9, 1 - 1e-12] {
          let value = background.value(massSquared: massSquared, energy: 1)
          // The narrowest panel of a mean over no interval is the value itself …
          let mean = background.mean(from: massSquared, to: massSquared + 1e-13, energy: 1)
          #expect(abs(mean - value) <= 1e-9 * value + 1e-12 * background.value(massSquared: 0.5, energy: 1))
        }
        // … and the mean over a range is the mean of values.
        let rule = GaussLegendre(count: 40)
        for (a, b) in [(0.0, 0.9), (0.05, 1), (0.2, 0.21), (-0.5, 0.5), (0.7, 0.1), (0.4, 1.6)] {
          let low = max(min(a, b), 0), high = min(max(a, b), 1)
          // M² = E² − P² is smooth in P, not in M², at its upper end.
          let p = (1 - low).squareRoot(), q = (1 - high).squareRoot()
          let integral = rule.integral(from: q, to: p) {
            2 * $0 * background.value(massSquared: 1 - $0 * $0, energy: 1)
          }
          let mean = background.mean(from: a, to: b, energy: 1)
          // The nearest pole decides how many nodes the sum needs; 1e-10 holds down to ε = E/100.
          #expect(abs(mean / (integral / abs(b - a)) - 1) < 1e-10, "\(form) \(spacing) \(a) \(b)")
        }
      }
    }
  }

  @Test(arguments: [
    (0, 2, 2), (2, 2, 2), (2, 2, 4), (2, 4, 4), (0, 2, 0), (0, 2, 4), (1, 3, 3), (4, 2, 0), (3, 5, 5), (6, 4, 4),
  ])
  func `is the sum over components and polarisations`(twoJOfQ: Int, twoJ: Int, twoJOfG: Int) {
    let energy = 1.0107, spacing = 0.3421, rateQ = 1e5, rateG = 3e6
    let one = level(spacing, rateQ, rateG, .sharp(twoJ: twoJ, twoJOfQ: twoJOfQ, twoJOfG: twoJOfG))
    let background = TwoPhotonBackground([one], form: .corrected)
    let oracle = Explicit(twoJOfQ: twoJOfQ, twoJ: twoJ, twoJOfG: twoJOfG)
    // D² = 3π γ (2J_n+1)/ε³ of the reduced elements.
    func reduced(_ rate: Double, _ eps: Double) -> Double {
      3 * .pi * Rate(perSecond: rate).energyWidth.electronVolts * Double(twoJ + 1) / pow(eps, 3)
    }
    let strength = reduced(rateQ, spacing) * reduced(rateG, spacing + energy)
    for massSquared in [0.001, 0.2, 0.7, 1.0] {
      let momentum = (energy * energy - massSquared).squareRoot()
      // I = (1/P)∫dω ω²(E−ω)² W/(64π): see docs/physics.md.
      let mean = GaussLegendre(count: 40).integral(from: -0.5, to: 0.5) { t in
        let w = energy / 2 + momentum * t, other = energy - w
        let cosine = 1 - massSquared / (2 * w * other)
        let sum = oracle.sum(cosine: cosine, first: 1 / (w + spacing), second: 1 / (other + spacing))
        return w * w * other * other * sum * strength / (64 * .pi)
      }
      let value = background.value(massSquared: massSquared, energy: energy)
      #expect(abs(value / mean - 1) < 1e-10, "\(massSquared)")
    }
  }

  @Test func `vanishes between J = 0 and J = 1 where the photons share the energy equally`() {
    // At M² = E² both photons have E/2: nothing is left of the antisymmetric amplitude, while the printed form stays.
    let one = [level(0.3421, 211, 2.4e7, .sharp(twoJ: 2, twoJOfQ: 0, twoJOfG: 2))]
    let square = 1.0107 * 1.0107
    let corrected = TwoPhotonBackground(one, form: .corrected), printed = TwoPhotonBackground(one, form: .published)
    #expect(
      corrected.value(massSquared: square, energy: 1.0107) < 1e-15 * printed.value(massSquared: square, energy: 1.0107))
    // Near it, as x² ∝ P².
    let near = corrected.value(massSquared: square * (1 - 1e-4), energy: 1.0107)
    let nearer = corrected.value(massSquared: square * (1 - 1e-6), energy: 1.0107)
    #expect(abs(near / nearer / 100 - 1) < 1e-3)
  }

  @Test func `is the printed form times the components of n for slow photons without exchange`() {
    // For ε ≫ E the two orderings of K = 0, 2 add up: for J 0–1–0 the amplitude doubles, ½·2² = 2 times the weights a_0.
    let one = level(1e4, 1e6, 1e6, energy: 1, .sharp(twoJ: 2, twoJOfQ: 0, twoJOfG: 0))
    let corrected = TwoPhotonBackground([one], form: .corrected), printed = TwoPhotonBackground([one], form: .published)
    // c₀ = 9·{1 1 0; 0 0 1}² = 9/3, and collinear photons (M² → 0, cos χ = 1) have a₀ = 3/2.
    let ratio = corrected.value(massSquared: 1e-9, energy: 1) / printed.value(massSquared: 1e-9, energy: 1)
    #expect(abs(ratio / (2 * 3 * 1.5) - 1) < 1e-3)
  }

  @Test func `scales with the unit of energy`() {
    let one = TwoPhotonBackground(
      [level(0.3, 1e5, 1e6, energy: 1, .sharp(twoJ: 2, twoJOfQ: 0, twoJOfG: 2))], form: .corrected)
    // Energies × 2 with rates × 8 keep d² ∝ γ/ε³; what remains, ω⁴/(ω+ε)² d⁴, grows as the square of the energy.
    let two = TwoPhotonBackground(
      [level(0.6, 8e5, 8e6, energy: 2, .sharp(twoJ: 2, twoJOfQ: 0, twoJOfG: 2))], form: .corrected)
    #expect(abs(two.value(massSquared: 1.6, energy: 2) / one.value(massSquared: 0.4, energy: 1) / 4 - 1) < 1e-12)
  }

  // MARK: Interference

  @Test func `lies between the bounds that the signs allow`() {
    let levels = [
      level(0.1330, 113, 1.2e6, .sharp(twoJ: 2, twoJOfQ: 0, twoJOfG: 2)),
      level(0.3421, 211, 2.4e7, .sharp(twoJ: 2, twoJOfQ: 0, twoJOfG: 2)),
      level(1.5104, 2e7, 1.6e6, .sharp(twoJ: 2, twoJOfQ: 0, twoJOfG: 2)),
    ]
    let background = TwoPhotonBackground(levels, form: .corrected)
    let range = background.interferenceRange(from: 0, to: 0.9, energy: 1.0107)
    let mean = background.mean(from: 0, to: 0.9, energy: 1.0107)
    #expect(range.lowerBound < mean && mean < range.upperBound)
    // The triangle inequality bounds the most.
    let roots = levels.map {
      TwoPhotonBackground([$0], form: .corrected).mean(from: 0, to: 0.9, energy: 1.0107).squareRoot()
    }
    let most = pow(roots.reduce(0, +), 2)
    #expect(range.upperBound <= most && range.upperBound > 0.8 * most)
    let alone = TwoPhotonBackground([levels[0]], form: .corrected)
    let single = alone.interferenceRange(from: 0, to: 0.9, energy: 1.0107)
    #expect(abs(single.lowerBound / alone.mean(from: 0, to: 0.9, energy: 1.0107) - 1) < 1e-14)
    #expect(single.lowerBound == single.upperBound)
    // Twins of equal strength cancel or quadruple.
    let twins = TwoPhotonBackground([levels[1], levels[1]], form: .corrected)
    let pair = twins.interferenceRange(from: 0, to: 0.9, energy: 1.0107)
    #expect(pair.lowerBound < 1e-12 * pair.upperBound)
    #expect(abs(pair.upperBound / twins.mean(from: 0, to: 0.9, energy: 1.0107) - 2) < 1e-12)
    // More levels than can be tried bound the same.
    let many = TwoPhotonBackground(Array(repeating: levels[1], count: 20), form: .corrected)
    let wide = many.interferenceRange(from: 0, to: 0.9, energy: 1.0107)
    #expect(
      wide.lowerBound == 0 && abs(wide.upperBound / (20 * many.mean(from: 0, to: 0.9, energy: 1.0107)) - 1) < 1e-10)
  }

  @Test func `counts levels below both ends`() {
    // n far below: 1/(ω + ε_nq) with ε_nq < −E. The same squares as a mirror level above, apart from the components counted by A.
    let below = IntermediateLevel(
      spacingToQ: -2.5, spacingToG: -1.5, rateToQ: Rate(perSecond: 1e6), rateToG: Rate(perSecond: 1e6),
      coupling: .sharp(twoJ: 2, twoJOfQ: 2, twoJOfG: 2))
    // E/2 + ε = ±2: mirror images.
    let above = IntermediateLevel(
      spacingToQ: 1.5, spacingToG: 2.5, rateToQ: Rate(perSecond: 1e6), rateToG: Rate(perSecond: 1e6),
      coupling: .sharp(twoJ: 2, twoJOfQ: 2, twoJOfG: 2))
    let a = TwoPhotonBackground([below], form: .corrected).value(massSquared: 0.3, energy: 1)
    let b = TwoPhotonBackground([above], form: .corrected).value(massSquared: 0.3, energy: 1)
    // All J equal: the components are 3·3/3 above and 3 below.
    #expect(abs(a / b - 1) < 1e-12)
  }
}

/// The amplitude summed over magnetic components and polarisations, one by one.
private struct Explicit {
  let twoJOfQ: Int
  let twoJ: Int
  let twoJOfG: Int

  /// ⟨J′M′|d_κ|JM⟩ for a reduced element of one: (−1)^{J′−M′} (J′ 1 J; −M′ κ M).
  private static func element(_ twoJp: Int, _ twoMp: Int, _ kappa: Int, _ twoJ: Int, _ twoM: Int) -> Double {
    let sign = ((twoJp - twoMp) / 2).isMultiple(of: 2) ? 1.0 : -1
    return sign * threeJ(twoJp, 2, twoJ, -twoMp, 2 * kappa, twoM)
  }

  /// Σ over M_g and both polarisations, mean over M_q, of |first·(e₃·d)(e₂·d) + second·(e₂·d)(e₃·d)|², photon 2 emitted first in the first term.
  func sum(cosine: Double, first: Double, second: Double) -> Double {
    let sine = max(0, 1 - cosine * cosine).squareRoot()
    // Photon 2 along z, photon 3 in the xz plane.
    let e2s: [[Double]] = [[1, 0, 0], [0, 1, 0]], e3s: [[Double]] = [[cosine, 0, -sine], [0, 1, 0]]
    var total = 0.0
    for e2 in e2s {
      for e3 in e3s {
        for twoMq in stride(from: -twoJOfQ, through: twoJOfQ, by: 2) {
          for twoMg in stride(from: -twoJOfG, through: twoJOfG, by: 2) {
            var amplitude = (re: 0.0, im: 0.0)
            for twoM in stride(from: -twoJ, through: twoJ, by: 2) {
              for k1 in -1...1 {
                for k2 in -1...1 {
                  let element =
                    Self.element(twoJOfG, twoMg, k2, twoJ, twoM) * Self.element(twoJ, twoM, k1, twoJOfQ, twoMq)
                  guard element != 0 else { continue }
                  let a = Self.product(Self.spherical(e2, k1), Self.spherical(e3, k2))
                  let b = Self.product(Self.spherical(e3, k1), Self.spherical(e2, k2))
                  amplitude.re += element * (first * a.re + second * b.re)
                  amplitude.im += element * (first * a.im + second * b.im)
                }
              }
            }
            total += amplitude.re * amplitude.re + amplitude.im * amplitude.im
          }
        }
      }
    }
    return total / Double(twoJOfQ + 1)
  }

  /// The coefficient of d_κ in e·d: (−1)^κ e_{−κ}, with e_{±1} = ∓(e_x ± ie_y)/√2.
  private static func spherical(_ e: [Double], _ kappa: Int) -> (re: Double, im: Double) {
    switch kappa {
    case 0: (e[2], 0)
    case 1: (-e[0] / 2.0.squareRoot(), e[1] / 2.0.squareRoot())
    default: (e[0] / 2.0.squareRoot(), e[1] / 2.0.squareRoot())
    }
  }

  private static func product(_ a: (re: Double, im: Double), _ b: (re: Double, im: Double)) -> (re: Double, im: Double)
  {
    (a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
  }

  /// The 3j symbol by Racah's sum; arguments doubled.
  private static func threeJ(_ a: Int, _ b: Int, _ c: Int, _ alpha: Int, _ beta: Int, _ gamma: Int) -> Double {
    guard alpha + beta + gamma == 0, abs(alpha) <= a, abs(beta) <= b, abs(gamma) <= c, c <= a + b, c >= abs(a - b)
    else {
      return 0
    }
    func factorial(_ twice: Int) -> Double { twice < 0 ? .nan : (0..<(twice / 2)).reduce(1.0) { $0 * Double($1 + 1) } }
    let triangle =
      factorial(a + b - c) * factorial(a - b + c) * factorial(b + c - a) / factorial(a + b + c + 2)
    let norm =
      factorial(a + alpha) * factorial(a - alpha) * factorial(b + beta) * factorial(b - beta) * factorial(c + gamma)
      * factorial(c - gamma)
    var sum = 0.0
    for t in stride(from: 0, through: a + b + c, by: 2) {
      let terms = [t, c - b + t + alpha, c - a + t - beta, a + b - c - t, a - t - alpha, b - t + beta]
      guard terms.allSatisfy({ $0 >= 0 }) else { continue }
      sum += ((t / 2).isMultiple(of: 2) ? 1 : -1) / terms.reduce(1.0) { $0 * factorial($1) }
    }
    let sign = ((a - b - gamma) / 2).isMultiple(of: 2) ? 1.0 : -1
    return sign * (triangle * norm).squareRoot() * sum
  }
}
