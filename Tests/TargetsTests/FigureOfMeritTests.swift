import Foundation
import Quantities
import Testing
import _TestSupport

@testable import Targets

@Suite struct `Figure of merit` {
  @Test func `reproduces the paper's holmium`() {
    // arXiv:1904.03813 eq. (16): F(Ho) = 0.94e-14 with 14.2/s, 69.9/s and 631, 431 meV; two digits printed.
    let figure = FigureOfMerit.elastic(
      rateOfPE: Rate(perSecond: 14.2), rateOfE: Rate(perSecond: 69.9), levelSpacing: Energy(milliElectronVolts: 631),
      trigger: Energy(milliElectronVolts: 431))
    #expect(abs(figure - 0.94e-14) < 0.005e-14)
    // Reference case figure_of_merit-02 of an independent implementation.
    #expect(abs(figure / 9.442612948290327e-15 - 1) < 1e-10)
  }

  @Test func `reproduces the paper's xenon only with its implied rate`() {
    let xenon = FigureOfMerit.elastic(
      rateOfPE: Rate(perSecond: 6.527e4), rateOfE: Rate(lifetimeInSeconds: 0.13),
      levelSpacing: Energy(electronVolts: 1.0107),
      trigger: Energy(electronVolts: 0.3421))
    #expect(abs(xenon / 0.93e-5 - 1) < 1e-3)
  }

  @Test func `of inelastic paths becomes the elastic one at q = e`() {
    let energies = (Energy(electronVolts: 0.6), Energy(electronVolts: 0.4))
    let elastic = FigureOfMerit.elastic(
      rateOfPE: Rate(perSecond: 3), rateOfE: Rate(perSecond: 7), levelSpacing: energies.0, trigger: energies.1)
    let other = FigureOfMerit.inelastic(
      rateOfPE: Rate(perSecond: 3), rateOfPQ: Rate(perSecond: 3), rateOfE: Rate(perSecond: 7),
      rateOfQ: Rate(perSecond: 7),
      pairEnergy: energies.0, trigger: energies.1)
    // One square root more: a few ulps.
    #expect(abs(other / elastic - 1) < 1e-15)
    let byHand = PhysicalConstants.reducedPlanckInElectronVoltSeconds * 9 * 0.36 / (7 * 0.064)
    #expect(abs(elastic / byHand - 1) < 1e-14)
  }
}

@Suite struct `Spread` {
  @Test func `is the ordinary relative uncertainty when small`() {
    // √ln(1+x²) = x − x³/4 + …: at x = 1e-3 the difference is 2.5e-10.
    #expect(abs(SpreadFigure.logSigma(relativeUncertainty: 1e-3) - 1e-3) < 3e-10)
    #expect(SpreadFigure.logSigma(relativeUncertainty: 0) == 0)
  }

  @Test func `stays positive when large`() {
    let figure = SpreadFigure(
      value: 1, logSigma: SpreadFigure.logSigma(relativeUncertainty: 3), isComplete: true, isOrderOfMagnitude: true)
    #expect(figure.low > 0)
    // √ln 10 = 1.517: a factor 4.56 either way.
    #expect(abs(figure.high - exp(1.517_427_1)) < 1e-5)
    #expect(abs(figure.low * figure.high - 1) < 1e-12)
  }

  @Test func `widens by further errors in quadrature`() {
    let figure = SpreadFigure(value: 2, logSigma: 0.3, isComplete: true, isOrderOfMagnitude: false)
    #expect(abs(figure.widened(by: [0.4, 0]).logSigma - 0.5) < 1e-15)
    #expect(figure.widened(by: [0.4]).isComplete && !figure.widened(by: [0.4, nil]).isComplete)
    #expect(figure.widened(by: []) == figure)
  }

