import Documents
import Emission
import Foundation
import Neutrinos
import Sensitivity
import Targets
import Testing
import _TestSupport

@testable import Studies

private func evaluation(_ tree: JSONValue) throws -> Evaluation {
  Evaluation(try StudyLoader(database: Package.database).load(name: "study", tree: tree))
}

private func xenonTree() throws -> JSONValue {
  try #require(JSONDocument(name: "xe", text: try Package.text("studies/xe-elastic.json")).root.map(JSONValue.init))
}

@Suite struct `Evaluating a study` {
  @Test func `says that the published holmium design is open to McQ3`() throws {
    let paper = try evaluation(holmiumTree())
    #expect(!paper.isFeasible)
    // Five digits in r leave M²(π) = −2.8857 meV².
    #expect(abs(paper.kinematics.backward / -2.885_702_533e-6 - 1) < 1e-8)
    #expect(paper.warnings.first?.hasPrefix("McQ3 is open: at θ = 3.1358") == true, "\(paper.warnings.first ?? "")")
    #expect(paper.warnings.contains { $0.contains("eq. (6) overstates") })
    #expect(paper.warnings.contains { $0.hasPrefix("laser 2") })
    #expect(paper.json(angles: nil).value(at: "/feasible")?.boolValue == false)
  }

  @Test(arguments: ["corrected", "published"])
  func `keeps its internal relations`(conventions: String) throws {
    for tree in try exampleStudies() {
      let json = try evaluation(tree.replacing("/conventions", with: .string(conventions))).json(angles: 21)
      func number(_ pointer: String) throws -> Double {
        try #require(json.value(at: pointer)?.doubleValue, "\(pointer)")
      }
      let unit = try number("/rate/unit_per_s_eV2")
      #expect(abs(try number("/rate/gamma0_per_s") * 24 / pow(try number("/levels/eps_eg_eV"), 2) / unit - 1) < 1e-14)
      #expect(abs(try number("/rate/total_per_s") / (unit * (try number("/rate/pair_sum/sphere_eV2"))) - 1) < 1e-14)
      let first = try number("/rate/angular/per_s_sr/0")
      #expect(abs(first / (unit * (try number("/rate/pair_sum/forward_eV2"))) - 1) < 1e-13)
      let weights = try json.at("/thresholds").elements.compactMap { $0["weight"]?.doubleValue }
      #expect(abs(weights.reduce(0, +) - 0.75) < 1e-14)
      // Massless neutrinos at the edge: ¾E²/(36π), half of it as printed.
      let energy = try number("/kinematics/pair_energy_eV")
      let edge = 0.75 * energy * energy / (36 * .pi) / (conventions == "published" ? 2 : 1)
      #expect(abs(try number("/rate/pair_sum/massless_edge_eV2") / edge - 1) < 1e-14)
      if let ratio = json.value(at: "/background/mcq4_per_signal")?.doubleValue {
        let parts = try number("/background/i2gamma_per_eV2") / number("/background/i2nu_per_eV2")
        #expect(abs(ratio / parts - 1) < 1e-14)
      }
    }
  }

