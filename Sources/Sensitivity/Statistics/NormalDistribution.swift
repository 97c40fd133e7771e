import Foundation

/// The normal distribution's tail.
enum NormalDistribution {
  /// P(x > z).
  static func tail(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }

  /// z with P(x > z) = p: by halving, to the last digits.
  ///
  /// - Precondition: 0 < p < 1.
  static func quantile(tail p: Double) -> Double {
    precondition(p > 0 && p < 1, "a probability between 0 and 1")
    var low = -40.0, high = 40.0
    for _ in 0..<70 {
      let middle = (low + high) / 2
      if tail(middle) > p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  static func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * .pi).squareRoot() }
}
