import Foundation

/// A period of transparent layers repeated without end: bands and gaps of the wall of a fibre with many pairs.
public struct BlochStack: Sendable, Hashable {
  public struct Layer: Sendable, Hashable {
    public let index: Double
    public let thickness: Double

    /// - Precondition: positive index and thickness.
    public init(index: Double, thickness: Double) {
      precondition(index > 0 && thickness > 0, "a layer has an index and a thickness")
      self.index = index
      self.thickness = thickness
    }
  }

  public let layers: [Layer]
  /// Λ, µm.
  public var period: Double { layers.reduce(0) { $0 + $1.thickness } }

  /// - Precondition: at least one layer.
  public init(_ layers: [Layer]) {
    precondition(!layers.isEmpty, "a period has a layer")
    self.layers = layers
  }

  // MARK: The discriminant

  /// cos KΛ, half the trace of the period's matrix: between −1 and 1 in a band.
  public func cosine(k0: Double, beta: Double, polarisation: Polarisation) -> Double {
    propagated(k0: k0, beta: beta, polarisation: polarisation).cosine
  }

  /// Im K Λ, how much a wave decays over a period: 0 in a band.
  public func decayPerPeriod(k0: Double, beta: Double, polarisation: Polarisation) -> Double {
    let cosine = abs(self.cosine(k0: k0, beta: beta, polarisation: polarisation))
    return cosine > 1 ? acosh(cosine) : 0
  }

  /// Half the trace, and the zeros that the solution with u = 0 at the start has within the period, its end included.
  private func propagated(k0: Double, beta: Double, polarisation: Polarisation) -> (cosine: Double, zeros: Int) {
    var a = 1.0, b = 0.0, c = 0.0, d = 1.0
    var zeros = 0
    for layer in layers {
      let epsilon = layer.index * layer.index
      let squared = RealFibreSolver.transverse(epsilon, k0: k0, beta: beta)
      let k = abs(squared).squareRoot(), phase = k * layer.thickness
      let weight = polarisation == .te ? k0 : k0 * epsilon
      let cosine: Double, sine: Double, fall: Double
      if phase < 1e-9 {
        (cosine, sine, fall) = (1, weight * layer.thickness, -squared * layer.thickness / weight)
      } else if squared > 0 {
        (cosine, sine, fall) = (cos(phase), sin(phase) * weight / k, -sin(phase) * k / weight)
      } else {
        (cosine, sine, fall) = (cosh(phase), sinh(phase) * weight / k, sinh(phase) * k / weight)
      }
      // (b, d) is the solution that starts with u = 0: its Prüfer angle rises by the phase, up to the distortion at the ends.
      let next = (
        a: cosine * a + sine * c, b: cosine * b + sine * d, c: fall * a + cosine * c, d: fall * b + cosine * d
      )
      if squared > 0, phase >= 1e-9 {
        let start = atan2(b, d * weight / k)
        let turns = ((start < 0 ? start + 2 * .pi : start).truncatingRemainder(dividingBy: .pi) + phase) / .pi
        zeros += Int(turns.rounded(.down))
      } else if b * next.b < 0 || (next.b == 0 && b != 0) {
        zeros += 1
      }
      (a, b, c, d) = next
    }
    return ((a + d) / 2, zeros)
  }

  // MARK: Bands

  /// How β goes with k₀: fixed, or along a line β = slope·k₀ through the origin.
  public enum Line: Sendable, Hashable {
    case fixed(Double)
    case slope(Double)

    func beta(_ k0: Double) -> Double {
      switch self {
      case .fixed(let beta): beta
      case .slope(let slope): slope * k0
      }
    }
  }

  /// k₀ of the first bands at a Bloch wave number K, ascending.
  ///
  /// Between consecutive Dirichlet eigenvalues of the period cos KΛ runs monotonically through one band (Floquet theory of the
  /// Sturm–Liouville problem), so that none is missed and each is found by bisection.
  public func bands(count: Int, blochNumber: Double, along line: Line, polarisation: Polarisation) -> [Double] {
    let target = cos(blochNumber * period)
    var low = lowest(line)
    return (1...max(1, count)).map { band in
      let high = dirichlet(band, line, polarisation)
      // Odd bands fall from above 1 to below −1, even ones rise.
      let sign = band % 2 == 1 ? 1.0 : -1.0
      let root = bisect(low, high) {
        sign * (cosine(k0: $0, beta: line.beta($0), polarisation: polarisation) - target) > 0
      }
      low = high
      return root
    }
  }

