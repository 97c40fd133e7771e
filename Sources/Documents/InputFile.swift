import Foundation

/// Why an input could not be read at all.
public struct InputFileError: Error, Sendable, Hashable {
  public let path: String
  public let reason: String
  public let hint: String?

  public var finding: Finding { Finding(.error, rule: "unreadable", file: path, message: reason, hint: hint) }
}

/// Reads input files and standard input in bounded memory.
public enum InputFile {
  /// The bytes of a file, or of standard input for `-`; stops one byte beyond `limit`, so that the caller sees that
  /// there was more without holding it.
  public static func read(_ path: String, limit: Int) throws(InputFileError) -> [UInt8] {
    if path == "-" { return try drain(FileHandle.standardInput, path: path, limit: limit) }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      if (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil {
        throw InputFileError(path: path, reason: "a symbolic link that leads to no file", hint: nil)
      }
      throw InputFileError(path: path, reason: "no such file", hint: nearbyFile(path))
    }
    if isDirectory.boolValue {
      throw InputFileError(path: path, reason: "this is a directory, not a file", hint: nil)
    }
    // A pipe that the shell made for a command, <(…), has its writer; any other pipe may wait for one for ever.
    if isPipe(path), !path.hasPrefix("/dev/fd/"), !path.hasPrefix("/proc/self/fd/") {
      throw InputFileError(
        path: path, reason: "this is a named pipe, not a file", hint: "use - and redirect standard input")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw InputFileError(path: path, reason: "the file cannot be opened", hint: "check its permissions (ls -l)")
    }
    defer { try? handle.close() }
    return try drain(handle, path: path, limit: limit)
  }

  private static func drain(_ handle: FileHandle, path: String, limit: Int) throws(InputFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      while bytes.count <= limit {
        guard let chunk = try handle.read(upToCount: min(1 << 18, limit + 1 - bytes.count)), !chunk.isEmpty else {
          break
        }
        bytes.append(contentsOf: chunk)
      }
    } catch {
      throw InputFileError(path: path, reason: "reading failed: \(error.localizedDescription)", hint: nil)
    }
    return bytes
  }

  private static func isPipe(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
  }

  private static func nearbyFile(_ path: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let siblings = try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)
    return Suggestion.phrase(
      for: url.lastPathComponent, among: (siblings ?? []).sorted().filter { $0 != url.lastPathComponent })
  }
}
