import CommandLineInterface
import Documents
import Foundation
import Reports
import Search
import Studies

/// `optimize`.
enum OptimizeCommand {
  static let spec = CommandSpec(
    "optimize", abstract: "Find the best design that a study leaves open.",
    discussion: """
      Any number of a study may be a range, {"min": a, "max": b}; docs/search.md has the objectives,
      constraints and lists. With -o every evaluation goes to RESULT.journal as it is made, and
      --resume goes on from there after an interruption or a crash.

      EXIT CODES:
        0   done, the design is feasible
        1   failed: the study is wrong, or the journal or result cannot be used
        2   done, but nothing feasible was found: the result is the design nearest to it
        64  wrong usage
      """,
    example: .init(
      "nupair optimize studies/searches/ho-rate.json -o ho.json", "The best holmium design, with its history, as JSON."),
    parameters: [
      .option(
        "output", short: "o", valueName: "file", help: "Write the result as JSON; - prints it.",
        completion: .files(extension: "json")),
      .flag("json", help: "Print the result as JSON instead of a table."),
      .flag("resume", help: "Go on from the journal of the output."),
      .option(
        "threads", valueName: "n", help: "Threads; the result does not depend on them. All cores by default.",
        value: .integer(1...1024)),
      .option(
        "seed", valueName: "n", help: "Replaces the study's seed.", value: .integer(0...Int(Int32.max))),
      .option(
        "pareto", valueName: "figure",
        help: "Trade the objective for this figure: the front as JSON, and with -o also as CSV."),
      .option(
        "points", valueName: "n", help: "Points of the front, for each pick of the lists.", value: .integer(2...1000),
        default: "12"),
      .option("report", valueName: "dir", help: "Also write the result up in this directory, as `nupair report` does."),
      .flag("quiet", help: "No progress, even on a terminal."),
      .argument("study", help: "A study file, or - for standard input.", completion: .files(extension: "json")),
    ],
    run: { arguments in
      let source = arguments.argument("study") ?? "-"
      let output = arguments.option("output")
      if let output, source != "-", OutputFile.isSame(source, output) {
        Output.remark("error: -o would overwrite the study \(source.printable)\n")
        return ExitCode.usage
      }
      guard output.map({ $0 != "-" }) ?? false || !arguments.flag("resume") else {
        Output.remark("error: --resume needs -o: the journal lies beside the result\n")
        return ExitCode.usage
      }
      let database = try Nupair.database(optional: true), loader = StudyLoader(database: database)
      let template = try loader.template(path: source)
      guard !template.ranges.isEmpty || !template.choices.isEmpty else {
        Output.remark(
          "error: \(source.printable) leaves nothing open: no number is a range {\"min\": a, \"max\": b}\n  help: `nupair evaluate` says what a fixed design does\n"
        )
        return ExitCode.failed
      }
      let second = arguments.option("pareto").map { figure($0, template.process) }
      if case .some(.none) = second { return ExitCode.usage }
      if let output, output != "-" {
        // Not after hours of searching.
        try OutputFile.check(output)
        if second != nil { try OutputFile.check(table(beside: output)) }
      }
      let seed = arguments.integer("seed").map(UInt64.init)
      return try SearchRun.perform {
        var run = StudyOptimisation.Run(threads: arguments.integer("threads") ?? SearchRun.cores)
        if let output, output != "-" {
          run.journal = try Journal(
            path: output + ".journal",
            identity: template.identity(
              seed: seed, front: arguments.option("pareto").map { "\($0) \(arguments.integer("points") ?? 12)" }),
            resumes: arguments.flag("resume"))
        }
        run.interruption = SearchRun.interruption
        if !arguments.flag("quiet"), SearchRun.isTerminal {
          run.progress = SearchRun.progress
          run.judges = SearchRun.judges
        }
        let directory = source == "-" ? "." : URL(fileURLWithPath: source).deletingLastPathComponent().path
        let name = URL(fileURLWithPath: source).lastPathComponent
        if let second = second ?? nil {
          let front = try front(template, second, arguments, seed: seed, run: run)
          if let place = arguments.option("report"), !front.points.isEmpty {
            let points = arguments.integer("points").map { " --points \($0)" } ?? ""
            let options = ReportOptions(
              command: "nupair optimize \(name) --pareto \(second.name)\(points) --report")
            let input = try FrontInput(front, loader: loader, directory: directory)
            let code = try ReportCommand.write(Report(input, options: options, database: database), to: place)
            guard code == ExitCode.done else { return code }
          }
          return front.points.isEmpty ? ExitCode.found : ExitCode.done
        }
        let found = try StudyOptimisation(template, seed: seed, run: run)
        SearchRun.clearProgress()
        if let output {
          if output == "-" { Output.print(found.json) } else { try OutputFile.write(found.json.text, to: output) }
        }
        if found.stop != .interrupted { try run.journal?.finish() }
        if output != "-" {
          if arguments.flag("json") {
            Output.print(found.json)
          } else {
            Output.print(OptimisationDescription(found).text)
          }
        }
        if let place = arguments.option("report"), found.design != nil {
          let input = try ReportInput(found, loader: loader, directory: directory)
          let options = ReportOptions(command: "nupair optimize \(name) --report")
          let code = try ReportCommand.write(Report(input, options: options, database: database), to: place)
          guard code == ExitCode.done else { return code }
        }
        return found.isFeasible ? ExitCode.done : ExitCode.found
      }
    })

  /// `nil` after a remark.
  private static func figure(_ name: String, _ process: StudyProcess) -> DesignFigure? {
    do throws(DesignFigure.Unknown) {
      return try DesignFigure.find(name, of: process)
    } catch {
      Output.remark("error: \(error.description.printable)\n")
      return nil
    }
  }

  /// The CSV of a front.
  private static func table(beside output: String) -> String {
    (output.hasSuffix(".json") ? String(output.dropLast(5)) : output) + ".csv"
  }

  private static func front(
    _ template: StudyTemplate, _ second: DesignFigure, _ arguments: ParsedArguments, seed: UInt64?,
    run: StudyOptimisation.Run
  ) throws -> StudyFront {
    let front = try StudyFront(
      template, second: second, count: arguments.integer("points") ?? 12, seed: seed, run: run)
    SearchRun.clearProgress()
    if let output = arguments.option("output"), output != "-" {
      try OutputFile.write(front.json.text, to: output)
      try OutputFile.write(front.csv, to: table(beside: output))
      if front.stop != .interrupted { try run.journal?.finish() }
      Output.print(front.csv)
    } else {
      Output.print(front.json)
    }
    return front
  }
}
