import CommandLineInterface
import Documents
import Foundation
import Reports
import Studies

/// `report`.
enum ReportCommand {
  static let spec = CommandSpec(
    "report", abstract: "Write up a design or a search's result: Markdown, figures with their data, sources.",
    discussion: """
      Of a study (a design: nothing open) or of what `nupair optimize -o` wrote. Several of
      them are compared: side by side, what changed, which conclusions flip.

      The directory gets report.md, sources.bib, and figures/*.svg with the data of each as
      CSV; every file is written whole or not at all. The same input gives the same bytes.

      EXIT CODES:
        0   done
        1   failed: an input is missing or wrong, or a file cannot be written
        64  wrong usage
      """,
    example: .init(
      "nupair report studies/ho-paper.json -o ho-paper",
      "The paper's holmium design, written up in the directory ho-paper."),
    parameters: [
      .option(
        "output", short: "o", valueName: "dir",
        help: "Write into this directory; - prints the Markdown alone. By default NAME-report."),
      .flag("html", help: "Also report.html, one file with the figures inside."),
      .flag("pdf", help: "Also report.pdf, by pandoc where it is installed."),
      .flag("ranking", help: "Rank the paths of all targets instead."),
      .flag("reproduction", help: "Hold the published papers against their recomputation instead."),
      .option("commit", valueName: "id", help: "The program's commit, for the manifest."),
      .flag("time", help: "Put the time into the manifest; the bytes then differ each time."),
      .argument(
        "input", .any, help: "A study or a result; - for standard input.", completion: .files(extension: "json")),
    ],
    run: { arguments in
      let inputs = arguments.arguments("input")
      let others = ["ranking", "reproduction"].filter(arguments.flag)
      guard others.count + min(inputs.count, 1) == 1 else {
        Output.remark("error: name studies or results, or ask for one of --ranking and --reproduction\n")
        return ExitCode.usage
      }
      let database = try Nupair.database(optional: others.isEmpty)
      let words = inputs.map { URL(fileURLWithPath: $0).lastPathComponent } + others.map { "--\($0)" }
      let options = options(arguments, command: "nupair report \(words.joined(separator: " "))")
      let report: Report
      if others.first == "ranking" {
        report = Report(ranking: database, options: options)
      } else if others.first == "reproduction" {
        report = try Report(reproduction: database, options: options)
      } else {
        let loader = StudyLoader(database: database)
        let loaded = try inputs.map { try ReportInput.load(path: $0, loader: loader) }
        report =
          loaded.count == 1
          ? Report(loaded[0], options: options, database: database)
          : Report(comparing: loaded, options: options, database: database)
      }
      let stem = URL(fileURLWithPath: inputs.first ?? others[0]).deletingPathExtension().lastPathComponent
      let directory = arguments.option("output") ?? (inputs.first == "-" ? "-" : "\(stem)-report")
      if directory == "-" {
        guard !arguments.flag("html"), !arguments.flag("pdf") else {
          Output.remark("error: --html and --pdf need a directory: -o DIR\n")
          return ExitCode.usage
        }
        Output.print(report.article.markdown)
        return ExitCode.done
      }
      return try write(report, to: directory, html: arguments.flag("html"), pdf: arguments.flag("pdf"))
    })

  static func options(_ arguments: ParsedArguments, command: String) -> ReportOptions {
    ReportOptions(
      command: command, commit: arguments.option("commit"),
      time: arguments.flag("time") ? ISO8601DateFormatter().string(from: Date()) : nil)
  }

  /// Writes a report and says where it is.
  static func write(_ report: Report, to directory: String, html: Bool = false, pdf: Bool = false) throws -> Int32 {
    try report.write(to: directory, html: html || pdf)
    Output.remark("\(directory.printable)/report.md\n")
    if html { Output.remark("\(directory.printable)/report.html\n") }
    guard pdf else { return ExitCode.done }
    defer { if !html { try? FileManager.default.removeItem(atPath: directory + "/report.html") } }
    do throws(PandocRun.Failure) {
      try PandocRun.pdf(of: directory)
      Output.remark("\(directory.printable)/report.pdf\n")
      return ExitCode.done
    } catch {
      Output.remark("error: no PDF was made: \(error.description)\n")
      return ExitCode.failed
    }
  }
}
