import Foundation
import Neutrinos
import Quantities

/// An atom with the three states of the Coulomb-assisted scheme, |e⟩ → |i⟩ by the Coulomb interaction and |i⟩ → |g⟩ by the photon; for alkali atoms n'p = i, np = e, ns = g.
///
/// Yoshimura and Sasao, arXiv:1310.6472, sec. III. **The process does not exist**: its amplitude cancels (``MonopoleOrderings``), and ``rate`` is what the
/// corrected calculation gives, zero. The members whose names end in `AsPrinted` are the paper's formulas, for holding them against its numbers; their values come as
/// ``AsPublished`` and cannot be compared with a rate. For physics there is the spin current.
public struct MonopoleScheme: Sendable, Hashable {
  /// Z and N of the nucleus.
  public var protons: Int
  public var neutrons: Int
  /// ε_i, ε_e and ε_g.
  public var intermediate: Energy
  public var excited: Energy
  public var ground: Energy
  /// γ_ig, the A-coefficient of i → g.
  public var rateOfIG: Rate
  public var mixing: WeakMixing

  public init(
    protons: Int, neutrons: Int, intermediate: Energy, excited: Energy, ground: Energy = .zero, rateOfIG: Rate,
    mixing: WeakMixing = .published
  ) {
    precondition(intermediate > excited && excited > ground, "the levels ascend from g to e to i")
    self.protons = protons
    self.neutrons = neutrons
    self.intermediate = intermediate
    self.excited = excited
    self.ground = ground
    self.rateOfIG = rateOfIG
    self.mixing = mixing
  }

  /// Which ratio of energies stands in front.
  public enum Ratio: String, Sendable, Hashable, CaseIterable {
    /// (ε_i − ε_g)/(ε_i − ε_e), eq. (19).
    case equation19 = "eq_19"
    /// (ε_i − ε_e)/(ε_i − ε_g), which eq. (23) prints for xenon.
    case equation23 = "eq_23"
  }

  // MARK: What holds

  /// ε_eg, eV.
  public var levelSpacing: Double { (excited - ground).electronVolts }
  /// D = ε_i − ε_e, eV.
  public var coulombSpacing: Double { (intermediate - excited).electronVolts }

  /// The rate of the process: zero, because the amplitude is.
  public var rate: Rate { .zero }

  /// Q_w.
  public var weakCharge: Double { mixing.charge(protons: protons, neutrons: neutrons) }

  /// d_ig = √(3πγ_ig/(ε_i − ε_g)³), eV⁻¹        (eq. (19))
  public var dipole: Double {
    let spacing = (intermediate - ground).electronVolts
    return (3 * .pi * rateOfIG.energyWidth.electronVolts / (spacing * spacing * spacing)).squareRoot()
  }

  /// The denominators that a photon of energy ω leaves.
  public func orderings(detected omega: Energy) -> MonopoleOrderings {
    MonopoleOrderings(coulombSpacing: coulombSpacing, pairEnergy: levelSpacing - omega.electronVolts)
  }

  /// Γ₀ = (3/4) G_F² n³V ε_eg, eV³        (eq. (18))
  ///
  /// With F² in eV⁻⁴ and I in eV² the rate is an energy; the paper gives Γ₀ itself the dimension of one.
  public static func prefactor(
    levelSpacing: Double, density: NumberDensity, volume: Volume, convention: UnitConvention = .codata2022
  ) -> Double {
    let n = density.naturalUnits(convention: convention), fermi = PhysicalConstants.fermiCoupling
    return 0.75 * fermi * fermi * n * n * n * volume.naturalUnits(convention: convention) * levelSpacing
  }

  /// The same times η, from n³Vη in cm⁻⁶.
  public static func prefactor(
    levelSpacing: Double, coherence: Double, convention: UnitConvention = .codata2022
  ) -> Double {
    let fermi = PhysicalConstants.fermiCoupling
    return 0.75 * fermi * fermi * convention.naturalUnits(coherence, centimetrePower: -6) * levelSpacing
  }

  // MARK: As printed

  /// J_N of the nucleus, J_C of the core: what the printed form factor multiplies the weak charges with.
  public func coulombIntegral(_ source: MonopoleSource, coreIntegral: Conventions = .published) -> Energy {
    let atom = ThomasFermiAtom(protons: protons)
    return source == .nucleus ? atom.nuclearIntegral : atom.coreIntegral(coreIntegral)
  }

