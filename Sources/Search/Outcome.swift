/// Why a search stopped. What the point is, is another matter: ``Outcome/Verdict``.
public enum StopReason: Sendable, Hashable {
  /// The strategy found nothing better where it still looked, or the algorithm's own test was met.
  case converged
  /// Rounding left the algorithm no direction.
  case roundoff
  case evaluationBudget
  /// Not reproducible: another run may get further.
  case timeBudget
  case interrupted
  /// The engine gave up without saying why.
  case gaveUp

  public var code: String {
    switch self {
    case .converged: "converged"
    case .roundoff: "roundoff"
    case .evaluationBudget: "evaluation-budget"
    case .timeBudget: "time-budget"
    case .interrupted: "interrupted"
    case .gaveUp: "gave-up"
    }
  }
}

/// What a search found, and how.
public struct Outcome: Sendable, Hashable {
  public enum Verdict: Sendable, Hashable {
    case feasible
    /// No point kept every constraint; this one came nearest, and breaks this constraint most, by so many of its scales.
    case infeasible(worst: String, by: Double)
    /// The problem was evaluated nowhere, or had no value wherever it was.
    case nothing
  }

  public let stop: StopReason
  public let verdict: Verdict
  /// The best feasible point, or the one nearest to feasible.
  public let best: Candidate?
  /// True when an evaluation of its own, after the search, gave the same figures to the last bit.
  public let isConfirmed: Bool
  public let evaluations: Int
  /// How many of them had no value.
  public let undefined: Int
  /// How many came from the journal.
  public let replayed: Int
  /// What was done, in order, with the reasons.
  public let phases: [Phase]
  /// Each improvement, in the order of the streams.
  public let history: [Improvement]
  /// Distinct local optima that were found, the best first.
  public let optima: [Candidate]
  public let seed: UInt64

  /// One step of a strategy.
  public struct Phase: Sendable, Hashable {
    public let name: String
    /// NLopt's name, where it is one of its algorithms.
    public let algorithm: String?
    public let reason: String
    /// Runs that it consists of.
    public let runs: Int
    public var evaluations: Int
  }

  public struct Improvement: Sendable, Hashable {
    /// Counted over the streams in their order, from 1.
    public let evaluation: Int
    public let phase: Int
    public let objective: Double
    public let violationNorm: Double
  }
}
