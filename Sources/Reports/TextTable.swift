/// A table of text with columns as wide as they need to be.
struct TextTable {
  enum Alignment {
    case left, right
  }

  private let headers: [(title: String, alignment: Alignment)]
  private var rows: [[String]] = []

  init(_ headers: [(title: String, alignment: Alignment)]) { self.headers = headers }

  mutating func add(_ row: [String]) {
    precondition(row.count == headers.count, "a row needs one cell for each column")
    rows.append(row)
  }

  var isEmpty: Bool { rows.isEmpty }

  func text(indent: String = "") -> String {
    let titles = headers.map(\.title)
    let widths = headers.indices.map { i in ([titles] + rows).map { $0[i].count }.max() ?? 0 }
    let lines = ([titles] + rows).map { row in
      let cells = zip(zip(row, widths), headers).map { cell, header -> String in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return header.alignment == .left ? cell.0 + space : space + cell.0
      }
      var line = indent + cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    return lines.joined()
  }
}
