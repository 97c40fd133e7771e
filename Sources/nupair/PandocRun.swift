import Foundation

/// Turns a report into PDF by pandoc and one of its engines, where they are installed.
enum PandocRun {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Engines that read HTML, then those that read TeX and know Unicode.
  private static let pages = ["weasyprint", "wkhtmltopdf", "prince"]
  private static let presses = ["xelatex", "lualatex", "tectonic"]

  /// Makes report.pdf from report.html, or from report.md where only a TeX engine is there.
  static func pdf(of directory: String) throws(Failure) {
    guard let pandoc = find("pandoc") else {
      throw Failure(
        description:
          "pandoc is not installed\n  help: install it (Debian: apt-get install pandoc weasyprint), or print report.html from a browser"
      )
    }
    var source = "report.html", format = "html"
    let engine: String
    if let page = pages.first(where: { find($0) != nil }) {
      engine = page
    } else if let press = presses.first(where: { find($0) != nil }) {
      engine = press
      (source, format) = ("report.md", "gfm")
      guard find("rsvg-convert") != nil else {
        throw Failure(
          description:
            "\(press) needs rsvg-convert for the figures\n  help: install it (Debian: apt-get install librsvg2-bin)")
      }
    } else {
      throw Failure(
        description:
          "pandoc has no engine for PDF: none of \((pages + presses).joined(separator: ", ")) is installed\n  help: install one (Debian: apt-get install weasyprint), or print report.html from a browser"
      )
    }
    // Written beside the last one and renamed over it.
    let part = ".report-\(getpid()).pdf"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: pandoc)
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.arguments = [
      source, "--from", format, "--standalone", "--pdf-engine", engine, "--metadata", "title= ", "--output", part,
    ]
    if engine == "weasyprint" { process.arguments = nil }
    let faults = Pipe()
    process.standardError = faults
    process.standardOutput = FileHandle.nullDevice
    if engine == "weasyprint", let page = find("weasyprint") {
      // Pandoc would take the page's style away: the engine reads the page itself.
      process.executableURL = URL(fileURLWithPath: page)
      process.arguments = ["report.html", part]
    }
    do {
      try process.run()
    } catch {
      throw Failure(description: "\(process.executableURL?.path ?? "pandoc") cannot be run: \(error)")
    }
    let said = String(decoding: (try? faults.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let made = directory + "/" + part
    guard process.terminationStatus == 0, FileManager.default.fileExists(atPath: made) else {
      try? FileManager.default.removeItem(atPath: made)
      let last = said.split(separator: "\n").suffix(3).joined(separator: "\n  ")
      throw Failure(description: "\(engine) failed: \(last)")
    }
    guard rename(made, directory + "/report.pdf") == 0 else {
      throw Failure(description: "report.pdf cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  private static func find(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
