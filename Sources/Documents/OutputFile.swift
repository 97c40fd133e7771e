import Foundation

/// Writes results whole or not at all.
public enum OutputFile {
  public struct Failure: Error, Sendable, CustomStringConvertible {
    public let description: String

    init(_ path: String, _ reason: String) { description = "\(path.printable) cannot be written: \(reason)" }
  }

  /// Writes a file beside the old one and renames it over: a reader never sees half of it, and a failure leaves the old one.
  ///
  /// Symbolic links are followed to their end. What is no regular file (a device, a pipe), and the file that standard output or standard
  /// error goes to, is written to and never replaced. A file without permission to write stays as it is.
  public static func write(_ text: String, to path: String) throws(Failure) {
    guard !path.isEmpty else { throw Failure("''", "a file needs a name") }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw Failure(path, reason()) }
      return try replace(try end(of: path), text, permissions: nil, named: path)
    }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw Failure(path, "this is a directory") }
    guard kind == S_IFREG, !isStream(status), let real = realpath(path, nil) else {
      return try pour(text, into: path, flags: O_WRONLY | O_APPEND, named: path)
    }
    defer { free(real) }
    guard access(path, W_OK) == 0 else { throw Failure(path, reason()) }
    try replace(String(cString: real), text, permissions: status.st_mode & 0o777, named: path)
  }

  /// The name that a chain of links to nothing ends at.
  private static func end(of path: String) throws(Failure) -> String {
    var name = path
    for _ in 0..<40 {
      guard let link = try? FileManager.default.destinationOfSymbolicLink(atPath: name) else { return name }
      name = link.hasPrefix("/") ? link : directory(of: name) + link
    }
    throw Failure(path, "too many symbolic links")
  }

  /// All up to the last slash; empty for a bare name.
  private static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// True for the file behind standard output or standard error.
  private static func isStream(_ status: stat) -> Bool {
    [STDOUT_FILENO, STDERR_FILENO].contains { descriptor in
      var stream = stat()
      return fstat(descriptor, &stream) == 0 && stream.st_ino == status.st_ino && stream.st_dev == status.st_dev
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
    let stem = directory(of: path) + ".nupair-\(getpid())-"
    // Another run of the same number may have been killed over its part.
    let part = (0..<100).map { stem + "\($0)" }.first { access($0, F_OK) != 0 } ?? stem + "0"
    var failure: Failure?
    do {
      try pour(text, into: part, flags: O_WRONLY | O_CREAT | O_EXCL, named: name)
    } catch {
      failure = error
    }
    if failure == nil, let permissions { chmod(part, permissions) }
    if failure == nil, rename(part, path) != 0 { failure = Failure(name, reason()) }
    if let failure {
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
