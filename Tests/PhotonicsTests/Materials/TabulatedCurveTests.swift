import Testing
import _TestSupport

@testable import Photonics

@Suite struct `Tabulated curves` {
  private let energies = [0.1, 0.2, 0.25, 0.4]
  private let values = [3.0, 5, 0, 7]

  @Test(arguments: [TabulatedCurve.Interpolation.linear, .logarithmic])
  func `pass through their points and hold beyond the ends`(_ interpolation: TabulatedCurve.Interpolation) {
    let curve = TabulatedCurve(energies: energies, values: values, interpolation: interpolation)
    for (energy, value) in zip(energies, values) { #expect(curve.value(at: energy) == value) }
    #expect(curve.value(at: 0) == 3)
    #expect(curve.value(at: 0.1.nextDown) == 3)
    #expect(curve.value(at: 1000) == 7)
    // To both sides of a point the value is that of the point, but for rounding.
    for (energy, value) in zip(energies, values) {
      #expect(abs(curve.value(at: energy.nextDown) - value) < 1e-13)
      #expect(abs(curve.value(at: energy.nextUp) - value) < 1e-13)
    }
  }

  @Test func `lie on straight lines, or on straight lines in the logarithm`() {
    let linear = TabulatedCurve(energies: energies, values: values, interpolation: .linear)
    #expect(abs(linear.value(at: 0.15) - 4) < 1e-14)
    #expect(abs(linear.value(at: 0.21) - 4) < 1e-14)
    let logarithmic = TabulatedCurve(energies: energies, values: values, interpolation: .logarithmic)
    #expect(abs(logarithmic.value(at: 0.15) - 15.0.squareRoot()) < 1e-14)
    // Beside a zero there is no logarithm.
    #expect(abs(logarithmic.value(at: 0.21) - 4) < 1e-14)
    #expect(abs(logarithmic.value(at: 0.325) - 3.5) < 1e-14)
  }

  @Test func `have the slope of the segment above a point`() {
    let curve = TabulatedCurve(energies: energies, values: values, interpolation: .linear)
    #expect(abs(curve.slope(at: 0.1) - 20) < 1e-12)
    #expect(abs(curve.slope(at: 0.2) + 100) < 1e-12)
    #expect(abs(curve.slope(at: 0.4) - 7 / 0.15) < 1e-12)
    #expect(curve.slope(at: 0.1.nextDown) == 0 && curve.slope(at: 0.4.nextUp) == 0)
  }

  @Test func `find their segment as a search from the start does`() {
    var generator = SeededGenerator(seed: 3)
    for count in [2, 3, 4, 17, 100] {
      let energies = (0..<count).map { Double($0) + Double.random(in: 0.1..<0.9, using: &generator) }
      let values = energies.map { _ in Double.random(in: 0..<1, using: &generator) }
      let curve = TabulatedCurve(energies: energies, values: values, interpolation: .linear)
      for _ in 0..<200 {
        let energy = Double.random(in: energies[0]..<energies[count - 1], using: &generator)
        guard let i = energies.lastIndex(where: { $0 <= energy }) else { continue }
        let t = (energy - energies[i]) / (energies[i + 1] - energies[i])
        #expect(curve.value(at: energy) == (1 - t) * values[i] + t * values[i + 1])
      }
    }
  }
}
