/// A command as data: its name, what it takes, and what it does.
///
/// This small layer follows swift-argument-parser in the layout of help and errors and in exit codes, so that it could
/// be replaced by it. It never prints: ``CommandSpec/invoke(_:)`` returns what to print where, and the exit code.
public struct CommandSpec: Sendable {
  public var name: String
  /// One line.
  public var abstract: String
  /// Longer text below the options.
  public var discussion: String
  /// Shown in help: a command line and what it does.
  public var example: Example?
  public var parameters: [Parameter]
  public var subcommands: [CommandSpec]
  /// Absent in commands that only hold subcommands.
  public var run: (@Sendable (ParsedArguments) throws -> Int32)?

  public struct Example: Sendable {
    public let command: String
    public let meaning: String
    public init(_ command: String, _ meaning: String) {
      self.command = command
      self.meaning = meaning
    }
  }

  public init(
    _ name: String, abstract: String, discussion: String = "", example: Example? = nil, parameters: [Parameter] = [],
    subcommands: [CommandSpec] = [], run: (@Sendable (ParsedArguments) throws -> Int32)? = nil
  ) {
    self.name = name
    self.abstract = abstract
    self.discussion = discussion
    self.example = example
    self.parameters = parameters
    self.subcommands = subcommands
    self.run = run
  }
}

/// One thing a command takes.
public struct Parameter: Sendable {
  public enum Kind: Sendable, Hashable {
    case flag
    case option(valueName: String)
    case argument(Arity)
  }

  public enum Arity: Sendable, Hashable {
    case one
    case optional
    case any
    case oneOrMore
  }

  /// What a value must be.
  public enum Value: Sendable, Hashable {
    case text
    case integer(ClosedRange<Int>)
    case choice([String])
  }

  /// What a shell offers when the user presses tab.
  public enum Completion: Sendable, Hashable {
    case none
    case files(extension: String)
    /// The lines that a command prints.
    case lines(of: String)
  }

  public let name: String
  /// A single letter that stands for the name: `-o`.
  public let short: String?
  public let kind: Kind
  public let help: String
  public let value: Value
  public let completion: Completion
  public let defaultText: String?

  public static func flag(_ name: String, help: String) -> Parameter {
    Parameter(
      name: name, short: nil, kind: .flag, help: help, value: .text, completion: .none, defaultText: nil)
  }

  public static func option(
    _ name: String, short: String? = nil, valueName: String, help: String, value: Value = .text,
    completion: Completion = .none,
    default defaultText: String? = nil
  ) -> Parameter {
    Parameter(
      name: name, short: short, kind: .option(valueName: valueName), help: help, value: value, completion: completion,
      defaultText: defaultText)
  }

  public static func argument(_ name: String, _ arity: Arity = .one, help: String, completion: Completion = .none)
    -> Parameter
  {
    Parameter(
      name: name, short: nil, kind: .argument(arity), help: help, value: .text, completion: completion, defaultText: nil
    )
  }

  var isArgument: Bool { if case .argument = kind { true } else { false } }

  /// True for the word that names it on a command line.
  func isNamed(_ word: String) -> Bool {
    !isArgument && ("--\(name)" == word || short.map { "-\($0)" == word } ?? false)
  }

  /// As usage lines and error messages write it: `--limit <n>`, `<id>`.
  var label: String {
    switch kind {
    case .flag: "--\(name)"
    case .option(let valueName): "--\(name) <\(valueName)>"
    case .argument(.any), .argument(.oneOrMore): "<\(name)> ..."
    case .argument: "<\(name)>"
    }
  }

  var usage: String {
    switch kind {
    case .flag, .option: "[\(label)]"
    case .argument(.one), .argument(.oneOrMore): label
    case .argument(.optional), .argument(.any): "[\(label)]"
    }
  }
}

/// What the user gave, checked against the command.
public struct ParsedArguments: Sendable {
  var flags: Set<String> = []
  var options: [String: [String]] = [:]
  var arguments: [String: [String]] = [:]

  public func flag(_ name: String) -> Bool { flags.contains(name) }
  /// The last value, if it is given more than once.
  public func option(_ name: String) -> String? { options[name]?.last }
  /// All values of an option that may be repeated.
  public func options(_ name: String) -> [String] { options[name] ?? [] }
  /// An option declared as an integer, which parsing has checked.
  public func integer(_ name: String) -> Int? { option(name).flatMap { Int($0) } }
  public func argument(_ name: String) -> String? { arguments[name]?.first }
  public func arguments(_ name: String) -> [String] { arguments[name] ?? [] }
}

/// Exit codes, as in DESIGN and sysexits.
public enum ExitCode {
  public static let done: Int32 = 0
  public static let failed: Int32 = 1
  /// Done, but the design is infeasible or a check found errors.
  public static let found: Int32 = 2
  public static let usage: Int32 = 64
}
