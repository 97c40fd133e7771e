import Foundation
import Quantities
import Targets

/// The kinematics of Raman stimulated pair emission, γ₀ + |e⟩ → γ + νν̄ + |g⟩.
///
/// Units eV, ħ = c = 1. The axis is the direction of the trigger and of laser 1; θ is the detected photon's polar angle.
/// ω₁ + ω₂ = ε_eg and ω₁ − ω₂ = r ε_eg. The squared invariant mass left for the unseen pair (Hara and Yoshimura,
/// arXiv:1904.03813, eq. (9)),
///
///     M²(θ) = (1−r²)ε² − 2(1−r)ε(ω−ω₀) − 4ω(rε+ω₀) sin²(θ/2),
///
/// is linear in s = sin²(θ/2). It is therefore computed from its factored ends, M²(θ) = M²(0)(1−s) + M²(π)s, which keeps the
/// digits that the sum of terms loses near the McQ3 boundary.
///
/// In a host where all photons have one refractive index n they carry the momentum nω. The neutrinos do not, and the pair's mass is
///
///     M²_ν(θ) = E² − n²P²(θ),   P² = E² − M²(θ)
///
/// A further photon has index n too, so that McQ3 stays where M² vanishes while the pair's thresholds move.
public struct RamanKinematics: Sendable, Hashable {
  /// ε_eg.
  public let levelSpacing: Double
  /// ω₀.
  public let trigger: Double
  /// ω.
  public let detected: Double
  /// r.
  public let imprint: Double
  /// n of the host; 1 in vacuum.
  public let refractiveIndex: Double
  /// M²(0) = (1−r)ε [(1+r)ε − 2(ω−ω₀)].
  public let forward: Double
  /// M²(π) = [(1−r)ε − 2ω] [(1+r)ε + 2ω₀].
  public let backward: Double
  /// M²_ν(0), equal to ``forward`` in vacuum.
  public let pairForward: Double
  /// M²_ν(π).
  public let pairBackward: Double

  public init(levelSpacing: Double, trigger: Double, detected: Double, imprint: Double, refractiveIndex: Double = 1) {
    precondition(levelSpacing > 0 && trigger > 0 && detected > 0, "energies are positive")
    precondition((-1...1).contains(imprint), "the imprinted phase lies between −1 and 1")
    precondition(refractiveIndex >= 1, "a transparent host slows light down")
    let eps = levelSpacing, w0 = trigger, w = detected, r = imprint
    self.levelSpacing = eps
    self.trigger = w0
    self.detected = w
    self.imprint = r
    self.refractiveIndex = refractiveIndex
    // E ∓ P along the axis, with every digit: near the McQ3 edge the terms cancel, and each digit lost is one of the edge's.
    let energy = DoubleDouble(eps) + DoubleDouble(w0) - DoubleDouble(w)
    let kick = r * DoubleDouble(eps) + DoubleDouble(w0)
    let forwardMomentum = kick - DoubleDouble(w), backwardMomentum = kick + DoubleDouble(w)
    func end(_ momentum: DoubleDouble) -> Double { (energy - momentum).value * (energy + momentum).value }
    forward = end(forwardMomentum)
    backward = end(backwardMomentum)
    pairForward = refractiveIndex == 1 ? forward : end(refractiveIndex * forwardMomentum)
    pairBackward = refractiveIndex == 1 ? backward : end(refractiveIndex * backwardMomentum)
  }

  /// ω₁ = (1+r)ε/2 and ω₂ = (1−r)ε/2.
  public var laserEnergies: (first: Double, second: Double) {
    ((1 + imprint) * levelSpacing / 2, (1 - imprint) * levelSpacing / 2)
  }

  /// E = ε + ω₀ − ω, what the pair carries.
  public var pairEnergy: Double { levelSpacing + trigger - detected }

  /// M² at an angle in radians.
  public func massSquared(at theta: Double) -> Double { Self.interpolate(forward, backward, theta) }

