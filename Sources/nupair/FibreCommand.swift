import CommandLineInterface
import Documents
import Reports
import Studies

/// `fibre`.
enum FibreCommand {
  static let spec = CommandSpec(
    "fibre", abstract: "Say what a study's fibre does to photon pairs and to the signal.",
    discussion: """
      The fibre block of a study is described in docs/studies.md, the physics in docs/physics.md.
      Without an option: a table for people. The full pair factor takes seconds.

      EXIT CODES:
        0   done
        1   failed: the study is missing or wrong, or it has no fibre to evaluate
        64  wrong usage
      """,
    example: .init(
      "nupair fibre studies/xe-fibre-literature.json --suppression > s2.csv",
      "The literature's fibre around the xenon design: S₂ against photon energy."),
    parameters: [
      .flag("json", help: "Print the member \"fibre\" of `nupair evaluate --json`, or the modes."),
      .flag("bands", help: "Print the wall's decay per period over (ω, β) as CSV."),
      .flag("suppression", help: "Print S₂ against photon energy, by channel, as CSV."),
      .flag("modes", help: "Print the core's modes with loss and group index."),
      .option(
        "points", valueName: "n", help: "Points of a table in each direction.", value: .integer(2...2000),
        default: "60"),
      .option(
        "orders", valueName: "m", help: "Modes up to this azimuthal order.", value: .integer(0...20), default: "2"),
      .option("energy", valueName: "eV", help: "Photon energy of the modes; half the pair's by default."),
      .argument("study", help: "A study file, or - for standard input.", completion: .files(extension: "json")),
    ],
    run: { arguments in
      let chosen = ["bands", "suppression", "modes"].filter(arguments.flag)
      guard chosen.count <= 1 else {
        Output.remark("error: --\(chosen.joined(separator: " and --")) are different tables; ask for one\n")
        return ExitCode.usage
      }
      let study = try StudyLoader(database: try Nupair.database(optional: true)).load(
        path: arguments.argument("study") ?? "")
      let evaluation = Evaluation(study)
      guard let tables = FibreTables(evaluation) else {
        let reason = FibreEvaluation.whyNone(evaluation) ?? "the study has no \"fibre\""
        Output.remark("error: \((arguments.argument("study") ?? "-").printable): \(reason)\n")
        return ExitCode.failed
      }
      let points = arguments.integer("points") ?? 60
      switch chosen.first {
      case "bands":
        guard let csv = tables.bandsCSV(points: points) else {
          Output.remark("error: the wall has no period, so it has no bands; --modes and --suppression need none\n")
          return ExitCode.failed
        }
        Output.print(csv)
      case "suppression": Output.print(tables.suppressionCSV(points: points))
      case "modes":
        let energy = arguments.option("energy").map { Double($0) ?? .nan } ?? tables.middleEnergy
        guard energy > 0, energy < 1e3 else {
          Output.remark("error: --energy is not a photon energy in eV\n")
          return ExitCode.usage
        }
        let modes = tables.modes(energy: energy, orders: 0...(arguments.integer("orders") ?? 2))
        if arguments.flag("json") { Output.print(modes.json) } else { Output.print(ModeListing(modes).text) }
      default:
        guard let fibre = FibreEvaluation(evaluation) else { return ExitCode.failed }
        if arguments.flag("json") {
          Output.print(fibre.json)
        } else {
          Output.print(FibreDescription(fibre, evaluation).text)
        }
      }
      return ExitCode.done
    })
}
