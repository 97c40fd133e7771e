import Quantities

/// ∫ f(y) dy of a pair's spectrum over a trigger line, y = ω_ij − ω being the distance below the pair's threshold.
///
/// f has a square root at y = 0 and another at −`branch` (they merge for a massless partner), poles at −`origin` (M² = 0), at `virtual` (the
/// resonance of the level v) and at place ± i·width (mediators). Panels are halved until each of these is at least half a panel away: then an ellipse of
/// ρ > 3.7 half-lengths is free of them, and 16 nodes reach ρ⁻³² = 5e-19. The root at y = 0 is taken away by y = u² on a panel that
/// begins near it. Next to a pole, y is counted from the pole: it may be narrower than the rounding of y.
struct LineQuadrature {
  struct Pole {
    let place: Double
    let width: Double
  }

  let near: Double
  let far: Double
  let branch: Double
  let origin: Double
  let virtual: Double
  let poles: [Pole]

  private static let rule = GaussLegendre(count: 16)

  /// The integral of f(anchor + t), given as f(anchor, t).
  func integral(_ f: (Double, Double) -> Double) -> Double {
    let inside = poles.filter { $0.place > near && $0.place < far }
    guard inside.allSatisfy({ $0.width > 0 }) else { return .infinity }
    let anchors = ([0] + inside.map(\.place)).sorted()
    var sum = 0.0, from = near
    for (index, anchor) in anchors.enumerated() {
      let to = index + 1 < anchors.count ? (anchor + anchors[index + 1]) / 2 : far
      defer { from = max(from, to) }
      guard to > from else { continue }
      if anchor == 0 {
        sum += nearThreshold(from, to, f)
      } else {
        sum += panel(from - anchor, 0, anchor, f) + panel(0, to - anchor, anchor, f)
      }
    }
    return sum
  }

  /// From y = u², where a root at y = 0 is near.
  private func nearThreshold(_ from: Double, _ to: Double, _ f: (Double, Double) -> Double) -> Double {
    // Half of the distance to what lies beyond the threshold: in u the singular points are farther from the panel than its length.
    var reach = to
    if branch > 0 { reach = min(reach, branch / 2) }
    if origin > 0 { reach = min(reach, origin / 2) }
    for pole in poles { reach = min(reach, max(abs(pole.place), pole.width) / 2) }
    if virtual != 0 { reach = min(reach, abs(virtual) / 2) }
    guard from < reach else { return panel(from, to, 0, f) }
    let root = Self.rule.integral(from: from.squareRoot(), to: reach.squareRoot()) { u in 2 * u * f(0, u * u) }
    return root + (reach < to ? panel(reach, to, 0, f) : 0)
  }

  private func panel(_ a: Double, _ b: Double, _ anchor: Double, _ f: (Double, Double) -> Double) -> Double {
    guard b > a else { return 0 }
    let middle = (a + b) / 2
    if middle > a, middle < b, clearance(a, b, anchor) < 0.5 * (b - a) {
      return panel(a, middle, anchor, f) + panel(middle, b, anchor, f)
    }
    return Self.rule.integral(from: a, to: b) { f(anchor, $0) }
  }

  /// The distance of the nearest singular point from a panel.
  private func clearance(_ a: Double, _ b: Double, _ anchor: Double) -> Double {
    func distance(_ place: Double, _ width: Double = 0) -> Double {
      let t = place - anchor
      return max(t < a ? a - t : t > b ? t - b : 0, width)
    }
    var least = min(distance(0), distance(virtual))
    if origin > 0 { least = min(least, distance(-origin)) }
    for pole in poles { least = min(least, distance(pole.place, pole.width)) }
    return least
  }
}
