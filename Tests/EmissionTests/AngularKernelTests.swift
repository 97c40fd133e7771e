import Foundation
import Neutrinos
import Testing
import _TestSupport

@testable import Emission

@Suite struct `Angular kernel` {
  @Test func `is the density at every angle`() {
    var generator = SeededGenerator(seed: 41)
    let grid = AngleGrid(uniform: 181)
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
          detected: Double.random(in: 0.1...1, using: &generator),
          imprint: Double.random(in: -1...1, using: &generator),
          refractiveIndex: round.isMultiple(of: 3) ? 1.44 : 1),
        pairs: PairCoupling.all(masses: masses, row: row), nature: .majorana,
        kernel: round.isMultiple(of: 2) ? .corrected : .published)
      var values = [Double](repeating: -1, count: grid.angles.count)
      var out = values.mutableSpan
      AngularKernel(spectrum).fill(&out, at: grid)
      let largest = values.max() ?? 0
      for (value, angle) in zip(values, grid.angles) {
        #expect(value.isFinite && value >= 0)
        // The kernel's second factor is M² − D, the density's M² − T + 4 m_i m_j: the same to rounding.
        #expect(abs(value - spectrum.density(at: angle)) <= 1e-13 * largest)
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
    let grid = AngleGrid([0, 1, .pi])
    var values = [1.0, 1, 1]
    var out = values.mutableSpan
    AngularKernel(spectrum).fill(&out, at: grid)
    #expect(values == [0, 0, 0])
  }
}