  @Test func `agrees with a simulation`() throws {
    // ln F of the best Pb path: 2 σ(γ_pe) and σ(γ_e) in quadrature, against 40 000 draws.
    let path = try #require(try Package.database.load("pb").surveyPaths().paths.first { $0.p.id == "7s3P1" })
    let pe = SpreadFigure.logSigma(relativeUncertainty: try #require(path.rateOfPE.relativeUncertainty))
    let e = SpreadFigure.logSigma(relativeUncertainty: try #require(path.rateOfE.relativeUncertainty))
    var generator = SeededGenerator(seed: 5)
    var sum = 0.0
    var squares = 0.0
    let draws = 40_000
    for _ in 0..<draws {
      // Box–Muller: two normal deviates.
      let radius = (-2 * log(Double.random(in: Double.leastNonzeroMagnitude..<1, using: &generator))).squareRoot()
      let angle = Double.random(in: 0..<(2 * .pi), using: &generator)
      let lnF = 2 * pe * radius * cos(angle) - e * radius * sin(angle)
      sum += lnF
      squares += lnF * lnF
    }
    let sigma = (squares / Double(draws) - (sum / Double(draws)) * (sum / Double(draws))).squareRoot()
    // The standard error of a standard deviation is σ/√(2N) = 0.35 %; four of them.
    #expect(abs(sigma / (try #require(path.figureOfMerit)).logSigma - 1) < 0.014)
  }
}

@Suite struct `Imprint window` {
  /// M²(θ) of arXiv:1904.03813 eq. (9), the slow obvious form.
  private func massSquared(_ r: Double, _ eps: Double, _ w0: Double, _ w: Double, _ theta: Double) -> Double {
    let s = sin(theta / 2)
    return (1 - r * r) * eps * eps - 2 * (1 - r) * eps * (w - w0) - 4 * w * (r * eps + w0) * s * s
  }

  @Test func `agrees with the reference cases`() {
    let elastic = ImprintWindow(levelSpacing: 1.0107, trigger: 0.3421, detected: 0.3421)
    #expect(abs(elastic.upper - 0.323_043_435_242_900_9) < 1e-15)
    #expect(elastic.lower == -1)
    let inelastic = ImprintWindow(levelSpacing: 1.0107, trigger: 0.3421, detected: 0.4)
    #expect(abs(inelastic.lower - -0.885_425_942_416_147_2) < 1e-15)
    #expect(abs(inelastic.upper - 0.208_469_377_659_048_08) < 1e-15)
    #expect(
      abs(ImprintWindow(levelSpacing: 0.637695, trigger: 0.43533, detected: 0.43533).mcq2 - 0.365_323_548_091_172_07)
        < 1e-15)
  }

  @Test func `holds M² positive inside and not outside`() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<5000 {
      let eps = Double.random(in: 0.2...3, using: &generator)
      let w0 = Double.random(in: 0.05...3, using: &generator), w = Double.random(in: 0.05...3, using: &generator)
      let window = ImprintWindow(levelSpacing: eps, trigger: w0, detected: w)
      let r = Double.random(in: -1..<1, using: &generator)
      // Linear in sin²(θ/2): the ends decide. Points within 1e-9 of an edge are left to rounding.
      let ends = min(massSquared(r, eps, w0, w, 0), massSquared(r, eps, w0, w, .pi))
      if abs(ends) < 1e-9 { continue }
      #expect((ends > 0) == (window.lower < r && r < window.upper), "r \(r) eps \(eps) w0 \(w0) w \(w)")
    }
  }

  @Test func `puts the neutrino edge of YLF where the medium's M² vanishes`() {
    // P = n(rε + 2ω₀) = E = ε at θ = π; physics note: −0.671 for n = 1.44 with the paper's meV values.
    let edge = ImprintWindow.neutrinoEdge(levelSpacing: 0.637695, trigger: 0.43533, detected: 0.43533, index: 1.44)
    #expect(abs(edge - -0.671) < 5e-4)
    #expect(abs(1.44 * (edge * 0.637695 + 2 * 0.43533) - 0.637695) < 1e-12)
    // Without a medium it is the McQ3 edge itself.
    let window = ImprintWindow(levelSpacing: 0.637695, trigger: 0.43533, detected: 0.43533)
    #expect(
      abs(
        ImprintWindow.neutrinoEdge(levelSpacing: 0.637695, trigger: 0.43533, detected: 0.43533, index: 1) - window.upper
      ) < 1e-15)
  }
}
