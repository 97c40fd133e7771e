/// A strict JSON parser (RFC 8259) that keeps byte offsets and goes on after faults it can step over.
///
/// Duplicate keys and numbers that no double can hold are reported and parsing continues; a fault of structure or text
/// ends it, since what follows would be guesswork. Depth, size and number of values are bounded by ``JSONLimits``.
struct JSONParser {
  private let name: String
  private let bytes: [UInt8]
  private let lines: LineIndex
  private let limits: JSONLimits
  private var index = 0
  private var valueCount = 0
  private(set) var findings: [Finding] = []
  /// Where the parser stands; turned into a pointer only when there is something to report.
  private var path: [Step] = []

  private enum Step {
    case key(String)
    case element(Int)
  }

  /// A fault after which the rest of the text cannot be read.
  private struct Stop: Error {}

  init(name: String, bytes: [UInt8], lines: LineIndex, limits: JSONLimits) {
    self.name = name
    self.bytes = bytes
    self.lines = lines
    self.limits = limits
  }

  mutating func parseDocument() -> JSONNode? {
    do {
      try checkText()
      skipSpace()
      let root = try value()
      skipSpace()
      if index < bytes.count {
        throw fault(
          "trailing-text", "text after the end of the JSON value: \(excerpt())",
          hint: "a file holds one value; remove what follows it")
      }
      return root
    } catch {
      return nil
    }
  }

  // MARK: The text as a whole

  private mutating func checkText() throws {
    if bytes.count > limits.bytes {
      throw fault(
        "too-large", "the text is longer than \(limits.bytes) bytes, the most that is read",
        hint: "split the file, or check that it is the one you meant")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw fault("encoding", "the text begins with a byte order mark", hint: "save the file as UTF-8 without BOM")
    }
    if let bad = firstInvalidUTF8() {
      index = bad
      throw fault(
        "encoding", "byte 0x\(String(bytes[bad], radix: 16, uppercase: true)) is not valid UTF-8 here",
        hint: "save the file as UTF-8")
    }
    if !bytes.contains(where: { !Self.isSpace($0) }) {
      throw fault("empty", "the file is empty", hint: "a JSON object was expected")
    }
  }

