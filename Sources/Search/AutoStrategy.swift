import Foundation
import Quantities

/// The strategy `auto`: rounds of an even survey of the whole range and of polishes from its best points, far from each other.
///
/// It follows multi-level single linkage (Rinnooy Kan and Timmer, Math. Program. 39, 57 (1987)): a sampled point is a start unless a better
/// one lies within a distance that shrinks as samples accumulate, and the rounds end when the number of optima that the starts led to makes
/// an unseen one unlikely (Boender and Rinnooy Kan's rule), or when some rounds have gained nothing.
/// Where evaluations are dear, the rounds are few, and the neighbourhood of the best is combed after them: optima of walls lie in families, a few per
/// cent from each other, whatever the ranges. NLopt's own MLSL is serial, takes no constraints, and does not say what it found on the way.
struct AutoStrategy {
  let campaign: Campaign

  private var problem: Problem { campaign.problem }
  private var dimension: Int { problem.dimension }

  private struct Sample {
    let candidate: Candidate
    let units: [Double]
    /// Known beforehand: a start whatever its neighbours are.
    let isHint: Bool
    var isStarted = false
  }

  func run() throws(SearchError) {
    let seed = campaign.settings.seed
    campaign.reserve = min(campaign.settings.maxEvaluations / 4, LocalPolish.cap(problem))
    var samples = try known()
    let even = EvenPoints(dimension: dimension, seed: SeededNumbers.derive(seed, 1))
    // An even number keeps two cores busy to the end.
    let startsPerRound = min(max(4, dimension + 2 + dimension % 2), 12)
    var surveyed = 0, starts = 0, stale = 0
    var round = 0
    while campaign.stopped == nil {
      // Few at first: where evaluations are dear, the polishes are worth more.
      let count = 32 * (problem.isDear ? 1 : min(round + 1, dimension + 1))
      samples += try survey(even, from: surveyed, count: count)
      surveyed += count
      if round == 0, campaign.best?.isFeasible != true { samples += try restore(samples) }
      let before = campaign.best
      let chosen = choose(&samples, most: startsPerRound)
      try polish(chosen.map { samples[$0].units }, .coarse)
      starts += chosen.count
      round += 1
      if let best = campaign.best, best.isBetter(than: before),
        before.map({ !$0.isFeasible || $0.cost - best.cost > 1e-4 * problem.magnitude(best.cost) }) ?? true
      {
        stale = 0
      } else {
        stale += 1
      }
      if round > (problem.isDear ? 1 : 2), stale > (problem.isDear ? 1 : 2) || isExhausted(starts: starts) { break }
    }
    if problem.isDear { try comb() }
    let wasCut = campaign.stopped == .evaluationBudget
    campaign.reserve = 0
    campaign.isClosing = true
    try refine()
    if wasCut { campaign.stop(.evaluationBudget) }
    if !problem.hasGradient { try finish() }
    settle()
    campaign.conclude()
  }

  // MARK: Phases

  /// The start and what is known of the problem.
  private func known() throws(SearchError) -> [Sample] {
    let problem = problem
    let points = [problem.start] + problem.hints
    let found = try campaign.batch(
      "start", because: "the start and \(problem.hints.count) points known beforehand", runs: points.count, cap: 1
    ) { (run, stream) throws(SearchError) in
      (.converged, stream.assess(points[run]).flatMap { Candidate(problem, points[run], $0) })
    }
    return found.compactMap { candidate in
      candidate.map { Sample(candidate: $0, units: problem.units($0.point), isHint: true) }
    }
  }

  /// Points of a survey that one stream looks at.
  private var block: Int { problem.isDear ? 2 : 32 }

  private func survey(_ even: EvenPoints, from first: Int, count: Int) throws(SearchError) -> [Sample] {
    let problem = problem, block = block
    let found = try campaign.batch(
      "survey",
      because: problem.constraints.isEmpty
        ? "an even sample in \(dimension) dimensions"
        : "an even sample in \(dimension) dimensions, kept constraints first",
      runs: count / block, cap: block
    ) { (run, stream) throws(SearchError) in
      var candidates: [Candidate] = []
      for k in 0..<block {
        let point = problem.point(even[first + run * block + k])
        guard let assessment = stream.assess(point) else { break }
        if let candidate = Candidate(problem, point, assessment) { candidates.append(candidate) }
      }
      return (.converged, candidates)
    }
    return found.flatMap(\.self).map { Sample(candidate: $0, units: problem.units($0.point), isHint: false) }
  }

