import Foundation
import Quantities

/// The median significance with which experiments reject an alternative, from toys, beside the √Δχ² of expected counts.
public struct MedianSignificance: Sendable, Hashable {
  /// z, in standard deviations to one side: the share of the alternative's experiments that speak for the truth as much as the truth's median one does,
  /// half of those that are equal to it counted.
  public let value: Double
  /// Its standard deviation from the number of toys.
  public let error: Double
  /// √Δχ² of expected counts.
  public let asimov: Double
  /// Events expected of the truth, signal and background.
  public let events: Double

  /// z/√Δχ² − 1.
  public var misstatement: Double { asimov / value - 1 }
}

/// Where the significance of expected counts can be trusted, found by toys.
public struct AsimovValidity: Sendable, Hashable {
  /// Each exposure that was tried, by rising exposure.
  public let trials: [MedianSignificance]
  /// The largest share by which √Δχ² may miss.
  public let tolerance: Double

  /// The most events at which √Δχ² missed the toys' median significance by more than the tolerance and twice the toys' error; `nil` when it never did. Not smoothed:
  /// counts are whole, and z moves in steps where they are few.
  public var limit: Double? {
    trials.last { abs($0.misstatement) > tolerance + 2 * $0.error / $0.value }?.events
  }
}

extension Toys {
  /// The median significance of a truth over an alternative.
  ///
  /// - Parameter expectation: of the truth and of the alternative.
  /// - Returns: `nil` where fewer than ten of the alternative's toys reach the truth's median: too few to tell a significance. Also where more would be
  ///   counted than a `Double` holds whole.
  public func medianSignificance(
    _ expectation: Expectation, exposure: Double, normalisation: Normalisation = .known
  ) -> MedianSignificance? {
    let areCountable = expectation.signals.allSatisfy { signal in
      zip(signal, expectation.background).allSatisfy { PoissonNumbers.means.contains(exposure * $0 + exposure * $1) }
    }
    guard areCountable else { return nil }
    let own = ratios(expectation, exposure: exposure, normalisation: normalisation, from: 0).sorted()
    var other = self
    other.seed = SeededNumbers.derive(seed, .max)
    let wrong = other.ratios(expectation, exposure: exposure, normalisation: normalisation, from: 1)
    // The spread of the median: the ranks at one standard deviation of it.
    let half = 0.5 * Double(count).squareRoot(), middle = Double(count - 1) / 2
    func rank(_ x: Double) -> Double { own[min(max(Int(x.rounded()), 0), count - 1)] }
    func tail(_ t: Double) -> Double {
      // Equal up to rounding: whole counts give the same ratio by sums in one order.
      let above = wrong.count { $0 > t }, equal = wrong.count { $0 == t }
      return (Double(above) + Double(equal) / 2) / Double(count)
    }
    let p = tail(rank(middle))
    guard p * Double(count) >= 10, p < 1 else { return nil }
    let z = NormalDistribution.quantile(tail: p)
    let sampling = (p * (1 - p) / Double(count)).squareRoot() / NormalDistribution.density(z)
    let low = tail(rank(middle + half)), high = tail(rank(middle - half))
    func clipped(_ p: Double) -> Double { min(max(p, 0.5 / Double(count)), 1 - 0.5 / Double(count)) }
    let spread =
      (NormalDistribution.quantile(tail: clipped(low)) - NormalDistribution.quantile(tail: clipped(high))) / 2
    let fit = NormalisationFit(
      truth: expectation.signals[0], other: expectation.signals[1], background: expectation.background,
      exposure: exposure, normalisation: normalisation)
    let events = zip(expectation.signals[0], expectation.background).reduce(0) { $0 + $1.0 + $1.1 }
    return MedianSignificance(
      value: z, error: hypot(sampling, spread), asimov: (exposure * fit.deviance + fit.penalty).squareRoot(),
      events: exposure * events)
  }

  /// Median significances over exposures, and where the one of expected counts fails. Exposures whose significance the toys cannot tell are left out.
  public func validity(
    _ expectation: Expectation, exposures: [Double], normalisation: Normalisation = .known, tolerance: Double = 0.1
  ) -> AsimovValidity {
    AsimovValidity(
      trials: exposures.sorted().compactMap {
        medianSignificance(expectation, exposure: $0, normalisation: normalisation)
      }, tolerance: tolerance)
  }
}