  /// The gap of an order, between band `order` and the next, along a line in the plane of β and k₀; `nil` if it is closed.
  public func gap(_ order: Int = 1, along line: Line, polarisation: Polarisation) -> ClosedRange<Double>? {
    let middle = dirichlet(order, line, polarisation)
    let sign = order % 2 == 1 ? -1.0 : 1.0
    func excess(_ k: Double) -> Double { sign * cosine(k0: k, beta: line.beta(k), polarisation: polarisation) - 1 }
    let before = order > 1 ? dirichlet(order - 1, line, polarisation) : lowest(line)
    let after = dirichlet(order + 1, line, polarisation)
    let low = bisect(before, middle) { excess($0) < 0 }
    let high = bisect(middle, after) { excess($0) >= 0 }
    return high > low * (1 + 1e-12) ? low...high : nil
  }

  /// The photon wave numbers at which no wave of either polarisation with β ≤ `ambient`·k₀ passes; `nil` if there are none.
  public func omnidirectionalGap(ambient: Double, order: Int = 1) -> ClosedRange<Double>? {
    var low = 0.0, high = Double.infinity
    // The edges move smoothly with the slope; the ends matter, the grid is for stacks whose edges turn back.
    for step in 0...64 {
      for polarisation in Polarisation.allCases {
        guard let gap = gap(order, along: .slope(ambient * Double(step) / 64), polarisation: polarisation) else {
          return nil
        }
        low = max(low, gap.lowerBound)
        high = min(high, gap.upperBound)
      }
    }
    return high > low ? low...high : nil
  }

  /// The k₀ where the period has a solution with u = 0 at both ends and order − 1 zeros between: it lies in the gap of that order.
  private func dirichlet(_ order: Int, _ line: Line, _ polarisation: Polarisation) -> Double {
    func isAbove(_ k: Double) -> Bool {
      propagated(k0: k, beta: line.beta(k), polarisation: polarisation).zeros >= order
    }
    var high = max(lowest(line), 1 / period)
    while !isAbove(high) { high *= 1.5 }
    return bisect(lowest(line), high) { !isAbove($0) }
  }

  /// Below this k₀ nothing propagates in any layer.
  private func lowest(_ line: Line) -> Double {
    guard case .fixed(let beta) = line else { return 1e-9 / period }
    return max(1e-9 / period, abs(beta) / (layers.map(\.index).max() ?? 1))
  }

  /// The last place where `isBelow` holds.
  private func bisect(_ a: Double, _ b: Double, _ isBelow: (Double) -> Bool) -> Double {
    var low = a, high = b
    while true {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { return middle }
      if isBelow(middle) { low = middle } else { high = middle }
    }
  }
}

extension BlochStack {
  /// Closed forms for a pair of quarter-wave layers, exact where both layers are quarter waves at the angle in question.
  public struct QuarterWave: Sendable, Hashable {
    public let high: Double
    public let low: Double

    public init(high: Double, low: Double) {
      self.high = high
      self.low = low
    }

    /// p = k_x/k₀ or k_x/(k₀ε) of the low over the high layer, or its inverse: below 1.
    private func ratio(axialIndex b: Double, _ polarisation: Polarisation) -> Double {
      let pHigh = (high * high - b * b).squareRoot(), pLow = (low * low - b * b).squareRoot()
      let ratio = polarisation == .te ? pLow / pHigh : pLow * high * high / (pHigh * low * low)
      return min(ratio, 1 / ratio)
    }

    /// What a pair leaves of the intensity.
    public func intensityPerPair(axialIndex b: Double, polarisation: Polarisation) -> Double {
      let ratio = ratio(axialIndex: b, polarisation)
      return ratio * ratio
    }

    /// The width of the gap over its centre, (4/π) asin|(p₁ − p₂)/(p₁ + p₂)|.
    public func relativeWidth(axialIndex b: Double, polarisation: Polarisation) -> Double {
      let ratio = ratio(axialIndex: b, polarisation)
      return 4 / .pi * asin((1 - ratio) / (1 + ratio))
    }
  }
}
