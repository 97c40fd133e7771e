import Documents
import Foundation
import Testing
import _TestSupport

/// `evaluate` and `reproduce`, as a user runs them.
@Suite struct `nupair evaluate` {
  private func run(_ arguments: [String], input: String? = nil, directory: String? = nil) throws -> Command.Result {
    try Command.run(
      Command.nupair, arguments, input: input, directory: directory,
      environment: ["NUPAIR_TARGETS": Package.root + "/targets"])
  }

  private func study(_ name: String) -> String { Package.root + "/studies/\(name).json" }

  @Test func `prints a table, and exits with 2 for an infeasible design`() throws {
    let open = try run(["evaluate", study("ho-paper")])
    #expect(open.status == 2 && open.errors.isEmpty)
    #expect(open.output.contains("McQ3") && open.output.contains("OPEN"))
    let free = try run(["evaluate", study("xe-elastic")])
    #expect(free.status == 0)
    for words in ["Geometry", "Neutrinos", "Rate", "Two-photon background", "Inputs", "Marks", "Warnings"] {
      #expect(free.output.contains(words))
    }
  }

  @Test func `prints JSON of every promised name`() throws {
    let result = try run(["evaluate", study("xe-elastic"), "--json", "--angles", "19"])
    #expect(result.status == 0)
    let root = try #require(JSONDocument(name: "evaluation", text: result.output).root)
    let json = JSONValue(root)
    for pointer in [
      "/format", "/program/version", "/study/target", "/conventions", "/levels/eps_qg_eV", "/kinematics/omega1_eV",
      "/kinematics/mass_squared_forward_eV2", "/kinematics/mcq3/free", "/kinematics/mcq3/margin_eV2",
      "/kinematics/mcq3/window/1", "/kinematics/mcq2/distance", "/masses_eV/2", "/thresholds/5/weight",
      "/thresholds/0/status", "/rate/gamma0_per_s", "/rate/unit_per_s_eV2", "/rate/figure_of_merit",
      "/rate/total_per_s",
      "/rate/angular/theta_rad/18", "/rate/angular/per_s_sr/18", "/background/i2nu_per_eV2",
      "/background/i2gamma_per_eV2",
      "/background/mcq4_per_signal", "/background/suppression", "/background/mcq4_per_signal_suppressed",
      "/marks/0/figure", "/marks/0/because/0/datum", "/marks/0/because/0/status", "/warnings/0",
    ] {
      #expect(json.value(at: pointer) != nil, "\(pointer)")
    }
    #expect(json.value(at: "/rate/angular/theta_rad/18")?.doubleValue == .pi)
    #expect(json.value(at: "/rate/angular/theta_rad")?.elements.count == 19)
    // The same bytes again, and from standard input.
    #expect(try run(["evaluate", study("xe-elastic"), "--json", "--angles", "19"]).output == result.output)
    let text = try Package.text("studies/xe-elastic.json")
    #expect(try run(["evaluate", "-", "--json", "--angles", "19"], input: text).output == result.output)
  }

  @Test func `evaluates radiative emission, whose spectrum is over the trigger`() throws {
    let text = try run(["evaluate", study("renp/yb-locked")])
    #expect(text.status == 0 && text.errors.isEmpty)
    for words in ["RENP", "Geometry", "locked", "Neutrinos", "Rate", "QED background", "Inputs", "Marks", "Warnings"] {
      #expect(text.output.contains(words))
    }
    let result = try run(["evaluate", study("renp/yb-z-prime"), "--json", "--energies", "30"])
    #expect(result.status == 0)
    let json = JSONValue(try #require(JSONDocument(name: "evaluation", text: result.output).root))
    #expect(json.value(at: "/rate/spectrum/trigger_eV")?.elements.count == 30)
    #expect(json.value(at: "/new_physics/z_prime/width_eV")?.doubleValue != nil)
    // The resolved study gives the same bytes.
    let resolved = try run(["evaluate", study("renp/yb-z-prime"), "--resolved"])
    #expect(
      try run(["evaluate", "-", "--json", "--energies", "30"], input: resolved.output).output == result.output)
    let csv = try run(["evaluate", study("renp/yb-spin"), "--csv", "-", "--energies", "10"])
    #expect(csv.status == 0 && csv.output.split(separator: "\n").count == 17)
    // What is made for the other process only is refused by name.
    let refused = try run(["fibre", study("renp/yb-spin")])
    #expect(refused.status == 1 && refused.errors.contains("\"renp\""))
    #expect(try run(["evaluate", study("renp/yb-spin"), "--information"]).status == 64)
  }

