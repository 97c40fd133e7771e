import Foundation
import Quantities
import Testing

@testable import Emission

@Suite struct `Thomas–Fermi atom` {
  @Test func `has the paper's length and units`() {
    #expect(abs(ThomasFermiAtom(protons: 1).lengthInBohrRadii - 0.885_341_377_000_114) < 1e-14)
    #expect(abs(ThomasFermiAtom(protons: 64).lengthInBohrRadii - 0.885_341_377_000_114 / 4) < 1e-14)
    // 30.735 eV; α²m_e = 27.211 386 eV over 0.885 341 377.
    let unit = ThomasFermiAtom(protons: 1).coulombUnit.electronVolts
    #expect(abs(unit - 27.211_386_245_98 / 0.885_341_377_000_114) < 1e-8)
  }

  @Test(arguments: [1, 18, 54, 92])
  func `has as many electrons as protons`(protons: Int) {
    let atom = ThomasFermiAtom(protons: protons)
    // ∫4πr² n dr in ln r from 1e-12 b, where 1e-18 of the electrons are left out, to 1e8 b, beyond which 144·4/x³ is.
    let rule = GaussLegendre(count: 20)
    var sum = 0.0
    let low = log(1e-12 * atom.length), high = log(1e8 * atom.length), panels = 60
    for k in 0..<panels {
      let step = (high - low) / Double(panels)
      sum += rule.integral(from: low + Double(k) * step, to: low + Double(k + 1) * step) { y in
        let r = exp(y)
        return 4 * .pi * r * r * r * atom.electronDensity(at: r)
      }
    }
    #expect(abs(sum / Double(protons) - 1) < 1e-11)
  }

  @Test func `has the virial theorem's repulsion only with both orders of the core integral`() {
    // The model's energy is −(3/7) (Zα/b) Z B; the electrons' repulsion is a third of it in magnitude: Z J_C/2 = (1/7)(Zα/b) Z B.
    let atom = ThomasFermiAtom(protons: 55)
    let third = 55 * atom.nuclearIntegral.electronVolts / 7
    #expect(abs(55 * atom.coreIntegral(.corrected).electronVolts / 2 / third - 1) < 1e-14)
    #expect(abs(55 * atom.coreIntegral(.published).electronVolts / 2 / third - 0.5) < 1e-14)
    // And that energy is −0.768 745 Z^{7/3} hartree (0.7687, Schwinger, Phys. Rev. A 22 (1980) 1827): three sevenths of Z J_N.
    let hartree = ValenceField.hartree.electronVolts
    #expect(abs(3.0 / 7 * ThomasFermiAtom(protons: 1).nuclearIntegral.electronVolts / hartree - 0.768_745) < 1e-6)
  }

  @Test func `makes the printed ratio of nucleus and core`() {
    // 49 Q_w² as printed ("order of 50"), 12.25 Q_w² with both orders.
    let atom = ThomasFermiAtom(protons: 54)
    let printed = atom.nuclearIntegral / atom.coreIntegral(.published)
    let full = atom.nuclearIntegral / atom.coreIntegral(.corrected)
    #expect(abs(printed * printed - 49) < 1e-12 && abs(full * full - 12.25) < 1e-12)
  }

  @Test func `has weak charges`() {
    #expect(abs(WeakMixing.published.charge(protons: 55, neutrons: 78) - 75.58) < 1e-12)
    #expect(abs(WeakMixing.published.charge(protons: 54, neutrons: 77) - 74.624) < 1e-12)
    #expect(abs(WeakMixing.lowEnergy.protonCharge - 0.04572) < 1e-12)
  }
}
