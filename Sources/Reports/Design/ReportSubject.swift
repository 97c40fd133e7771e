import Documents
import Foundation
import Studies

/// What a file is a report of: one design, or the many of a front.
public enum ReportSubject: Sendable {
  case design(ReportInput)
  case front(FrontInput)

  /// Results hold a design and its history, fronts many designs.
  static let limits = JSONLimits(bytes: 64 << 20, values: 4_000_000)

  /// Reads a study, a result or a front from a file, or from standard input for `-`.
  public static func load(path: String, loader: StudyLoader) throws -> ReportSubject {
    let bytes: [UInt8]
    do throws(InputFileError) {
      bytes = try InputFile.read(path, limit: limits.bytes)
    } catch {
      throw ReportError(findings: [error.finding])
    }
    return try load(
      name: path == "-" ? "standard input" : path, bytes: bytes, loader: loader,
      directory: path == "-" ? "." : URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  /// The same from a text.
  ///
  /// - Parameter directory: where target files named by relative paths are looked for.
  public static func load(
    name: String, bytes: [UInt8], loader: StudyLoader, directory: String
  ) throws -> ReportSubject {
    let document = JSONDocument(name: name, bytes: bytes, limits: limits)
    if let root = document.root, !document.findings.hasErrors,
      JSONValue(root)["format"]?.stringValue == ReportInput.Format.front.rawValue
    {
      return .front(try FrontInput(document, loader: loader, directory: directory))
    }
    return .design(try ReportInput.load(document, bytes: bytes, loader: loader, directory: directory))
  }
}
