import Emission
import Neutrinos
import Testing

@testable import Sensitivity

@Suite struct `Measurements` {
  private struct Count: Measurement {
    let signal: Double
    func expectation(of hypotheses: [Hypothesis], slopes: [FitParameter]) -> Sensitivity.Expectation {
      Sensitivity.Expectation(
        background: [0.5], signals: hypotheses.map { [signal * $0.neutrino.lightest] },
        slopes: slopes.map { [$0 == .lightest ? signal : 0] })
    }
  }

  private let truth = Hypothesis(
    NeutrinoHypothesis(
      lightest: 0.01, ordering: .normal, nature: .dirac, parameters: OscillationSet.nufit60.parameters(for: .normal)))

  @Test func `combinations put the cells of their settings side by side`() {
    let both = CombinedMeasurement([.init(Count(signal: 2), exposure: 3), .init(Count(signal: 5), exposure: 0.5)])
      .expectation(of: [truth, truth.with(lightest: 0.02)], slopes: [.lightest, .s12sq])
    #expect(both.background == [1.5, 0.25])
    #expect(both.signals == [[0.06, 0.025], [0.12, 0.05]])
    #expect(both.slopes == [[6, 2.5], [0, 0]])
  }

  @Test(arguments: FitParameter.allCases)
  func `parameters are set alone`(parameter: FitParameter) {
    let moved = truth.with(parameter, 0.123).neutrino
    for other in FitParameter.allCases {
      #expect(moved.value(of: other) == (other == parameter ? 0.123 : truth.neutrino.value(of: other)))
    }
  }
}
