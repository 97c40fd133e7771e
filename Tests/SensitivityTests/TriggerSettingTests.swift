import Emission
import Neutrinos
import Quantities
import Testing

@testable import Sensitivity

@Suite struct `Trigger setting` {
  private static let phases = MixingPhases(delta: 0.4, alpha21: 0.7, alpha31: 1.9)

  private func difference(_ setting: TriggerSetting, _ truth: Hypothesis, _ parameter: FitParameter, _ share: Double)
    -> Double
  {
    let value = truth.neutrino.value(of: parameter), h = share * value
    func at(_ k: Double) -> Double { setting.signal(truth.with(parameter, value + k * h)) }
    return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h)
  }

  @Test(arguments: FitParameter.allCases, [MassOrdering.normal, .inverted])
  func `slopes are those of differences away from thresholds`(parameter: FitParameter, ordering: MassOrdering) {
    let truth = Ytterbium.neutrinos(0.03, ordering, .majorana, phases: Self.phases)
    for (setting, name) in [
      (Ytterbium.setting(0.9), "point"), (Ytterbium.setting(0.9, width: 1e-3), "line"),
      (Ytterbium.setting(1.7, phase: .fixed(0.9), width: 1e-4), "boosted"),
      (Ytterbium.setting(1.8, phase: .locked, width: 1e-4), "locked"),
      (Ytterbium.setting(1.8, phase: .locked), "locked point"),
    ] {
      let exact = setting.slope(truth, by: parameter)
      // Five points a hundredth apart err by some 1e-8 of the slope, and by the rounding of I, 1e-15·100 of I over the parameter.
      let rounding = 1e-12 * setting.signal(truth) / truth.neutrino.value(of: parameter)
      let expected = difference(setting, truth, parameter, 0.01)
      #expect(abs(exact - expected) <= 1e-7 * abs(exact) + rounding, "\(name): \(exact), \(expected)")
    }
  }

  /// Where the threshold lies within the line, the mean is smooth in m₀ as long as it stays there.
  @Test(arguments: [(0.03, 1e-4), (0.001, 1e-5)], [NeutrinoNature.dirac, .majorana])
  func `slopes hold with a threshold inside the line`(line: (mass: Double, width: Double), nature: NeutrinoNature) {
    let truth = Ytterbium.neutrinos(line.mass, .normal, nature)
    for pair in truth.neutrino.pairs {
      let edge = RadiativeKinematics.threshold(
        levelSpacing: Ytterbium.levelSpacing, imprint: 0, massSum: pair.threshold)!
      let setting = Ytterbium.setting(edge + 0.1 * line.width, width: line.width)
      let exact = setting.slope(truth, by: .lightest)
      // The edge moves by m·dm·4/2ε: a thousandth of the line for these steps. The mean goes as y^{3/2} there, y a third of the line: steps of δy err
      // by (δy/y)⁴ and rounding by 1e-15 y/δy.
      let share = 2e-4 * line.width / (line.mass * line.mass)
      let expected = difference(setting, truth, .lightest, min(share, 0.01))
      #expect(abs(exact / expected - 1) < 2e-7, "\(pair.pair.name): \(exact), \(expected)")
    }
  }

  @Test func `the massless end has its slope to one side`() {
    let truth = Ytterbium.neutrinos(0, .normal, .majorana)
    let setting = Ytterbium.setting(0.9, width: 1e-3), h = 1e-6
    // Of a function of m₀ and m₀², by three points: h² of its third derivative, over (10 meV)².
    func at(_ k: Double) -> Double { setting.signal(truth.with(lightest: k * h)) }
    let expected = (4 * at(1) - at(2) - 3 * at(0)) / (2 * h)
    #expect(abs(setting.slope(truth, by: .lightest) - expected) < 1e-6 * setting.signal(truth))
  }

  @Test(arguments: [0.0, 1e-4])
  func `new physics moves too`(width: Double) {
    let vector = LightVector(
      mass: 0.3, width: 1e-6, electron: 1e-25, left: CouplingMatrix(universal: 1), right: CouplingMatrix(universal: 0))
    let truth = Ytterbium.neutrinos(0.03, .normal, .majorana, newPhysics: NewPhysics(vector: vector))
    let setting = Ytterbium.setting(0.9, width: width)
    let exact = setting.slope(truth, by: .lightest), expected = difference(setting, truth, .lightest, 0.003)
    // The same stencil with another step: 1e-8 each.
    #expect(abs(exact / expected - 1) < 1e-7)
    #expect(exact != setting.slope(Ytterbium.neutrinos(0.03, .normal, .majorana), by: .lightest))
  }

  @Test func `a line that never ends sees the mean of points`() {
    let truth = Ytterbium.neutrinos(0.03), wide = Ytterbium.setting(1.0, width: 0.02)
    let mean = GaussLegendre(count: 20).integral(from: 0.99, to: 1.01) {
      Ytterbium.setting($0).slope(truth, by: .lightest)
    }
    // No threshold is within: both are quadratures of a smooth function.
    #expect(abs(wide.slope(truth, by: .lightest) / (mean / 0.02) - 1) < 1e-10)
  }
}
