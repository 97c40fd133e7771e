import Documents
import Foundation
import Testing
import _TestSupport

/// The built command, as a user runs it.
@Suite struct `nupair` {
  private func run(_ arguments: String..., input: String? = nil, directory: String? = nil) throws -> Command.Result {
    try Command.run(
      Command.nupair, arguments, input: input, directory: directory,
      environment: ["NUPAIR_TARGETS": Package.root + "/targets"])
  }

  // MARK: What it prints

  @Test func `answers --version, --help and help`() throws {
    #expect(try run("--version").output.wholeMatch(of: /nupair \d+\.\d+\.\d+\n/) != nil)
    for words in [["--help"], ["help"], []] {
      let result = try Command.run(Command.nupair, words)
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("OVERVIEW: "))
      #expect(result.errors.isEmpty)
    }
    for sub in [["targets"], ["targets", "show"], ["targets", "check"], ["paths"], ["evaluate"], ["reproduce"]] {
      let result = try Command.run(Command.nupair, ["help"] + sub)
      #expect(result.status == 0)
      #expect(result.output.contains("EXAMPLE:\n  nupair"))
      #expect(result.output == (try Command.run(Command.nupair, sub + ["--help"]).output))
    }
  }

  @Test func `lists, shows and ranks`() throws {
    let list = try run("targets")
    #expect(list.status == 0)
    #expect(list.output.contains("xe ") && list.output.contains("ho-ylf "))
    let ids = try run("targets", "--ids").output.split(separator: "\n")
    #expect(ids.count == 23)
    #expect(try run("targets", "show", "xe").output.contains("6s'_0"))
    let paths = try run("paths", "ho-ylf", "xe", "--limit", "3", "--json")
    #expect(paths.status == 0)
    let document = JSONDocument(name: "paths", text: paths.output)
    #expect(document.findings.isEmpty)
    #expect(try run("paths", "--all", "--limit", "0").status == 0)
    #expect(try run("paths", "cs", "--explain").output.contains("816 combinations are excluded"))
  }

  @Test func `gives the same bytes every time`() throws {
    for words in [
      ["paths", "--all", "--inelastic", "--json", "--limit", "50"], ["targets", "--json"],
      ["targets", "show", "ho-ylf"],
    ] {
      let environment = ["NUPAIR_TARGETS": Package.root + "/targets"]
      let first = try Command.run(Command.nupair, words, environment: environment)
      #expect(first.status == 0)
      #expect(first.output == (try Command.run(Command.nupair, words, environment: environment).output))
    }
  }

  @Test func `finds its database from any directory`() throws {
    let result = try Command.run(Command.nupair, ["targets", "--ids"], directory: "/")
    #expect(result.status == 0)
    #expect(result.output.contains("xe\n"))
  }

  @Test func `prints back a target file that it accepts`() throws {
    let shown = try run("targets", "show", "xe", "--json")
    let checked = try run("targets", "check", "-", input: shown.output)
    #expect(checked.status == 0)
    #expect(checked.output == "1 of 1 file accepted; 0 errors, 0 warnings\n")
    #expect(try run("paths", "-", "--limit", "1", input: shown.output).status == 0)
  }

  @Test func `reads the worked example of the documentation`() throws {
    let text = try Package.text("docs/targets.md")
    let example = try #require(text.firstMatch(of: /```json title="sodium.json"\n((?s).*?)```/)).output.1
    let scratch = try ScratchDirectory()
    let path = try scratch.write("na.json", String(example))
    let checked = try run("targets", "check", path)
    #expect(checked.status == 0, "\(checked.output)")
    #expect(checked.output.hasSuffix("1 of 1 file accepted; 0 errors, 0 warnings\n"))
    #expect(try run("paths", path).status == 0)
  }

  @Test func `checks materials by their format`() throws {
    let text = try Package.text("docs/materials.md")
    let example = String(try #require(text.firstMatch(of: /```json title="diamond.json"\n((?s).*?)```/)).output.1)
    let scratch = try ScratchDirectory()
    let checked = try run("targets", "check", try scratch.write("diamond.json", example))
    #expect(checked.status == 0, "\(checked.output)")
    #expect(checked.output == "1 of 1 file accepted; 0 errors, 0 warnings\n")
    let misspelt = try run("targets", "check", "-", input: example.replacing("range_um", with: "range_nm"))
    #expect(misspelt.status == 2)
    #expect(misspelt.output.contains("did you mean 'range_um'?"))
    let whole = try run("targets", "check", "--json")
    #expect(whole.status == 0)
    #expect(whole.output.contains("\"material\": \"te-film\""))
  }

  // MARK: Wrong usage

  @Test(arguments: [
    (["paths"], "Missing expected argument"), (["paths", "xe", "--jsn"], "Did you mean '--json'?"),
    (["pths"], "Did you mean 'paths'?"),
    (["targets", "chekc"], "Did you mean 'check'?"), (["targets", "show"], "Missing expected argument '<target>'"),
    (["paths", "xe", "--limit", "many"], "whole number"),
    (["targets", "show", "xe", "kr"], "Unexpected argument 'kr'"),
  ])
  func `refuses wrong usage with 64`(words: [String], message: String) throws {
    let result = try Command.run(Command.nupair, words, environment: ["NUPAIR_TARGETS": Package.root + "/targets"])
    #expect(result.status == 64)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  // MARK: Wrong input

  @Test(arguments: [
    (["paths", "xf"], "did you mean 'xe'?"), (["targets", "show", "ho_ylf"], "did you mean 'ho-ylf'?"),
    (["paths", "/nowhere/x.json"], "no such file"),
  ])
  func `fails with 1 when a target is missing`(words: [String], message: String) throws {
    let result = try Command.run(Command.nupair, words, environment: ["NUPAIR_TARGETS": Package.root + "/targets"])
    #expect(result.status == 1)
    #expect(result.errors.contains(message))
  }

  @Test(arguments: [
    ("", "empty"), ("{\"format\": \"nupair-target/1\", \"lev", "syntax"), ("[1, 2", "truncated"), ("NaN", "not-finite"),
    ("{\"Z\": 1e400}", "not-finite"),
    ("{\"id\": \"a\", \"id\": \"b\"}", "duplicate-key"), (String(repeating: "[", count: 100_000), "too-deep"),
    ("[]", "type"), ("42", "type"),
    ("{}", "missing-key"), ("{\"configuration\": \"\(String(repeating: "1s", count: 100_000))\"}", "unknown-key"),
  ])
  func `reports bad text with 2`(text: String, rule: String) throws {
    let scratch = try ScratchDirectory()
    let result = try run("targets", "check", try scratch.write("bad.json", text))
    #expect(result.status == 2)
    #expect(result.output.contains("[\(rule)]"), "\(result.output.prefix(500))")
    #expect(result.output.contains("bad.json:1:"))
  }

  @Test func `reports bytes that are not UTF-8`() throws {
    let scratch = try ScratchDirectory()
    let result = try run("targets", "check", try scratch.write("bad.json", [0x7B, 0xFF, 0x7D]))
    #expect(result.status == 2)
    #expect(result.output.contains("[encoding]"))
  }

  @Test func `does not read a huge file to its end`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write("huge.json", "")
    // 100 MB of spaces, sparse on disk.
    #expect(truncate(path, 100_000_000) == 0)
    let result = try run("targets", "check", path)
    #expect(result.status == 2)
    #expect(result.output.contains("[too-large]"))
  }

  @Test func `survives many values and a long configuration`() throws {
    let scratch = try ScratchDirectory()
    let many = try run(
      "targets", "check", try scratch.write("many.json", "[" + String(repeating: "0,", count: 900_000) + "0]"))
    #expect(many.status == 2)
    #expect(many.output.contains("[too-large]"))
    let tree = try Package.targetTree("he").setting(
      "/levels/1/configuration", to: .string(String(repeating: "1s", count: 200_000)))
    #expect(try run("paths", "-", input: tree.text).status == 0)
  }

  @Test func `reports unreadable places with 1`() throws {
    let scratch = try ScratchDirectory()
    #expect(try run("targets", "check", scratch.path("nothing.json")).status == 1)
    let empty = try run("targets", "check", scratch.directory)
    #expect(empty.status == 1)
    #expect(empty.output.contains("holds no .json file"))
    let directory = try run("paths", scratch.directory)
    #expect(directory.status == 1)
    #expect(directory.errors.contains("this is a directory"))
    let path = try scratch.write("secret.json", "{}")
    chmod(path, 0)
    // Root reads everything: then there is nothing to refuse.
    if !FileManager.default.isReadableFile(atPath: path) {
      let result = try run("targets", "check", path)
      #expect(result.status == 1)
      #expect(result.output.contains("permissions"))
    }
  }

  @Test func `checks a directory of files and reports all of them`() throws {
    let scratch = try ScratchDirectory()
    _ = try scratch.write("he.json", try Package.text("targets/he.json"))
    _ = try scratch.write("bad.json", "{")
    let result = try run("targets", "check", scratch.directory)
    #expect(result.status == 2)
    #expect(result.output.contains("1 of 2 files accepted"))
    let json = try run("targets", "check", scratch.directory, "--json")
    #expect(json.status == 2)
    #expect(JSONDocument(name: "check", text: json.output).findings.isEmpty)
  }

  @Test(arguments: [["targets"], ["--help"], ["paths", "xe", "--json"], ["bogus"]])
  func `survives a full disk`(words: [String]) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let quoted = ([try Command.nupair] + words).map { "'\($0)'" }.joined(separator: " ")
    let environment = ["NUPAIR_TARGETS": Package.root + "/targets"]
    let result = try Command.run("/bin/sh", ["-c", "\(quoted) >/dev/full"], environment: environment)
    #expect(result.status == (words == ["bogus"] ? 64 : 1))
    if words != ["bogus"] { #expect(result.errors.contains("standard output cannot be written")) }
    #expect(
      try Command.run("/bin/sh", ["-c", "\(quoted) >&- 2>&-"], environment: environment).status
        == (words == ["bogus"] ? 64 : 1))
  }

  @Test func `ends quietly when its reader goes away`() throws {
    let quoted = "'\(try Command.nupair)' targets show ho-ylf --json"
    let result = try Command.run(
      "/bin/bash", ["-c", "trap '' PIPE; { \(quoted); echo $? >&2; } | head -c 10 >/dev/null"],
      environment: ["NUPAIR_TARGETS": Package.root + "/targets"])
    #expect(result.errors == "1\n" || result.errors == "0\n")
  }

  @Test func `does not wait for a pipe without a writer`() throws {
    let scratch = try ScratchDirectory()
    #expect(mkfifo(scratch.path("pipe.json"), 0o600) == 0)
    let result = try run("targets", "check", scratch.path("pipe.json"))
    #expect(result.status == 1)
    #expect(result.output.contains("named pipe"))
    #expect(try run("targets", "check", scratch.directory).status == 1)
    // A pipe that the shell makes is read.
    let command = "'\(try Command.nupair)' targets check <(cat '\(Package.root)/targets/xe.json')"
    #expect(try Command.run("/bin/bash", ["-c", command]).output.contains("1 of 1 file accepted"))
  }

  @Test func `stays quick on files made to be slow`() throws {
    let scratch = try ScratchDirectory()
    let twins = "{\"pad\": 0" + String(repeating: ",\"a\":0", count: 100_000) + "}"
    #expect(try run("targets", "check", try scratch.write("twins.json", twins)).status == 2)
    var tree = try Package.targetTree("pb")
    let source: JSONValue = ["status": "remembered", "title": "t"]
    let sources = (0..<3000).map { JSONValue.Member("source\($0)", source) }
    let checks = (0..<3000).map { ["text": "t", "source": .string("surce\($0)")] as JSONValue }
    tree = try tree.setting("/sources", to: .object(sources)).setting("/cross_checks", to: .array(checks))
    #expect(try run("targets", "check", "-", input: tree.text).status == 2)
  }

  @Test func `does not let a file forge lines on the terminal`() throws {
    let result = try run("targets", "check", "-", input: #"{"\u001b[2Jx": 1, "y\nerror: forged": 2}"#)
    #expect(result.status == 2)
    #expect(!result.output.contains("\u{1B}"))
    #expect(!result.output.contains("\nerror: forged"))
  }

  @Test func `checks files without a database`() throws {
    let path = Package.root + "/targets/he.json"
    #expect(
      try Command.run(Command.nupair, ["targets", "check", path], environment: ["NUPAIR_TARGETS": "/nowhere"]).status
        == 0)
  }

  @Test func `leaves a bad file of the database out, and says so`() throws {
    let scratch = try ScratchDirectory()
    _ = try scratch.write("he.json", try Package.text("targets/he.json"))
    _ = try scratch.write("xe.json", "{")
    let environment = ["NUPAIR_TARGETS": scratch.directory]
    for words in [["targets"], ["paths", "--all"]] {
      let result = try Command.run(Command.nupair, words, environment: environment)
      #expect(result.status == 2)
      #expect(result.output.contains("Helium") || result.output.contains("he:"))
      #expect(result.errors.contains("xe.json is left out"))
    }
  }

  @Test func `explains a missing database`() throws {
    let result = try Command.run(Command.nupair, ["targets"], environment: ["NUPAIR_TARGETS": "/nowhere"])
    #expect(result.status == 1)
    #expect(result.errors.contains("NUPAIR_TARGETS"))
  }
}
