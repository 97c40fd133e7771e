import CommandLineInterface
import Documents
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
      .argument("study", help: "A study file, or - for standard input.", completion: .files(extension: "json")),
    ],
    run: { arguments in
      let study = try StudyLoader(database: try Nupair.database(optional: true)).loadAny(
        path: arguments.argument("study") ?? "")
      switch study {
      case .raman(let study): return raman(study, isJSON: arguments.flag("json"))
      case .radiative:
        Output.remark("error: sensitivities are made for \"process\": \"ranp\"\n")
        return ExitCode.usage
      }
    })

  private static func raman(_ study: Study, isJSON: Bool) -> Int32 {
    let evaluation = Evaluation(study)
    // Where the study counts McQ4, the fibre's suppression of it is needed: seconds.
    let fibre = study.measurement.countsTwoPhotons ? FibreEvaluation(evaluation) : nil
    let report = SensitivityReport(evaluation, fibre: fibre)
    if isJSON {
      Output.print(evaluation.sensitivityJSON(report))
    } else {
      Output.print("\(study.title ?? "Untitled study")\n\n" + SensitivityDescription(report).text)
    }
    return report == nil ? ExitCode.found : ExitCode.done
  }
}
