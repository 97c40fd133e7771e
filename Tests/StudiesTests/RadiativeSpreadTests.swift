import Documents
import Emission
import Foundation
import Quantities
import Targets
import Testing
import _TestSupport

@testable import Studies

/// Ytterbium whose levels and rate have the uncertainties that the shipped file lacks.
private func evaluation(
  uncertainties: [String: Double] = ["1S0": 0, "3P0": 0.01, "3P1": 0.02], rate: Double? = 5e4,
  _ changes: [String: JSONValue] = [:]
) throws -> RadiativeEvaluation {
  let scratch = try ScratchDirectory()
  var target = JSONValue(try #require(JSONDocument(name: "yb", text: try Package.text("targets/yb.json")).root))
  for (index, level) in (target["levels"]?.elements ?? []).enumerated() {
    if let sigma = level["id"]?.stringValue.flatMap({ uncertainties[$0] }) {
      target = try target.setting("/levels/\(index)/energy_per_cm/uncertainty", to: .number(sigma))
    }
  }
  if let rate { target = try target.setting("/transitions/0/A_per_s/uncertainty", to: .number(rate)) }
  let tree = try studyTree(
    "renp/yb-spin", ["/target": .string(try scratch.write("yb.json", target.text))].merging(changes) { $1 })
  return try withExtendedLifetime(scratch) {
    RadiativeEvaluation(try #require(try loader.loadAny(name: "study", tree: tree).radiative))
  }
}

@Suite struct `Spread of radiative figures` {
  @Test func `propagates the levels and the rate`() throws {
    let evaluation = try evaluation()
    let spread = try #require(evaluation.totalSpread), total = try #require(evaluation.total)
    #expect(spread.value == total && spread.isComplete)
    // By hand: e and v each move one spacing, g, exact here, would move both.
    let ln = SpreadFigure.logSigma(relativeUncertainty: 5e4 / 1.15e6)
    let e = try #require(evaluation.slope(by: .levelSpacing)) / evaluation.levels.eg
    let v = try #require(evaluation.slope(by: .virtualSpacing)) / evaluation.levels.vg
    func electronVolts(_ wavenumber: Double) -> Double { Energy(wavenumberPerCentimetre: wavenumber).electronVolts }
    let byHand = (ln * ln + pow(e * electronVolts(0.01), 2) + pow(v * electronVolts(0.02), 2)).squareRoot()
    #expect(abs(spread.logSigma / byHand - 1) < 1e-12)
    #expect(evaluation.unitSpread?.logSigma == ln)
  }

  @Test func `lets the ground level move both spacings`() throws {
    let evaluation = try evaluation(uncertainties: ["1S0": 0.5, "3P0": 0, "3P1": 0], rate: 0)
    let e = try #require(evaluation.slope(by: .levelSpacing)) / evaluation.levels.eg
    let v = try #require(evaluation.slope(by: .virtualSpacing)) / evaluation.levels.vg
    let spread = try #require(evaluation.totalSpread)
    #expect(abs(spread.logSigma / (abs(e + v) * Energy(wavenumberPerCentimetre: 0.5).electronVolts) - 1) < 1e-12)
  }

  @Test func `is partial where a level states nothing, and exact where the study gives the numbers`() throws {
    #expect(try evaluation(uncertainties: ["3P0": 0.01, "3P1": 0.02]).totalSpread?.isComplete == false)
    let given = try evaluation(
      uncertainties: [:], rate: nil,
      ["/overrides": ["eps_eg_eV": .number(2.1435), "eps_vg_eV": .number(2.2307), "gamma_vg_per_s": .number(1e6)]])
    let spread = try #require(given.totalSpread)
    #expect(spread.isComplete && spread.logSigma == 0)
  }

  /// Differences with steps of a third of the program's own, extrapolated: what is left is of the fourth order in the step.
  @Test(arguments: [0.6, 1.05, 1.0716])
  func `has the slopes of differences`(trigger: Double) throws {
    let here = try evaluation(["/geometry/trigger_eV": .number(trigger)])
    for (key, spacing) in [(RadiativeStudy.Override.levelSpacing, here.levels.eg), (.virtualSpacing, here.levels.vg)] {
      func rate(_ factor: Double) throws -> Double {
        let changed = try evaluation([
          "/geometry/trigger_eV": .number(trigger),
          "/overrides": .object([.init(key.rawValue, .number(spacing * factor))]),
        ])
        return log(try #require(changed.total))
      }
      func slope(_ step: Double) throws -> Double { (try rate(1 + step) - rate(1 - step)) / (2 * step) }
      let step = here.smoothStep / 3
      let extrapolated = (4 * (try slope(step / 2)) - (try slope(step))) / 3
      let slope = try #require(here.slope(by: key))
      #expect(abs(slope / extrapolated - 1) < 1e-3, "\(key) \(slope) \(extrapolated)")
    }
    #expect(here.slope(by: .rateOfVG) == 1)
  }

  @Test func `steps less far than a threshold is`() throws {
    let far = try evaluation(["/geometry/trigger_eV": .number(0.6)])
    let near = try evaluation([
      "/geometry/trigger_eV": .number(1.071), "/laser/line_width_eV": .number(0), "/neutrino/lightest_meV": .number(1),
    ])
    #expect(far.smoothStep == 1e-4)
    let distance = try #require(near.spectrum.thresholds.compactMap(\.self).map { abs($0 - 1.071) }.min())
    #expect(near.smoothStep * near.levels.eg < 0.1 * distance)
  }

  @Test func `has none where nothing is emitted`() throws {
    let closed = try evaluation(["/geometry/trigger_eV": .number(1.2)])
    #expect(closed.total == 0 && closed.slope(by: .levelSpacing) == nil)
    #expect(closed.totalSpread?.value == 0)
  }
}
