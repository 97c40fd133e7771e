import CommandLineInterface
import Documents
import Foundation
import Reports
import Studies

/// `evaluate`.
enum EvaluateCommand {
  static let spec = CommandSpec(
    "evaluate", abstract: "Say what a design does: kinematics, thresholds, rates and the photon background.",
    discussion: """
      A study (docs/studies.md) names a process, a target, a path of levels and the geometry.
      RANP has an angular distribution, RENP a spectrum over the trigger's energy.
      Angles are in radians, energies in eV, rates in s⁻¹. What does not exist is null,
      with a warning that says why.

      EXIT CODES:
        0   done
        1   failed: the study or its target is missing, unreadable or wrong
        2   done, but the design is infeasible: no pair can be emitted or a constraint of the
            study is broken; RANP: McQ3 is open at some angle or McQ2 is phase-matched; RENP:
            the study's gap does not hold the photons of McQ3
        64  wrong usage
      """,
    example: .init(
      "nupair evaluate studies/xe-paper.json --csv xe.csv", "The paper's xenon design; its angular distribution as CSV."
    ),
    parameters: [
      .flag("json", help: "Print JSON."),
      .option(
        "angles", valueName: "n", help: "Angles of the distribution, uniform from 0 to π.",
        value: .integer(2...1_000_000),
        default: "181"),
      .option(
        "energies", valueName: "n",
        help: "Trigger energies of the spectrum, up to the massless endpoint.",
        value: .integer(2...1_000_000),
        default: "200"),
      .option(
        "csv", valueName: "file", help: "Write the distribution or spectrum to this file; - prints it alone.",
        completion: .files(extension: "csv")
      ),
      .flag("information", help: "Say how many signal events tell the masses, the nature and the ordering (RANP)."),
      .option("report", valueName: "dir", help: "Also write the design up in this directory, as `nupair report` does."),
      .flag("resolved", help: "Print the study with every default written out, and do nothing else."),
      .argument("study", help: "A study file, or - for standard input.", completion: .files(extension: "json")),
    ],
    run: { arguments in
      let path = arguments.argument("study") ?? ""
      let database = try Nupair.database(optional: true), loader = StudyLoader(database: database)
      guard let directory = arguments.option("report") else {
        switch try loader.loadAny(path: path) {
        case .raman(let study): return try evaluate(study, arguments)
        case .radiative(let study): return try evaluate(study, arguments)
        }
      }
      guard !arguments.flag("resolved"), arguments.option("csv") == nil else {
        Output.remark("error: --report goes with the evaluation, not with --resolved or --csv alone\n")
        return ExitCode.usage
      }
      // Standard input is read once.
      guard case .design(let input) = try ReportSubject.load(path: path, loader: loader) else {
        Output.remark("error: \(path.printable) is a front: `nupair report` writes it up\n")
        return ExitCode.failed
      }
      let code: Int32
      var fibre: FibreEvaluation?
      switch input.study {
      case .raman(let study): code = try evaluate(study, arguments) { fibre = $0 }
      case .radiative(let study): code = try evaluate(study, arguments)
      }
      let name = URL(fileURLWithPath: path).lastPathComponent
      let options = ReportOptions(command: "nupair evaluate \(name) --report")
      let written = try ReportCommand.write(
        Report(input, options: options, database: database, fibre: fibre), to: directory)
      return written == ExitCode.done ? code : written
    })

  /// - Parameter found: gets what the fibre does, which takes seconds.
  private static func evaluate(
    _ study: Study, _ arguments: ParsedArguments, found: (FibreEvaluation?) -> Void = { _ in }
  ) throws -> Int32 {
    if arguments.flag("resolved") {
      Output.print(study.resolvedJSON)
      return ExitCode.done
    }
    let evaluation = Evaluation(study)
    let withInformation = arguments.flag("information")
    let angles = arguments.integer("angles") ?? 181
    let csv = { evaluation.angularCSV(angles: angles) }
    if let code = try tabulate(csv, isFeasible: evaluation.isFeasible, arguments) { return code }
    let fibre = FibreEvaluation(evaluation)
    found(fibre)
    let judgement = study.goal.map { Judgement(evaluation, goal: $0, fibre: fibre) }
    if arguments.flag("json") {
      Output.print(
        evaluation.json(angles: angles, withInformation: withInformation, fibre: fibre, judgement: judgement))
    } else {
      Output.print(EvaluationDescription(evaluation, withInformation: withInformation, fibre: fibre).text)
      if let judgement { Output.print("\n" + JudgementTable(judgement).text) }
    }
    return evaluation.isFeasible && judgement?.isKept != false ? ExitCode.done : ExitCode.found
  }

  private static func evaluate(_ study: RadiativeStudy, _ arguments: ParsedArguments) throws -> Int32 {
    if arguments.flag("resolved") {
      Output.print(study.resolvedJSON)
      return ExitCode.done
    }
    if arguments.flag("information") {
      Output.remark(
        "error: --information is made for \"process\": \"ranp\"; `nupair sensitivity` takes either process\n")
      return ExitCode.usage
    }
    let evaluation = RadiativeEvaluation(study)
    let energies = arguments.integer("energies") ?? 200
    let csv = { evaluation.spectrumCSV(energies: energies) }
    if let code = try tabulate(csv, isFeasible: evaluation.isFeasible, arguments) { return code }
    let judgement = study.goal.map { Judgement(evaluation, goal: $0) }
    if arguments.flag("json") {
      Output.print(evaluation.json(energies: energies, judgement: judgement))
    } else {
      Output.print(RadiativeDescription(evaluation).text)
      if let judgement { Output.print("\n" + JudgementTable(judgement).text) }
    }
    return evaluation.isFeasible && judgement?.isKept != false ? ExitCode.done : ExitCode.found
  }

  /// Prints or writes the table that --csv asks for; the exit code where nothing more is to be done.
  private static func tabulate(_ csv: () -> String, isFeasible: Bool, _ arguments: ParsedArguments) throws -> Int32? {
    guard let file = arguments.option("csv") else { return nil }
    if file == "-" {
      Output.print(csv())
      return isFeasible ? ExitCode.done : ExitCode.found
    }
    let source = arguments.argument("study") ?? "-"
    guard source == "-" || !OutputFile.isSame(source, file) else {
      Output.remark("error: --csv would overwrite the study \(source.printable)\n")
      return ExitCode.usage
    }
    try OutputFile.write(csv(), to: file)
    return nil
  }
}
