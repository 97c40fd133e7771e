import Documents
import Foundation
import Targets

/// Where the package and its parts are, for tests.
public enum Package {
  /// The root of the checkout.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  public static let database = TargetDatabase(directory: root + "/targets")

  public static func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// A shipped target file as a tree to edit.
  public static func targetTree(_ id: String) throws -> JSONValue {
    let document = JSONDocument(name: id, text: try text("targets/\(id).json"))
    guard let root = document.root, document.findings.isEmpty else {
      throw TestFailure("targets/\(id).json does not parse")
    }
    return JSONValue(root)
  }
}

/// A broken assumption of a test itself.
public struct TestFailure: Error, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}
