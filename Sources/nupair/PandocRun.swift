import Documents
import Foundation
import Reports

/// Turns a report into PDF by an engine that reads its page, or by pandoc and TeX, where they are installed.
enum PandocRun {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Engines that read HTML, then those that read TeX and know Unicode.
  private static let pages = ["weasyprint", "wkhtmltopdf", "prince"]
  private static let presses = ["xelatex", "lualatex", "tectonic"]

  /// Makes report.pdf from report.html, or from Markdown of its own where only a TeX engine is there.
  static func pdf(of article: Article, in directory: String) throws(Failure) {
    // Written beside the last one and renamed over it.
    let part = ".report-\(getpid()).pdf"
    let said: String
    if let engine = pages.first(where: { find($0) != nil }), let program = find(engine) {
      // Pandoc would take the page's style and figures away: the engine reads the page itself.
      said = try run(program, ["report.html"] + (engine == "prince" ? ["-o", part] : [part]), in: directory)
      try check(engine, part, said, directory)
    } else if let pandoc = find("pandoc"), let engine = presses.first(where: { find($0) != nil }) {
      guard find("rsvg-convert") != nil else {
        throw Failure(
          description:
            "\(engine) needs rsvg-convert for the figures\n  help: install it (Debian: apt-get install librsvg2-bin)")
      }
      said = try press(article, by: engine, pandoc, into: part, in: directory)
      try check(engine, part, said, directory)
    } else if find("pandoc") == nil {
      throw Failure(
        description:
          "neither \(pages.joined(separator: ", ")) nor pandoc is installed\n  help: install one (Debian: apt-get install weasyprint), or print report.html from a browser"
      )
    } else {
      throw Failure(
        description:
          "pandoc has no engine for PDF: none of \((pages + presses).joined(separator: ", ")) is installed\n  help: install one (Debian: apt-get install weasyprint), or print report.html from a browser"
      )
    }
    guard rename(directory + "/" + part, directory + "/report.pdf") == 0 else {
      throw Failure(description: "report.pdf cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  // MARK: TeX

  /// What pandoc's template leaves out: smaller tables and code, and room for what cannot be broken.
  private static let preamble = #"""
    \let\nupairtable\longtable
    \def\longtable{\scriptsize\setlength{\tabcolsep}{3pt}\nupairtable}
    \makeatletter\g@addto@macro\@verbatim{\scriptsize}\makeatother
    \sloppy\raggedbottom

    """#

  /// TeX's own fonts lack most of Greek, and the signs of exponents: a number would lose its power of ten.
  private static let fonts = ["mainfont": "DejaVu Serif", "monofont": "DejaVu Sans Mono"]

  private static func press(
    _ article: Article, by engine: String, _ pandoc: String, into part: String, in directory: String
  ) throws(Failure) -> String {
    let source = ".report-\(getpid()).md", header = ".report-\(getpid()).tex"
    // TeX leaves a list of fonts that it missed.
    let leftovers = [source, header, "missfont.log"].map { directory + "/" + $0 }
    let hadLog = FileManager.default.fileExists(atPath: leftovers[2])
    defer {
      for file in leftovers.dropLast(hadLog ? 1 : 0) { try? FileManager.default.removeItem(atPath: file) }
    }
    do throws(OutputFile.Failure) {
      try OutputFile.write(article.printMarkdown, to: leftovers[0])
      try OutputFile.write(preamble, to: leftovers[1])
    } catch {
      throw Failure(description: "\(error)")
    }
    var variables = ["papersize=a4", "fontsize=10pt", "geometry:margin=2cm", "colorlinks=true"]
    variables += fonts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let said = try run(
      pandoc,
      [
        source, "--from", Article.printDialect, "--standalone", "--pdf-engine", engine, "--include-in-header", header,
        "--output", part,
      ] + variables.flatMap { ["--variable", $0] }, in: directory)
    // A sign that a font lacks is left out, and numbers are wrong without it.
    let missing = said.matches(of: /There is no (\S+)/).map { String($0.1) }
    guard missing.isEmpty else {
      try? FileManager.default.removeItem(atPath: directory + "/" + part)
      throw Failure(
        description:
          "the fonts of \(engine) lack \(Set(missing).sorted().prefix(12).joined(separator: " "))\n  help: install DejaVu (Debian: apt-get install fonts-dejavu), or weasyprint"
      )
    }
    return said
  }

  // MARK: Programs

  private static func check(_ engine: String, _ part: String, _ said: String, _ directory: String) throws(Failure) {
    guard !FileManager.default.fileExists(atPath: directory + "/" + part) else { return }
    let last = said.split(separator: "\n").suffix(3).joined(separator: "\n  ").printable
    let font = said.contains("cannot be found") || said.contains("font-not-found")
    throw Failure(
      description: "\(engine) failed: \(last)"
        + (font ? "\n  help: install the fonts DejaVu (Debian: apt-get install fonts-dejavu), or weasyprint" : ""))
  }

  /// What a program says; where it fails, what it was to write is removed.
  private static func run(_ program: String, _ arguments: [String], in directory: String) throws(Failure) -> String {
    let process = Process(), faults = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.arguments = arguments
    process.standardError = faults
    process.standardOutput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw Failure(description: "\(program.printable) cannot be run: \(error)")
    }
    let said = String(decoding: (try? faults.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus != 0, let made = arguments.last(where: { $0.hasSuffix(".pdf") }) {
      try? FileManager.default.removeItem(atPath: directory + "/" + made)
    }
    return said
  }

  private static func find(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
