/// Collects findings about one document while it is read, bounded in number.
///
/// A class, because every reader of every part of the document adds to the same list.
public final class FindingCollector {
  public let document: JSONDocument
  public private(set) var findings: [Finding]
  /// Findings beyond the limit, counted but not kept.
  public private(set) var omitted = 0
  private let limit: Int

  public init(_ document: JSONDocument, limit: Int = 200) {
    self.document = document
    self.limit = limit
    findings = document.findings
  }

  /// Reports a finding. Its texts are built only while there is room for it: near misses cost time.
  public func report(
    _ severity: Finding.Severity, _ rule: String, at place: @autoclosure () -> JSONPlace,
    _ message: @autoclosure () -> String,
    why: @autoclosure () -> String? = nil, hint: @autoclosure () -> String? = nil
  ) {
    // An error is never displaced by warnings: warnings stop at half the room.
    guard findings.count < (severity == .error ? limit : limit / 2) else {
      omitted += 1
      return
    }
    let place = place()
    findings.append(
      Finding(
        severity, rule: rule, file: document.name, pointer: place.pointer,
        position: document.position(of: place.offset),
        message: message(), why: why(), hint: hint()))
  }

  /// The same, for a value named by its pointer.
  public func report(
    _ severity: Finding.Severity, _ rule: String, at pointer: String, _ message: @autoclosure () -> String,
    why: @autoclosure () -> String? = nil, hint: @autoclosure () -> String? = nil
  ) {
    report(severity, rule, at: document.place(at: pointer), message(), why: why(), hint: hint())
  }

  /// Everything found, in the order of the text, with a closing line for what was left out.
  public var sortedFindings: [Finding] {
    var sorted = findings.enumerated().sorted {
      ($0.element.position?.line ?? 0, $0.element.position?.column ?? 0, $0.offset)
        < ($1.element.position?.line ?? 0, $1.element.position?.column ?? 0, $1.offset)
    }.map(\.element)
    if omitted > 0 {
      let severity: Finding.Severity = sorted.hasErrors ? .error : .warning
      sorted.append(
        Finding(severity, rule: "more", file: document.name, message: "and \(omitted) more findings, not listed"))
    }
    return sorted
  }
}

/// A value's place in its document.
public struct JSONPlace: Sendable, Hashable {
  public let pointer: String
  public let offset: Int

  public init(pointer: String, offset: Int) {
    self.pointer = pointer
    self.offset = offset
  }
}

/// A value being read, which reports what is wrong with it and gives `nil` in its place.
public struct ValueReader {
  public let node: JSONNode
  public let place: JSONPlace
  let collector: FindingCollector

  public init(node: JSONNode, pointer: String, collector: FindingCollector) {
    self.node = node
    place = JSONPlace(pointer: pointer, offset: node.offset)
    self.collector = collector
  }

  /// The root of a document, or `nil` when it could not be parsed.
  public init?(root collector: FindingCollector) {
    guard let root = collector.document.root else { return nil }
    self.init(node: root, pointer: "", collector: collector)
  }

  public func report(
    _ severity: Finding.Severity, _ rule: String, _ message: @autoclosure () -> String,
    why: @autoclosure () -> String? = nil, hint: @autoclosure () -> String? = nil
  ) {
    collector.report(severity, rule, at: place, message(), why: why(), hint: hint())
  }

  public var isNull: Bool { if case .null = node.value { true } else { false } }

  public func string() -> String? {
    guard case .string(let text) = node.value else { return wrongType("a string") }
    return isPrintable(text, called: "text") ? text : nil
  }

  /// False, and reported, for a text that would act on the terminal it is printed on.
  fileprivate func isPrintable(_ text: String, called what: String) -> Bool {
    guard let scalar = text.unicodeScalars.first(where: \.isControl) else { return true }
    report(
      .error, "control-character",
      "the \(what) holds the control character U+\(String(scalar.value, radix: 16, uppercase: true))",
      why: "printed on a terminal it could hide or forge lines", hint: "remove it; long texts need no line breaks")
    return false
  }

  public func bool() -> Bool? {
    guard case .bool(let value) = node.value else { return wrongType("true or false") }
    return value
  }

