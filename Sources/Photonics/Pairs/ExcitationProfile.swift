import Foundation
import Quantities

/// How the excitation fills the core: W(ρ) = J₀(j₀₁ρ/R)^p, uniform for p = 0.
public struct ExcitationProfile: Sendable, Hashable {
  public let power: Double

  /// - Precondition: p ≥ 0.
  public init(power: Double) {
    precondition(power >= 0, "a profile does not grow towards the wall")
    self.power = power
  }

  public static let uniform = ExcitationProfile(power: 0)

  /// The first zero of J₀.
  static let firstZero = 2.404_825_557_695_772_768_6
}

/// O_n = ∫ W F_n(q₂ρ) F_n(q₃ρ) ρ dρ over the core, F = c_n J_n below the core's light line and c_n I_n e^(−|q|R) above it.
///
/// c_n is the modulus of ``CoreMatch`` at the wall: F keeps its size for high orders and on the light line.
///
/// One object serves one thread: it owns its tables.
final class PairOverlap {
  /// A_eff = ∫ |W|² d²ρ, in units of R².
  let area: Double
  /// O_n, in units of R², for n = 0 … `maximumOrder`.
  @exclusivity(unchecked) private(set) var values: [Double]
  let maximumOrder: Int
  private let profile: ExcitationProfile
  private let first: CylinderTable
  private let second: CylinderTable
  private let rules: [Rule]

  private struct Rule {
    /// ρ/R.
    let radii: [Double]
    /// With ρ W and the rule's weight.
    let weights: [Double]
  }

  private static let gaussRules = [16, 24, 40, 64, 128, 256].map { GaussLegendre(count: $0) }

  init(_ profile: ExcitationProfile, maximumOrder: Int) {
    self.profile = profile
    self.maximumOrder = maximumOrder
    values = Array(repeating: 0, count: maximumOrder + 1)
    first = CylinderTable(top: maximumOrder + 2)
    second = CylinderTable(top: maximumOrder + 2)
    let table = CylinderTable(top: 1)
    defer { table.deallocate() }
    func amplitude(_ x: Double) -> Double {
      guard profile.power > 0 else { return 1 }
      _ = table.fillPropagating(max(CylinderTable.least, ExcitationProfile.firstZero * x))
      return pow(max(0, table.regular[1]), profile.power)
    }
    rules = Self.gaussRules.map { rule in
      let radii = rule.nodes.map { (1 + $0) / 2 }
      return Rule(
        radii: radii,
        weights: zip(radii, rule.weights).map { radius, weight in weight / 2 * radius * amplitude(radius) })
    }
    area = 2 * .pi * Self.gaussRules[3].integral(from: 0, to: 1) { $0 * amplitude($0) * amplitude($0) }
  }

  deinit {
    first.deallocate()
    second.deallocate()
  }

  /// Computes ``values`` at q² R² of the two photons, negative above the core's light line.
  func compute(_ a: Double, _ b: Double) {
    let x = abs(a).squareRoot(), y = abs(b).squareRoot()
    // F of small arguments is a power of ρ alone: what is below the table's range is that of its edge.
    let qa = max(x, Self.least), qb = max(y, Self.least)
    if profile.power == 0, closedForm(a < 0, qa, b < 0, qb) { return }
    // Nodes for the product's oscillations or growth.
    let extent = x + y + 0.5 * profile.power
    let rule = rules[extent < 8 ? 0 : extent < 16 ? 1 : extent < 32 ? 2 : extent < 56 ? 3 : extent < 120 ? 4 : 5]
    for n in 0...maximumOrder { values[n] = 0 }
    for k in rule.radii.indices {
      let r = rule.radii[k]
      let scale = rule.weights[k] * exp((a < 0 ? qa * (r - 1) : 0) + (b < 0 ? qb * (r - 1) : 0))
      _ = fill(first, a < 0, max(qa * r, CylinderTable.least))
      _ = fill(second, b < 0, max(qb * r, CylinderTable.least))
      for n in 0...maximumOrder { values[n] += scale * first.regular[n + 1] * second.regular[n + 1] }
    }
    _ = fill(first, a < 0, qa)
    _ = fill(second, b < 0, qb)
    normalise(a < 0, b < 0)
  }

  /// Times the moduli, from tables at the wall.
  private func normalise(_ aEvanescent: Bool, _ bEvanescent: Bool) {
    func modulus(_ table: CylinderTable, _ isEvanescent: Bool, _ n: Int) -> Double {
      let s = table.singular[n + 1]
      guard !isEvanescent else { return s }
      let f = table.regular[n + 1]
      return (f * f + s * s).squareRoot()
    }
    for n in 1...max(1, maximumOrder) where n <= maximumOrder {
      values[n] *= modulus(first, aEvanescent, n) * modulus(second, bEvanescent, n)
    }
  }

  private static let least = 1e-3

  private func fill(_ table: CylinderTable, _ isEvanescent: Bool, _ x: Double) -> Bool {
    isEvanescent ? table.fillEvanescent(x) : table.fillPropagating(x)
  }

  /// Lommel's integrals of a uniform profile; false where they cancel.
  private func closedForm(_ aEvanescent: Bool, _ a: Double, _ bEvanescent: Bool, _ b: Double) -> Bool {
    let signA = aEvanescent ? -1.0 : 1.0, signB = bEvanescent ? -1.0 : 1.0
    // ∫ = [a F′_{n+1}(a) F_n(b) − …]/(a² − b²), with a² and b² of their signs.
    let difference = signA * a * a - signB * b * b
    guard abs(difference) > 1, fill(first, aEvanescent, a), fill(second, bEvanescent, b) else { return false }
    for n in 0...maximumOrder {
      let fa = first.regular[n + 1], fb = second.regular[n + 1]
      let upA = first.regular[n + 2], upB = second.regular[n + 2]
      values[n] = (signA * a * upA * fb - signB * b * fa * upB) / difference
    }
    normalise(aEvanescent, bEvanescent)
    return true
  }
}
