import Documents
import Foundation
import Studies

/// A file of the format `nupair-front/1`, with the design of each of its points.
public struct FrontInput: Sendable {
  /// As it was named.
  public let name: String
  /// Of the file's text.
  public let digest: String
  let json: JSONValue
  let objective: Figure
  let second: Figure
  let points: [Point]
  /// The searches that it was traced by; empty for a file of a version that did not write them.
  let steps: [Step]
  /// What was searched, and between which ends.
  let variables: [(pointer: String, range: ClosedRange<Double>)]
  let bench: StudyBench
  /// True for a front that was just traced: no file holds it.
  public internal(set) var isFresh = false

  struct Figure: Sendable {
    let name: String
    let unit: String
    let isBetterLarger: Bool
    /// How the suppression of McQ4 was measured, where that is part of it.
    let measure: String?

    /// Larger is better.
    func merit(_ value: Double) -> Double { isBetterLarger ? value : -value }
  }

  struct Point: Sendable {
    let objective: Double
    let second: Double
    let picks: [(pointer: String, value: JSONValue)]
    let values: [(pointer: String, value: Double)]
    let study: AnyStudy
    let step: Int?
  }

  struct Step: Sendable {
    let picks: [(pointer: String, value: JSONValue)]
    let sought: String
    let limit: Double?
    let result: String
    let binding: String?
    let objective: Double?
    let second: Double?
    let evaluations: Int
    let stop: String
  }

  init(_ document: JSONDocument, loader: StudyLoader, directory: String) throws {
    guard let root = document.root, !document.findings.hasErrors else { throw ReportError(findings: document.findings) }
    let json = JSONValue(root), file = document.name
    name = file
    digest = document.digest
    self.json = json
    bench = StudyBench(loader: loader, directory: directory)
    func missing(_ pointer: String, _ what: String) -> ReportError {
      ReportError(
        "front", file: file, pointer: pointer, message: "this is no front: \(what) is missing",
        hint: "`nupair optimize STUDY --pareto FIGURE -o FRONT.json` writes fronts")
    }
    func figure(_ key: String) throws -> Figure {
      guard let figure = json[key], let name = figure["name"]?.stringValue,
        let better = figure["better"]?.stringValue
      else { throw missing("/\(key)", "the figure's name or direction") }
      return Figure(
        name: name, unit: figure["unit"]?.stringValue ?? "", isBetterLarger: better == "larger",
        measure: figure["mcq4_by"]?.stringValue)
    }
    objective = try figure("objective")
    second = try figure("second")
    points = try (json["points"]?.elements ?? []).enumerated().map { index, point in
      let place = "/points/\(index)"
      guard let objective = point["objective"]?.doubleValue, let second = point["second"]?.doubleValue else {
        throw missing(place, "a figure")
      }
      guard let tree = point["study"], tree != .null else { throw missing(place, "the study") }
      return Point(
        objective: objective, second: second, picks: Self.members(point["picks"]),
        values: Self.members(point["values"]).compactMap { item in item.value.doubleValue.map { (item.pointer, $0) } },
        study: try loader.loadAny(name: "\(file), \(place)", bytes: Array(tree.text.utf8), directory: directory),
        step: point["step"]?.doubleValue.flatMap { Int(exactly: $0) })
    }
    guard let process = points.first?.study.process else {
      throw ReportError(
        "no-design", file: file, pointer: "/points", message: "the searches of this front found no feasible design",
        hint: "a wider range, or fewer constraints, may hold one")
    }
    if let other = points.firstIndex(where: { $0.study.process != process }) {
      throw ReportError(
        "front", file: file, pointer: "/points/\(other)", message: "the designs of a front are of one process")
    }
    steps = (json["steps"]?.elements ?? []).map { step in
      Step(
        picks: Self.members(step["picks"]), sought: step["sought"]?.stringValue ?? "",
        limit: step["limit"]?.doubleValue, result: step["result"]?.stringValue ?? "",
        binding: step["binding"]?.stringValue, objective: step["objective"]?.doubleValue,
        second: step["second"]?.doubleValue, evaluations: Int(step["evaluations"]?.doubleValue ?? 0),
        stop: step["stop"]?.stringValue ?? "")
    }
    variables = (json["variables"]?.elements ?? []).compactMap { variable in
      guard let pointer = variable["pointer"]?.stringValue, let low = variable["min"]?.doubleValue,
        let high = variable["max"]?.doubleValue, low < high
      else { return nil }
      return (pointer, low...high)
    }
  }

  /// What was just traced.
  public init(_ front: StudyFront, loader: StudyLoader, directory: String) throws {
    let bytes = Array(front.json.text.utf8)
    try self.init(
      JSONDocument(
        name: front.json.value(at: "/manifest/study_file")?.stringValue ?? "front", bytes: bytes,
        limits: ReportSubject.limits), loader: loader, directory: directory)
    isFresh = true
  }

  private static func members(_ value: JSONValue?) -> [(pointer: String, value: JSONValue)] {
    guard case .object(let members)? = value else { return [] }
    return members.map { ($0.key, $0.value) }
  }

  var process: StudyProcess { points[0].study.process }

  /// A pick of a list, as text.
  static func text(_ value: JSONValue) -> String {
    value.stringValue ?? value.doubleValue.map(NumberText.exact) ?? "…"
  }

  /// One of its designs, numbered from 1, to be reported alone; `nil` beyond them.
  public func design(_ number: Int) -> ReportInput? {
    guard points.indices.contains(number - 1) else { return nil }
    var input = ReportInput(
      name: name, study: points[number - 1].study, digest: digest, result: nil, bench: bench)
    input.origin =
      "The design is number \(number) of the \(points.count) of the front \(Article.code(URL(fileURLWithPath: name).lastPathComponent)), which trades \(Article.code(objective.name)) for \(Article.code(second.name)): \(Article.code(objective.name)) = \(NumberText.report(points[number - 1].objective, objective.unit, digits: 5)) at \(Article.code(second.name)) = \(NumberText.report(points[number - 1].second, second.unit, digits: 5)). `nupair report` of the front itself tells how it was found."
    return input
  }

  /// How many designs it has.
  public var count: Int { points.count }
}
