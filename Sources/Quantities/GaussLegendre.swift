import Foundation

/// Gauss–Legendre quadrature on an interval: exact for polynomials up to degree 2n − 1.
///
/// For a function analytic inside the ellipse with foci at the interval's ends and half-axes summing to ρ half-lengths, the error falls as
/// ρ^(−2n).
public struct GaussLegendre: Sendable {
  /// On [−1, 1], ascending.
  public let nodes: [Double]
  public let weights: [Double]

  /// Computes the nodes by Newton's method on P_n, from Tricomi's starting values.
  public init(count n: Int) {
    precondition(n > 0, "a rule has at least one node")
    var nodes = [Double](repeating: 0, count: n), weights = nodes
    for i in 0..<n {
      var x = -cos(.pi * (Double(i) + 0.75) / (Double(n) + 0.5))
      var derivative = 1.0
      for _ in 0..<10 {
        var previous = 1.0, value = x
        for k in stride(from: 2, through: n, by: 1) {
          (previous, value) = (value, (Double(2 * k - 1) * x * value - Double(k - 1) * previous) / Double(k))
        }
        if n == 1 { (previous, value) = (1, x) }
        derivative = Double(n) * (x * value - previous) / (x * x - 1)
        let step = value / derivative
        x -= step
        if abs(step) < 1e-16 { break }
      }
      nodes[i] = x
      weights[i] = 2 / ((1 - x * x) * derivative * derivative)
    }
    self.nodes = nodes
    self.weights = weights
  }

  /// ∫ f over [a, b].
  @inlinable
  public func integral(from a: Double, to b: Double, _ f: (Double) -> Double) -> Double {
    let half = (b - a) / 2, middle = (a + b) / 2
    var sum = 0.0
    for k in nodes.indices { sum += weights[k] * f(middle + half * nodes[k]) }
    return half * sum
  }
}
