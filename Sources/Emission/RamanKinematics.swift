import Foundation
import Targets

/// The kinematics of Raman stimulated pair emission, γ₀ + |e⟩ → γ + νν̄ + |g⟩, in vacuum.
///
/// Units eV, ħ = c = 1. The axis is the direction of the trigger and of laser 1; θ is the detected photon's polar angle.
/// ω₁ + ω₂ = ε_eg and ω₁ − ω₂ = r ε_eg. The squared invariant mass left for the unseen pair (Hara and Yoshimura,
/// arXiv:1904.03813, eq. (9)),
///
///     M²(θ) = (1−r²)ε² − 2(1−r)ε(ω−ω₀) − 4ω(rε+ω₀) sin²(θ/2),
///
/// is linear in s = sin²(θ/2). It is therefore computed from its factored ends, M²(θ) = M²(0)(1−s) + M²(π)s, which keeps the
/// digits that the sum of terms loses near the McQ3 boundary.
public struct RamanKinematics: Sendable, Hashable {
  /// ε_eg.
  public let levelSpacing: Double
  /// ω₀.
  public let trigger: Double
  /// ω.
  public let detected: Double
  /// r.
  public let imprint: Double
  /// M²(0) = (1−r)ε [(1+r)ε − 2(ω−ω₀)].
  public let forward: Double
  /// M²(π) = [(1−r)ε − 2ω] [(1+r)ε + 2ω₀].
  public let backward: Double

  public init(levelSpacing: Double, trigger: Double, detected: Double, imprint: Double) {
    precondition(levelSpacing > 0 && trigger > 0 && detected > 0, "energies are positive")
    precondition((-1...1).contains(imprint), "the imprinted phase lies between −1 and 1")
    let eps = levelSpacing, w0 = trigger, w = detected, r = imprint
    self.levelSpacing = eps
    self.trigger = w0
    self.detected = w
    self.imprint = r
    forward = (1 - r) * eps * ((1 + r) * eps - 2 * (w - w0))
    backward = ((1 - r) * eps - 2 * w) * ((1 + r) * eps + 2 * w0)
  }

  /// ω₁ = (1+r)ε/2 and ω₂ = (1−r)ε/2.
  public var laserEnergies: (first: Double, second: Double) {
    ((1 + imprint) * levelSpacing / 2, (1 - imprint) * levelSpacing / 2)
  }

  /// E = ε + ω₀ − ω, what the pair carries.
  public var pairEnergy: Double { levelSpacing + trigger - detected }

  /// M² at s = sin²(θ/2), 0 ≤ s ≤ 1.
  public func massSquared(sineSquaredOfHalfAngle s: Double) -> Double { forward * (1 - s) + backward * s }

  /// M² at an angle in radians.
  public func massSquared(at theta: Double) -> Double {
    let c = cos(theta / 2), s = sin(theta / 2)
    return forward * (c * c) + backward * (s * s)
  }

  // MARK: McQ2 and McQ3

  /// The range of r free of McQ3 at every angle for these energies.
  public var window: ImprintWindow { ImprintWindow(levelSpacing: levelSpacing, trigger: trigger, detected: detected) }

  /// The smallest M² over all angles: the margin to McQ3, which is open where it is not positive.
  public var mcq3Margin: Double { min(forward, backward) }
  public var isMcQ3Free: Bool { mcq3Margin > 0 }

  /// |r − r_McQ2|, the distance from the phase matching of paired super-radiance.
  public var mcq2Distance: Double { abs(imprint - window.mcq2) }

  /// r = −ω₀/ε, where M² is the same at every angle and the distribution says nothing of the masses.
  public var flatImprint: Double { -trigger / levelSpacing }

  // MARK: Thresholds

  /// Where M² crosses a value.
  public enum Crossing: Sendable, Hashable {
    /// M² passes the value at this angle, in radians.
    case angle(Double)
    /// M² is above the value at every angle.
    case always
    /// M² is nowhere above it.
    case never
  }

  /// Where M² equals a given squared mass: a pair's threshold (m_i + m_j)², or m_X² of an unknown particle emitted alone.
  ///
  /// From the distances a = M²(0) − T and b = M²(π) − T at the ends: sin²(θ/2) = a/(a−b) and cos²(θ/2) = −b/(a−b), so that
  /// tan(θ/2) = √(a/−b) keeps its digits at both ends.
  public func crossing(massSquared target: Double) -> Crossing {
    let a = forward - target, b = backward - target
    if a > 0, b > 0 { return .always }
    if a <= 0, b <= 0 { return .never }
    return .angle(2 * atan2(abs(a).squareRoot(), abs(b).squareRoot()))
  }

  /// Where a particle X of mass m_X, emitted instead of the pair, gives a peak; nowhere unless M² takes the value m_X².
  public func peakAngle(particleMass: Double) -> Double? {
    if case .angle(let theta) = crossing(massSquared: particleMass * particleMass) { theta } else { nil }
  }

  // MARK: Medium

  /// M² in a host where all photons have one refractive index n, so that they carry the momentum nω:
  ///
  ///     M²(θ) = E² − n²P²,   P² = E² − M²_vacuum(θ)
  ///
  /// McQ3 stays where the vacuum's M² vanishes, since the extra photon has index n too; thresholds of the pair move.
  public func massSquared(at theta: Double, index n: Double) -> Double {
    let energy = pairEnergy
    return energy * energy * (1 - n * n) + n * n * massSquared(at: theta)
  }
}
