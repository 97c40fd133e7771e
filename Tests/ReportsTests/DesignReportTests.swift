import Documents
import Drawing
import Foundation
import Studies
import Synchronization
import Targets
import Testing
import _TestSupport

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `Design reports` {
  private static let loader = StudyLoader(database: Package.database)

  private func subject(_ path: String) throws -> ReportSubject {
    try ReportSubject.load(path: Package.root + "/" + path, loader: Self.loader)
  }

  private func input(_ path: String) throws -> ReportInput {
    guard case .design(let input) = try subject(path) else { throw TestFailure("a front") }
    return input
  }

  /// Each is written once for all tests.
  private static let written = Mutex<[String: Report]>([:])

  private func report(_ path: String) throws -> Report {
    if let known = Self.written.withLock({ $0[path] }) { return known }
    let report = try anew(path)
    Self.written.withLock { $0[path] = report }
    return report
  }

  private func anew(_ path: String) throws -> Report {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let options = ReportOptions(command: "nupair report \(name)")
    return switch try subject(path) {
    case .design(let input): Report(input, options: options, database: Package.database)
    case .front(let front): Report(front, options: options, database: Package.database)
    }
  }

  /// Studies of every kind, without those whose fibre takes long.
  private static let studies = [
    "ho-paper", "xe-paper", "xe-elastic", "xe-inelastic", "ho-inelastic", "ho-in-host", "renp/yb-spin",
    "renp/yb-locked",
    "renp/yb-z-prime", "renp/yb-magnetic-moment", "renp/cs-paper", "renp/xe-paper", "renp/cs-monopole", "renp/cs-core",
  ]

  // MARK: The shipped reports

  @Test(arguments: [
    ("ho-paper", "studies/ho-paper.json"), ("xe-paper", "studies/xe-paper.json"),
    ("cs-renp", "studies/renp/cs-paper.json"),
    ("ho-best", "reports/ho-best/ho-best.json"), ("xe-fibre-best", "reports/xe-fibre-best/xe-fibre-best.json"),
    ("yb-best", "reports/yb-best/yb-best.json"), ("ho-front", "reports/ho-front/ho-front.json"),
    ("yb-front", "reports/yb-front/yb-front.json"),
  ])
  func `are those that ship`(name: String, source: String) throws { try compare(try report(source), name) }

  @Test func `rank all targets as shipped`() throws {
    try compare(
      Report(ranking: Package.database, options: ReportOptions(command: "nupair report --ranking")), "ranking")
  }

  @Test func `reproduce the papers as shipped`() throws {
    try compare(
      try Report(reproduction: Package.database, options: ReportOptions(command: "nupair report --reproduction")),
      "reproduction")
  }

  @Test func `compare as shipped`() throws {
    let inputs = try ["studies/ho-paper.json", "reports/ho-best/ho-best.json"].map(input)
    let options = ReportOptions(command: "nupair report ho-paper.json ho-best.json")
    try compare(Report(comparing: inputs, options: options, database: Package.database), "ho-paper-and-best")
  }

  private func compare(_ report: Report, _ name: String) throws {
    for (file, text) in report.files {
      let shipped = try Package.text("reports/\(name)/\(file)")
      #expect(text == shipped, "reports/\(name)/\(file) differs: scripts/reports writes it anew")
    }
  }

  // MARK: Form

  private static let sources =
    studies.map { "studies/\($0).json" }
    + ["ho-best", "xe-fibre-best", "yb-best", "ho-front", "yb-front"].map { "reports/\($0)/\($0).json" }

  @Test(arguments: sources)
  func `hold together`(source: String) throws {
    let report = try report(source)
    let files = report.files
    #expect(files.last?.name == "report.md")
    let markdown = try #require(files.last?.text)
    // Every link is a file of the report, and every figure with its data is linked.
    let names = Set(files.map(\.name))
    let links = markdown.matches(of: /\]\(([^)]+)\)/).map { String($0.1) }
    for link in links { #expect(names.contains(link), "\(link) leads nowhere") }
    for name in names where name != "report.md" { #expect(links.contains(name), "\(name) is not linked") }
    for (name, text) in files {
      #expect(text.hasSuffix("\n") && !text.contains("\r"))
      for word in text.matches(of: /[A-Za-z]+/).map({ $0.0.lowercased() }) where word == "nan" || word == "inf" {
        Issue.record("\(name) has \(word)")
      }
      // The study at the end is what makes the report again, with every digit.
      let prose = text.split(separator: "\n## How to make it again").first ?? ""
      #expect(prose.firstMatch(of: /[0-9]\.[0-9]{13}/) == nil, "\(name) has noise")
    }
    // Tables have as many cells in each row as in their heads.
    var cells: Int?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        cells = nil
        continue
      }
      let count = line.replacing("\\|", with: "").count { $0 == "|" }
      #expect(cells == nil || cells == count, "\(line)")
      cells = count
    }
    for heading in [
      "The answer", "Why to believe it", "Figures", "How it was found", "What a measurement tells",
      "Inputs and where they come from", "Sources", "How to make it again",
    ] + (source.contains("-front") ? [] : ["What to measure next"]) {
      #expect(markdown.contains("\n## \(heading)\n"))
    }
    #expect(!markdown.contains("**no** | \n"))
    #expect(markdown.contains("| passed |") && !checksFail(markdown))
  }

  /// A check that the report itself calls failed.
  private func checksFail(_ markdown: String) -> Bool {
    let start = markdown.range(of: "| check | finding | passed |")?.upperBound ?? markdown.endIndex
    return markdown[start...].prefix { $0 != "#" }.contains("| **no** |")
  }

  @Test(arguments: sources)
  func `draw figures that are XML and whose texts keep apart`(source: String) throws {
    for figure in try report(source).article.figures {
      let parser = XMLParser(data: Data(figure.svg.utf8))
      #expect(parser.parse(), "\(figure.name): \(parser.parserError.map { "\($0)" } ?? "")")
      for (index, text) in figure.texts.enumerated() {
        #expect(text.left >= 0 && text.right <= Canvas.width && text.top >= 0, "\(figure.name): '\(text.text)' is cut")
        for other in figure.texts[(index + 1)...] {
          #expect(!text.overlaps(other), "\(figure.name): '\(text.text)' and '\(other.text)'")
        }
      }
      #expect(figure.data.rows.count > 1)
    }
  }

  @Test(arguments: sources)
  func `are well-formed pages, too`(source: String) throws { check(try report(source).article) }

  @Test func `are well-formed pages of surveys and comparisons, too`() throws {
    let options = ReportOptions(command: "nupair report")
    check(Report(ranking: Package.database, options: options).article)
    check(try Report(reproduction: Package.database, options: options).article)
    let inputs = try ["studies/ho-paper.json", "studies/renp/yb-spin.json"].map(input)
    check(Report(comparing: inputs, options: options, database: Package.database).article)
  }

  /// One file, well-formed, that needs no other.
  private func check(_ article: Article) {
    let html = article.html, page = PageCheck(html)
    #expect(page.error == nil)
    #expect(Set(page.identifiers).count == page.identifiers.count, "an id stands twice")
    #expect(Set(page.references).isSubset(of: page.identifiers), "a reference leads nowhere")
    #expect(page.silent == 0 && page.misplaced.isEmpty, "\(page.misplaced)")
    // A level is never skipped on the way down, and there is one title.
    #expect(page.headings.first == 1 && page.headings.count { $0 == 1 } == 1)
    for (before, after) in zip(page.headings, page.headings.dropFirst()) { #expect(after <= before + 1) }
    // The bibliography lies beside the Markdown, not beside a page that is sent alone.
    #expect(page.links.allSatisfy { $0.hasPrefix("https://") }, "\(page.links)")
    #expect(!html.contains("src=") && !html.contains("url(http") && !html.contains("@import"))
    // Every picture has its style with it.
    #expect(html.components(separatedBy: "<style>").count == 2 + article.figures.count)
  }

  @Test(arguments: ["ho-paper", "renp/yb-spin"])
  func `give the same bytes again`(study: String) throws {
    let first = try report("studies/\(study).json"), second = try anew("studies/\(study).json")
    #expect(first.files.map(\.text) == second.files.map(\.text))
    #expect(first.article.html == second.article.html)
  }

  @Test func `balance the braces of BibTeX`() throws {
    for study in Self.studies {
      let bibtex = try report("studies/\(study).json").bibtex
      #expect(bibtex.count { $0 == "{" } == bibtex.count { $0 == "}" })
      let keys = bibtex.matches(of: /@misc\{([^,]+),/).map { String($0.1) }
      #expect(Set(keys).count == keys.count && !keys.isEmpty)
    }
  }

  // MARK: Content

  @Test func `say what is wrong with the holmium paper, in numbers`() throws {
    let text = try report("studies/ho-paper.json").article.markdown
    for words in [
      "r sits on the McQ3 boundary, with no margin", "M²(π) = −2.89 meV²", "**negative**",
      "r_c = 1 − 2ω/ε_eg = −0.36532355",
      "The published energies use a rounded ħc", "0.638754 and 0.436052 eV", "Eq. (6) is misprinted",
      "2.9 times too large",
      "2.0×10⁶ signal events, not 7.1×10⁵", "2.3 times larger than as printed", "McQ3 is open",
    ] { #expect(text.contains(words), "\(words)") }
    // A design of our own repeats none of it.
    let own = try report("studies/xe-elastic.json").article.markdown
    #expect(!own.contains("misprinted") && !own.contains("rounded ħc"))
  }

  @Test func `put unknown rates first among what is to be measured`() throws {
    // Of xenon without overrides γ_pe is a model's, uncertain by decades.
    guard case .raman(let study) = try input("studies/xe-elastic.json").study else {
      throw TestFailure("another process")
    }
    let influences = Influence.all(Evaluation(study), bench: try input("studies/xe-elastic.json").bench)
    #expect(influences.first?.name == "`gamma_pe_per_s`")
    let elasticity = try #require(influences.first?.elasticity)
    #expect(abs(elasticity - 2) < 1e-6)
    let coherence = try #require(influences.first { $0.name == "n³Vη" }?.elasticity)
    #expect(abs(coherence - 1) < 1e-6)
  }

  @Test(arguments: [
    (1.234, 0.005, "1.234(5)"), (5152, 2, "5152.0(20)"), (0.1, 2, "0.1(20)"), (1.2e-6, 4.2e-8, "1.20(4)×10⁻⁶"),
    (477, 45, "477(45)"),
    (2.08e-23, 2.1e-24, "2.08(21)×10⁻²³"), (-3.5, 0.4, "−3.5(4)"), (1e6, 2e5, "1.00(20)×10⁶"),
    (0.999, 0.0996, "1.00(10)"),
  ])
  func `write uncertainties in brackets`(value: Double, sigma: Double, text: String) {
    #expect(NumberText.uncertain(value, sigma) == text)
  }

  @Test(arguments: [
    (0.0, 4, "0"), (3.101e-7, 4, "3.101×10⁻⁷"), (0.637695, 6, "0.637695"), (29000, 3, "2.90×10⁴"), (4343, 3, "4343"),
    (-2.886, 4, "−2.886"),
    (1e51, 2, "1.0×10⁵¹"),
    (0.06296, 4, "0.06296"), (1e5, 1, "1×10⁵"),
  ])
  func `write numbers with few digits`(value: Double, digits: Int, text: String) {
    #expect(NumberText.report(value, digits: digits) == text)
  }

  @Test func `write numbers that are none as a dash`() {
    #expect(NumberText.report(.nan) == "—" && NumberText.report(.infinity) == "—")
    #expect(NumberText.report(nil, "eV") == "unknown" && NumberText.report(Double.nan, "eV") == "unknown")
  }

  @Test(arguments: [
    ("1.5e-6 eV", "1.5×10⁻⁶ eV"), ("by 1e-5", "by 10⁻⁵"), ("O(1e43)", "O(10⁴³)"), ("(1e2)²", "(10²)²"),
    ("r = -0.365 in (-1, -0.3)", "r = −0.365 in (−1, −0.3)"), ("2 -3e+4", "2 −3×10⁴"),
    // Names and words stay as they are.
    ("3P0-1S0 of 5I7_1", "3P0-1S0 of 5I7\\_1"), ("1e", "1e"), ("2eV and 3e4x", "2eV and 3e4x"),
  ])
  func `typeset what terminals are told`(text: String, typeset: String) {
    #expect(ReportProse.typeset(text) == typeset)
  }

  @Test func `escape what a title could do`() {
    let title = "a|b *c* [d](e) <f> `g` \\ _h_ # $i$"
    let html = Article.inline(Article.plain(title))
    #expect(html == "a|b *c* [d](e) &lt;f&gt; `g` \\ _h_ # $i$")
  }

  // MARK: Faults

  @Test func `refuse what is no single design`() throws {
    func refusal(_ text: String) -> [String] {
      do {
        _ = try ReportSubject.load(name: "input", bytes: Array(text.utf8), loader: Self.loader, directory: ".")
        return []
      } catch let error as ReportError {
        return error.findings.map(\.rule)
      } catch let error as StudyError {
        return error.findings.map(\.rule)
      } catch {
        return ["\(error)"]
      }
    }
    #expect(refusal(try Package.text("studies/searches/ho-rate.json")) == ["open"])
    #expect(refusal("{\"format\": \"nupair-result/1\", \"study\": null}") == ["no-design"])
    #expect(refusal("{\"format\": \"nupair-front/1\"}") == ["front"])
    #expect(refusal(try Package.text("studies/searches/yb-majorana-dirac.json")) == ["open"])
    #expect(!refusal("{").isEmpty && !refusal("[]").isEmpty && !refusal("").isEmpty)
  }
}
