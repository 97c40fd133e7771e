import CommandLineInterface
import Documents
import Foundation
import Reports
import Targets

/// The command: interpret the words, call one library function, print.
@main
struct Nupair {
  static let command = CommandSpec(
    "nupair",
    abstract: "Design experiments that look for neutrino-pair emission from atoms.",
    discussion: exitCodes,
    example: .init("nupair paths xe", "Rank the RANP paths of xenon, with the marks and conflicts of every figure."),
    subcommands: [TargetsCommand.spec, PathsCommand.spec])

  static let exitCodes = """
    EXIT CODES:
      0   done
      1   failed: an input is missing, unreadable or wrong
      2   done, but a check found errors
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
      } catch {
        Output.remark("error: \(error)\n")
      }
      exit(ExitCode.failed)
    }
  }

  /// The database that belongs to this program.
  static func database() throws(TargetError) -> TargetDatabase {
    try TargetDatabase.locate(executable: Bundle.main.executablePath ?? CommandLine.arguments[0])
  }
}

/// The two streams: results on standard output, talk on standard error.
enum Output {
  static func print(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
  static func remark(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
  static func print(_ json: JSONValue) { print(json.text) }
}
