import Foundation

/// Writes results whole or not at all.
public enum OutputFile {
  public struct Failure: Error, Sendable, CustomStringConvertible {
    public let description: String

    fileprivate init(_ path: String, _ reason: String) {
      description = "\(path.printable) cannot be written: \(reason)"
    }
  }

  /// Writes a file beside the old one and renames it over: a reader never sees half of it, and a failure leaves the old one.
  ///
  /// Symbolic links are followed to their end. What is no regular file (a device, a pipe), and the file that standard output or standard
  /// error goes to, is written to and never replaced. A file without permission to write stays as it is.
  public static func write(_ text: String, to path: String) throws(Failure) {
    let writer = try Writer(path)
    try writer.write(text)
    try writer.finish()
  }

  /// Finds out whether ``write(_:to:)`` could, before there is anything to write.
  public static func check(_ path: String) throws(Failure) {
    switch try place(of: path) {
    case .stream: guard access(path, W_OK) == 0 else { throw Failure(path, reason()) }
    case .file(let name, _):
      let folder = directory(of: name)
      guard access(folder.isEmpty ? "." : folder, W_OK | X_OK) == 0 else { throw Failure(path, reason()) }
    }
  }

  /// Where what is written to a path goes.
  private enum Place {
    /// Added to what is there.
    case stream
    /// Replaced as a whole.
    case file(String, permissions: mode_t?)
  }

  private static func place(of path: String) throws(Failure) -> Place {
    guard !path.isEmpty else { throw Failure("''", "a file needs a name") }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw Failure(path, reason()) }
      return .file(try end(of: path), permissions: nil)
    }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw Failure(path, "this is a directory") }
    guard kind == S_IFREG, !isStream(status), let real = realpath(path, nil) else { return .stream }
    defer { free(real) }
    guard access(path, W_OK) == 0 else { throw Failure(path, reason()) }
    return .file(String(cString: real), permissions: status.st_mode & 0o777)
  }

  /// Writes what comes in parts by the rules of ``OutputFile/write(_:to:)``. Without ``finish()`` the old file stays.
  public final class Writer {
    private let name: String
    private let place: Place
    /// What is renamed at the end.
    private let part: String?
    private var descriptor: Int32

    public init(_ path: String) throws(Failure) {
      name = path
      place = try OutputFile.place(of: path)
      switch place {
      case .stream:
        part = nil
        descriptor = open(path, O_WRONLY | O_APPEND)
      case .file(let file, _):
        let stem = OutputFile.directory(of: file) + ".nupair-\(getpid())-"
        // Another run of the same number may have been killed over its part.
        let part = (0..<100).map { stem + "\($0)" }.first { access($0, F_OK) != 0 } ?? stem + "0"
        self.part = part
        descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL, 0o666)
      }
      guard descriptor >= 0 else { throw Failure(path, OutputFile.reason()) }
    }

    deinit {
      guard descriptor >= 0 else { return }
      close(descriptor)
      if let part { unlink(part) }
    }

    public func write(_ text: String) throws(Failure) {
      var text = text
      let fault: String? = text.withUTF8 { bytes in
        var done = 0
        while done < bytes.count {
          let written = Foundation.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
          if written > 0 { done += written } else if errno != EINTR { return OutputFile.reason() }
        }
        return nil
      }
      if let fault { throw Failure(name, fault) }
    }

    /// Puts the whole in its place.
    public func finish() throws(Failure) {
      let isClosed = close(descriptor) == 0
      descriptor = -1
      guard case .file(let file, let permissions) = place, let part else {
        guard isClosed else { throw Failure(name, OutputFile.reason()) }
        return
      }
      var fault = isClosed ? nil : OutputFile.reason()
      if fault == nil, let permissions { chmod(part, permissions) }
      if fault == nil, rename(part, file) != 0 { fault = OutputFile.reason() }
      if let fault {
        unlink(part)
        throw Failure(name, fault)
      }
    }
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

  /// What the system says of the last fault.
  private static func reason() -> String { String(cString: strerror(errno)) }
}
