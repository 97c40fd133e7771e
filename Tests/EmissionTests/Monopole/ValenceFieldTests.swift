import Foundation
import Quantities
import Testing

@testable import Emission

@Suite struct `Valence field` {
  @Test func `has the levels and elements of hydrogen`() {
    let field = ValenceField(protons: 1), hartree = ValenceField.hartree
    // Numerov's error is of order h⁴ ~ 6e-11 times the sixth derivative; measured below 1e-9.
    for (n, l) in [(1, 0), (2, 1), (3, 1), (6, 1), (7, 1), (7, 3)] {
      let orbital = field.orbital(n: n, l: l)
      #expect(abs(orbital.energy / hartree * Double(-2 * n * n) - 1) < 1e-8, "\(n) \(l): \(orbital.energy / hartree)")
      #expect(abs(field.coulombElement(orbital, orbital) / hartree * Double(n * n) - 1) < 1e-8, "\(n) \(l)")
    }
    // By hand: R₂₁ = r e^{−r/2}/(2√6), R₃₁ = 8/(27√6) r (1 − r/6) e^{−r/3}; ∫R₂₁R₃₁ r dr = (2/81)(6 a⁻⁴ − 4 a⁻⁵), a = 5/6.
    let a = 5.0 / 6
    let exact = 2.0 / 81 * (6 * pow(a, -4) - 4 * pow(a, -5))
    let found = abs(field.coulombElement(field.orbital(n: 2, l: 1), field.orbital(n: 3, l: 1)) / hartree)
    #expect(abs(found / abs(exact) - 1) < 1e-8, "\(found) \(exact)")
  }

  /// SciPy: the radial equation in ln r by a Runge–Kutta method of order 8 from both ends, χ integrated inward from its asymptotic expansion; eV.
  static let caesium: [(ValenceField.Screening, p6: Double, p7: Double, diagonal: Double, off: Double)] = [
    (.ofAtom, -3.011_910_1, -1.312_818_1, 277.953_63, 61.054_347),
    (.ofCore, -3.064_402_0, -1.325_717_3, 281.890_78, 61.577_683),
  ]

  @Test(arguments: caesium)
  func `tells how far the Thomas–Fermi mean is from valence elements of caesium`(
    screening: ValenceField.Screening, e6: Double, e7: Double, diagonal: Double, off: Double
  ) {
    // The reference is good to some 1e-8.
    let field = ValenceField(protons: 55, screening: screening)
    let p6 = field.orbital(n: 6, l: 1), p7 = field.orbital(n: 7, l: 1)
    #expect(abs(p6.energy.electronVolts / e6 - 1) < 5e-8, "\(p6.energy)")
    #expect(abs(p7.energy.electronVolts / e7 - 1) < 5e-8, "\(p7.energy)")
    #expect(abs(field.coulombElement(p6, p6).electronVolts / diagonal - 1) < 5e-8)
    #expect(abs(abs(field.coulombElement(p6, p7).electronVolts) / off - 1) < 5e-8)
    // The paper says that such elements are 2.5 times smaller than its mean over the atom.
    let mean = ThomasFermiAtom(protons: 55).nuclearIntegral.electronVolts
    #expect(mean / off > 160 && mean / diagonal > 36)
  }
}
