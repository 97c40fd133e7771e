import CommandLineInterface
import Reports
import Targets

/// `paths`.
enum PathsCommand {
  static let spec = CommandSpec(
    "paths", abstract: "Rank the RANP paths e → p → q → g that targets offer, and say why the others are out.",
    discussion: """
      Paths are ordered by F·|S|², with F = ħγ_pe²ε_eg²/(γ_e ε_pe³); for q ≠ e
      F = √2 ħγ_pe γ_pq ε_qg²/(√(γ_e²+γ_q²) ε_pe³). An unknown rate makes F unknown, never 0.
      Uncertainties: each input is log-normal, value = median, σ_ln = √ln(1+(u/v)²);
      the range printed is 68 %, ≥ where some inputs state no uncertainty. If γ_pe is uncertain
      by more than itself, or an input is an estimate, only the order of magnitude is known.

      \(Nupair.exitCodes)
      """,
    example: .init(
      "nupair paths ho-ylf --explain", "The paths of Ho³⁺:YLF, and the rule that excludes each other combination."),
    parameters: [
      .flag("explain", help: "List the reason for every excluded combination."),
      .flag("inelastic", help: "Include paths with q ≠ e."),
      .flag("all", help: "Rank all targets of the database together."),
      .option(
        "limit", valueName: "n", help: "Print at most this many paths.", value: .integer(0...Int.max), default: "10"),
      .flag("json", help: "Print JSON."),
      .argument(
        "target", .any, help: "Ids of the database, files, or - for standard input.",
        completion: .lines(of: "nupair targets --ids")),
    ],
    run: { arguments in
      let names = arguments.arguments("target"), isAll = arguments.flag("all")
      guard isAll || !names.isEmpty else {
        Output.remark(
          "Error: Missing expected argument '<target> ...' (or --all)\n  See 'nupair paths --help' for more information.\n"
        )
        return ExitCode.usage
      }
      let database = try Nupair.database(optional: !isAll)
      let shipped = isAll ? database.check() : []
      let rejected = shipped.filter { $0.target == nil }
      for file in rejected { Nupair.remarkNotListed(file) }
      let others = try names.filter { name in !shipped.contains { $0.target?.id == name } }.map { name in
        try database.load(name)
      }
      let targets = shipped.compactMap(\.target) + others
      let listing = PathListing(
        targets.map { $0.surveyPaths(inelastic: arguments.flag("inelastic")) }, limit: arguments.integer("limit") ?? 10,
        explains: arguments.flag("explain"))
      if arguments.flag("json") { Output.print(listing.json) } else { Output.print(listing.text) }
      return rejected.isEmpty ? ExitCode.done : ExitCode.found
    })
}
