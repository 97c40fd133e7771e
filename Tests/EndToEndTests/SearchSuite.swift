import Documents
import Foundation
import Testing
import _TestSupport

/// What suites share that run searches on the built binary.
protocol SearchSuite {
  var scratch: ScratchDirectory { get }
}

extension SearchSuite {
  func run(_ arguments: [String]) throws -> Command.Result {
    try Command.run(try Command.nupair, arguments, environment: ["NUPAIR_TARGETS": Package.root + "/targets"])
  }

  func study(_ name: String) -> String { Package.root + "/studies/searches/\(name).json" }

  func text(_ name: String) throws -> String { try String(contentsOfFile: scratch.path(name), encoding: .utf8) }

  func json(_ text: String) throws -> JSONValue {
    let document = JSONDocument(name: "output", text: text)
    return JSONValue(try #require(document.root, "\(document.findings)"))
  }
}
