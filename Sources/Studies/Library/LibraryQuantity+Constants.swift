import Emission
import Foundation
import Quantities

extension LibraryQuantity {
  /// Numbers of the literature that need no atom.
  static let constants: [LibraryQuantity] = [
    LibraryQuantity("fermi-rate", "G_F²E⁵/ħ, s⁻¹", [.number("energy_eV", 0...1e6, 1)]) { arguments, _, _ in
      let fermi = PhysicalConstants.fermiCoupling
      return Energy(electronVolts: fermi * fermi * pow(arguments.number("energy_eV"), 5)).angularFrequencyPerSecond
    },
    // D. J. Fixsen, Astrophys. J. 707 (2009) 916, for the photons.
    LibraryQuantity(
      "relic-neutrino-temperature", "(4/11)^⅓ · 2.7255 K, of the neutrinos left from the Big Bang, K", []
    ) { _, _, _ in cbrt(4.0 / 11) * 2.7255 },
    LibraryQuantity("w-mass", "m_W, GeV", []) { _, _, _ in StandardModelMoments.massOfW / 1e9 },
    LibraryQuantity(
      "w-over-momentum", "m_W²/q², what a massless mediator gains over the W", [.number("q_eV", 1e-9...1e9, 1)]
    ) { arguments, _, _ in
      let ratio = StandardModelMoments.massOfW / arguments.number("q_eV")
      return ratio * ratio
    },
    LibraryQuantity(
      "neutrino-radiative-lifetime", "τ of ν → νγ through the τ alone with unit mixing, s",
      [.number("mass_eV", 1e-9...1e6, 1)]
    ) { arguments, _, _ in StandardModelMoments.radiativeLifetime(mass: arguments.number("mass_eV"), mixing: 1) },
    LibraryQuantity("fine-structure", "α = 1/(m_e a_B)", []) { _, _, _ in PhysicalConstants.fineStructure },
  ]
}
