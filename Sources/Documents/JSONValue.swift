/// A JSON value to be written: objects keep the order they are built in, so that output is the same bytes every time.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(Double)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([Member])

  public struct Member: Sendable, Hashable {
    public let key: String
    public let value: JSONValue
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// A number, or null for one that does not exist. Infinities and NaN never reach a JSON text.
  public static func number(orNull value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }

  public static func string(orNull value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

  public static func strings(_ values: some Sequence<String>) -> JSONValue { .array(values.map(JSONValue.string)) }

  /// The value as it was read.
  public init(_ node: JSONNode) {
    switch node.value {
    case .null, .invalid: self = .null
    case .bool(let value): self = .bool(value)
    case .number(let value): self = Int(exactly: value).map(JSONValue.integer) ?? .number(value)
    case .string(let text): self = .string(text)
    case .array(let nodes): self = .array(nodes.map(JSONValue.init))
    case .object(let members): self = .object(members.map { Member($0.key, JSONValue($0.value)) })
    }
  }

  /// The text, indented by two spaces, numbers in the shortest form that reads back to the same double.
  public var text: String {
    var text = ""
    write(into: &text, indent: "")
    text += "\n"
    return text
  }

  private func write(into text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value):
      precondition(value.isFinite, "JSON holds finite numbers only; use number(orNull:)")
      text += "\(value)"
    case .integer(let value): text += "\(value)"
    case .string(let string): Self.write(string, into: &text)
    case .array(let values):
      Self.writeList(values, "[", "]", into: &text, indent: indent) { value, text, inner in
        value.write(into: &text, indent: inner)
      }
    case .object(let members):
      Self.writeList(members, "{", "}", into: &text, indent: indent) { member, text, inner in
        Self.write(member.key, into: &text)
        text += ": "
        member.value.write(into: &text, indent: inner)
      }
    }
  }

  private static func writeList<Element>(
    _ elements: [Element], _ open: String, _ close: String, into text: inout String, indent: String,
    write: (Element, inout String, String) -> Void
  ) {
    guard !elements.isEmpty else {
      text += open + close
      return
    }
    let inner = indent + "  "
    text += open
    for (i, element) in elements.enumerated() {
      text += (i == 0 ? "\n" : ",\n") + inner
      write(element, &text, inner)
    }
    text += "\n" + indent + close
  }

  private static func write(_ string: String, into text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements.map { Member($0, $1) }) }
  public init(stringLiteral value: String) { self = .string(value) }
}

// MARK: Reading

extension JSONValue {
  /// A member of an object.
  public subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The elements of an array; none for anything else.
  public var elements: [JSONValue] { if case .array(let values) = self { values } else { [] } }
  public var stringValue: String? { if case .string(let text) = self { text } else { nil } }
  public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var doubleValue: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }
}
