import Documents

/// What a value of a datum may be, beyond a finite number.
enum DatumRange {
  case any
  case nonNegative
  case positive

  func contains(_ value: Double) -> Bool {
    switch self {
    case .any: true
    case .nonNegative: value >= 0
    case .positive: value > 0
    }
  }

  var text: String {
    switch self {
    case .any: "a number"
    case .nonNegative: "zero or more"
    case .positive: "more than zero"
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
  func string(_ key: String) -> String? { required(key)?.string() }

  /// A string that says something.
  func name(_ key: String) -> String? {
    guard let reader = required(key), let text = reader.string() else { return nil }
    guard !text.isEmpty else {
      reader.report(.error, "empty-string", "the text under \"\(key)\" is empty")
      return nil
    }
    return text
  }

  func optionalString(_ key: String) -> String? { optional(key)?.string() }
  func optionalBool(_ key: String) -> Bool? { optional(key)?.bool() }
}

/// Reads data and remembers what they refer to.
final class DatumDecoder {
  let sourceKeys: Set<String>
  private(set) var usedSources: Set<String> = []
  private(set) var statusCounts: [DataStatus: Int] = [:]

  init(sourceKeys: Set<String>) { self.sourceKeys = sourceKeys }

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
  func provenance(_ object: ObjectReader) -> (status: DataStatus, source: String)? {
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
        hint: Suggestion.phrase(for: key, among: sourceKeys.sorted()) ?? "add it under \"sources\"")
      return nil
    }
    return key
  }
}
