import Documents
import Foundation
import Studies

/// Why there is no report.
public struct ReportError: Error, Sendable, Hashable {
  public let findings: [Finding]

  public init(findings: [Finding]) { self.findings = findings }

  init(
    _ rule: String, file: String, pointer: String, message: String, hint: String? = nil
  ) {
    self.init(findings: [
      Finding(.error, rule: rule, file: file, pointer: pointer, message: message, hint: hint)
    ])
  }
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
  /// Where the design comes from, if from more than its author's head or one search.
  var origin: String?
  let bench: StudyBench

  public enum Format: String, CaseIterable {
    case study = "nupair-study/1"
    case result = "nupair-result/1"
    case front = "nupair-front/1"
  }

  /// Checks a study or a result that was read.
  static func load(_ document: JSONDocument, bytes: [UInt8], loader: StudyLoader, directory: String) throws
    -> ReportInput
  {
    guard let root = document.root, !document.findings.hasErrors else { throw ReportError(findings: document.findings) }
    let json = JSONValue(root), name = document.name, bench = StudyBench(loader: loader, directory: directory)
    if json["format"]?.stringValue == Format.result.rawValue {
      guard let result = ResultFile(json) else {
        throw ReportError(
          "no-design", file: name, pointer: "/study",
          message: "the search of this result found no design", hint: "there is nothing to report but that")
      }
      let study = try loader.loadAny(name: name, bytes: Array(result.study.text.utf8), directory: directory)
      return ReportInput(name: name, study: study, digest: document.digest, result: result, bench: bench)
    }
    // Ranges are what a search is for.
    if let template = try? loader.template(name: name, bytes: bytes, directory: directory),
      let open = template.ranges.first.map({ $0.parameter.pointer }) ?? template.choices.first?.pointer
    {
      throw ReportError(
        "open", file: name, pointer: open,
        message: "the study leaves this open: a report is of one design",
        hint: "`nupair optimize \(name.printable) --report DIR` searches it and reports what it finds")
    }
    let study = try loader.loadAny(name: name, bytes: bytes, directory: directory)
    return ReportInput(name: name, study: study, digest: document.digest, result: nil, bench: bench)
  }

  /// What a search just found.
  public init(_ found: StudyOptimisation, loader: StudyLoader, directory: String) throws {
    let bytes = Array(found.json.text.utf8)
    self = try Self.load(
      JSONDocument(name: found.template.name, bytes: bytes, limits: ReportSubject.limits), bytes: bytes,
      loader: loader, directory: directory)
    isFresh = true
  }

  init(name: String, study: AnyStudy, digest: String, result: ResultFile?, bench: StudyBench) {
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
