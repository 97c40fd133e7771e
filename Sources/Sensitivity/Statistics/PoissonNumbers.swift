import Foundation
import Quantities

/// Random counts, exactly Poisson for every mean.
public struct PoissonNumbers: Sendable {
  private var numbers: SeededNumbers

  public init(seed: UInt64) { numbers = SeededNumbers(seed) }

  /// Beyond, counts are no whole numbers of a `Double`.
  public static let means = 0...1e15

  /// A count with this mean.
  ///
  /// Below 10 by inversion of the distribution; from there on by transformed rejection, W. Hörmann, Insurance: Mathematics and Economics 12 (1993) 39
  /// (PTRS), whose acceptance is the exact one.
  ///
  /// - Precondition: the mean is one of ``means``.
  public mutating func next(mean: Double) -> Int {
    precondition(Self.means.contains(mean), "a mean from 0 to 1e15")
    return mean < 10 ? inverted(mean) : rejected(mean)
  }

  private mutating func inverted(_ mean: Double) -> Int {
    var rest = numbers.unit(), term = exp(-mean), n = 0
    // The loop ends when the terms no longer count: beyond 100 they are below 1e-50.
    while rest >= term, n < 200 {
      rest -= term
      n += 1
      term *= mean / Double(n)
    }
    return n
  }

  private mutating func rejected(_ mean: Double) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot(), a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4), vr = 0.9277 - 3.6224 / (b - 2), logMean = log(mean)
    while true {
      let u = numbers.unit() - 0.5, v = numbers.unit()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07, v <= vr { return Int(k) }
      if k < 0 || (us < 0.013 && v > us) { continue }
      if log(v * inverseAlpha / (a / (us * us) + b)) <= k * logMean - mean - logFactorial(k) { return Int(k) }
    }
  }
}

/// ln n!, without the global sign that `lgamma` writes.
func logFactorial(_ n: Double) -> Double {
  if n < Double(LogFactorials.table.count) { return LogFactorials.table[Int(n)] }
  // Stirling's series for Γ(n+1); the next term is below 1e-19 from n = 256 on.
  let x = n + 1, inverse = 1 / x, square = inverse * inverse
  return (x - 0.5) * log(x) - x + 0.5 * log(2 * .pi) + inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260))
}

private enum LogFactorials {
  static let table: [Double] = {
    var list = [0.0]
    for n in 1..<256 { list.append(list[n - 1] + log(Double(n))) }
    return list
  }()
}
