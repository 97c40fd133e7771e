import Documents
import Emission
import Foundation
import Quantities
import Targets
import Testing
import _TestSupport

@testable import Studies

@Suite struct `McQ3 certificate` {
  private func study(_ name: String, _ r: Double) throws -> Study {
    try loader.load(name: name, tree: try studyTree(name, ["/geometry/r": .number(r)]))
  }

  /// The bounds hold the margins of levels anywhere within their uncertainties, corners included, and hardly more.
  @Test(arguments: [("ho-in-host", -0.6), ("ho-in-host", -0.37), ("ho-inelastic", -0.4), ("xe-elastic", 0.2)])
  func `encloses every value of the levels`(name: String, r: Double) throws {
    let study = try study(name, r), certificate = Certificate(Evaluation(study))
    let levels = certificate.levels
    var generator = SeededGenerator(seed: 5)
    var smallest = Double.infinity, largest = -Double.infinity
    let unit = study.conventions.units.electronVoltsPerWavenumber
    for trial in 0..<400 {
      var energies: [String: Double] = [:]
      for (k, level) in levels.enumerated() {
        let u = level.uncertainty ?? 0
        let share = trial < 16 ? (trial >> k & 1 == 0 ? -1.0 : 1) : Double.random(in: -1...1, using: &generator)
        energies[level.id] = level.energyPerCentimetre + share * u
      }
      func e(_ level: String) -> Double { energies[level] ?? 0 }
      let path = study.path
      guard certificate.overridden.isEmpty else { return }
      let kinematics = RamanKinematics(
        levelSpacing: unit * (e(path.e.id) - e(path.g.id)), trigger: unit * (e(path.p.id) - e(path.e.id)),
        detected: unit * (e(path.p.id) - e(path.q.id)), imprint: r)
      smallest = min(smallest, kinematics.mcq3Margin)
      largest = max(largest, kinematics.mcq3Margin)
      #expect(certificate.margin.contains(kinematics.mcq3Margin))
      #expect(certificate.mcq2Distance.contains(kinematics.mcq2Distance))
    }
    // The corners reach nearly as far as the bounds: the two factors of an end share levels, so that their extremes need not meet.
    let width = certificate.margin.upper - certificate.margin.lower
    #expect(largest - smallest > 0.3 * width - 1e-12)
  }

  @Test func `does not certify the edge`() throws {
    // The published r of holmium lies 3 meV² beyond it, and the levels are known to 2 cm⁻¹ only.
    let paper = Certificate(Evaluation(try study("ho-in-host", -0.365323)))
    #expect(!paper.isMcQ3Free && paper.coversLevels)
    let safe = Certificate(Evaluation(try study("ho-in-host", -0.6)))
    #expect(safe.isMcQ3Free && safe.text.contains("for every value of the level energies"))
  }

  @Test func `says what it takes as exact`() throws {
    let tree = try studyTree(
      "xe-elastic", ["/overrides/eps_eg_eV": .number(1.0107), "/overrides/eps_pe_eV": .number(0.3421)])
    let certificate = Certificate(Evaluation(try loader.load(name: "xe", tree: tree)))
    #expect(!certificate.coversLevels && certificate.levels.isEmpty)
    #expect(certificate.text.contains("eps_eg_eV, eps_pe_eV taken as exact"))
  }
}

@Suite struct `Intervals` {
  @Test func `keep the truth inside`() {
    var generator = SeededGenerator(seed: 9)
    func pick() -> Double { Double.random(in: -3...3, using: &generator) }
    for _ in 0..<2000 {
      let a = pick(), b = pick(), c = abs(pick()) + 0.1, d = pick()
      let x = Interval(min(a, b), max(a, b)), y = Interval(min(c, c + 1), c + 1)
      let s = Double.random(in: x.lower...x.upper, using: &generator),
        t = Double.random(in: y.lower...y.upper, using: &generator)
      for (held, value) in [
        (x + y, s + t), (x - y, s - t), (x * y, s * t), (x / y, s / t), (-x, -s), (x.magnitude, abs(s)),
      ] {
        #expect(held.contains(value))
      }
      // Exact operands: at most one step to each side of the rounded result.
      let sum = Interval(a) + Interval(d)
      #expect(sum.lower == (a + d).nextDown && sum.upper == (a + d).nextUp)
    }
  }
}
