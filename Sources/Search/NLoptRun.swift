internal import CNLopt

/// One run of one of NLopt's algorithms over a stream. Nothing of the library's own verdict on the point is used: the stream keeps the best.
struct NLoptRun {
  let algorithm: Algorithm
  let subsidiary: Algorithm?
  /// Of the units: the run stops when a step changes all of them by less.
  var pointTolerance = 1e-9
  /// Of the cost, relative.
  var costTolerance = 1e-13
  /// Of the cost, absolute.
  var absoluteCostTolerance = 0.0
  /// Length of the first steps, in units; the algorithm's own choice without it.
  var firstStep: Double?
  /// How much better than zero the constraints shall be, in their scales.
  var tightening = 0.0
  /// What the cost is multiplied by: algorithms that begin with a unit matrix take their first steps by its slope.
  var costScale = 1.0
  /// Leaves the objective out of it: what is made small is the sum of the squares of all violations.
  var restores = false
  /// A cost to come near to: the run is given up that after ``patience`` evaluations has not covered ``share`` of the way from its start.
  var target: Double?
  static let patience = 10
  static let share = 1.0 / 3
  var seed: UInt64 = 0
  /// Evaluations that the engine may ask for; the stream has its own limit.
  var limit = Int(Int32.max)

  /// Runs from a point given in units; what the problem is there may be known already.
  ///
  /// - Returns: why it stopped, and the last point it asked for, which shows where it was going: what the engine returns is its best feasible
  ///   point, however far behind.
  func run(on stream: EvaluationStream, from start: [Double], known: EvaluationStream.Scaled? = nil)
    throws(SearchError) -> (stop: StopReason, last: Point?)
  {
    let n = UInt32(start.count)
    guard let handle = nlopt_create(nlopt_algorithm(algorithm.number), n) else {
      throw .refused("\(algorithm.name) cannot be set up")
    }
    defer { nlopt_destroy(handle) }
    let call = Call(stream: stream, handle: handle, with: self)
    if let known { call.hold(known, at: start) }
    return try withExtendedLifetime(call) { () throws(SearchError) in
      let data = Unmanaged.passUnretained(call).toOpaque()
      nlopt_set_min_objective(
        handle, { _, units, slopes, data in Call.at(data)?.objective(units, slopes) ?? 1e30 }, data)
      nlopt_set_lower_bounds1(handle, 0)
      nlopt_set_upper_bounds1(handle, 1)
      let constraints = stream.problem.constraints
      if !constraints.isEmpty, !restores, algorithm.takesConstraints {
        let tolerances = constraints.map(\.tolerance)
        nlopt_add_inequality_mconstraint(
          handle, UInt32(constraints.count),
          { _, out, _, units, slopes, data in Call.at(data)?.constraints(units, slopes, into: out) }, data, tolerances)
      }
      nlopt_set_xtol_abs1(handle, pointTolerance)
      nlopt_set_ftol_rel(handle, costTolerance)
      nlopt_set_ftol_abs(handle, absoluteCostTolerance)
      nlopt_set_maxeval(handle, Int32(clamping: limit))
      if let firstStep { nlopt_set_initial_step1(handle, firstStep) }
      if let subsidiary {
        guard let inner = nlopt_create(nlopt_algorithm(subsidiary.number), n) else {
          throw .refused("\(subsidiary.name) cannot be set up")
        }
        nlopt_set_xtol_abs1(inner, pointTolerance)
        nlopt_set_ftol_rel(inner, costTolerance)
        nlopt_set_local_optimizer(handle, inner)
        nlopt_destroy(inner)
      }
      // The library's generator belongs to the thread.
      nlopt_srand(UInt(truncatingIfNeeded: seed))
      var units = start, value = 0.0
      let result = nlopt_optimize(handle, &units, &value)
      return (try reason(result, handle, stream, isAbandoned: call.isAbandoned), call.last)
    }
  }

  /// A point as the engine saw it.
  struct Point {
    let units: [Double]
    let scaled: EvaluationStream.Scaled
  }

