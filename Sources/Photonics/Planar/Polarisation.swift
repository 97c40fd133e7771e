/// Which field lies in the layers' plane and across the axial direction.
public enum Polarisation: String, Sendable, Hashable, CaseIterable {
  /// u = E_y.
  case te
  /// u = H_y.
  case tm

  /// w of the layer matrix, u′ = w g: k₀ or k₀ε.
  @inline(__always)
  func slopeWeight(k0: Double, permittivity: Complex) -> Complex {
    self == .te ? Complex(k0) : k0 * permittivity
  }
}
