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
  /// The smallest and largest angle of each block.
  private(set) var extents: [(low: Double, high: Double)] = []
  /// Weight · (S, ∂S …), by block, then by channel.
  private(set) var values: [SIMD4<Double>] = []
  let channels: Int
  private let geometry: AxialGeometry
  private let shape: SignalShape
  private let longest: Double
  private var lane = 0

  private static let rule = GaussLegendre(count: 8)
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
    extents = blocks.map { ($0.angle.min(), $0.angle.max()) }
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
        from: threshold, at: geometry.direction(anchor: threshold, offset: 0).angle,
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
      // What rounding leaves is no panel.
      if !(next - offset > 1e-12 * length) || length - next < 1e-12 * length { next = length }
      if isRoot { root(anchor, next) } else { panel(anchor, offset, next) }
      offset = next
      theta = geometry.direction(anchor: anchor, offset: offset).angle
    }
  }

  private mutating func panel(_ anchor: Double, _ from: Double, _ to: Double) {
    let half = (to - from) / 2, middle = (from + to) / 2
    for k in Self.rule.nodes.indices {
      append(anchor, middle + half * Self.rule.nodes[k], weight: half * Self.rule.weights[k])
    }
  }

  /// Over y = √(M² − T): dM² = 2y dy.
  private mutating func root(_ anchor: Double, _ to: Double) {
    let half = to.squareRoot() / 2
    for k in Self.rule.nodes.indices {
      let y = half * (1 + Self.rule.nodes[k])
      append(anchor, y * y, weight: 2 * y * half * Self.rule.weights[k])
    }
  }

  // MARK: Blocks

  private mutating func append(_ anchor: Double, _ offset: Double, weight: Double) {
    let direction = geometry.direction(anchor: anchor, offset: offset)
    guard direction.sine > 0 else { return }
    var scratch = Channels(repeating: 0)
    // dcos θ = 2 dM² over the span of M².
    shape.add(to: &scratch, weight: 2 * weight / geometry.span, anchor: anchor, offset: offset)
    if lane == 0 {
      // Lanes that stay empty have no weight.
      blocks.append(
        SphereKernel.Sources(
          angle: SIMD4(repeating: direction.angle), sine: SIMD4(repeating: direction.sine),
          steepness: SIMD4(repeating: 1 / direction.sine.squareRoot())))
      for _ in 0..<channels { values.append(.zero) }
    }
    let block = blocks.count - 1
    blocks[block].angle[lane] = direction.angle
    blocks[block].sine[lane] = direction.sine
    blocks[block].steepness[lane] = 1 / direction.sine.squareRoot()
    for c in 0..<channels { values[block * channels + c][lane] = scratch[c] }
    lane = (lane + 1) % 4
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

  /// S_s and its derivatives at an angle.
  ///
  /// - Parameter first: the first block within reach, which only grows with the angle.
  func smear(_ kernel: SphereKernel, at theta: Double, sine: Double, first: inout Int, into out: inout Channels) {
    let reach = SphereKernel.reach * kernel.resolution, steepness = 1 / sine.squareRoot()
    while first < blocks.count, extents[first].high < theta - reach { first += 1 }
    var sums = InlineArray<8, SIMD4<Double>>(repeating: .zero)
    var block = first
    while block < blocks.count, extents[block].low <= theta + reach {
      let k = kernel.values(blocks[block], at: theta, sine: sine, steepness: steepness)
      for c in 0..<channels { sums[c] += k * values[block * channels + c] }
      block += 1
    }
    for c in 0..<channels { out[c] = sums[c].sum() }
  }
}
