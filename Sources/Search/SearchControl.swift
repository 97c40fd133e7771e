import Foundation
import Synchronization

/// A request to stop, which may come from a signal.
public final class Interruption: Sendable {
  private let raised = Atomic<Bool>(false)

  public init() {}

  /// Asks every search that watches this to end after the evaluation at hand.
  public func interrupt() { raised.store(true, ordering: .relaxed) }
  public var isRaised: Bool { raised.load(ordering: .relaxed) }
}

/// Where a search stands, for people who wait.
public struct SearchProgress: Sendable {
  public let evaluations: Int
  public let budget: Int
  public let seconds: Double
  /// The best so far: feasible, or nearest to it.
  public let best: Candidate?
  /// How many constraints it breaks.
  public let broken: Int
}

/// What the streams of one search share: when to stop, and whom to tell.
final class SearchControl: Sendable {
  private let interruption: Interruption?
  private let deadline: ContinuousClock.Instant?
  private let began = ContinuousClock.now
  private let budget: Int
  private let report: (@Sendable (SearchProgress) -> Void)?
  private let evaluations = Atomic<Int>(0)
  private let shared = Mutex<(best: Candidate?, reported: ContinuousClock.Instant?)>((nil, nil))

  init(
    budget: Int, seconds: Double?, interruption: Interruption?, report: (@Sendable (SearchProgress) -> Void)?
  ) {
    self.budget = budget
    self.interruption = interruption
    self.report = report
    deadline = seconds.map { .now + .seconds($0) }
  }

  /// Why an evaluation must not begin; `nil` when it may.
  var stop: StopReason? {
    if let interruption, interruption.isRaised { return .interrupted }
    if let deadline, ContinuousClock.now >= deadline { return .timeBudget }
    return nil
  }

  /// Tells of an evaluation, and the reader five times a second.
  func note(_ candidate: Candidate?, in problem: Problem) {
    guard let report else { return }
    let count = evaluations.add(1, ordering: .relaxed).newValue
    let progress: SearchProgress? = shared.withLock { shared in
      if let candidate, candidate.isBetter(than: shared.best) { shared.best = candidate }
      let now = ContinuousClock.now
      if let last = shared.reported, now - last < .milliseconds(200) { return nil }
      shared.reported = now
      let elapsed = now - began
      return SearchProgress(
        evaluations: count, budget: budget,
        seconds: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18,
        best: shared.best,
        broken: shared.best.map { best in
          zip(problem.constraints, best.constraints).count { $0.violation($1) > 0 }
        } ?? 0)
    }
    if let progress { report(progress) }
  }
}
