import Foundation
import Quantities
import Testing

@testable import Sensitivity

@Suite struct `Experiments on paper` {
  @Test(arguments: [0.3, 3, 9.99, 10, 40, 1e4])
  func `counts are Poisson`(mean: Double) {
    let count = 20000
    let counts = Toys(seed: 11, count: count).map(means: [mean]) { $0[0] }
    let n = Double(count)
    let average = Double(counts.reduce(0, +)) / n
    let variance = counts.reduce(0.0) { $0 + (Double($1) - average) * (Double($1) - average) } / n
    let skew = counts.reduce(0.0) { $0 + pow(Double($1) - average, 3) } / n / pow(mean, 1.5)
    // Five standard deviations of each: μ/n, (μ + 2μ²)/n, and 15 + terms of 1/μ for the third moment of a normal distribution.
    #expect(abs(average - mean) < 5 * (mean / n).squareRoot())
    #expect(abs(variance - mean) < 5 * ((mean + 2 * mean * mean) / n).squareRoot())
    #expect(abs(skew - 1 / mean.squareRoot()) < 5 * ((15 + 60 / mean) / n).squareRoot())
    // The share of each likely count.
    for k in [Int(mean), Int(mean + mean.squareRoot())] {
      let p = exp(Double(k) * log(mean) - mean - logFactorial(Double(k)))
      let share = Double(counts.count { $0 == k }) / n
      #expect(abs(share - p) < 5 * (p * (1 - p) / n).squareRoot())
    }
  }

  @Test func `factorials`() {
    #expect(logFactorial(0) == 0 && abs(logFactorial(5) - log(120)) < 1e-15)
    // The table meets the series, and both the library's function.
    for n in [200.0, 255, 256, 257, 1e6] { #expect(abs(logFactorial(n) / lgamma(n + 1) - 1) < 1e-14) }
  }

  @Test func `do not depend on the number of threads`() {
    func counts(_ threads: Int) -> [[Int]] {
      Toys(seed: 3, count: 700, threads: threads).map(means: [0.5, 20]) { $0 }
    }
    let one = counts(1)
    #expect(one == counts(2) && one == counts(7) && one.count == 700)
    #expect(one != Toys(seed: 4, count: 700).map(means: [0.5, 20]) { $0 })
  }

  /// Two shapes over ten cells, about 2 % background.
  private static let shapes = Sensitivity.Expectation(
    background: (0..<10).map { _ in 0.02 },
    signals: [(0..<10).map { 1 + 0.4 * Double($0) / 9 }, (0..<10).map { 1.4 - 0.4 * Double($0) / 9 }])

  @Test(arguments: [Normalisation.known, .free])
  func `agree with expected counts where these are many`(normalisation: Normalisation) throws {
    let fit = NormalisationFit(
      truth: Self.shapes.signals[0], other: Self.shapes.signals[1], background: Self.shapes.background,
      normalisation: normalisation)
    // √Δχ² = 2.
    let found = try #require(
      Toys(seed: 8, count: 4000).medianSignificance(
        Self.shapes, exposure: 4 / fit.deviance, normalisation: normalisation))
    #expect(abs(found.asimov - 2) < 1e-9 && found.events > 20)
    #expect(abs(found.value - 2) < 4 * found.error, "\(found)")
  }

  /// As a study with a huge background asks for.
  @Test func `are not made of more counts than are whole numbers`() {
    let toys = Toys(seed: 8, count: 10)
    #expect(toys.medianSignificance(Self.shapes, exposure: 1e15) == nil)
    #expect(toys.medianSignificance(Self.shapes, exposure: .infinity) == nil)
    #expect(toys.validity(Self.shapes, exposures: [1e16, 1e300]).trials.isEmpty)
  }

  /// The mean of the ratio is Δχ² of the expected counts, exactly so when A is known.
  @Test func `ratios have the mean of the expected counts`() {
    let exposure = 20.0
    let ratios = Toys(seed: 8, count: 4000).ratios(Self.shapes, exposure: exposure, from: 0)
    let mean = ratios.reduce(0, +) / 4000
    let q =
      NormalisationFit(
        truth: Self.shapes.signals[0], other: Self.shapes.signals[1], background: Self.shapes.background,
        exposure: exposure, normalisation: .known
      ).deviance * exposure
    // The variance of a ratio of close hypotheses is 4q.
    #expect(abs(mean - q) < 5 * (4 * q / 4000).squareRoot())
  }

  /// A single count, 21.0 expected against 10.0: the ordering by one trigger energy.
  @Test func `find where expected counts fail`() throws {
    let one = Sensitivity.Expectation(background: [0], signals: [[0.045486], [0.021768]])
    let validity = Toys(seed: 21, count: 20000).validity(one, exposures: (0...21).map { 20.0 * pow(1.2, Double($0)) })
    let limit = try #require(validity.limit)
    #expect(validity.trials.count >= 15)
    // Found by these 20000 toys: 5.6 events, where the median significance is off by more than a tenth for the last time.
    #expect((4...8).contains(limit), "\(validity.trials.map { ($0.events, $0.value, $0.asimov) })")
    for trial in validity.trials where trial.events > limit {
      #expect(abs(trial.misstatement) < 0.1 + 2 * trial.error / trial.value)
    }
  }

  /// 2000 toys of one count. Where many are counted the likelihood's 90 % are 90 %; where few are, they are not, and no limit should rest on them.
  @Test func `show what quoted limits cover`() {
    func coverage(_ signal: Double, _ background: Double) -> Toys.Share {
      let intervals = LikelihoodInterval(background: background)
      return Toys(seed: 2).coverage(of: signal, means: [signal + background]) { intervals.interval(count: $0[0]) }
    }
    let many = coverage(150, 50)
    // Three standard deviations of 2000 toys, 2 %, and half of one whole count's share, 1.5 %.
    #expect(abs(many.value - 0.9) < 3 * many.error + 0.015, "\(many)")
    // Exactly: a signal of 3.9 without background is inside for the counts 2 to 7, 85.4 %.
    let few = coverage(3.9, 0)
    let exact = (0...40).reduce(0.0) { sum, n in
      LikelihoodInterval(background: 0).interval(count: n).contains(3.9)
        ? sum + exp(Double(n) * log(3.9) - 3.9 - logFactorial(Double(n))) : sum
    }
    #expect(abs(few.value - exact) < 3 * few.error && abs(exact - 0.9) > 0.02, "\(few), \(exact)")
  }
}
