import Foundation

/// Writes results whole or not at all.
public enum OutputFile {
  public struct Failure: Error, Sendable, CustomStringConvertible {
    public let description: String

    init(_ path: String, _ reason: String) { description = "\(path.printable) cannot be written: \(reason)" }
  }

  /// Writes a file beside the old one and renames it over: a reader never sees half of it, and a failure leaves the old one.
  ///
  /// A symbolic link is followed. What is no regular file (a device, a pipe) is written to, never replaced.
  public static func write(_ text: String, to path: String) throws(Failure) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      // Nothing there yet, or a link to nothing: the link's end is what is meant.
      let end = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)).map { link in
        link.hasPrefix("/") ? link : URL(fileURLWithPath: path).deletingLastPathComponent().path + "/" + link
      }
      return try replace(end ?? path, text, permissions: nil, named: path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      let end = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      try replace(end, text, permissions: status.st_mode & 0o777, named: path)
    case S_IFDIR: throw Failure(path, "this is a directory")
    default: try pour(text, into: path, flags: O_WRONLY, named: path)
    }
  }

  /// Makes a directory and those above it.
  public static func makeDirectory(_ path: String) throws(Failure) {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
      if isDirectory.boolValue { return }
      throw Failure(path, "this is a file, not a directory")
    }
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if parent != path { try makeDirectory(parent) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw Failure(path, reason()) }
  }

  /// True when both names lead to one file that exists.
  public static func isSame(_ a: String, _ b: String) -> Bool {
    var first = stat(), second = stat()
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_ino == second.st_ino
      && first.st_dev == second.st_dev && first.st_mode & S_IFMT == S_IFREG
  }

  private static func replace(_ path: String, _ text: String, permissions: mode_t?, named name: String) throws(Failure)
  {
    guard !path.isEmpty else { throw Failure("''", "a file needs a name") }
    let part = path + ".part-\(getpid())"
    do {
      try pour(text, into: part, flags: O_WRONLY | O_CREAT | O_EXCL, named: name)
    } catch {
      unlink(part)
      throw error
    }
    if let permissions { chmod(part, permissions) }
    guard rename(part, path) == 0 else {
      let failure = Failure(name, reason())
      unlink(part)
      throw failure
    }
  }

  private static func pour(_ text: String, into path: String, flags: Int32, named name: String) throws(Failure) {
    let descriptor = open(path, flags, 0o666)
    guard descriptor >= 0 else { throw Failure(name, reason()) }
    var bytes = Array(text.utf8)[...]
    var fault: String?
    while !bytes.isEmpty, fault == nil {
      let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        bytes = bytes.dropFirst(written)
      } else if errno != EINTR {
        fault = reason()
      }
    }
    guard close(descriptor) == 0 || fault != nil else { throw Failure(name, reason()) }
    if let fault { throw Failure(name, fault) }
  }

  /// What the system says of the last fault.
  private static func reason() -> String { String(cString: strerror(errno)) }
}
