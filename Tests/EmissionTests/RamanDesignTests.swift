import Foundation
import Neutrinos
import Quantities
import Testing
import _TestSupport

@testable import Emission

/// A design drawn at random: any ordering, nature, phases, masses from zero to beyond every threshold.
private func randomDesign(_ generator: inout SeededGenerator, nature: NeutrinoNature? = nil, lightest: Double? = nil)
  -> RamanDesign
{
  let ordering: MassOrdering = Bool.random(using: &generator) ? .normal : .inverted
  let parameters = OscillationSet.nufit60.parameters(for: ordering)
  let masses = MassSpectrum(
    lightest: lightest ?? exp(Double.random(in: -16...0, using: &generator)), ordering: ordering, parameters: parameters
  )
  let phases = MixingPhases(
    delta: Double.random(in: 0...6, using: &generator), alpha21: Double.random(in: 0...6, using: &generator),
    alpha31: Double.random(in: 0...6, using: &generator))
  let eps = Double.random(in: 0.3...2, using: &generator), pe = Double.random(in: 0.05...0.5, using: &generator)
  func rate() -> Rate { Rate(perSecond: exp(Double.random(in: 0...15, using: &generator))) }
  return RamanDesign(
    levelSpacing: eps, spacingPE: pe, spacingPQ: pe,
    widths: RamanWidths(
      rateOfPE: rate(), rateOfPQ: rate(), widthOfP: rate(), widthOfE: rate(), widthOfQ: rate(), linewidth: rate()),
    coherence: 1e51,
    pairs: PairCoupling.all(masses: masses, row: ElectronRow(parameters: parameters, phases: phases)),
    nature: nature ?? (Bool.random(using: &generator) ? .majorana : .dirac),
    background: TwoPhotonBackground(
      [IntermediateLevel(spacingToQ: pe, spacingToG: pe + eps, rateToQ: rate(), rateToG: rate())], form: .corrected),
    conventions: Bool.random(using: &generator) ? .corrected : .published)
}

