import CommandLineInterface
import Documents
import Foundation
import Reports
import Studies
import Targets

/// The command: interpret the words, call one library function, print.
@main
struct Nupair {
  static let command = CommandSpec(
    "nupair",
    abstract: "Design experiments that look for neutrino-pair emission from atoms.",
    discussion: exitCodes,
    example: .init("nupair paths xe", "Rank the RANP paths of xenon, with the marks and conflicts of every figure."),
    subcommands: [
      TargetsCommand.spec, PathsCommand.spec, EvaluateCommand.spec, OptimizeCommand.spec, ScanCommand.spec,
      SensitivityCommand.spec, ObjectivesCommand.spec, FibreCommand.spec, ReproduceCommand.spec,
      ReportCommand.spec,
    ])

  static let exitCodes = """
    EXIT CODES:
      0   done
      1   failed: an input is missing, unreadable or wrong
      2   done, but a check found errors or the design is infeasible
      64  wrong usage
    """

  static func main() {
    switch command.invoke(Array(CommandLine.arguments.dropFirst()), version: "\(Program.name) \(Program.version)") {
    case .print(let text):
      Output.print(text)
      exit(ExitCode.done)
    case .misuse(let text):
      Output.remark(text)
      exit(ExitCode.usage)
    case .run(let command, let arguments):
      guard let run = command.run else { exit(ExitCode.usage) }
      do {
        exit(try run(arguments))
      } catch let error as TargetError {
        for finding in error.findings { Output.remark(finding.text + "\n") }
      } catch let error as StudyError {
        for finding in error.findings { Output.remark(finding.text + "\n") }
      } catch let error as ReportError {
        for finding in error.findings { Output.remark(finding.text + "\n") }
      } catch {
        Output.remark("error: \(error)\n")
      }
      exit(ExitCode.failed)
    }
  }

  /// The database that belongs to this program.
  ///
  /// - Parameter optional: the user may name files alone; then a missing database is an empty one.
  static func database(optional: Bool = false) throws(TargetError) -> TargetDatabase {
    do throws(TargetError) {
      return try TargetDatabase.locate(executable: Bundle.main.executablePath ?? CommandLine.arguments[0])
    } catch {
      guard optional, case .noDatabase(let searched) = error else { throw error }
      return TargetDatabase(missing: searched)
    }
  }

  /// Says which file of the database is left out, and the first reason.
  static func remarkNotListed(_ file: LoadedTarget) {
    let reason = file.findings.first { $0.severity == .error }.map { ": \($0.message.printable)" } ?? ""
    Output.remark("error: \(file.file.printable) is left out; `nupair targets check` says why\(reason)\n")
  }
}

/// The two streams: results on standard output, talk on standard error.
///
/// When results cannot be written the program ends with 1: quietly if the reader has gone away, with a remark otherwise.
enum Output {
  static func print(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      if errno != EPIPE { remark("error: standard output cannot be written: \(String(cString: strerror(errno)))\n") }
      exit(ExitCode.failed)
    }
  }

  /// Talk that cannot be heard is not worth failing for.
  static func remark(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
  static func print(_ json: JSONValue) { print(json.text) }
}
