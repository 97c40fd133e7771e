/// How to search.
public struct SearchSettings: Sendable, Hashable {
  public enum Choice: Sendable, Hashable {
    /// A survey of the whole range, then a polish from the best points of it, in rounds.
    case auto
    /// One run from the problem's start; the second is what it calls, for those that call another.
    case algorithm(Algorithm, subsidiary: Algorithm?)
  }

  public var choice: Choice
  public var seed: UInt64
  public var maxEvaluations: Int
  /// Not reproducible.
  public var maxSeconds: Double?
  public var threads: Int

  public init(
    _ choice: Choice = .auto, seed: UInt64 = 1, maxEvaluations: Int = 20000, maxSeconds: Double? = nil,
    threads: Int = 1
  ) {
    self.choice = choice
    self.seed = seed
    self.maxEvaluations = maxEvaluations
    self.maxSeconds = maxSeconds
    self.threads = threads
  }
}

/// A search over a problem: the same outcome for the same problem, seed and budget on any number of threads.
public struct Search: Sendable {
  private let problem: Problem
  private let settings: SearchSettings
  private let journal: Journal?
  private let number: Int
  private let interruption: Interruption?
  private let progress: (@Sendable (SearchProgress) -> Void)?

  /// - Parameters:
  ///   - journal: where each evaluation goes, and where those of an unfinished search come from. Its owner says when it is finished.
  ///   - number: tells the searches apart that share a journal.
  ///   - progress: told five times a second, from any thread.
  public init(
    _ problem: Problem, _ settings: SearchSettings = SearchSettings(), journal: Journal? = nil, number: Int = 0,
    interruption: Interruption? = nil, progress: (@Sendable (SearchProgress) -> Void)? = nil
  ) {
    self.problem = problem
    self.settings = settings
    self.journal = journal
    self.number = number
    self.interruption = interruption
    self.progress = progress
  }

  /// - Throws: when the algorithm does not suit the problem, the problem's function throws, or the journal cannot be used. Interruption, an
  ///   exhausted budget and infeasibility are outcomes, not errors.
  public func run() throws(SearchError) -> Outcome {
    guard problem.dimension > 0 else { throw .noVariables }
    let control = SearchControl(
      budget: settings.maxEvaluations, seconds: settings.maxSeconds, interruption: interruption, report: progress)
    let campaign = Campaign(problem, settings, control: control, journal: journal, number: number)
    switch settings.choice {
    case .auto: try AutoStrategy(campaign: campaign).run()
    case .algorithm(let algorithm, let subsidiary):
      try check(algorithm, subsidiary)
      try campaign.single(algorithm, subsidiary ?? algorithm.defaultSubsidiary)
    }
    return try campaign.outcome()
  }

  /// Where nothing varies: the one point there is.
  public func single() throws(SearchError) -> Outcome {
    let control = SearchControl(budget: 1, seconds: nil, interruption: interruption, report: nil)
    let campaign = Campaign(problem, settings, control: control, journal: nil, number: number)
    let problem = problem
    _ = try campaign.batch("point", because: "no variable has a range", runs: 1, cap: 1) {
      (_, stream) throws(SearchError) in
      _ = stream.assess(problem.start)
      return (.converged, ())
    }
    return try campaign.outcome()
  }

  /// What an algorithm needs, before it runs: the library itself would fail in the middle, or say nothing.
  private func check(_ algorithm: Algorithm, _ subsidiary: Algorithm?) throws(SearchError) {
    for algorithm in [algorithm, subsidiary ?? algorithm.defaultSubsidiary].compactMap(\.self) {
      guard algorithm.isAvailable else { throw .missingAlgorithm(algorithm.name) }
      // Differences stand in for slopes, at their cost in evaluations; that is the user's to choose.
      guard problem.dimension >= algorithm.leastDimension else {
        throw .dimensionTooSmall(algorithm.name, least: algorithm.leastDimension)
      }
    }
    guard problem.constraints.isEmpty || algorithm.takesConstraints else { throw .takesNoConstraints(algorithm.name) }
  }
}
