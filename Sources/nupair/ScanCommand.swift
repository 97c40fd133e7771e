import CommandLineInterface
import Documents
import Foundation
import Search
import Studies

/// `scan`.
enum ScanCommand {
  static let spec = CommandSpec(
    "scan", abstract: "Compute figures of a study on a grid of values.",
    discussion: """
      Each --over scans one number from the first to the second value, both included; several make a
      grid, the last one changing fastest. `nupair objectives` lists the figures. Of a fibre's
      suppression the strip is taken unless --mcq4 says otherwise. A figure that does not exist
      at a point is empty (CSV) or null.

      EXIT CODES:
        0   done
        1   failed: the study, an axis or a figure is wrong
        64  wrong usage
      """,
    example: .init(
      "nupair scan studies/xe-paper.json --over geometry.r=-0.9:0.3:13 --figures rate,mcq3_margin_meV2",
      "Rate and McQ3 margin of the xenon design against r, as CSV."),
    parameters: [
      .option("over", valueName: "path=from:to:n", help: "An axis of the grid; may be repeated."),
      .option("figures", valueName: "a,b,…", help: "Which figures; all that the study has by default."),
      .option(
        "mcq4", valueName: "measure", help: "How suppression is measured.", value: .choice(["strip", "pp", "total"]),
        default: "strip"),
      .flag("json", help: "Print JSON instead of CSV."),
      .option(
        "output", short: "o", valueName: "file", help: "Write to this file.", completion: .files(extension: "csv")),
      .option(
        "threads", valueName: "n", help: "Threads; the result does not depend on them.", value: .integer(1...1024)),
      .argument("study", help: "A study file, or - for standard input.", completion: .files(extension: "json")),
    ],
    run: { arguments in
      guard !arguments.options("over").isEmpty else {
        Output.remark("error: nothing to scan: give --over, such as --over geometry.r=-1:1:201\n")
        return ExitCode.usage
      }
      let source = arguments.argument("study") ?? "-"
      let template = try StudyLoader(database: try Nupair.database(optional: true)).template(path: source)
      let scan = try StudyScan(
        template, over: arguments.options("over"),
        figures: arguments.option("figures")?.split(separator: ",").map(String.init),
        measure: SuppressionMeasure(rawValue: arguments.option("mcq4") ?? "strip") ?? .strip)
      if let output = arguments.option("output"), output != "-" {
        guard source == "-" || !OutputFile.isSame(source, output) else {
          Output.remark("error: -o would overwrite the study \(source.printable)\n")
          return ExitCode.usage
        }
        try OutputFile.check(output)
        let writer = try OutputFile.Writer(output)
        try SearchRun.scan(scan, json: arguments.flag("json"), threads: arguments.integer("threads")) {
          try writer.write($0)
        }
        guard !SearchRun.interruption.isRaised else {
          Output.remark("error: interrupted; nothing was written\n")
          return ExitCode.failed
        }
        try writer.finish()
      } else {
        try SearchRun.scan(scan, json: arguments.flag("json"), threads: arguments.integer("threads")) {
          Output.print($0)
        }
      }
      return SearchRun.interruption.isRaised ? ExitCode.failed : ExitCode.done
    })
}
