import Quantities

/// A hollow fibre as it is built: a core, layers of named media, and what is around them.
public struct BraggFibre: Sendable, Hashable {
  public struct Layer: Sendable, Hashable {
    public let medium: OpticalMedium
    /// µm.
    public let thickness: Double

    /// - Precondition: a positive thickness.
    public init(medium: OpticalMedium, thickness: Double) {
      precondition(thickness > 0, "a layer has a thickness")
      self.medium = medium
      self.thickness = thickness
    }
  }

  /// µm.
  public let coreRadius: Double
  /// From the core outward.
  public let layers: [Layer]
  public let surround: OpticalMedium

  /// - Precondition: a positive radius.
  public init(coreRadius: Double, layers: [Layer], surround: OpticalMedium) {
    precondition(coreRadius > 0, "a core has a radius")
    self.coreRadius = coreRadius
    self.layers = layers
    self.surround = surround
  }

  /// Pairs of a high and a low layer, the high one on the core's side.
  public init(coreRadius: Double, pairs: Int, high: Layer, low: Layer, surround: OpticalMedium) {
    self.init(
      coreRadius: coreRadius, layers: (0..<2 * pairs).map { $0.isMultiple(of: 2) ? high : low }, surround: surround)
  }

  /// Core and layers, µm.
  public var totalRadius: Double { layers.reduce(coreRadius) { $0 + $1.thickness } }

  /// The fibre for a photon energy.
  public func slice(at energy: Energy) -> FibreSlice {
    func permittivity(_ medium: OpticalMedium) -> Complex {
      let index = medium.index(at: energy).index
      return Complex(index.n * index.n - index.k * index.k, 2 * index.n * index.k)
    }
    return FibreSlice(
      coreRadius: coreRadius, layers: layers.map { (permittivity($0.medium), $0.thickness) },
      surround: permittivity(surround))
  }

  /// The fibre for photon energies in eV; where no index depends on it, one slice for all.
  public var slices: @Sendable (Double) -> FibreSlice {
    let media = layers.map(\.medium) + [surround]
    if media.allSatisfy(\.isConstant) {
      let slice = slice(at: Energy(electronVolts: 1))
      return { _ in slice }
    }
    return { slice(at: Energy(electronVolts: $0)) }
  }

  /// The media, each once, in the order of their first use.
  public var media: [OpticalMedium] {
    (layers.map(\.medium) + [surround]).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  // MARK: Periodicity

  /// The shortest run of layers that, repeated at least twice, makes up the wall but for its first `skipped` layers; those are often thinner.
  public var period: (skipped: Int, layers: [Layer])? {
    for skipped in 0...2 where layers.count - skipped >= 4 {
      let rest = Array(layers[skipped...])
      for length in 2...(rest.count / 2)
      where rest.indices.allSatisfy({ $0 < length || rest[$0] == rest[$0 - length] }) {
        return (skipped, Array(rest[..<length]))
      }
    }
    return nil
  }

  /// The period's bands with the indices at one photon energy; `nil` for a wall without a period or with a metal in it.
  public func blochStack(at energy: Energy) -> BlochStack? {
    guard let period else { return nil }
    return BlochStack(
      period.layers.map { BlochStack.Layer(index: $0.medium.index(at: energy).index.n, thickness: $0.thickness) })
  }

  public struct Gap: Sendable, Hashable {
    /// Photon energies, eV, along the core's light line: where light that grazes the wall is kept.
    public let grazingTE: ClosedRange<Double>?
    public let grazingTM: ClosedRange<Double>?
    /// Photon energies at which neither polarisation passes at any angle from the core; `nil` if there are none.
    public let omnidirectional: ClosedRange<Double>?
  }

  /// The lowest gap of the wall if it went on for ever, with the indices at the gap's own centre.
  public var gap: Gap? {
    guard period != nil else { return nil }
    func settled(_ find: (BlochStack) -> ClosedRange<Double>?) -> ClosedRange<Double>? {
      var centre = 0.5, found: ClosedRange<Double>?
      for _ in 0..<40 {
        guard let stack = blochStack(at: Energy(electronVolts: centre)) else { return nil }
        found = find(stack).map { $0.lowerBound * PairSuppression.hbarC...$0.upperBound * PairSuppression.hbarC }
        guard let found else { return nil }
        let next = (found.lowerBound + found.upperBound) / 2
        if abs(next - centre) < 1e-9 * next { break }
        centre = next
      }
      return found
    }
    return Gap(
      grazingTE: settled { $0.gap(along: .slope(1), polarisation: .te) },
      grazingTM: settled { $0.gap(along: .slope(1), polarisation: .tm) },
      omnidirectional: settled { $0.omnidirectionalGap(ambient: 1) })
  }

  // MARK: Trust

  /// What of a medium's index cannot be relied on somewhere in a range of photon energies.
  public struct Doubt: Sendable {
    public let medium: OpticalMedium
    /// Energies, eV, at which n is that of the nearest end of the material's range.
    public var outside: ClosedRange<Double>?
    /// Energies at which absorption is not known.
    public var unknownAbsorption: ClosedRange<Double>?
    /// Energies at which the material absorbs, with the largest k.
    public var absorbing: (range: ClosedRange<Double>, k: Double)?
  }

  /// For each material, what the photons of a range of energies, eV, make doubtful; looked at on a fine grid.
  public func doubts(over range: ClosedRange<Double>) -> [Doubt] {
    media.compactMap { medium in
      var doubt = Doubt(medium: medium)
      func extend(_ range: inout ClosedRange<Double>?, _ energy: Double) {
        range = min(range?.lowerBound ?? energy, energy)...max(range?.upperBound ?? energy, energy)
      }
      for step in 0...400 {
        let energy = range.lowerBound + (range.upperBound - range.lowerBound) * Double(step) / 400
        guard energy > 0 else { continue }
        let value = medium.index(at: Energy(electronVolts: energy))
        if case .outside = value.validity.dispersion { extend(&doubt.outside, energy) }
        if value.validity.absorption == .unknown { extend(&doubt.unknownAbsorption, energy) }
        if value.index.k > 0 {
          var absorbing = doubt.absorbing?.range
          extend(&absorbing, energy)
          doubt.absorbing = absorbing.map { ($0, max(doubt.absorbing?.k ?? 0, value.index.k)) }
        }
      }
      return doubt.outside != nil || doubt.unknownAbsorption != nil || doubt.absorbing != nil ? doubt : nil
    }
  }
}

extension OpticalMedium {
  var isConstant: Bool { if case .constant = self { true } else { false } }
}
