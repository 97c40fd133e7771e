import Dispatch
import Documents
import Foundation
import Search
import Synchronization

/// The figures of a study on a grid of values of some of its numbers.
public struct StudyScan: Sendable {
  public struct Axis: Sendable, Hashable {
    public let parameter: StudyParameter
    public let from: Double
    public let to: Double
    public let count: Int

    func value(_ index: Int) -> Double {
      if index == count - 1, count > 1 { return to }
      return from + (to - from) * Double(index) / Double(max(count - 1, 1))
    }
  }

  /// Why a scan cannot be made.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
  }

  public let axes: [Axis]
  public let figures: [DesignFigure]
  public let measure: SuppressionMeasure
  private let problem: StudyProblem

  /// - Parameters:
  ///   - axes: as `geometry.r=-1:1:201`, the last one changing fastest.
  ///   - figures: names; `nil` for all that the study has, without the slow ones of a fibre.
  public init(_ template: StudyTemplate, over axes: [String], figures names: [String]?, measure: SuppressionMeasure)
    throws
  {
    guard !axes.isEmpty else { throw Failure("nothing to scan: give --over PATH=from:to:count") }
    let process = template.process
    self.axes = try axes.map { try Self.axis($0, process) }
    guard template.choices.isEmpty else {
      throw Failure("a scan takes no lists: put one value in the place of \(template.choices[0].pointer)")
    }
    let given = Set(self.axes.map(\.parameter))
    guard given.count == self.axes.count else { throw Failure("a number is scanned twice") }
    if let open = template.ranges.first(where: { !given.contains($0.parameter) }) {
      throw Failure(
        "\(open.parameter.pointer) is a range: scan it too, or put one value in its place; `nupair optimize` searches it"
      )
    }
    let variant = try template.variant(0, overriding: self.axes.map { ($0.parameter, $0.value(0)) })
    if let missing = self.axes.first(where: { !$0.parameter.exists(in: variant.study) }) {
      throw Failure("the study has no \(missing.parameter.pointer)")
    }
    self.measure = measure == .surrogate ? .strip : measure
    problem = StudyProblem(scanning: variant, measure: self.measure)
    let start = problem.start()
    if let names {
      figures = try names.map { name in
        do throws(DesignFigure.Unknown) {
          return try DesignFigure.find(name, of: process)
        } catch {
          throw Failure(error.description)
        }
      }
    } else {
      figures = DesignFigure.all(of: process).filter { !$0.isMissing(start) || $0 == .figureOfMerit }
    }
  }

  private static func axis(_ text: String, _ process: StudyProcess) throws(Failure) -> Axis {
    let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard sides.count == 2 else { throw Failure("'\(text)' is not PATH=from:to:count") }
    let pointer = sides[0].hasPrefix("/") ? sides[0] : "/" + sides[0].split(separator: ".").joined(separator: "/")
    guard let parameter = StudyParameter(pointer, of: process) else {
      let near = Suggestion.nearest(to: pointer, among: StudyParameter.pointers(of: process))
      throw Failure(
        "'\(sides[0])' is not a number that can be scanned" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    let parts = sides[1].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let from = Double(parts[0]), let to = Double(parts[1]), let count = Int(parts[2]),
      from.isFinite, to.isFinite, count >= 1, count <= 100_000_000
    else { throw Failure("'\(sides[1])' is not from:to:count, such as -1:1:201") }
    for end in [from, to] where !parameter.allowed.contains(end) {
      throw Failure("\(pointer) = \(NumberText.exact(end)) is not allowed; expected \(parameter.allowed.expectation)")
    }
    return Axis(parameter: parameter, from: from, to: to, count: count)
  }

  /// How many points there are.
  public var count: Int { axes.reduce(1) { $0.multipliedReportingOverflow(by: $1.count).partialValue } }

  public var columns: [String] {
    axes.map(\.parameter.pointer)
      + figures.map { $0.seesSuppression && hasFibre ? "\($0.name)_by_\(measure.rawValue)" : $0.name }
  }

  private var hasFibre: Bool { problem.variant.study.raman?.fibre != nil }

  /// One point: the values of the axes and the figures, `nil` where one does not exist.
  public func row(_ index: Int) -> [Double?] {
    var rest = index
    var values = [Double](repeating: 0, count: axes.count)
    for k in axes.indices.reversed() {
      values[k] = axes[k].value(rest % axes[k].count)
      rest /= axes[k].count
    }
    guard let point = problem.point(at: values) else {
      return values + [Double?](repeating: nil, count: figures.count)
    }
    return values + figures.map { $0.value(point).flatMap { $0.isFinite ? $0 : nil } }
  }

  /// Computes all rows in blocks on several threads and hands them over in order: the memory does not grow with the grid.
  ///
  /// - Parameter take: gets the texts of a block's rows; false ends the scan.
  public func stream(
    threads: Int, interruption: Interruption? = nil, format: @Sendable ([Double?]) -> String,
    _ take: (String) -> Bool
  ) {
    let block = hasFibre && figures.contains(where: \.seesFibre) ? 1 : 256
    let lanes = max(threads, 1) * 4
    var next = 0
    while next < count, interruption?.isRaised != true {
      let first = next, blocks = min(lanes, (count - first + block - 1) / block)
      let texts = Mutex([String](repeating: "", count: blocks))
      let turn = Atomic<Int>(0)
      DispatchQueue.concurrentPerform(iterations: min(max(threads, 1), blocks)) { _ in
        while true {
          let k = turn.add(1, ordering: .relaxed).oldValue
          guard k < blocks else { return }
          var text = ""
          for index in (first + k * block)..<min(first + (k + 1) * block, count) { text += format(row(index)) }
          texts.withLock { $0[k] = text }
        }
      }
      for text in texts.withLock({ $0 }) { guard take(text) else { return } }
      next = first + blocks * block
    }
  }
}
