import Foundation
import Quantities

/// The polar angles at which a measurement is counted, as a quadrature over the sphere that resolves what smearing leaves of thresholds.
///
/// Near a threshold panels are a few σ wide, beyond they grow with the distance from it. Nodes are Gauss's in sin²(θ/2) or cos²(θ/2), in which
/// everything is analytic at the poles too.
struct AngularGrid {
  struct Node {
    let angle: Double
    let cosine: Double
    let sine: Double
    /// The solid angle that it stands for, sr.
    let solidAngle: Double
    /// The distance of the nearest threshold, radians.
    let distance: Double
  }

  private(set) var nodes: [Node] = []
  /// Where nodes are near a threshold: there the kernel has to be followed through it.
  let zones: [ClosedRange<Double>]

  private let centres: [AxialGeometry.Centre]
  private static let rule = GaussLegendre(count: 8)
  /// How near a threshold is near, in σ: beyond, a rule of degree 7 smears √x to (σ/d)⁸ ~ 6e-8 of it.
  static let near = 8.0
  /// The longest panel there, in σ.
  private static let panel = 2.5
  /// The longest panel elsewhere, in distances from the nearest threshold.
  private static let growth = 0.6

  init(centres: [AxialGeometry.Centre], resolution: Double, acceptance: ClosedRange<Double>) {
    self.centres = centres.sorted { $0.angle < $1.angle }
    let near = Self.near * resolution
    var zones: [ClosedRange<Double>] = []
    for centre in self.centres where centre.beyond < near {
      let low = max(centre.angle - near, acceptance.lowerBound), high = min(centre.angle + near, acceptance.upperBound)
      guard low < high else { continue }
      if let last = zones.last, low <= last.upperBound {
        zones[zones.count - 1] = last.lowerBound...max(last.upperBound, high)
      } else {
        zones.append(low...high)
      }
    }
    self.zones = zones
    nodes.reserveCapacity(512)
    var from = acceptance.lowerBound
    for zone in zones {
      stretch(from, zone.lowerBound)
      even(zone.lowerBound, zone.upperBound, Self.panel * resolution)
      from = zone.upperBound
    }
    stretch(from, acceptance.upperBound)
  }

  private func distance(_ angle: Double) -> Double {
    centres.reduce(Double.infinity) { min($0, $1.distanceSquared(angle)) }.squareRoot()
  }

  private mutating func even(_ a: Double, _ b: Double, _ longest: Double) {
    let count = max(1, Int(((b - a) / longest).rounded(.up))), step = (b - a) / Double(count)
    for k in 0..<count { panel(a + Double(k) * step, k == count - 1 ? b : a + Double(k + 1) * step) }
  }

  /// Panels between two zones, shorter towards either.
  private mutating func stretch(_ a: Double, _ b: Double) {
    guard b > a else { return }
    let longest = min(Self.growth * min(distance(a), distance(b)), 1)
    if b - a <= longest {
      panel(a, b)
    } else {
      let length = self.length(from: a, towards: 1), back = self.length(from: b, towards: -1)
      if length + back >= b - a {
        let middle = a + (b - a) * length / (length + back)
        panel(a, middle)
        panel(middle, b)
      } else {
        panel(a, a + length)
        stretch(a + length, b - back)
        panel(b - back, b)
      }
    }
  }

  /// As long as the nearest threshold allows from either end of the panel: one that lies ahead comes nearer.
  private func length(from angle: Double, towards sign: Double) -> Double {
    let own = distance(angle), length = min(Self.growth * own, 1)
    return length <= Self.growth * distance(angle + sign * length) * (1 + 1e-12) ? length : length / (1 + Self.growth)
  }

  private mutating func panel(_ a: Double, _ b: Double) {
    if a < .pi / 2, b > .pi / 2 {
      panel(a, .pi / 2)
      panel(.pi / 2, b)
      return
    }
    // q = sin²(θ/2) from the nearer pole.
    let isFront = b <= .pi / 2
    func share(_ angle: Double) -> Double {
      let root = isFront ? sin(angle / 2) : cos(angle / 2)
      return root * root
    }
    let low = share(a), high = share(b)
    let half = abs(high - low) / 2, middle = (low + high) / 2
    for k in Self.rule.nodes.indices {
      // Ascending in θ.
      let q = middle + (high > low ? half : -half) * Self.rule.nodes[k]
      let polar = 2 * asin(q.squareRoot())
      let angle = isFront ? polar : .pi - polar
      nodes.append(
        Node(
          angle: angle, cosine: isFront ? 1 - 2 * q : 2 * q - 1, sine: 2 * (q * (1 - q)).squareRoot(),
          solidAngle: 4 * .pi * half * Self.rule.weights[k],
          distance: distance(angle)))
    }
  }
}
