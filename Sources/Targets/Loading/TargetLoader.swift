import Documents
import Foundation
import Synchronization

/// A target file after reading: the target if it passed, and everything found on the way.
public struct LoadedTarget: Sendable {
  public let file: String
  /// `nil` when a finding is an error.
  public let target: Target?
  public let findings: [Finding]
  /// True when the file could not be read at all, as opposed to being read and rejected.
  public let isUnreadable: Bool
}

extension LoadedTarget {
  init(unreadable file: String, _ error: InputFileError) {
    self.init(file: file, target: nil, findings: [error.finding], isUnreadable: true)
  }
}

/// Why a target cannot be used.
public enum TargetError: Error, Sendable, Hashable {
  case unknownTarget(String, suggestion: String?, searched: String)
  case rejected([Finding])
  case noDatabase(searched: [String])

  public var findings: [Finding] {
    switch self {
    case .unknownTarget(let name, let suggestion, let searched):
      [
        Finding(
          .error, rule: "unknown-target", file: searched, message: "there is no target '\(name)'",
          hint: suggestion.map { "did you mean '\($0)'?" } ?? "`nupair targets` lists them; a path to a file works too")
      ]
    case .rejected(let findings): findings
    case .noDatabase(let searched):
      [
        Finding(
          .error, rule: "no-database", file: searched.first ?? "targets",
          message: "the target database was not found", why: "looked in \(searched.joined(separator: ", "))",
          hint: "set NUPAIR_TARGETS to the directory that holds xe.json and the other targets")
      ]
    }
  }
}

/// Reads and checks target files.
public enum TargetLoader {
  /// 2 MiB, some twenty-five times the largest shipped file: room for any real target, and a bound on memory.
  public static let limits = JSONLimits(bytes: 2 << 20, values: 200_000)

  /// Reads one file, or standard input for `-`.
  ///
  /// - Parameter hosts: finds the host block of another target by its id, for `"ref"`.
  public static func load(path: String, hosts: HostLookup) -> LoadedTarget {
    do throws(InputFileError) {
      return load(try document(path: path), hosts: hosts.beside(path))
    } catch {
      return LoadedTarget(unreadable: path, error)
    }
  }

  /// Reads and parses one file, or standard input for `-`.
  package static func document(path: String) throws(InputFileError) -> JSONDocument {
    let bytes = try InputFile.read(path, limit: limits.bytes)
    return JSONDocument(name: path == "-" ? "standard input" : path, bytes: bytes, limits: limits)
  }

  /// Checks a text.
  public static func load(name: String, bytes: [UInt8], hosts: HostLookup) -> LoadedTarget {
    load(JSONDocument(name: name, bytes: bytes, limits: limits), hosts: hosts)
  }

  /// Checks a text already parsed.
  static func load(_ document: JSONDocument, hosts: HostLookup) -> LoadedTarget {
    let collector = FindingCollector(document)
    let target = check(collector, hosts: hosts)
    let findings = collector.sortedFindings
    return LoadedTarget(
      file: document.name, target: findings.hasErrors ? nil : target, findings: findings, isUnreadable: false)
  }

  private static func check(_ collector: FindingCollector, hosts: HostLookup) -> Target? {
    guard var decoder = TargetDecoder(collector) else { return nil }
    guard let target = decoder.decode(hostLookup: hosts.host) else { return nil }
    TargetChecker(target: target, collector: collector, levelsAreComplete: decoder.levelsAreComplete).checkAll()
    return target
  }
}

/// Finds host blocks by target id in a list of directories, reading each file once.
public struct HostLookup: Sendable {
  private let directories: [String]
  private let cache: HostCache

  public init(directories: [String]) { self.init(directories, HostCache()) }

  private init(_ directories: [String], _ cache: HostCache) {
    self.directories = directories
    self.cache = cache
  }

  /// The same lookup, but first in the directory of a file.
  func beside(_ path: String) -> HostLookup {
    guard path != "-" else { return self }
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return HostLookup([directory] + directories, cache)
  }

  /// The host described in full by the file of that id; `nil` when there is none. References do not chain.
  func host(_ id: String) -> Host? {
    guard !id.contains("/") else { return nil }
    // The first file of that name decides: a faulty one beside the user's file must not be passed over in silence.
    guard let path = directories.map({ $0 + "/" + id + ".json" }).first(where: FileManager.default.fileExists(atPath:))
    else {
      return nil
    }
    return cache.host(path) { Self.read(path, id) }
  }

  private static func read(_ path: String, _ id: String) -> Host? {
    guard let bytes = try? InputFile.read(path, limit: TargetLoader.limits.bytes) else { return nil }
    let loaded = TargetLoader.load(name: path, bytes: bytes, hosts: HostLookup(directories: []))
    guard let target = loaded.target, target.id == id, let host = target.host, host.reference == nil else { return nil }
    return host
  }
}

/// Hosts already read, by path; shared by copies of a lookup.
private final class HostCache: Sendable {
  private let hosts = Mutex<[String: Host?]>([:])

  func host(_ path: String, read: () -> Host?) -> Host? {
    hosts.withLock { hosts in
      if let known = hosts[path] { return known }
      let host = read()
      hosts[path] = .some(host)
      return host
    }
  }
}