  @Test func `shows a monopole's rate as zero, and the paper's figures only as published`() throws {
    let name = study("renp/cs-monopole"), text = try run(["evaluate", name])
    #expect(text.status == 2 && text.errors.isEmpty)
    #expect(text.output.contains("AS PUBLISHED, NOT STOOD BY") && text.output.contains("cancels exactly"))
    // Every line with the paper's rate says so.
    for line in text.output.split(separator: "\n") where line.contains("1.7211e1") {
      #expect(line.contains("as published"))
    }
    let result = try run(["evaluate", name, "--json", "--energies", "20"])
    #expect(result.status == 2)
    let json = JSONValue(try #require(JSONDocument(name: "evaluation", text: result.output).root))
    #expect(json.value(at: "/rate/total_per_s")?.doubleValue == 0)
    #expect(json.value(at: "/monopole/amplitude_per_eV2")?.doubleValue == 0)
    let published = try #require(json.value(at: "/monopole/as_published/total_per_s")?.doubleValue)
    #expect(abs(published / 17.2106520934 - 1) < 1e-6)
    let resolved = try run(["evaluate", name, "--resolved"])
    #expect(
      try run(["evaluate", "-", "--json", "--energies", "20"], input: resolved.output).output == result.output)
    let csv = try run(["evaluate", name, "--csv", "-", "--energies", "10"])
    #expect(csv.status == 2 && csv.output.hasPrefix("trigger_eV,"))
    #expect(csv.output.contains(",i,per_s,as_published_i_eV2,as_published_per_s"))
    // Corrected, there is nothing but the zero.
    let corrected = try Package.text("studies/renp/cs-monopole.json")
      .replacing("\"conventions\": \"published\"", with: "\"conventions\": \"corrected\"")
    let zero = try run(["evaluate", "-"], input: corrected)
    #expect(zero.status == 2 && !zero.output.contains("AS PUBLISHED"))
    // Nothing searches or ranks it.
    for command in [["optimize"], ["scan", "--over", "geometry.trigger_eV=0.1:0.6:3"], ["fibre"]] {
      let refused = try run([command[0], name] + command.dropFirst())
      #expect(refused.status == 1 && refused.errors.contains("\"renp\""), "\(command): \(refused.errors)")
    }
  }

  @Test func `prints a resolved study that evaluates to the same`() throws {
    let resolved = try run(["evaluate", study("ho-in-host"), "--resolved"])
    #expect(resolved.status == 0)
    let direct = try run(["evaluate", study("ho-in-host"), "--json"])
    #expect(try run(["evaluate", "-", "--json"], input: resolved.output).output == direct.output)
  }

  @Test func `evaluates the worked examples of the documentation`() throws {
    func example(_ file: String, _ title: String) throws -> String {
      let text = try Package.text("docs/" + file)
      let start = try #require(text.range(of: "```json title=\"\(title)\"\n"))
      let end = try #require(text.range(of: "\n```", range: start.upperBound..<text.endIndex))
      return String(text[start.upperBound..<end.lowerBound])
    }
    let study = try run(["evaluate", "-"], input: try example("studies.md", "holmium.json"))
    #expect(study.status == 0 && study.output.contains("gamma_p_per_s   500"), "\(study.errors)")
    let radiative = try run(["evaluate", "-"], input: try example("studies.md", "ytterbium.json"))
    #expect(radiative.status == 0 && radiative.output.contains("refuses them all"), "\(radiative.errors)")
    let scratch = try ScratchDirectory()
    let claims = try scratch.write("example.json", try example("claims.md", "example.json"))
    let result = try run(["reproduce", claims, "--curves", scratch.path("curves")])
    #expect(result.status == 0 && !result.output.contains("BROKEN"), "\(result.output) \(result.errors)")
    #expect(FileManager.default.fileExists(atPath: scratch.path("curves/example/fig-1.csv")))
  }

