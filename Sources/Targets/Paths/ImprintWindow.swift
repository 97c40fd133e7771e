/// The range of the imprinted phase r in which no photon can replace the neutrino pair at any angle.
///
/// M²(θ) is linear in sin²(θ/2), so it is positive everywhere if it is at θ = 0 and θ = π. With the level spacing
/// ε = ε_eg, trigger ω₀ = ε_pe and detected photon ω = ε_pq (Hara and Yoshimura, arXiv:1904.03813, eq. (9)):
///
///     M²(0) = (1 − r)ε [(1 + r)ε − 2(ω − ω₀)]
///     M²(π) = [(1 − r)ε − 2ω] [(1 + r)ε + 2ω₀]
///     McQ3-free  ⇔  max(−1, −1 + 2(ω − ω₀)/ε) < r < 1 − 2ω/ε
public struct ImprintWindow: Sendable, Hashable {
  public let lower: Double
  /// r_max, the McQ3 boundary itself: not part of the window.
  public let upper: Double
  /// Where paired super-radiance (McQ2) is phase-matched, r = −1 + 2ω₀/ε.
  public let mcq2: Double

  public var isEmpty: Bool { !(lower < upper) }

  /// Energies in one unit, eV; only their ratios matter.
  public init(levelSpacing eps: Double, trigger w0: Double, detected w: Double) {
    lower = max(-1, -1 + 2 * (w - w0) / eps)
    upper = 1 - 2 * w / eps
    mcq2 = -1 + 2 * w0 / eps
  }

  /// Where the threshold edge of the neutrino pair moves in a host of refractive index n, photons of momentum nω:
  /// the largest r with |P| < E at θ = π,
  ///
  ///     r = [(ε + ω₀ − ω)/n − ω₀ − ω]/ε
  ///
  /// The McQ3 boundary does not move when one n holds for all photons.
  public static func neutrinoEdge(levelSpacing eps: Double, trigger w0: Double, detected w: Double, index n: Double)
    -> Double
  {
    ((eps + w0 - w) / n - w0 - w) / eps
  }
}
