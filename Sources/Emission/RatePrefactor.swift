import Foundation

/// The prefactors that the paper and a golden-rule estimate give the same rate, relative to that of eq. (8), which Γ₀ uses.
///
/// Hara and Yoshimura, arXiv:1904.03813. None is derived beyond doubt; together they say how little an absolute rate means.
public enum RatePrefactor: String, Sendable, Hashable, CaseIterable {
  /// Eq. (7): 64π⁴/3 with 4πΣF = ε²/24 is twice eq. (8).
  case equation7 = "eq_7"
  /// Eq. (4) with the paper's two line integrals: a sixteenth of eq. (7).
  case equation4 = "eq_4_integrated"
  /// A golden rule with macro-coherence, polarisation averages and |⟨σ⟩|² = 1: 1/4π in place of 4π³/3 in eq. (4), (2π)⁴/3 less.
  case goldenRule = "golden_rule"

  /// Γ₀ by this prefactor over Γ₀ by eq. (8).
  public var factor: Double {
    switch self {
    case .equation7: 2
    case .equation4: 2.0 / 16
    case .goldenRule: 2.0 / 16 * 3 / pow(2 * .pi, 4)
    }
  }
}