  @Test func `writes CSV whole or not at all`() throws {
    let scratch = try ScratchDirectory()
    let file = scratch.path("xe.csv")
    #expect(try run(["evaluate", study("xe-elastic"), "--angles", "7", "--csv", file]).status == 0)
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count > 100 && lines[0].hasPrefix("theta_rad"))
    let failed = try run(["evaluate", study("xe-elastic"), "--csv", "/no/such/directory/xe.csv"])
    #expect(
      failed.status == 1
        && failed.errors.contains("/no/such/directory/xe.csv cannot be written: No such file or directory"))
    #expect(
      try run(["evaluate", study("xe-elastic"), "--csv", scratch.directory]).errors.contains("this is a directory"))
    // A link stays a link, and what it leads to is written.
    let target = try scratch.write("real.txt", "old"), link = scratch.path("link.txt")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(try run(["evaluate", study("xe-elastic"), "--csv", link]).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
    #expect(try String(contentsOfFile: target, encoding: .utf8).hasPrefix("theta_rad"))
    // - is standard output; the study itself is never overwritten.
    #expect(try run(["evaluate", study("xe-elastic"), "--csv", "-"]).output.hasPrefix("theta_rad"))
    let own = try scratch.write("own.json", try Package.text("studies/xe-elastic.json"))
    let refused = try run(["evaluate", own, "--csv", own])
    #expect(refused.status == 64 && refused.errors.contains("would overwrite the study"))
    #expect(try String(contentsOfFile: own, encoding: .utf8) == (try Package.text("studies/xe-elastic.json")))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.directory).filter { $0.hasPrefix("xe") } == ["xe.csv"]
    )
  }

  @Test(arguments: [
    (["evaluate"], 64, "Missing expected argument"), (["evaluate", "nosuch.json"], 1, "no such file"),
    (["evaluate", "--jsn", "x"], 64, "--json"), (["evaluate", "x", "--angles", "1"], 64, "--angles"),
    (["reproduce", "nosuch.json"], 1, "no such file"), (["evaluate", "/"], 1, "directory"),
  ])
  func `explains wrong usage`(words: [String], status: Int32, phrase: String) throws {
    let result = try run(words)
    #expect(result.status == status && result.output.isEmpty)
    #expect(result.errors.contains(phrase), "\(result.errors)")
  }

  @Test func `lists every fault of a study`() throws {
    let wrong = try Package.text("studies/ho-paper.json").replacing("-0.36532", with: "1.5")
      .replacing("\"linewidth_Hz\": 100", with: "\"linewidth_Hz\": -1")
    let result = try run(["evaluate", "-"], input: wrong)
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errors.contains("standard input:7:22, /geometry/r: 1.5 is not allowed here"), "\(result.errors)")
    #expect(result.errors.contains("/laser/linewidth_Hz: -1 is not allowed here"))
  }

  // MARK: Reproduction

  @Test func `reproduces the published numbers and writes their curves`() throws {
    let scratch = try ScratchDirectory()
    let directory = scratch.path("curves")
    let result = try run(["reproduce", "--json", "--curves", directory])
    #expect(result.status == 0, "\(result.errors)")
    let json = JSONValue(try #require(JSONDocument(name: "reproduction", text: result.output).root))
    let papers = try json.at("/papers").elements
    #expect(papers.count >= 3)
    let raman = try #require(papers.first { $0["citation"]?.stringValue?.contains("1904.03813") == true })
    #expect(try raman.at("/claims").elements.count > 40)
    #expect(try papers.flatMap { try $0.at("/claims").elements }.allSatisfy { $0["fault"] == .null })
    let files = try FileManager.default.contentsOfDirectory(atPath: directory + "/hara-yoshimura-2019").sorted()
    #expect(files == ["fig-10", "fig-4", "fig-5", "fig-6", "fig-7", "fig-8", "fig-9"].map { $0 + ".csv" })
    let text = try run(["reproduce"])
    #expect(text.status == 0 && text.output.contains("✗ ") && text.output.contains("✓ "))
    #expect(!text.output.contains("BROKEN"))
  }

  @Test func `says which claim broke`() throws {
    let scratch = try ScratchDirectory()
    let claims = try Package.text("claims/hara-yoshimura-2019.json")
    let document = JSONValue(try #require(JSONDocument(name: "claims", text: claims).root))
    let index = try document.index("/claims", where: ["verdict": "reproduces"])
    let path = try scratch.write(
      "broken.json", try document.setting("/claims/\(index)/stated", to: .number(123.456)).text)
    let result = try run(["reproduce", path])
    #expect(result.status == 2 && result.output.contains("BROKEN: does not come out as stated any more"))
  }
}
