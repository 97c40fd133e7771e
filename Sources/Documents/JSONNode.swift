/// One value of a parsed JSON text, with the byte offset where it begins.
public struct JSONNode: Sendable {
  public enum Value: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONNode])
    case object([JSONMember])
    /// A token that stood where a number should (NaN, 1e400 …) and has been reported.
    case invalid
  }

  public let offset: Int
  public let value: Value

  public init(offset: Int, value: Value) {
    self.offset = offset
    self.value = value
  }

  /// What a message calls a value of this kind.
  public var kindName: String {
    switch value {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    case .invalid: "an invalid number"
    }
  }
}

/// A key and its value, in the order of the text.
public struct JSONMember: Sendable {
  public let key: String
  public let keyOffset: Int
  public let value: JSONNode

  public init(key: String, keyOffset: Int, value: JSONNode) {
    self.key = key
    self.keyOffset = keyOffset
    self.value = value
  }
}

/// Joins JSON pointers (RFC 6901).
public enum JSONPointer {
  public static func child(_ parent: String, _ key: String) -> String {
    guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
      return parent + "/" + key
    }
    var escaped = ""
    for character in key.unicodeScalars {
      switch character {
      case "~": escaped += "~0"
      case "/": escaped += "~1"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return parent + "/" + escaped
  }

  public static func child(_ parent: String, _ index: Int) -> String { parent + "/" + String(index) }

  /// The keys and indices a pointer walks through.
  public static func steps(_ pointer: String) -> [String] {
    pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      String($0).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }
}
