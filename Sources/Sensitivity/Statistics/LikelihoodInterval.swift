import Foundation

/// Intervals for the mean of a signal counted over a known background by the likelihood ratio alone: the s at which
///
///     q(s) = 2 [s + b − n + n ln(n/(s + b))] − its least for s ≥ 0
///
/// stays below a threshold. Limits of expected counts, ``CouplingLimit``, are of this kind. Their coverage is what they say where many are counted; where few are,
/// use ``FeldmanCousins``.
public struct LikelihoodInterval: Sendable, Hashable {
  /// b, events.
  public let background: Double
  /// 2.706 for 90 %.
  public let threshold: Double

  public init(background: Double, threshold: Double = 2.705_543_454_095_404) {
    precondition(background >= 0 && threshold > 0, "a background and a threshold")
    self.background = background
    self.threshold = threshold
  }

  /// The interval of signals for a count; ends to 1e-12 of themselves.
  public func interval(count n: Int) -> ClosedRange<Double> {
    precondition(n >= 0, "counts are not negative")
    let count = Double(n), best = max(count - background, 0)
    func deviance(_ signal: Double) -> Double {
      PoissonDeviance.value(truth: count, difference: signal + background - count)
    }
    let least = deviance(best)
    func end(inside: Double, outside: Double) -> Double {
      var inside = inside, outside = outside
      while abs(outside - inside) > 1e-12 * max(inside, outside) {
        let middle = (inside + outside) / 2
        if middle == inside || middle == outside { break }
        if deviance(middle) - least <= threshold { inside = middle } else { outside = middle }
      }
      return inside
    }
    var high = best + 1
    while deviance(high) - least <= threshold { high *= 2 }
    let lower = best == 0 || deviance(0) - least <= threshold ? 0 : end(inside: best, outside: 0)
    return lower...end(inside: best, outside: high)
  }
}
