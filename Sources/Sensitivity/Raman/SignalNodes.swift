import Foundation
import Quantities

/// The sources of light near thresholds: a quadrature over the polar angle that resolves the signal's branches and the kernel, with the signal and its
/// derivatives at its nodes.
///
/// The variable is M². Panels end at the thresholds; the one above a threshold is integrated over √(M² − T), and panels grow from there no faster than
/// their distance to the nearest singularity allows: a panel of length L at a distance L/2 of one leaves ρ = 3.7 and, with 8 nodes, 1e-9.
struct SignalNodes {
  /// By ascending angle.
  private(set) var blocks: [SphereKernel.Sources] = []
  /// The largest and the smallest cosine of each block, and its smallest sine.
  private(set) var extents: [(front: Double, back: Double, sine: Double)] = []
  /// Weight · (S, ∂S …), by block, then by channel.
  private(set) var values: [SIMD4<Double>] = []
  let channels: Int
  private let geometry: AxialGeometry
  private let shape: SignalShape
  private let longest: Double

  /// Eight Gauss–Legendre nodes, four by four.
  private static let rule: [(nodes: SIMD4<Double>, weights: SIMD4<Double>)] = {
    let rule = GaussLegendre(count: 8)
    return [0, 4].map { (SIMD4(rule.nodes[$0..<$0 + 4]), SIMD4(rule.weights[$0..<$0 + 4])) }
  }()
  /// The longest panel in σ: with 8 nodes a Gaussian of σ is resolved to 4e-9.
  private static let panel = 3.0

  /// - Parameter zones: the polar angles to cover, ascending and apart from each other.
  init(_ shape: SignalShape, _ geometry: AxialGeometry, zones: [ClosedRange<Double>], resolution: Double) {
    self.shape = shape
    self.geometry = geometry
    channels = shape.channels
    longest = Self.panel * resolution
    blocks.reserveCapacity(128)
    values.reserveCapacity(128 * channels)
    // Panels march upwards in M².
    for zone in geometry.rises ? zones : zones.reversed() { cover(zone) }
    if !geometry.rises { reverse() }
    extents = blocks.map { ($0.cosine.max(), $0.cosine.min(), $0.sine.min()) }
  }

  // MARK: Panels

  private mutating func cover(_ zone: ClosedRange<Double>) {
    let (from, to) = geometry.rises ? (zone.lowerBound, zone.upperBound) : (zone.upperBound, zone.lowerBound)
    let inside = shape.thresholds.filter {
      geometry.offset(from: $0, at: from) < 0 && geometry.offset(from: $0, at: to) > 0
    }
    let start = geometry.offset(from: 0, at: from)
    // Below the lowest threshold nothing is emitted.
    if let first = shape.thresholds.first, first <= start {
      march(from: start, at: from, length: length(from: start, to: inside.first, end: to), isThreshold: false)
    }
    for (index, threshold) in inside.enumerated() {
      let next = index + 1 < inside.count ? inside[index + 1] : nil
      march(
        from: threshold, at: geometry.angle(anchor: threshold, offset: 0),
        length: length(from: threshold, to: next, end: to), isThreshold: true)
    }
  }

  private func length(from anchor: Double, to threshold: Double?, end: Double) -> Double {
    threshold.map { $0 - anchor } ?? geometry.offset(from: anchor, at: end)
  }

  /// Covers M² from an anchor upwards, with regular points only ahead.
  private mutating func march(from anchor: Double, at start: Double, length: Double, isThreshold: Bool) {
    let distances = shape.singularities.compactMap { anchor >= $0 ? anchor - $0 : nil }
    // A threshold at the anchor is taken away by the root, and the next singularity counts.
    let nearest = distances.filter { !isThreshold || $0 > 0 }.min() ?? .infinity
    var offset = 0.0, theta = start
    while offset < length {
      let isRoot = isThreshold && offset == 0
      let clear = isRoot ? nearest / 2 : 2 * (offset + (isThreshold ? 0 : nearest))
      let ahead = geometry.rises ? min(theta + longest, .pi) : max(theta - longest, 0)
      var next = min(clear, geometry.offset(from: anchor, at: ahead), length)
      // A remainder that is rounding is no panel, and one without length gets nowhere.
      if next <= offset || length - next < 1e-12 * length { next = length }
      if isRoot { root(anchor, next) } else { panel(anchor, offset, next) }
      offset = next
      if offset < length { theta = geometry.angle(anchor: anchor, offset: offset) }
    }
  }

  private mutating func panel(_ anchor: Double, _ from: Double, _ to: Double) {
    let half = (to - from) / 2, middle = (from + to) / 2
    for four in Self.rule { append(anchor, middle + half * four.nodes, weight: half * four.weights) }
  }

  /// Over y = √(M² − T): dM² = 2y dy.
  private mutating func root(_ anchor: Double, _ to: Double) {
    let half = to.squareRoot() / 2
    for four in Self.rule {
      let y = half * (1 + four.nodes)
      append(anchor, y * y, weight: 2 * half * y * four.weights)
    }
  }

  // MARK: Blocks

  private mutating func append(_ anchor: Double, _ offset: SIMD4<Double>, weight: SIMD4<Double>) {
    let (cosine, sine) = geometry.direction(anchor: anchor, offset: offset)
    var channels = Channels(repeating: .zero)
    // dcos θ = 2 dM² over the span of M².
    shape.add(to: &channels, weight: (2 / geometry.span) * weight, anchor: anchor, offset: offset)
    blocks.append(SphereKernel.Sources(cosine: cosine, sine: sine))
    for c in 0..<self.channels { values.append(channels[c]) }
  }

  private mutating func reverse() {
    blocks.reverse()
    var reversed: [SIMD4<Double>] = []
    reversed.reserveCapacity(values.count)
    for block in stride(from: blocks.count - 1, through: 0, by: -1) {
      reversed += values[block * channels..<(block + 1) * channels]
    }
    values = reversed
  }

  // MARK: Smearing

  /// S_s and its derivatives at an angle, as sums over four lanes.
  ///
  /// - Parameter first: the first block within reach, which only grows with the angle.
  func smear(_ kernel: SphereKernel, at node: AngularGrid.Node, first: inout Int, into out: inout Channels) {
    let (front, back) = kernel.horizon(angle: node.angle, cosine: node.cosine, sine: node.sine)
    while first < blocks.count, extents[first].back > front { first += 1 }
    let target = kernel.target(cosine: node.cosine, sine: node.sine)
    let blocks = blocks.span, extents = extents.span, values = values.span
    var block = first
    if channels == 2 {
      // The usual case, a signal and one derivative, kept in registers.
      var signal = SIMD4<Double>.zero, slope = signal
      while block < blocks.count, extents[block].front >= back {
        let k = kernel.values(blocks[block], least: extents[block].sine, at: target)
        signal += k * values[2 * block]
        slope += k * values[2 * block + 1]
        block += 1
      }
      out[0] = signal
      out[1] = slope
      return
    }
    while block < blocks.count, extents[block].front >= back {
      let k = kernel.values(blocks[block], least: extents[block].sine, at: target)
      for c in 0..<channels { out[c] += k * values[block * channels + c] }
      block += 1
    }
  }
}
