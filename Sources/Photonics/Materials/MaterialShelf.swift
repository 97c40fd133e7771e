import Documents
import Foundation
import Synchronization
import Targets

/// Why a material cannot be used.
public enum MaterialError: Error, Sendable, Hashable {
  case unknownMaterial(String, hint: String?, searched: String)
  case rejected([Finding])
  case noMaterials(searched: String)

  public var findings: [Finding] {
    switch self {
    case .unknownMaterial(let name, let hint, let searched):
      [
        Finding(
          .error, rule: "unknown-material", file: searched, message: "there is no material '\(name)'",
          hint: hint ?? "docs/materials.md lists them; a path to a file works too")
      ]
    case .rejected(let findings): findings
    case .noMaterials(let searched):
      [
        Finding(
          .error, rule: "no-materials", file: searched, message: "no materials were found",
          hint: "they stand in the folder \"materials\" beside the targets; NUPAIR_TARGETS names the directory of both")
      ]
    }
  }
}

/// The materials of a target database, each read once.
public final class MaterialShelf: Sendable {
  public let directory: String
  private let materials = Mutex<[String: Material]>([:])

  public init(directory: String) { self.directory = directory }

  /// The shelf that belongs to a database: its folder `materials`.
  public convenience init(_ database: TargetDatabase) {
    self.init(directory: database.directory.isEmpty ? "" : database.directory + "/materials")
  }

  /// Ids of the materials, sorted; none when there is no such directory.
  public var ids: [String] {
    guard !directory.isEmpty else { return [] }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return files.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The material of an id, or of a file when the name is a path, ends in `.json` or is `-`.
  public func load(_ name: String) throws(MaterialError) -> Material {
    if let known = materials.withLock({ $0[name] }) { return known }
    let isFile = name.contains("/") || name.hasSuffix(".json") || name == "-"
    var file = name
    if !isFile {
      let ids = ids
      guard !ids.isEmpty else { throw .noMaterials(searched: directory.isEmpty ? "materials" : directory) }
      guard let id = Self.id(for: name, among: ids) else {
        throw .unknownMaterial(name, hint: Self.hint(for: name, among: ids), searched: directory)
      }
      file = directory + "/" + id + ".json"
    }
    let loaded = MaterialLoader.load(path: file)
    guard let material = loaded.material else { throw .rejected(loaded.findings) }
    materials.withLock { $0[name] = material }
    return material
  }

  /// The id that a name stands for: itself in any case of letters, or its ordinary ray.
  private static func id(for name: String, among ids: [String]) -> String? {
    let plain = name.lowercased()
    return [name, plain, plain + "-o"].first(where: ids.contains)
  }

  /// What was probably meant: a near miss, or the forms that the material comes in.
  private static func hint(for name: String, among ids: [String]) -> String? {
    let forms = ids.filter { $0.hasPrefix(name.lowercased() + "-") }
    return forms.isEmpty ? Suggestion.phrase(for: name, among: ids) : "there are \(forms.joined(separator: ", "))"
  }
}
