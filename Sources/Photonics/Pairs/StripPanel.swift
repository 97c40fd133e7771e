import Foundation

/// ∫ w s⁽²⁾ s⁽³⁾ over a short stretch on which each photon's s = Im Σσ, the responses σ = A/D being ratios of entire functions.
///
/// A resonance is a zero of D near the stretch. A and D are smooth across it, however narrow it is: their polynomials give its place and
/// residue, what is left of σ without it is smooth too, and the products of smooth parts and poles are integrated in closed form.
struct StripPanel {
  /// One response of one photon at the nodes.
  struct Response {
    var value: [Complex]
    /// D up to a common factor.
    var dispersion: [Complex]

    func at(_ indices: [Int]) -> Response {
      Response(value: indices.map { value[$0] }, dispersion: indices.map { dispersion[$0] })
    }
  }

  /// σ ∋ residue/(x − z) with Im z < 0.
  private struct Pole {
    let response: Int
    var residue: Complex
    let place: PanelRule.Place
    /// ∫ w/(x − z) and its derivative by z.
    var weight = Complex.zero
    var weightSlope = Complex.zero

    var z: Complex { place.z }
  }

  /// One photon on the panel.
  private struct Photon {
    var poles: [Pole] = []
    /// s without the poles.
    var smooth: [Double]
  }

  private let rule: PanelRule
  private let weight: [Double]
  private var photons: [Photon] = []
  /// The nodes follow every D, so that no resonance can hide between them.
  private(set) var isResolved = true

  /// - Parameters:
  ///   - weight: w at the nodes.
  ///   - responses: of each photon.
  init(rule: PanelRule, weight: [Double], responses: [[Response]]) {
    self.rule = rule
    self.weight = weight
    for photon in responses { photons.append(self.photon(photon)) }
  }

  private mutating func photon(_ responses: [Response]) -> Photon {
    var photon = Photon(smooth: rule.nodes.indices.map { k in responses.reduce(0) { $0 + $1.value[k].im } })
    for (index, response) in responses.enumerated() {
      for var pole in poles(of: response, index: index) {
        for k in rule.nodes.indices {
          photon.smooth[k] -= (pole.residue / (rule.nodes[k] - pole.z)).im
          pole.weight += weight[k] * pole.place.cauchy[k]
          pole.weightSlope += weight[k] * pole.place.cauchySlope[k]
        }
        photon.poles.append(pole)
      }
    }
    return photon
  }

  // MARK: Poles

  /// The last two Chebyshev coefficients of D relative to its largest value.
  private static let mostTail = 0.02

  private mutating func poles(of response: Response, index: Int) -> [Pole] {
    let d = response.dispersion
    if rule.tail(d) > Self.mostTail * d.reduce(0, { max($0, $1.size) }) { isResolved = false }
    let found = zeros(of: d)
    // Resonances do not grow.
    if found.contains(where: { $0.im > 1e-4 && abs($0.re) < 1 }) { isResolved = false }
    let numerator = zip(response.value, d).map { $0 * $1 }
    return found.compactMap { zero in
      let slope = rule.polynomial(d, at: zero).slope
      let residue = rule.polynomial(numerator, at: zero).value / slope
      var z = zero
      if z.im > -1e-5 {
        // Narrower than the polynomials' errors: the width that the flux over the residue gives.
        let flux = zip(response.value, d).map { Complex($0.im * $1.squaredMagnitude) }
        let width = -rule.polynomial(flux, at: Complex(z.re)).value.re / (slope.squaredMagnitude * residue.re)
        guard width > 0, width < 2e-5 else { return nil }
        z.im = -width
      }
      return Pole(response: index, residue: residue, place: rule.place(z))
    }
  }

  /// The zeros of the polynomial through D on and near the panel; those further away leave σ smooth enough for the nodes.
  ///
  /// Newton's method from where neighbouring values point to and from the smallest values, with the zeros known divided out, until nothing
  /// new turns up: zeros that share an interval come out one after the other.
  private func zeros(of d: [Complex]) -> [Complex] {
    let nodes = rule.nodes
    var known: [Complex] = [], rest = d
    var isNew = true
    while isNew, known.count < nodes.count / 2 {
      isNew = false
      var starts: [Complex] = []
      for k in 1..<nodes.count {
        let step = nodes[k] - nodes[k - 1], change = rest[k] - rest[k - 1]
        guard change.size > 0 else { continue }
        let z = nodes[k - 1] - rest[k - 1] / change * step
        if abs(z.re - (nodes[k] + nodes[k - 1]) / 2) < step, abs(z.im) < 2 * step { starts.append(z) }
      }
      let sizes = rest.map(\.squaredMagnitude)
      for k in 1..<nodes.count - 1 where sizes[k] < min(sizes[k - 1], sizes[k + 1]) {
        starts.append(Complex(nodes[k], -0.1 * (nodes[k + 1] - nodes[k - 1])))
      }
      for start in starts {
        guard let z = zero(of: d, from: start, without: known) else { continue }
        known.append(z)
        for k in nodes.indices { rest[k] = rest[k] / (nodes[k] - z) }
        isNew = true
        break
      }
    }
    return known
  }