  @Test func `does not change when all energies are doubled`() throws {
    // Energies × 2, masses × 2: angles, weights and dimensionless figures stay to the last bit, since doubling is exact.
    var small = try xenonTree().replacing(
      "/overrides", with: ["eps_eg_eV": .number(1.0107), "eps_pe_eV": .number(0.3421), "eps_pq_eV": .number(0.3)])
    small = small.replacing("/neutrino/lightest_meV", with: .number(8)).replacing("/geometry/r", with: .number(0.25))
    let oscillation: JSONValue = [
      "s12sq": .number(0.307), "s13sq": .number(0.024), "dm21_eV2": .number(7.5e-5), "dm31_eV2": .number(2.5e-3),
    ]
    small = small.replacing("/neutrino/oscillation", with: oscillation)
    var large = small.replacing("/neutrino/lightest_meV", with: .number(16))
    for (key, value) in ["eps_eg_eV": 2.0214, "eps_pe_eV": 0.6842, "eps_pq_eV": 0.6] {
      large = large.replacing("/overrides/" + key, with: .number(value))
    }
    large = large.replacing("/neutrino/oscillation/dm21_eV2", with: .number(4 * 7.5e-5))
      .replacing("/neutrino/oscillation/dm31_eV2", with: .number(4 * 2.5e-3))
    let a = try evaluation(small), b = try evaluation(large)
    #expect(a.kinematics.forward * 4 == b.kinematics.forward && a.kinematics.backward * 4 == b.kinematics.backward)
    #expect(a.kinematics.window == b.kinematics.window)
    for index in 0..<6 { #expect(a.figures.crossings[index] == b.figures.crossings[index]) }
    #expect(abs(b.figures.pairSumIntegral / a.figures.pairSumIntegral / 4 - 1) < 1e-13)
    let grid = AngleGrid(uniform: 91)
    for (x, y) in zip(a.pairSums(at: grid), b.pairSums(at: grid)) { #expect(abs(y - 4 * x) <= 1e-13 * abs(y)) }
  }

  // MARK: Resonance

  @Test func `costs the Lorentzian off resonance`() throws {
    let on = try evaluation(xenonTree()), widths = try #require(on.design.widths)
    // Half a width away the rate is halved; kinematics hardly change.
    let trigger = on.levels.pe + widths.triggerWidth / 2
    let off = try evaluation(xenonTree().replacing("/geometry/trigger_eV", with: .number(trigger)))
    // ε_pe + W/2 is rounded to 5e-17 eV, W is 1.8e-8 eV.
    #expect(abs(try #require(off.figures.unit) / (try #require(on.figures.unit)) - 0.5) < 1e-8)
    #expect(off.warnings.contains { $0.hasPrefix("the trigger is") })
    // The line follows the trigger: nothing more is lost, and the same photon given as a number is on the line.
    #expect(off.figures.detectedFactor == 1)
    let follows = try evaluation(
      xenonTree().replacing("/geometry/trigger_eV", with: .number(trigger))
        .replacing("/geometry/detected_eV", with: .number(trigger)))
    #expect(follows.figures.detectedFactor == 1 && follows.kinematics == off.kinematics)
    // As printed, its line stays.
    let printed = try evaluation(
      xenonTree().replacing("/geometry/trigger_eV", with: .number(trigger))
        .replacing("/geometry/detected_eV", with: .number(trigger)).replacing("/conventions", with: "published"))
    #expect(try #require(printed.figures.detectedFactor) < 1e-9)
  }

  // MARK: What does not exist

  @Test func `gives zero and null with a reason where nothing can be emitted`() throws {
    let heavy = try evaluation(xenonTree().replacing("/neutrino/lightest_meV", with: .number(2000)))
    #expect(heavy.figures.pairSumIntegral == 0 && heavy.figures.total == 0 && !heavy.isFeasible)
    #expect(heavy.figures.backgroundPerSignal == nil)
    #expect(heavy.warnings.contains { $0.hasPrefix("no pair can be emitted: M² reaches") })
    for index in 0..<6 { #expect(heavy.figures.crossings[index] == .never) }
    // No energy left for the pair.
    let empty = try evaluation(xenonTree().replacing("/geometry/detected_eV", with: .number(2)))
    #expect(empty.figures.pairSumIntegral == 0)
    #expect(empty.warnings.contains { $0.contains("leaves it no energy") })
    #expect(!empty.json(angles: 5).text.contains(": nan"))
  }

  @Test func `makes absolute rates null when a width is unknown`() throws {
    // The Cs file has no lifetime for some levels; take a target and remove what γ_p needs.
    var tree = try Package.targetTree("xe")
    let level = try tree.index("/levels", where: ["id": "6p_3/2_1"])
    tree = try tree.setting("/levels/\(level)/lifetime_s", to: nil)
    for upper in ["6s_2", "6s_1", "6s'_1", "6s'_0"] {
      while let line = try? tree.index("/transitions", where: ["upper": "6p_3/2_1", "lower": upper]) {
        tree = try tree.setting("/transitions/\(line)", to: nil)
      }
    }
    let scratch = try ScratchDirectory()
    _ = try scratch.write("xe.json", tree.text)
    let text = try Package.text("studies/xe-elastic.json").replacing("\"xe\"", with: "\"./xe.json\"")
    let path = try scratch.write("study.json", text)
    let result = Evaluation(try StudyLoader(database: Package.database).load(path: path))
    #expect(result.inputs.widthOfP.value == nil && result.figures.unit == nil && result.figures.total == nil)
    #expect(result.warnings.contains { $0.hasPrefix("gamma_p_per_s is unknown") })
    let json = result.json(angles: 3)
    #expect(json.value(at: "/rate/total_per_s") == .null && json.value(at: "/rate/angular/per_s_sr") == .null)
    #expect(json.value(at: "/rate/angular/pair_sum_eV2/0")?.doubleValue ?? 0 > 0)
    // The study can supply it.
    let given = text.replacing("\"conventions\"", with: "\"overrides\": {\"gamma_p_per_s\": 2.7e7}, \"conventions\"")
    let other = Evaluation(
      try StudyLoader(database: Package.database).load(path: try scratch.write("given.json", given)))
    #expect(other.inputs.widthOfP.value == 2.7e7)
  }

  // MARK: Host

  @Test func `counts the host's index where asked`() throws {
    let vacuum = try evaluation(holmiumTree())
    #expect(vacuum.medium.index == 1)
    #expect(vacuum.warnings.contains { $0.contains("\"refractive_index\": \"host\" counts it") })
    let host = try evaluation(holmiumTree().replacing("/geometry/refractive_index", with: "host"))
    // n_o(2.84 µm) of LiYF4, by extrapolation.
    #expect(abs(host.medium.index - 1.4355) < 2e-4)
    #expect(host.kinematics.forward == vacuum.kinematics.forward)
    #expect(host.kinematics.pairBackward < vacuum.kinematics.pairBackward)
    #expect(host.warnings.contains { $0.contains("extrapolated") })
    #expect(host.marks.contains { $0.figure == "/thresholds" && $0.because.contains { $0.status == "extrapolated" } })
  }

  // MARK: Background

  @Test func `replaces the path's own level by the overrides`() throws {
    let tree = try xenonTree().replacing("/conventions", with: "published")
    let own = try evaluation(tree),
      strong = try evaluation(
        tree.replacing("/overrides", with: ["gamma_pe_per_s": .number(65300)]))
    let share = try #require(own.background.function.levels.first { abs($0.spacingToQ - own.levels.pq) < 1e-12 })
    let alone = TwoPhotonBackground([share], form: .published).value(massSquared: 0, energy: own.levels.qg)
    let change =
      strong.background.function.value(massSquared: 0, energy: own.levels.qg)
      - own.background.function.value(massSquared: 0, energy: own.levels.qg)
    #expect(abs(change / (alone * (65300 / 211 - 1)) - 1) < 1e-9)
  }

  @Test func `finds McQ4 suppressed by the exchange of the photons in xenon`() throws {
    let corrected = try evaluation(xenonTree())
    let printed = try evaluation(xenonTree().replacing("/conventions", with: "published"))
    let ratio = try #require(corrected.figures.photonFunction) / (try #require(printed.figures.photonFunction))
    // J = 0 → 1 leaves the antisymmetric amplitude alone: less than printed, despite three components of n.
    #expect(ratio > 0.1 && ratio < 0.5)
    let range = try #require(corrected.photonFunctionRange)
    #expect(range.contains(try #require(corrected.figures.photonFunction)))
    #expect(printed.photonFunctionRange == nil)
    #expect(corrected.background.counted.count == 6)
  }

  @Test func `does not find McQ4 of holmium zero`() throws {
    // "Zero to the calculation accuracy" in the paper; E1 × E1 by Judd–Ofelt dipoles is allowed.
    let result = try evaluation(holmiumTree().replacing("/conventions", with: "corrected"))
    #expect(try #require(result.figures.photonFunction) > 0)
    #expect(result.warnings.contains { $0.contains("mean rates between whole manifolds") })
    // As printed, only E1 × M1.
    for state in try evaluation(holmiumTree()).background.counted {
      guard case .manifold(_, let multipoles) = state.state.kind else { Issue.record("\(state.state.id)"); continue }
      #expect(Set(multipoles) == [.e1, .m1])
    }
  }

  // MARK: Marks

  @Test func `marks what rests on less than cited data`() throws {
    let xenon = try evaluation(xenonTree())
    let rate = try #require(xenon.marks.first { $0.figure == "/rate/gamma0_per_s" })
    #expect(rate.because.contains { $0.datum.hasPrefix("xe#/transitions/") && $0.status == "computed" })
    #expect(rate.because.contains { $0.datum.hasPrefix("xe#/transitions/") && $0.status == "conflict" })
    // The pointers lead to data.
    let tree = try Package.targetTree("xe")
    for reason in xenon.marks.flatMap(\.because) where reason.datum.hasPrefix("xe#") {
      #expect(tree.value(at: String(reason.datum.dropFirst(3))) != nil, "\(reason.datum)")
    }
    let forced = try evaluation(
      xenonTree().replacing(
        "/overrides", with: ["gamma_pe_per_s": .number(1), "gamma_e_per_s": .number(1), "gamma_p_per_s": .number(1)]))
    let statuses = Set(try #require(forced.marks.first { $0.figure == "/rate/gamma0_per_s" }).because.map(\.status))
    #expect(statuses == ["override"])
    // Elastic: γ_pq follows γ_pe.
    #expect(forced.inputs.rateOfPQ.value == 1 && forced.inputs.rateOfPQ.origin == .follows(.rateOfPE))
  }

  @Test func `has one ε_pe on an elastic path`() throws {
    let moved = try evaluation(xenonTree().replacing("/overrides", with: ["eps_pe_eV": .number(0.3)]))
    #expect(moved.levels.pe == 0.3 && moved.levels.pq == 0.3)
    let split = try evaluation(
      xenonTree().replacing("/overrides", with: ["eps_pe_eV": .number(0.3), "eps_pq_eV": .number(0.31)]))
    #expect(split.warnings.contains { $0.contains("two different values of ε_pe") })
  }

  // MARK: Tables

  @Test func `writes its angular distribution as CSV`() throws {
    let result = try evaluation(xenonTree())
    let lines = result.angularCSV(angles: 5).split(separator: "\n")
    // Five uniform angles, six thresholds (one may coincide), and 23 between each and the next.
    #expect(lines.count > 150 && lines[0].hasPrefix("theta_rad,pair_mass_squared_eV2,pair_sum_eV2,per_s_sr,f_11_eV2"))
    var angles: [Double] = []
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
      #expect(fields.count == 10)
      #expect(abs(fields[4...].reduce(0, +) - fields[2]) <= 1e-12 * fields[2])
      angles.append(fields[0])
    }
    #expect(angles == angles.sorted() && angles.first == 0 && angles.last == .pi)
    for index in 0..<6 {
      // Each step is resolved: angles within a tenth of its distance from the back.
      guard let theta = result.figures.crossings[index].angle else { continue }
      #expect(angles.contains(theta) && angles.contains { $0 < theta && theta - $0 < 0.1 * (.pi - theta) })
    }
  }
}

@Suite struct `Information of a study` {
  @Test func `counts signal events`() throws {
    let result = try evaluation(holmiumTree().replacing("/conventions", with: "corrected"))
    let report = try #require(SensitivityReport(result))
    // At the McQ3 edge of Ho with 1 meV: 1.55e6 events for σ = m₀/2, 2.0e6 for Majorana–Dirac, 2.3e3 for the ordering. The printed r lies 3.5e-6
    // beyond the edge, which costs thresholds some per cent.
    #expect(abs(try #require(report.eventsForHalf) / 1.55e6 - 1) < 0.1)
    for (question, events) in [(StudyMeasurement.Question.nature, 2.0e6), (.ordering, 2.3e3)] {
      let answer = try #require(report.answers.first { $0.question == question })
      #expect(abs(try #require(answer.found?.eventsForThreeSigma) / events - 1) < 0.1)
    }
    let json = result.json(angles: nil, withInformation: true)
    #expect(json.value(at: "/information/ordering/signal_events_for_3_sigma")?.doubleValue ?? 0 > 1000)
    #expect(result.json(angles: nil).value(at: "/information") == nil)
  }

  @Test func `has none to give where nothing is emitted or nothing differs`() throws {
    let heavy = try evaluation(xenonTree().replacing("/neutrino/lightest_meV", with: .number(2000)))
    #expect(SensitivityReport(heavy) == nil)
    #expect(heavy.json(angles: nil, withInformation: true).value(at: "/information") == .null)
    // A blind cone about the thresholds costs the information, not the signal.
    func events(_ high: Double) throws -> Double {
      let blind = try evaluation(
        holmiumTree().replacing("/geometry/acceptance_deg", with: .array([.number(0), .number(high)])))
      return try #require(SensitivityReport(blind)?.eventsForHalf)
    }
    #expect(try events(175) > 100 * events(180))
    let massless = try evaluation(xenonTree().replacing("/neutrino/lightest_meV", with: .number(0)))
    #expect(try #require(SensitivityReport(massless)).eventsForHalf == nil)
  }

  @Test func `counts the acceptance`() throws {
    let all = try evaluation(xenonTree())
    #expect(all.acceptedPairSum == all.figures.pairSumIntegral)
    func part(_ low: Double, _ high: Double) throws -> Evaluation {
      try evaluation(xenonTree().replacing("/geometry/acceptance_deg", with: .array([.number(low), .number(high)])))
    }
    let front = try part(0, 120), back = try part(120, 180)
    #expect(abs((front.acceptedPairSum + back.acceptedPairSum) / all.figures.pairSumIntegral - 1) < 1e-12)
    #expect(front.figures.total == all.figures.total)
  }
}

@Suite struct `Studies at the limits of doubles` {
  @Test(arguments: [1e-60, 1e-76, 1e-100, 1e-200, 1e-300])
  func `take any lightest mass`(lightest: Double) throws {
    let tiny = try evaluation(xenonTree().replacing("/neutrino/lightest_meV", with: .number(lightest)))
    let zero = try evaluation(xenonTree().replacing("/neutrino/lightest_meV", with: .number(0)))
    // The mass of a pair moves the sum by m²/E² and less.
    #expect(abs(tiny.figures.pairSumIntegral / zero.figures.pairSumIntegral - 1) < 1e-12)
  }

  @Test func `take any splittings`() throws {
    let small: JSONValue = [
      "s12sq": .number(0.3), "s13sq": .number(0.02), "dm21_eV2": .number(1e-300), "dm31_eV2": .number(1e-300),
    ]
    let result = try evaluation(
      xenonTree().replacing("/neutrino/lightest_meV", with: .number(0)).replacing("/neutrino/oscillation", with: small))
    #expect(result.figures.pairSumIntegral.isFinite && result.figures.pairSumIntegral > 0)
  }

  @Test func `refuse each closed step by itself`() throws {
    func faults(_ path: [String], _ overrides: [Study.Override]) throws -> [String] {
      var tree = try xenonTree().replacing("/geometry/r", with: .number(0))
      for (key, id) in zip(["e", "p", "q", "g"], path) { tree = tree.replacing("/path/\(key)", with: .string(id)) }
      for key in overrides { tree = tree.replacing("/overrides/\(key.rawValue)", with: .number(1)) }
      do throws(StudyError) {
        _ = try StudyLoader(database: Package.database).load(name: "x", tree: tree)
        return []
      } catch {
        return error.findings.filter { $0.severity == .error }.map(\.message)
      }
    }
    // The parity-forbidden vertex 6s → ground, behind an e that is not metastable.
    let hidden = try faults(["6s_1", "6p_3/2_1", "6s_1", "g1S0"], [])
    #expect(hidden.count == 1 && hidden[0].hasPrefix("the pair cannot be emitted"), "\(hidden)")
    // An override of the photons does not open the vertex.
    let still = try faults(["6s'_0", "6p_3/2_2", "6s'_1", "g1S0"], [.rateOfPE, .rateOfPQ])
    #expect(still.count == 1 && still[0].hasPrefix("the pair cannot be emitted"), "\(still)")
    #expect(try faults(["6s'_0", "6p_3/2_2", "6s'_1", "g1S0"], []).count == 2)
    #expect(try faults(["6s_1", "6p_3/2_1", "6s_1", "g1S0"], [.spinSquared]).isEmpty)
  }

  @Test func `mark and list an override of the path's own level in the background`() throws {
    let forced = try evaluation(xenonTree().replacing("/overrides", with: ["gamma_pe_per_s": .number(65300)]))
    let json = forced.json(angles: nil)
    #expect(json.value(at: "/background/states/1/gamma_nq_per_s/value")?.doubleValue == 65300)
    let mark = try #require(forced.marks.first { $0.figure == "/background/i2gamma_per_eV2" })
    #expect(mark.because.contains { $0.status == "override" && $0.datum == "/overrides/gamma_pe_per_s" })
  }

  @Test func `name real cascades`() throws {
    let text = """
      {"format": "nupair-study/1", "process": "ranp", "target": "pr-ylf", "geometry": {"r": 0},
       "path": {"e": "1G4_1", "p": "3P0_1", "q": "1G4_1", "g": "3H5_1"},
       "overrides": {"gamma_pe_per_s": 1, "spin2": 1}}
      """
    let study = try StudyLoader(database: Package.database).load(name: "pr", bytes: Array(text.utf8))
    let result = Evaluation(study)
    for manifold in ["3F2", "3F3", "3F4", "3H6"] {
      #expect(result.background.cascades.contains(manifold), "\(manifold)")
    }
    #expect(result.warnings.contains { $0.contains("two real photons") })
  }
}
