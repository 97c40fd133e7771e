import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a strict reader of XML sees of a page: whether it is well-formed, its identifiers and what refers to them.
///
/// A class, because the parser calls it back.
final class PageCheck: NSObject, XMLParserDelegate {
  private(set) var identifiers: [String] = []
  /// What `href="#…"` and `url(#…)` name.
  private(set) var references: [String] = []
  /// Of links that leave the page.
  private(set) var links: [String] = []
  /// Pictures that a reader who cannot see them is told nothing of.
  private(set) var silent = 0
  /// `h1`, `h2`, … in their order.
  private(set) var headings: [Int] = []
  /// Elements that HTML would not let stand where they stand.
  private(set) var misplaced: [String] = []
  private(set) var error: String?
  private var open: [String] = []
  private var awaitsTitle = false

  init(_ html: String) {
    super.init()
    let parser = XMLParser(data: Data(html.utf8))
    parser.delegate = self
    if !parser.parse() {
      error = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "not well-formed")"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    if awaitsTitle, name != "title" { silent += 1 }
    awaitsTitle = name == "svg"
    if name == "img", attributes["alt"]?.isEmpty ?? true { silent += 1 }
    if let id = attributes["id"] { identifiers.append(id) }
    if let link = attributes["href"] {
      if link.hasPrefix("#") { references.append(String(link.dropFirst())) } else { links.append(link) }
    }
    for value in attributes.values {
      for match in value.matches(of: /url\(#([^)]+)\)/) { references.append(String(match.1)) }
    }
    if name.count == 2, name.first == "h", let level = name.last?.wholeNumberValue { headings.append(level) }
    let blocks: Set = ["p", "ul", "table", "figure", "pre", "div", "h1", "h2", "h3"]
    if blocks.contains(name), let parent = open.last, ["p", "h1", "h2", "h3", "a", "code", "strong"].contains(parent) {
      misplaced.append("\(name) in \(parent)")
    }
    if name == "style", open.last != "head", !open.contains("svg") { misplaced.append("style in the body") }
    open.append(name)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }
}
