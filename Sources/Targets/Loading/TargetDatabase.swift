import Documents
import Foundation

/// The directory of shipped target files.
public struct TargetDatabase: Sendable {
  public let directory: String
  /// Where a database was looked for in vain; then only files can be loaded.
  private let searched: [String]

  public init(directory: String) {
    self.directory = directory
    searched = []
  }

  /// No database: what was looked through is told when a target is asked for by its id.
  public init(missing searched: [String]) {
    directory = ""
    self.searched = searched
  }

  /// Finds the database: `NUPAIR_TARGETS`; else `targets` in a directory that holds the program; else
  /// `share/nupair/targets` beside its `bin`; else `targets` in the working directory.
  public static func locate(
    executable: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(TargetError) -> TargetDatabase {
    var candidates: [String] = []
    if let set = environment["NUPAIR_TARGETS"], !set.isEmpty {
      // The user's word: any directory will do.
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: set, isDirectory: &isDirectory), isDirectory.boolValue else {
        throw .noDatabase(searched: [set])
      }
      return TargetDatabase(directory: set)
    } else {
      var parent = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
      while parent.path != "/" {
        candidates.append(parent.appendingPathComponent("targets").path)
        candidates.append(parent.appendingPathComponent("share/nupair/targets").path)
        parent.deleteLastPathComponent()
      }
      let here = FileManager.default.currentDirectoryPath + "/targets"
      if !candidates.contains(here) { candidates.append(here) }
    }
    for candidate in candidates where FileManager.default.fileExists(atPath: candidate + "/schema/target.schema.json") {
      return TargetDatabase(directory: candidate)
    }
    throw .noDatabase(searched: candidates)
  }

  /// A fresh lookup of host blocks; keep it while loading several files, since it remembers what it read.
  public var hosts: HostLookup { HostLookup(directories: [directory]) }

  /// Ids of the targets, sorted.
  public var ids: [String] { Self.targetFiles(in: directory).map { String($0.dropLast(5)) } }

  public func path(of id: String) -> String { directory + "/" + id + ".json" }

  /// Loads a target by id, or from a file when the name is a path, ends in `.json` or is `-`.
  public func load(_ name: String) throws(TargetError) -> Target {
    let path: String
    if name.contains("/") || name.hasSuffix(".json") || name == "-" {
      path = name
    } else if ids.contains(name) {
      path = self.path(of: name)
    } else if directory.isEmpty {
      throw .noDatabase(searched: searched)
    } else {
      throw .unknownTarget(name, suggestion: Suggestion.nearest(to: name, among: ids), searched: directory)
    }
    let loaded = TargetLoader.load(path: path, hosts: hosts)
    guard let target = loaded.target else { throw .rejected(loaded.findings) }
    return target
  }

  /// Reads and checks files, the `.json` files of directories, or all targets of the database when none are named.
  ///
  /// - Parameter takes: takes a document of another format, which is then not read as a target.
  public func check(_ names: [String] = [], unless takes: (JSONDocument) -> Bool = { _ in false }) -> [LoadedTarget] {
    let hosts = self.hosts
    var loaded: [LoadedTarget] = []
    func check(_ path: String) {
      do throws(InputFileError) {
        let document = try TargetLoader.document(path: path)
        if !takes(document) { loaded.append(TargetLoader.load(document, hosts: hosts.beside(path))) }
      } catch {
        loaded.append(LoadedTarget(unreadable: path, error))
      }
    }
    for name in names.isEmpty ? [directory] : names {
      var isDirectory: ObjCBool = false
      if name != "-", FileManager.default.fileExists(atPath: name, isDirectory: &isDirectory), isDirectory.boolValue {
        let trimmed = name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
        let files = Self.targetFiles(in: name)
        if files.isEmpty {
          loaded.append(
            LoadedTarget(
              file: name, target: nil,
              findings: [Finding(.error, rule: "unreadable", file: name, message: "the directory holds no .json file")],
              isUnreadable: true))
        }
        for file in files { check(trimmed + "/" + file) }
      } else {
        check(name)
      }
    }
    return loaded.map { file in
      guard let target = file.target else { return file }
      let more = Self.crossFindings(target, file: file.file, among: loaded)
      guard !more.isEmpty else { return file }
      return LoadedTarget(
        file: file.file, target: more.hasErrors ? nil : target, findings: file.findings + more, isUnreadable: false)
    }
  }

  private static func targetFiles(in directory: String) -> [String] {
    guard !directory.isEmpty else { return [] }
    let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return files.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
  }

  // MARK: Rules between files

  private static func crossFindings(_ target: Target, file: String, among all: [LoadedTarget]) -> [Finding] {
    var findings: [Finding] = []
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    if file.hasSuffix(".json"), name != target.id {
      findings.append(
        Finding(
          .warning, rule: "file-name", file: file, pointer: "/id",
          message: "the id is '\(target.id)', the file '\(name)'",
          hint: "name the file \(target.id).json, so that the id finds it"))
    }
    guard let host = target.host, host.reference == nil, host.hasNumbers else { return findings }
    for other in all {
      guard let twin = other.target, let otherHost = twin.host, otherHost.reference == nil, otherHost.hasNumbers,
        otherHost.formula == host.formula, (twin.id, other.file) < (target.id, file)
      else { continue }
      findings.append(
        Finding(
          .error, rule: "copied-number", file: file, pointer: "/host",
          message: "the host \(host.formula) is described here and in \(other.file)",
          why: "the same number in two files will one day differ", hint: "write \"ref\": \"\(twin.id)\" here"))
    }
    return findings
  }
}
