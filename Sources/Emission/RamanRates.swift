import Quantities

/// The rates of a double-resonant Raman path and its lasers, on which the absolute rate depends.
///
/// All widths are angular rates in s⁻¹; a linewidth in Hz enters as Δω₀ = 2π·Hz (``Rate/init(cyclicLinewidthInHertz:)``).
public struct RamanWidths: Sendable, Hashable {
  /// γ_pe and γ_pq, the A-coefficients of the two photon steps.
  public var rateOfPE: Rate
  public var rateOfPQ: Rate
  /// γ_p, γ_e, γ_q, the total widths.
  public var widthOfP: Rate
  public var widthOfE: Rate
  public var widthOfQ: Rate
  /// Δω₀, the width of the trigger laser.
  public var linewidth: Rate

  public init(rateOfPE: Rate, rateOfPQ: Rate, widthOfP: Rate, widthOfE: Rate, widthOfQ: Rate, linewidth: Rate) {
    self.rateOfPE = rateOfPE
    self.rateOfPQ = rateOfPQ
    self.widthOfP = widthOfP
    self.widthOfE = widthOfE
    self.widthOfQ = widthOfQ
    self.linewidth = linewidth
  }

  /// √(γ_p² + γ_e² + Δω₀²) in eV: the full width of the trigger resonance.
  public var triggerWidth: Double {
    let p = widthOfP.energyWidth.electronVolts, e = widthOfE.energyWidth.electronVolts,
      w = linewidth.energyWidth.electronVolts
    return (p * p + e * e + w * w).squareRoot()
  }

  /// √(γ_e² + γ_q²) in eV: the full width of the detected line.
  public var detectedWidth: Double {
    let e = widthOfE.energyWidth.electronVolts, q = widthOfQ.energyWidth.electronVolts
    return (e * e + q * q).squareRoot()
  }

  /// What detuning costs: the Lorentzian of the trigger resonance relative to its peak, W²/(4δ² + W²).
  ///
  /// - Parameter detuning: ω₀ − ε_pe in eV.
  public func triggerSuppression(detuning: Double) -> Double { Self.lorentzian(detuning, triggerWidth) }

  /// d ln/dδ of ``triggerSuppression(detuning:)``, eV⁻¹.
  public func triggerLogSlope(detuning: Double) -> Double {
    if detuning == 0 { return 0 }
    let ratio = 2 * detuning / triggerWidth
    // ratio/(1 + ratio²), without the square of a large one.
    return -4 / triggerWidth / (ratio + 1 / ratio)
  }

  /// The Lorentzian of the detected line relative to its peak.
  ///
  /// - Parameter detuning: ω from the centre of the line, in eV.
  public func detectedSuppression(detuning: Double) -> Double { Self.lorentzian(detuning, detectedWidth) }

  private static func lorentzian(_ detuning: Double, _ width: Double) -> Double {
    // Divided by the larger first: squares of widths near 1e-160 eV would vanish.
    if detuning == 0 { return 1 }
    let ratio = 2 * detuning / width
    return 1 / (1 + ratio * ratio)
  }
}

/// The absolute rate of RANP as Hara and Yoshimura, arXiv:1904.03813, write it.
///
/// These prefactors are uncertain by 10²–10⁴: eqs. (4) and (7) differ by a factor 16 that no step explains, eq. (8) is half of eq. (7), and
/// a golden-rule estimate lies far below all of them. Ratios and numbers of signal events are to be trusted before absolute rates.
public enum RamanRate {
  /// dΓ/dΩ of eq. (7), s⁻¹ sr⁻¹:
  ///
  ///     (64π⁴/3) G_F² γ_pe γ_pq / [√(γ_e²+γ_q²) √(γ_p²+γ_e²+Δω₀²) ε_pe³] n³Vη 4πΣF
  ///
  /// - Parameters:
  ///   - trigger: ε_pe.
  ///   - coherence: n³Vη in cm⁻⁶.
  ///   - pairSum: ΣF in eV².
  public static func perSolidAngle(
    _ widths: RamanWidths, trigger: Energy, coherence: Double, pairSum: Double, convention: UnitConvention
  ) -> Rate {
    let pi2 = Double.pi * Double.pi
    return rate(64 * pi2 * pi2 / 3 * 4 * .pi * pairSum, widths, trigger, coherence, convention)
  }

