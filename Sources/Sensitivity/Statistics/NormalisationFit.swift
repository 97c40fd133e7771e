/// The normalisation A of a hypothesis that comes closest to a truth:
///
///     min over A ≥ 0 of X Σ 2 [μ' − μ + μ ln(μ/μ')] + (A − 1)²/σ_A²,   μ' = A s' + b
///
/// a convex function of A. Both the truth's and the tested background are b.
struct NormalisationFit {
  let normalisation: Double
  /// Σ 2 […] at one unit of exposure, without the prior.
  let deviance: Double
  /// (A − 1)²/σ_A².
  let penalty: Double

  /// - Parameters:
  ///   - truth: the true signal in each cell.
  ///   - other: s'.
  init(
    truth: [Double], other: [Double], background: [Double], exposure: Double = 1, normalisation: Normalisation,
    start: Double = 1
  ) {
    let best: Double
    if let precision = normalisation.precision {
      // At no exposure the prior decides, or nothing does.
      best =
        exposure > 0
        ? Self.minimum(truth, other, background, precision / exposure, start: start) : 1
      penalty = precision > 0 ? precision * (best - 1) * (best - 1) : 0
    } else {
      best = 1
      penalty = 0
    }
    self.normalisation = best
    deviance = Self.deviance(truth, other, background, best)
  }

  static func deviance(_ truth: [Double], _ other: [Double], _ background: [Double], _ a: Double) -> Double {
    var sum = 0.0
    for k in truth.indices {
      sum += PoissonDeviance.value(truth: truth[k] + background[k], difference: a * other[k] - truth[k])
    }
    return sum
  }

  /// Newton's method on the slope Σ s' (1 − μ/μ') + (A − 1)Π/X, which grows with A and bends downward: from the second step on it climbs to the root.
  private static func minimum(
    _ truth: [Double], _ other: [Double], _ background: [Double], _ precision: Double, start: Double
  ) -> Double {
    var a = start
    for _ in 0..<200 {
      var slope = precision * (a - 1), curvature = precision
      for k in truth.indices where other[k] > 0 {
        let trial = a * other[k] + background[k]
        let share = other[k] / trial
        // s'(μ' − μ)/μ', the difference without b.
        slope += share * (a * other[k] - truth[k])
        curvature += share * share * (truth[k] + background[k])
      }
      guard curvature > 0 else { return a }
      let next = max(a - slope / curvature, a / 8)
      let isDone = abs(next - a) <= 1e-14 * a
      a = next
      if isDone { break }
      // A root at or below zero: the alternative's signal has no place in these data.
      if a < 1e-30 { return 0 }
    }
    return a
  }
}
