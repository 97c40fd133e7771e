import CommandLineInterface
import Documents
import Foundation
import Reports
import Studies

/// `sensitivity`.
enum SensitivityCommand {
  static let spec = CommandSpec(
    "sensitivity", abstract: "Say what measuring a design tells of the neutrinos, and in how many events and days.",
    discussion: """
      The lightest mass, Majorana or Dirac, the ordering, from the shape of what is
      counted: Fisher information and expected likelihood ratios, with detector,
      backgrounds and nuisances of the study's key "sensitivity" (docs/sensitivity.md).

      EXIT CODES:
        0   done
        1   failed: the study or its target is missing, unreadable or wrong
        2   done, but nothing is emitted that could tell anything
        64  wrong usage
      """,
    example: .init("nupair sensitivity studies/ho-paper.json", "The paper's holmium design."),
    parameters: [
      .flag("json", help: "Print JSON."),
      .option(
        "toys", valueName: "n", help: "Check expected counts with so many toy experiments for each hypothesis.",
        value: .integer(100...10_000_000)),
      .option(
        "seed", valueName: "n", help: "Of the toys.", value: .integer(0...Int(Int32.max)), default: "1"),
      .option(
        "threads", valueName: "n", help: "Threads; the result does not depend on them. All cores by default.",
        value: .integer(1...1024)),
      .argument("study", help: "A study file, or - for standard input.", completion: .files(extension: "json")),
    ],
    run: { arguments in
      let study = try StudyLoader(database: try Nupair.database(optional: true)).loadAny(
        path: arguments.argument("study") ?? "")
      switch study {
      case .raman(let study):
        let evaluation = Evaluation(study)
        // Where the study counts McQ4, the fibre's suppression of it is needed: seconds.
        let fibre = study.measurement.countsTwoPhotons ? FibreEvaluation(evaluation) : nil
        let found = RamanSensitivity(evaluation, fibre: fibre)
        return show(found, SensitivityReport(evaluation, found), study.title, study.resolvedJSON, arguments)
      case .radiative(let study):
        do throws(RadiativeSensitivity.Refusal) {
          let found = try RadiativeSensitivity(RadiativeEvaluation(study))
          return show(found, SensitivityReport(found), study.title, study.resolvedJSON, arguments)
        } catch {
          Output.remark(
            "error: \(study.name.printable) has no sensitivity: \(error.pointer): \(error.reason)\n")
          return ExitCode.failed
        }
      }
    })

  private static func show(
    _ found: some StudySensitivity, _ report: SensitivityReport?, _ title: String?, _ study: JSONValue,
    _ arguments: ParsedArguments
  ) -> Int32 {
    let threads = arguments.integer("threads") ?? ProcessInfo.processInfo.activeProcessorCount
    let toys = report.flatMap { report in
      arguments.integer("toys").map {
        SensitivityToys(found, report, count: $0, seed: UInt64(arguments.integer("seed") ?? 1), threads: threads)
      }
    }
    if arguments.flag("json") {
      Output.print(SensitivityReport.document(study, report, toys: toys))
    } else {
      Output.print("\(title ?? "Untitled study")\n\n" + SensitivityDescription(report, toys: toys).text)
    }
    return report == nil ? ExitCode.found : ExitCode.done
  }
}
