import Foundation
import Neutrinos
import Testing
import _TestSupport

@testable import Emission

@Suite struct `Angular kernel` {
  @Test func `is the density at every angle`() {
    var generator = SeededGenerator(seed: 41)
    let angles = (0...180).map { Double($0) * .pi / 180 }
    let grid = angles.map { pow(sin($0 / 2), 2) }
    for round in 0..<200 {
      let ordering: MassOrdering = Bool.random(using: &generator) ? .normal : .inverted
      let parameters = OscillationSet.nufit60.parameters(for: ordering)
      let lightest = round.isMultiple(of: 4) ? 0 : exp(Double.random(in: -12...0, using: &generator))
      let masses = MassSpectrum(lightest: lightest, ordering: ordering, parameters: parameters)
      let row = ElectronRow(
        parameters: parameters,
        phases: MixingPhases(delta: 1, alpha21: Double.random(in: 0...6, using: &generator), alpha31: 3))
      let spectrum = PairSpectrum(
        kinematics: RamanKinematics(
          levelSpacing: Double.random(in: 0.3...1.5, using: &generator),
          trigger: Double.random(in: 0.1...1, using: &generator),
          detected: Double.random(in: 0.1...1, using: &generator), imprint: Double.random(in: -1...1, using: &generator)
        ),
        pairs: PairCoupling.all(masses: masses, row: row), nature: .majorana,
        kernel: round.isMultiple(of: 2) ? .corrected : .published)
      var values = [Double](repeating: -1, count: grid.count)
      var out = values.mutableSpan
      AngularKernel(spectrum).fill(&out, sinesSquaredOfHalfAngles: grid.span)
      let largest = values.max() ?? 0
      for (value, angle) in zip(values, angles) {
        #expect(value.isFinite && value >= 0)
        // The kernel takes 1 − T/M² where the density takes M² − T: at threshold their roots differ by √ulp.
        #expect(abs(value - spectrum.density(at: angle)) <= 1e-7 * largest)
      }
    }
  }

  @Test func `is nothing at M² ≤ 0`() {
    let parameters = OscillationSet.paper2012.parameters(for: .normal)
    let masses = MassSpectrum(lightest: 0.01, ordering: .normal, parameters: parameters)
    let spectrum = PairSpectrum(
      kinematics: RamanKinematics(levelSpacing: 1, trigger: 0.5, detected: 0.5, imprint: 1),
      pairs: PairCoupling.all(masses: masses, row: ElectronRow(parameters: parameters)), nature: .dirac)
    #expect(spectrum.kinematics.forward == 0)
    let grid = [0, 0.25, 1.0]
    var values = [1.0, 1, 1]
    var out = values.mutableSpan
    AngularKernel(spectrum).fill(&out, sinesSquaredOfHalfAngles: grid.span)
    #expect(values == [0, 0, 0])
  }
}
