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
      interval(count: n).contains(signal) ? sum + Self.probability(n, mean) : sum
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

  /// A signal is rejected from here on for good.
  private static func ceiling(_ n: Int, _ confidence: Double) -> Double {
    // The classical upper limit at half the remaining probability lies below n + z√n + z² + 1 for z of the same, and z below √(2 ln(2/(1−CL))) + 1.
    let z = (2 * log(2 / (1 - confidence))).squareRoot() + 1
    return Double(n) + z * Double(n).squareRoot() + z * z + 1
  }

  private static let grid = 0.02

  private static func upper(_ n: Int, _ b: Double, _ confidence: Double) -> Double {
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

  /// The largest upper end at this background and above. It falls with b on the whole and jumps up where a count joins an acceptance, about once for
  /// each event of background: two events ahead are searched, and each jump is closed in upon.
  private func correctedUpper(_ n: Int) -> Double {
    var best = Self.upper(n, background, confidence), place = background, step = 0.05
    for k in 1...40 {
      let b = background + Double(k) * step, value = Self.upper(n, b, confidence)
      if value > best { (best, place) = (value, b) }
    }
    guard place > background else { return best }
    while step > 2e-4 {
      let from = max(place - step, background)
      step /= 5
      for k in 0..<10 {
        let b = from + Double(k) * step, value = Self.upper(n, b, confidence)
        if value > best { (best, place) = (value, b) }
      }
    }
    return best
  }
}