  private func reason(_ result: nlopt_result, _ handle: nlopt_opt, _ stream: EvaluationStream, isAbandoned: Bool)
    throws(SearchError)
    -> StopReason
  {
    if isAbandoned { return .converged }
    switch stream.end {
    case .stopped(let why): return why
    case .failed(let error): throw error
    case nil: break
    }
    switch result {
    case NLOPT_SUCCESS, NLOPT_STOPVAL_REACHED, NLOPT_FTOL_REACHED, NLOPT_XTOL_REACHED: return .converged
    case NLOPT_MAXEVAL_REACHED: return .evaluationBudget
    case NLOPT_MAXTIME_REACHED: return .timeBudget
    case NLOPT_ROUNDOFF_LIMITED: return .roundoff
    case NLOPT_FORCED_STOP: return .interrupted
    case NLOPT_INVALID_ARGS, NLOPT_OUT_OF_MEMORY:
      let words = nlopt_get_errmsg(handle).map { String(cString: $0) }
      throw .refused("\(algorithm.name): \(words ?? String(cString: nlopt_result_to_string(result)))")
    default: return .gaveUp
    }
  }

  /// What the library calls back. One evaluation serves the objective and all constraints.
  private final class Call {
    private let stream: EvaluationStream
    private let handle: nlopt_opt
    private let run: NLoptRun
    private var units: [Double] = []
    private var held: EvaluationStream.Scaled?
    private var calls = 0
    private(set) var isAbandoned = false
    /// The cost that the run began with.
    private var start: Double?
    private let needsGradient: Bool

    init(stream: EvaluationStream, handle: nlopt_opt, with run: NLoptRun) {
      self.stream = stream
      self.handle = handle
      self.run = run
      needsGradient = run.algorithm.needsGradient
    }

    func hold(_ scaled: EvaluationStream.Scaled, at units: [Double]) {
      self.units = units
      held = scaled
      start = scaled.cost
    }

    var last: Point? { held.map { Point(units: units.map { min(max($0, 0), 1) }, scaled: $0) } }

    static func at(_ data: UnsafeMutableRawPointer?) -> Call? {
      data.map { Unmanaged<Call>.fromOpaque($0).takeUnretainedValue() }
    }

    private func scaled(_ point: UnsafePointer<Double>?) -> EvaluationStream.Scaled? {
      let n = stream.problem.dimension
      guard let point else { return nil }
      if let held, (0..<n).allSatisfy({ units[$0] == point[$0] }) { return held }
      // Some algorithms hand over NaN when their model has broken down, and some step over the bounds by rounding.
      units = [Double](UnsafeBufferPointer(start: point, count: n))
      let isInside = units.allSatisfy { $0 >= 0 && $0 <= 1 }
      held =
        isInside || units.allSatisfy(\.isFinite)
        ? stream.scaled(
          at: isInside ? units : units.map { min(max($0, 0), 1) }, withSlopes: needsGradient) : nil
      calls += 1
      if calls == NLoptRun.patience, let target = run.target, let start, let best = stream.best, best.isFeasible,
        start - best.cost < NLoptRun.share * (start - target)
      {
        isAbandoned = true
        nlopt_force_stop(handle)
      }
      if held == nil, calls > run.algorithm.callsBeforeStop(dimension: n) { nlopt_force_stop(handle) }
      return held
    }

    func objective(_ point: UnsafePointer<Double>?, _ slopes: UnsafeMutablePointer<Double>?) -> Double {
      // The engine stops at its next look; until then it gets a number it can live with.
      guard let scaled = scaled(point) else { return 1e30 }
      let n = stream.problem.dimension
      guard run.restores else {
        if let slopes { for k in 0..<n { slopes[k] = run.costScale * scaled.costSlope[k] } }
        return run.costScale * scaled.cost
      }
      var sum = 0.0
      if let slopes { for k in 0..<n { slopes[k] = 0 } }
      for (i, value) in scaled.constraints.enumerated() {
        let excess = max(value + run.tightening, 0)
        sum += excess * excess
        if let slopes { for k in 0..<n { slopes[k] += 2 * excess * scaled.constraintSlopes[i * n + k] } }
      }
      return sum
    }

    func constraints(
      _ point: UnsafePointer<Double>?, _ slopes: UnsafeMutablePointer<Double>?,
      into out: UnsafeMutablePointer<Double>?
    ) {
      let scaled = scaled(point), n = stream.problem.dimension, m = stream.problem.constraints.count
      for i in 0..<m { out?[i] = (scaled?.constraints[i] ?? 0) + run.tightening }
      if let slopes {
        for k in 0..<n * m { slopes[k] = scaled?.constraintSlopes[k] ?? 0 }
      }
    }
  }
}
