import Documents
import Targets

/// Reads the tree of a material file into the model, reporting every fault of form on the way.
struct MaterialDecoder {
  static let format = "nupair-material/1"

  private let collector: FindingCollector
  private let data: DatumDecoder
  private let root: ObjectReader

  init?(_ collector: FindingCollector) {
    guard let root = ValueReader(root: collector)?.object() else { return nil }
    self.collector = collector
    self.root = root
    data = DatumDecoder(root)
  }

  /// The material; `nil` after reporting why there is none.
  func decode() -> Material? {
    decodeFormat()
    let id = root.identifier("id", example: "as2s3")
    let name = root.name("name")
    let formula = root.optional("formula") == nil ? nil : root.name("formula")
    let axis = root.optional("axis")?.choice(Material.Axis.self)
    let sources = root.sources()
    let dispersion = root.required("dispersion").flatMap(self.dispersion)
    let absorption = root.optional("absorption").flatMap { self.absorption($0, beside: dispersion?.extinction) }
    let transparency = root.optional("transparent_eV").flatMap(self.transparency)
    let notes = root.optional("notes")?.array()?.compactMap { $0.string() } ?? []
    root.finish()
    data.reportUnused(sources, collector)
    guard let id, let name, let dispersion else { return nil }
    if dispersion.extinction == nil, !root.has("absorption"), !root.has("transparent_eV") {
      root.report(
        .warning, "absorption", "nothing says where this material absorbs",
        why: "k counts as unknown at every energy", hint: "add \"transparent_eV\", or k in a table")
    }
    return Material(
      id: id, name: name, formula: formula, axis: axis, dispersion: dispersion.index,
      absorption: absorption ?? dispersion.extinction, transparency: transparency, sources: sources, notes: notes,
      digest: collector.document.digest)
  }

  private func decodeFormat() {
    guard let reader = root.required("format"), let format = reader.string(), format != Self.format else { return }
    reader.report(
      .error, "format", "this program reads \(Self.format), not '\(format)'",
      hint: "docs/materials.md describes the format field by field")
  }

  // MARK: n

  private enum Kind: String, CaseIterable {
    case sellmeier
    case sellmeierSquared = "sellmeier-squared"
    case extended
    case table

    /// `nil` for a table.
    var formula: DispersionFormula.Kind? { DispersionFormula.Kind(rawValue: rawValue) }
  }

  private func dispersion(_ reader: ValueReader) -> (index: Material.Dispersion, extinction: Material.Absorption?)? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let kind = object.required("kind")?.choice(Kind.self)
    let provenance = data.provenance(object)
    guard let kind else {
      // What else must stand here depends on the kind: nothing is called unknown.
      for key in ["coefficients", "range_um", "rows"] { _ = object.optional(key) }
      return nil
    }
    let pointer = reader.place.pointer
    func index(_ form: Material.Dispersion.Form) -> Material.Dispersion? {
      provenance.map { Material.Dispersion(form: form, status: $0.status, source: $0.source, pointer: pointer) }
    }
    if let kind = kind.formula {
      guard let formula = formula(kind, object), let index = index(.formula(formula)) else { return nil }
      return (index, nil)
    }
    guard let table = MaterialTable(object, of: .index), let n = table.index, let index = index(.table(n)) else {
      return nil
    }
    let extinction = table.extinction(.linear).map {
      Material.Absorption(curve: $0, status: index.status, source: index.source, pointer: pointer)
    }
    return (index, extinction)
  }

  /// Far above any real formula.
  private static let mostCoefficients = 33

  private func formula(_ kind: DispersionFormula.Kind, _ object: ObjectReader) -> DispersionFormula? {
    let list = object.required("coefficients")
    let readers = list?.array()
    let coefficients = readers?.compactMap { $0.number(.coefficient) }
    let range = object.required("range_um").flatMap { pair($0, .wavelength, of: "wavelengths in um") }
    if let list, let readers, !kind.allows(count: readers.count) || readers.count > Self.mostCoefficients {
      list.report(
        .error, "coefficients", "\(readers.count) coefficients do not make up a formula of the kind \(kind.rawValue)",
        hint: kind == .extended
          ? "5, 9, or two more for every power beyond; fill up with 0, 0, 0, 1" : "c0 and two for every resonance")
      return nil
    }
    guard let readers, let coefficients, coefficients.count == readers.count, let range else { return nil }
    return DispersionFormula(kind: kind, coefficients: coefficients, range: range)
  }

  // MARK: k and the window

  private func absorption(_ reader: ValueReader, beside column: Material.Absorption?) -> Material.Absorption? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let table = MaterialTable(object, of: .extinction)
    let provenance = data.provenance(object)
    if column != nil {
      object.report(
        .error, "absorption", "k is given here and in the table of n", why: "only one of them can hold",
        hint: "leave one of them out")
    }
    guard let curve = table?.extinction(.logarithmic), let provenance else { return nil }
    return Material.Absorption(
      curve: curve, status: provenance.status, source: provenance.source, pointer: reader.place.pointer)
  }

  private func transparency(_ reader: ValueReader) -> Material.Transparency? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let window = object.required("value").flatMap { pair($0, .energy, of: "energies in eV") }
    let provenance = data.provenance(object)
    let confidence = object.optional("confidence")?.choice(Confidence.self)
    let note = object.optionalString("note")
    guard let window, let provenance else { return nil }
    return Material.Transparency(
      window: window, status: provenance.status, source: provenance.source, confidence: confidence, note: note,
      pointer: reader.place.pointer)
  }

  private func pair(_ reader: ValueReader, _ range: MaterialRange, of what: String) -> ClosedRange<Double>? {
    guard let readers = reader.array() else { return nil }
    let ends = readers.compactMap { $0.number(range) }
    guard readers.count == 2 else {
      reader.report(.error, "value", "expected two \(what), found \(readers.count)")
      return nil
    }
    guard ends.count == 2 else { return nil }
    guard ends[0] < ends[1] else {
      reader.report(
        .error, "order", "\(NumberText.exact(ends[0])) is not below \(NumberText.exact(ends[1]))",
        hint: "the lower end comes first")
      return nil
    }
    return ends[0]...ends[1]
  }
}
