import Documents

extension ObjectReader {
  /// An id: typed on command lines, and the name of the file.
  package func identifier(_ key: String, example: String) -> String? {
    guard let reader = required(key), let id = reader.string() else { return nil }
    let allowed = id.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }
    if id.isEmpty || !allowed {
      reader.report(
        .error, "value", "'\(id)' is not an id", why: "ids are typed on command lines and name the files",
        hint: "use lower-case letters, digits and '-', such as \(example)")
      return nil
    }
    return id
  }

  /// The sources of a file, under the key every format keeps them under.
  package func sources() -> [Source] {
    guard let object = required("sources")?.object() else { return [] }
    return object.everyMember().compactMap { Source(key: $0.key, $0.value) }
  }
}

extension Source {
  fileprivate init?(key: String, _ reader: ValueReader) {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let status = object.required("status")?.choice(DataStatus.self)
    let title = object.name("title")
    let citation = object.optionalString("citation")
    let doiReader = object.optional("doi")
    let doi = doiReader?.string()
    if let doiReader, let doi, !doi.hasPrefix("10.") || !doi.contains("/") {
      doiReader.report(
        .error, "value", "'\(doi)' is not a DOI", hint: "write it as 10.xxxx/…, without https://doi.org/")
    }
    var locator: [String: String] = [:]
    if let place = object.optional("locator")?.object() {
      for part in ["repository", "package", "path", "commit", "page", "tool"] {
        if let text = place.optionalString(part) { locator[part] = text }
      }
      place.finish()
    }
    let inputs = object.optionalString("inputs")
    let caveat = object.optionalString("caveat")
    let confidence = object.optional("confidence")?.choice(Confidence.self)
    guard let status, let title else { return nil }
    if status == .cited || status == .stated, citation == nil {
      object.report(
        .error, "citation", "a \(status.rawValue) source needs a \"citation\"",
        why: "a reader must be able to find the document", hint: "add \"citation\", and \"doi\" if it has one")
    }
    self.init(
      key: key, status: status, title: title, citation: citation, doi: doi, locator: locator, inputs: inputs,
      caveat: caveat, confidence: confidence)
  }
}

extension DatumDecoder {
  /// Warns of sources that nothing read so far refers to.
  package func reportUnused(_ sources: [Source], _ collector: FindingCollector) {
    for source in sources where !usedSources.contains(source.key) {
      collector.report(
        .warning, "unused-source", at: JSONPointer.child("/sources", source.key), "no datum refers to this source",
        hint: "remove it, or name it where its numbers stand")
    }
  }
}
