import Documents
import Emission
import Foundation
import Photonics
import Testing
import _TestSupport

@testable import Studies

@Suite struct `A study's fibre` {
  private func tree(_ fibre: JSONValue) throws -> JSONValue {
    let document = JSONDocument(name: "xe-elastic", text: try Package.text("studies/xe-elastic.json"))
    let root = try #require(document.root)
    return JSONValue(root).replacing("/fibre", with: fibre)
  }

  private func load(_ fibre: JSONValue) throws -> Study {
    try StudyLoader(database: Package.database).load(name: "case", tree: try tree(fibre))
  }

  private static let small: JSONValue = [
    "core_radius_um": .number(1), "pairs": .number(1), "high": ["index": .number(3.4), "thickness_um": .number(0.14)],
    "low": ["index": .number(1.5), "thickness_um": .number(0.4)], "surround": ["index": .number(1.5)],
    "pair_mass_meV": .number(120), "background_states": "path",
  ]

  @Test func `reaches the evaluation under the promised names`() throws {
    let evaluation = Evaluation(try load(Self.small))
    let fibre = try #require(FibreEvaluation(evaluation))
    let json = evaluation.json(angles: 3, fibre: fibre)
    for name in ["pp", "ep", "pe", "ee", "total"] {
      #expect(try #require(json.value(at: "/fibre/eta/\(name)")?.doubleValue).isFinite)
    }
    let total = try #require(json.value(at: "/fibre/eta/total")?.doubleValue)
    #expect(total > 0 && abs(fibre.eta.total - total) == 0)
    #expect(json.value(at: "/background/suppression")?.doubleValue == total)
    let ratio = try #require(json.value(at: "/background/mcq4_per_signal")?.doubleValue)
    #expect(json.value(at: "/background/mcq4_per_signal_suppressed")?.doubleValue == ratio * total)
    #expect(json.value(at: "/fibre/pair_mass_eV")?.doubleValue == 0.12)
    let momentum = try #require(json.value(at: "/fibre/axial_momentum_eV")?.doubleValue)
    let energy = evaluation.kinematics.pairEnergy
    #expect(abs(momentum * momentum + 0.12 * 0.12 - energy * energy) < 1e-14)
    let passed = try #require(json.value(at: "/fibre/signal_transmission")?.doubleValue)
    #expect(passed > 0 && passed < 1)
    // Without a fibre there is none of it.
    let bare = Evaluation(
      try StudyLoader(database: Package.database).load(path: Package.root + "/studies/xe-elastic.json"))
    #expect(FibreEvaluation(bare) == nil)
    #expect(bare.json(angles: 3).value(at: "/background/suppression") == .null)
  }

  private static let materials: JSONValue = [
    "core_radius_um": .number(2), "surround": "BaF2",
    "layers": .array([
      ["material": "Si", "thickness_um": .number(0.2)],
      ["index": .number(1.5), "k": .number(0.01), "thickness_um": .number(0.3)],
    ]),
  ]

  @Test(arguments: [small, materials])
  func `is resolved to a study that means the same`(fibre: JSONValue) throws {
    let study = try load(fibre)
    let again = try StudyLoader(database: Package.database).load(name: "again", tree: study.resolvedJSON)
    #expect(again.fibre == study.fibre)
    #expect(again.resolvedJSON == study.resolvedJSON)
  }

  @Test func `warns of materials out of their range and of absorption`() throws {
    let tellurium = try load([
      "core_radius_um": .number(3), "layers": .array([["material": "te-film", "thickness_um": .number(0.1)]]),
      "surround": .number(1.6), "pair_mass_meV": .number(120),
    ])
    let doubts = try #require(tellurium.fibre).bragg.doubts(over: 0.01...1)
    #expect(doubts.count == 1)
    let film = try #require(doubts.first)
    #expect(film.outside != nil)
    // k = 0.67 at 1 eV.
    #expect(try #require(film.absorbing).k > 0.6)
  }

  @Test func `has a gap where its wall repeats`() throws {
    let fibre = BraggFibre(
      coreRadius: 1, pairs: 4, high: .init(medium: .constant(n: 3.4, k: 0), thickness: 0.14),
      low: .init(medium: .constant(n: 1.5, k: 0), thickness: 0.4), surround: .vacuum)
    let gap = try #require(fibre.gap)
    let te = try #require(gap.grazingTE), tm = try #require(gap.grazingTM)
    #expect(te.lowerBound < tm.lowerBound && tm.upperBound < te.upperBound)
  }
}