  /// M²_ν at an angle in radians.
  public func pairMassSquared(at theta: Double) -> Double { Self.interpolate(pairForward, pairBackward, theta) }

  /// M²_ν less a threshold, which keeps its digits where the two are close at an end.
  public func pairExcess(over target: Double, at theta: Double) -> Double {
    Self.interpolate(pairForward - target, pairBackward - target, theta)
  }

  private static func interpolate(_ forward: Double, _ backward: Double, _ theta: Double) -> Double {
    let c = cos(theta / 2), s = sin(theta / 2)
    return forward * (c * c) + backward * (s * s)
  }

  // MARK: Slopes

  /// By how much M² at θ = 0 and θ = π changes per unit of r.
  public var slopesByImprint: (forward: Double, backward: Double) {
    let eps = levelSpacing, r = imprint, w0 = trigger, w = detected
    return (
      eps * ((1 - r) * eps - ((1 + r) * eps - 2 * (w - w0))),
      eps * (((1 - r) * eps - 2 * w) - ((1 + r) * eps + 2 * w0))
    )
  }

  /// The same per eV of trigger, the detected photon moving along, which leaves the pair its energy.
  public var slopesByTrigger: (forward: Double, backward: Double) {
    let eps = levelSpacing, r = imprint
    return (0, 2 * (((1 - r) * eps - 2 * detected) - ((1 + r) * eps + 2 * trigger)))
  }

  /// dM²_ν/dM² at a fixed pair energy.
  public var pairSlope: Double { refractiveIndex * refractiveIndex }

  // MARK: McQ2 and McQ3

  /// The range of r free of McQ3 at every angle for these energies.
  public var window: ImprintWindow { ImprintWindow(levelSpacing: levelSpacing, trigger: trigger, detected: detected) }

  /// The smallest M² over all angles: the margin to McQ3, which is open where it is not positive.
  public var mcq3Margin: Double { min(forward, backward) }
  public var isMcQ3Free: Bool { mcq3Margin > 0 }

  /// Where M² passes through zero and McQ3 is open; `nil` when it does not change sign.
  public var mcq3Angle: Double? { Self.crossing(forward, backward).angle }

  /// |r − r_McQ2|, the distance from the phase matching of paired super-radiance.
  public var mcq2Distance: Double { abs(imprint - window.mcq2) }

  /// r = −ω₀/ε, where M² is the same at every angle and the distribution says nothing of the masses.
  public var flatImprint: Double { -trigger / levelSpacing }

  // MARK: Thresholds

  /// Where M²_ν crosses a value.
  public enum Crossing: Sendable, Hashable {
    /// M²_ν passes the value at this angle, in radians.
    case angle(Double)
    /// M²_ν is above the value at every angle.
    case always
    /// M²_ν is nowhere above it.
    case never

    public var angle: Double? { if case .angle(let theta) = self { theta } else { nil } }
  }

  /// Where M²_ν equals a given squared mass: a pair's threshold (m_i + m_j)², or m_X² of an unknown particle emitted alone.
  ///
  /// From the distances a = M²_ν(0) − T and b = M²_ν(π) − T at the ends: sin²(θ/2) = a/(a−b) and cos²(θ/2) = −b/(a−b), so that
  /// tan(θ/2) = √(a/−b) keeps its digits at both ends.
  public func crossing(massSquared target: Double) -> Crossing {
    Self.crossing(pairForward - target, pairBackward - target)
  }

  /// From the distances a and b at the two ends.
  private static func crossing(_ a: Double, _ b: Double) -> Crossing {
    if a > 0, b > 0 { return .always }
    if a <= 0, b <= 0 { return .never }
    return .angle(2 * atan2(abs(a).squareRoot(), abs(b).squareRoot()))
  }

  /// Where a particle X of mass m_X, emitted instead of the pair, gives a peak; nowhere unless M²_ν takes the value m_X².
  public func peakAngle(particleMass: Double) -> Double? {
    crossing(massSquared: particleMass * particleMass).angle
  }
}