  /// Γ₀ of eq. (8), extended to q ≠ e like eq. (7):
  ///
  ///     Γ₀/4π = (32π⁴/3) G_F² γ_pe γ_pq / [√(γ_e²+γ_q²) √(γ_p²+γ_e²+Δω₀²)] ε_eg²/(24 ε_pe³) n³Vη
  ///
  /// With q = e, √(γ_e²+γ_q²) = √2 γ_e gives the printed 32π⁴/(3√2).
  public static func unit(
    _ widths: RamanWidths, levelSpacing: Energy, trigger: Energy, coherence: Double, convention: UnitConvention
  ) -> Rate {
    let pi2 = Double.pi * Double.pi, eps = levelSpacing.electronVolts
    return rate(4 * .pi * 32 * pi2 * pi2 / 3 * eps * eps / 24, widths, trigger, coherence, convention)
  }

  /// 24Γ₀/ε_eg², s⁻¹ eV⁻²: multiplied by ΣF it is the rate per solid angle that goes with eq. (8).
  public static func perPairSum(_ gamma0: Rate, levelSpacing: Energy) -> Double {
    24 * gamma0.perSecond / (levelSpacing.electronVolts * levelSpacing.electronVolts)
  }

  private static func rate(
    _ factor: Double, _ widths: RamanWidths, _ trigger: Energy, _ coherence: Double, _ convention: UnitConvention
  ) -> Rate {
    let pe = widths.rateOfPE.energyWidth.electronVolts, pq = widths.rateOfPQ.energyWidth.electronVolts
    let w0 = trigger.electronVolts, fermi = PhysicalConstants.fermiCoupling
    let value =
      factor * fermi * fermi * pe * pq / (widths.detectedWidth * widths.triggerWidth * w0 * w0 * w0)
      * convention.naturalUnits(coherence, centimetrePower: -6)
    return Rate(perSecond: Energy(electronVolts: value).angularFrequencyPerSecond)
  }

  /// The doubly differential rate of eq. (4), natural units throughout (eV):
  ///
  ///     (4π³/3) G_F² ω² E₀² I(ω₀) / {[(ω₀−ε_pe)² + (γ_p²+γ_e²+Δω₀²)/4] [(ω−ε_pq)² + (γ_e²+γ_q²)/4]} γ_pe γ_pq/(ε_pe³ ε_pq²) n²V ΣF
  ///
  /// The second resonance is centred on ε_pq as printed, which is right for an undetuned trigger.
  public static func doublyDifferential(
    _ widths: RamanWidths, trigger w0: Double, detected w: Double, spacingPE: Double, spacingPQ: Double,
    fieldSquared: Double,
    spectralDensity: Double, densitySquaredVolume: Double, pairSum: Double
  ) -> Double {
    let pi3 = Double.pi * Double.pi * Double.pi, fermi = PhysicalConstants.fermiCoupling
    let first = widths.triggerWidth, second = widths.detectedWidth
    let d0 = w0 - spacingPE, d = w - spacingPQ
    let resonances = (d0 * d0 + first * first / 4) * (d * d + second * second / 4)
    let pe = widths.rateOfPE.energyWidth.electronVolts, pq = widths.rateOfPQ.energyWidth.electronVolts
    return 4 * pi3 / 3 * fermi * fermi * w * w * fieldSquared * spectralDensity / resonances * pe * pq
      / (spacingPE * spacingPE * spacingPE * spacingPQ * spacingPQ) * densitySquaredVolume * pairSum
  }
}
