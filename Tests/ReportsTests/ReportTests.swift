import Documents
import Foundation
import Photonics
import Studies
import Targets
import Testing
import _TestSupport

@testable import Reports

@Suite struct `Reports` {
  private func target(_ id: String) throws -> Target { try Package.database.load(id) }

  /// Compares with a golden file; `NUPAIR_UPDATE_GOLDEN=1` rewrites it.
  private func golden(_ name: String, _ text: String) throws {
    let path = Package.root + "/Tests/ReportsTests/Golden/" + name
    if ProcessInfo.processInfo.environment["NUPAIR_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    #expect(text == (try String(contentsOfFile: path, encoding: .utf8)), "differs from Golden/\(name)")
  }

  @Test func `rank the paths of xenon`() throws {
    try golden("paths-xe.txt", PathListing([target("xe").surveyPaths()]).text)
  }

  @Test func `explain helium away`() throws {
    try golden("paths-he-explain.txt", PathListing([target("he").surveyPaths()], explains: true).text)
  }

  @Test func `show calcium`() throws { try golden("show-ca-ii.txt", TargetDescription(target("ca-ii")).text) }

  @Test(arguments: ["xe-paper", "ho-paper", "ho-in-host", "xe-inelastic"])
  func `describe what a design does`(study: String) throws {
    let loaded = try StudyLoader(database: Package.database).load(path: Package.root + "/studies/\(study).json")
    try golden("evaluate-\(study).txt", EvaluationDescription(Evaluation(loaded)).text)
  }

  @Test(arguments: ["yb-locked", "yb-z-prime", "yb-magnetic-moment", "xe-paper", "cs-monopole", "cs-core"])
  func `describe what a radiative design does`(study: String) throws {
    let path = Package.root + "/studies/renp/\(study).json"
    guard case .radiative(let loaded) = try StudyLoader(database: Package.database).loadAny(path: path) else {
      throw TestFailure("another process")
    }
    try golden("evaluate-renp-\(study).txt", RadiativeDescription(RadiativeEvaluation(loaded)).text)
  }

  @Test func `hold the paper against both conventions`() throws {
    let reproductions = try Claims.shipped(with: Package.database).map {
      try Reproduction($0, database: Package.database)
    }
    let report = ReproductionReport(reproductions)
    #expect(!report.hasFaults)
    try golden("reproduce.txt", report.text)
  }

  @Test func `list the database`() throws {
    let targets = Package.database.check().compactMap(\.target)
    try golden("targets.txt", TargetListing(targets).text)
  }

  @Test func `show the xenon conflict wherever F is printed`() throws {
    let xenon = try target("xe")
    let conflict = "paper-implied 6.5e4 s-1 vs computed 2e2 s-1"
    for text in [
      PathListing([xenon.surveyPaths()]).text, PathListing([xenon.surveyPaths(inelastic: true)]).text,
      PathListing([xenon.surveyPaths(), try target("pb").surveyPaths()], limit: 20).text, TargetDescription(xenon).text,
      PathListing([xenon.surveyPaths()]).json.text, TargetDescription(xenon).json.text,
    ] { #expect(text.contains(conflict)) }
    let text = PathListing([xenon.surveyPaths()]).text
    #expect(text.contains("with γ_pe = 6.53e4"))
    #expect(text.contains("F = 9.31e-6"))
    #expect(text.contains("9.7e-11 ≥(5e-12…2e-9) !"))
    #expect(PathListing([try target("ba").surveyPaths()]).text.contains("~4e-9"))
  }

  @Test(arguments: Package.database.ids)
  func `write JSON that parses, without infinities`(id: String) throws {
    let target = try target(id)
    for json in [
      PathListing([target.surveyPaths(inelastic: true)], explains: true).json, TargetDescription(target).json,
      TargetListing([target]).json,
    ] {
      let document = JSONDocument(name: id, text: json.text, limits: JSONLimits(bytes: 1 << 30, values: 10_000_000))
      #expect(document.findings.isEmpty)
    }
  }

  @Test func `give every path its numbers in JSON`() throws {
    let json = PathListing([try target("ho-ylf").surveyPaths()], limit: 100).json
    let paths = json["paths"]?.elements ?? []
    #expect(paths.count == 39)
    let paper = try #require(
      paths.first { $0["path"]?["p"]?.stringValue == "5I6_2" && $0["path"]?["e"]?.stringValue == "5I7_1" })
    #expect(abs(try #require(paper["levels"]?["eps_eg_eV"]?.doubleValue) - 0.638754) < 1e-6)
    #expect(abs(try #require(paper["mcq3"]?["window"]?.elements.last?.doubleValue) - -0.36532) < 5e-6)
    #expect(paper["inputs"]?["gamma_pe_per_s"]?["value"]?.doubleValue == 14.2)
    #expect(paper["inputs"]?["gamma_pe_per_s"]?["data"]?.elements.first?.stringValue == "/transitions/0/A_per_s")
    let marks = paper["marks"]?.elements.compactMap { $0["figure"]?.stringValue }
    #expect(marks == ["figure_of_merit", "figure_of_merit_spin2", "density_per_cm3"])
  }

  @Test func `leave unknown figures null`() throws {
    let paths = PathListing([try target("tm-i").surveyPaths()]).json["paths"]?.elements ?? []
    #expect(paths.count == 2)
    for path in paths {
      #expect(path["figure_of_merit"] == .null)
      #expect(path["inputs"]?["gamma_pe_per_s"]?["value"] == .null)
    }
    #expect(PathListing([try target("tm-i").surveyPaths()]).text.contains("unknown"))
  }

  @Test func `count what a check found`() throws {
    let report = CheckReport(in: Package.database)
    #expect(report.errorCount == 0)
    #expect(report.warningCount == 13)
    // 23 targets, 19 materials.
    #expect(report.text.hasSuffix("42 of 42 files accepted; 0 errors, 13 warnings\n"))
    #expect(report.json["errors"]?.doubleValue == 0)
    #expect(report.json["files"]?.elements.count == 42)
    #expect(report.json["files"]?.elements.count { $0["material"]?.stringValue != nil } == 19)
  }

  @Test func `tell targets and materials apart by their format`() throws {
    let scratch = try ScratchDirectory()
    _ = try scratch.write("he.json", try Package.text("targets/he.json"))
    let silicon = try scratch.write("si.json", try Package.text("targets/materials/si.json"))
    let report = CheckReport(checking: [scratch.directory], in: Package.database)
    #expect(report.targets.compactMap(\.target?.id) == ["he"])
    #expect(report.materials.compactMap(\.material?.id) == ["si"])
    #expect(
      CheckReport(checking: [silicon], in: Package.database).text == "1 of 1 file accepted; 0 errors, 0 warnings\n")
    // A database of targets alone is a whole one.
    try FileManager.default.removeItem(atPath: silicon)
    let alone = CheckReport(in: TargetDatabase(directory: scratch.directory))
    #expect(alone.targets.count == 1 && alone.materials.isEmpty && !alone.hasUnreadableFile)
  }
}
