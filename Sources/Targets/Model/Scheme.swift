/// A path someone proposed, with the rates its author used.
public struct Scheme: Sendable, Hashable {
  public enum Process: String, Sendable, Hashable, CaseIterable {
    case ranp = "RANP"
    case renp = "RENP"
    case psr = "PSR"
  }

  public let id: String
  public let process: Process
  public let e: String
  /// `nil` for processes without a Raman step.
  public let p: String?
  public let q: String?
  public let g: String
  /// The intermediate level of RENP.
  public let intermediate: String?
  /// s⁻¹; `nil` when unknown.
  public let rateOfPE: Datum?
  public let rateOfE: Datum?
  /// |S|² per component of e.
  public let spinSquared: Datum?
  /// True when γ_pe is a manifold mean and not the rate of one Stark line.
  public let isRateManifoldMean: Bool
  /// True when |S|² is a manifold mean and not that of one Stark pair.
  public let isSpinManifoldMean: Bool
  /// The figures the file states; checked against recomputation, never used.
  public let derived: DerivedFigures?
  public let isViable: Bool
  public let note: String
  public let pointer: String

  public struct DerivedFigures: Sendable, Hashable {
    /// eV.
    public let epsilonPE: Double?
    public let epsilonEG: Double?
    public let ratio: Double?
    public let largestR: Double?
    public let windowExists: Bool?
    public let figureOfMerit: Double?
    public let figureOfMeritWithSpin: Double?
  }
}
