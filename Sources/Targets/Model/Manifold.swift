/// An SLJ manifold of an ion in a crystal.
public struct Manifold: Sendable, Hashable {
  public let id: String
  public let twoJ: Int
  public let lowestLevel: String
  /// cm⁻¹.
  public let barycentre: Datum
  /// Seconds, best first.
  public let lifetimes: [Datum]
  public let pointer: String
}

/// Judd–Ofelt electric-dipole and magnetic-dipole rates between two manifolds.
public struct ManifoldTransition: Sendable, Hashable {
  public let upper: String
  public let lower: String
  /// cm⁻¹.
  public let barycentreDifference: Double
  /// Squared reduced elements of U(2), U(4), U(6).
  public let reducedElements: [Double]
  /// |⟨L+2S⟩|², summed over both manifolds, in μ_B².
  public let magneticStrength: Double
  /// s⁻¹.
  public let electricRate: Datum
  public let electricAlternatives: [Datum]
  public let magneticRate: Datum
  public let pointer: String
}