  /// Where no sample keeps every constraint: towards kept constraints, whatever the objective.
  private func restore(_ samples: [Sample]) throws(SearchError) -> [Sample] {
    let problem = problem
    let nearest = samples.sorted { $0.candidate.isBetter(than: $1.candidate) }.prefix(4).map(\.units)
    guard let algorithm = Algorithm(named: "LD_LBFGS") else { return [] }
    let found: [Candidate?] = try campaign.batch(
      "restore", algorithm: algorithm.name, because: "no sample keeps every constraint: the violations alone",
      runs: nearest.count, cap: LocalPolish.cap(problem)
    ) { (run, stream) throws(SearchError) in
      var descent = NLoptRun(algorithm: algorithm, subsidiary: nil)
      descent.restores = true
      let stop = try descent.run(on: stream, from: nearest[run]).stop
      return (stop, stream.best)
    }
    return found.compactMap { candidate in
      candidate.map { Sample(candidate: $0, units: problem.units($0.point), isHint: true) }
    }
  }

  private func polish(_ starts: [[Double]], _ depth: LocalPolish.Depth) throws(SearchError) {
    let target = problem.isDear && depth == .coarse && campaign.best?.isFeasible == true ? campaign.best?.cost : nil
    let polish = LocalPolish(problem: problem, depth: depth, target: target)
    let found: [Candidate?] = try campaign.batch(
      depth == .coarse ? "polish" : "refine", algorithm: LocalPolish.algorithm,
      because: problem.hasGradient
        ? "the problem gives its slopes" : "slopes by differences, the problem gives none", runs: starts.count,
      cap: LocalPolish.cap(problem)
    ) { (run, stream) throws(SearchError) in
      (try polish.run(on: stream, from: starts[run]), stream.best)
    }
    for candidate in found.compactMap(\.self) where candidate.isFeasible { campaign.add(optimum: candidate) }
  }

  /// The best optima to their last digits.
  private func refine() throws(SearchError) {
    let best = ([campaign.best].compactMap(\.self) + campaign.optima.prefix(problem.isDear ? 1 : 3)).filter(
      \.isFeasible)
    var chosen: [[Double]] = []
    for candidate in best {
      let units = problem.units(candidate.point)
      if !chosen.contains(where: { distance($0, units) < 1e-3 }) { chosen.append(units) }
    }
    try polish(chosen, .fine)
  }

  /// Differences mislead where the problem has edges: a last look around without them.
  private func finish() throws(SearchError) {
    guard campaign.stopped == nil, let best = campaign.best, best.isFeasible else { return }
    let name = problem.constraints.isEmpty ? "LN_SBPLX" : "LN_COBYLA", problem = problem
    guard let algorithm = Algorithm(named: name) else { throw .missingAlgorithm(name) }
    let found: [Candidate?] = try campaign.batch(
      "finish", algorithm: name, because: "slopes by differences may miss an edge", runs: 1, cap: 100 * (dimension + 1)
    ) { (_, stream) throws(SearchError) in
      var run = NLoptRun(algorithm: algorithm, subsidiary: nil)
      run.firstStep = 1e-3
      return (try run.run(on: stream, from: problem.units(best.point)).stop, stream.best)
    }
    if let end = found.first ?? nil, end.isFeasible { campaign.add(optimum: end) }
  }

  /// Half-widths of the neighbourhoods, in units: one that gained something is looked at once more.
  private static let neighbourhoods = [0.12, 0.06]
  /// Points of one, and how many of them are polished.
  private static let neighbours = (looked: 16, polished: 6)

