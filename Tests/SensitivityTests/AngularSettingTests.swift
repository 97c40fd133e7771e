import Emission
import Neutrinos
import Testing

@testable import Sensitivity

/// The designs that reference values are given for.
enum ReferenceDesign: Sendable {
  case holmium, xenon

  /// Energies of the paper, eV.
  var spacing: Double { self == .holmium ? 0.637695 : 1.0107 }
  var trigger: Double { self == .holmium ? 0.43533 : 0.3421 }
  /// r_c, where M²(π) = 0.
  var edge: Double { self == .holmium ? -0.365_323_548_091_172_07 : 0.323_043_435_242_900_9 }

  func setting(
    _ imprint: Double, kernel: SpinCurrentKernel = .corrected, resolution: Double = 2e-3,
    acceptance: ClosedRange<Double> = 0...Double.pi
  ) -> AngularSetting {
    AngularSetting(
      kinematics: RamanKinematics(levelSpacing: spacing, trigger: trigger, detected: trigger, imprint: imprint),
      kernel: kernel, resolution: resolution, acceptance: acceptance)
  }
}

func angularHypothesis(
  _ lightest: Double, _ ordering: MassOrdering = .normal, _ nature: NeutrinoNature = .majorana,
  phases: MixingPhases = MixingPhases()
) -> Hypothesis {
  Hypothesis(
    NeutrinoHypothesis(
      lightest: lightest, ordering: ordering, nature: nature,
      parameters: OscillationSet.paper2012.parameters(for: ordering), phases: phases))
}

/// A reference value: design, r, kernel, lightest mass in eV.
struct AngularCase: Sendable, CustomTestStringConvertible {
  let design: ReferenceDesign
  let imprint: Double
  let kernel: SpinCurrentKernel
  let lightest: Double
  let value: Double
  var testDescription: String { "\(design), r = \(imprint), \(kernel), \(1000 * lightest) meV" }

  init(_ design: ReferenceDesign, _ imprint: Double?, _ kernel: SpinCurrentKernel, _ lightest: Double, _ value: Double)
  {
    self.design = design
    self.imprint = imprint ?? design.edge
    self.kernel = kernel
    self.lightest = lightest
    self.value = value
  }

  var setting: AngularSetting { design.setting(imprint, kernel: kernel) }
  var truth: Hypothesis { angularHypothesis(lightest) }
}

@Suite struct `Angular setting` {
  // MARK: The mass

  static let mass: [AngularCase] = [
    .init(.holmium, nil, .corrected, 0.001, 0.158_862_325_664_807_82),
    .init(.holmium, nil, .corrected, 0.005, 1.701_552_351_907_822),
    .init(.holmium, nil, .published, 0.001, 0.068_804_895_940_546_41),
    .init(.holmium, nil, .published, 0.005, 0.784_041_256_696_894_9),
    .init(.xenon, nil, .corrected, 0.001, 0.114_683_372_477_960_37),
    .init(.xenon, nil, .corrected, 0.005, 1.302_871_955_154_715_7),
    .init(.xenon, nil, .published, 0.001, 0.050_286_090_034_817_98),
    .init(.xenon, nil, .published, 0.005, 0.601_895_581_763_454_8),
  ]

  @Test(arguments: mass)
  func `finds the reference information on the mass`(reference: AngularCase) {
    let value = reference.setting.information(on: reference.truth).profiled
    // The reference states 1e-4; it is itself good to some 1e-6.
    #expect(abs(value / reference.value - 1) < 5e-6, "\(value)")
  }

