import Documents
import Drawing

/// A report as blocks, to be written as Markdown or HTML.
///
/// Texts are a small part of Markdown: `**bold**`, `*slanted*`, `` `code` ``, `[text](link)`, a backslash before a character that is to stand for itself.
/// ``plain(_:)`` makes any text safe.
public struct Article: Sendable {
  public enum Block: Sendable {
    case heading(Int, String)
    case paragraph(String)
    /// Set off, for what nobody may miss.
    case note(String)
    case list([String])
    case table(Table)
    case figure(Figure)
    case code(language: String, String)
    /// A formula, as TeX and for pages without it.
    case formula(tex: String, plain: String)
  }

  public struct Table: Sendable {
    public enum Alignment: Sendable { case left, right }

    let headers: [(title: String, alignment: Alignment)]
    var rows: [[String]] = []

    init(_ headers: [(title: String, alignment: Alignment)]) { self.headers = headers }

    mutating func add(_ row: [String]) {
      precondition(row.count == headers.count, "a row needs one cell for each column")
      rows.append(row)
    }

    var isEmpty: Bool { rows.isEmpty }
  }

  public let title: String
  public private(set) var blocks: [Block] = []

  init(title: String) { self.title = title }

  public var figures: [Figure] { blocks.compactMap { if case .figure(let figure) = $0 { figure } else { nil } } }

  mutating func heading(_ text: String, level: Int = 2) { blocks.append(.heading(level, text)) }
  mutating func paragraph(_ text: String) { blocks.append(.paragraph(text)) }
  mutating func note(_ text: String) { blocks.append(.note(text)) }
  mutating func list(_ items: [String]) { if !items.isEmpty { blocks.append(.list(items)) } }
  mutating func table(_ table: Table) { if !table.isEmpty { blocks.append(.table(table)) } }
  mutating func figure(_ figure: Figure) { blocks.append(.figure(figure)) }
  mutating func code(_ language: String, _ text: String) { blocks.append(.code(language: language, text)) }
  mutating func formula(tex: String, plain: String) { blocks.append(.formula(tex: tex, plain: plain)) }

  /// Any text, standing for itself.
  static func plain(_ text: String) -> String {
    var out = ""
    for character in text.printable {
      if "\\`*_[]<>#|$~".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }

  /// A name as code.
  static func code(_ name: String) -> String { "`\(name.printable.replacing("`", with: "'"))`" }
}
