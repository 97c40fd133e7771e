import Documents

/// What a value of a datum may be, beyond a finite number.
enum DatumRange {
  case any
  case nonNegative
  case positive
  /// Seconds: from less than any level to more than the age of anything.
  case lifetime
  /// s⁻¹.
  case rate
  /// s⁻¹, of a level: never zero.
  case width
  /// |S|² and its sums: of order one for real levels.
  case strength

  func contains(_ value: Double) -> Bool {
    switch self {
    case .any: true
    case .nonNegative: value >= 0
    case .positive: value > 0
    case .lifetime: (1e-18...1e20).contains(value)
    case .rate: (0...1e18).contains(value)
    case .width: value >= 1e-20 && value <= 1e18
    case .strength: (0...1e4).contains(value)
    }
  }

  var text: String {
    switch self {
    case .any: "a number"
    case .nonNegative: "zero or more"
    case .positive: "more than zero"
    case .lifetime: "a time between 1e-18 and 1e20 s"
    case .rate: "a rate between 0 and 1e18 per second"
    case .width: "a rate between 1e-20 and 1e18 per second"
    case .strength: "a strength between 0 and 1e4"
    }
  }
}

extension ValueReader {
  /// A number that must be finite and in range.
  func number(_ range: DatumRange) -> Double? {
    guard let value = number() else { return nil }
    guard range.contains(value) else {
      report(
        .error, "range", "\(value) is not allowed here; expected \(range.text)",
        hint: "check the sign and the unit in the key")
      return nil
    }
    return value
  }
}

extension ObjectReader {
  package func string(_ key: String) -> String? { required(key)?.string() }

  /// A string that says something.
  package func name(_ key: String) -> String? {
    guard let reader = required(key), let text = reader.string() else { return nil }
    guard !text.isEmpty else {
      reader.report(.error, "empty-string", "the text under \"\(key)\" is empty")
      return nil
    }
    return text
  }

  package func optionalString(_ key: String) -> String? { optional(key)?.string() }
  func optionalBool(_ key: String) -> Bool? { optional(key)?.bool() }
}

/// Reads data and remembers what they refer to.
package final class DatumDecoder {
  private let sourceKeys: Set<String>
  private let sortedKeys: [String]
  private(set) var usedSources: Set<String> = []
  private(set) var statusCounts: [DataStatus: Int] = [:]

  /// Takes the keys of the sources from the root of the file, before anything refers to them.
  package init(_ root: ObjectReader) {
    var keys: [String] = []
    if case .object(let members)? = root.optional("sources")?.node.value { keys = members.map(\.key) }
    sourceKeys = Set(keys)
    sortedKeys = sourceKeys.sorted()
  }

  func datum(_ reader: ValueReader?, _ range: DatumRange = .nonNegative, nullable: Bool = false) -> Datum? {
    guard let reader, let object = reader.object() else { return nil }
    defer { object.finish() }
    let valueReader = object.required("value")
    let provenance = provenance(object)
    let uncertainty = object.optional("uncertainty")?.number(.nonNegative)
    let confidence = object.optional("confidence")?.choice(Confidence.self)
    let note = object.optionalString("note")
    guard let valueReader else { return nil }
    if valueReader.isNull {
      if !nullable {
        valueReader.report(
          .error, "null-value", "null is not allowed here",
          why: "every formula that needs this number would have to guess it",
          hint: "leave the whole entry out when the number is unknown")
      }
      return nil
    }
    guard let value = valueReader.number(range), let provenance else { return nil }
    return Datum(
      value: value, uncertainty: uncertainty, status: provenance.status, source: provenance.source,
      confidence: confidence, note: note, pointer: reader.place.pointer)
  }

  func data(_ reader: ValueReader?, _ range: DatumRange = .nonNegative) -> [Datum] {
    reader?.array()?.compactMap { datum($0, range) } ?? []
  }

  /// `status` and `source` of a datum or of a record whose numbers share them.
  package func provenance(_ object: ObjectReader) -> (status: DataStatus, source: String)? {
    let status = object.required("status")?.choice(DataStatus.self)
    let source = object.required("source").flatMap(sourceKey)
    guard let status, let source else { return nil }
    statusCounts[status, default: 0] += 1
    return (status, source)
  }

  /// A key into the sources that exists.
  func sourceKey(_ reader: ValueReader) -> String? {
    guard let key = reader.string() else { return nil }
    usedSources.insert(key)
    if !sourceKeys.contains(key) {
      reader.report(
        .error, "dangling-source", "no source has the key '\(key)'",
        hint: Suggestion.phrase(for: key, among: sortedKeys) ?? "add it under \"sources\"")
      return nil
    }
    return key
  }
}
