import Foundation
import Quantities

/// The field in which one valence electron moves, and its states there, non-relativistic and without spin.
///
/// The potential is the one Yoshimura and Sasao, arXiv:1310.6472, sec. II, describe after Neuffer and Commins, Phys. Rev. A 16 (1977) 844: a
/// Thomas–Fermi core that brings the charge Z − 1, and one charge unscreened,
///
///     V(r) = −(α/r) [1 + (Z−1) χ(r/b)]
///
/// Whether b is that of the atom or of an atom of charge Z − 1 is not said: ``Screening``.
///
/// With R r = √r v and y = ln r the radial equation is v″ = f v, which Numerov's method solves on points even in y:
///
///     f = (ℓ + ½)² + 2r² (V − E),   ∫ r² v² dy = 1        (atomic units)
public struct ValenceField: Sendable {
  /// Z.
  public let protons: Int
  /// Whose length b the core has.
  public enum Screening: String, Sendable, Hashable, CaseIterable {
    /// b of the charge Z.
    case ofAtom = "atom"
    /// b of the charge Z − 1; binds the 6p and 7p states of caesium by 2 and 1 % more.
    case ofCore = "core"
  }

  /// α² m_e.
  public static let hartree = Energy(
    electronVolts: PhysicalConstants.fineStructure * PhysicalConstants.fineStructure
      * PhysicalConstants.electronRestEnergy)

  /// Bohr radii.
  private let radii: [Double]
  /// r² V, hartree.
  private let potential: [Double]
  private let step: Double
  /// Far enough for states up to this principal quantum number.
  private static let highest = 8

  /// Hydrogen for one proton.
  public init(protons: Int, screening: Screening = .ofAtom) {
    precondition(protons > 0, "a nucleus has a proton")
    self.protons = protons
    let count = 8000, innermost = 1e-6 / Double(protons), outermost = 500.0
    let step = log(outermost / innermost) / Double(count - 1)
    radii = (0..<count).map { innermost * exp(Double($0) * step) }
    self.step = step
    let core = Double(protons - 1), screening = screening == .ofAtom ? protons : max(protons - 1, 1)
    let length = ThomasFermiAtom(protons: screening).lengthInBohrRadii
    potential = radii.map { r in -r * (1 + (core > 0 ? core * ThomasFermiFunction.value(at: r / length) : 0)) }
  }

  /// A bound state.
  public struct Orbital: Sendable {
    public let n: Int
    public let l: Int
    public let energy: Energy
    /// v.
    fileprivate let wave: [Double]
  }

  /// The state with n − ℓ − 1 nodes. Its energy comes from counting them, its wave from both ends to the outer turning point.
  public func orbital(n: Int, l: Int) -> Orbital {
    precondition(l >= 0 && n > l && n <= Self.highest, "quantum numbers ℓ ≥ 0 and n from ℓ + 1 to \(Self.highest)")
    var low = -Double(protons * protons), high = 0.0
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if nodes(factor(middle, l), l) > n - l - 1 { high = middle } else { low = middle }
    }
    return Orbital(
      n: n, l: l, energy: Energy(electronVolts: low * Self.hartree.electronVolts), wave: wave(factor(low, l), l))
  }

  /// ⟨a|Zα/r|b⟩, up to the signs of the waves.
  public func coulombElement(_ a: Orbital, _ b: Orbital) -> Energy {
    precondition(a.l == b.l, "1/r leaves ℓ as it is")
    var sum = 0.0
    for k in radii.indices { sum += radii[k] * a.wave[k] * b.wave[k] }
    return Energy(electronVolts: Double(protons) * Self.hartree.electronVolts * step * sum)
  }

  // MARK: Numerov

  /// f at an energy in hartree.
  private func factor(_ energy: Double, _ l: Int) -> [Double] {
    let barrier = (Double(l) + 0.5) * (Double(l) + 0.5)
    return radii.indices.map { k in barrier + 2 * (potential[k] - radii[k] * radii[k] * energy) }
  }

  /// The next v from two: (1 − h²f/12) v is carried along.
  private func next(_ f: [Double], _ v: (Double, Double), _ k: (Int, Int, Int)) -> Double {
    let h2 = step * step / 12
    return ((2 + 10 * h2 * f[k.1]) * v.1 - (1 - h2 * f[k.0]) * v.0) / (1 - h2 * f[k.2])
  }

  /// Sign changes of the solution regular at the nucleus, which are the bound states below.
  private func nodes(_ f: [Double], _ l: Int) -> Int {
    var v = (1.0, exp((Double(l) + 0.5) * step)), count = 0
    // Where f exceeds 1/h², far outside, the wave grows e-fold from point to point: no node follows, and Numerov's method would invent some.
    for k in 2..<radii.count where f[k] * step * step < 1 {
      let new = next(f, v, (k - 2, k - 1, k))
      if (new < 0) != (v.1 < 0) { count += 1 }
      v = abs(new) > 1e100 ? (v.1 * 1e-100, new * 1e-100) : (v.1, new)
    }
    return count
  }

  private func wave(_ f: [Double], _ l: Int) -> [Double] {
    let turning = f.lastIndex { $0 < 0 } ?? radii.count / 2
    var wave = [Double](repeating: 0, count: radii.count)
    wave[0] = 1e-30
    wave[1] = 1e-30 * exp((Double(l) + 0.5) * step)
    for k in 2...turning { wave[k] = next(f, (wave[k - 2], wave[k - 1]), (k - 2, k - 1, k)) }
    // Inward from where 80 decay lengths are passed, or the end.
    var last = turning, decay = 0.0
    while last < radii.count - 1, decay < 80 {
      last += 1
      decay += f[last].squareRoot() * step
    }
    let outer = wave[turning]
    var v = (exp(-80.0), exp(-80 + f[last].squareRoot() * step))
    wave[last] = v.0
    wave[last - 1] = v.1
    for k in stride(from: last - 2, through: turning, by: -1) {
      v = (v.1, next(f, v, (k + 2, k + 1, k)))
      wave[k] = v.1
    }
    let scale = outer / wave[turning]
    for k in turning...last { wave[k] *= scale }
    var norm = 0.0
    for k in radii.indices { norm += radii[k] * radii[k] * wave[k] * wave[k] }
    let unit = 1 / (norm * step).squareRoot()
    return wave.map { $0 * unit }
  }
}