  /// Surveys and polishes around the best, until every neighbourhood in turn has gained nothing.
  private func comb() throws(SearchError) {
    let problem = problem, block = block
    let even = EvenPoints(dimension: dimension, seed: SeededNumbers.derive(campaign.settings.seed, 2))
    var misses = 0, next = 0
    while campaign.stopped == nil, misses < Self.neighbourhoods.count, let best = campaign.best, best.isFeasible {
      let width = Self.neighbourhoods[misses], first = next
      let box = problem.units(best.point).map { max($0 - width, 0)...min($0 + width, 1) }
      let found = try campaign.batch(
        "neighbourhood", because: "other optima near the best, within \(width) of each range",
        runs: Self.neighbours.looked / block, cap: block
      ) { (run, stream) throws(SearchError) in
        var candidates: [Candidate] = []
        for k in 0..<block {
          let units = zip(box, even[first + run * block + k]).map {
            $0.lowerBound + $1 * ($0.upperBound - $0.lowerBound)
          }
          let point = problem.point(units)
          guard let assessment = stream.assess(point) else { break }
          if let candidate = Candidate(problem, point, assessment) { candidates.append(candidate) }
        }
        return (.converged, candidates)
      }
      next += Self.neighbours.looked
      let starts = found.flatMap(\.self).sorted { $0.isBetter(than: $1) }.prefix(Self.neighbours.polished)
      try polish(starts.map { problem.units($0.point) }, .coarse)
      let isBetter = campaign.best.map { best.cost - $0.cost > 1e-4 * problem.magnitude(best.cost) } ?? false
      misses = isBetter ? 0 : misses + 1
    }
  }

  // MARK: Decisions

  /// Samples to start from: those without a better one near them, hints always, each once.
  private func choose(_ samples: inout [Sample], most: Int) -> [Int] {
    let n = Double(dimension), count = Double(samples.count)
    let radius =
      pow(2 * tgamma(1 + n / 2) * log(max(count, 2)) / count, 1 / n) / Double.pi.squareRoot()
    let order = samples.indices.sorted { a, b in
      samples[a].candidate.isBetter(than: samples[b].candidate)
        || (!samples[b].candidate.isBetter(than: samples[a].candidate) && a < b)
    }
    var chosen: [Int] = []
    for (rank, index) in order.enumerated() where chosen.count < most && !samples[index].isStarted {
      let sample = samples[index]
      let isCovered = order[..<rank].contains { distance(samples[$0].units, sample.units) < radius }
      if sample.isHint || !isCovered { chosen.append(index) }
    }
    // At least two, or the rule of the end has nothing to count.
    for index in order where chosen.count < 2 && !samples[index].isStarted && !chosen.contains(index) {
      chosen.append(index)
    }
    for index in chosen { samples[index].isStarted = true }
    return chosen
  }

  private func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// The expected number of optima, seen and unseen, is that of those seen.
  private func isExhausted(starts: Int) -> Bool {
    let t = Double(starts), w = Double(campaign.optima.count)
    return w > 0 && t > w + 2 && w * (t - 1) / (t - w - 2) < w + 0.5
  }

  /// Equally good optima that lie apart, a plateau or a mirror image: the start or a point known beforehand if it is among them, else the one
  /// with the larger first variable that differs. Which of them was found first depends on the seed, and must not show.
  private func settle() {
    guard let best = campaign.best, best.isFeasible else { return }
    let known = ([problem.start] + problem.hints).compactMap { point in
      (try? problem.evaluate(point, false)).flatMap { Candidate(problem, point, $0) }
    }
    func isFar(_ candidate: Candidate) -> Bool { campaign.distance(candidate, best) > 1e-2 }
    // The first that is as good, or what was found beside it.
    if let first = known.first(where: { campaign.isEqual($0, best) }) {
      if isFar(first) { campaign.settle(on: first) }
      return
    }
    let rivals = campaign.optima.filter { campaign.isEqual($0, best) && isFar($0) }
    let largest = (rivals + [best]).max { a, b in
      a.point.lexicographicallyPrecedes(b.point)
    }
    if let largest { campaign.settle(on: largest) }
    if !problem.isDear { standStill() }
  }

  /// Variables that do not matter at the best point go back to the start: where a search left them depends on the seed.
  private func standStill() {
    for (k, start) in problem.start.enumerated() {
      guard let best = campaign.best, best.isFeasible else { return }
      var point = best.point
      point[k] = start
      guard let assessment = try? problem.evaluate(point, false),
        let moved = Candidate(problem, point, assessment), campaign.isEqual(moved, best),
        campaign.distance(moved, best) > 1e-2
      else { continue }
      campaign.settle(on: moved)
    }
  }
}
