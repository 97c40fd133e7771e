import Documents
import Foundation
import Synchronization

/// The evaluations of a search on disk, one line of JSON for each, written before the search goes on.
///
/// Numbers are written in the shortest form that reads back to the same bits; one without a finite value is null. A line is one write to the
/// end of the file, so that a process killed at any moment leaves whole lines and at most a torn last one, which resuming cuts off.
/// Each stream of the search has its own numbering: how lines of different streams interleave does not matter.
public final class Journal: Sendable {
  public let path: String
  private let descriptor: Int32
  private let records: [StreamName: [Record]]

  struct Record: Sendable, Hashable {
    let stream: StreamName
    let index: Int
    let point: [Double]
    let assessment: Assessment
  }

  static let format = "nupair-journal/1"

  /// Opens or makes a journal, and keeps others out for as long as it lives.
  ///
  /// - Parameters:
  ///   - identity: what must be the same for the evaluations to be those of this search: study, seed, version.
  ///   - resumes: go on from what the file holds. Without it an unfinished journal is refused, a finished one begun anew.
  public init(path: String, identity: String, resumes: Bool) throws(SearchError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .journal(.unreadable(path, reason: String(cString: strerror(errno)))) }
    var held: [StreamName: [Record]] = [:]
    do throws(SearchError) {
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .journal(.inUse(path)) }
      let bytes = try Self.contents(descriptor, path)
      // What follows the last line end was torn off by the end of its process.
      let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      let text = try Self.read(bytes[..<whole], path: path)
      if let header = text.identity {
        guard resumes || text.isFinished || text.records.isEmpty else { throw .journal(.exists(path)) }
        if resumes {
          guard header == identity else { throw .journal(.otherProblem(path)) }
          held = text.records
        }
      }
      let keep = resumes && text.identity != nil ? whole : 0
      guard ftruncate(descriptor, off_t(keep)) == 0 else {
        throw .journal(.unreadable(path, reason: String(cString: strerror(errno))))
      }
      if keep == 0 {
        let header: JSONValue = ["format": .string(Self.format), "identity": .string(identity)]
        try Self.write(Self.line(header), to: descriptor, path)
      }
    } catch {
      close(descriptor)
      throw error
    }
    records = held
  }

  deinit { close(descriptor) }

  /// How many evaluations it began with.
  public var evaluations: Int { records.values.reduce(0) { $0 + $1.count } }

  func replay(of stream: StreamName) -> ArraySlice<Record> { (records[stream] ?? [])[...] }

  func append(_ record: Record) throws(SearchError) { try Self.write(record.line, to: descriptor, path) }

  /// Marks the search as done: the next one may begin the file anew.
  public func finish() throws(SearchError) { try Self.write(Self.line(["end": .bool(true)]), to: descriptor, path) }

  // MARK: The file

  private static func line(_ json: JSONValue) -> String {
    guard case .object(let members) = json else { return "\n" }
    return "{" + members.map { "\"\($0.key)\":" + $0.value.text.dropLast() }.joined(separator: ",") + "}\n"
  }

  private static func write(_ line: String, to descriptor: Int32, _ path: String) throws(SearchError) {
    var line = line
    let fault: Int32? = line.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return nil }
      var done = 0
      while done < bytes.count {
        let written = Foundation.write(descriptor, start + done, bytes.count - done)
        if written > 0 { done += written } else if errno != EINTR { return errno }
      }
      return nil
    }
    if let fault { throw .journal(.unreadable(path, reason: String(cString: strerror(fault)))) }
  }

  private static func contents(_ descriptor: Int32, _ path: String) throws(SearchError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = pread(descriptor, &buffer, buffer.count, off_t(bytes.count))
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw .journal(.unreadable(path, reason: String(cString: strerror(errno))))
      }
    }
  }

  private struct Contents {
    var identity: String?
    var records: [StreamName: [Record]] = [:]
    var isFinished = false
  }

  private static func read(_ bytes: ArraySlice<UInt8>, path: String) throws(SearchError) -> Contents {
    var contents = Contents()
    for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty, line.endIndex == bytes.endIndex { break }
      let document = JSONDocument(name: path, bytes: Array(line))
      guard let root = document.root, document.findings.isEmpty else {
        throw .journal(.damaged(path, line: number + 1))
      }
      let json = JSONValue(root)
      if number == 0 {
        guard json["format"]?.stringValue == format, let identity = json["identity"]?.stringValue else {
          throw .journal(.damaged(path, line: 1))
        }
        contents.identity = identity
      } else if json["end"]?.boolValue == true {
        contents.isFinished = true
      } else {
        guard let record = Record(root), contents.records[record.stream, default: []].count == record.index else {
          throw .journal(.damaged(path, line: number + 1))
        }
        contents.isFinished = false
        contents.records[record.stream, default: []].append(record)
      }
    }
    return contents
  }
}

extension Journal.Record {
  fileprivate var line: String {
    var text = "{\"stream\":\"\(stream.text)\",\"index\":\(index)"
    func add(_ key: String, _ values: [Double]) {
      text += ",\"\(key)\":["
      for (k, value) in values.enumerated() {
        if k > 0 { text += "," }
        text += value.isFinite ? "\(value)" : "null"
      }
      text += "]"
    }
    add("point", point)
    add("objective", [assessment.objective])
    if !assessment.constraints.isEmpty { add("constraints", assessment.constraints) }
    if !assessment.objectiveSlope.isEmpty { add("objective_slope", assessment.objectiveSlope) }
    if !assessment.constraintSlopes.isEmpty { add("constraint_slopes", assessment.constraintSlopes) }
    return text + "}\n"
  }

  fileprivate init?(_ node: JSONNode) {
    guard case .object(let members) = node.value else { return nil }
    func member(_ key: String) -> JSONNode.Value? { members.first { $0.key == key }?.value.value }
    // From the nodes, since a negative zero has to stay one.
    func numbers(_ key: String) -> [Double] {
      guard case .array(let nodes)? = member(key) else { return [] }
      return nodes.map { if case .number(let value) = $0.value { value } else { .nan } }
    }
    guard case .string(let text)? = member("stream"), case .number(let place)? = member("index"),
      let index = Int(exactly: place)
    else { return nil }
    let parts = text.split(separator: ".").compactMap { Int($0) }, objective = numbers("objective")
    guard parts.count == 3, objective.count == 1 else { return nil }
    stream = StreamName(search: parts[0], phase: parts[1], run: parts[2])
    self.index = index
    point = numbers("point")
    assessment = Assessment(
      objective: objective[0], constraints: numbers("constraints"), objectiveSlope: numbers("objective_slope"),
      constraintSlopes: numbers("constraint_slopes"))
  }
}
