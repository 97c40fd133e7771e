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

  /// θ and sin θ at M² = anchor + offset, clamped to the sphere.
  func direction(anchor: Double, offset: Double) -> (angle: Double, sine: Double) {
    let a = (forward - anchor) - offset, b = (backward - anchor) - offset
    guard a * b < 0 else { return (abs(a) < abs(b) ? 0 : .pi, 0) }
    let s = abs(a).squareRoot(), c = abs(b).squareRoot()
    return (2 * atan2(s, c), 2 * s * c / span)
  }

  /// Where on the sphere a threshold shows: at its angle, or at the pole that it lies beyond by less than `reach` as an imaginary angle.
  func centre(of threshold: Double, reach: Double) -> Double? {
    let a = forward - threshold, b = backward - threshold
    guard span > 0 else { return nil }
    if a * b <= 0 { return direction(anchor: threshold, offset: 0).angle }
    // sin²(θ/2) or cos²(θ/2), negative.
    let beyond = 2 * (min(abs(a), abs(b)) / span).squareRoot()
    guard beyond < reach else { return nil }
    return abs(a) < abs(b) ? 0 : .pi
  }
}
