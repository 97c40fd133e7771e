import Emission
import Foundation

/// M² along the polar angle, both ways. It is linear in sin²(θ/2), so that everything analytic in M² is analytic on the sphere, at its poles too.
struct AxialGeometry {
  /// M²_ν at θ = 0 and π.
  let forward: Double
  let backward: Double

  init(_ kinematics: RamanKinematics) {
    forward = kinematics.pairForward
    backward = kinematics.pairBackward
  }

  /// True when M² grows with θ.
  var rises: Bool { backward > forward }
  var span: Double { abs(forward - backward) }

  /// M² − anchor at an angle, with the digits that the difference would lose.
  func offset(from anchor: Double, at theta: Double) -> Double {
    let c = cos(theta / 2), s = sin(theta / 2)
    return (forward - anchor) * (c * c) + (backward - anchor) * (s * s)
  }

  /// cos θ and sin θ at M² = anchor + offset, inside the sphere.
  func direction(anchor: Double, offset: SIMD4<Double>) -> (cosine: SIMD4<Double>, sine: SIMD4<Double>) {
    let sign = rises ? -1 / span : 1 / span
    // cos²(θ/2) and sin²(θ/2); rounding must not put a node beyond a pole.
    var front: SIMD4<Double> = sign * (offset - (backward - anchor)),
      back: SIMD4<Double> = sign * ((forward - anchor) - offset)
    front = front.replacing(with: 1e-300, where: front .< 1e-300)
    back = back.replacing(with: 1e-300, where: back .< 1e-300)
    return (front - back, 2 * (front * back).positiveRoot)
  }

  /// M² at an angle of this cosine, to rounding of the larger end.
  func massSquared(cosine: Double) -> Double { (forward + backward) / 2 + (forward - backward) / 2 * cosine }

  /// θ at M² = anchor + offset, clamped to the sphere.
  func angle(anchor: Double, offset: Double) -> Double {
    let a = (forward - anchor) - offset, b = (backward - anchor) - offset
    guard a * b < 0 else { return abs(a) < abs(b) ? 0 : .pi }
    return 2 * atan2(abs(a).squareRoot(), abs(b).squareRoot())
  }

  /// Where a threshold is: a real angle, or a pole and the imaginary angle by which it lies beyond.
  struct Centre {
    let angle: Double
    let beyond: Double

    func distanceSquared(_ theta: Double) -> Double { (theta - angle) * (theta - angle) + beyond * beyond }
  }

  /// `nil` where M² is the same at every angle.
  func centre(of threshold: Double) -> Centre? {
    let a = forward - threshold, b = backward - threshold
    guard span > 0 else { return nil }
    if a * b <= 0 { return Centre(angle: angle(anchor: threshold, offset: 0), beyond: 0) }
    // sinh²(x/2) = −sin²(θ/2) or −cos²(θ/2).
    let beyond = 2 * asinh((min(abs(a), abs(b)) / span).squareRoot())
    return Centre(angle: abs(a) < abs(b) ? 0 : .pi, beyond: beyond)
  }
}
