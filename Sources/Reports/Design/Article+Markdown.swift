import Drawing

extension Article {
  /// GitHub's dialect, ending in a newline; figures are linked as `figures/NAME.svg` with their data beside them.
  public var markdown: String {
    var text = "# \(title)\n"
    var number = 0
    for block in blocks {
      text += "\n"
      switch block {
      case .heading(let level, let title): text += "\(String(repeating: "#", count: level)) \(title)\n"
      case .paragraph(let paragraph): text += paragraph + "\n"
      case .note(let note): text += "> **Note.** \(note)\n"
      case .list(let items): text += items.map { "- \($0)\n" }.joined()
      case .table(let table): text += Self.markdown(table)
      case .figure(let figure):
        number += 1
        text +=
          "![\(Self.plain(figure.title))](figures/\(figure.name).svg)\n\n**Figure \(number).** \(figure.caption) [Data](figures/\(figure.name).csv).\n"
      case .code(let language, let code): text += "```\(language)\n\(code.hasSuffix("\n") ? code : code + "\n")```\n"
      case .formula(let tex, _): text += "$$\n\(tex)\n$$\n"
      }
    }
    return text
  }

  private static func markdown(_ table: Table) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.map(cell).joined(separator: " | ") + " |\n" }
    return line(table.headers.map(\.title))
      + "| " + table.headers.map { $0.alignment == .left ? "---" : "---:" }.joined(separator: " | ") + " |\n"
      + table.rows.map(line).joined()
  }

  /// A bar ends a cell even in code, unless it is escaped.
  static func cell(_ text: String) -> String {
    var out = "", last: Character = " "
    for character in text {
      if character == "|", last != "\\" { out.append("\\") }
      out.append(character == "\n" ? " " : character)
      last = last == "\\" && character == "\\" ? " " : character
    }
    return out
  }
}
