import Foundation

/// How small a coupling data of the standard model can still exclude.
public struct CouplingLimit: Sendable, Hashable {
  /// −ln 0.1 = 2.303: the mean number of events that zero counts over no background exclude at 90 %.
  public static let eventsOfZeroBackground = -log(0.1)

  /// q from which a coupling counts as excluded: 2.706 = 1.645², a 90 % interval.
  public var threshold: Double
  public var normalisation: Normalisation

  public init(threshold: Double = 2.705_543_454_095_404, normalisation: Normalisation = .known) {
    precondition(threshold > 0, "a threshold above zero")
    self.threshold = threshold
    self.normalisation = normalisation
  }

  /// The smallest g at which
  ///
  ///     q(g) = min over A { Σ 2 [μ(g) − μ(0) + μ(0) ln(μ(0)/μ(g))] + prior },   μ(g) = X [A s(g) + b]
  ///
  /// reaches the threshold, to 1e-9 of itself.
  ///
  /// - Parameters:
  ///   - start: a coupling surely too small to be seen.
  ///   - step: the factor between the couplings that are looked at from there on. Where interference makes q rise and fall again, the first rise counts
  ///     if it lasts for such a step.
  ///   - exposure: X.
  ///   - background: of each cell.
  ///   - signal: s(g) in each cell.
  /// - Returns: `nil` when q stays below over thirty orders of magnitude.
  public func smallest(
    from start: Double, exposure: Double, background: [Double], step: Double = 1.1, signal: (Double) -> [Double]
  ) -> Double? {
    precondition(start > 0 && exposure > 0 && step > 1, "a scale, an exposure and a way up")
    let standard = signal(0)
    func excess(_ g: Double) -> Double {
      let fit = NormalisationFit(
        truth: standard, other: signal(g), background: background, exposure: exposure, normalisation: normalisation)
      return exposure * fit.deviance + fit.penalty - threshold
    }
    if excess(start) >= 0 { return start }
    var low = start, high = start
    repeat {
      low = high
      high *= step
      if high > 1e30 * start { return nil }
    } while excess(high) < 0
    while high - low > 1e-10 * high {
      let middle = (low + high) / 2
      if excess(middle) < 0 { low = middle } else { high = middle }
    }
    return high
  }

  /// The same for s(g) = s₀ + g i + g² t, which one evaluation of each part settles.
  ///
  /// - Parameters:
  ///   - standard: s₀ of each cell.
  ///   - interference: i; none if empty.
  ///   - square: t.
  public func smallest(
    standard: [Double], interference: [Double] = [], square: [Double], background: [Double], exposure: Double
  ) -> Double? {
    // Even without background or standard model, g² t X = 1e-9 events cannot be seen; nor can an interference of 1e-9 of the error.
    let quadratic = square.reduce(0) { max($0, abs($1)) }, linear = interference.reduce(0) { max($0, abs($1)) }
    guard quadratic > 0 || linear > 0 else { return nil }
    let bySquare = quadratic > 0 ? (1e-9 / (quadratic * exposure)).squareRoot() : .infinity
    let byLinear = linear > 0 ? 1e-9 / (linear * exposure) : .infinity
    // Without interference q only rises.
    return smallest(
      from: min(bySquare, byLinear), exposure: exposure, background: background, step: interference.isEmpty ? 4 : 1.1
    ) { g in
      standard.indices.map { k in
        standard[k] + g * (interference.isEmpty ? 0 : interference[k]) + g * g * square[k]
      }
    }
  }
}
