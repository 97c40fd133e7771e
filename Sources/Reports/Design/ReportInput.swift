import Documents
import Foundation
import Studies

/// Why there is no report.
public struct ReportError: Error, Sendable, Hashable {
  public let findings: [Finding]

  public init(findings: [Finding]) { self.findings = findings }
}

/// What a report is made of: a design, or what a search found.
public struct ReportInput: Sendable {
  /// As it was named.
  public let name: String
  public let study: AnyStudy
  /// Of the file's text.
  public let digest: String
  public let result: ResultFile?
  /// True for a search that just ended: no file holds it.
  var isFresh = false
  let bench: StudyBench

  public enum Format: String, CaseIterable {
    case study = "nupair-study/1"
    case result = "nupair-result/1"
  }

  /// Results hold a design and its history.
  static let limits = JSONLimits(bytes: 64 << 20, values: 4_000_000)

  /// Reads a study or a result from a file, or from standard input for `-`.
  public static func load(path: String, loader: StudyLoader) throws -> ReportInput {
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

  public static func load(
    name: String, bytes: [UInt8], loader: StudyLoader, directory: String
  ) throws -> ReportInput {
    let bench = StudyBench(loader: loader, directory: directory)
    let document = JSONDocument(name: name, bytes: bytes, limits: limits)
    guard let root = document.root, !document.findings.hasErrors else { throw ReportError(findings: document.findings) }
    let json = JSONValue(root)
    func refused(_ rule: String, _ message: String, _ hint: String) -> ReportError {
      ReportError(findings: [Finding(.error, rule: rule, file: name, pointer: "/format", message: message, hint: hint)])
    }
    switch json["format"]?.stringValue {
    case Format.result.rawValue:
      guard let result = ResultFile(json) else {
        throw refused("no-design", "the search of this result found no design", "there is nothing to report but that")
      }
      let study = try loader.load(name: name, tree: result.study, directory: directory)
      return ReportInput(name: name, study: .raman(study), digest: document.digest, result: result, bench: bench)
    case "nupair-front/1":
      throw refused(
        "format", "this is a front of many designs, not one", "report one of its studies; the front is a table already")
    default:
      // Ranges are what a search is for.
      if json["process"]?.stringValue == "ranp",
        let template = try? loader.template(name: name, bytes: bytes, directory: directory),
        let open = template.ranges.first.map({ $0.parameter.pointer }) ?? template.choices.first?.pointer
      {
        throw ReportError(findings: [
          Finding(
            .error, rule: "open", file: name, pointer: open,
            message: "the study leaves this open: a report is of one design",
            hint: "`nupair optimize \(name.printable) --report DIR` searches it and reports what it finds")
        ])
      }
      let study = try loader.loadAny(name: name, bytes: bytes, directory: directory)
      return ReportInput(name: name, study: study, digest: document.digest, result: nil, bench: bench)
    }
  }

  /// What a search just found.
  public init(_ found: StudyOptimisation, loader: StudyLoader, directory: String) throws {
    let json = found.json
    self = try Self.load(
      name: found.template.name, bytes: Array(json.text.utf8), loader: loader, directory: directory)
    isFresh = true
  }

  private init(name: String, study: AnyStudy, digest: String, result: ResultFile?, bench: StudyBench) {
    self.name = name
    self.study = study
    self.digest = digest
    self.result = result
    self.bench = bench
  }

  public var title: String {
    let title =
      switch study {
      case .raman(let study): study.title
      case .radiative(let study): study.title
      }
    return title ?? URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent
  }
}

/// What a report says of how it was made.
public struct ReportOptions: Sendable {
  /// The command line.
  public var command: String
  public var commit: String?
  /// Left out by default, so that the same input gives the same bytes.
  public var time: String?

  public init(command: String, commit: String? = nil, time: String? = nil) {
    self.command = command
    self.commit = commit
    self.time = time
  }
}
