/// Standard deviations of oscillation parameters, uncorrelated: the fits' asymmetric errors averaged.
public struct OscillationErrors: Sendable, Hashable {
  public let s12sq: Double
  public let s13sq: Double
  /// eV².
  public let dm21: Double
  public let dm31: Double
}

extension OscillationSet {
  /// `nil` for the set that is inferred from a paper's figures, which states none.
  ///
  /// The numbers are remembered from the tables of the cited fits. Those of NuFIT 6.0 agree with the abstract of arXiv:2410.05380, which gives relative
  /// precisions at 3σ of 13 % for θ₁₂, 8 % for θ₁₃, 15 % for Δm²₂₁ and 6 % for Δm²_3ℓ.
  public func errors(for ordering: MassOrdering) -> OscillationErrors? {
    let isNormal = ordering == .normal
    switch self {
    case .paper2012: return nil
    case .nufit52:
      return OscillationErrors(
        s12sq: 0.012, s13sq: 5.8e-4, dm21: 2.05e-6, dm31: 2.65e-5)
    case .nufit60:
      return OscillationErrors(s12sq: 0.0115, s13sq: isNormal ? 5.7e-4 : 5.6e-4, dm21: 1.9e-6, dm31: 2.0e-5)
    case .pdg2024:
      return OscillationErrors(s12sq: 0.0125, s13sq: 7e-4, dm21: 1.8e-6, dm31: isNormal ? 2.8e-5 : 2.9e-5)
    }
  }
}
