import Foundation
import Testing
import _TestSupport

/// `report`, as a user runs it.
@Suite struct `nupair report` {
  private func run(_ arguments: [String], input: String? = nil, directory: String? = nil, command: [String] = []) throws
    -> Command.Result
  {
    let words = try command + [Command.nupair] + arguments
    return try Command.run(
      words[0], Array(words.dropFirst()), input: input, directory: directory,
      environment: ["NUPAIR_TARGETS": Package.root + "/targets", "PATH": "/usr/bin:/bin"])
  }

  private func study(_ name: String) -> String { Package.root + "/studies/\(name).json" }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func `writes a design up, over and over the same`() throws {
    let scratch = try ScratchDirectory()
    let first = try run(["report", study("ho-paper"), "-o", scratch.path("a"), "--html"])
    #expect(first.status == 0 && first.output.isEmpty, "\(first.errors)")
    #expect(first.errors.hasSuffix("a/report.md\n\(scratch.path("a"))/report.html\n"))
    let markdown = try text(scratch.path("a/report.md"))
    #expect(markdown.contains("misprinted"))
    #expect(try text(scratch.path("a/report.html")).contains("<svg"))
    // Again over the old one, printed, and from standard input but for the name.
    #expect(try run(["report", study("ho-paper"), "-o", scratch.path("a")]).status == 0)
    #expect(try text(scratch.path("a/report.md")) == markdown)
    #expect(try run(["report", study("ho-paper"), "-o", "-"]).output == markdown)
    let piped = try run(["report", "-"], input: try Package.text("studies/ho-paper.json"))
    #expect(piped.status == 0 && piped.output.contains("misprinted"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path("a")).sorted() == [
        "figures", "report.html", "report.md", "sources.bib",
      ])
    // Nothing says when, unless asked.
    #expect(!markdown.contains("| time |"))
    let dated = try run(["report", study("ho-paper"), "-o", "-", "--time", "--commit", "abc123"]).output
    #expect(dated.contains("| time | 2") && dated.contains("| commit | `abc123` |"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset")))
  func `gives the same bytes on one core`() throws {
    let all = try run(["report", study("xe-elastic"), "-o", "-"])
    let one = try run(["report", study("xe-elastic"), "-o", "-"], command: ["/usr/bin/taskset", "-c", "0"])
    #expect(all.status == 0 && all.output == one.output)
    let scratch = try ScratchDirectory()
    #expect(try run(["report", study("xe-elastic"), "-o", scratch.path("all")]).status == 0)
    #expect(
      try run(["report", study("xe-elastic"), "-o", scratch.path("one")], command: ["/usr/bin/taskset", "-c", "0"])
        .status == 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path("all/figures")) {
      #expect(
        try text(scratch.path("all/figures/" + name)) == (try text(scratch.path("one/figures/" + name))), "\(name)")
    }
  }

  @Test func `writes up what a search found, at once or later`() throws {
    let scratch = try ScratchDirectory()
    let search = Package.root + "/studies/searches/ho-information.json"
    let found = try run([
      "optimize", search, "-o", scratch.path("best.json"), "--report", scratch.path("now"), "--quiet",
    ])
    #expect(found.status == 0, "\(found.errors)")
    #expect(try run(["report", scratch.path("best.json"), "-o", scratch.path("later")]).status == 0)
    let now = try text(scratch.path("now/report.md")), later = try text(scratch.path("later/report.md"))
    #expect(now.contains("The search found a feasible design") && now.contains("figures/convergence.svg"))
    func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.hasPrefix("| command") && !$0.hasPrefix("| result ") }
    }
    #expect(lines(now) == lines(later))
    #expect(
      try text(scratch.path("now/figures/convergence.csv")) == (try text(scratch.path("later/figures/convergence.csv")))
    )
    let both = try run(["report", study("ho-paper"), scratch.path("best.json"), "-o", "-"])
    #expect(
      both.status == 0 && both.output.contains("**the design is feasible**: yes for B, no for A"), "\(both.errors)")
  }

  @Test(arguments: [
    ("ho-information", "mcq3_margin_meV2", "Raman stimulated"), ("yb-majorana-dirac", "signal_events", "radiative"),
  ])
  func `writes up a front, at once or later, and one of its designs`(search: String, second: String, process: String)
    throws
  {
    let scratch = try ScratchDirectory()
    let traced = try run([
      "optimize", Package.root + "/studies/searches/\(search).json", "--pareto", second, "--points", "3", "-o",
      scratch.path("front.json"), "--report", scratch.path("now"), "--quiet",
    ])
    #expect(traced.status == 0 && traced.errors.hasSuffix("now/report.md\n"), "\(traced.errors)")
    #expect(try run(["report", scratch.path("front.json"), "-o", scratch.path("later"), "--html"]).status == 0)
    let now = try text(scratch.path("now/report.md")), later = try text(scratch.path("later/report.md"))
    #expect(now.contains("is traded for `\(second)`") && now.contains(process))
    #expect(now.contains("| command | `nupair optimize \(search).json --pareto \(second) --points 3 --report` |"))
    func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n").filter { !$0.hasPrefix("| command") && !$0.hasPrefix("| front |") }
    }
    #expect(lines(now) == lines(later))
    for name in ["front.svg", "front.csv", "front-designs.svg", "front-designs.csv"] {
      #expect(try text(scratch.path("now/figures/" + name)) == text(scratch.path("later/figures/" + name)))
    }
    #expect(try text(scratch.path("later/report.html")).contains("<svg"))
    // One core gives the same bytes.
    if FileManager.default.isExecutableFile(atPath: "/usr/bin/taskset") {
      let one = try run(
        ["report", scratch.path("front.json"), "-o", "-"], command: ["/usr/bin/taskset", "-c", "0"])
      #expect(one.output == later)
    }
    let design = try run(["report", scratch.path("front.json"), "--point", "2", "-o", "-"])
    #expect(design.status == 0 && design.output.contains("The design is number 2 of the 3 of the front `front.json`"))
    #expect(design.output.contains("| command | `nupair report front.json --point 2` |"))
    let beyond = try run(["report", scratch.path("front.json"), "--point", "9", "-o", "-"])
    #expect(beyond.status == 64 && beyond.errors.contains("the front has 3 designs"))
    #expect(try run(["report", study("ho-paper"), "--point", "1", "-o", "-"]).status == 64)
    #expect(try run(["report", "--ranking", "--point", "1", "-o", "-"]).status == 64)
    let both = try run(["report", study("ho-paper"), scratch.path("front.json"), "-o", "-"])
    #expect(both.status == 64 && both.errors.contains("a front is reported alone"))
    #expect(try run(["evaluate", scratch.path("front.json"), "--report", scratch.path("x")]).status == 1)
  }

  @Test func `writes up what a search of radiative emission found`() throws {
    let scratch = try ScratchDirectory()
    let search = Package.root + "/studies/searches/yb-majorana-dirac.json"
    let found = try run(["optimize", search, "-o", scratch.path("best.json"), "--quiet"])
    #expect(found.status == 0, "\(found.errors)")
    let report = try run(["report", scratch.path("best.json"), "-o", "-"])
    #expect(report.status == 0, "\(report.errors)")
    for words in [
      "**The search found a feasible design**: `majorana_dirac`", "the study's `signal_events`",
      "figures/convergence.svg", "N events for Majorana from Dirac", "The NLopt",
    ] { #expect(report.output.contains(words), "\(words)") }
    let open = try run(["report", search, "-o", "-"])
    #expect(open.status == 1 && open.errors.contains("nupair optimize"))
  }

  @Test func `writes up what evaluate says`() throws {
    let scratch = try ScratchDirectory()
    let evaluated = try run(["evaluate", study("renp/yb-spin"), "--report", scratch.path("yb")])
    #expect(evaluated.status == 0 && evaluated.output.contains("RENP"))
    #expect(try text(scratch.path("yb/report.md")).contains("figures/spectrum.svg"))
    // The exit code stays the design's.
    let open = try run(
      ["evaluate", "-", "--report", scratch.path("ho")], input: try Package.text("studies/ho-paper.json"))
    #expect(open.status == 2 && FileManager.default.fileExists(atPath: scratch.path("ho/report.md")))
    #expect(try run(["evaluate", study("ho-paper"), "--report", scratch.path("x"), "--resolved"]).status == 64)
  }

  @Test func `says what is wrong`() throws {
    let scratch = try ScratchDirectory()
    let open = try run(["report", Package.root + "/studies/searches/ho-rate.json", "-o", scratch.path("x")])
    #expect(open.status == 1 && open.errors.contains("/geometry/r") && open.errors.contains("nupair optimize"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("x")))
    #expect(try run(["report", scratch.path("no.json")]).status == 1)
    #expect(try run(["report"]).status == 64)
    #expect(try run(["report", study("ho-paper"), "--ranking"]).status == 64)
    #expect(try run(["report", study("ho-paper"), "-o", "-", "--html"]).status == 64)
    let file = try scratch.write("file", "x")
    let blocked = try run(["report", study("ho-paper"), "-o", file])
    #expect(blocked.status == 1 && blocked.errors.contains("this is a file, not a directory"))
    let help = try run(["report", "--help"])
    #expect(help.status == 0 && help.output.contains("EXAMPLE:") && help.output.contains("EXIT CODES:"))
  }

  /// Programs that stand in for pandoc and its engines, in a directory that is all of the path.
  private func pdf(by programs: [String: String]) throws -> (Command.Result, [String]) {
    let scratch = try ScratchDirectory()
    try FileManager.default.createDirectory(atPath: scratch.path("bin"), withIntermediateDirectories: false)
    for (name, script) in programs {
      let file = try scratch.write("bin/\(name)", "#!/bin/sh\n\(script)\n")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    }
    let result = try Command.run(
      Command.nupair, ["report", study("renp/yb-spin"), "-o", scratch.path("a"), "--pdf"],
      environment: ["NUPAIR_TARGETS": Package.root + "/targets", "PATH": scratch.path("bin")])
    return (result, try FileManager.default.contentsOfDirectory(atPath: scratch.path("a")).sorted())
  }

  @Test func `makes a PDF by what is there, and leaves nothing else`() throws {
    let whole = ["figures", "report.md", "report.pdf", "sources.bib"]
    // An engine that reads the page needs no pandoc.
    let page = try pdf(by: ["weasyprint": "test \"$1\" = report.html && echo pdf > \"$2\""])
    #expect(page.0.status == 0 && page.1 == whole, "\(page.0.errors)")
    // pandoc gets Markdown that it reads by its own rules, and fonts that have Greek.
    let script = """
      for word in "$@"; do last="$before"; before="$word"; case "$word" in *.pdf) out="$word";; esac; done
      case "$*" in *"mainfont=DejaVu Serif"*) echo missed > missfont.log; echo pdf > "$out";; esac
      """
    let press = try pdf(by: ["pandoc": script, "xelatex": "", "rsvg-convert": ""])
    #expect(press.0.status == 0 && press.1 == whole, "\(press.0.errors)")
  }

  @Test func `makes no PDF with signs left out`() throws {
    let script = """
      for word in "$@"; do case "$word" in *.pdf) echo pdf > "$word";; esac; done
      echo "[WARNING] Missing character: There is no ⁻ (U+207B) (U+207B) in font x" >&2
      """
    let result = try pdf(by: ["pandoc": script, "lualatex": "", "rsvg-convert": ""])
    #expect(result.0.status == 1 && result.0.errors.contains("lack ⁻\n  help: install DejaVu"), "\(result.0.errors)")
    #expect(result.1 == ["figures", "report.md", "sources.bib"])
    let none = try pdf(by: ["pandoc": ""])
    #expect(none.0.status == 1 && none.0.errors.contains("pandoc has no engine"))
    let blind = try pdf(by: ["pandoc": "", "tectonic": ""])
    #expect(blind.0.status == 1 && blind.0.errors.contains("needs rsvg-convert"))
    let broken = try pdf(by: ["weasyprint": "echo half > \"$2\"; echo cannot draw >&2; exit 3"])
    #expect(broken.0.status == 1 && broken.0.errors.contains("weasyprint failed: cannot draw"))
    #expect(!broken.1.contains("report.pdf") && !broken.1.contains { $0.hasPrefix(".report") })
  }

  @Test func `says how to get a PDF where nothing makes one`() throws {
    let scratch = try ScratchDirectory()
    let result = try Command.run(
      Command.nupair, ["report", study("renp/yb-spin"), "-o", scratch.path("a"), "--pdf"],
      environment: ["NUPAIR_TARGETS": Package.root + "/targets", "PATH": scratch.directory])
    #expect(result.status == 1 && result.errors.contains("nor pandoc is installed") && result.errors.contains("help:"))
    #expect(FileManager.default.fileExists(atPath: scratch.path("a/report.md")))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("a/report.html")))
  }
}
