import Documents
import Foundation
import Testing
import _TestSupport

@Suite struct `nupair and searches of radiative emission`: SearchSuite {
  let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  @Test func `optimize finds boost-trigger lock, and a result that evaluates to itself`() throws {
    let result = try run(["optimize", study("yb-majorana-dirac"), "-o", scratch.path("yb.json")])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    #expect(result.output.contains("The best design found: majorana_dirac"))
    #expect(result.output.contains("mcq3_gap_margin_eV") && !result.output.contains("Certificate"))
    let bytes = try text("yb.json"), found = try json(bytes)
    let k = found.value(at: "/evaluation/kinematics")
    let r = try #require(k?["r"]?.doubleValue), trigger = try #require(k?["trigger_eV"]?.doubleValue)
    let spacing = try #require(found.value(at: "/evaluation/levels/eps_eg_eV")?.doubleValue)
    #expect(abs(r - trigger / spacing) < 1e-6)
    #expect(found["certificate"] == .null && found["lesson"] == .null)
    let file = try scratch.write("design.json", try #require(found["study"]).text)
    let again = try run(["evaluate", file, "--json"])
    #expect(again.status == 0)
    let evaluation = try json(again.output)
    #expect(evaluation.value(at: "/rate") == found.value(at: "/evaluation/rate"))
    #expect(evaluation.value(at: "/goal/kept")?.boolValue == true)
    #expect(evaluation.value(at: "/goal/constraints") == found["constraints"])
    for flags in [["--resume"], ["--threads", "1"], ["--resume", "--threads", "3"]] {
      #expect(try run(["optimize", study("yb-majorana-dirac"), "-o", scratch.path("yb.json")] + flags).status == 0)
      #expect(try text("yb.json") == bytes)
    }
  }

  @Test func `optimize finds where moments are limited best, and scan agrees`() throws {
    let result = try run(["optimize", study("yb-magnetic-moment"), "--json"])
    #expect(result.status == 0, "\(result.errors)")
    let found = try json(result.output)
    let trigger = try #require(found.value(at: "/study/geometry/trigger_eV")?.doubleValue)
    let scan = try run([
      "scan", study("yb-magnetic-moment"), "--over", "geometry.trigger_eV=\(trigger):\(trigger):1", "--figures",
      "coupling_limit,signal_events", "--json",
    ])
    #expect(scan.status == 0, "\(scan.errors)")
    let row = try json(scan.output).value(at: "/rows/0")?.elements.map(\.doubleValue)
    #expect(row?[1] == found.value(at: "/outcome/objective/value")?.doubleValue)
    #expect((row?[2] ?? 0) >= 10)
  }

  @Test func `optimize ends with 2 where nothing is feasible`() throws {
    let tree = try json(try String(contentsOfFile: study("yb-majorana-dirac"), encoding: .utf8))
      .replacing("/constraints/signal_events", with: .number(1e12))
    let result = try run(["optimize", try scratch.write("x.json", tree.text), "-o", scratch.path("r.json")])
    #expect(result.status == 2)
    #expect(result.output.contains("No feasible design was found") && result.output.contains("signal_events"))
    #expect(try json(try text("r.json")).value(at: "/outcome/binding")?.stringValue == "signal_events")
  }

  @Test func `figures of the other process are refused by name`() throws {
    let tree = try json(try String(contentsOfFile: study("yb-majorana-dirac"), encoding: .utf8))
    let wrong = try scratch.write("wrong.json", tree.replacing("/objective", with: "rate_in_acceptance").text)
    for (arguments, words) in [
      (["optimize", wrong], "'rate_in_acceptance' of the process \"renp\""),
      (["optimize", study("yb-majorana-dirac"), "--pareto", "layers"], "'layers' of the process \"renp\""),
      (["optimize", study("xe-rate"), "--pareto", "coupling_limit"], "'coupling_limit' of the process \"ranp\""),
      (
        ["scan", study("yb-majorana-dirac"), "--over", "geometry.r=0:1:2", "--over", "geometry.trigger_eV=1:2:2"]
          + ["--figures", "mcq2_distance"], "'mcq2_distance' of the process \"renp\""
      ),
      (["fibre", study("yb-majorana-dirac")], "fibres are not made for the process \"renp\""),
    ] {
      let result = try run(arguments)
      #expect(result.status != 0 && result.errors.contains(words), "\(result.errors)")
    }
    let list = try run(["objectives"]).output
    #expect(list.contains("Of \"process\": \"ranp\"") && list.contains("Of \"process\": \"renp\""))
    let figures = try json(try run(["objectives", "--json"]).output)["objectives"]?.elements ?? []
    #expect(figures.contains { $0["name"] == "coupling_limit" && $0["process"] == "renp" })
  }
}
