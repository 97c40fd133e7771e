import Foundation
import Testing
import _TestSupport

@testable import Search

@Suite struct `The strategy auto` {
  @Test(arguments: StandardProblem.all)
  func `finds the feasible optimum of a standard problem from every seed`(standard: StandardProblem) throws {
    for seed in [1, 2, 3] as [UInt64] {
      let outcome = try Search(standard.problem, SearchSettings(seed: seed, maxEvaluations: 100_000, threads: 2)).run()
      let best = try #require(outcome.best)
      #expect(outcome.verdict == .feasible && outcome.isConfirmed)
      // The published optima have twelve digits and more; a feasible point cannot lie below by more than they were rounded.
      let excess = (best.objective - standard.optimum) / abs(standard.optimum)
      #expect(excess < 1e-6 && excess > -1e-9, "\(standard.name), seed \(seed): \(excess)")
    }
  }

  @Test func `gives the same on any number of threads`() throws {
    let problem = StandardProblem.all[5].problem
    let one = try Search(problem, SearchSettings(seed: 4, threads: 1)).run()
    for threads in [2, 5] {
      #expect(try Search(problem, SearchSettings(seed: 4, threads: threads)).run() == one)
    }
  }

  @Test func `respects its budget however small`() throws {
    for budget in [1, 2, 5, 31, 33, 100, 500] {
      let outcome = try Search(StandardProblem.all[6].problem, SearchSettings(maxEvaluations: budget, threads: 2)).run()
      #expect(outcome.evaluations <= budget)
      #expect(outcome.best != nil)
    }
  }

  /// Equal optima must not be chosen between by the seed.
  @Test func `settles mirror images on the larger first variable`() throws {
    let problem = Problem([Variable("x", in: -1...1, start: 0)]) { x, _ in
      let a = x[0] * x[0] - 0.25
      return Assessment(objective: a * a)
    }
    for seed in 1...10 as ClosedRange<UInt64> {
      let best = try #require(try Search(problem, SearchSettings(seed: seed)).run().best)
      #expect(abs(best.point[0] - 0.5) < 1e-6)
    }
  }

  @Test func `returns the start where nothing matters`() throws {
    let problem = Problem([Variable("x", in: -1...1, start: 0.3), Variable("y", in: 0...5, start: 2)]) { _, _ in
      Assessment(objective: 7)
    }
    for seed in 1...5 as ClosedRange<UInt64> {
      #expect(try Search(problem, SearchSettings(seed: seed)).run().best?.point == [0.3, 2])
    }
  }

  @Test func `leaves a variable that does not matter at its start`() throws {
    let problem = Problem([Variable("x", in: -1...1), Variable("y", in: 0...5, start: 2)]) { x, _ in
      Assessment(objective: (x[0] - 0.3) * (x[0] - 0.3))
    }
    for seed in 1...5 as ClosedRange<UInt64> {
      let best = try #require(try Search(problem, SearchSettings(seed: seed)).run().best)
      #expect(abs(best.point[0] - 0.3) < 1e-6 && best.point[1] == 2)
    }
  }

  /// A line 1e-12 of the range wide, found because its coordinate knows where it is.
  @Test func `finds a narrow resonance`() throws {
    let centre = 0.43533, width = 5e-13
    let problem = Problem(
      [Variable("x", in: 0.4...0.5, coordinate: .resonance(centre: centre, width: width))], sense: .maximise,
      scale: .logarithmic
    ) { x, _ in
      let ratio = 2 * (x[0] - centre) / width
      return Assessment(objective: 1 / (1 + ratio * ratio))
    }
    let best = try #require(try Search(problem).run().best)
    // Doubles near 0.4 are 5.6e-17 apart, 1e-4 of the width.
    #expect(abs(best.point[0] - centre) < 1e-2 * width)
  }

  @Test func `a larger budget goes on where a smaller one ended`() throws {
    let problem = StandardProblem.all[6].problem
    let path = NSTemporaryDirectory() + "nupair-extend-\(UUID().uuidString)"
    defer { unlink(path) }
    func run(_ budget: Int, resumes: Bool) throws -> Outcome {
      let journal = try Journal(path: path, identity: "g07", resumes: resumes)
      return try Search(problem, SearchSettings(maxEvaluations: budget), journal: journal).run()
    }
    _ = try run(2000, resumes: false)
    let extended = try run(9000, resumes: true)
    let whole = try Search(problem, SearchSettings(maxEvaluations: 9000)).run()
    #expect(extended.best == whole.best && extended.history == whole.history)
    #expect(extended.replayed > 1000)
  }
}

@Suite struct `Coordinates` {
  @Test(arguments: [
    Coordinate.linear, .logarithmic, .resonance(centre: 0.7, width: 1e-3), .resonance(centre: 5, width: 0.2),
  ])
  func `go there and back`(coordinate: Coordinate) {
    let range = 0.2...3.0
    for k in 0...50 {
      let u = Double(k) / 50, x = coordinate.value(u, in: range)
      #expect(range.contains(x))
      // The angle of a resonance amplifies rounding of x by 1/width.
      #expect(abs(coordinate.unit(x, in: range) - u) < 1e-12)
      guard k > 0, k < 50 else { continue }
      let h = 1e-6
      let slope = (coordinate.value(u + h, in: range) - coordinate.value(u - h, in: range)) / (2 * h)
      // Central differences: h² of the third derivative, here up to (span of angles)³ = 500 of the first.
      #expect(abs(slope - coordinate.slope(u, in: range)) < 1e-6 * (abs(slope) + 1e-3))
    }
    #expect(coordinate.value(0, in: range) == 0.2 && coordinate.value(1, in: range) == 3)
  }

  @Test func `points fill the cube evenly`() {
    let points = EvenPoints(dimension: 2, seed: 3)
    var cells = Set<Int>()
    for k in 0..<256 {
      let p = points[k]
      #expect(p.allSatisfy { (0..<1).contains($0) })
      cells.insert(Int(p[0] * 8) * 8 + Int(p[1] * 8))
    }
    // Random points would leave one of 64 cells empty with a probability of two thirds.
    #expect(cells.count == 64)
  }
}
