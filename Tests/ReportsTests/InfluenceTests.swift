import Documents
import Emission
import Foundation
import Neutrinos
import Studies
import Targets
import Testing
import _TestSupport

@testable import Reports

@Suite struct `Influences on a radiative rate` {
  private static let loader = StudyLoader(database: Package.database)

  private func input(_ study: String, _ changes: [String: JSONValue] = [:]) throws -> (RadiativeEvaluation, StudyBench)
  {
    let name = "studies/renp/\(study).json"
    var tree = JSONValue(try #require(JSONDocument(name: name, text: try Package.text(name)).root))
    for (pointer, value) in changes.sorted(by: { $0.key < $1.key }) { tree = tree.replacing(pointer, with: value) }
    guard
      case .radiative(let study) = try Self.loader.loadAny(name: name, bytes: Array(tree.text.utf8))
    else { throw TestFailure("another process") }
    return (RadiativeEvaluation(study), StudyBench(loader: Self.loader, directory: "."))
  }

  private func influence(_ name: String, of all: [Influence]) throws -> Influence {
    try #require(all.first { $0.name == name })
  }

  @Test func `are in proportion to what is a factor`() throws {
    let (evaluation, bench) = try input("yb-spin"), all = Influence.all(evaluation, bench: bench)
    for name in ["`gamma_vg_per_s`", "n³Vη", "`angular_factor`"] {
      #expect(abs(try #require(try influence(name, of: all).elasticity) - 1) < 1e-6, "\(name)")
      // A factor does not change how many events tell Majorana from Dirac.
      #expect(try influence(name, of: all).questionElasticity == 0)
    }
    #expect(try influence("m₀", of: all).elasticity ?? 0 < 0)
  }

  /// Against differences of the rate with steps of their own.
  @Test(arguments: ["yb-spin", "yb-locked", "yb-magnetic-moment"])
  func `are the slopes of differences`(study: String) throws {
    let (evaluation, bench) = try input(study), all = Influence.all(evaluation, bench: bench)
    let tree = evaluation.study.resolvedJSON, step = evaluation.smoothStep / 4
    for (name, pointer, value) in [
      ("`eps_eg_eV`", "/overrides/eps_eg_eV", evaluation.levels.eg),
      ("`eps_vg_eV`", "/overrides/eps_vg_eV", evaluation.levels.vg),
      ("trigger, ω", "/geometry/trigger_eV", evaluation.study.geometry.trigger),
      ("m₀", "/neutrino/lightest_meV", evaluation.study.neutrino.lightest),
    ] {
      func rate(_ factor: Double) throws -> Double {
        log(try #require(bench.radiative(tree, [(pointer, .number(value * factor))])?.total))
      }
      let difference = (try rate(1 + step) - rate(1 - step)) / (2 * step)
      let slope = try #require(try influence(name, of: all).elasticity)
      #expect(abs(slope - difference) < 2e-3 * max(abs(difference), 0.01), "\(name) \(slope) \(difference)")
    }
    // The energies alone have a dimension, but for masses, moments and the line: at twice of all the rate is Γ₀'s.
    #expect(try influence("`eps_eg_eV`", of: all).elasticity == evaluation.slope(by: .levelSpacing))
  }

  @Test func `count what other data of the database would make of the rate`() throws {
    // Another A of the line 6p 3/2 to 6s: the ratio of the two.
    let (evaluation, bench) = try input("cs-paper")
    let other = try #require(evaluation.path.alternatives.first?.value),
      used = try #require(evaluation.path.rateOfVG.value)
    let factor = try #require(
      try influence("`gamma_vg_per_s`", of: Influence.all(evaluation, bench: bench)).otherFactor)
    #expect(factor == other / used)
    #expect(try influence("`eps_eg_eV`", of: Influence.all(evaluation, bench: bench)).status == "override")
  }

  @Test func `of an unknown rate come first`() throws {
    // Ytterbium without the line.
    let scratch = try ScratchDirectory()
    let target = JSONValue(try #require(JSONDocument(name: "yb", text: try Package.text("targets/yb.json")).root))
    let file = try scratch.write("yb.json", try target.setting("/transitions/0", to: nil).text)
    let (evaluation, bench) = try input("yb-spin", ["/target": .string(file)])
    #expect(evaluation.path.rateOfVG.value == nil)
    let first = try #require(Influence.all(evaluation, bench: bench).first)
    #expect(first.name == "`gamma_vg_per_s`" && first.elasticity == nil && first.value == "unknown")
  }

  @Test func `move thresholds by the levels' errors`() throws {
    // Xenon's levels state theirs.
    let (evaluation, _) = try input("xe-paper", ["/overrides": .object([])])
    let rows = ThresholdInfluence.all(evaluation)
    #expect(rows.map(\.level.id) == [evaluation.study.path.e.id, evaluation.study.path.g.id])
    let e = try #require(rows.first), slopes = try #require(e.slopes)
    let step = 1e-6 * evaluation.levels.eg
    func threshold(_ eps: Double, _ mass: Double) throws -> Double {
      try #require(
        evaluation.study.geometry.phase.threshold(
          levelSpacing: eps, massSum: mass, cosine: evaluation.study.geometry.cosine))
    }
    for pair in evaluation.pairs {
      let eps = evaluation.levels.eg
      let slope = (try threshold(eps + step, pair.threshold) - threshold(eps - step, pair.threshold)) / (2 * step)
      #expect(slope > slopes.lowerBound - 1e-8 && slope < slopes.upperBound + 1e-8)
    }
    // The lower level moves them the other way.
    #expect(rows[1].slopes?.lowerBound == -slopes.upperBound && rows[1].massSlope == -e.massSlope)
    // A spacing that the study gives does not hang on levels.
    #expect(ThresholdInfluence.all(try input("cs-paper").0).isEmpty)
  }

  @Test func `are ranked by what an error does, then by slope`() throws {
    func influence(_ name: String, _ slope: Double?, _ spread: Double?, _ other: Double? = nil) -> Influence {
      Influence(name, "1", elasticity: slope, spread: spread, otherFactor: other, status: "")
    }
    let ranked = Influence.ranked([
      influence("slight", 1, 0.01), influence("none", 0, nil), influence("steep", -300, nil), influence("exact", 2, 0),
      influence("gentle", 0.5, nil), influence("disputed", 1, 0.01, 0.5), influence("unknown", nil, nil),
      influence("forbidden", 1, 0.01, 0),
    ])
    #expect(
      ranked.map(\.name) == [
        "unknown", "forbidden", "disputed", "slight", "steep", "gentle", "none", "exact",
      ])
    let table = Influence.table(ranked), columns = table.headers.map(\.title)
    let effect = try #require(columns.firstIndex { $0 == "rate by 1σ" })
    #expect(table.rows[4][effect] == "10 % by 0.033 %" && table.rows[6][effect] == "unknown")
  }
}
