import Quantities
import Targets

/// An optical material that passed every check. Only the loader makes one.
public struct Material: Sendable, Hashable {
  public let id: String
  public let name: String
  /// Of chemistry, where there is one.
  public let formula: String?
  /// The ray of a birefringent crystal that the index belongs to.
  public let axis: Axis?
  public let dispersion: Dispersion
  public let absorption: Absorption?
  public let transparency: Transparency?
  public let sources: [Source]
  public let notes: [String]
  /// Of its file as it was read.
  public let digest: String

  public enum Axis: String, Sendable, Hashable, CaseIterable {
    case ordinary, extraordinary
  }

  /// Where n comes from.
  public struct Dispersion: Sendable, Hashable {
    public enum Form: Sendable, Hashable {
      case formula(DispersionFormula)
      case table(TabulatedCurve)
    }

    public let form: Form
    public let status: DataStatus
    /// Key into the material's sources.
    public let source: String
    /// JSON pointer of the record in its file.
    public let pointer: String
  }

  /// Where k comes from: a column of the table of n, or a table of its own.
  public struct Absorption: Sendable, Hashable {
    public let curve: TabulatedCurve
    public let status: DataStatus
    public let source: String
    public let pointer: String
  }

  /// Photon energies at which light passes.
  public struct Transparency: Sendable, Hashable {
    /// eV.
    public let window: ClosedRange<Double>
    public let status: DataStatus
    public let source: String
    public let confidence: Confidence?
    public let note: String?
    public let pointer: String
  }

  public func source(_ key: String) -> Source? { sources.first { $0.key == key } }
}

extension Material {
  /// The photon energies for which n is known.
  public var range: ClosedRange<Energy> {
    let range = dispersion.range
    return Energy(electronVolts: range.lowerBound)...Energy(electronVolts: range.upperBound)
  }

  /// The index for a photon energy, and how far it can be trusted. Beyond its range n is that at the nearest end.
  ///
  /// - Precondition: the energy is not negative.
  /// - Complexity: O(terms) for a formula, O(log rows) for a table; no allocation.
  public func index(at energy: Energy) -> IndexValue {
    let energy = energy.electronVolts
    precondition(energy >= 0, "a photon has no energy below zero")
    let nearest = dispersion.range.nearest(to: energy)
    let extinction = extinction(at: energy)
    return IndexValue(
      index: ComplexIndex(n: dispersion.index(at: nearest), k: extinction.k),
      validity: IndexValidity(
        dispersion: nearest == energy ? .inside : .outside(nearest: Energy(electronVolts: nearest)),
        absorption: extinction.absorption))
  }

  /// dn/dE of the n that ``index(at:)`` gives, per eV: zero outside the range, and at a row of a table that of the step above.
  ///
  /// The group index is n + E dn/dE.
  public func slope(at energy: Energy) -> Double {
    dispersion.range.contains(energy.electronVolts) ? dispersion.slope(at: energy.electronVolts) : 0
  }

  private func extinction(at energy: Double) -> (k: Double, absorption: IndexValidity.Absorption) {
    if let curve = absorption?.curve, curve.range.contains(energy) { return (curve.value(at: energy), .known) }
    if let transparency, transparency.window.contains(energy) { return (0, .transparent) }
    return (absorption?.curve.value(at: energy) ?? 0, .unknown)
  }
}

extension Material.Dispersion {
  /// Photon energies, eV.
  var range: ClosedRange<Double> {
    switch form {
    case .formula(let formula): formula.energies
    case .table(let curve): curve.range
    }
  }

  func index(at energy: Double) -> Double {
    switch form {
    case .formula(let formula): formula.index(at: energy)
    case .table(let curve): curve.value(at: energy)
    }
  }

  func slope(at energy: Double) -> Double {
    switch form {
    case .formula(let formula): formula.slope(at: energy)
    case .table(let curve): curve.slope(at: energy)
    }
  }
}

extension ClosedRange<Double> {
  fileprivate func nearest(to value: Double) -> Double { Swift.min(Swift.max(value, lowerBound), upperBound) }
}
