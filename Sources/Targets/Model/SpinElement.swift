/// The squared matrix element of the total electron spin between two levels, summed over the components of both and
/// over x, y, z: what the neutrino pair couples to.
public struct SpinElement: Sendable, Hashable {
  public let a: String
  public let b: String
  /// Σ|⟨a|S|b⟩|²; in crystals S_z² + S_xy².
  public let sum: Datum
  /// In crystals: the parts along and across the axis, for the spin and for L + 2S.
  public let axial: AxialParts?
  /// The sum per component of `a`, as the file states it; checked against ``sum``.
  public let perA: Double?
  public let pointer: String

  public struct AxialParts: Sendable, Hashable {
    public let spinZ: Double
    public let spinXY: Double
    public let momentZ: Double
    public let momentXY: Double
  }
}