  /// By panels of 20 nodes that halve 64 times towards each pair's threshold and derivatives by complex steps, in NumPy.
  static let dense: [AngularCase] = [
    .init(.holmium, -0.365_323_548_091_172_07 - 1.167e-4, .corrected, 0.001, 0.266_150_944_564_776_45),
    .init(.holmium, nil, .corrected, 0.001, 0.158_862_318_778_864_5),
    .init(.holmium, -0.365_323_548_091_172_07 - 4.644e-5, .corrected, 0.001, 0.120_607_190_100_618_34),
    .init(.holmium, -0.365_323_548_091_172_07 - 1e-2, .corrected, 0.005, 0.006_531_033_787_994_526),
    .init(.holmium, -0.365_323_548_091_172_07 - 1.167e-4, .corrected, 0.02, 7.363_940_304_640_603),
    .init(.xenon, 0.323_043_435_242_900_9 - 1.167e-4, .corrected, 0.001, 0.002_223_417_994_224_663_6),
    .init(.xenon, nil, .corrected, 0.001, 0.114_683_381_297_756_39),
    .init(.xenon, 0.323_043_435_242_900_9 - 4.644e-5, .corrected, 0.001, 0.226_853_843_971_438_37),
    .init(.xenon, 0.323_043_435_242_900_9 - 1e-2, .corrected, 0.005, 0.000_274_818_328_419_836_06),
    .init(.xenon, 0.323_043_435_242_900_9 - 1.167e-4, .corrected, 0.02, 6.158_280_688_134_071),
  ]

  @Test(arguments: dense)
  func `agrees with dense quadrature to a millionth`(reference: AngularCase) {
    let value = reference.setting.information(on: reference.truth).profiled
    #expect(abs(value / reference.value - 1) < 1e-6, "\(value / reference.value - 1)")
  }

  /// Published table: at mu = 0.99(m₁+m₂), five digits.
  @Test(arguments: [
    (ReferenceDesign.holmium, 0.001, 0.21890), (.holmium, 0.002, 0.81201), (.holmium, 0.005, 3.3519),
    (.holmium, 0.010, 7.4665), (.xenon, 0.001, 0.17908), (.xenon, 0.002, 0.64973), (.xenon, 0.005, 2.6510),
    (.xenon, 0.010, 5.9535),
  ])
  func `finds the information just above the next threshold`(design: ReferenceDesign, lightest: Double, value: Double) {
    let masses = angularHypothesis(lightest).neutrino.masses
    let mu = 0.99 * (masses.m1 + masses.m2), ratio = mu / design.spacing
    let imprint = design.edge - (1 - (1 - ratio * ratio).squareRoot())
    let found = design.setting(imprint).information(on: angularHypothesis(lightest)).profiled
    // Half a unit of the last digit, and as much for r.
    #expect(abs(found / value - 1) < 1e-4, "\(found)")
  }

  @Test func `loses information with resolution`() {
    for (design, row) in [
      (ReferenceDesign.holmium, [(0.5e-3, 0.314), (2e-3, 0.159), (10e-3, 0.054), (20e-3, 0.029)]),
      (.xenon, [(0.5e-3, 0.247), (2e-3, 0.115), (10e-3, 0.035), (20e-3, 0.014)]),
    ] {
      for (resolution, value) in row {
        let setting = design.setting(design.edge, resolution: resolution)
        let found = setting.information(on: angularHypothesis(0.001)).profiled
        // Half a unit of the third decimal.
        #expect(abs(found - value) < 0.5e-3 + 1e-6, "\(design), \(resolution): \(found)")
      }
    }
  }

  @Test func `loses information in a blind cone`() {
    for (design, row) in [
      (ReferenceDesign.holmium, [(0.0, 0.159), (1, 0.108), (2, 0.044), (5, 4.2e-4)]),
      (.xenon, [(0.0, 0.115), (1, 0.079), (2, 0.0017), (5, 2.5e-4)]),
    ] {
      for (degrees, value) in row {
        let cone = degrees * .pi / 180
        let setting = design.setting(design.edge, acceptance: cone...(.pi - cone))
        let found = setting.information(on: angularHypothesis(0.001)).profiled
        // Two digits.
        #expect(abs(found / value - 1) < 0.03, "\(design), \(degrees): \(found)")
      }
    }
  }

  // MARK: Smearing

  @Test(arguments: [1e-4, 2e-3, 0.1], [0.0, 1e-6, 0.001, 0.03])
  func `smearing moves light and loses none`(resolution: Double, lightest: Double) {
    for design in [ReferenceDesign.holmium, .xenon] {
      for imprint in [design.edge, design.edge - 3e-3, design.edge - 0.2, -0.9] {
        for ordering in [MassOrdering.normal, .inverted] {
          let truth = angularHypothesis(lightest, ordering)
          let setting = design.setting(imprint, resolution: resolution)
          let expected = setting.expectation(of: [truth], slopes: [])
          let sharp = PairSpectrum(
            kinematics: setting.kinematics, pairs: truth.neutrino.pairs, nature: .majorana, kernel: .corrected)
          let total = expected.signals[0].reduce(0, +)
          // Kernel cut at 6σ: e^(−18); panels 1e-7.
          #expect(abs(total / sharp.integral() - 1) < 2e-7, "\(imprint), \(ordering): \(total / sharp.integral() - 1)")
        }
      }
    }
  }

