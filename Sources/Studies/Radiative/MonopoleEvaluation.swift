import Emission
import Neutrinos
import Quantities

/// What a study of emission by the charge of nucleus or core comes to: an amplitude of zero, and with the published conventions the figures of
/// Yoshimura and Sasao, arXiv:1310.6472, beside it.
public struct MonopoleEvaluation: Sendable {
  public let source: MonopoleSource
  /// The three orders of the vertices, which cancel.
  public let orderings: MonopoleOrderings
  /// `nil` with the corrected conventions: what is not stood by comes to those who ask.
  public let published: Published?

  /// The paper's formulas at the study's numbers.
  public struct Published: Sendable {
    public let source: MonopoleSource
    public let ratio: MonopoleScheme.Ratio
    /// `nil` when γ_ig is unknown.
    public let scheme: MonopoleScheme?
    /// Z, with N where it counts.
    public let nucleus: RadiativeStudy.Monopole
    public let mixing: WeakMixing
    public let pairs: [PairCoupling]
    public let nature: NeutrinoNature
    /// Γ₀η of eq. (18), eV³.
    public let prefactor: Double
    fileprivate let spectrum: RadiativeSpectrum

    /// Q_w; `nil` for the core, where 2b_ij takes its place.
    public var weakCharge: Double? {
      nucleus.neutrons.map { mixing.charge(protons: nucleus.protons, neutrons: $0) }
    }

    /// J_N or J_C.
    public var coulombIntegral: Energy {
      let atom = ThomasFermiAtom(protons: nucleus.protons)
      return source == .nucleus ? atom.nuclearIntegral : atom.coreIntegral(.published)
    }

    /// F(ω) of eq. (19) or (23), eV⁻²; `nil` where no energy is left for a pair.
    public func formFactor(at trigger: Double) -> AsPublished<Double>? {
      guard spectrum.kinematics(at: trigger).isOpen else { return nil }
      return scheme?.formFactorAsPrinted(
        detected: Energy(electronVolts: trigger), source: source, ratio: ratio)
    }

    /// The factor of the paper's curves, s⁻¹ eV².
    public var scale: AsPublished<Double>? {
      scheme?.scaleAsPrinted(prefactor: prefactor, source: source, ratio: ratio)
    }

    /// ΣΔI of eqs. (20) and (42), eV².
    public func spectrum(at trigger: Double, nature: NeutrinoNature? = nil) -> Double {
      pairs.reduce(0) { $0 + spectrum(of: $1, at: trigger, nature: nature) }
    }

    /// The part of one pair, both orders.
    public func spectrum(of pair: PairCoupling, at trigger: Double, nature: NeutrinoNature? = nil) -> Double {
      let kinematics = spectrum.kinematics(at: trigger)
      guard kinematics.isOpen else { return 0 }
      return pair.pair.multiplicity
        * MonopoleKernel.published.value(
          pair, excess: kinematics.excess(over: pair.threshold), energy: kinematics.pairEnergy,
          momentum: kinematics.momentum, nature: nature ?? self.nature)
    }

    /// Γ(ω) of eq. (18); zero where no pair is emitted, `nil` when γ_ig is unknown.
    public func rate(at trigger: Double) -> AsPublished<Rate>? {
      let isOpen = spectrum.kinematics(at: trigger).isOpen
      // Where nothing is left F has its pole, which the missing pair outweighs.
      return scheme?.rateAsPrinted(
        detected: Energy(electronVolts: isOpen ? trigger : 0), spectrum: isOpen ? spectrum(at: trigger) : 0,
        prefactor: prefactor, source: source, ratio: ratio)
    }
  }

  /// - Parameter spectrum: whose kinematics and pairs the study has.
  init?(_ study: RadiativeStudy, rateOfVG: Double?, spectrum: RadiativeSpectrum) {
    guard let source = study.vertex.source, let nucleus = study.monopole else { return nil }
    let levels = study.levels, mixing = WeakMixing.published
    self.source = source
    orderings = MonopoleOrderings(
      coulombSpacing: levels.vg - levels.eg, pairEnergy: levels.eg - study.geometry.trigger)
    guard study.conventions == .published else {
      published = nil
      return
    }
    published = Published(
      source: source, ratio: nucleus.ratio,
      scheme: rateOfVG.map {
        MonopoleScheme(
          protons: nucleus.protons, neutrons: nucleus.neutrons ?? 0, intermediate: Energy(electronVolts: levels.vg),
          excited: Energy(electronVolts: levels.eg), rateOfIG: Rate(perSecond: $0), mixing: mixing)
      },
      nucleus: nucleus, mixing: mixing, pairs: spectrum.pairs, nature: spectrum.nature,
      prefactor: MonopoleScheme.prefactor(levelSpacing: levels.eg, coherence: study.laser.coherence),
      spectrum: spectrum)
  }

  /// What the orders add up to, eV⁻²: zero, also where one of them has its pole.
  public var amplitude: Double { orderings.pairEnergy == 0 ? 0 : orderings.sum }

  /// Where the derivation stands.
  public static let chapter = "docs/physics.md, \"The nuclear monopole, as published, and why it is off\""

  /// Where the paper has its figures.
  public var place: String {
    "arXiv:1310.6472, \(source == .nucleus ? "eqs. (18) to (23)" : "eqs. (6), (18), (19), (31) and (42), with Q_w J_N → 2 b_ij J_C")"
  }
}
