import Foundation

/// Interpolation and integration by values at fixed nodes on [−1, 1]: the 15 Kronrod nodes, or the 7 Gauss nodes among them.
struct PanelRule {
  let nodes: [Double]
  let weights: [Double]
  /// Of the barycentric formula.
  let barycentric: [Double]
  /// Where the nodes are among the fine rule's: every `step`th from `offset` on.
  let offset: Int
  let step: Int

  var count: Int { nodes.count }

  static let fine = PanelRule(nodes: GaussKronrod.nodes, weights: GaussKronrod.kronrod, offset: 0, step: 1)
  static let coarse = PanelRule(
    nodes: zip(GaussKronrod.nodes, GaussKronrod.gauss).filter { $0.1 > 0 }.map(\.0),
    weights: GaussKronrod.gauss.filter { $0 > 0 }, offset: 1, step: 2)

  private init(nodes: [Double], weights: [Double], offset: Int, step: Int) {
    self.nodes = nodes
    self.weights = weights
    self.offset = offset
    self.step = step
    barycentric = nodes.map { node in
      1 / nodes.reduce(1) { $1 == node ? $0 : $0 * 2 * (node - $1) }
    }
  }

  /// What of the values at the fine rule's nodes this rule sees.
  @inline(__always)
  func values(_ fine: UnsafePointer<Complex>) -> NodeValues { NodeValues(fine + offset, step: step) }

  /// What a point off the nodes sees of the values on them.
  struct Place {
    let z: Complex
    /// The interpolating polynomials and their slopes.
    var value: Values
    var slope: Values
    /// ∫ g(x)/(x − z) dx over the panel is Σ g_k `cauchy`_k, however near z is to the panel, and `cauchySlope` gives its derivative by z.
    var cauchy: Values
    var cauchySlope: Values

    /// By node.
    typealias Values = InlineArray<15, Complex>
  }

  /// - Precondition: z is not on the panel.
  func place(_ z: Complex) -> Place {
    let zeros = Place.Values(repeating: .zero)
    var place = Place(z: z, value: zeros, slope: zeros, cauchy: zeros, cauchySlope: zeros)
    var sum = Complex.zero, square = Complex.zero, near = Complex.zero, nearSquare = Complex.zero
    for k in 0..<count {
      let inverse = 1 / (z - nodes[k]), inverseSquare = inverse * inverse
      let a = barycentric[k] * inverse
      place.value[k] = a
      place.slope[k] = inverse
      sum += a
      square += a * inverse
      near -= weights[k] * inverse
      nearSquare += weights[k] * inverseSquare
    }
    let inverse = 1 / sum, turn = square * inverse
    // The integral of 1/(x − z), without what the rule makes of it.
    let excess = (1 - z).logarithm - (-1 - z).logarithm - near
    let excessSlope = -2 / (1 - z * z) - nearSquare
    for k in 0..<count {
      let away = place.slope[k], value = place.value[k] * inverse, slope = value * (turn - away)
      place.value[k] = value
      place.slope[k] = slope
      place.cauchy[k] = value * excess - weights[k] * away
      place.cauchySlope[k] = weights[k] * (away * away) + slope * excess + value * excessSlope
    }
    return place
  }

  /// The sum of the magnitudes of the last two Chebyshev coefficients of the polynomial through values at the nodes, relative to the largest
  /// value.
  func tail(_ values: NodeValues) -> Double {
    let tail = tail { values[$0] }
    return tail.absolute / tail.largest
  }

  /// The sum itself, its last term, and the largest value.
  @inline(__always)
  func tail(_ value: (Int) -> Complex) -> (absolute: Double, last: Double, largest: Double) {
    var last = Complex.zero, previous = Complex.zero, largest = 0.0
    for k in 0..<count {
      let here = value(k)
      last += barycentric[k] * here
      previous += (barycentric[k] * nodes[k]) * here
      largest = max(largest, here.squaredMagnitude)
    }
    let end = 2 * last.magnitude
    return (end + 4 * previous.magnitude, end, largest.squareRoot())
  }

