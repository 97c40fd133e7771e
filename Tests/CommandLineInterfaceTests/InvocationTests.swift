import Foundation
import Testing

@testable import CommandLineInterface

/// A small tree of commands to interpret words against.
private let tool = CommandSpec(
  "tool", abstract: "Do things.", example: .init("tool show x", "Show x."),
  subcommands: [
    CommandSpec(
      "show", abstract: "Show a thing.",
      parameters: [
        .flag("json", help: "Print JSON."),
        .option("limit", valueName: "n", help: "At most this many.", value: .integer(0...100), default: "10"),
        .option("mode", valueName: "mode", help: "How.", value: .choice(["fast", "slow"])),
        .argument("thing", help: "What."),
        .argument("more", .any, help: "More."),
      ], run: { _ in 0 }),
    CommandSpec(
      "list", abstract: "List things.", subcommands: [CommandSpec("all", abstract: "All of them.", run: { _ in 0 })],
      run: { _ in 0 }),
  ])

@Suite struct `Command lines` {
  private func parsed(_ words: String...) throws -> ParsedArguments {
    guard case .run(_, let arguments) = tool.invoke(words, version: "tool 1") else {
      throw Unexpected(text: "\(tool.invoke(words, version: "tool 1"))")
    }
    return arguments
  }

  private func misuse(_ words: String...) -> String? {
    guard case .misuse(let text) = tool.invoke(words, version: "tool 1") else { return nil }
    return text
  }

  private struct Unexpected: Error { let text: String }

  @Test func `give flags, options and arguments in any order`() throws {
    let arguments = try parsed("show", "a", "--limit", "3", "--json", "b", "--mode=fast", "c")
    #expect(arguments.flag("json"))
    #expect(arguments.integer("limit") == 3)
    #expect(arguments.option("mode") == "fast")
    #expect(arguments.argument("thing") == "a")
    #expect(arguments.arguments("more") == ["b", "c"])
  }

  @Test func `take everything after -- as arguments`() throws {
    let arguments = try parsed("show", "--", "--json", "-x")
    #expect(!arguments.flag("json"))
    #expect(arguments.arguments("more") == ["-x"])
    #expect(arguments.argument("thing") == "--json")
  }

  @Test func `take - and negative numbers as arguments`() throws {
    #expect(try parsed("show", "-").argument("thing") == "-")
    #expect(try parsed("show", "-1.5").argument("thing") == "-1.5")
  }

  @Test(arguments: [
    (["show"], "Error: Missing expected argument '<thing>'"),
    (["show", "a", "--jsn"], "Error: Unknown option '--jsn'. Did you mean '--json'?"),
    (["show", "a", "-q"], "Error: Unknown option '-q'"),
    (["show", "a", "--limit"], "Error: Missing value for '--limit <n>'"),
    (
      ["show", "a", "--limit", "x"],
      "Error: The value 'x' is invalid for '--limit <n>'; expected a whole number from 0 to 100"
    ),
    (
      ["show", "a", "--limit", "101"],
      "Error: The value '101' is invalid for '--limit <n>'; expected a whole number from 0 to 100"
    ),
    (["show", "a", "--mode", "quick"], "Error: The value 'quick' is invalid for '--mode <mode>'; expected fast, slow"),
    (["show", "a", "--json=1"], "Error: The option '--json' does not take any value"),
    (["shwo"], "Error: Unexpected argument 'shwo'. Did you mean 'show'?"),
    (["shwo", "a", "--jsn"], "Error: Unexpected argument 'shwo'. Did you mean 'show'?"),
    (["list", "al", "b"], "Error: Unexpected argument 'al'. Did you mean 'all'?"),
    (["list", "all", "a", "b"], "Error: 2 unexpected arguments: 'a', 'b'"),
    (["help", "shw"], "Error: Unexpected argument 'shw'. Did you mean 'show'?"),
    (["--generate-completion-script", "tcsh"], "Error: The shell 'tcsh' is not one of bash, zsh, fish"),
  ])
  func `say what is wrong`(words: [String], message: String) throws {
    guard case .misuse(let text) = tool.invoke(words, version: "tool 1") else { Issue.record("accepted"); return }
    let lines = text.split(separator: "\n")
    #expect(String(lines[0]) == message)
    #expect(lines[1].hasPrefix("Usage: tool"))
    #expect(lines[2].hasSuffix("--help' for more information."))
  }

  @Test(arguments: [["--version"], ["show", "--version"], ["show", "a", "--version"]])
  func `print the version`(words: [String]) {
    guard case .print(let text) = tool.invoke(words, version: "tool 1") else { Issue.record("not printed"); return }
    #expect(text == "tool 1\n")
  }

  @Test(arguments: [["show", "--help"], ["show", "-h"], ["help", "show"], ["show", "a", "--jsn", "--help"]])
  func `print help of the command named`(words: [String]) {
    guard case .print(let text) = tool.invoke(words, version: "tool 1") else { Issue.record("not printed"); return }
    #expect(
      text.hasPrefix(
        "OVERVIEW: Show a thing.\n\nUSAGE: tool show [--json] [--limit <n>] [--mode <mode>] <thing> [<more> ...]\n"))
  }

  @Test func `print help where a subcommand is missing`() {
    guard case .print(let text) = tool.invoke([], version: "tool 1") else { Issue.record("not printed"); return }
    #expect(
      text == """
        OVERVIEW: Do things.

        USAGE: tool <subcommand>

        OPTIONS:
          --generate-completion-script <shell>
                                  Print the completion script for bash, zsh or fish.
          --version               Show the version.
          -h, --help              Show help information.

        SUBCOMMANDS:
          show                    Show a thing.
          list                    List things.

          See 'tool help <subcommand>' for detailed help.

        EXAMPLE:
          tool show x
              Show x.

        """)
  }

  @Test func `run a command that also has subcommands`() {
    guard case .run(let command, _) = tool.invoke(["list"], version: "") else { Issue.record("not run"); return }
    #expect(command.name == "list")
    guard case .run(let sub, _) = tool.invoke(["list", "all"], version: "") else { Issue.record("not run"); return }
    #expect(sub.name == "all")
  }

  @Test func `keep help within 80 columns`() {
    let long = CommandSpec(
      "x", abstract: "A.", parameters: [.flag("f", help: String(repeating: "word ", count: 40))], run: { _ in 0 })
    #expect(long.helpText(path: ["x"]).split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}

@Suite struct `Completion scripts` {
  @Test(arguments: ["bash", "zsh", "fish"])
  func `are accepted by the shell they are for`(shell: String) throws {
    let script = try #require(tool.completionScript(for: shell))
    #expect(script.contains("show"))
    let path = ["/bin/\(shell)", "/usr/bin/\(shell)"].first { FileManager.default.isExecutableFile(atPath: $0) }
    // Without the shell at hand the text alone is checked.
    guard let path else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("completion-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(script.utf8).write(to: file)
    process.arguments = ["-n", file.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func `complete words in bash`() throws {
    let script = try #require(tool.completionScript(for: "bash"))
    func complete(_ words: String) throws -> [String] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      let count = words.split(separator: " ", omittingEmptySubsequences: false).count - 1
      process.arguments = [
        "--norc", "-c",
        script
          + "\ncomplete() { :; }\nIFS=' ' read -ra COMP_WORDS <<< '\(words)'; COMP_CWORD=\(count); _tool; printf '%s\\n' \"${COMPREPLY[@]}\"",
      ]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    #expect(try complete("tool sh") == ["show"])
    #expect(try complete("tool show --j") == ["--json"])
    #expect(try complete("tool list a") == ["all"])
  }
}
