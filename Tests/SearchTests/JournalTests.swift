import Foundation
import Testing
import _TestSupport

@testable import Search

@Suite struct `Search journal` {
  private let scratch: ScratchDirectory
  private var path: String { scratch.path("search.journal") }

  init() throws { scratch = try ScratchDirectory() }

  private func record(_ index: Int, _ x: Double) -> Journal.Record {
    Journal.Record(
      stream: StreamName(search: 0, phase: 1, run: 2), index: index, point: [x, -0.0],
      assessment: Assessment(
        objective: 1 / 3.0, constraints: [.pi, Double.leastNonzeroMagnitude], objectiveSlope: [.nan],
        constraintSlopes: [1e300]))
  }

  private func fault(_ body: () throws -> Void) -> SearchError.JournalFault? {
    do {
      try body()
    } catch let error as SearchError {
      if case .journal(let fault) = error { return fault }
    } catch {}
    return nil
  }

  @Test func `reads back what it wrote to the last bit`() throws {
    let written = [record(0, 0.1), record(1, 1e-300 * 1e-20), record(2, -1.7976931348623157e308)]
    do {
      let journal = try Journal(path: path, identity: "a", resumes: false)
      for record in written { try journal.append(record) }
    }
    let read = try Journal(path: path, identity: "a", resumes: true).replay(of: written[0].stream)
    #expect(read.count == 3)
    for (a, b) in zip(read, written) {
      #expect(a.point.map(\.bitPattern) == b.point.map(\.bitPattern))
      #expect(a.assessment.objective.bitPattern == b.assessment.objective.bitPattern)
      #expect(a.assessment.constraints == b.assessment.constraints)
      #expect(a.assessment.objectiveSlope[0].isNaN && a.assessment.constraintSlopes == [1e300])
    }
  }

  @Test func `cuts off a torn last line and goes on`() throws {
    do {
      let journal = try Journal(path: path, identity: "a", resumes: false)
      try journal.append(record(0, 1))
      try journal.append(record(1, 2))
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for cut in 1..<60 {
      try bytes.dropLast(cut).write(to: URL(fileURLWithPath: path))
      let journal = try Journal(path: path, identity: "a", resumes: true)
      #expect(journal.evaluations == 1)
      try journal.append(record(1, 2))
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
  }

  @Test func `refuses a second writer`() throws {
    let journal = try Journal(path: path, identity: "a", resumes: false)
    #expect(fault { _ = try Journal(path: path, identity: "a", resumes: true) } == .inUse(path))
    withExtendedLifetime(journal) {}
  }

  @Test func `refuses another search's evaluations`() throws {
    do { try Journal(path: path, identity: "a", resumes: false).append(record(0, 1)) }
    #expect(fault { _ = try Journal(path: path, identity: "b", resumes: true) } == .otherProblem(path))
    // Nothing of it is lost by the attempt.
    #expect(try Journal(path: path, identity: "a", resumes: true).evaluations == 1)
  }

  @Test func `does not overwrite an unfinished search, and does a finished one`() throws {
    do { try Journal(path: path, identity: "a", resumes: false).append(record(0, 1)) }
    #expect(fault { _ = try Journal(path: path, identity: "a", resumes: false) } == .exists(path))
    do { try Journal(path: path, identity: "a", resumes: true).finish() }
    #expect(try Journal(path: path, identity: "a", resumes: false).evaluations == 0)
  }

  @Test func `names the line that is damaged`() throws {
    do {
      let journal = try Journal(path: path, identity: "a", resumes: false)
      for k in 0..<3 { try journal.append(record(k, Double(k))) }
    }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    for (line, text) in [(1, "{}"), (2, "garbage"), (3, String(lines[1])), (4, "{\"stream\":\"0.1\",\"index\":2}")] {
      var changed = lines.map(String.init)
      changed[line - 1] = text
      try (changed.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      #expect(fault { _ = try Journal(path: path, identity: "a", resumes: true) } == .damaged(path, line: line))
    }
  }

  @Test func `notices points that are not its own`() throws {
    let other = Problem([Variable("x", in: 0...1)]) { x, _ in Assessment(objective: x[0]) }
    let problem = Problem([Variable("x", in: 0...2)]) { x, _ in Assessment(objective: x[0]) }
    do {
      let journal = try Journal(path: path, identity: "a", resumes: false)
      _ = try Search(other, SearchSettings(maxEvaluations: 50), journal: journal).run()
    }
    let journal = try Journal(path: path, identity: "a", resumes: true)
    #expect(
      fault { _ = try Search(problem, SearchSettings(maxEvaluations: 50), journal: journal).run() } == .diverged(path))
  }

  @Test func `says where it cannot write`() {
    let place = scratch.path("no/such/directory/x.journal")
    if case .unreadable(let path, _)? = fault({ _ = try Journal(path: place, identity: "a", resumes: false) }) {
      #expect(path == place)
    } else {
      Issue.record("no fault")
    }
  }
}
