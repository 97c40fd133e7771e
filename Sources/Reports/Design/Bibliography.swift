import Documents
import Studies
import Targets

/// The sources that a report rests on, each once, as BibTeX.
struct Bibliography: Sendable {
  struct Entry: Sendable, Hashable {
    let key: String
    let title: String?
    let note: String?
    let doi: String?
    /// As the target's file has it.
    let status: String?
    let caveat: String?
  }

  private(set) var entries: [Entry] = []

  mutating func add(_ entry: Entry) {
    if !entries.contains(where: { $0.key == entry.key }) { entries.append(entry) }
  }

  /// A source of a target's file.
  mutating func add(_ source: Source) {
    let locators = source.locator.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    let note = [source.citation, locators.isEmpty ? nil : locators].compactMap(\.self).joined(separator: "; ")
    add(
      Entry(
        key: Self.key(source.key), title: source.title, note: note.isEmpty ? nil : note, doi: source.doi,
        status: source.status.rawValue, caveat: source.caveat))
  }

  mutating func add(key: String, title: String? = nil, note: String) {
    add(Entry(key: Self.key(key), title: title, note: note, doi: nil, status: nil, caveat: nil))
  }

  /// The library that searches.
  mutating func addSearch() {
    add(
      key: "nlopt", title: "The NLopt nonlinear-optimization package",
      note: "S. G. Johnson, https://github.com/stevengj/nlopt")
  }

  /// A paper whose numbers are recomputed, unless the target's file cites it already.
  mutating func add(paper: Claims) {
    let preprint = paper.citation.split(separator: "arXiv:").dropFirst().first?.prefix { $0.isNumber || $0 == "." }
    if let preprint, preprint.count > 6,
      entries.contains(where: { "\($0.note ?? "") \($0.title ?? "")".contains("arXiv:\(preprint)") && $0.status != nil }
      )
    {
      return
    }
    add(key: paper.name, note: paper.citation)
  }

  /// Letters, digits and hyphens.
  static func key(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  var bibtex: String {
    entries.map { entry in
      var lines: [String] = []
      if let title = entry.title { lines.append("  title = {\(Self.escaped(title))}") }
      if let note = entry.note {
        // An entry needs a title.
        lines.append("  \(entry.title == nil ? "title" : "note") = {\(Self.escaped(note))}")
      }
      if let doi = entry.doi { lines.append("  doi = {\(doi)}") }
      return "@misc{\(entry.key),\n\(lines.joined(separator: ",\n"))\n}\n"
    }.joined(separator: "\n")
  }

  /// Braces balance in BibTeX, and the rest of TeX's signs is escaped.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text.printable {
      switch character {
      case "{", "}": out += character == "{" ? "(" : ")"
      case "\\": out += "/"
      case "&", "%", "#", "_", "$": out += "\\\(character)"
      case "~": out += "\\textasciitilde "
      case "^": out += "\\textasciicircum "
      default: out.append(character)
      }
    }
    return out
  }
}
