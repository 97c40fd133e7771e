import Documents

/// The rows of a table in a material file: complete, and of ascending energy.
struct MaterialTable {
  /// What a row holds beside its energy.
  enum Content {
    /// n, and k in every row or in none.
    case index
    /// k alone.
    case extinction
  }

  private struct Row {
    let energy: Double
    let n: Double?
    let k: Double?
  }

  private let rows: [Row]

  /// Far above any real table.
  private static let mostRows = 20_000

  /// Reads "rows"; `nil` after reporting what is wrong with them.
  init?(_ object: ObjectReader, of content: Content) {
    guard let list = object.required("rows"), let readers = list.array() else { return nil }
    guard (2...Self.mostRows).contains(readers.count) else {
      list.report(
        .error, readers.count < 2 ? "value" : "too-large",
        "\(readers.count) rows; a table has at least 2 and at most \(Self.mostRows)")
      return nil
    }
    let all = readers.map { Self.row($0, content) }
    rows = all.compactMap(\.self)
    var isSound = rows.count == all.count
    for i in all.indices.dropFirst() {
      guard let before = all[i - 1]?.energy, let energy = all[i]?.energy, energy <= before else { continue }
      readers[i].report(
        .error, "order", "\(NumberText.exact(energy)) eV follows \(NumberText.exact(before)) eV",
        hint: "the energies of a table ascend")
      isSound = false
    }
    let given = rows.count { $0.k != nil }
    if given > 0, given < rows.count {
      list.report(
        .error, "absorption", "k stands in \(given) of \(rows.count) rows",
        why: "where it is missing it is unknown, not 0",
        hint: "give it in every row, or in a table of its own under \"absorption\"")
      isSound = false
    }
    guard isSound else { return nil }
  }

  /// n against energy; `nil` for a table of k alone.
  var index: TabulatedCurve? { curve(\.n, .linear) }

  /// k against energy; `nil` for a table of n alone.
  func extinction(_ interpolation: TabulatedCurve.Interpolation) -> TabulatedCurve? { curve(\.k, interpolation) }

  private func curve(_ column: (Row) -> Double?, _ interpolation: TabulatedCurve.Interpolation) -> TabulatedCurve? {
    let values = rows.compactMap(column)
    guard values.count == rows.count else { return nil }
    return TabulatedCurve(energies: rows.map(\.energy), values: values, interpolation: interpolation)
  }

  private static func row(_ reader: ValueReader, _ content: Content) -> Row? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let energy = object.required("energy_eV")?.number(.energy)
    switch content {
    case .index:
      let n = object.required("n")?.number(.index)
      let extinction = object.optional("k")
      let k = extinction?.number(.extinction)
      guard let energy, let n, extinction == nil || k != nil else { return nil }
      return Row(energy: energy, n: n, k: k)
    case .extinction:
      let k = object.required("k")?.number(.extinction)
      guard let energy, let k else { return nil }
      return Row(energy: energy, n: nil, k: k)
    }
  }
}
