extension Finding {
  /// The finding for `--json`.
  public var json: JSONValue {
    [
      "severity": .string(severity.rawValue), "rule": .string(rule), "file": .string(file), "pointer": .string(pointer),
      "line": position.map { .integer($0.line) } ?? .null, "column": position.map { .integer($0.column) } ?? .null,
      "message": .string(message), "why": .string(orNull: why), "help": .string(orNull: hint),
    ]
  }
}
