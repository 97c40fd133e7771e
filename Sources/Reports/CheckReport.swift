import Documents
import Studies
import Targets

/// What `targets check` says.
public struct CheckReport: Sendable {
  public let files: [LoadedTarget]

  public init(_ files: [LoadedTarget]) { self.files = files }

  public var errorCount: Int { files.reduce(0) { $0 + $1.findings.count { $0.severity == .error } } }
  public var warningCount: Int { files.reduce(0) { $0 + $1.findings.count { $0.severity == .warning } } }
  public var hasUnreadableFile: Bool { files.contains(where: \.isUnreadable) }

  /// The findings, one block each, and a closing line.
  public var text: String {
    let accepted = files.count { $0.target != nil }
    let findings = files.flatMap(\.findings).map { $0.text + "\n" }.joined()
    return findings
      + "\(accepted) of \(counted(files.count, "file")) accepted; \(counted(errorCount, "error")), \(counted(warningCount, "warning"))\n"
  }

  public var json: JSONValue {
    [
      "format": "nupair-check/1", "program": .program,
      "files": .array(
        files.map { file in
          [
            "file": .string(file.file), "accepted": .bool(file.target != nil),
            "target": .string(orNull: file.target?.id),
            "findings": .array(file.findings.map(\.json)),
          ]
        }),
      "errors": .integer(errorCount), "warnings": .integer(warningCount),
    ]
  }
}

/// `1 error`, `2 errors`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
