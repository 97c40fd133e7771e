import Foundation
import Neutrinos
import Testing
import _TestSupport

@testable import Emission

/// A reference value: design, kernel, lightest mass in eV.
struct InformationCase: Sendable, CustomTestStringConvertible {
  let name: String
  let imprint: Double
  let isXenon: Bool
  let kernel: SpinCurrentKernel
  let lightest: Double
  let value: Double
  var testDescription: String { "\(name), \(isXenon ? "Xe" : "Ho"), \(kernel), \(1000 * lightest) meV" }

  init(_ name: String, _ imprint: Double, xenon: Bool, _ kernel: SpinCurrentKernel, _ lightest: Double, _ value: Double)
  {
    self.name = name
    self.imprint = imprint
    isXenon = xenon
    self.kernel = kernel
    self.lightest = lightest
    self.value = value
  }

  var measurement: AngularMeasurement {
    let eps = isXenon ? 1.0107 : 0.637695, trigger = isXenon ? 0.3421 : 0.43533
    return AngularMeasurement(
      kinematics: RamanKinematics(levelSpacing: eps, trigger: trigger, detected: trigger, imprint: imprint),
      kernel: kernel)
  }
}

private func hypothesis(
  _ lightest: Double, _ ordering: MassOrdering = .normal, _ nature: NeutrinoNature = .majorana
) -> NeutrinoHypothesis {
  NeutrinoHypothesis(
    lightest: lightest, ordering: ordering, nature: nature,
    parameters: OscillationSet.paper2012.parameters(for: ordering))
}

private let holmiumEdge = -0.365_323_548_091_172_07, xenonEdge = 0.323_043_435_242_900_9

@Suite struct `Angular measurement` {
  static let mass: [InformationCase] = [
    .init("J2", holmiumEdge, xenon: false, .corrected, 0.001, 0.158_862_325_664_807_82),
    .init("J2", holmiumEdge, xenon: false, .corrected, 0.005, 1.701_552_351_907_822),
    .init("J2", holmiumEdge, xenon: false, .published, 0.001, 0.068_804_895_940_546_41),
    .init("J2", holmiumEdge, xenon: false, .published, 0.005, 0.784_041_256_696_894_9),
    .init("J2", xenonEdge, xenon: true, .corrected, 0.001, 0.114_683_372_477_960_37),
    .init("J2", xenonEdge, xenon: true, .corrected, 0.005, 1.302_871_955_154_715_7),
    .init("J2", xenonEdge, xenon: true, .published, 0.001, 0.050_286_090_034_817_98),
    .init("J2", xenonEdge, xenon: true, .published, 0.005, 0.601_895_581_763_454_8),
  ]

  @Test(arguments: mass)
  func `finds the reference information on the mass`(reference: InformationCase) {
    let value = reference.measurement.massInformation(hypothesis(reference.lightest))
    // The reference states 1e-4.
    #expect(abs(value / reference.value - 1) < 1e-4, "\(value)")
  }

  static let dirac: [InformationCase] = [
    .init("J3 at the same mass", holmiumEdge, xenon: false, .corrected, 0.001, 2.711_050_925_738_794e-07),
    .init("J3 at the same mass", holmiumEdge, xenon: false, .published, 0.001, 7.956_104_077_120_124e-07),
    .init("J3 at the same mass", xenonEdge, xenon: true, .corrected, 0.001, 1.354_688_393_604_118_6e-07),
    .init("J3 at the same mass", xenonEdge, xenon: true, .published, 0.001, 4.247_079_468_096_689e-07),
  ]

  @Test(arguments: dirac)
  func `tells Majorana from Dirac at the same mass`(reference: InformationCase) {
    let found = reference.measurement.separation(
      truth: hypothesis(reference.lightest), from: hypothesis(reference.lightest, .normal, .dirac), profilesMass: false)
    #expect(abs(found.chiSquaredPerExposure / reference.value - 1) < 1e-4, "\(found)")
  }

