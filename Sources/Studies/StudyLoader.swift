import Documents
import Foundation
import Photonics
import Synchronization
import Targets

/// Why a study cannot be used: everything found wrong with it.
public struct StudyError: Error, Sendable, Hashable {
  public let findings: [Finding]
}

/// Reads and checks study files. A loader reads each target once, however many studies name it.
public struct StudyLoader: Sendable {
  private let shelf: TargetShelf
  private let materials: MaterialShelf

  public init(database: TargetDatabase) {
    shelf = TargetShelf(database)
    materials = MaterialShelf(database)
  }

  /// Studies are small; the bounds keep hostile files from costing time.
  public static let limits = JSONLimits(bytes: 1 << 20, values: 50_000)

  /// Reads a study from a file, or from standard input for `-`.
  public func load(path: String) throws(StudyError) -> Study {
    try load(try document(path), directory: directory(of: path))
  }

  /// Reads a study of any process from a file, or from standard input for `-`.
  public func loadAny(path: String) throws(StudyError) -> AnyStudy {
    try loadAny(try document(path), directory: directory(of: path))
  }

  /// The same from a text.
  public func loadAny(name: String, bytes: [UInt8], directory: String = ".") throws(StudyError) -> AnyStudy {
    try loadAny(JSONDocument(name: name, bytes: bytes, limits: Self.limits), directory: directory)
  }

  /// The same from a tree.
  func loadAny(name: String, tree: JSONValue, directory: String = ".") throws(StudyError) -> AnyStudy {
    try loadAny(name: name, bytes: Array(tree.text.utf8), directory: directory)
  }

  /// Checks a tree that was read.
  func loadAny(_ document: JSONDocument, directory: String) throws(StudyError) -> AnyStudy {
    guard document.isRadiative else { return .raman(try load(document, directory: directory)) }
    let collector = FindingCollector(document)
    let decoder = StudyDecoder(collector, shelf: shelf, materials: materials, directory: directory)
    let study = decoder.decodeRadiative()
    let findings = collector.sortedFindings
    guard let study, !findings.hasErrors else { throw StudyError(findings: findings) }
    return .radiative(study)
  }

  /// Reads a study with ranges and lists from a file, or from standard input for `-`.
  public func template(path: String) throws(StudyError) -> StudyTemplate {
    try StudyTemplate(try document(path), loader: self, directory: directory(of: path))
  }

  /// The same from a text.
  public func template(name: String, bytes: [UInt8], directory: String = ".") throws(StudyError) -> StudyTemplate {
    try StudyTemplate(
      JSONDocument(name: name, bytes: bytes, limits: Self.limits), loader: self, directory: directory)
  }

  private func document(_ path: String) throws(StudyError) -> JSONDocument {
    do throws(InputFileError) {
      let bytes = try InputFile.read(path, limit: Self.limits.bytes)
      return JSONDocument(name: path == "-" ? "standard input" : path, bytes: bytes, limits: Self.limits)
    } catch {
      throw StudyError(findings: [error.finding])
    }
  }

  private func directory(of path: String) -> String {
    path == "-" ? "." : URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  /// Checks a text.
  ///
  /// - Parameter directory: where target files named by relative paths are looked for.
  public func load(name: String, bytes: [UInt8], directory: String = ".") throws(StudyError) -> Study {
    try load(JSONDocument(name: name, bytes: bytes, limits: Self.limits), directory: directory)
  }

  /// Checks a tree that was read.
  func load(_ document: JSONDocument, directory: String) throws(StudyError) -> Study {
    let collector = FindingCollector(document)
    let decoder = StudyDecoder(collector, shelf: shelf, materials: materials, directory: directory)
    let study = decoder.decode()
    let findings = collector.sortedFindings
    guard let study, !findings.hasErrors else { throw StudyError(findings: findings) }
    return study
  }

  /// Checks a tree, such as a study with some values replaced.
  public func load(name: String, tree: JSONValue, directory: String = ".") throws(StudyError) -> Study {
    try load(name: name, bytes: Array(tree.text.utf8), directory: directory)
  }
}

extension JSONDocument {
  /// What a study says it is of; Raman emission unless it names the other.
  var process: StudyProcess {
    guard let root, case .object(let members) = root.value,
      case .string(StudyProcess.renp.rawValue)? = members.first(where: { $0.key == "process" })?.value.value
    else { return .ranp }
    return .renp
  }

  /// True for a study of radiative emission.
  var isRadiative: Bool { process == .renp }
}

/// Targets already read, by the name they were asked for.
final class TargetShelf: Sendable {
  private let database: TargetDatabase
  private let targets = Mutex<[String: Target]>([:])

  init(_ database: TargetDatabase) { self.database = database }

  func load(_ name: String) throws(TargetError) -> Target {
    if let known = targets.withLock({ $0[name] }) { return known }
    let target = try database.load(name)
    targets.withLock { $0[name] = target }
    return target
  }
}
