import Documents
import Photonics
import Studies
import Targets

/// What `targets check` says: of targets, then of materials.
public struct CheckReport: Sendable {
  public let targets: [LoadedTarget]
  public let materials: [LoadedMaterial]

  /// Checks files, each by the format it names, and the `.json` files of directories; when none are named, the targets and materials of
  /// the database.
  public init(checking names: [String] = [], in database: TargetDatabase) {
    let shelf = MaterialShelf(database)
    let whole = [database.directory] + (shelf.ids.isEmpty ? [] : [shelf.directory])
    var materials: [LoadedMaterial] = []
    targets = database.check(names.isEmpty ? whole : names) { document in
      guard MaterialLoader.recognises(document) else { return false }
      materials.append(MaterialLoader.load(document))
      return true
    }
    self.materials = materials
  }

  private var findings: [Finding] { targets.flatMap(\.findings) + materials.flatMap(\.findings) }
  public var errorCount: Int { findings.count { $0.severity == .error } }
  public var warningCount: Int { findings.count { $0.severity == .warning } }
  public var hasUnreadableFile: Bool { targets.contains(where: \.isUnreadable) }

  /// The findings, one block each, and a closing line.
  public var text: String {
    let accepted = targets.count { $0.target != nil } + materials.count { $0.material != nil }
    let files = counted(targets.count + materials.count, "file")
    return findings.map { $0.text + "\n" }.joined()
      + "\(accepted) of \(files) accepted; \(counted(errorCount, "error")), \(counted(warningCount, "warning"))\n"
  }

  public var json: JSONValue {
    [
      "format": "nupair-check/1", "program": .program,
      "files": .array(
        targets.map { file in
          [
            "file": .string(file.file), "accepted": .bool(file.target != nil),
            "target": .string(orNull: file.target?.id),
            "findings": .array(file.findings.map(\.json)),
          ]
        }
          + materials.map { file in
            [
              "file": .string(file.file), "accepted": .bool(file.material != nil),
              "material": .string(orNull: file.material?.id),
              "findings": .array(file.findings.map(\.json)),
            ]
          }),
      "errors": .integer(errorCount), "warnings": .integer(warningCount),
    ]
  }
}

/// `1 error`, `2 errors`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
