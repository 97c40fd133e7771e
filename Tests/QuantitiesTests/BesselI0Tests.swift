import Foundation
import Testing

@testable import Quantities

@Suite struct `Scaled Bessel function` {
  @Test(arguments: [
    // I₀ of Abramowitz and Stegun, table 9.8, ten digits; and from I₀(x) = (1/π)∫e^{x cos t}dt below.
    (0.0, 1.0), (1.0, 0.4657596077), (5.0, 0.1835408126), (10.0, 0.1278333372),
  ])
  func `has the tabulated values`(x: Double, value: Double) { #expect(abs(scaledBesselI0(x) - value) < 2e-10) }

  @Test func `is its integral`() {
    for x in [1e-3, 0.1, 1, 3, 10, 19.999, 20, 20.001, 35, 100, 1e4, 1e6] {
      // The trapezium rule of a periodic function converges like e^{−n²/2x}.
      let n = max(40, Int(14 * x.squareRoot()))
      var sum = 0.0
      for k in 0..<n {
        let half = sin(.pi * Double(k) / Double(n))
        sum += exp(-2 * x * half * half)
      }
      #expect(abs(scaledBesselI0(x) / (sum / Double(n)) - 1) < 1e-12, "\(x)")
    }
  }
}
