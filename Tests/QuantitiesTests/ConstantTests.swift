import Quantities
import Testing

@Suite struct `CODATA 2022 constants` {
  @Test func `exact values follow from the SI definitions`() {
    // hc = 1.239 841 984 332…e-4 eV cm and ħ = 6.582 119 569 509…e-16 eV s, NIST's tables, all digits exact.
    #expect(abs(UnitConvention.codata2022.electronVoltsPerWavenumber / 1.239_841_984_332_002_6e-4 - 1) < 1e-15)
    #expect(abs(PhysicalConstants.reducedPlanckInElectronVoltSeconds / 6.582_119_569_509_066e-16 - 1) < 1e-15)
    #expect(abs(UnitConvention.codata2022.hbarC / 1.973_269_804_593_025e-5 - 1) < 1e-15)
    #expect(abs(PhysicalConstants.boltzmannInElectronVoltsPerKelvin / 8.617_333_262_145_18e-5 - 1) < 1e-14)
  }

  @Test func `measured values satisfy their relations`() {
    let c = PhysicalConstants.self
    let hbarC = UnitConvention.codata2022.hbarC
    // a₀ = ħc/(α m_e), R∞ = α² m_e/(4π ħc), μ_B = ħ c²/(2 m_e): the relative uncertainty of each is below 1e-9.
    #expect(abs(hbarC / 100 / (c.fineStructure * c.electronRestEnergy) / c.bohrRadius - 1) < 1e-9)
    #expect(
      abs(c.fineStructure * c.fineStructure * c.electronRestEnergy / (4 * .pi * hbarC) / c.rydbergPerCentimetre - 1)
        < 1e-9)
    let magneton = c.reducedPlanckInElectronVoltSeconds * c.speedOfLight * c.speedOfLight / (2 * c.electronRestEnergy)
    #expect(abs(magneton / c.bohrMagnetonInElectronVoltsPerTesla - 1) < 1e-9)
  }

  @Test func `the published convention is ħc = 197 MeV fm and nothing else`() {
    // 2π · 1.97e-5 eV cm, the factor behind every meV value of arXiv:1904.03813.
    #expect(abs(UnitConvention.published.electronVoltsPerWavenumber / 1.237_787_506e-4 - 1) < 1e-9)
    let holmium = Energy(wavenumberPerCentimetre: 5152 - 0.1, convention: .published)
    // The paper's ε_eg = 637.695 meV, six digits.
    #expect(abs(holmium.milliElectronVolts - 637.695) < 1e-3)
    #expect(abs(Energy(wavenumberPerCentimetre: 5152 - 0.1).milliElectronVolts - 638.754) < 1e-3)
  }
}
