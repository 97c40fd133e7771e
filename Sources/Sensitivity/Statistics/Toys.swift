import Dispatch
import Foundation
import Quantities
import Synchronization

/// Experiments on paper: counts drawn from what a hypothesis lets one expect, cell by cell.
///
/// Each experiment has a generator of its own, from the seed and its number: the same counts on any number of threads.
public struct Toys: Sendable, Hashable {
  public var seed: UInt64
  public var count: Int
  public var threads: Int

  /// - Precondition: one experiment or more, one thread or more.
  public init(seed: UInt64, count: Int = 2000, threads: Int = ProcessInfo.processInfo.activeProcessorCount) {
    precondition(count > 0 && threads > 0, "a number of experiments and of threads")
    self.seed = seed
    self.count = count
    self.threads = threads
  }

  /// One figure of each experiment, in the order of the experiments.
  ///
  /// - Parameters:
  ///   - means: of each cell.
  ///   - figure: of the counts.
  public func map<Figure: Sendable>(means: [Double], _ figure: @Sendable ([Int]) -> Figure) -> [Figure] {
    let chunk = max(1, min(256, count / (4 * threads))), chunks = (count + chunk - 1) / chunk
    let next = Atomic<Int>(0)
    let results = Mutex([[Figure]](repeating: [], count: chunks))
    DispatchQueue.concurrentPerform(iterations: min(threads, chunks)) { _ in
      var counts = [Int](repeating: 0, count: means.count)
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < chunks else { return }
        var figures: [Figure] = []
        for toy in (index * chunk)..<min((index + 1) * chunk, count) {
          var numbers = PoissonNumbers(seed: SeededNumbers.derive(seed, UInt64(toy)))
          for k in means.indices { counts[k] = numbers.next(mean: means[k]) }
          figures.append(figure(counts))
        }
        let done = figures
        results.withLock { $0[index] = done }
      }
    }
    return results.withLock { $0.flatMap(\.self) }
  }

  // MARK: Two hypotheses

  /// ln(L_first/L_second)·2 of each experiment between the two hypotheses of an expectation, A profiled in both:
  ///
  ///     t = min over A of D(n|second) − min over A of D(n|first),   D = Σ 2 [μ − n + n ln(n/μ)] + prior
  ///
  /// Large where the data speak for the first. Of Asimov data of the first it is ``Separation``'s Δχ².
  ///
  /// - Parameters:
  ///   - expectation: of two hypotheses.
  ///   - source: which of the two, 0 or 1, the data are drawn from.
  public func ratios(
    _ expectation: Expectation, exposure: Double, normalisation: Normalisation = .known, from source: Int
  ) -> [Double] {
    precondition(expectation.signals.count == 2 && (0...1).contains(source), "two hypotheses, one of them true")
    let background = expectation.background.map { exposure * $0 }
    let signals = expectation.signals.map { $0.map { exposure * $0 } }
    let means = expectation.cells.map { signals[source][$0] + background[$0] }
    return map(means: means) { counts in
      let data = background.indices.map { Double(counts[$0]) - background[$0] }
      func distance(_ signal: [Double]) -> Double {
        let fit = NormalisationFit(truth: data, other: signal, background: background, normalisation: normalisation)
        return fit.deviance + fit.penalty
      }
      let first = distance(signals[0]), second = distance(signals[1])
      if first == .infinity { return second == .infinity ? 0 : -.infinity }
      return second - first
    }
  }

  // MARK: Coverage

  /// A share of experiments, with its binomial error.
  public struct Share: Sendable, Hashable {
    public let value: Double
    public let error: Double
  }

  /// How often an interval made from the counts holds the true value.
  public func coverage(
    of value: Double, means: [Double], _ interval: @Sendable ([Int]) -> ClosedRange<Double>
  ) -> Share {
    let hits = map(means: means) { interval($0).contains(value) }.count(where: \.self)
    return share(hits, of: count)
  }

  func share(_ hits: Int, of count: Int) -> Share {
    let p = Double(hits) / Double(count)
    return Share(value: p, error: (p * (1 - p) / Double(count)).squareRoot())
  }
}
