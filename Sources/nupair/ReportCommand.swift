import CommandLineInterface
import Documents
import Foundation
import Reports
import Studies
import Targets

/// `report`.
enum ReportCommand {
  static let spec = CommandSpec(
    "report", abstract: "Write up a design, a search's result or a front: Markdown, figures with their data, sources.",
    discussion: """
      Of a study (a design: nothing open), of what `nupair optimize -o` wrote, or of a front
      that it wrote with --pareto. Several designs are compared: side by side, what changed,
      which conclusions flip.

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
      .flag("pdf", help: "Also report.pdf, by weasyprint, or by pandoc and TeX, where they are installed."),
      .flag("ranking", help: "Rank the paths of all targets instead."),
      .flag("reproduction", help: "Hold the published papers against their recomputation instead."),
      .option(
        "point", valueName: "n", help: "Of a front the design with this number, with all that is to be said of it.",
        value: .integer(1...100_000)),
      .option("commit", valueName: "id", help: "The program's commit, for the manifest."),
      .flag("time", help: "Put the time into the manifest; the bytes then differ each time."),
      .argument(
        "input", .any, help: "A study, a result or a front; - for standard input.",
        completion: .files(extension: "json")),
    ],
    run: { arguments in
      let inputs = arguments.arguments("input")
      let others = ["ranking", "reproduction"].filter(arguments.flag)
      guard others.count + min(inputs.count, 1) == 1 else {
        Output.remark("error: name studies or results, or ask for one of --ranking and --reproduction\n")
        return ExitCode.usage
      }
      guard arguments.option("point") == nil || inputs.count == 1 else {
        Output.remark("error: --point is of one front\n")
        return ExitCode.usage
      }
      let database = try Nupair.database(optional: others.isEmpty)
      let words =
        inputs.map { URL(fileURLWithPath: $0).lastPathComponent } + others.map { "--\($0)" }
        + (arguments.integer("point").map { ["--point", "\($0)"] } ?? [])
      let options = options(arguments, command: "nupair report \(words.joined(separator: " "))")
      let report: Report
      if others.first == "ranking" {
        report = Report(ranking: database, options: options)
      } else if others.first == "reproduction" {
        report = try Report(reproduction: database, options: options)
      } else {
        let loader = StudyLoader(database: database)
        let loaded = try inputs.map { try ReportSubject.load(path: $0, loader: loader) }
        guard let made = Self.report(loaded, arguments, options: options, database: database) else {
          return ExitCode.usage
        }
        report = made
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

  /// Of one subject, or of several designs beside each other; `nil` after a remark.
  private static func report(
    _ subjects: [ReportSubject], _ arguments: ParsedArguments, options: ReportOptions, database: TargetDatabase
  ) -> Report? {
    let designs = subjects.compactMap { if case .design(let input) = $0 { input } else { nil } }
    if subjects.count == 1, case .front(let front) = subjects[0] {
      guard let number = arguments.integer("point") else { return Report(front, options: options, database: database) }
      guard let design = front.design(number) else {
        Output.remark("error: --point \(number): the front has \(front.count) designs\n")
        return nil
      }
      return Report(design, options: options, database: database)
    }
    guard arguments.option("point") == nil else {
      Output.remark("error: --point is of a front, and \(designs[0].name.printable) is one design\n")
      return nil
    }
    guard designs.count == subjects.count else {
      Output.remark("error: designs are compared, and a front is reported alone\n")
      return nil
    }
    return designs.count == 1
      ? Report(designs[0], options: options, database: database)
      : Report(comparing: designs, options: options, database: database)
  }

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
      try PandocRun.pdf(of: report.article, in: directory)
      Output.remark("\(directory.printable)/report.pdf\n")
      return ExitCode.done
    } catch {
      Output.remark("error: no PDF was made: \(error.description)\n")
      return ExitCode.failed
    }
  }
}
