import Foundation

/// ∫ w s⁽²⁾ s⁽³⁾ over a short stretch on which each photon's s = Im Σσ, the responses σ = A/D being ratios of entire functions.
///
/// The products of the responses' poles and of what is smooth in them are integrated in closed form.
struct StripPanel {
  /// One response of one photon at the nodes.
  struct Response {
    var value: [Complex]
    /// D up to a common factor.
    var dispersion: [Complex]
  }

  /// σ ∋ residue/(x − z) with Im z < 0.
  private struct Pole {
    let response: Int
    let residue: Complex
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
  /// The nodes follow every dispersion function.
  private(set) var isResolved = true

  /// - Parameters:
  ///   - weight: w at the fine rule's nodes, and so are the others.
  ///   - responses: of each photon.
  init(rule: PanelRule, weight: [Double], responses: [[Response]]) {
    self.rule = rule
    self.weight = (0..<rule.count).map { weight[rule.offset + rule.step * $0] }
    for photon in responses { photons.append(self.photon(photon)) }
  }

  private mutating func photon(_ responses: [Response]) -> Photon {
    var photon = Photon(
      smooth: (0..<rule.count).map { k in responses.reduce(0) { $0 + $1.value[rule.offset + rule.step * k].im } })
    for (index, response) in responses.enumerated() {
      let found = response.value.withUnsafeBufferPointer { value in
        response.dispersion.withUnsafeBufferPointer { dispersion in
          PanelPoles<1>(
            rule: rule, dispersion: rule.values(dispersion.baseAddress!),
            responses: [rule.values(value.baseAddress!)])
        }
      }
      isResolved = isResolved && found.isResolved
      for each in found.poles {
        var pole = Pole(response: index, residue: each.residues[0], place: each.place)
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
  private func cauchy(_ g: [Double], _ weights: PanelRule.Place.Values) -> Complex {
    var sum = Complex.zero
    for k in g.indices { sum += (weight[k] * g[k]) * weights[k] }
    return sum
  }

  /// ∫ w/((x − z₁)(x − z₂)).
  private func together(_ a: Pole, _ b: Pole) -> Complex {
    let distance = a.z - b.z
    return distance.size > 1e-7 ? (a.weight - b.weight) / distance : a.weightSlope
  }

  /// ∫ w/((x − z₁)²(x − z₂)).
  ///
  /// For poles that coincide the divided difference of the slopes, with a point further from the axis if need be: errors of its square, 1e-8.
  private func togetherSlope(_ a: Pole, _ b: Pole) -> Complex {
    let distance = a.z - b.z
    if distance.size > 1e-4 { return (a.weightSlope - together(a, b)) / distance }
    if distance.size > 1e-7 { return (a.weightSlope - b.weightSlope) / (2 * distance) }
    let step = Complex(0, -1e-4), place = rule.place(a.z + step)
    var slope = Complex.zero
    for k in weight.indices { slope += weight[k] * place.cauchySlope[k] }
    return (slope - a.weightSlope) / (2 * step)
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
        let same = together(pole, b), apartDistance = pole.z - b.z.conjugate
        let apart = (pole.weight - b.weight.conjugate) / apartDistance
        residual += Complex(0, -0.5) * (b.residue * same - b.residue.conjugate * apart)
        let sameSlope = togetherSlope(pole, b), apartSlope = (pole.weightSlope - apart) / apartDistance
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
