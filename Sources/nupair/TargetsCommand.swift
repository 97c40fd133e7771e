import CommandLineInterface
import Documents
import Reports
import Targets

/// `targets`, `targets show`, `targets check`.
enum TargetsCommand {
  static let spec = CommandSpec(
    "targets", abstract: "List the targets of the database, show one, or check files.",
    discussion: Nupair.exitCodes,
    example: .init("nupair targets show ho-ylf", "Everything known of Ho³⁺ in LiYF₄, with the source of every number."),
    parameters: [
      .flag("json", help: "Print JSON."),
      .flag("ids", help: "Print the ids alone, one a line."),
    ],
    subcommands: [show, check], run: list)

  private static let show = CommandSpec(
    "show", abstract: "Show everything the database knows of one target.",
    example: .init("nupair targets show xe --json", "The target file of xenon, whole."),
    parameters: [
      .flag("json", help: "Print the target file as JSON."),
      .argument(
        "target", help: "An id of the database, a file, or - for standard input.",
        completion: .lines(of: "nupair targets --ids")),
    ],
    run: { arguments in
      let target = try Nupair.database(optional: true).load(arguments.argument("target") ?? "")
      let description = TargetDescription(target)
      if arguments.flag("json") { Output.print(description.json) } else { Output.print(description.text) }
      return ExitCode.done
    })

  private static let check = CommandSpec(
    "check", abstract: "Check files of targets and materials and report all that is wrong with them.",
    discussion: """
      Every fault is reported with file, line, column, JSON pointer, reason and hint.
      docs/targets.md and docs/materials.md describe the formats and list the rules by name.

      \(Nupair.exitCodes)
      """,
    example: .init("nupair targets check my-atom.json", "Check a file of your own."),
    parameters: [
      .flag("json", help: "Print the findings as JSON."),
      .argument(
        "file", .any,
        help: "Files, directories of files, or - for standard input; the whole database when none is named.",
        completion: .files(extension: "json")),
    ],
    run: { arguments in
      let files = arguments.arguments("file")
      let report = CheckReport(checking: files, in: try Nupair.database(optional: !files.isEmpty))
      if arguments.flag("json") { Output.print(report.json) } else { Output.print(report.text) }
      return report.hasUnreadableFile ? ExitCode.failed : report.errorCount > 0 ? ExitCode.found : ExitCode.done
    })

  private static func list(_ arguments: ParsedArguments) throws -> Int32 {
    let database = try Nupair.database()
    if arguments.flag("ids") {
      Output.print(database.ids.map { $0 + "\n" }.joined())
      return ExitCode.done
    }
    let files = database.check()
    let listing = TargetListing(files.compactMap(\.target))
    if arguments.flag("json") { Output.print(listing.json) } else { Output.print(listing.text) }
    let rejected = files.filter { $0.target == nil }
    for file in rejected { Nupair.remarkNotListed(file) }
    if rejected.contains(where: \.isUnreadable) { return ExitCode.failed }
    return rejected.isEmpty ? ExitCode.done : ExitCode.found
  }
}
