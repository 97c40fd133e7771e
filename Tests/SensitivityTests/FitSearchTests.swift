import Emission
import Foundation
import Neutrinos
import Testing
import _TestSupport

@testable import Sensitivity

/// What looks for the minimum over m₀ and nuisances, against descents from many random places.
@Suite struct `Search for the closest alternative` {
  private static let nuisances = Nuisances(errors: [
    (.s12sq, 0.0115), (.s13sq, 5.7e-4), (.dm21, 1.9e-6), (.dm31, 2e-5), (.alpha21, nil), (.alpha31, nil),
  ])

  private static func hypothesis(_ random: inout SeededGenerator) -> NeutrinoHypothesis {
    let ordering = Bool.random(using: &random) ? MassOrdering.normal : .inverted
    return NeutrinoHypothesis(
      lightest: [0.002, 0.005, 0.02, 0.05, 0.1].randomElement(using: &random)!, ordering: ordering,
      nature: Bool.random(using: &random) ? .majorana : .dirac,
      parameters: OscillationSet.nufit60.parameters(for: ordering),
      phases: MixingPhases(
        delta: .random(in: -3...3, using: &random), alpha21: .random(in: -3...3, using: &random),
        alpha31: .random(in: -3...3, using: &random)))
  }

  private static func alternative(_ truth: NeutrinoHypothesis, _ random: inout SeededGenerator) -> NeutrinoHypothesis {
    var other = truth
    if Bool.random(using: &random) {
      other.ordering = truth.ordering == .normal ? .inverted : .normal
      other.parameters = OscillationSet.nufit60.parameters(for: other.ordering)
    } else {
      other.nature = truth.nature == .dirac ? .majorana : .dirac
    }
    return other
  }

  private static func normalisation(_ random: inout SeededGenerator) -> Normalisation {
    [Normalisation.free, .known, .gaussian(relativeError: 0.2)].randomElement(using: &random)!
  }

  /// No descent over all numbers at once, from places within their errors, ends below what the search finds.
  private func expectNoneLower(
    _ search: FitSearch, exposure: Double, starts: Int, _ random: inout SeededGenerator,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = search.minima(exposure: exposure)[0]
    for _ in 0..<starts {
      var start = search.centre.with(lightest: exp(.random(in: log(1e-4)...log(0.3), using: &random)))
      for (parameter, sigma) in zip(Self.nuisances.parameters, [0.0115, 5.7e-4, 1.9e-6, 2e-5, .pi, .pi]) {
        start = start.with(parameter, start.neutrino.value(of: parameter) + sigma * .random(in: -1...1, using: &random))
      }
      let other = search.polished(start, mass: search.fit.massRange, exposure: exposure)
      // A descent creeps where a threshold crosses a line's edge; the second term is the rounding of counts.
      #expect(
        found.objective <= other.objective * (1 + 1e-6) + 1e-14 * exposure * found.weight,
        "m₀ = \(other.hypothesis.neutrino.lightest) is better than \(found.hypothesis.neutrino.lightest)",
        sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: 0..<8)
  func `no descent ends lower, of pairs with a photon`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let truth = Self.hypothesis(&random), alternative = Self.alternative(truth, &random)
    let phase: RadiativePhase = [.fixed(0), .fixed(0.5), .fixed(0.9), .fixed(0.99), .locked].randomElement(
      using: &random)!
    let width = pow(10, Double.random(in: -5.5 ... -3, using: &random))
    let exposure = pow(10, Double.random(in: 2...6, using: &random))
    let triggers = (0..<[1, 2, 3, 5, 8].randomElement(using: &random)!).map { _ in
      let sum =
        truth.masses[Int.random(in: 1...3, using: &random)] + truth.masses[Int.random(in: 1...3, using: &random)]
      return phase.threshold(levelSpacing: Ytterbium.levelSpacing, massSum: sum)!
        - pow(10, Double.random(in: -3.5 ... -1, using: &random))
    }
    let measurement = CombinedMeasurement(
      triggers.map {
        .init(Ytterbium.setting($0, phase: phase, width: width, background: 1e-5), exposure: 1 / Double(triggers.count))
      })
    let search = FitSearch(
      fit: SeparationFit(normalisation: Self.normalisation(&random), nuisances: Self.nuisances, massRange: 0...1),
      measurement: measurement, truth: Hypothesis(truth), centre: Hypothesis(alternative))
    expectNoneLower(search, exposure: exposure, starts: 20, &random)
  }

  @Test(arguments: 0..<3)
  func `no descent ends lower, of pairs after Raman scattering`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(1000 + seed))
    let truth = Self.hypothesis(&random), alternative = Self.alternative(truth, &random)
    let design = Bool.random(using: &random) ? ReferenceDesign.holmium : .xenon
    let setting = design.setting(design.edge - pow(10, Double.random(in: -5 ... -2, using: &random)))
    let signal = setting.expectation(of: [Hypothesis(truth)], slopes: []).signals[0].reduce(0, +)
    let exposure = pow(10, Double.random(in: 3...7, using: &random)) / signal
    let search = FitSearch(
      fit: SeparationFit(normalisation: Self.normalisation(&random), nuisances: Self.nuisances, massRange: 0...0.3),
      measurement: setting, truth: Hypothesis(truth), centre: Hypothesis(alternative))
    expectNoneLower(search, exposure: exposure, starts: 12, &random)
  }
}
