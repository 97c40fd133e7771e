import Emission
import Neutrinos
import Testing

@testable import Sensitivity

@Suite struct `Information and separation` {
  private static let truth = Ytterbium.neutrinos(0.03, .normal, .majorana)
  private static let scan = (1...60).map { Ytterbium.setting(0.0178 * Double($0), width: 1e-6, background: 1e-3) }
  private static func together(_ settings: [TriggerSetting], _ exposure: Double = 1) -> CombinedMeasurement {
    CombinedMeasurement(settings.map { .init($0, exposure: exposure) })
  }

  /// θ₁₂, θ₁₃ and the splittings as fits know them.
  private static let oscillation = Nuisances(errors: [
    (.s12sq, 0.012), (.s13sq, 6e-4), (.dm21, 2e-6), (.dm31, 2.5e-5),
  ])

  @Test func `information adds over settings and grows with exposure`() {
    let parts = [Self.scan[0..<20], Self.scan[20..<60]].map {
      Self.together(Array($0)).information(on: Self.truth, nuisances: Self.oscillation)
    }
    let whole = Self.together(Self.scan).information(on: Self.truth, nuisances: Self.oscillation),
      sum = parts[0] + parts[1]
    let tripled = Self.together(Self.scan, 3).information(on: Self.truth, nuisances: Self.oscillation)
    for a in 0..<whole.matrix.size {
      for b in 0...a {
        // The same 60 terms in another order.
        let scale = (whole.matrix[a, a] * whole.matrix[b, b]).squareRoot()
        #expect(abs(whole.matrix[a, b] - sum.matrix[a, b]) < 1e-14 * scale)
        #expect(abs(tripled.data[a, b] - 3 * whole.data[a, b]) < 1e-14 * 3 * scale)
        #expect(whole.scaled(by: 4).data[a, b] == 4 * whole.data[a, b])
      }
    }
  }

