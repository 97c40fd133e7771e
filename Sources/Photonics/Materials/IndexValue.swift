import Quantities

/// A refractive index n + ik. With waves exp(i(n + ik)ωx/c − iωt) a positive k absorbs, the intensity as exp(−2kωx/c).
public struct ComplexIndex: Sendable, Hashable {
  public var n: Double
  public var k: Double

  public init(n: Double, k: Double = 0) {
    self.n = n
    self.k = k
  }
}

/// The index of a medium for one photon energy, and how far it can be trusted.
public struct IndexValue: Sendable, Hashable {
  public let index: ComplexIndex
  public let validity: IndexValidity
}

/// What stands behind an index: two facts, for n and for k.
public struct IndexValidity: Sendable, Hashable {
  public enum Dispersion: Sendable, Hashable {
    /// The energy lies in the range of the data.
    case inside
    /// It does not: n is that at the nearest end of the range.
    case outside(nearest: Energy)
  }

  public enum Absorption: Sendable, Hashable {
    /// k is a datum.
    case known
    /// Without a datum, the energy lies in the transparent window: k = 0.
    case transparent
    /// Neither: k is that at the nearest end of a table, or 0 without any. A design that needs it must warn.
    case unknown
  }

  public let dispersion: Dispersion
  public let absorption: Absorption

  /// True when both n and k rest on what the material's file says of this energy.
  public var isSound: Bool { dispersion == .inside && absorption != .unknown }
}
