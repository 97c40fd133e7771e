import Drawing
import Foundation
import Studies
import Targets
import Testing
import _TestSupport

@testable import Reports

@Suite struct `Markdown for print` {
  private func article(_ write: (inout Article) -> Void) -> String {
    var article = Article(title: "Title")
    write(&article)
    return article.printMarkdown
  }

  @Test func `has no links to files, and what fonts lack as a formula`() {
    let text = article {
      $0.paragraph("As [sources.bib](sources.bib) and [a page](https://example.org) say, 𝒥 is J.")
    }
    #expect(text.contains("As sources.bib and [a page](https://example.org) say, $\\mathcal{J}$ is J.\n"))
  }

  @Test func `gives columns the room that their texts need`() throws {
    let text = article {
      var table = Article.Table([("#", .right), ("path", .left), ("why", .left)])
      table.add(["1", "`5I7_1 → 5I6_2`", String(repeating: "word ", count: 50)])
      table.add(["2", "", "a|b"])
      $0.table(table)
    }
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(lines.count == 4 && lines[3] == "| 2 |  | a\\|b |")
    let dashes = lines[1].split(separator: "|").map(\.count)
    #expect(dashes[0] < dashes[1] && dashes[1] < dashes[2] && lines[1].hasSuffix("-|") && lines[1].contains("-:|"))
  }

  @Test func `folds long lines of code at spaces`() {
    let line = "  note = {" + String(repeating: "abcde ", count: 40) + "}"
    let folded = Article.folded(line)
    #expect(folded.count == 3 && folded.allSatisfy { $0.count <= 108 })
    #expect(folded.dropFirst().allSatisfy { $0.hasPrefix("    abcde") })
    func words(_ text: String) -> [Substring] { text.split(separator: " ") }
    #expect(words(folded.joined(separator: " ")) == words(line))
    // What has no space is cut, and nothing is lost; short lines stay.
    let solid = String(repeating: "x", count: 300)
    #expect(Article.folded(solid).joined().replacing(" ", with: "") == solid)
    #expect(Article.folded("short") == ["short"])
  }

  @Test func `draws figures once, with their captions`() throws {
    let loader = StudyLoader(database: Package.database)
    guard
      case .design(let input) = try ReportSubject.load(
        path: Package.root + "/studies/renp/yb-spin.json", loader: loader)
    else { throw TestFailure("no design") }
    let article = Report(input, options: ReportOptions(command: "x"), database: Package.database).article
    let text = article.printMarkdown
    for figure in article.figures { #expect(text.contains("\n![](figures/\(figure.name).svg)\n")) }
    #expect(!text.contains("[Data]") && !text.contains("](sources.bib)") && text.contains("**Figure 1.**"))
  }
}
