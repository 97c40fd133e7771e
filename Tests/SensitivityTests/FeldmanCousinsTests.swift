import Testing

@testable import Sensitivity

@Suite struct `Feldman–Cousins intervals` {
  /// n, b, lower and upper end at 90 %: tables IV and V of the paper, made on a grid of signals of 0.005 and printed to two digits.
  @Test(arguments: [
    (0, 0.0, 0.0, 2.44), (1, 0, 0.11, 4.36), (2, 0, 0.53, 5.91), (3, 0, 1.10, 7.42), (4, 0, 1.47, 8.60),
    (5, 0, 1.84, 9.99), (10, 0, 5.50, 16.50), (0, 0.5, 0, 1.94), (0, 1, 0, 1.61), (0, 2, 0, 1.26), (0, 3, 0, 1.08),
    (0, 5, 0, 0.98), (1, 3, 0, 1.88), (2, 3, 0, 3.04), (3, 3, 0, 4.42), (5, 3, 0, 6.99), (10, 3, 2.63, 13.50),
  ])
  func `are those of the published table`(row: (n: Int, b: Double, lower: Double, upper: Double)) {
    let interval = FeldmanCousins(background: row.b).interval(count: row.n)
    // The grid's step and half of the last digit.
    #expect(abs(interval.lowerBound - row.lower) < 0.0101, "\(interval)")
    #expect(abs(interval.upperBound - row.upper) < 0.0101, "\(interval)")
  }

  @Test func `the upper end does not grow with the background`() {
    for n in [0, 2] {
      var last = Double.infinity
      for step in 0...8 {
        let upper = FeldmanCousins(background: 0.35 * Double(step)).interval(count: n).upperBound
        // The search for the largest end closes in to 2e-4.
        #expect(upper <= last + 5e-4)
        last = upper
      }
    }
  }

  @Test(arguments: [0.0, 1.5])
  func `cover at least as often as they say`(background: Double) {
    let intervals = FeldmanCousins(background: background)
    // Ends are known to 1e-5.
    for signal in [0.5, 1.0, 2.2, 4.7] { #expect(intervals.coverage(of: signal) >= 0.9 - 1e-9) }
  }

  /// Toys draw counts; the exact sum over counts is what they approach.
  @Test func `cover in toys as they do exactly`() {
    let intervals = FeldmanCousins(background: 1.5), signal = 2.2
    let table = (0...40).map { intervals.interval(count: $0) }
    let share = Toys(seed: 5).coverage(of: signal, means: [signal + 1.5]) { table[min($0[0], 40)] }
    // Four standard deviations of 2000 toys, 3 %.
    #expect(abs(share.value - intervals.coverage(of: signal)) < 4 * share.error)
  }

  /// Table XII: the mean upper end without signal.
  @Test(arguments: [(0.0, 2.44), (0.5, 2.86), (1, 3.28), (2, 3.94), (3, 4.42)])
  func `their sensitivity is the published one`(background: Double, sensitivity: Double) {
    #expect(abs(FeldmanCousins(background: background).meanSensitivity - sensitivity) < 0.011)
  }

  @Test func `the median's count is the one in the middle`() {
    // Without background the median is no count; with 1.5 it is 1 (P(0) = 0.22, P(≤1) = 0.56).
    #expect(
      FeldmanCousins(background: 0).medianSensitivity == FeldmanCousins(background: 0).interval(count: 0).upperBound)
    let noisy = FeldmanCousins(background: 1.5)
    #expect(noisy.medianSensitivity == noisy.interval(count: 1).upperBound)
  }
}
