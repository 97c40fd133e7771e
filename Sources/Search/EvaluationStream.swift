/// The name of a stream: the search it belongs to, the phase of the strategy, and which of its runs.
struct StreamName: Sendable, Hashable {
  let search: Int
  let phase: Int
  let run: Int

  var text: String { "\(search).\(phase).\(run)" }
}

/// One run's evaluations, strictly one after the other: counted, journalled, the best kept.
///
/// Streams know nothing of each other, so that they may run at once and still give the same on one thread.
final class EvaluationStream {
  let problem: Problem
  let name: StreamName
  private let limit: Int
  private let control: SearchControl
  private let journal: Journal?
  private var replay: ArraySlice<Journal.Record>
  private var replayed = 0
  private var undefined = 0
  private(set) var count = 0
  private(set) var best: Candidate?
  private var history: [(evaluation: Int, objective: Double, violationNorm: Double)] = []
  /// Set once no further evaluation is possible.
  private(set) var end: End?

  enum End {
    case stopped(StopReason)
    case failed(SearchError)
  }

  init(_ problem: Problem, name: StreamName, limit: Int, control: SearchControl, journal: Journal?) {
    self.problem = problem
    self.name = name
    self.limit = limit
    self.control = control
    self.journal = journal
    replay = journal?.replay(of: name) ?? []
  }

  /// What the problem is at a point, or `nil` when the stream has ended.
  func assess(_ point: [Double], withSlopes: Bool = false) -> Assessment? {
    guard end == nil else { return nil }
    guard count < limit else { return finish(.stopped(.evaluationBudget)) }
    if let stop = control.stop { return finish(.stopped(stop)) }
    do throws(SearchError) {
      let assessment = try obtain(point, withSlopes)
      count += 1
      let candidate = Candidate(problem, point, assessment)
      if let candidate {
        if candidate.isBetter(than: best) {
          best = candidate
          history.append((count, candidate.objective, candidate.violationNorm))
        }
      } else {
        undefined += 1
      }
      control.note(candidate, in: problem)
      return assessment
    } catch SearchError.interrupted {
      return finish(.stopped(.interrupted))
    } catch {
      return finish(.failed(error))
    }
  }

  private func finish(_ end: End) -> Assessment? {
    self.end = end
    return nil
  }

  private func obtain(_ point: [Double], _ withSlopes: Bool) throws(SearchError) -> Assessment {
    if let record = replay.popFirst() {
      guard record.point == point, record.assessment.constraints.count == problem.constraints.count else {
        throw .journal(.diverged(journal?.path ?? ""))
      }
      replayed += 1
      return record.assessment
    }
    let assessment: Assessment
    do {
      assessment = try problem.evaluate(point, withSlopes)
    } catch is CancellationError where control.stop == .interrupted {
      // The problem saw the interruption too, in the middle of an evaluation: the journal does not have it.
      throw .interrupted
    } catch {
      throw .evaluation("\(error)")
    }
    precondition(
      assessment.constraints.count == problem.constraints.count, "a figure for each constraint, in their order")
    try journal?.append(Journal.Record(stream: name, index: count, point: point, assessment: assessment))
    return assessment
  }

  // MARK: As the algorithms see it

  /// Cost and constraints in their scales, with their slopes by the unit coordinates.
  struct Scaled {
    var cost: Double
    var constraints: [Double]
    var costSlope: [Double] = []
    /// One constraint's after the other.
    var constraintSlopes: [Double] = []
  }

  /// What stands for a cost where the problem has no value: worse than everything seen, and not so large that it spoils a model.
  private var standIn: Double { (worst ?? 0) + 1 + 0.1 * abs(worst ?? 0) }
  private var worst: Double?

  private func scaled(_ assessment: Assessment) -> Scaled {
    var cost = problem.cost(assessment.objective)
    if cost.isNaN { cost = standIn } else { worst = max(worst ?? cost, cost) }
    return Scaled(
      cost: cost,
      constraints: problem.constraints.indices.map { k in
        let value = assessment.constraints[k] / problem.constraints[k].scale
        return value.isFinite ? value : 1
      })
  }

  func scaled(at units: [Double], withSlopes: Bool) -> Scaled? {
    let point = problem.point(units)
    guard let assessment = assess(point, withSlopes: withSlopes && problem.hasGradient) else { return nil }
    // Where the problem has no value it may have no slopes either.
    let asks =
      withSlopes && problem.hasGradient && assessment.objectiveSlope.count == units.count
      && assessment.constraintSlopes.count == units.count * problem.constraints.count
    var scaled = scaled(assessment)
    guard withSlopes else { return scaled }
    let n = units.count, m = problem.constraints.count
    scaled.costSlope = [Double](repeating: 0, count: n)
    scaled.constraintSlopes = [Double](repeating: 0, count: n * m)
    let chain = problem.costSlope(assessment.objective)
    for k in 0..<n {
      let stretch = problem.variables[k].coordinate.slope(units[k], in: problem.variables[k].range)
      if asks {
        scaled.costSlope[k] = chain * assessment.objectiveSlope[k] * stretch
        for i in 0..<m {
          scaled.constraintSlopes[i * n + k] =
            assessment.constraintSlopes[i * n + k] * stretch / problem.constraints[i].scale
        }
      }
      // A slope that the problem does not give is found by differences.
      let isKnown =
        asks && scaled.costSlope[k].isFinite && (0..<m).allSatisfy { scaled.constraintSlopes[$0 * n + k].isFinite }
      guard !isKnown, stretch > 0 else {
        if !isKnown { (scaled.costSlope[k]) = 0 }
        continue
      }
      guard let slopes = differences(at: units, along: k) else { return nil }
      scaled.costSlope[k] = slopes.cost
      for i in 0..<m { scaled.constraintSlopes[i * n + k] = slopes.constraints[i] }
    }
    return scaled
  }

  /// Central differences, one-sided at the ends.
  private func differences(at units: [Double], along k: Int) -> (cost: Double, constraints: [Double])? {
    let step = problem.variables[k].step
    func side(_ u: Double) -> Scaled? {
      var moved = units
      moved[k] = u
      return assess(problem.point(moved)).map(scaled)
    }
    let below = max(units[k] - step, 0), above = min(units[k] + step, 1)
    guard let low = side(below), let high = side(above) else { return nil }
    let width = above - below
    return (
      (high.cost - low.cost) / width, zip(low.constraints, high.constraints).map { ($1 - $0) / width }
    )
  }

  // MARK: What came of it

  /// What remains of a stream.
  struct Result: Sendable {
    let name: StreamName
    let count: Int
    let replayed: Int
    let undefined: Int
    let best: Candidate?
    let history: [(evaluation: Int, objective: Double, violationNorm: Double)]
    let stop: StopReason
    let error: SearchError?
  }

  func result(_ stop: StopReason) -> Result {
    var reason = stop
    var error: SearchError?
    switch end {
    case .stopped(let why): reason = why
    case .failed(let why): error = why
    case nil: break
    }
    return Result(
      name: name, count: count, replayed: replayed, undefined: undefined, best: best, history: history, stop: reason,
      error: error)
  }
}