  /// A polynomial through values at the nodes, with its slope, at any point.
  func polynomial(_ values: NodeValues, at point: Complex) -> (value: Complex, slope: Complex) {
    var z = point
    // On a node the formula is 0/0; a step of a part in 10¹³ aside it is not.
    for node in nodes where abs(z.re - node) + abs(z.im) < 1e-13 { z.im -= 1e-13 }
    var sum = Complex.zero, value = Complex.zero, square = Complex.zero, valueSquare = Complex.zero
    for k in 0..<count {
      let x = z.re - nodes[k], scale = 1 / (x * x + z.im * z.im)
      let inverse = Complex(x * scale, -z.im * scale)
      let a = barycentric[k] * inverse, b = a * inverse
      sum += a
      square += b
      value += a * values[k]
      valueSquare += b * values[k]
    }
    let inverse = 1 / sum
    value *= inverse
    return (value, (value * square - valueSquare) * inverse)
  }

  /// What the values at the nodes count in the polynomial at x.
  func interpolation(at x: Double) -> [Double] {
    if let hit = nodes.firstIndex(where: { abs(x - $0) < 1e-14 }) { return nodes.indices.map { $0 == hit ? 1 : 0 } }
    let terms = zip(barycentric, nodes).map { $0 / (x - $1) }, sum = terms.reduce(0, +)
    return terms.map { $0 / sum }
  }

  // MARK: Zeros

  /// The zeros of the polynomial through the values, on and near the panel.
  ///
  /// Newton's method from where neighbouring values point to and from the smallest values, with the zeros known divided out, until nothing
  /// new turns up: zeros that share an interval come out one after the other.
  func zeros(_ values: NodeValues) -> [Complex] {
    withUnsafeTemporaryAllocation(of: Complex.self, capacity: count) { rest in
      for k in 0..<count { rest.initializeElement(at: k, to: values[k]) }
      var known: [Complex] = []
      while known.count < count / 2, let next = nextZero(values, rest: rest, known: known) {
        known.append(next)
        for k in 0..<count { rest[k] = rest[k] / (nodes[k] - next) }
      }
      return known
    }
  }

  private func nextZero(_ values: NodeValues, rest: UnsafeMutableBufferPointer<Complex>, known: [Complex]) -> Complex? {
    for k in 1..<count {
      let step = nodes[k] - nodes[k - 1], change = rest[k] - rest[k - 1]
      guard change.size > 0 else { continue }
      let z = nodes[k - 1] - rest[k - 1] / change * step
      guard abs(z.re - (nodes[k] + nodes[k - 1]) / 2) < step, abs(z.im) < 2 * step else { continue }
      if let found = zero(values, from: z, without: known) { return found }
    }
    for k in 1..<count - 1 {
      let size = rest[k].squaredMagnitude
      guard size < rest[k - 1].squaredMagnitude, size < rest[k + 1].squaredMagnitude else { continue }
      let start = Complex(nodes[k], -0.1 * (nodes[k + 1] - nodes[k - 1]))
      if let found = zero(values, from: start, without: known) { return found }
    }
    return nil
  }

  private func zero(_ values: NodeValues, from start: Complex, without known: [Complex]) -> Complex? {
    var z = start
    for _ in 0..<20 {
      let (value, slope) = polynomial(values, at: z)
      guard value.size > 0 else { return known.contains(z) ? nil : z }
      var logarithmic = slope / value
      for other in known where other != z { logarithmic -= 1 / (z - other) }
      guard logarithmic.size > 0 else { return nil }
      let move = 1 / logarithmic
      z -= move
      // Zeros further away leave what is made of them smooth enough for the nodes.
      guard abs(z.re) < 1.2, abs(z.im) < 0.7 else { return nil }
      if move.size < 1e-13 + 1e-7 * abs(z.im) {
        return known.contains(where: { ($0 - z).size < 1e-10 + 1e-5 * abs(z.im) }) ? nil : z
      }
    }
    return nil
  }
}
