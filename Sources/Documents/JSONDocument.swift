/// A JSON text with its parsed tree and what was wrong with it.
public struct JSONDocument: Sendable {
  /// The name findings carry: the path as the user gave it.
  public let name: String
  /// The root value; `nil` when the text could not be parsed at all.
  public let root: JSONNode?
  /// Faults of the text itself: syntax, encoding, duplicate keys, numbers that are not finite.
  public let findings: [Finding]
  let lines: LineIndex

  /// Parses a text. Never fails: what is wrong is in ``findings``.
  public init(name: String, bytes: [UInt8], limits: JSONLimits = JSONLimits()) {
    self.name = name
    lines = LineIndex(bytes)
    var parser = JSONParser(name: name, bytes: bytes, lines: lines, limits: limits)
    root = parser.parseDocument()
    findings = parser.findings
  }

  public init(name: String, text: String, limits: JSONLimits = JSONLimits()) {
    self.init(name: name, bytes: Array(text.utf8), limits: limits)
  }

  /// Of the text as it was read.
  public var digest: String { Digest.text(lines.bytes) }

  private init(_ document: JSONDocument, root: JSONNode) {
    name = document.name
    lines = document.lines
    findings = document.findings
    self.root = root
  }

  /// The same text read as another tree, whose nodes keep their places in it.
  public func reading(as root: JSONNode) -> JSONDocument { JSONDocument(self, root: root) }

  /// The line and column, from 1, of a byte offset.
  public func position(of offset: Int) -> TextPosition { lines.position(of: offset) }
}

/// Bounds that keep hostile or mistaken input from costing time and memory.
public struct JSONLimits: Sendable {
  /// Largest text, in bytes.
  public var bytes: Int
  /// Deepest nesting of arrays and objects.
  public var depth: Int
  /// Most values in one text.
  public var values: Int
  /// Most findings kept; the rest are only counted.
  public var findings: Int

  public init(bytes: Int = 8 << 20, depth: Int = 64, values: Int = 1_000_000, findings: Int = 200) {
    self.bytes = bytes
    self.depth = depth
    self.values = values
    self.findings = findings
  }
}

/// A place in a text, from 1; the column counts characters (Unicode scalars), as editors do.
public struct TextPosition: Sendable, Hashable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// Finds line and column of byte offsets.
struct LineIndex: Sendable {
  fileprivate let bytes: [UInt8]
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (i, byte) in bytes.enumerated() where byte == 0x0A { starts.append(i + 1) }
    self.starts = starts
  }

  func position(of offset: Int) -> TextPosition {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let continuationFree = bytes[starts[low]..<offset].count { $0 & 0xC0 != 0x80 }
    return TextPosition(line: low + 1, column: continuationFree + 1)
  }
}

extension JSONDocument {
  /// The place a JSON pointer names; the nearest enclosing value when it names none.
  public func place(at pointer: String) -> JSONPlace {
    guard var node = root else { return JSONPlace(pointer: pointer, offset: 0) }
    for key in JSONPointer.steps(pointer) {
      switch node.value {
      case .object(let members):
        guard let member = members.first(where: { $0.key == key }) else {
          return JSONPlace(pointer: pointer, offset: node.offset)
        }
        node = member.value
      case .array(let elements):
        guard let index = Int(key), elements.indices.contains(index) else {
          return JSONPlace(pointer: pointer, offset: node.offset)
        }
        node = elements[index]
      default: return JSONPlace(pointer: pointer, offset: node.offset)
      }
    }
    return JSONPlace(pointer: pointer, offset: node.offset)
  }
}
