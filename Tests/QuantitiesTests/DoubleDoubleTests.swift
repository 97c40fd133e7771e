import Foundation
import Testing
import _TestSupport

@testable import Quantities

@Suite struct `Double-double numbers` {
  @Test func `keep what doubles lose`() {
    let one = DoubleDouble(1), tiny = DoubleDouble(1e-25)
    #expect(((one + tiny) - one).value == 1e-25)
    // 0.1·3 − 0.3 in doubles is 5.6e-17; exactly, 0.1₂·3 − 0.3₂ = 3δ(0.1) − δ(0.3) of the roundings of 0.1 and 0.3.
    let difference = (3 * DoubleDouble(0.1) - DoubleDouble(0.3)).value
    #expect(difference == (-0.3).addingProduct(3, 0.1))
    #expect((-DoubleDouble(2)).value == -2)
  }

  @Test func `agree with integers of sixty bits and more`() {
    var generator = SeededGenerator(seed: 61)
    for _ in 0..<5000 {
      let a = Int64.random(in: -1 << 40...1 << 40, using: &generator),
        b = Int64.random(in: -1 << 20...1 << 20, using: &generator)
      let c = Int64.random(in: -1 << 60...1 << 60, using: &generator) & ~0xFF
      // a·b − c of sixty bits: exact in both.
      let exact = a * b - c
      let found = Double(b) * DoubleDouble(Double(a)) - DoubleDouble(Double(c))
      #expect(found.value == Double(exact))
    }
  }
}
