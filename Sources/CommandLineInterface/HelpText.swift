extension CommandSpec {
  private static let width = 80
  private static let labelWidth = 26

  /// The help screen.
  public func helpText(path: [String]) -> String {
    var text = "OVERVIEW: \(abstract)\n\nUSAGE: \(usage(path: path))\n"
    let arguments = parameters.filter(\.isArgument)
    if !arguments.isEmpty {
      text += "\nARGUMENTS:\n" + arguments.map { Self.row("<\($0.name)>", $0.help) }.joined()
    }
    text += "\nOPTIONS:\n"
    for parameter in parameters where !parameter.isArgument {
      let note = parameter.defaultText.map { " (default: \($0))" } ?? ""
      let short = parameter.short.map { "-\($0), " } ?? ""
      text += Self.row(short + parameter.label, parameter.help + note)
    }
    if path.count == 1 {
      text += Self.row("--generate-completion-script <shell>", "Print the completion script for bash, zsh or fish.")
    }
    text += Self.row("--version", "Show the version.")
    text += Self.row("-h, --help", "Show help information.")
    if !subcommands.isEmpty {
      text += "\nSUBCOMMANDS:\n" + subcommands.map { Self.row($0.name, $0.abstract) }.joined()
      text +=
        "\n  See '\(([path[0], "help"] + path.dropFirst()).joined(separator: " ")) <subcommand>' for detailed help.\n"
    }
    if let example { text += "\nEXAMPLE:\n  \(example.command)\n" + Self.wrapped(example.meaning, indent: 6) }
    if !discussion.isEmpty { text += "\n" + discussion + "\n" }
    return text
  }

  func usage(path: [String]) -> String {
    var words = path + parameters.filter { !$0.isArgument }.map(\.usage) + parameters.filter(\.isArgument).map(\.usage)
    if !subcommands.isEmpty { words.append(run == nil ? "<subcommand>" : "[<subcommand>]") }
    return words.joined(separator: " ")
  }

  func misuse(_ message: String, path: [String]) -> String {
    let command = path.joined(separator: " ")
    return "Error: \(message)\nUsage: \(usage(path: path))\n  See '\(command) --help' for more information.\n"
  }

  /// A label and its explanation, wrapped beside it.
  private static func row(_ label: String, _ help: String) -> String {
    let lines = wrap(help, to: width - labelWidth)
    let first = "  " + label
    var text: String
    if first.count + 1 > labelWidth {
      text = first + "\n" + String(repeating: " ", count: labelWidth) + (lines.first ?? "")
    } else {
      text = first + String(repeating: " ", count: labelWidth - first.count) + (lines.first ?? "")
    }
    for line in lines.dropFirst() { text += "\n" + String(repeating: " ", count: labelWidth) + line }
    return text + "\n"
  }

  private static func wrapped(_ text: String, indent: Int) -> String {
    wrap(text, to: width - indent).map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
  }

  private static func wrap(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
