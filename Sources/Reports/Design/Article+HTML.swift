import Drawing
import Foundation

extension Article {
  /// One file that needs no other: the figures are inside, and what links to the bibliography leads to its text in the page.
  public var html: String {
    var body = "<h1>\(Self.inline(title))</h1>\n"
    var number = 0
    for block in blocks {
      switch block {
      case .heading(let level, let title): body += "<h\(level)>\(Self.inline(title))</h\(level)>\n"
      case .paragraph(let text): body += "<p>\(Self.inline(text))</p>\n"
      case .note(let text): body += "<p class=\"note\"><strong>Note.</strong> \(Self.inline(text))</p>\n"
      case .list(let items):
        body += "<ul>\n" + items.map { "<li>\(Self.inline($0))</li>\n" }.joined() + "</ul>\n"
      case .table(let table): body += Self.html(table)
      case .figure(let figure):
        number += 1
        body +=
          "<figure>\n\(Self.inPage(figure.svg))\n<figcaption><strong>Figure \(number).</strong> \(Self.inline(figure.caption))</figcaption>\n</figure>\n"
      case .code(let language, let code):
        let id = language == "bibtex" ? " id=\"sources\"" : ""
        body += "<pre\(id)><code>\(Canvas.escapedLines(code))</code></pre>\n"
      case .formula(_, let plain): body += "<p class=\"formula\">\(Canvas.escaped(plain))</p>\n"
      }
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>\(Self.bare(title))</title>
      <style>\(Self.sheet)</style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }

  private static let sheet = """

    body{font:16px/1.5 Helvetica,Arial,"DejaVu Sans",sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#1a1a1a;background:#fff}
    h1{font-size:1.6em;line-height:1.25}h2{font-size:1.25em;margin-top:2em;border-bottom:1px solid #8886}h3{font-size:1.05em}
    table{border-collapse:collapse;font-size:.88em;margin:1em 0}
    th,td{border-bottom:1px solid #8886;padding:.25em .6em;text-align:left;vertical-align:top}
    .t{overflow-x:auto;margin:1em 0}.t table{margin:0}.n{white-space:nowrap}
    .r{text-align:right}
    .note{border-left:4px solid #D55E00;padding:.4em .8em;background:#d55e0014}
    .formula{text-align:center}
    figure{margin:1.5em 0}figure svg{width:100%;max-width:680px;height:auto}figcaption{font-size:.88em}
    svg.nf text{white-space:pre}
    pre{overflow-x:auto;font-size:.8em;padding:.6em;background:#8881}
    @media (prefers-color-scheme:dark){body{color:#e8e8e8;background:#0d1117}a{color:#56B4E9}}
    @media print{body{font-size:10pt;max-width:none;margin:0}figure,tr{break-inside:avoid}h2,h3{break-after:avoid}figure svg{max-width:120mm}pre{white-space:pre-wrap;font-size:7pt}}

    """

  /// A picture as a part of a page: without the declaration of XML. Each keeps its style: readers that draw pictures by themselves, as
  /// weasyprint does, do not see the page's.
  private static func inPage(_ svg: String) -> String {
    svg.replacing(" xml:space=\"preserve\"", with: "")
      .split(separator: "\n", omittingEmptySubsequences: true).dropFirst().joined(separator: "\n")
  }

  private static func html(_ table: Table) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>"
        + zip(cells, table.headers).map {
          "<\(tag)\($1.alignment == .right ? " class=\"r\"" : "")>\(inline($0))</\(tag)>"
        }.joined() + "</tr>\n"
    }
    return "<div class=\"t\"><table>\n<thead>\n" + row(table.headers.map(\.title), "th") + "</thead>\n<tbody>\n"
      + table.rows.map { row($0, "td") }.joined() + "</tbody>\n</table></div>\n"
  }

  /// The text of an inline without marks.
  private static func bare(_ text: String) -> String {
    Canvas.escaped(text.replacing("**", with: "").replacing("`", with: "").replacing("\\", with: ""))
  }

  /// Long names may be broken after an underscore or a stroke, so that tables fit pages.
  private static func breakable(_ code: String) -> String {
    let text = Canvas.escaped(code)
    guard code.count > 12, !code.contains(" ") else { return text }
    return text.replacing(/[_\/](?=[^_\/])/) { "\($0.output)<wbr/>" }
  }

  /// Of the small part of Markdown that articles use.
  static func inline(_ text: String) -> String {
    // A line does not end within |S|².
    marked(text).replacing(/\|[^|<> ]{1,5}\|²/) { "<span class=\"n\">\($0.output)</span>" }
  }

  private static func marked(_ text: String) -> String {
    var out = "", rest = Substring(text)
    var isBold = false, isSlanted = false
    while let character = rest.popFirst() {
      switch character {
      case "\\":
        if let next = rest.popFirst() { out += Canvas.escaped(String(next)) }
      case "`":
        let code = rest.prefix { $0 != "`" }
        rest = rest.dropFirst(code.count + 1)
        out += "<code>\(breakable(String(code)))</code>"
      case "*":
        if rest.first == "*" {
          rest.removeFirst()
          out += isBold ? "</strong>" : "<strong>"
          isBold.toggle()
        } else {
          out += isSlanted ? "</em>" : "<em>"
          isSlanted.toggle()
        }
      case "[":
        // A link, if it is one.
        if let end = rest.range(of: "]("), let close = rest[end.upperBound...].firstIndex(of: ")") {
          let file = String(rest[end.upperBound..<close]), target = file == "sources.bib" ? "#sources" : file
          out += "<a href=\"\(Canvas.escaped(target))\">\(marked(String(rest[..<end.lowerBound])))</a>"
          rest = rest[rest.index(after: close)...]
        } else {
          out += "["
        }
      default: out += Canvas.escaped(String(character))
      }
    }
    return out
  }
}