  private func zero(of d: [Complex], from start: Complex, without known: [Complex]) -> Complex? {
    var z = start
    for _ in 0..<20 {
      let (value, slope, _) = rule.polynomial(d, at: z)
      guard value.size > 0 else { return known.contains(z) ? nil : z }
      var logarithmic = slope / value
      for other in known where other != z { logarithmic -= 1 / (z - other) }
      guard logarithmic.size > 0 else { return nil }
      let move = 1 / logarithmic
      z -= move
      guard abs(z.re) < 1.2, abs(z.im) < 0.7 else { return nil }
      if move.size < 1e-13 + 1e-7 * abs(z.im) {
        return known.contains(where: { ($0 - z).size < 1e-10 + 1e-5 * abs(z.im) }) ? nil : z
      }
    }
    return nil
  }

  // MARK: The integral

  /// Over [−1, 1].
  var integral: Double {
    let (first, second) = (photons[0], photons[1])
    var sum = 0.0
    for k in rule.nodes.indices { sum += rule.weights[k] * weight[k] * first.smooth[k] * second.smooth[k] }
    for (own, other) in [(first, second), (second, first)] {
      for pole in own.poles { sum += (pole.residue * cauchy(other.smooth, pole.place.cauchy)).im }
    }
    for a in first.poles {
      for b in second.poles {
        // Im a Im b = ½Re(a b* − a b)
        let apart = (a.weight - b.weight.conjugate) / (a.z - b.z.conjugate)
        sum += 0.5 * (a.residue * b.residue.conjugate * apart - a.residue * b.residue * together(a, b)).re
      }
    }
    return sum
  }

  /// ∫ w g/(x − z).
  private func cauchy(_ g: [Double], _ weights: [Complex]) -> Complex {
    var sum = Complex.zero
    for k in g.indices { sum += (weight[k] * g[k]) * weights[k] }
    return sum
  }

  /// ∫ w/((x − z₁)(x − z₂)).
  private func together(_ a: Pole, _ b: Pole) -> Complex {
    let distance = a.z - b.z
    return distance.size > 1e-7 ? (a.weight - b.weight) / distance : a.weightSlope
  }

  // MARK: Its derivatives

  /// K for each response of a photon and each node: what changes of σ at the nodes add to the integral is Im Σ K ∂σ.
  ///
  /// ∂σ has double poles where σ has simple ones: with P = Π(x − z), P²∂σ is smooth, and its polynomial gives the change of each pole's
  /// residue and place, whose effects on the integral are known in closed form.
  func sensitivities(ofPhoton index: Int) -> [[Complex]] {
    let own = photons[index], other = photons[1 - index]
    var direct = [Double](repeating: 0, count: rule.nodes.count)
    for k in direct.indices {
      let poles = other.poles.reduce(0) { $0 + ($1.residue * $1.place.cauchy[k]).im }
      direct[k] = weight[k] * (rule.weights[k] * other.smooth[k] + poles)
    }
    var result = [[Complex]](repeating: direct.map { Complex($0) }, count: 2)
    for pole in own.poles {
      // ∫ w s/(x − z) and ∫ w s/(x − z)² with the other photon's s, less what the nodes count already.
      var residual = cauchy(other.smooth, pole.place.cauchy)
      var shift = cauchy(other.smooth, pole.place.cauchySlope)
      for b in other.poles {
        let same = together(pole, b), sameDistance = pole.z - b.z
        let apartDistance = pole.z - b.z.conjugate
        let apart = (pole.weight - b.weight.conjugate) / apartDistance
        residual += Complex(0, -0.5) * (b.residue * same - b.residue.conjugate * apart)
        let sameSlope = (pole.weightSlope - same) / sameDistance,
          apartSlope = (pole.weightSlope - apart) / apartDistance
        shift += Complex(0, -0.5) * (b.residue * sameSlope - b.residue.conjugate * apartSlope)
      }
      for k in direct.indices {
        let inverse = 1 / (rule.nodes[k] - pole.z)
        residual -= direct[k] * inverse
        shift -= direct[k] * (inverse * inverse)
      }
      var slope = Complex.one, curvature = Complex.zero
      let mates = own.poles.filter { $0.response == pole.response }
      for mate in mates where mate.z != pole.z {
        slope *= pole.z - mate.z
        curvature += 2 / (pole.z - mate.z)
      }
      let inverseSquare = 1 / (slope * slope)
      let byValue = inverseSquare * (shift - residual * curvature), bySlope = inverseSquare * residual
      for k in direct.indices {
        var square = Complex.one
        for mate in mates { square *= rule.nodes[k] - mate.z }
        square *= square
        result[pole.response][k] += square * (pole.place.value[k] * byValue + pole.place.slope[k] * bySlope)
      }
    }
    return result
  }
}
