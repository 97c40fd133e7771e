import Emission
import Foundation
import Neutrinos
import Quantities

extension LibraryQuantity {
  private static let energy = 0.0...1e6

  /// Masses and mixing.
  private static let hypothesis: [Parameter] = [
    .number("lightest_meV", 0...1e6), .choice("ordering", MassOrdering.allCases.map(\.rawValue)),
    .choice("oscillation", OscillationSet.allCases.map(\.rawValue), OscillationSet.nufit60.rawValue),
  ]
  private static let nature = Parameter.choice("nature", NeutrinoNature.allCases.map(\.rawValue))
  private static let source = Parameter.choice("source", MonopoleSource.allCases.map(\.rawValue))
  /// The levels of ``MonopoleScheme``, and which ratio its printed form factor has.
  private static let scheme: [Parameter] = [
    .integer("Z", 1...200), .integer("N", 0...300), .number("eps_i_eV", energy), .number("eps_e_eV", energy),
    .number("gamma_ig_per_s", 0...1e20),
    .choice("ratio", MonopoleScheme.Ratio.allCases.map(\.rawValue), MonopoleScheme.Ratio.equation19.rawValue),
  ]
  private static let sample: [Parameter] = [.number("n_per_cm3", 0...1e30), .number("V_cm3", 0...1e30)]

  private static func hypothesis(_ arguments: Arguments, _ nature: NeutrinoNature) -> NeutrinoHypothesis {
    let ordering = arguments.choice("ordering", MassOrdering.self)
    return NeutrinoHypothesis(
      lightest: arguments.number("lightest_meV") / 1000, ordering: ordering, nature: nature,
      parameters: arguments.choice("oscillation", OscillationSet.self).parameters(for: ordering))
  }

  private static func scheme(_ arguments: Arguments) -> MonopoleScheme? {
    let i = arguments.number("eps_i_eV"), e = arguments.number("eps_e_eV")
    guard i > e, e > 0 else { return nil }
    return MonopoleScheme(
      protons: arguments.integer("Z"), neutrons: arguments.integer("N"), intermediate: Energy(electronVolts: i),
      excited: Energy(electronVolts: e), rateOfIG: Rate(perSecond: arguments.number("gamma_ig_per_s")))
  }

  private static func sample(_ arguments: Arguments) -> (NumberDensity, Volume) {
    (
      NumberDensity(perCubicCentimetre: arguments.number("n_per_cm3")),
      Volume(cubicCentimetres: arguments.number("V_cm3"))
    )
  }

  /// ΣΔI without an imprinted phase: the pair has the energy ε − ω and the photon's momentum.
  private static func spectrum(
    _ arguments: Arguments, _ conventions: Conventions, _ nature: NeutrinoNature, pairs: [PairCoupling]? = nil
  ) -> Double {
    let eps = arguments.number("eps_eV"), omega = arguments.number("omega_eV")
    let pairs =
      pairs ?? arguments.choice("source", MonopoleSource.self).pairs(Self.hypothesis(arguments, nature))
    return conventions.monopoleKernel.sum(
      pairs, massSquared: eps * (eps - 2 * omega), energy: eps - omega, momentum: omega, nature: nature)
  }

