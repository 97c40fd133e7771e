import CommandLineInterface
import Documents
import Reports
import Search
import Studies

/// `objectives`.
enum ObjectivesCommand {
  static let spec = CommandSpec(
    "objectives", abstract: "List what a search can make large or small, or keep within limits.",
    discussion: """
      Every figure can be an objective ("objective": "rate") and a constraint
      ("constraints": {"mcq2_distance": 0.01}): one number bounds it from its bad side,
      {"min": a, "max": b} from both. docs/search.md explains them.

      EXIT CODES:
        0   done
        64  wrong usage
      """,
    example: .init("nupair objectives", "Names, units and definitions."),
    parameters: [.flag("json", help: "Print JSON."), .flag("algorithms", help: "List the search algorithms instead.")],
    run: { arguments in
      if arguments.flag("algorithms") {
        Output.print(arguments.flag("json") ? AlgorithmListing.json.text : AlgorithmListing.text)
      } else {
        Output.print(arguments.flag("json") ? FigureListing.json.text : FigureListing.text)
      }
      return ExitCode.done
    })
}
