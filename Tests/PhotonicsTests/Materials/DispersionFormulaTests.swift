import Testing

@testable import Photonics

@Suite struct `Dispersion formulas` {
  @Test func `of one fit agree in every kind that can hold it`() {
    let fused = [0, 0.6961663, 0.0684043, 0.4079426, 0.1162414, 0.8974794, 9.896161]
    var squared = fused, extended = [1 + fused[0]]
    for i in stride(from: 2, to: fused.count, by: 2) { squared[i] = fused[i] * fused[i] }
    // Two resonances fit into the extended kind: leave the third out there and in its rival.
    for i in [1, 3] { extended += [fused[i], 2, fused[i + 1], 2] }
    let range = 0.21...6.7
    let plain = DispersionFormula(kind: .sellmeier, coefficients: fused, range: range)
    let other = DispersionFormula(kind: .sellmeierSquared, coefficients: squared, range: range)
    let two = DispersionFormula(kind: .sellmeier, coefficients: Array(fused[..<5]), range: range)
    let rival = DispersionFormula(kind: .extended, coefficients: extended, range: range)
    for energy in stride(from: 0.19, to: 5.9, by: 0.1) {
      #expect(plain.index(at: energy) == other.index(at: energy))
      #expect(plain.slope(at: energy) == other.slope(at: energy))
      #expect(two.index(at: energy) == rival.index(at: energy))
      #expect(two.slope(at: energy) == rival.slope(at: energy))
    }
  }

  @Test func `add powers of the wavelength`() {
    // n² = 4 + 0.5 L² − 0.1 L^−1.5, by hand at L = 4 um: 4 + 8 − 0.1/8.
    let formula = DispersionFormula(
      kind: .extended, coefficients: [4, 0, 0, 0, 1, 0, 0, 0, 1, 0.5, 2, -0.1, -1.5], range: 1...10)
    #expect(abs(formula.squaredIndex(at: 4) - 11.9875) < 1e-14)
    #expect(formula.pole == nil)
  }

  @Test func `find the pole within their range, and none outside or of strength zero`() {
    func pole(_ strength: Double, _ range: ClosedRange<Double>) -> Double? {
      DispersionFormula(kind: .sellmeier, coefficients: [1, strength, 3], range: range).pole
    }
    #expect(pole(0.5, 1...5) == 3)
    #expect(pole(0.5, 3...5) == 3)
    #expect(pole(0.5, 1...3) == 3)
    #expect(pole(0.5, 1...3.0.nextDown) == nil)
    #expect(pole(0.5, 3.0.nextUp...5) == nil)
    #expect(pole(0, 1...5) == nil)
    // A negative square has no pole at all.
    #expect(DispersionFormula(kind: .sellmeierSquared, coefficients: [1, 0.5, -9], range: 1...5).pole == nil)
  }

  @Test func `have whole terms`() {
    #expect((0...13).filter(DispersionFormula.Kind.sellmeier.allows) == [3, 5, 7, 9, 11, 13])
    #expect((0...13).filter(DispersionFormula.Kind.sellmeierSquared.allows) == [3, 5, 7, 9, 11, 13])
    #expect((0...13).filter(DispersionFormula.Kind.extended.allows) == [5, 9, 11, 13])
  }
}
