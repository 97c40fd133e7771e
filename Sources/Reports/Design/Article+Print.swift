import Drawing
import Foundation

extension Article {
  /// Markdown for pandoc on its way to TeX: tables as wide as the page with columns as wide as their texts need, code in lines that fit, and no
  /// links to files beside the report. pandoc reads it as ``printDialect``.
  public var printMarkdown: String {
    var text = "# \(Self.print(title))\n"
    var number = 0
    for block in blocks {
      text += "\n"
      switch block {
      case .heading(let level, let title): text += "\(String(repeating: "#", count: level)) \(Self.print(title))\n"
      case .paragraph(let paragraph): text += Self.print(paragraph) + "\n"
      case .note(let note): text += "> **Note.** \(Self.print(note))\n"
      case .list(let items): text += items.map { "- \(Self.print($0))\n" }.joined()
      case .table(let table): text += Self.print(table)
      case .figure(let figure):
        number += 1
        text +=
          "![](figures/\(figure.name).svg)\n\n**Figure \(number).** \(Self.print(figure.caption))\n"
      case .code(_, let code):
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false).flatMap { Self.folded(String($0)) }
        text += "```\n\(lines.joined(separator: "\n"))\n```\n"
      case .formula(let tex, _): text += "$$\n\(tex)\n$$\n"
      }
    }
    return text
  }

  /// What of pandoc's Markdown an article uses.
  public static let printDialect =
    "markdown_strict+pipe_tables+backtick_code_blocks+tex_math_dollars+all_symbols_escapable+intraword_underscores"

  /// Without links to files, and with what no text font has as a formula.
  private static func print(_ text: String) -> String {
    text.replacing(/\[([^\[\]]+)\]\((?!https?:)[^()]+\)/) { String($0.output.1) }
      .replacing("𝒥", with: "$\\mathcal{J}$")
  }

  // MARK: Tables

  /// As wide as the page, columns in proportion to what they hold: pandoc reads their widths from the dashes.
  private static func print(_ table: Table) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.map { cell(print($0)) }.joined(separator: " | ") + " |\n" }
    let columns = widths(table)
    let dashes = zip(table.headers, columns).map { header, width in
      String(repeating: "-", count: width + 1) + (header.alignment == .right ? ":" : "-")
    }
    return line(table.headers.map(\.title)) + "|" + dashes.joined(separator: "|") + "|\n"
      + table.rows.map(line).joined()
  }

  /// Of the columns, in characters: each gets what its longest word takes, since none is broken, and what is left of the page goes to those with more
  /// text.
  private static func widths(_ table: Table, page: Int = 118) -> [Int] {
    let needs = table.headers.indices.map { column -> (least: Int, most: Int) in
      let texts = ([table.headers[column].title] + table.rows.map { $0[column] }).map(bare)
      let word = texts.flatMap { $0.split(separator: " ") }.map(\.count).max() ?? 0
      return (word + 3, max(word + 3, texts.map(\.count).max() ?? 0))
    }
    let left = page - needs.reduce(0) { $0 + $1.least }, wanted = needs.reduce(0) { $0 + $1.most - $1.least }
    guard left > 0, wanted > 0 else { return needs.map(\.least) }
    return needs.map { $0.least + ($0.most - $0.least) * min(left, wanted) / wanted }
  }

  /// The characters that are seen.
  private static func bare(_ text: String) -> String {
    text.replacing(/\\(.)/) { String($0.output.1) }.replacing("**", with: "").replacing("`", with: "")
  }

  // MARK: Code

  /// A line of code in pieces of at most so many characters, broken at spaces where there are some.
  static func folded(_ line: String, width: Int = 108) -> [String] {
    guard line.count > width else { return [line] }
    let indent = String(line.prefix { $0 == " " }) + "  "
    var lines: [String] = [], rest = Substring(line)
    while rest.count > width {
      let head = rest.prefix(width)
      let end = head.dropFirst(indent.count).lastIndex(of: " ").map { $0 } ?? head.endIndex
      lines.append(String(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
      rest = Substring(indent + rest)
    }
    return lines + [String(rest)]
  }
}