  public func number() -> Double? {
    guard case .number(let value) = node.value else { return wrongType("a number") }
    return value
  }

  public func integer(in range: ClosedRange<Int>) -> Int? {
    guard let value = number() else { return nil }
    guard let whole = Int(exactly: value) else {
      report(.error, "type", "expected a whole number, found \(value)")
      return nil
    }
    guard range.contains(whole) else {
      report(.error, "range", "\(whole) is outside \(range.lowerBound)…\(range.upperBound)")
      return nil
    }
    return whole
  }

  public func array() -> [ValueReader]? {
    guard case .array(let nodes) = node.value else { return wrongType("an array") }
    return nodes.enumerated().map {
      ValueReader(node: $0.element, pointer: JSONPointer.child(place.pointer, $0.offset), collector: collector)
    }
  }

  public func object() -> ObjectReader? {
    guard case .object(let members) = node.value else { return wrongType("an object") }
    return ObjectReader(self, members)
  }

  /// A string out of a closed list.
  public func choice<Choice: RawRepresentable & CaseIterable>(_: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard let text = string() else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let all = Choice.allCases.map(\.rawValue)
    report(
      .error, "value", "'\(text)' is not one of \(all.map { "'\($0)'" }.joined(separator: ", "))",
      hint: Suggestion.phrase(for: text, among: all))
    return nil
  }

  private func wrongType<T>(_ expected: String) -> T? {
    // An invalid number has been reported where it was parsed.
    if case .invalid = node.value { return nil }
    report(.error, "type", "expected \(expected), found \(node.kindName)")
    return nil
  }
}

/// The members of an object being read; ``finish()`` reports keys nobody asked for.
public final class ObjectReader {
  public let value: ValueReader
  /// In the order of the text; a format has few keys, so they are searched one by one.
  private let members: [JSONMember]
  private var known: [String] = []

  init(_ value: ValueReader, _ members: [JSONMember]) {
    self.value = value
    self.members = members
  }

  public var place: JSONPlace { value.place }
  public func has(_ key: String) -> Bool { members.contains { $0.key == key } }

  public func report(
    _ severity: Finding.Severity, _ rule: String, _ message: @autoclosure () -> String,
    why: @autoclosure () -> String? = nil, hint: @autoclosure () -> String? = nil
  ) {
    value.report(severity, rule, message(), why: why(), hint: hint())
  }

  public func optional(_ key: String) -> ValueReader? {
    known.append(key)
    guard let member = members.first(where: { $0.key == key }) else { return nil }
    return reader(of: member)
  }

  public func required(_ key: String) -> ValueReader? {
    if let found = optional(key) { return found }
    // A misspelt key would be reported twice: as missing here and as unknown in `finish()`. Both are wanted.
    report(.error, "missing-key", "the key \"\(key)\" is missing")
    return nil
  }

  /// Every member, for objects whose keys are names chosen by the author; marks them all as known. Those whose key could not be printed
  /// are reported and left out.
  public func everyMember() -> [(key: String, value: ValueReader)] {
    known += members.map(\.key)
    return members.map { ($0.key, reader(of: $0)) }.filter { $0.1.isPrintable($0.0, called: "key") }
  }

  /// Reports members no one asked for, with the nearest known key.
  public func finish() {
    guard members.contains(where: { !known.contains($0.key) }) else { return }
    let allowed = Set(known), present = Set(members.map(\.key))
    for member in members where !allowed.contains(member.key) {
      let place = JSONPlace(pointer: JSONPointer.child(value.place.pointer, member.key), offset: member.keyOffset)
      let unused = known.filter { !present.contains($0) }
      value.collector.report(
        .error, "unknown-key", at: place, "unknown key \"\(member.key)\"",
        hint: Suggestion.phrase(for: member.key, among: unused + known)
          ?? "known here: \(allowed.sorted().joined(separator: ", "))")
    }
  }

  private func reader(of member: JSONMember) -> ValueReader {
    ValueReader(
      node: member.value, pointer: JSONPointer.child(value.place.pointer, member.key), collector: value.collector)
  }
}
