import Quantities

/// How the two photons of McQ4 share the energy before a fibre acts on them: the symmetrised integrand of eq. (12) of Hara and Yoshimura,
/// arXiv:1904.03813, whose angular part a fibre replaces.
///
///     w(ω) = Σ_n s_n ω²(E−ω)² ½[1/(ω+ε_nq)² + 1/(E−ω+ε_nq)²]
public struct PhotonPairWeight: Sendable, Hashable {
  private let terms: [Term]
  private let energy: Double

  private struct Term: Hashable {
    let spacing: Double
    let strength: Double
  }

  /// One state alone: its strength drops out of a suppression.
  public init(spacing: Double, energy: Double) {
    terms = [Term(spacing: spacing, strength: 1)]
    self.energy = energy
  }

  /// All the states of a background, by their strengths.
  public init(_ background: TwoPhotonBackground, energy: Double) {
    terms = background.levels.map { Term(spacing: $0.spacingToQ, strength: $0.strength) }
    self.energy = energy
  }

  /// True when no state is reached by a real photon of the pair, and there is one.
  public var isRegular: Bool {
    !terms.isEmpty && terms.allSatisfy { $0.spacing > 0 || -$0.spacing - energy > 0 }
  }

  public func callAsFunction(_ omega: Double) -> Double {
    let other = energy - omega, product = omega * other
    var sum = 0.0
    for term in terms {
      let a = omega + term.spacing, b = other + term.spacing
      sum += term.strength * 0.5 * (1 / (a * a) + 1 / (b * b))
    }
    return product * product * sum
  }
}