@Suite struct `Raman design` {
  @Test func `has figures that are never negative and fit together`() throws {
    var generator = SeededGenerator(seed: 51)
    for _ in 0..<2000 {
      let design = randomDesign(&generator)
      let r = Double.random(in: -1...1, using: &generator)
      let figures = design.figures(imprint: r)
      #expect(figures.pairSumIntegral >= 0 && figures.pairSumIntegral.isFinite)
      let unit = try #require(figures.rateUnit), total = try #require(figures.total)
      #expect(unit > 0 && total == unit * figures.pairSumIntegral)
      #expect(figures.triggerFactor == 1 && figures.detectedFactor == 1)
      // The sum never exceeds that of massless neutrinos at the largest M², E²: ¾(E²/9 + 2E²/9)/4π corrected, ¾(E²/18 + 13E²/36) as printed.
      let energy = figures.kinematics.pairEnergy
      let bound = 0.75 * energy * energy * (design.conventions == .corrected ? 1.0 / 3 : 15.0 / 36)
      #expect(figures.pairSumIntegral <= bound * (1 + 1e-12))
      let isOpen = (0..<6).contains { figures.crossings[$0] != .never }
      #expect(isOpen == (figures.pairSumIntegral > 0))
      if !isOpen { #expect(figures.backgroundPerSignal == nil) }
    }
  }

  @Test func `does not tell Dirac from Majorana without mass`() {
    var generator = SeededGenerator(seed: 52)
    for _ in 0..<200 {
      var twin = generator
      let majorana = randomDesign(&generator, nature: .majorana), dirac = randomDesign(&twin, nature: .dirac)
      generator = twin
      func massless(_ design: RamanDesign) -> RamanDesign {
        RamanDesign(
          levelSpacing: design.levelSpacing, spacingPE: design.spacingPE, spacingPQ: design.spacingPQ, widths: nil,
          coherence: 1e51, pairs: design.pairs.map { PairCoupling(pair: $0.pair, mi: 0, mj: 0, coupling: $0.coupling) },
          nature: design.nature, background: design.background, conventions: design.conventions)
      }
      let a = massless(majorana).figures(imprint: 0.1), b = massless(dirac).figures(imprint: 0.1)
      #expect(a.pairSumIntegral == b.pairSumIntegral)
      #expect(a.unit == nil && a.total == nil)
    }
  }

  @Test func `grows continuously from every threshold`() {
    var generator = SeededGenerator(seed: 53)
    for _ in 0..<500 {
      let design = randomDesign(&generator, lightest: exp(Double.random(in: -8 ... -2, using: &generator)))
      let spectrum = design.spectrum(
        imprint: Double.random(in: -1...1, using: &generator), trigger: design.spacingPE, detected: design.spacingPQ)
      let largest = spectrum.kinematics.pairEnergy * spectrum.kinematics.pairEnergy
      for pair in design.pairs {
        guard case .angle(let theta) = spectrum.kinematics.crossing(massSquared: pair.thresholdSquared) else {
          continue
        }
        // F ∝ √(M² − T): one ulp of the angle away the pair adds less than √(1e-15).
        let sides = [theta.nextDown, theta, theta.nextUp].map { spectrum.density(of: pair, at: $0) }
        #expect(sides.allSatisfy { $0 >= 0 && $0 <= 1e-6 * largest }, "\(sides) \(largest)")
        // Closed on one side, open on the other.
        let step = 1e-6
        let left = spectrum.density(of: pair, at: max(theta - step, 0))
        let right = spectrum.density(of: pair, at: min(theta + step, .pi))
        #expect(left == 0 || right == 0)
      }
    }
  }

  @Test func `has totals that vary smoothly as a threshold enters the sphere`() {
    // r moves M²(π) through the thresholds: no jump in G, to the size of the step.
    let parameters = OscillationSet.paper2012.parameters(for: .normal)
    let masses = MassSpectrum(lightest: 0.01, ordering: .normal, parameters: parameters)
    let pairs = PairCoupling.all(masses: masses, row: ElectronRow(parameters: parameters))
    func total(_ r: Double) -> Double {
      PairSpectrum(
        kinematics: RamanKinematics(levelSpacing: 1.0107, trigger: 0.3421, detected: 0.3421, imprint: r), pairs: pairs,
        nature: .majorana
      ).integral()
    }
    for pair in pairs {
      // M²(π) = T at this r, by bisection on the exact ends.
      var low = -0.3, high = 0.32304
      for _ in 0..<80 {
        let middle = (low + high) / 2
        let backward = RamanKinematics(levelSpacing: 1.0107, trigger: 0.3421, detected: 0.3421, imprint: middle)
          .backward
        if backward > pair.thresholdSquared { low = middle } else { high = middle }
      }
      let below = total(low.nextDown), above = total(high.nextUp)
      #expect(abs(above / below - 1) < 1e-13, "pair \(pair.pair.name)")
      // The slope is continuous too: the pair opens as x^{3/2}, so that slopes over a step differ by its root, some 4e-4 of E².
      let step = 1e-7
      let left = (total(low) - total(low - step)) / step, right = (total(high + step) - total(high)) / step
      #expect(abs(left - right) < 1e-2 * abs(left), "pair \(pair.pair.name): \(left) \(right)")
    }
  }

  @Test func `is symmetric in i and j`() {
    var generator = SeededGenerator(seed: 54)
    for _ in 0..<500 {
      let design = randomDesign(&generator, lightest: exp(Double.random(in: -10 ... -1, using: &generator)))
      for pair in design.pairs {
        let swapped = PairCoupling(pair: pair.pair, mi: pair.mj, mj: pair.mi, coupling: pair.coupling.conjugate)
        // Timelike for any energy from the threshold up.
        let massSquared = pair.thresholdSquared + Double.random(in: 0...0.5, using: &generator)
        func value(_ one: PairCoupling) -> Double {
          design.conventions.kernel.value(
            one, excess: massSquared - one.thresholdSquared, massSquared: massSquared, energy: 1.3, nature: .majorana)
        }
        // Sums of squares in another order.
        #expect(abs(value(pair) - value(swapped)) <= 1e-14 * value(pair))
      }
    }
  }

  @Test func `orders its other prefactors as derived`() {
    #expect(RatePrefactor.equation7.factor == 2)
    #expect(RatePrefactor.equation4.factor == 0.125)
    // (2π)⁴/3 = 519.5 below eq. (4); 4e3 below eq. (8).
    #expect(abs(RatePrefactor.equation4.factor / RatePrefactor.goldenRule.factor - 519.5) < 0.1)
    #expect(abs(1 / RatePrefactor.goldenRule.factor / 4156 - 1) < 1e-3)
  }
}
