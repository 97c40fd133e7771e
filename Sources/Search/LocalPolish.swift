/// From a point to the local optimum near it, kept feasible.
///
/// With slopes, given or by differences: SLSQP, begun anew until it gains nothing. It may end outside the constraints by its own tolerance, and
/// approach them from outside; then it runs again with the constraints moved inwards by a little more than what it broke them.
struct LocalPolish {
  let problem: Problem

  static let algorithm = "LD_SLSQP"

  /// Evaluations that a polish may take.
  static func cap(_ problem: Problem) -> Int {
    let n = problem.dimension
    return (100 + 40 * n) * (problem.hasGradient ? 1 : 2 * n + 1)
  }

  func run(on stream: EvaluationStream, from start: [Double]) throws(SearchError) -> StopReason {
    guard let algorithm = Algorithm(named: Self.algorithm) else { throw .missingAlgorithm(Self.algorithm) }
    var units = start, stop = StopReason.converged
    var tightening = 0.0
    for attempt in 0..<6 {
      let before = stream.best
      var run = NLoptRun(algorithm: algorithm, subsidiary: nil)
      run.tightening = tightening
      guard let here = stream.scaled(at: units, withSlopes: true) else { break }
      let steepness = here.costSlope.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // The first step is a tenth of the range.
      if steepness > 0 { run.costScale = 0.1 / steepness }
      let (reason, end) = try run.run(on: stream, from: units)
      stop = reason
      guard stream.end == nil, let best = stream.best else { break }
      let violation = try violation(at: end, on: stream)
      guard stream.end == nil else { break }
      if let violation, violation.norm > 0, violation.norm < 1e-3,
        !best.isFeasible || violation.cost < best.cost - 1e-12 * max(1, abs(best.cost))
      {
        tightening = max(2 * violation.norm, 4 * tightening, 1e-13)
        units = end
      } else {
        let gain = before.map { $0.isFeasible == best.isFeasible ? abs($0.cost - best.cost) : .infinity } ?? .infinity
        if attempt > 0, gain <= 1e-13 * max(1, abs(best.cost)) { break }
        units = problem.units(best.point)
      }
    }
    return stop
  }

  /// What an end breaks, and what it would be worth.
  private func violation(at units: [Double], on stream: EvaluationStream) throws(SearchError) -> (
    norm: Double, cost: Double
  )? {
    let point = problem.point(units)
    guard !problem.constraints.isEmpty, let assessment = stream.assess(point),
      let candidate = Candidate(problem, point, assessment)
    else { return nil }
    return (candidate.violationNorm, candidate.cost)
  }
}
