import Documents
import Foundation
import Targets

/// A material file after reading: the material if it passed, and everything found on the way.
public struct LoadedMaterial: Sendable {
  public let file: String
  /// `nil` when a finding is an error.
  public let material: Material?
  public let findings: [Finding]
}

/// Reads and checks material files.
public enum MaterialLoader {
  /// Reads one file, or standard input for `-`.
  public static func load(path: String) -> LoadedMaterial {
    do throws(InputFileError) {
      return load(try TargetLoader.document(path: path))
    } catch {
      return LoadedMaterial(file: path, material: nil, findings: [error.finding])
    }
  }

  /// Checks a text.
  public static func load(name: String, bytes: [UInt8]) -> LoadedMaterial {
    load(JSONDocument(name: name, bytes: bytes, limits: TargetLoader.limits))
  }

  /// Checks a text already parsed.
  public static func load(_ document: JSONDocument) -> LoadedMaterial {
    let collector = FindingCollector(document)
    let material = MaterialDecoder(collector)?.decode()
    if let material {
      MaterialChecker(material: material, collector: collector).checkAll()
      checkName(of: material, collector)
    }
    let findings = collector.sortedFindings
    return LoadedMaterial(
      file: document.name, material: findings.hasErrors ? nil : material, findings: findings)
  }

  /// True for a text that says it is a material, be it of a format that this program does not read.
  public static func recognises(_ document: JSONDocument) -> Bool {
    guard case .object(let members)? = document.root?.value,
      case .string(let format)? = members.first(where: { $0.key == "format" })?.value.value
    else { return false }
    return format.hasPrefix("nupair-material")
  }

  private static func checkName(of material: Material, _ collector: FindingCollector) {
    let file = URL(fileURLWithPath: collector.document.name)
    guard file.pathExtension == "json" else { return }
    let name = file.deletingPathExtension().lastPathComponent
    guard name != material.id else { return }
    collector.report(
      .warning, "file-name", at: "/id", "the id is '\(material.id)', the file '\(name)'",
      hint: "name the file \(material.id).json, so that the id finds it")
  }
}
