/// One thing found wrong, or doubtful, in a file: where, what, why it matters, and the way out.
public struct Finding: Sendable, Hashable {
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// The file is rejected.
    case error
    /// The file loads, and the user should know.
    case warning
  }

  public let severity: Severity
  /// The short name of the broken rule, such as `unknown-key`; the format's documentation lists them.
  public let rule: String
  public let file: String
  /// JSON pointer (RFC 6901) of the value; empty for the whole text.
  public let pointer: String
  /// `nil` when the finding concerns no place in a text, for example a file that cannot be read.
  public let position: TextPosition?
  public let message: String
  public let why: String?
  public let hint: String?

  public init(
    _ severity: Severity, rule: String, file: String, pointer: String = "", position: TextPosition? = nil,
    message: String, why: String? = nil, hint: String? = nil
  ) {
    self.severity = severity
    self.rule = rule
    self.file = file
    self.pointer = pointer
    self.position = position
    self.message = message
    self.why = why
    self.hint = hint
  }

  /// The finding as a person reads it, over one to three lines.
  public var text: String {
    var place = file
    if let position { place += ":\(position.line):\(position.column)" }
    if !pointer.isEmpty { place += ", \(pointer)" }
    var text = "\(severity.rawValue): \(place): \(message) [\(rule)]".printable
    if let why { text += "\n  why: " + why.printable }
    if let hint { text += "\n  help: " + hint.printable }
    return text
  }
}

extension Sequence<Finding> {
  /// True when one finding rejects the file.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}
