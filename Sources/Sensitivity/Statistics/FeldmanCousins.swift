import Foundation

/// Intervals for the mean of a signal counted over a known background: G. J. Feldman and R. D. Cousins, Phys. Rev. D 57 (1998) 3873.
///
/// For each signal μ the counts n are accepted in the order of R = P(n|μ + b)/P(n|μ̂ + b), μ̂ = max(0, n − b), until they hold the confidence level; the
/// interval for n holds the μ that accept it. Counts being whole, coverage is at or above the level. As the authors do, the upper end is kept from growing
/// with the background at a given n: it is the largest for any background at or above the one there is.
public struct FeldmanCousins: Sendable, Hashable {
  /// b, events.
  public let background: Double
  public let confidence: Double

  /// - Precondition: b ≥ 0, 0 < confidence < 1.
  public init(background: Double, confidence: Double = 0.9) {
    precondition(background >= 0 && confidence > 0 && confidence < 1, "a background and a level")
    self.background = background
    self.confidence = confidence
  }

  /// The interval of signals for a count; ends to 1e-4.
  public func interval(count n: Int) -> ClosedRange<Double> {
    precondition(n >= 0, "counts are not negative")
    let upper = correctedUpper(n)
    return min(lower(n), upper)...upper
  }

  /// The mean of the upper end when there is no signal: the sensitivity that Feldman and Cousins quote.
  public var meanSensitivity: Double {
    var sum = 0.0, weights = 0.0, n = 0
    // Counts that occur less than once in 1e7 times are left out.
    while weights < 1 - 1e-7, n < 1000 {
      let weight = Self.probability(n, background)
      if weight > 1e-9 { sum += weight * interval(count: n).upperBound }
      weights += weight
      n += 1
    }
    return sum / weights
  }

  /// The upper end for the median count when there is no signal.
  public var medianSensitivity: Double {
    var sum = 0.0, n = -1
    while sum < 0.5 {
      n += 1
      sum += Self.probability(n, background)
    }
    return interval(count: n).upperBound
  }

  /// The probability that the interval holds a true signal μ: of the counts that accept it.
  public func coverage(of signal: Double) -> Double {
    let mean = signal + background, reach = Int(mean + 12 * mean.squareRoot() + 30)
    return (0...reach).reduce(0) { sum, n in
      let weight = Self.probability(n, mean)
      // Counts too rare to matter are counted as missed.
      return weight > 1e-12 && interval(count: n).contains(signal) ? sum + weight : sum
    }
  }

  // MARK: Acceptance

  /// Whether a signal accepts a count: whether the counts of higher R alone fall short of the level.
  func accepts(_ n: Int, signal mu: Double) -> Bool { Self.accepts(n, mu, background, confidence) }

  private static func accepts(_ n: Int, _ mu: Double, _ b: Double, _ confidence: Double) -> Bool {
    let mean = mu + b
    guard mean > 0 else { return n == 0 }
    let own = logRatio(n, mean, b)
    // ln R rises to a maximum and falls: the counts before n in the order lie side by side, on one side of it.
    var sum = 0.0
    var k = n + 1
    while logRatio(k, mean, b) > own {
      sum += probability(k, mean)
      if sum >= confidence { return false }
      k += 1
    }
    k = n - 1
    while k >= 0, logRatio(k, mean, b) > own {
      sum += probability(k, mean)
      if sum >= confidence { return false }
      k -= 1
    }
    return true
  }

  /// ln R.
  private static func logRatio(_ n: Int, _ mean: Double, _ b: Double) -> Double {
    let count = Double(n), best = max(count, b)
    return best - mean + (n == 0 ? 0 : count * log(mean / best))
  }

  private static func probability(_ n: Int, _ mean: Double) -> Double {
    if mean == 0 { return n == 0 ? 1 : 0 }
    return exp(Double(n) * log(mean) - mean - logFactorial(Double(n)))
  }

  // MARK: Ends

  /// A mean that so rarely gives n or less that no order of acceptance reaches down to n: a tenth of what the level leaves out.
  private static func ceiling(_ n: Int, _ confidence: Double) -> Double {
    var low = Double(n), high = Double(2 * n + 60)
    while high - low > 0.01 {
      let middle = (low + high) / 2
      if (0...n).reduce(0, { $0 + probability($1, middle) }) > (1 - confidence) / 10 {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }

  private static let grid = 0.02

  /// The upper end before its correction.
  static func upper(_ n: Int, _ b: Double, _ confidence: Double) -> Double {
    // Over much background an empty experiment still allows some signal, less than without background.
    var mu = max(ceiling(n, confidence) - b, 3)
    while mu > 0, !accepts(n, mu, b, confidence) { mu -= grid }
    return edge(inside: max(mu, 0), outside: max(mu, 0) + grid) { accepts(n, $0, b, confidence) }
  }

  private func lower(_ n: Int) -> Double {
    var mu = 0.0
    let end = Double(n) + 1
    while mu < end, !accepts(n, signal: mu) { mu += Self.grid }
    return mu == 0 ? 0 : Self.edge(inside: mu, outside: mu - Self.grid) { accepts(n, signal: $0) }
  }

  private static func edge(inside: Double, outside: Double, _ accepts: (Double) -> Bool) -> Double {
    var inside = inside, outside = outside
    while abs(inside - outside) > 1e-5 {
      let middle = (inside + outside) / 2
      if accepts(middle) { inside = middle } else { outside = middle }
    }
    return inside
  }

  /// The largest upper end at this background and above. It falls with b and jumps up where a count joins an acceptance, about once for each event of
  /// background: each jump of the next two events is closed in upon.
  private func correctedUpper(_ n: Int) -> Double {
    let step = 0.05
    var last = Self.upper(n, background, confidence), best = last
    for k in 1...40 {
      var low = background + Double(k - 1) * step, high = low + step
      var value = Self.upper(n, high, confidence)
      best = max(best, value)
      let start = value
      // Between two jumps in one step the later one is found: the earlier one is higher by no more than the step.
      while value > last, high - low > 1e-4 {
        let middle = (low + high) / 2, there = Self.upper(n, middle, confidence)
        best = max(best, there)
        if there >= value { (high, value) = (middle, there) } else { low = middle }
      }
      last = start
    }
    return best
  }
}
