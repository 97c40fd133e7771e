/// A fibre at one photon energy: permittivities between radii.
///
/// Lengths in µm, wave numbers in µm⁻¹. The core is transparent; layers and surround may absorb (Im ε ≥ 0, fields ∝ e^(−iωt)).
public struct FibreSlice: Sendable, Hashable {
  /// The core's index.
  public let core: Double
  /// Of the faces, from the core's outward: one more than there are layers.
  public let radii: [Double]
  /// ε of the layers, from the core outward.
  public let layers: [Complex]
  public let surround: Complex

  /// - Precondition: positive radius and thicknesses, indices above zero.
  public init(
    coreRadius: Double, core: Double = 1, layers: [(permittivity: Complex, thickness: Double)], surround: Complex
  ) {
    precondition(coreRadius > 0 && core > 0, "a core has a radius and an index")
    var radii = [coreRadius]
    for layer in layers {
      precondition(layer.thickness > 0, "a layer has a thickness")
      radii.append(radii[radii.count - 1] + layer.thickness)
    }
    self.core = core
    if layers.isEmpty {
      // A bare bore: a layer of the surround's own material changes nothing and gives the recursion its first step.
      self.radii = [coreRadius, 1.25 * coreRadius]
      self.layers = [surround]
    } else {
      self.radii = radii
      self.layers = layers.map(\.permittivity)
    }
    self.surround = surround
  }

  /// Transparent layers, by index and thickness.
  public init(coreRadius: Double, core: Double = 1, layers: [(index: Double, thickness: Double)], surround: Double) {
    self.init(
      coreRadius: coreRadius, core: core,
      layers: layers.map { (Complex($0.index * $0.index), $0.thickness) }, surround: Complex(surround * surround))
  }

  public var coreRadius: Double { radii[0] }

  /// No layer and no surround absorbs.
  public var isTransparent: Bool {
    surround.im == 0 && surround.re > 0 && layers.allSatisfy { $0.im == 0 && $0.re > 0 }
  }

  /// The same fibre with part of its surround counted as a layer.
  init(extending slice: FibreSlice, by thickness: Double) {
    core = slice.core
    radii = slice.radii + [slice.radii[slice.radii.count - 1] + thickness]
    layers = slice.layers + [slice.surround]
    surround = slice.surround
  }
}
