import Documents
import Quantities

/// What fills a layer, a core or the surroundings: a material, or an index given as a number.
public enum OpticalMedium: Sendable, Hashable {
  /// The same at every energy.
  case constant(n: Double, k: Double)
  case material(Material)

  public static let vacuum = OpticalMedium.constant(n: 1, k: 0)

  /// The index for a photon energy; a constant is always sound.
  public func index(at energy: Energy) -> IndexValue {
    switch self {
    case .constant(let n, let k):
      IndexValue(
        index: ComplexIndex(n: n, k: k),
        validity: IndexValidity(dispersion: .inside, absorption: k == 0 ? .transparent : .known))
    case .material(let material): material.index(at: energy)
    }
  }

  /// dn/dE, per eV.
  public func slope(at energy: Energy) -> Double {
    switch self {
    case .constant: 0
    case .material(let material): material.slope(at: energy)
    }
  }

  /// The name for people: the material's, or the number.
  public var displayName: String {
    switch self {
    case .vacuum: "vacuum"
    case .constant(let n, 0): "n = \(NumberText.exact(n))"
    case .constant(let n, let k): "n = \(NumberText.exact(n)) + \(NumberText.exact(k))i"
    case .material(let material): material.name
    }
  }
}
