import Quantities
import Testing
import _TestSupport

@Suite struct `Conversions` {
  @Test func `round trips lose at most a few ulps`() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<1000 {
      let value = Double.random(in: 1e-6...1e6, using: &generator)
      // Two multiplications and divisions: at most four roundings of 1.1e-16 each.
      func isSame(_ other: Double) -> Bool { abs(other / value - 1) < 5e-16 }
      #expect(isSame(Energy(wavenumberPerCentimetre: value).wavenumberPerCentimetre()))
      #expect(isSame(Energy(cyclicFrequencyInHertz: value).cyclicFrequencyInHertz))
      #expect(isSame(Energy(angularFrequencyPerSecond: value).angularFrequencyPerSecond))
      #expect(isSame(Energy(milliElectronVolts: value).milliElectronVolts))
      #expect(isSame(Angle(degrees: value).degrees))
      #expect(isSame(Rate(lifetimeInSeconds: value).lifetimeInSeconds))
      #expect(isSame(Energy(electronVolts: value).wavelength.energy.electronVolts))
    }
  }

  @Test func `one electronvolt is 1239.84 nm, 8065.54 per cm, 241.8 THz`() {
    let energy = Energy(electronVolts: 1)
    #expect(abs(energy.wavelength.vacuumNanometres - 1239.841_984_332) < 1e-8)
    #expect(abs(energy.wavenumberPerCentimetre() - 8065.543_937_349) < 1e-8)
    #expect(abs(energy.cyclicFrequencyInHertz / 2.417_989_242_084e14 - 1) < 1e-12)
  }

  @Test func `cyclic and angular frequencies differ by 2π`() {
    #expect(abs(Energy(cyclicFrequencyInHertz: 1) / Energy(angularFrequencyPerSecond: 1) - 2 * .pi) < 1e-14)
    // A laser linewidth of 100 Hz is an angular width of 628.3 s⁻¹; an A-coefficient has no 2π.
    #expect(abs(Rate(cyclicLinewidthInHertz: 100).perSecond - 628.318_530_717_958_6) < 1e-12)
    #expect(abs(Rate(perSecond: 1).energyWidth.electronVolts / 6.582_119_569_509_066e-16 - 1) < 1e-15)
  }

  @Test func `densities and volumes cancel in natural units`() {
    let density = NumberDensity(perCubicCentimetre: 1e17).naturalUnits()
    let volume = Volume(cubicCentimetres: 100).naturalUnits()
    // nV counts particles whatever the units: 1e19.
    #expect(abs(density * volume / 1e19 - 1) < 1e-14)
    // (ħc)³ n with ħc = 1.973 269 804 593 025e-5 eV cm, 40-digit arithmetic rounded.
    #expect(abs(density / 768.350_557_638_120_3 - 1) < 1e-14)
    let cubed = UnitConvention.codata2022.naturalUnits(1e51, centimetrePower: -6)
    let squared = UnitConvention.codata2022.naturalUnits(1e17, centimetrePower: -3)
    #expect(abs(cubed / (squared * squared * 1e17) - 1) < 1e-14)
    // Reference case n3v_ev6 of an independent implementation.
    #expect(abs(cubed / 5.903_625_794_228_104e22 - 1) < 1e-10)
  }

  @Test func `quantities compute like numbers`() {
    let a = Energy(electronVolts: 3), b = Energy(electronVolts: 2)
    #expect((a - b).electronVolts == 1)
    #expect((a + b).electronVolts == 5)
    #expect((2 * a / 4).electronVolts == 1.5)
    #expect(a / b == 1.5)
    #expect(-a < Energy.zero)
    #expect(b < a)
  }
}

@Suite struct `Air` {
  /// Edlén, Metrologia 2 (1966) 71: an independent formula for the same air.
  private func edlen(_ nanometres: Double) -> Double {
    let s2 = (1000 / nanometres) * (1000 / nanometres)
    return 1 + 1e-8 * (8342.13 + 2_406_030 / (130 - s2) + 15997 / (38.9 - s2))
  }

  @Test(arguments: Array(stride(from: 300.0, through: 1690, by: 10)))
  func `agrees with Edlén's formula`(nanometres: Double) {
    // The two differ by up to 1.2e-8 in n over this range; 2e-8 leaves room for nothing else.
    #expect(abs(AirIndex.index(vacuumNanometres: nanometres) - edlen(nanometres)) < 2e-8)
  }

  @Test func `turns vacuum into air and back`() {
    for nanometres in [200.0, 253.7, 404.7, 546.1, 1014, 3000] {
      let wave = Wavelength(airNanometres: nanometres)
      #expect(abs(wave.airNanometres - nanometres) < 1e-12 * nanometres)
      #expect(wave.vacuumNanometres > nanometres)
    }
  }

  @Test func `gives the helium-neon line`() {
    // The iodine-stabilised laser: 632.991 398 nm in vacuum, 632.816 nm in standard air.
    #expect(abs(Wavelength(vacuumNanometres: 632.991_398).airNanometres - 632.8163) < 2e-4)
  }

  @Test func `says where its formula was fitted`() {
    #expect(AirIndex.fittedRange.contains(589))
    #expect(!AirIndex.fittedRange.contains(5000))
  }
}