  @Test func `an open parameter costs information, and a prior gives some back`() throws {
    let scan = Self.together(Self.scan, 1e4)
    func sigma(_ normalisation: Normalisation, _ nuisances: Nuisances = .none) throws -> Double {
      try #require(
        scan.information(on: Self.truth, normalisation: normalisation, nuisances: nuisances).sigma)
    }
    let known = try sigma(.known), some = try sigma(.gaussian(relativeError: 0.01)), free = try sigma(.free)
    #expect(known < some && some < free)
    #expect(try sigma(.gaussian(relativeError: 1e-9)) / known - 1 < 1e-6)
    #expect(abs(try sigma(.gaussian(relativeError: 1e6)) / free - 1) < 1e-6)
    #expect(try sigma(.free, Self.oscillation) > free)
  }

  @Test func `what cannot be told is reported`() {
    // One cell cannot tell m₀ from A.
    let one = Ytterbium.setting(0.9).information(on: Self.truth)
    #expect(one.isSingular && one.sigma == nil && one.profiled == 0)
    #expect(Ytterbium.setting(0.9).information(on: Self.truth, normalisation: .known).sigma != nil)
    // Dirac neutrinos show no phases: the matrix is singular, and m₀ is measured all the same.
    let phases = Nuisances(errors: [(.alpha21, nil), (.alpha31, nil)])
    let dirac = Self.together(Self.scan).information(on: Ytterbium.neutrinos(0.03), nuisances: phases)
    #expect(dirac.isSingular && dirac.sigma != nil && dirac.sigma(row: 1) == nil)
    // Where nothing is emitted, nothing is known.
    let dark = Ytterbium.setting(1.2).information(on: Self.truth, normalisation: .known)
    #expect(dark.sigma == nil && dark.events == 0)
  }

  /// Close hypotheses: Δχ² is the information times the square of their distance.
  @Test(arguments: [Normalisation.known, .free, .gaussian(relativeError: 0.05)])
  func `neighbouring hypotheses are as far apart as the information says`(normalisation: Normalisation) {
    let scan = Self.together(Self.scan, 1e4), shift = 1e-7
    let information = scan.information(on: Self.truth, normalisation: normalisation).profiled
    let found = SeparationFit(normalisation: normalisation).separation(
      by: scan, truth: Self.truth, from: Self.truth.with(lightest: 0.03 + shift))
    // The next order is shift/m₀; rounding of s' − s is 1e-16 m₀/shift.
    #expect(abs(found.chiSquared / (information * shift * shift) - 1) < 1e-4)
  }

  @Test func `Dirac and Majorana are one at no mass`() {
    let truth = Ytterbium.neutrinos(0, .normal, .majorana), other = Ytterbium.neutrinos(0, .normal, .dirac)
    // m₁ = 0 alone does not do it: m₂m₃ remain.
    #expect(SeparationFit().separation(by: Self.together(Self.scan), truth: truth, from: other).chiSquared > 0)
    let massless = OscillationParameters(name: "", citation: "", s12sq: 0.3, s13sq: 0.02, dm21: 0, dm31: 0)
    let pair = [truth, other].map {
      var hypothesis = $0
      hypothesis.neutrino.parameters = massless
      return hypothesis
    }
    let found = SeparationFit().separation(by: Self.together(Self.scan), truth: pair[0], from: pair[1])
    #expect(found.chiSquared == 0 && found.exposureForThreeSigma == nil && found.eventsForThreeSigma == nil)
  }

  @Test func `Δχ² is in proportion to exposure`() {
    let other = Ytterbium.neutrinos(0.03, .inverted, .majorana), scan = Self.together(Self.scan)
    for fit in [SeparationFit(normalisation: .known), SeparationFit(massRange: 0...0.2)] {
      let one = fit.separation(by: scan, truth: Self.truth, from: other)
      let many = fit.separation(by: scan, truth: Self.truth, from: other, exposure: 1024)
      // A power of two, and the same path of the fit.
      #expect(many.chiSquared == 1024 * one.chiSquared && many.alternative == one.alternative)
      #expect(many.exposureForThreeSigma == one.exposureForThreeSigma)
    }
  }

  @Test func `priors bend the growth, and three sigma is where they say`() throws {
    let other = Ytterbium.neutrinos(0.03, .inverted, .majorana), scan = Self.together(Self.scan)
    let fit = SeparationFit(normalisation: .gaussian(relativeError: 0.1), nuisances: Self.oscillation)
    let first = fit.separation(by: scan, truth: Self.truth, from: other, exposure: 100)
    let needed = try #require(first.exposureForThreeSigma)
    let there = fit.separation(by: scan, truth: Self.truth, from: other, exposure: needed)
    // Newton's last step, and the fit's own tolerance of 1e-10.
    #expect(abs(there.chiSquared / 9 - 1) < 1e-8)
    let free = SeparationFit(normalisation: .free).separation(by: scan, truth: Self.truth, from: other)
    // With A free, nothing else open: the prior on A helps, the open angles hurt, neither by much.
    #expect(abs(needed / (try #require(free.exposureForThreeSigma)) - 1) < 0.5)
  }

  @Test func `a hypothesis finds its own truth again`() {
    // The truth is hidden behind wrong masses, phases and angles.
    let truth = Ytterbium.neutrinos(0.04, .normal, .majorana, phases: MixingPhases(alpha21: 1.1))
    var start = truth.with(lightest: 0.01).with(.alpha21, 0)
    start = start.with(.s12sq, 0.31)
    let fit = SeparationFit(
      nuisances: Nuisances(errors: [(.alpha21, nil), (.s12sq, nil)]), massRange: 0.005...0.1)
    let blind = SeparationFit(massRange: 0.005...0.1)
    let exposure = 1e8
    let scan = Self.together((1...15).map { Ytterbium.setting(0.0711 * Double($0), width: 1e-6, background: 1e-3) })
    let found = fit.separation(by: scan, truth: truth, from: start, exposure: exposure)
    let without = blind.separation(by: scan, truth: truth, from: start, exposure: exposure)
    // The fit ends where a step gains little; what remains is far below one standard deviation at a hundred million events.
    #expect(found.chiSquared < 1e-2 && without.chiSquared > 10)
    #expect(abs(found.alternative.neutrino.lightest - 0.04) < 1e-4)
  }

  /// A study of some trigger energies, with phases in degrees.
  struct Fitted: Sendable {
    var ordering = MassOrdering.normal
    var nature = NeutrinoNature.dirac
    var lightest = 0.02
    var phases = (delta: 0.0, alpha21: 0.0, alpha31: 0.0)
    var triggers: [Double]
    var r = 0.0
    var width = 1e-4
    /// X of the live time, in which so many background events are expected.
    var exposure: Double
    var background: Double
    var normalisation = Normalisation.free
    var opensOscillation = true

    /// The fit of the other ordering, or the other nature, with phases open.
    func separation(fromOtherOrdering: Bool = true) -> Separation {
      let degree = Double.pi / 180
      let truth = NeutrinoHypothesis(
        lightest: lightest, ordering: ordering, nature: nature,
        parameters: OscillationSet.nufit60.parameters(for: ordering),
        phases: MixingPhases(
          delta: degree * phases.delta, alpha21: degree * phases.alpha21, alpha31: degree * phases.alpha31))
      var other = truth
      if fromOtherOrdering {
        other.ordering = ordering == .normal ? .inverted : .normal
        other.parameters = OscillationSet.nufit60.parameters(for: other.ordering)
      } else {
        other.nature = nature == .dirac ? .majorana : .dirac
      }
      let known: [(FitParameter, Double?)] = [
        (.s12sq, 0.0115), (.s13sq, other.ordering == .normal ? 5.7e-4 : 5.6e-4), (.dm21, 1.9e-6), (.dm31, 2e-5),
      ]
      let fit = SeparationFit(
        normalisation: normalisation,
        nuisances: Nuisances(errors: (opensOscillation ? known : []) + [(.alpha21, nil), (.alpha31, nil)]),
        massRange: 0...1.07)
      let settings = triggers.map {
        Ytterbium.setting($0, phase: .fixed(r), width: width, background: background / exposure)
      }
      return fit.separation(
        by: together(settings, 1 / Double(triggers.count)), truth: Hypothesis(truth), from: Hypothesis(other),
        exposure: exposure)
    }
  }

  // The minima of the following fits are those of SciPy's simplex from five to sixteen starts over all numbers at once, with spectra integrated by Gauss's rule. It
  // stops at 1e-10, and constants of the two differ by less than 1e-8.

  /// Thresholds inside a line let m₀ and Δm²₃₁ stand in for each other, and the best phase is 0, where its slope vanishes.
  @Test func `masses, mixing and phases are fitted together`() {
    let found = Fitted(
      ordering: .inverted, nature: .majorana, phases: (127.8164289255331, -111.63526872934611, 109.40411257957749),
      triggers: [2.0233408800265105, 2.009223755812163, 2.032180829196355, 1.9957663663070306, 2.0318003167385856],
      r: 0.9, exposure: 2956.9599590243224, background: 1e-7 * 127.92585885667589 * 86400
    ).separation()
    #expect(abs(found.chiSquared / 3.7740360203 - 1) < 1e-7, "\(found.chiSquared)")
    #expect(abs(found.alternative.neutrino.lightest - 0.0198679455) < 1e-7)
    #expect(abs(found.alternative.neutrino.phases.alpha21.remainder(dividingBy: 2 * .pi)) < 1e-4)
  }

  /// The best m₀ is 0: the step that would go below stops there, and the other numbers' steps are those with m₀ at rest.
  @Test func `a bound stops one number and not the rest`() {
    let study = Fitted(
      triggers: [1.000777492903226, 1.0696800467622067, 1.0520178045828723], exposure: 9437.520850701692,
      background: 1e-7 * 408.29195424822785 * 86400)
    let found = study.separation()
    #expect(abs(found.chiSquared / 42.34445359 - 1) < 1e-8, "\(found.chiSquared)")
    #expect(found.alternative.neutrino.lightest < 1e-7)
    let needed = found.exposureForThreeSigma ?? 0
    // A pull of 0.08 hardly bends the growth.
    #expect(abs(needed / study.exposure * 42.34445359 / 9 - 1) < 0.01, "\(needed)")
  }

  /// Majorana neutrinos of 4.5 meV with other phases and splittings pass for Dirac ones of 5: at the masses of a coarse look the other numbers must be at their best,
  /// or a hollow of 2.86 about 9 meV passes for the lowest.
  @Test func `the lowest hollow is found`() {
    let found = Fitted(
      ordering: .inverted, lightest: 0.005, phases: (48.59997854569943, -7.523830059317561, -102.23483475819498),
      triggers: [2.02283866974926, 2.0109271358492955, 2.028765006375849, 1.9964329127668188, 2.002521252257343],
      r: 0.9,
      exposure: 96457.31612734836, background: 1e-7 * 4172.996990014174 * 86400, normalisation: .known
    ).separation(fromOtherOrdering: false)
    #expect(abs(found.chiSquared / 0.00666601551 - 1) < 1e-6, "\(found.chiSquared)")
  }

  /// Beside m₀ = 0, where α₃₁ has no slope, it may point either way.
  @Test func `a phase without a slope is tried both ways`() {
    let found = Fitted(
      nature: .majorana, lightest: 0.005, phases: (-1.6433686469012514, -18.183216676054286, 54.573470180194676),
      triggers: [1.5969936110538958, 1.6020802922293964], r: 0.5, width: 5.428114086233848e-06,
      exposure: 932388.5523959838, background: 1e-7 * 40337.57913744136 * 86400, opensOscillation: false
    ).separation()
    #expect(abs(found.chiSquared / 209.7402604 - 1) < 1e-8, "\(found.chiSquared)")
    #expect(abs(found.alternative.neutrino.lightest - 2.3456e-5) < 1e-8)
  }

  @Test func `the normalisation is at its minimum`() {
    let truth = [10.0, 4, 1], other = [2.0, 3, 0], background = [0.5, 0.1, 0.2]
    for normalisation in [Normalisation.free, .gaussian(relativeError: 0.3)] {
      let fit = NormalisationFit(truth: truth, other: other, background: background, normalisation: normalisation)
      func value(_ a: Double) -> Double {
        NormalisationFit.deviance(truth, other, background, a) + (normalisation.precision ?? 0) * (a - 1) * (a - 1)
      }
      #expect(abs(value(fit.normalisation) - fit.deviance - fit.penalty) < 1e-14 * value(1))
      for step in [1e-3, -1e-3] { #expect(value(fit.normalisation + step) > value(fit.normalisation)) }
    }
    // No signal where there is only background: A = 0.
    let none = NormalisationFit(truth: [-0.2], other: [1], background: [0.5], normalisation: .free)
    #expect(none.normalisation == 0)
  }

  @Test(arguments: [(10.0, 0.0, 20.0), (0.0, 3.0, .infinity), (2.0, 2.0, 0.0)])
  func `the deviance of one count`(hypothesis: Double, truth: Double, value: Double) {
    #expect(PoissonDeviance.value(truth: truth, difference: hypothesis - truth) == value)
  }

  @Test(arguments: [0.3, 0.049, 0.051, -0.049, -0.051, 1e-6, -0.9])
  func `the deviance keeps its digits`(x: Double) {
    // Against the statistic of Emission, which has its own series; both to some 1e-14.
    let found = PoissonDeviance.value(truth: 7, difference: 7 * x)
    #expect(abs(found / AsimovStatistic.value(hypothesis: 7 + 7 * x, truth: 7) - 1) < (abs(x) < 1e-3 ? 1e-9 : 1e-13))
  }
}
