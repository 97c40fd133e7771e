import Foundation

/// Interpolation and integration by values at fixed nodes on [−1, 1]: the 15 Kronrod nodes, or the 7 Gauss nodes among them.
struct PanelRule {
  let nodes: [Double]
  let weights: [Double]
  /// Of the barycentric formula.
  let barycentric: [Double]

  static let fine = PanelRule(nodes: GaussKronrod.nodes, weights: GaussKronrod.kronrod)
  static let coarse = PanelRule(
    nodes: zip(GaussKronrod.nodes, GaussKronrod.gauss).filter { $0.1 > 0 }.map(\.0),
    weights: GaussKronrod.gauss.filter { $0 > 0 })

  private init(nodes: [Double], weights: [Double]) {
    self.nodes = nodes
    self.weights = weights
    barycentric = nodes.map { node in
      1 / nodes.reduce(1) { $1 == node ? $0 : $0 * 2 * (node - $1) }
    }
  }

  /// What a point off the nodes sees of the values on them.
  struct Place {
    let z: Complex
    /// The interpolating polynomials and their slopes.
    var value: [Complex]
    var slope: [Complex]
    /// ∫ g(x)/(x − z) dx over the panel is Σ g_k `cauchy`_k, however near z is to the panel, and `cauchySlope` gives its derivative by z.
    var cauchy: [Complex]
    var cauchySlope: [Complex]
  }

  /// - Precondition: z is not on the panel.
  func place(_ z: Complex) -> Place {
    var value: [Complex] = [], slope: [Complex] = [], cauchy: [Complex] = [], cauchySlope: [Complex] = []
    var sum = Complex.zero, square = Complex.zero, near = Complex.zero, nearSquare = Complex.zero
    let inverses = nodes.map { 1 / (z - $0) }
    for k in nodes.indices {
      let a = barycentric[k] * inverses[k]
      sum += a
      square += a * inverses[k]
      near -= weights[k] * inverses[k]
      nearSquare += weights[k] * (inverses[k] * inverses[k])
      value.append(a)
    }
    let inverse = 1 / sum, turn = square * inverse
    // The integral of 1/(x − z), without what the rule makes of it.
    let excess = (1 - z).logarithm - (-1 - z).logarithm - near
    let excessSlope = -2 / (1 - z * z) - nearSquare
    for k in nodes.indices {
      value[k] *= inverse
      slope.append(value[k] * (turn - inverses[k]))
      cauchy.append(value[k] * excess - weights[k] * inverses[k])
      cauchySlope.append(weights[k] * (inverses[k] * inverses[k]) + slope[k] * excess + value[k] * excessSlope)
    }
    return Place(z: z, value: value, slope: slope, cauchy: cauchy, cauchySlope: cauchySlope)
  }

  /// The sum of the magnitudes of the last two Chebyshev coefficients of the polynomial through values at the nodes.
  func tail(_ values: [Complex]) -> Double {
    var last = Complex.zero, previous = Complex.zero
    for k in nodes.indices {
      last += barycentric[k] * values[k]
      previous += (barycentric[k] * nodes[k]) * values[k]
    }
    return 2 * last.magnitude + 4 * previous.magnitude
  }

  /// A polynomial through values at the nodes, with two derivatives, at any point.
  func polynomial(_ values: [Complex], at point: Complex) -> (value: Complex, slope: Complex, curvature: Complex) {
    var z = point
    // On a node the formula is 0/0; a step of a part in 10¹³ aside it is not.
    if nodes.contains(where: { abs(z.re - $0) + abs(z.im) < 1e-13 }) { z.im -= 1e-13 }
    var sum = Complex.zero, value = Complex.zero
    let inverses = nodes.map { 1 / (z - $0) }
    for k in nodes.indices {
      let a = barycentric[k] * inverses[k]
      sum += a
      value += a * values[k]
    }
    let inverse = 1 / sum
    value *= inverse
    var slope = Complex.zero
    for k in nodes.indices { slope += (barycentric[k] * inverses[k] * inverses[k]) * (value - values[k]) }
    slope *= inverse
    var curvature = Complex.zero
    for k in nodes.indices {
      curvature += (barycentric[k] * inverses[k] * inverses[k]) * (slope - inverses[k] * (value - values[k]))
    }
    return (value, slope, 2 * (curvature * inverse))
  }
}