  /// The coupling of eq. (19): Q_w J_N for the nucleus; for the core 2 J_C, its b_ij being in the spectrum (Q_w → 2b_ij).
  private func coupling(_ source: MonopoleSource, _ coreIntegral: Conventions) -> Double {
    (source == .nucleus ? weakCharge : 2)
      * coulombIntegral(source, coreIntegral: coreIntegral).electronVolts
  }

  private func ratio(_ ratio: Ratio) -> Double {
    let whole = (intermediate - ground).electronVolts
    return ratio == .equation19 ? whole / coulombSpacing : coulombSpacing / whole
  }

  /// What eq. (19) has in front of the denominators, Q_w J_N ratio d_ig/√(3π), a pure number.
  private func strength(_ source: MonopoleSource, _ ratio: Ratio, _ coreIntegral: Conventions) -> Double {
    coupling(source, coreIntegral) * self.ratio(ratio) * dipole / (3 * Double.pi).squareRoot()
  }

  /// F(ω) of eq. (19), eV⁻²:
  ///
  ///     F = Q_w J_N · ratio · d_ig/√(3π) / [(ε_i − ε_e + ω)(ε_e − ε_g − ω)]
  ///
  /// - Parameter coreIntegral: which J_C the core takes.
  public func formFactorAsPrinted(
    detected omega: Energy, source: MonopoleSource = .nucleus, ratio: Ratio = .equation19,
    coreIntegral: Conventions = .published
  ) -> AsPublished<Double> {
    let w = omega.electronVolts
    return AsPublished(
      strength(source, ratio, coreIntegral) / ((coulombSpacing + w) * (levelSpacing - w)), refutation: .monopoleCancels)
  }

  /// Γ₀ η [F (ε_i − ε_e + ω)(ε_e − ε_g − ω)]², s⁻¹ eV²: the factor by which a curve of I/[…]² is to be multiplied.
  ///
  /// - Parameter fieldFraction: η, the stored field's share of ε_eg n.
  public func scaleAsPrinted(
    density: NumberDensity, volume: Volume, fieldFraction: Double, source: MonopoleSource = .nucleus,
    ratio: Ratio = .equation19, coreIntegral: Conventions = .published
  ) -> AsPublished<Double> {
    scaleAsPrinted(
      prefactor: Self.prefactor(levelSpacing: levelSpacing, density: density, volume: volume) * fieldFraction,
      source: source, ratio: ratio, coreIntegral: coreIntegral)
  }

  /// The same from Γ₀η, eV³.
  public func scaleAsPrinted(
    prefactor: Double, source: MonopoleSource = .nucleus, ratio: Ratio = .equation19,
    coreIntegral: Conventions = .published
  ) -> AsPublished<Double> {
    let strength = strength(source, ratio, coreIntegral)
    return AsPublished(
      Energy(electronVolts: prefactor * strength * strength).angularFrequencyPerSecond, refutation: .monopoleCancels)
  }

  /// Γ(ω) = Γ₀ F² I η of eq. (18).
  ///
  /// - Parameter spectrum: I, eV²: ``MonopoleKernel/sum(_:massSquared:energy:momentum:nature:)``.
  public func rateAsPrinted(
    detected omega: Energy, spectrum: Double, density: NumberDensity, volume: Volume, fieldFraction: Double,
    source: MonopoleSource = .nucleus, ratio: Ratio = .equation19, coreIntegral: Conventions = .published
  ) -> AsPublished<Rate> {
    rateAsPrinted(
      detected: omega, spectrum: spectrum,
      prefactor: Self.prefactor(levelSpacing: levelSpacing, density: density, volume: volume) * fieldFraction,
      source: source, ratio: ratio, coreIntegral: coreIntegral)
  }

  /// The same from Γ₀η, eV³.
  public func rateAsPrinted(
    detected omega: Energy, spectrum: Double, prefactor: Double, source: MonopoleSource = .nucleus,
    ratio: Ratio = .equation19, coreIntegral: Conventions = .published
  ) -> AsPublished<Rate> {
    let form = formFactorAsPrinted(detected: omega, source: source, ratio: ratio, coreIntegral: coreIntegral)
      .value(knowing: .monopoleCancels)
    let energy = prefactor * form * form * spectrum
    return AsPublished(Energy(electronVolts: energy).energyAsRate, refutation: .monopoleCancels)
  }
}

extension Energy {
  /// E/ħ.
  fileprivate var energyAsRate: Rate { Rate(perSecond: angularFrequencyPerSecond) }
}