  /// Offset of the first byte that breaks UTF-8 (RFC 3629), without building a string.
  private func firstInvalidUTF8() -> Int? {
    var i = 0
    let count = bytes.count
    while i < count {
      let lead = bytes[i]
      if lead < 0x80 {
        i += 1
        continue
      }
      let length: Int
      var low: UInt8 = 0x80
      var high: UInt8 = 0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0:
        length = 3
        low = 0xA0
      case 0xED:
        length = 3
        high = 0x9F
      case 0xE1...0xEF: length = 3
      case 0xF0:
        length = 4
        low = 0x90
      case 0xF4:
        length = 4
        high = 0x8F
      case 0xF1...0xF3: length = 4
      default: return i
      }
      guard i + length <= count, bytes[i + 1] >= low, bytes[i + 1] <= high else { return i }
      for k in 2..<max(length, 2) where bytes[i + k] & 0xC0 != 0x80 { return i }
      i += length
    }
    return nil
  }

  // MARK: Values

  private mutating func value() throws -> JSONNode {
    valueCount += 1
    if valueCount > limits.values {
      throw fault("too-large", "more than \(limits.values) values in one text")
    }
    guard index < bytes.count else { throw endOfText() }
    let start = index
    switch bytes[index] {
    case UInt8(ascii: "{"):
      try checkDepth()
      return JSONNode(offset: start, value: .object(try members()))
    case UInt8(ascii: "["):
      try checkDepth()
      return JSONNode(offset: start, value: .array(try elements()))
    case UInt8(ascii: "\""):
      return JSONNode(offset: start, value: .string(try string()))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "."):
      return JSONNode(offset: start, value: try number())
    default:
      return JSONNode(offset: start, value: try word())
    }
  }

  private mutating func checkDepth() throws {
    if path.count >= limits.depth {
      throw fault(
        "too-deep", "arrays and objects are nested deeper than \(limits.depth) levels",
        hint: "no format of this program needs more than ten")
    }
  }

  private mutating func elements() throws -> [JSONNode] {
    index += 1
    var nodes: [JSONNode] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return nodes }
    while true {
      skipSpace()
      try refuseTrailingComma(before: UInt8(ascii: "]"))
      path.append(.element(nodes.count))
      nodes.append(try value())
      path.removeLast()
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "]")) { return nodes }
      throw unexpected("',' or ']'")
    }
  }

  private mutating func members() throws -> [JSONMember] {
    index += 1
    var members: [JSONMember] = []
    var keys = KeySet()
    skipSpace()
    if take(UInt8(ascii: "}")) { return members }
    while true {
      skipSpace()
      try refuseTrailingComma(before: UInt8(ascii: "}"))
      let keyOffset = index
      guard index < bytes.count else { throw endOfText() }
      guard bytes[index] == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw unexpected("':' after the key \"\(key)\"") }
      skipSpace()
      path.append(.key(key))
      defer { path.removeLast() }
      let node = try value()
      if keys.insert(key, after: members) {
        members.append(JSONMember(key: key, keyOffset: keyOffset, value: node))
      } else {
        let lines = lines
        report(
          "duplicate-key", at: keyOffset, "the key \"\(key)\" stands twice in one object",
          why: members.first { $0.key == key }.map { first in
            let place = lines.position(of: first.keyOffset)
            return "first at line \(place.line), column \(place.column); one of the two would be lost"
          },
          hint: "keep one of them")
      }
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "}")) { return members }
      throw unexpected("',' or '}'")
    }
  }

  /// The keys of one object: compared one by one while there are few, hashed when there are many.
  private struct KeySet {
    private var hashed: Set<String> = []

    /// False when the key is among those of `members` already.
    mutating func insert(_ key: String, after members: [JSONMember]) -> Bool {
      if members.count < 16 { return !members.contains { $0.key == key } }
      if hashed.isEmpty { hashed = Set(members.map(\.key)) }
      return hashed.insert(key).inserted
    }
  }

  /// true, false, null; and the words that some writers put where JSON allows no number.
  private mutating func word() throws -> JSONNode.Value {
    let start = index
    var end = index
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    switch text {
    case "true", "false", "null":
      index = end
      return text == "null" ? .null : .bool(text == "true")
    case "NaN", "nan", "Infinity", "inf", "Inf":
      index = end
      reportNonFinite(text, at: start)
      return .invalid
    case "": throw unexpected("a value")
    default:
      throw fault(
        "syntax", "'\(text.prefix(24))' is not a JSON value",
        hint: "strings need double quotes; the only bare words are true, false and null")
    }
  }

  private mutating func number() throws -> JSONNode.Value {
    let start = index
    while index < bytes.count, Self.isWordByte(bytes[index]) || Self.isSignOrPoint(bytes[index]) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard Self.isNumber(bytes[start..<index]) else {
      if ["-NaN", "-nan", "-Infinity", "-inf", "+Infinity", "+inf", "-Inf"].contains(text) {
        reportNonFinite(text, at: start)
        return .invalid
      }
      index = start
      throw fault(
        "syntax", "'\(text.prefix(24))' is not a JSON number",
        hint: "write digits with an optional fraction and exponent, such as 0.5 or 1.2e-3; no leading '+', '.' or zeros"
      )
    }
    guard let value = Double(text), value.isFinite else {
      report(
        "not-finite", at: start, "\(text.prefix(24)) is too large for a number",
        why: "a double holds magnitudes up to 1.8e308; this one would become infinite",
        hint: "check the exponent and the unit")
      return .invalid
    }
    if value == 0, text.prefix(while: { $0 != "e" && $0 != "E" }).contains(where: { ("1"..."9").contains($0) }) {
      report(
        "not-finite", at: start, "\(text.prefix(24)) is too small for a number: it would become 0",
        hint: "check the exponent and the unit")
      return .invalid
    }
    return .number(value)
  }

  /// The grammar of RFC 8259: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
    func dropDigits() -> Int {
      let before = rest.count
      while isDigit(rest.first) { rest.removeFirst() }
      return before - rest.count
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    if rest.first == UInt8(ascii: "0") {
      rest.removeFirst()
    } else if dropDigits() == 0 {
      return false
    }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      if dropDigits() == 0 { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      if dropDigits() == 0 { return false }
    }
    return rest.isEmpty
  }

  // MARK: Strings

  private mutating func string() throws -> String {
    let start = index
    index += 1
    let first = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\"),
      bytes[index] >= 0x20
    {
      index += 1
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      defer { index += 1 }
      return String(decoding: bytes[first..<index], as: UTF8.self)
    }
    var buffer = Array(bytes[first..<index])
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: buffer, as: UTF8.self)
      case UInt8(ascii: "\\"):
        index += 1
        try escape(into: &buffer)
      case 0..<0x20:
        throw fault(
          "syntax", "a control character (0x\(String(byte, radix: 16))) stands inside a string",
          hint: "write it as an escape, for example \\n, or close the string with a double quote")
      default:
        buffer.append(byte)
        index += 1
      }
    }
    index = start
    throw fault("syntax", "the string that begins here is never closed", hint: "add the closing double quote")
  }

  private mutating func escape(into buffer: inout [UInt8]) throws {
    guard index < bytes.count else { throw endOfText() }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if (0xD800..<0xDC00).contains(code), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      {
        index += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw loneSurrogate() }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw loneSurrogate() }
      buffer.append(contentsOf: Array(String(Character(scalar)).utf8))
    default:
      index -= 1
      throw fault("syntax", "unknown escape \\ followed by \(excerpt()) in a string")
    }
  }

  private mutating func hexadecimal() throws -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard index < bytes.count else { throw endOfText() }
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw unexpected("four hexadecimal digits after \\u")
      }
      code = code << 4 | UInt32(digit)
      index += 1
    }
    return code
  }

  // MARK: Small steps

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
  private static func isSignOrPoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private mutating func skipSpace() {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func refuseTrailingComma(before close: UInt8) throws {
    if index < bytes.count, bytes[index] == close {
      throw fault("syntax", "a comma stands before the closing bracket", hint: "remove the comma")
    }
  }

  private func excerpt() -> String {
    let text = String(decoding: bytes[index..<min(index + 24, bytes.count)], as: UTF8.self)
    return "'" + text.prefix { !$0.isNewline } + "'"
  }

  // MARK: Reports

  private mutating func report(
    _ rule: String, at offset: Int, _ message: @autoclosure () -> String, why: @autoclosure () -> String? = nil,
    hint: @autoclosure () -> String? = nil
  ) {
    guard findings.count < limits.findings else { return }
    let pointer = path.reduce("") { pointer, step in
      switch step {
      case .key(let key): JSONPointer.child(pointer, key)
      case .element(let index): JSONPointer.child(pointer, index)
      }
    }
    findings.append(
      Finding(
        .error, rule: rule, file: name, pointer: pointer, position: lines.position(of: offset), message: message(),
        why: why(), hint: hint()))
  }

  private mutating func reportNonFinite(_ text: String, at offset: Int) {
    report(
      "not-finite", at: offset, "\(text) is not a number JSON can hold",
      why: "a figure computed from it would be meaningless",
      hint: "write null where the value is unknown and null is allowed")
  }

  private mutating func fault(_ rule: String, _ message: String, why: String? = nil, hint: String? = nil) -> any Error {
    report(rule, at: index, message, why: why, hint: hint)
    return Stop()
  }

  private mutating func unexpected(_ expected: String) -> any Error {
    guard index < bytes.count else { return endOfText() }
    let isComment = bytes[index] == UInt8(ascii: "/") || bytes[index] == UInt8(ascii: "#")
    return fault(
      "syntax", "expected \(expected), found \(excerpt())",
      hint: isComment ? "JSON has no comments: remove it" : nil)
  }

  private mutating func endOfText() -> any Error {
    index = bytes.count
    return fault(
      "truncated", "the text ends in the middle of a value", hint: "was the file cut off while it was written?")
  }

  private mutating func loneSurrogate() -> any Error {
    fault(
      "syntax", "an escape \\uD800…\\uDFFF stands alone, half of a character",
      hint: "write the character itself in UTF-8")
  }
}