  @Test(arguments: FitParameter.allCases)
  func `slopes are those of the signal`(parameter: FitParameter) {
    let phases = MixingPhases(delta: 0.4, alpha21: 1.1, alpha31: 0.7)
    for (design, nature) in [(ReferenceDesign.holmium, NeutrinoNature.majorana), (.xenon, .dirac)] {
      for kernel in SpinCurrentKernel.allCases {
        for ordering in [MassOrdering.normal, .inverted] {
          let truth = angularHypothesis(0.004, ordering, nature, phases: phases)
          let setting = design.setting(design.edge - 2e-3, kernel: kernel, resolution: 5e-3)
          // A part of the sphere, since over the whole of it some slopes cancel.
          let value = truth.neutrino.value(of: parameter), step = 1e-4 * max(value, 1e-3 * parameter.scale)
          // The cells of the extremes resolve all five.
          let moved = [-2, -1, 0, 1, 2].map { truth.with(parameter, value + $0 * step) }
          let expected = setting.expectation(of: [moved[2]] + moved, slopes: [parameter])
          let signals = expected.signals.dropFirst().map(\.self)
          var error = 0.0, size = 0.0
          for k in expected.cells {
            let outer = signals[0][k] - signals[4][k], inner = signals[3][k] - signals[1][k]
            let difference = (outer + 8 * inner) / (12 * step)
            error = max(error, abs(difference - expected.slopes[0][k]))
            size = max(size, abs(expected.slopes[0][k]))
          }
          // Smeared densities are good to 1e-7 of the largest, which the step of 1e-4 divides; phases move nothing that is Dirac but rounding.
          #expect(error <= 2e-3 * size + 1e-12, "\(design), \(kernel), \(ordering): \(error / size)")
          if parameter == .alpha21, nature == .dirac { #expect(size == 0) }
        }
      }
    }
  }

  // MARK: Other hypotheses

  static let dirac: [AngularCase] = [
    .init(.holmium, nil, .corrected, 0.001, 2.711_050_925_738_794e-07),
    .init(.holmium, nil, .published, 0.001, 7.956_104_077_120_124e-07),
    .init(.xenon, nil, .corrected, 0.001, 1.354_688_393_604_118_6e-07),
    .init(.xenon, nil, .published, 0.001, 4.247_079_468_096_689e-07),
  ]

  @Test(arguments: dirac)
  func `tells Majorana from Dirac at the same mass`(reference: AngularCase) {
    let found = SeparationFit().separation(
      by: reference.setting, truth: reference.truth, from: angularHypothesis(reference.lightest, .normal, .dirac))
    // The reference states 1e-4.
    #expect(abs(found.chiSquared / reference.value - 1) < 1e-4, "\(found)")
  }

  static let profiled: [AngularCase] = [
    .init(.holmium, -0.368_402_146_308_371_3, .corrected, 0.001, 2.630_137_280_674_63e-07),
    .init(.holmium, -0.368_402_146_308_371_3, .published, 0.001, 6.827_468_055_793_487e-07),
    .init(.xenon, 0.321_819_012_344_012_45, .corrected, 0.001, 1.343_413_013_734_716_3e-07),
    .init(.xenon, 0.321_819_012_344_012_45, .published, 0.001, 3.833_370_861_564_750_5e-07),
  ]

  @Test(arguments: profiled)
  func `tells Majorana from Dirac of any mass`(reference: AngularCase) {
    let found = SeparationFit(massRange: 0...0.3).separation(
      by: reference.setting, truth: reference.truth, from: angularHypothesis(reference.lightest, .normal, .dirac))
    // The reference states 5e-4.
    #expect(abs(found.chiSquared / reference.value - 1) < 5e-4, "\(found)")
  }

  static let ordering: [AngularCase] = [
    .init(.holmium, nil, .corrected, 0.001, 0.000_236_404_578_448_050_43),
    .init(.holmium, nil, .published, 0.001, 0.000_130_498_639_217_772_9),
    .init(.xenon, nil, .corrected, 0.001, 0.000_231_634_435_962_785_82),
    .init(.xenon, nil, .published, 0.001, 0.000_119_864_573_866_293_36),
  ]

  @Test(arguments: ordering)
  func `tells the orderings apart`(reference: AngularCase) {
    let found = SeparationFit(massRange: 0...0.3).separation(
      by: reference.setting, truth: reference.truth, from: angularHypothesis(reference.lightest, .inverted))
    // The reference states 1e-3.
    #expect(abs(found.chiSquared / reference.value - 1) < 1e-3, "\(found)")
  }

  /// Signal events for Δχ² = 9 of the summary table, two digits: nature and ordering.
  @Test(arguments: [(ReferenceDesign.holmium, 2.0e6, 2.3e3), (.xenon, 1.06e7, 6.2e3)])
  func `counts the events of the summary table`(design: ReferenceDesign, nature: Double, ordering: Double) {
    let fit = SeparationFit(massRange: 0...0.3), setting = design.setting(design.edge), truth = angularHypothesis(0.001)
    for (alternative, events) in [
      (angularHypothesis(0.001, .normal, .dirac), nature), (angularHypothesis(0.001, .inverted), ordering),
    ] {
      let found = fit.separation(by: setting, truth: truth, from: alternative).eventsForThreeSigma ?? 0
      #expect(abs(found / events - 1) < 0.03, "\(found)")
    }
  }

  /// Signal events for σ(m₀) = m₀/2 at the edge.
  @Test(arguments: [
    (ReferenceDesign.holmium, 0.001, 1.55e6), (.holmium, 0.005, 5.8e3), (.xenon, 0.001, 5.6e6), (.xenon, 0.005, 2.0e4),
  ])
  func `counts the events for half the mass`(design: ReferenceDesign, lightest: Double, events: Double) {
    let setting = design.setting(design.edge), truth = angularHypothesis(lightest)
    let expected = setting.expectation(of: [truth], slopes: [.lightest])
    let information = FisherInformation(expected).profiled
    let found = 4 / (lightest * lightest * information) * expected.signals[0].reduce(0, +)
    #expect(abs(found / events - 1) < 0.03, "\(found)")
  }

  @Test func `learns nothing at the flat point`() {
    let design = ReferenceDesign.holmium
    let flat = design.setting(-design.trigger / design.spacing), edge = design.setting(design.edge)
    let truth = angularHypothesis(0.001)
    #expect(flat.information(on: truth).profiled < 1e-6 * edge.information(on: truth).profiled)
    let orders = SeparationFit().separation(by: flat, truth: truth, from: angularHypothesis(0.001, .inverted))
    #expect(orders.chiSquared < 1e-15)
  }

  @Test func `massless neutrinos have one nature`() {
    let design = ReferenceDesign.holmium
    let found = SeparationFit().separation(
      by: design.setting(design.edge), truth: angularHypothesis(0), from: angularHypothesis(0, .normal, .dirac))
    // m₂ and m₃ are not zero: only the pair of the lightest is alike.
    #expect(found.chiSquared > 0)
    let massless = OscillationParameters(name: "", citation: "", s12sq: 0.3, s13sq: 0.02, dm21: 0, dm31: 0)
    let pair = [NeutrinoNature.majorana, .dirac].map {
      Hypothesis(NeutrinoHypothesis(lightest: 0, ordering: .normal, nature: $0, parameters: massless))
    }
    #expect(
      SeparationFit().separation(by: design.setting(design.edge - 1e-3), truth: pair[0], from: pair[1]).chiSquared == 0)
  }
}

extension FitParameter {
  /// About how large it is.
  fileprivate var scale: Double {
    switch self {
    case .lightest: 1e-2
    case .s12sq, .s13sq: 0.1
    case .dm21: 1e-4
    case .dm31: 1e-3
    case .alpha21, .alpha31: 1
    }
  }
}
