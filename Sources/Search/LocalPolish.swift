/// From a point to the local optimum near it, kept feasible.
///
/// With slopes, given or by differences: SLSQP, begun anew until it gains nothing. It may end outside the constraints by its own tolerance, and
/// approach them from outside; then it runs again with the constraints moved inwards by a little more than what it broke them.
struct LocalPolish {
  let problem: Problem
  let depth: Depth
  /// The best cost known before: a polish that does not get on towards it is given up.
  let target: Double?

  /// How far a polish goes.
  enum Depth {
    /// To tell optima apart: most of them are not wanted to all their digits.
    case coarse
    /// To what rounding leaves; where evaluations are dear, and rest on integrals to 1e-5, to what is of use.
    case fine
  }

  private struct Tolerances {
    /// Relative gain at which beginning anew ends.
    let gain: Double
    let point: Double
    let cost: Double
    let attempts: Int
  }

  private var tolerances: Tolerances {
    switch (depth, problem.isDear) {
    case (.coarse, _): Tolerances(gain: 1e-3, point: 1e-3, cost: 1e-4, attempts: 3)
    case (.fine, false): Tolerances(gain: 1e-13, point: 1e-9, cost: 1e-13, attempts: 10)
    case (.fine, true): Tolerances(gain: 1e-7, point: 1e-7, cost: 1e-9, attempts: 4)
    }
  }

  static let algorithm = "LD_SLSQP"

  /// Evaluations that a polish may take.
  static func cap(_ problem: Problem) -> Int {
    let n = problem.dimension
    return (100 + 40 * n) * (problem.hasGradient ? 1 : 2 * n + 1)
  }

  func run(on stream: EvaluationStream, from start: [Double]) throws(SearchError) -> StopReason {
    guard let algorithm = Algorithm(named: Self.algorithm) else { throw .missingAlgorithm(Self.algorithm) }
    let tolerances = tolerances
    var units = start, stop = StopReason.converged
    var tightening = 0.0
    for attempt in 0..<tolerances.attempts {
      let before = stream.best
      guard let here = stream.scaled(at: units, withSlopes: true) else { break }
      var run = NLoptRun(algorithm: algorithm, subsidiary: nil)
      run.tightening = tightening
      run.pointTolerance = tolerances.point
      // Begun anew, it is near an optimum and gains little by nature.
      if attempt == 0 { run.target = target }
      // The first step is a tenth of the range.
      let steepness = here.costSlope.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if steepness > 0 { run.costScale = 0.1 / steepness }
      run.costTolerance = 0
      run.absoluteCostTolerance = tolerances.cost * problem.magnitude(here.cost) * run.costScale
      let (reason, last) = try run.run(on: stream, from: units, known: here)
      stop = reason
      guard stream.end == nil, let best = stream.best else { break }
      let excess = last?.scaled.constraints.reduce(0, max) ?? 0
      // A strict bound is broken by zero already.
      let isBroken = zip(problem.constraints, last?.scaled.constraints ?? []).contains {
        $0.violation($1 * $0.scale) > 0
      }
      if let last, isBroken, excess < 1e-3,
        !best.isFeasible || last.scaled.cost < best.cost - 0.1 * tolerances.gain * problem.magnitude(best.cost)
      {
        tightening = max(2 * excess, 4 * tightening, 1e-13)
        units = last.units
      } else {
        let gain = before.map { $0.isFeasible == best.isFeasible ? abs($0.cost - best.cost) : .infinity } ?? .infinity
        if attempt > 0 || depth == .coarse, gain <= tolerances.gain * problem.magnitude(best.cost) { break }
        if depth == .coarse, best.isFeasible { break }
        units = problem.units(best.point)
      }
    }
    return stop
  }
}
