import Foundation
import Quantities

/// The kinematics of radiative pair emission, |e⟩ → γ + νν̄ + |g⟩, from a target with an imprinted phase.
///
/// Units eV, ħ = c = 1. The atoms carry the momentum p_eg = rε; the trigger, whose photon is the emitted one, makes the angle ϑ with it. The pair
/// gets W = ε − ω and **P** = **p**_eg − **k**:
///
///     M² = ε²(1−r²) − 2εω(1 − r cos ϑ),   P² = (rε cos ϑ − ω)² + r²ε² sin²ϑ
///
/// M. Tanaka et al., Phys. Rev. D 96 (2017) 113005, arXiv:1710.07136. Only r² and r cos ϑ enter. M² and its distances from thresholds are formed
/// with twice the digits: both are exact to a rounding or two however close the threshold. P² is a sum of squares, exact at boost-trigger lock,
/// where W² − M² would be rounding.
///
/// - `|r| = 1` along the trigger leaves M² = 0 at every ω: closed.
public struct RadiativeKinematics: Sendable, Hashable {
  /// ε_eg.
  public let levelSpacing: Double
  /// ω.
  public let trigger: Double
  /// r.
  public let imprint: Double
  /// cos ϑ, 1 along p_eg and −1 against it.
  public let cosine: Double
  /// True at r = ω/ε along the trigger, exactly: the pair is emitted at rest.
  public let isLocked: Bool
  /// M²; not positive, or W not positive: no pair and no two photons.
  public let massSquared: Double
  /// P².
  public let momentumSquared: Double

  /// - Precondition: ε > 0, ω ≥ 0, |r| ≤ 1, |cos ϑ| ≤ 1.
  public init(levelSpacing: Double, trigger: Double, imprint: Double = 0, cosine: Double = 1) {
    precondition(levelSpacing > 0 && trigger >= 0, "energies are positive")
    precondition((-1...1).contains(imprint), "the imprinted phase lies between −1 and 1")
    precondition((-1...1).contains(cosine), "a cosine lies between −1 and 1")
    self.levelSpacing = levelSpacing
    self.trigger = trigger
    self.imprint = imprint
    self.cosine = cosine
    isLocked = false
    massSquared = Self.massSquared(levelSpacing, DoubleDouble(trigger), imprint, cosine).value
    momentumSquared = Self.momentumSquared(levelSpacing, trigger, imprint, cosine)
  }

  /// Boost-trigger lock, p_eg = k: P = 0 and M = ε − ω.
  ///
  /// The lock is exact; r = ω/ε as a number is its rounding. Beyond ω = ε, which takes more than the lasers can imprint, nothing is open.
  public init(lockedAt trigger: Double, levelSpacing: Double) {
    precondition(levelSpacing > 0 && trigger >= 0, "energies are positive")
    self.levelSpacing = levelSpacing
    self.trigger = trigger
    imprint = trigger / levelSpacing
    cosine = 1
    isLocked = true
    let mass = levelSpacing - trigger
    massSquared = mass * mass
    momentumSquared = 0
  }

  /// W = ε − ω.
  public var pairEnergy: Double { levelSpacing - trigger }
  /// P.
  public var momentum: Double { momentumSquared.squareRoot() }
  /// True when something of positive M² and energy is left over.
  public var isOpen: Bool { massSquared > 0 && pairEnergy > 0 }

  /// M² − s² for a sum of masses s, with all its digits. At or below zero the pair is not emitted.
  public func excess(over s: Double) -> Double {
    if isLocked {
      let mass = DoubleDouble(levelSpacing) - DoubleDouble(trigger)
      return (mass - DoubleDouble(s)).value * (mass + DoubleDouble(s)).value
    }
    return (Self.massSquared(levelSpacing, DoubleDouble(trigger), imprint, cosine) - s * DoubleDouble(s)).value
  }

  /// True where a pair of this sum of masses is emitted.
  public func isOpen(_ s: Double) -> Bool { isOpen && excess(over: s) > 0 }

  /// ε²(1−r²) − 2εω(1 − r cos ϑ), with twice the digits.
  static func massSquared(_ eps: Double, _ trigger: DoubleDouble, _ r: Double, _ c: Double) -> DoubleDouble {
    let energy = DoubleDouble(eps)
    return eps * (energy - r * (r * energy) - 2 * (trigger - c * (r * trigger)))
  }

  /// (rε cos ϑ − ω)² + r²ε² sin²ϑ.
  static func momentumSquared(_ eps: Double, _ w: Double, _ r: Double, _ c: Double) -> Double {
    let along = (c * (r * DoubleDouble(eps)) - DoubleDouble(w)).value, kick = r * eps
    return along * along + kick * kick * ((1 - c) * (1 + c))
  }

  // MARK: Thresholds

  /// The trigger energy up to which a pair of a sum of masses s is emitted,
  ///
  ///     ω_ij = [ε²(1−r²) − s²] / [2ε(1 − r cos ϑ)],
  ///
  /// along p_eg (1+r)ε/2 − s²/[2(1−r)ε], against it (1−r)ε/2 − s²/[2(1+r)ε].
  ///
  /// - Returns: `nil` where the numerator is negative or r cos ϑ = 1: closed at every ω.
  public static func threshold(levelSpacing: Double, imprint: Double, cosine: Double = 1, massSum s: Double) -> Double?
  {
    let threshold = RadiativeThreshold(levelSpacing: levelSpacing, imprint: imprint, cosine: cosine, massSum: s)
    return threshold.isClosed ? nil : threshold.energy
  }

  /// The same at boost-trigger lock, ε − s: linear in the masses.
  ///
  /// - Returns: `nil` when the masses take more than ε.
  public static func lockedThreshold(levelSpacing: Double, massSum s: Double) -> Double? {
    s <= levelSpacing ? levelSpacing - s : nil
  }

  /// The imprinted phases that put the threshold of s at the trigger energy ω, ascending: the roots of
  ///
  ///     r² − 2cr + 2ω/ε − 1 + s²/ε² = 0,   c = ω cos ϑ/ε.
  ///
  /// - Returns: two, one where they coincide, or none. Of a massless pair along the phase one is r = 1, which leaves M² = 0 at every ω.
  public static func imprints(levelSpacing eps: Double, trigger w: Double, massSum s: Double, cosine: Double = 1)
    -> [Double]
  {
    let c = w * cosine / eps, sine = (1 - cosine) * (1 + cosine)
    // c² − 2ω/ε + 1 − s²/ε², as (1 − ω/ε)² − s²/ε² less what the angle takes of c²: the difference of squares keeps its digits at lock.
    let gap = eps - w
    let square = ((gap - s) * (gap + s) - w * w * sine) / (eps * eps)
    guard square >= 0, gap > 0 else { return [] }
    let root = square.squareRoot()
    if root == 0 { return [c].filter { abs($0) <= 1 } }
    // The root of larger modulus by addition, the other by the product of both.
    let large = c >= 0 ? c + root : c - root
    let small = ((2 * w - eps) * eps + s * s) / (eps * eps) / large
    return [large, small].sorted().filter { abs($0) <= 1 }
  }
}
