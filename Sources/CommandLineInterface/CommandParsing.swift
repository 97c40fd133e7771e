import Documents

/// What came of a command line.
public enum Invocation: Sendable {
  /// Run this command with these arguments.
  case run(CommandSpec, ParsedArguments)
  /// Print on standard output and exit with 0.
  case print(String)
  /// Print on standard error and exit with 64.
  case misuse(String)
}

extension CommandSpec {
  /// Interprets the words after the program's name.
  public func invoke(_ words: [String], version: String) -> Invocation {
    var command = self
    var path = [name]
    var rest = words[...]
    if rest.first == "help" { return help(rest.dropFirst()) }
    while let word = rest.first, let sub = command.subcommands.first(where: { $0.name == word }) {
      command = sub
      path.append(word)
      rest = rest.dropFirst()
    }
    let beforeTerminator = rest.prefix { $0 != "--" }
    if beforeTerminator.contains("--help") || beforeTerminator.contains("-h") {
      return .print(command.helpText(path: path))
    }
    if beforeTerminator.contains("--version") { return .print(version + "\n") }
    if path.count == 1, let shell = Self.completionRequest(beforeTerminator) {
      guard let text = completionScript(for: shell) else {
        return .misuse(misuse("The shell '\(shell)' is not one of bash, zsh, fish", path: path))
      }
      return .print(text)
    }
    // Where only a subcommand can stand, a misspelt one is the fault, whatever follows it.
    if !command.subcommands.isEmpty, !command.parameters.contains(where: \.isArgument), let word = rest.first,
      !word.hasPrefix("-")
    {
      return .misuse(command.misuse(command.unexpected([word]), path: path))
    }
    do {
      let parsed = try command.parse(rest)
      if command.run == nil, rest.isEmpty { return .print(command.helpText(path: path)) }
      return .run(command, parsed)
    } catch {
      return .misuse(command.misuse(error.message, path: path))
    }
  }

  private func help(_ words: ArraySlice<String>) -> Invocation {
    var command = self
    var path = [name]
    for word in words {
      guard let sub = command.subcommands.first(where: { $0.name == word }) else {
        return .misuse(command.misuse(command.unexpected([word]), path: path))
      }
      command = sub
      path.append(word)
    }
    return .print(command.helpText(path: path))
  }

  private static func completionRequest(_ words: ArraySlice<String>) -> String? {
    for (i, word) in zip(words.indices, words) {
      if word == "--generate-completion-script" { return words.indices.contains(i + 1) ? words[i + 1] : "" }
      if word.hasPrefix("--generate-completion-script=") { return String(word.dropFirst(29)) }
    }
    return nil
  }

  // MARK: Words to values

  private struct Misuse: Error { let message: String }

  private func parse(_ words: ArraySlice<String>) throws(Misuse) -> ParsedArguments {
    var parsed = ParsedArguments()
    var positional: [String] = []
    var rest = words
    while let word = rest.popFirst() {
      if word == "--" {
        positional += rest
        break
      }
      guard word.hasPrefix("-"), word != "-", Double(word) == nil else {
        positional.append(word)
        continue
      }
      let pieces = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let parameter = parameters.first(where: { $0.isNamed(pieces[0]) }) else {
        let known = parameters.filter { !$0.isArgument }.map { "--\($0.name)" } + ["--help", "--version"]
        let near = Suggestion.nearest(to: pieces[0], among: known).map { ". Did you mean '\($0)'?" }
        throw Misuse(message: "Unknown option '\(pieces[0])'" + (near ?? ""))
      }
      guard case .option = parameter.kind else {
        if pieces.count > 1 { throw Misuse(message: "The option '--\(parameter.name)' does not take any value") }
        parsed.flags.insert(parameter.name)
        continue
      }
      var value = pieces.count > 1 ? pieces[1] : nil
      if value == nil, let next = rest.first, !next.hasPrefix("-") || next == "-" || Double(next) != nil {
        value = rest.removeFirst()
      }
      guard let value else { throw Misuse(message: "Missing value for '\(parameter.label)'") }
      try check(value, parameter)
      parsed.options[parameter.name, default: []].append(value)
    }
    try assign(positional, &parsed)
    return parsed
  }

  private func check(_ value: String, _ parameter: Parameter) throws(Misuse) {
    let wanted: String
    switch parameter.value {
    case .text: return
    case .integer(let range):
      if let number = Int(value), range.contains(number) { return }
      wanted =
        range.upperBound == .max
        ? "a whole number from \(range.lowerBound)" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let choices):
      if choices.contains(value) { return }
      wanted = choices.joined(separator: ", ")
    }
    throw Misuse(message: "The value '\(value)' is invalid for '\(parameter.label)'; expected \(wanted)")
  }

  private func assign(_ positional: [String], _ parsed: inout ParsedArguments) throws(Misuse) {
    var rest = positional[...]
    for parameter in parameters {
      guard case .argument(let arity) = parameter.kind else { continue }
      switch arity {
      case .one, .optional:
        if let word = rest.popFirst() {
          parsed.arguments[parameter.name] = [word]
        } else if arity == .one {
          throw Misuse(message: "Missing expected argument '\(parameter.label)'")
        }
      case .any, .oneOrMore:
        if rest.isEmpty, arity == .oneOrMore { throw Misuse(message: "Missing expected argument '\(parameter.label)'") }
        parsed.arguments[parameter.name] = Array(rest)
        rest = []
      }
    }
    if !rest.isEmpty { throw Misuse(message: unexpected(Array(rest))) }
  }

  private func unexpected(_ words: [String]) -> String {
    if words.count > 1 {
      return "\(words.count) unexpected arguments: \(words.map { "'\($0)'" }.joined(separator: ", "))"
    }
    let near = Suggestion.nearest(to: words[0], among: subcommands.map(\.name)).map { ". Did you mean '\($0)'?" }
    return "Unexpected argument '\(words[0])'" + (near ?? "")
  }
}
