import Foundation

/// e^{−x} I₀(x), the scaled modified Bessel function of order zero, for x ≥ 0.
///
/// Below 20 the power series Σ (x²/4)^k/k!², whose terms are all positive; above, the asymptotic series
/// (2πx)^{−1/2} Σ [1·9·25…(2k−1)²]/(k! (8x)^k), whose smallest term there is e^{−2x} ~ 1e-17. Relative error below 1e-14.
public func scaledBesselI0(_ x: Double) -> Double {
  precondition(x >= 0, "the argument is not negative")
  var sum = 1.0
  var term = 1.0
  var k = 0.0
  if x < 20 {
    let quarter = x * x / 4
    while term > 1e-17 * sum {
      k += 1
      term *= quarter / (k * k)
      sum += term
    }
    return exp(-x) * sum
  }
  while term > 1e-17 * sum {
    k += 1
    let next = term * (2 * k - 1) * (2 * k - 1) / (8 * k * x)
    if next >= term { break }
    term = next
    sum += term
  }
  return sum / (2 * .pi * x).squareRoot()
}