  /// Emission of pairs by the charge of nucleus or core.
  static let monopole: [LibraryQuantity] = [
    LibraryQuantity("proton-weak-charge", "1 − 4 sin²θ_W; corrected, at zero momentum", []) { _, conventions, _ in
      conventions.weakMixing.protonCharge
    },
    LibraryQuantity(
      "weak-charge", "Q_w; corrected, with sin²θ_W at zero momentum", [.integer("Z", 1...200), .integer("N", 0...300)]
    ) { arguments, conventions, _ in
      conventions.weakMixing.charge(protons: arguments.integer("Z"), neutrons: arguments.integer("N"))
    },
    LibraryQuantity("pair-thresholds", "number of different thresholds", hypothesis) { arguments, _, _ in
      Double(Set(hypothesis(arguments, .dirac).pairs.map(\.threshold)).count)
    },
    LibraryQuantity(
      "pair-threshold", "highest ω with an open pair, found by bisection, eV",
      [.number("eps_eV", energy), .number("mi_eV", energy), .number("mj_eV", energy)]
    ) { arguments, _, _ in
      let eps = arguments.number("eps_eV"), mi = arguments.number("mi_eV"), mj = arguments.number("mj_eV")
      func isOpen(_ omega: Double) -> Bool {
        PairEnergies.range(energy: eps - omega, momentum: omega, mi: mi, mj: mj) != nil
      }
      var low = 0.0, high = eps
      guard isOpen(low), !isOpen(high) else { return nil }
      for _ in 0..<200 where low < (low + high) / 2 && (low + high) / 2 < high {
        if isOpen((low + high) / 2) { low = (low + high) / 2 } else { high = (low + high) / 2 }
      }
      return low
    },
    LibraryQuantity(
      "pair-energy-limit", "highest energy of neutrino i, eV",
      [.number("W_eV", energy), .number("P_eV", energy), .number("mi_eV", energy), .number("mj_eV", energy)]
    ) { arguments, _, _ in
      PairEnergies.range(
        energy: arguments.number("W_eV"), momentum: arguments.number("P_eV"), mi: arguments.number("mi_eV"),
        mj: arguments.number("mj_eV"))?.upperBound
    },
    LibraryQuantity(
      "monopole-kernel", "I_ij without Δ_ij, Dirac, eV²",
      [.number("eps_eV", energy), .number("omega_eV", energy), .number("mi_eV", energy), .number("mj_eV", energy)]
    ) { arguments, conventions, _ in
      let eps = arguments.number("eps_eV"), omega = arguments.number("omega_eV")
      let mi = arguments.number("mi_eV"), mj = arguments.number("mj_eV")
      let excess = eps * (eps - 2 * omega) - (mi + mj) * (mi + mj)
      guard excess >= 0, excess + mi + mj > 0 else { return nil }
      return conventions.monopoleKernel.bracket(
        mi, mj, excess: excess, energySquared: (eps - omega) * (eps - omega), momentumSquared: omega * omega)
    },
    LibraryQuantity(
      "monopole-spectrum", "I(ω) = ΣΔI, eV²",
      [source, .number("eps_eV", energy), .number("omega_eV", energy)] + hypothesis + [nature]
    ) { arguments, conventions, _ in
      spectrum(arguments, conventions, arguments.choice("nature", NeutrinoNature.self))
    },
    LibraryQuantity(
      "monopole-majorana-excess", "I(ω) of Majorana over that of Dirac neutrinos, less one",
      [source, .number("eps_eV", energy), .number("omega_eV", energy)] + hypothesis
    ) { arguments, conventions, _ in
      spectrum(arguments, conventions, .majorana) / spectrum(arguments, conventions, .dirac) - 1
    },
    LibraryQuantity(
      "monopole-mixing-dependence", "I(ω) over that without mixing at the same masses, less one; Dirac",
      [source, .number("eps_eV", energy), .number("omega_eV", energy)] + hypothesis
    ) { arguments, conventions, _ in
      let unmixed = ElectronRow(
        parameters: OscillationParameters(name: "none", citation: "", s12sq: 0, s13sq: 0, dm21: 0, dm31: 0))
      let pairs = arguments.choice("source", MonopoleSource.self).pairs(
        masses: hypothesis(arguments, .dirac).masses, row: unmixed)
      return spectrum(arguments, conventions, .dirac) / spectrum(arguments, conventions, .dirac, pairs: pairs) - 1
    },
    LibraryQuantity(
      "monopole-ordering-sum", "the sum of the three orders of Coulomb, weak and photon vertex, eV⁻²",
      [.number("D_eV", energy), .number("E_eV", energy)]
    ) { arguments, _, _ in
      MonopoleOrderings(coulombSpacing: arguments.number("D_eV"), pairEnergy: arguments.number("E_eV")).sum
    },
    LibraryQuantity(
      "monopole-form-factor", "F(ω) of eq. (19) or (23), eV⁻²; corrected, zero", scheme + [.number("omega_eV", energy)],
      refutation: .monopoleCancels
    ) { arguments, conventions, _ in
      guard let scheme = scheme(arguments) else { return nil }
      guard conventions == .published else { return 0 }
      return scheme.formFactorAsPrinted(
        detected: Energy(electronVolts: arguments.number("omega_eV")),
        ratio: arguments.choice("ratio", MonopoleScheme.Ratio.self)
      ).value(knowing: .monopoleCancels)
    },
    LibraryQuantity(
      "monopole-prefactor", "Γ₀ of eq. (18) times an A-coefficient per eV³, s⁻¹",
      [.number("eps_eV", energy)] + sample
        + [.number("gamma_per_s", 0...1e20), .number("fermi_per_GeV2", 0...1, PhysicalConstants.fermiCoupling * 1e18)]
    ) { arguments, _, _ in
      let (density, volume) = sample(arguments)
      let fermi = arguments.number("fermi_per_GeV2") * 1e-18 / PhysicalConstants.fermiCoupling
      let energy =
        MonopoleScheme.prefactor(levelSpacing: arguments.number("eps_eV"), density: density, volume: volume)
        * Rate(perSecond: arguments.number("gamma_per_s")).energyWidth.electronVolts * fermi * fermi
      return Energy(electronVolts: energy).angularFrequencyPerSecond
    },
    LibraryQuantity(
      "monopole-scale", "Γ₀η[F(ε_i − ε_e + ω)(ε_e − ω)]², s⁻¹ eV²; corrected, zero",
      scheme + sample + [.number("eta", 0...1)], refutation: .monopoleCancels
    ) { arguments, conventions, _ in
      guard let scheme = scheme(arguments) else { return nil }
      guard conventions == .published else { return 0 }
      let (density, volume) = sample(arguments)
      return scheme.scaleAsPrinted(
        density: density, volume: volume, fieldFraction: arguments.number("eta"),
        ratio: arguments.choice("ratio", MonopoleScheme.Ratio.self)
      ).value(knowing: .monopoleCancels)
    },
    LibraryQuantity(
      "monopole-rate", "Γ(ω) of eq. (18) for the nucleus, s⁻¹; corrected, zero",
      scheme + [.number("omega_eV", energy)] + sample + [.number("eta", 0...1)] + hypothesis + [nature],
      refutation: .monopoleCancels
    ) { arguments, conventions, _ in
      guard let scheme = scheme(arguments) else { return nil }
      guard conventions == .published else { return 0 }
      let (density, volume) = sample(arguments)
      let omega = arguments.number("omega_eV"), eps = scheme.levelSpacing
      let nature = arguments.choice("nature", NeutrinoNature.self)
      let spectrum = MonopoleKernel.published.sum(
        MonopoleSource.nucleus.pairs(hypothesis(arguments, nature)), massSquared: eps * (eps - 2 * omega),
        energy: eps - omega, momentum: omega, nature: nature)
      return scheme.rateAsPrinted(
        detected: Energy(electronVolts: omega), spectrum: spectrum, density: density, volume: volume,
        fieldFraction: arguments.number("eta"), ratio: arguments.choice("ratio", MonopoleScheme.Ratio.self)
      ).value(knowing: .monopoleCancels).perSecond
    },
  ]
}
