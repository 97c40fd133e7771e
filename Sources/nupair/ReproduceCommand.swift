import CommandLineInterface
import Documents
import Reports
import Studies

/// `reproduce`.
enum ReproduceCommand {
  static let spec = CommandSpec(
    "reproduce", abstract: "Recompute every number the published papers state, and their figures.",
    discussion: """
      For each number: what the paper states, what its own formulas and constants give, what
      the corrected ones give, the verdict and the reason. The claims are data
      (claims/*.json, docs/claims.md). ✓ reproduced, ~ only with an input that the paper does
      not state, ✗ not reproduced, · an input taken over.

      EXIT CODES:
        0   done
        1   failed: a file is missing, unreadable or wrong
        2   done, but a claim no longer is what its verdict says
        64  wrong usage
      """,
    example: .init(
      "nupair reproduce --curves curves",
      "All numbers, and the curves of the figures as CSV below the directory curves."),
    parameters: [
      .flag("json", help: "Print JSON."),
      .option(
        "curves", valueName: "directory", help: "Write the curves of the papers' figures below this directory, as CSV."),
      .argument(
        "claims", .any, help: "Claims files; those of the program when none is named.",
        completion: .files(extension: "json")
      ),
    ],
    run: { arguments in
      let database = try Nupair.database()
      let files = arguments.arguments("claims")
      let claims = files.isEmpty ? try Claims.shipped(with: database) : try files.map { try Claims.load(path: $0) }
      if let directory = arguments.option("curves") {
        guard Set(claims.map(\.name)).count == claims.count else {
          Output.remark("error: two claims files of one name would write their curves to one place\n")
          return ExitCode.usage
        }
        for paper in claims {
          let place = "\(directory)/\(paper.name)"
          try OutputFile.makeDirectory(place)
          for figure in paper.figures {
            try OutputFile.write(try paper.csv(figure, database: database), to: "\(place)/\(figure.id).csv")
          }
        }
      }
      let report = ReproductionReport(try claims.map { try Reproduction($0, database: database) })
      if arguments.flag("json") { Output.print(report.json) } else { Output.print(report.text) }
      return report.hasFaults ? ExitCode.found : ExitCode.done
    })
}
