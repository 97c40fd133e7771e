import Foundation

/// Runs programs and captures what they print.
public struct Command {
  public struct Result: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
  }

  /// The built `nupair`: `NUPAIR_BINARY`, or the one beside the test bundle.
  public static var nupair: String {
    get throws {
      if let path = ProcessInfo.processInfo.environment["NUPAIR_BINARY"] { return path }
      let places = CommandLine.arguments.filter { $0.hasSuffix(".xctest") } + [Bundle.main.executablePath ?? ""]
      for place in places {
        let path = URL(fileURLWithPath: place).deletingLastPathComponent().appendingPathComponent("nupair").path
        if FileManager.default.isExecutableFile(atPath: path) { return path }
      }
      throw TestFailure("the nupair binary was not found beside the tests; set NUPAIR_BINARY")
    }
  }

  /// Runs a program to its end. Output goes through files, so that no pipe can fill up.
  public static func run(
    _ executable: String, _ arguments: [String], input: String? = nil, directory: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Result {
    let scratch = try ScratchDirectory()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    var merged = ProcessInfo.processInfo.environment
    merged["NUPAIR_TARGETS"] = nil
    process.environment = merged.merging(environment) { $1 }
    func handle(_ name: String) throws -> FileHandle {
      _ = try scratch.write(name, "")
      return try FileHandle(forUpdating: URL(fileURLWithPath: scratch.path(name)))
    }
    let output = try handle("output"), errors = try handle("errors")
    process.standardOutput = output
    process.standardError = errors
    if let input {
      try Data(input.utf8).write(to: URL(fileURLWithPath: scratch.path("input")))
      process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: scratch.path("input")))
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: scratch.path(name))), as: UTF8.self)
    }
    return Result(status: process.terminationStatus, output: try text("output"), errors: try text("errors"))
  }
}

/// A directory of its own for one test, removed with the value.
public final class ScratchDirectory {
  public let directory: String

  public init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("nupair-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    directory = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  public func path(_ name: String) -> String { directory + "/" + name }

  /// Writes a file and returns its path.
  public func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }
}
