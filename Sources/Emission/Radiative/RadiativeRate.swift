import Quantities

/// The absolute rate of radiative pair emission, Γ = Γ₀ η I(ω), and what goes into it.
///
/// Γ₀ alone is not a rate: n³Vη carries the physics, and each paper's conventions for the field, E² = εnη, and for averages over polarisation leave
/// it uncertain by factors of order one.
public enum RadiativeRate {
  /// Γ₀η of the spin current, s⁻¹:
  ///
  ///     Γ₀ = (3/2) G_F² n³V ε_eg γ_vg/ε_vg³ × angular
  ///
  /// D. N. Dinh et al., Phys. Lett. B 719 (2013) 154, with d² = 3πγ/ε_vg³ and H = (G_F/√2) of the axial current.
  ///
  /// - Parameters:
  ///   - coherence: n³Vη in cm⁻⁶.
  ///   - dipoleRate: γ_vg, the A-coefficient of the photon step.
  ///   - angular: what the states' couplings and directions make of |⟨σ⟩|²; 1 where nothing is known.
  public static func unit(
    coherence: Double, levelSpacing: Energy, virtualSpacing: Energy, dipoleRate: Rate, angular: Double = 1
  ) -> Rate {
    let fermi = PhysicalConstants.fermiCoupling, v = virtualSpacing.electronVolts
    let density = UnitConvention.codata2022.naturalUnits(coherence, centimetrePower: -6)
    let value =
      1.5 * fermi * fermi * density * levelSpacing.electronVolts * dipoleRate.energyWidth.electronVolts / (v * v * v)
      * angular
    return Rate(perSecond: Energy(electronVolts: value).angularFrequencyPerSecond)
  }

  /// d = √(3πγ/ε³), eV⁻¹, of a dipole transition with this A-coefficient: the convention of the papers, without statistical weights.
  public static func dipole(rate: Rate, spacing: Energy) -> Double {
    let eps = spacing.electronVolts
    return (3 * .pi * rate.energyWidth.electronVolts / (eps * eps * eps)).squareRoot()
  }
}