  static let profiled: [InformationCase] = [
    .init("J3", -0.368_402_146_308_371_3, xenon: false, .corrected, 0.001, 2.630_137_280_674_63e-07),
    .init("J3", -0.368_402_146_308_371_3, xenon: false, .published, 0.001, 6.827_468_055_793_487e-07),
    .init("J3", 0.321_819_012_344_012_45, xenon: true, .corrected, 0.001, 1.343_413_013_734_716_3e-07),
    .init("J3", 0.321_819_012_344_012_45, xenon: true, .published, 0.001, 3.833_370_861_564_750_5e-07),
  ]

  @Test(arguments: profiled)
  func `tells Majorana from Dirac of any mass`(reference: InformationCase) {
    let found = reference.measurement.separation(
      truth: hypothesis(reference.lightest), from: hypothesis(reference.lightest, .normal, .dirac))
    // The reference states 5e-4.
    #expect(abs(found.chiSquaredPerExposure / reference.value - 1) < 5e-4, "\(found)")
  }

  static let ordering: [InformationCase] = [
    .init("J4", holmiumEdge, xenon: false, .corrected, 0.001, 0.000_236_404_578_448_050_43),
    .init("J4", holmiumEdge, xenon: false, .published, 0.001, 0.000_130_498_639_217_772_9),
    .init("J4", xenonEdge, xenon: true, .corrected, 0.001, 0.000_231_634_435_962_785_82),
    .init("J4", xenonEdge, xenon: true, .published, 0.001, 0.000_119_864_573_866_293_36),
  ]

  @Test(arguments: ordering)
  func `tells the orderings apart`(reference: InformationCase) {
    let found = reference.measurement.separation(
      truth: hypothesis(reference.lightest), from: hypothesis(reference.lightest, .inverted))
    // The reference states 1e-3.
    #expect(abs(found.chiSquaredPerExposure / reference.value - 1) < 1e-3, "\(found)")
  }

  @Test func `counts the events of the summary table`() {
    // 2.3e3 signal events for the ordering in Ho, 6.2e3 in Xe; two digits.
    for (reference, events) in zip([Self.ordering[0], Self.ordering[2]], [2.3e3, 6.2e3]) {
      let found = reference.measurement.separation(truth: hypothesis(0.001), from: hypothesis(0.001, .inverted))
      #expect(abs(found.eventsForThreeSigma / events - 1) < 0.03, "\(found)")
    }
  }

  @Test func `learns nothing at the flat point`() {
    let flat = InformationCase("flat", -0.43533 / 0.637695, xenon: false, .corrected, 0.001, 0).measurement
    let edge = Self.mass[0].measurement
    #expect(flat.massInformation(hypothesis(0.001)) < 1e-6 * edge.massInformation(hypothesis(0.001)))
    let orders = flat.separation(truth: hypothesis(0.001), from: hypothesis(0.001, .inverted), profilesMass: false)
    #expect(orders.chiSquaredPerExposure < 1e-15)
  }

  @Test func `loses information with resolution`() {
    // The table of resolutions: 0.314, 0.159, 0.054, 0.029 at 0.5, 2, 10, 20 mrad for Ho at the edge, 1 meV.
    let kinematics = Self.mass[0].measurement.kinematics
    for (resolution, value) in [(0.5e-3, 0.314), (2e-3, 0.159), (10e-3, 0.054), (20e-3, 0.029)] {
      let found = AngularMeasurement(kinematics: kinematics, resolution: resolution).massInformation(hypothesis(0.001))
      #expect(abs(found / value - 1) < 0.02, "\(resolution): \(found)")
    }
  }

  @Test func `cannot tell a hypothesis from itself`() {
    let measurement = Self.mass[4].measurement
    let same = measurement.separation(truth: hypothesis(0.002), from: hypothesis(0.002), profilesMass: false)
    #expect(same.chiSquaredPerExposure == 0 && same.normalisation == 1)
  }
}
