import Foundation

/// Writes results whole or not at all.
public enum OutputFile {
  public struct Failure: Error, Sendable, CustomStringConvertible {
    public let description: String
  }

  /// Writes beside the file and renames over it: a reader never sees half of it, and a failure leaves the old one.
  public static func write(_ text: String, to path: String) throws(Failure) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure(description: "\(path.printable) cannot be written: \(error.localizedDescription)")
    }
  }

  /// Makes a directory and those above it.
  public static func makeDirectory(_ path: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure(description: "\(path.printable) cannot be made: \(error.localizedDescription)")
    }
  }
}
