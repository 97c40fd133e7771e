import Quantities

/// An intermediate level n of two-photon emission q → n → g: its spacings in eV and A-coefficients in s⁻¹.
public struct IntermediateLevel: Sendable, Hashable {
  /// ε_n − ε_q and ε_n − ε_g.
  public let spacingToQ: Double
  public let spacingToG: Double
  public let rateToQ: Rate
  public let rateToG: Rate

  public init(spacingToQ: Double, spacingToG: Double, rateToQ: Rate, rateToG: Rate) {
    precondition(spacingToQ > 0 && spacingToG > 0, "eq. (12) holds for levels above q and g")
    self.spacingToQ = spacingToQ
    self.spacingToG = spacingToG
    self.rateToQ = rateToQ
    self.rateToG = rateToG
  }
}

/// McQ4: the pair replaced by two photons, at the same squared invariant mass.
public enum TwoPhotonBackground {
  /// The mean of ω²(E−ω)²/(ω+ε_n)² over the energies one of the two photons may have,
  ///
  ///     (1/P) ∫ dω ω²(E−ω)²/(ω+ε_n)²,   ω from (E−P)/2 to (E+P)/2,   P = √(E²−M²)
  ///
  /// in eV². Written as a mean it has no cancellation as P → 0, where it becomes (E/2)⁴/(E/2+ε_n)². The integrand's only
  /// singularity, the double pole at −ε_n, stays outside the interval for ε_n > 0: 48 nodes reach 1e-13 of the value for ε_n ≥ 0.05 E at any
  /// M² ≥ 0.
  public static func kernel(massSquared: Double, energy: Double, spacing: Double) -> Double {
    let momentum = max(energy * energy - massSquared, 0).squareRoot()
    let mean = rule.integral(from: -0.5, to: 0.5) { t in
      let w = energy / 2 + momentum * t
      let factor = w * (energy - w) / (w + spacing)
      return factor * factor
    }
    return mean
  }

  private static let rule = GaussLegendre(count: 48)

  /// I_2γ as printed (arXiv:1904.03813, eq. (12)), in eV⁻²: levels added incoherently, without exchange of the two photons,
  ///
  ///     I_2γ = (π/8) Σ_n γ_nq γ_ng/(ε_nq³ ε_ng³) · kernel
  ///
  /// - Parameters:
  ///   - massSquared: M² of the photon pair; outside 0 … ε_qg² there is none, and the function is zero.
  ///   - energy: ε_qg, the energy of the two photons.
  public static func published(_ levels: [IntermediateLevel], massSquared: Double, energy: Double) -> Double {
    guard massSquared >= 0, energy * energy >= massSquared else { return 0 }
    return levels.reduce(0) { sum, n in
      let rates = n.rateToQ.energyWidth.electronVolts * n.rateToG.energyWidth.electronVolts
      let q = n.spacingToQ, g = n.spacingToG
      return sum + .pi / 8 * rates / (q * q * q * g * g * g)
        * kernel(massSquared: massSquared, energy: energy, spacing: q)
    }
  }

  /// I_2ν = G_F² ΣF/2, in eV⁻²: what I_2γ is compared with.
  public static func neutrinoFunction(pairSum: Double) -> Double {
    PhysicalConstants.fermiCoupling * PhysicalConstants.fermiCoupling * pairSum / 2
  }
}
