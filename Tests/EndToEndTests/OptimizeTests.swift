import Documents
import Foundation
import Testing
import _TestSupport

@Suite struct `nupair optimize`: SearchSuite {
  let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  @Test func `finds the flat point of holmium and writes a result that evaluates to itself`() throws {
    let result = try run(["optimize", study("ho-rate"), "-o", scratch.path("ho.json")])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    #expect(result.output.contains("The best design found") && result.output.contains("Certificate"))
    let found = try json(try text("ho.json"))
    #expect(found.value(at: "/format")?.stringValue == "nupair-result/1")
    let k = found.value(at: "/evaluation/kinematics")
    let r = try #require(found.value(at: "/study/geometry/r")?.doubleValue)
    #expect(abs(r - (try #require(k?["flat_r"]?.doubleValue))) < 1e-6)
    let file = try scratch.write("design.json", try #require(found["study"]).text)
    let again = try run(["evaluate", file, "--json"])
    #expect(again.status == 0)
    let evaluation = try json(again.output)
    #expect(evaluation.value(at: "/rate") == found.value(at: "/evaluation/rate"))
    #expect(evaluation.value(at: "/goal/kept")?.boolValue == true)
    // A finished search is begun anew or gone over again, to the same bytes.
    let bytes = try text("ho.json")
    for flags in [[], ["--resume"], ["--threads", "1"], ["--resume", "--threads", "3"]] {
      #expect(try run(["optimize", study("ho-rate"), "-o", scratch.path("ho.json")] + flags).status == 0)
      #expect(try text("ho.json") == bytes)
    }
  }

  @Test func `ends with 2 where nothing is feasible`() throws {
    let tree = try json(try String(contentsOfFile: study("xe-rate"), encoding: .utf8))
      .replacing("/constraints/mcq3_margin_meV2", with: .number(1e7))
    let result = try run(["optimize", try scratch.write("x.json", tree.text), "-o", scratch.path("r.json")])
    #expect(result.status == 2)
    #expect(result.output.contains("No feasible design was found") && result.output.contains("mcq3_margin_meV2"))
    #expect(try json(try text("r.json")).value(at: "/outcome/binding")?.stringValue == "mcq3_margin_meV2")
  }

  @Test func `says what is wrong`() throws {
    let fixed = Package.root + "/studies/xe-paper.json"
    for (arguments, status, words) in [
      (["optimize", fixed], 1, "leaves nothing open"),
      (["optimize", "no/such.json"], 1, "no/such.json"),
      (["optimize", study("xe-rate"), "--resume"], 64, "--resume needs -o"),
      (["optimize", study("xe-rate"), "--pareto", "rats"], 64, "did you mean 'rate'"),
      (["optimize", study("xe-rate"), "-o", "/no/such/place.json"], 1, "/no/such/place.json"),
      (["optimize", study("xe-rate"), "-o", scratch.directory], 1, "this is a directory"),
      (
        ["optimize", study("xe-rate"), "--pareto", "rats", "-o", scratch.path("front.json")], 64, "did you mean 'rate'"
      ),
      (["optimize", study("xe-fibre"), "--pareto", "rate", "-o", "/no/such/place.json"], 1, "/no/such/place.json"),
      (["scan", fixed, "--over", "geometry.r=0:1:9", "-o", "/no/such/place.csv"], 1, "/no/such/place.csv"),
      (["optimize", study("xe-rate"), "-o"], 64, "Missing value"),
      (["evaluate", study("xe-rate")], 1, "nupair optimize"),
      (["scan", fixed], 64, "--over"), (["scan", fixed, "--over", "geometry.q=0:1:3"], 1, "/geometry/r"),
      (["scan", fixed, "--over", "geometry.r=0:1:3", "--figures", "rats"], 1, "did you mean 'rate'"),
      (["scan", study("xe-rate"), "--over", "geometry.r=0:1:3"], 1, "/geometry/trigger_eV is a range"),
    ] as [([String], Int32, String)] {
      let result = try run(arguments)
      #expect(result.status == status && result.errors.contains(words), "\(arguments): \(result.errors)")
    }
    // Refused before anything was made.
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.directory).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: scratch.directory + ".journal"))
    let own = try scratch.write("own.json", try String(contentsOfFile: study("xe-rate"), encoding: .utf8))
    #expect(try run(["optimize", own, "-o", own]).status == 64)
  }

  // MARK: Broken off

  /// A search of some seconds.
  private func slow() throws -> String {
    let tree = try json(try Package.text("studies/xe-fibre-literature.json"))
      .replacing("/fibre/high/thickness_um", with: ["min": .number(0.05), "max": .number(0.3)])
      .replacing("/fibre/low/thickness_um", with: ["min": .number(0.1), "max": .number(0.6)])
      .replacing("/objective", with: "mcq4_suppression").replacing("/fibre/pairs", with: .number(12))
      .replacing("/search", with: ["max_evaluations": .number(250), "mcq4": "strip"])
    return try scratch.write("slow.json", tree.text)
  }

  private func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try Command.nupair)
    process.arguments = arguments
    process.environment = ["NUPAIR_TARGETS": Package.root + "/targets"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Waits until so many evaluations are on disk, or the process has ended.
  private func wait(for lines: Int, in journal: String, of process: Process) {
    while process.isRunning {
      let count = (try? Data(contentsOf: URL(fileURLWithPath: journal)))?.count { $0 == UInt8(ascii: "\n") } ?? 0
      if count > lines { return }
      usleep(2000)
    }
  }

  @Test func `resumes after kill, twice, to the bytes of an unbroken run`() throws {
    let file = try slow()
    #expect(try run(["optimize", file, "-o", scratch.path("whole.json")]).status == 0)
    let broken = scratch.path("broken.json")
    for lines in [20, 90] {
      let process = try start(["optimize", file, "-o", broken] + (lines == 90 ? ["--resume"] : []))
      wait(for: lines, in: broken + ".journal", of: process)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    #expect(!FileManager.default.fileExists(atPath: broken))
    // Without --resume the evaluations are kept, not overwritten.
    let refused = try run(["optimize", file, "-o", broken])
    #expect(refused.status == 1 && refused.errors.contains("--resume"))
    #expect(try run(["optimize", file, "-o", broken, "--resume"]).status == 0)
    #expect(try text("broken.json") == (try text("whole.json")))
  }

  @Test func `lets one process at a time write a journal`() throws {
    let file = try slow(), output = scratch.path("one.json")
    let process = try start(["optimize", file, "-o", output])
    wait(for: 5, in: output + ".journal", of: process)
    let second = try run(["optimize", file, "-o", output, "--resume"])
    #expect(second.status == 1 && second.errors.contains("another search is writing"))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  @Test func `keeps the best so far on an interrupt, and goes on from there`() throws {
    let file = try slow(), output = scratch.path("r.json")
    let process = try start(["optimize", file, "-o", output])
    wait(for: 12, in: output + ".journal", of: process)
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    let found = try json(try text("r.json"))
    #expect(found.value(at: "/outcome/stop")?.stringValue == "interrupted")
    #expect(found.value(at: "/outcome/verdict")?.stringValue == "feasible")
    #expect(try run(["optimize", file, "-o", output, "--resume"]).status == 0)
    #expect(try run(["optimize", file, "-o", scratch.path("whole.json")]).status == 0)
    #expect(try text("r.json") == (try text("whole.json")))
  }

  // MARK: Fronts, scans, lists

  @Test func `writes a front as JSON and CSV`() throws {
    let file = try slow()
    let result = try run([
      "optimize", file, "--pareto", "fibre_radius_um", "--points", "3", "-o", scratch.path("front.json"),
    ])
    #expect(result.status == 0, "\(result.errors)")
    let points = try json(try text("front.json"))["points"]?.elements ?? []
    let rows = try text("front.csv").split(separator: "\n")
    #expect(points.count >= 2 && rows.count == points.count + 1)
    #expect(rows[0] == "mcq4_suppression,fibre_radius_um,/fibre/high/thickness_um,/fibre/low/thickness_um")
  }

  @Test func `scans a grid`() throws {
    let file = Package.root + "/studies/xe-paper.json"
    let arguments = ["scan", file, "--over", "geometry.r=-0.9:0.3:4", "--figures", "rate,mcq2_distance"]
    let csv = try run(arguments)
    #expect(csv.status == 0)
    let lines = csv.output.split(separator: "\n")
    #expect(lines.count == 5 && lines[0] == "/geometry/r,rate,mcq2_distance")
    let table = try json(try run(arguments + ["--json"]).output)
    #expect(table["rows"]?.elements.count == 4 && table["columns"]?.elements.count == 3)
    #expect(try run(arguments + ["-o", scratch.path("scan.csv")]).status == 0)
    #expect(try text("scan.csv") == csv.output)
  }

  @Test func `says that nothing was looked at with a budget of zero`() throws {
    let tree = try json(try String(contentsOfFile: study("xe-rate"), encoding: .utf8))
      .replacing("/search/max_evaluations", with: .number(0))
    let result = try run(["optimize", try scratch.write("x.json", tree.text)])
    #expect(result.status == 2 && result.output.contains("Nothing was looked at: the budget of 0 evaluations"))
  }

  @Test func `scans into what a link leads to, and through devices`() throws {
    let files = FileManager.default, link = scratch.path("link.csv"), device = scratch.path("null")
    let scan = [
      "scan", Package.root + "/studies/xe-paper.json", "--over", "geometry.r=-0.9:0.3:4", "--figures", "rate",
    ]
    _ = try scratch.write("real.csv", "old")
    try files.createSymbolicLink(atPath: link, withDestinationPath: "real.csv")
    try files.createSymbolicLink(atPath: device, withDestinationPath: "/dev/null")
    let printed = try run(scan).output
    #expect(try run(scan + ["-o", link]).status == 0)
    #expect(try text("real.csv") == printed && files.destinationOfSymbolicLink(atPath: link) == "real.csv")
    #expect(try run(scan + ["-o", device]).status == 0)
    #expect(try files.destinationOfSymbolicLink(atPath: device) == "/dev/null")
    // Nothing is left beside them, nor after a scan that fails.
    #expect(try files.contentsOfDirectory(atPath: scratch.directory).sorted() == ["link.csv", "null", "real.csv"])
  }

  @Test func `lists figures and algorithms`() throws {
    let figures = try run(["objectives"])
    #expect(figures.status == 0 && figures.output.contains("mcq3_margin_meV2, meV² (larger is better)"))
    let listed = try json(try run(["objectives", "--json"]).output)["objectives"]?.elements ?? []
    #expect(
      listed.filter { $0["process"] == "ranp" }.count == 21 && listed.filter { $0["process"] == "renp" }.count == 13)
    #expect(try run(["objectives", "--algorithms"]).output.contains("LN_COBYLA"))
  }
}
