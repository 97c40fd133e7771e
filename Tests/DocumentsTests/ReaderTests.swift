import Documents
import Testing
import _TestSupport

@Suite struct `Document reader` {
  private func collect(_ text: String, _ read: (ObjectReader) -> Void) throws -> [Finding] {
    let collector = FindingCollector(JSONDocument(name: "t", text: text))
    let object = try #require(ValueReader(root: collector)?.object())
    read(object)
    object.finish()
    return collector.sortedFindings
  }

  @Test func `reports missing and unknown keys, with the near miss`() throws {
    let findings = try collect(#"{"geometri": 1, "zzz": 2}"#) { _ = $0.required("geometry") }
    #expect(findings.map(\.rule) == ["missing-key", "unknown-key", "unknown-key"])
    #expect(findings[1].hint == "did you mean 'geometry'?")
    #expect(findings[2].hint == "known here: geometry")
    #expect(findings[1].position == TextPosition(line: 1, column: 2))
  }

  @Test func `reports wrong types where they stand`() throws {
    let findings = try collect(#"{"a": "x", "b": 1.5, "c": 9, "d": "lo"}"#) { object in
      _ = object.required("a")?.number()
      _ = object.required("b")?.integer(in: 0...3)
      _ = object.required("c")?.integer(in: 0...3)
      _ = object.required("d")?.choice(Level.self)
    }
    #expect(findings.map(\.pointer) == ["/a", "/b", "/c", "/d"])
    #expect(findings.map(\.rule) == ["type", "type", "range", "value"])
    #expect(findings[0].message == "expected a number, found a string")
    #expect(findings[3].hint == "did you mean 'low'?")
  }

  private enum Level: String, CaseIterable { case low, high }

  @Test func `does not report an invalid number twice`() throws {
    let findings = try collect(#"{"a": NaN}"#) { _ = $0.required("a")?.number() }
    #expect(findings.map(\.rule) == ["not-finite"])
  }

  @Test func `keeps a bounded number of findings and counts the rest`() throws {
    let text = "{" + (0..<1000).map { "\"k\($0)\": 0" }.joined(separator: ",") + "}"
    let findings = try collect(text) { _ in }
    #expect(findings.count == 201)
    #expect(findings.last?.message == "and 800 more findings, not listed")
    #expect(findings.hasErrors)
  }

  @Test func `says everything on a few lines`() {
    let finding = Finding(
      .error, rule: "range", file: "f.json", pointer: "/a", position: TextPosition(line: 2, column: 3), message: "m",
      why: "w", hint: "h")
    #expect(finding.text == "error: f.json:2:3, /a: m [range]\n  why: w\n  help: h")
  }
}

@Suite struct `Suggestions` {
  @Test(arguments: [
    ("xf", ["cs", "xe", "kr"], "xe"), ("ho_ylf", ["ho-ylf", "er-ylf"], "ho-ylf"), ("Xe", ["xe"], "xe"),
    ("geometri", ["geometry"], "geometry"),
    ("evalaute", ["evaluate"], "evaluate"), ("6p_3/2_2", ["6p_3/2_1", "7s_1"], "6p_3/2_1"),
  ])
  func `finds the likely word`(word: String, candidates: [String], nearest: String) {
    #expect(Suggestion.nearest(to: word, among: candidates) == nearest)
  }

  @Test(arguments: [
    ("zzzz", ["xe", "kr"]), ("a", ["b"]), ("", ["xe"]), (String(repeating: "x", count: 100_000), ["xe"]),
  ])
  func `offers nothing far-fetched`(word: String, candidates: [String]) {
    #expect(Suggestion.nearest(to: word, among: candidates) == nil)
  }
}

@Suite struct `Input files` {
  @Test func `are read up to a limit`() throws {
    let scratch = try ScratchDirectory()
    let path = try scratch.write("a", String(repeating: "x", count: 1000))
    #expect(try InputFile.read(path, limit: 2000).count == 1000)
    #expect(try InputFile.read(path, limit: 10).count == 11)
    // A device without end must not be read to its end.
    #expect(try InputFile.read("/dev/zero", limit: 100).count == 101)
  }

  @Test func `that are missing or directories are named`() throws {
    let scratch = try ScratchDirectory()
    _ = try scratch.write("study.json", "{}")
    #expect { try InputFile.read(scratch.path("stduy.json"), limit: 10) } throws: { error in
      let error = error as? InputFileError
      return error?.reason == "no such file" && error?.hint == "did you mean 'study.json'?"
    }
    #expect { try InputFile.read(scratch.directory, limit: 10) } throws: {
      ($0 as? InputFileError)?.reason == "this is a directory, not a file"
    }
  }
}
