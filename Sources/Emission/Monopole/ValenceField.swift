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
      if nodes(middle, l) > n - l - 1 { high = middle } else { low = middle }
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
    radii.indices.map { factor(energy, l, $0) }
  }

  private func factor(_ energy: Double, _ l: Int, _ k: Int) -> Double {
    (Double(l) + 0.5) * (Double(l) + 0.5) + 2 * (potential[k] - radii[k] * radii[k] * energy)
  }

  /// The next v from two, f being given at the three points.
  private func next(_ v0: Double, _ v1: Double, _ f0: Double, _ f1: Double, _ f2: Double) -> Double {
    let h2 = step * step / 12
    return ((2 + 10 * h2 * f1) * v1 - (1 - h2 * f0) * v0) / (1 - h2 * f2)
  }

  /// Sign changes of the solution regular at the nucleus, which are the bound states below.
  private func nodes(_ energy: Double, _ l: Int) -> Int {
    var v0 = 1.0, v1 = exp((Double(l) + 0.5) * step), count = 0, k = 2
    var f0 = factor(energy, l, 0), f1 = factor(energy, l, 1)
    while k < radii.count {
      let f2 = factor(energy, l, k)
      // Where f exceeds 1/h², far outside, the wave grows e-fold from point to point: no node follows, and Numerov's method would invent some.
      if f2 * step * step > 1 { break }
      let v2 = next(v0, v1, f0, f1, f2)
      if (v2 < 0) != (v1 < 0) { count += 1 }
      let scale = abs(v2) > 1e100 ? 1e-100 : 1
      (v0, v1, f0, f1) = (v1 * scale, v2 * scale, f1, f2)
      k += 1
    }
    return count
  }

  private func wave(_ f: [Double], _ l: Int) -> [Double] {
    let turning = f.lastIndex { $0 < 0 } ?? radii.count / 2
    var wave = [Double](repeating: 0, count: radii.count)
    wave[0] = 1e-30
    wave[1] = 1e-30 * exp((Double(l) + 0.5) * step)
    for k in 2...turning { wave[k] = next(wave[k - 2], wave[k - 1], f[k - 2], f[k - 1], f[k]) }
    // Inward from where 80 decay lengths are passed, or the end.
    var last = turning, decay = 0.0
    while last < radii.count - 1, decay < 80 {
      last += 1
      decay += f[last].squareRoot() * step
    }
    let outer = wave[turning]
    wave[last] = exp(-80.0)
    wave[last - 1] = exp(-80 + f[last].squareRoot() * step)
    for k in stride(from: last - 2, through: turning, by: -1) {
      wave[k] = next(wave[k + 2], wave[k + 1], f[k + 2], f[k + 1], f[k])
    }
    let scale = outer / wave[turning]
    for k in turning...last { wave[k] *= scale }
    var norm = 0.0
    for k in radii.indices { norm += radii[k] * radii[k] * wave[k] * wave[k] }
    let unit = 1 / (norm * step).squareRoot()
    return wave.map { $0 * unit }
  }
}
