import Documents
import Foundation
import Testing
import _TestSupport

@testable import Photonics

@Suite struct `Cylinder functions` {
  @Test(arguments: Fixtures.of("bessel"))
  func `agree with the reference`(sample: JSONValue) throws {
    let order = Int(try sample.number("/input/order")), x = try sample.number("/input/x")
    let name = try #require(sample.value(at: "/input/function")?.stringValue)
    let table = CylinderTable(top: max(order + 1, 2))
    defer { table.deallocate() }
    let isOscillating = name == "J" || name == "Y"
    #expect(isOscillating ? table.fillPropagating(x) : table.fillEvanescent(x))
    let values = name == "J" || name == "I" ? table.regular : table.singular
    let scale = name == "I" ? exp(x) : name == "K" ? exp(-x) : 1
    let below = values[order], above = values[order + 2]
    let slope =
      switch name {
      case "I": (below + above) / 2
      case "K": -(below + above) / 2
      default: (below - above) / 2
      }
    // A few units of the last place.
    #expect(isClose(scale * values[order + 1], try sample.number("/output/value"), 2e-15))
    #expect(isClose(scale * slope, try sample.number("/output/derivative"), 2e-15))
  }

  /// The two tables share nothing but the idea of a recurrence.
  @Test(arguments: [2, 4, 16, 40])
  func `agree between the real and the complex table`(top: Int) {
    let table = CylinderTable(top: top)
    defer { table.deallocate() }
    let complex = ComplexCylinderTable(top: top)
    var worst = 0.0
    for step in 0..<3000 {
      let x = exp(log(1e-4) + Double(step) / 3000 * log(3e6))
      if table.fillPropagating(x) {
        complex.fill(Complex(x))
        for m in 0...top {
          let j = complex.regular[m + 1].scaled(by: complex.regularExponent[m + 1]).re
          let y = complex.outgoing[m + 1].scaled(by: complex.outgoingExponent[m + 1]).im
          let modulus = hypot(j, y)
          // An error of J counts as far as products with Y, about 1/x, feel it; phases at x carry x times the rounding.
          let share = 1e-14 + 3e-16 * x
          worst = max(worst, abs(table.regular[m + 1] - j) * max(modulus * x, 1 / modulus) / share)
          worst = max(worst, abs(table.singular[m + 1] - y) / modulus / share)
        }
      }
      if table.fillEvanescent(x) {
        complex.fill(Complex(0, x))
        for m in 0...top {
          let i = complex.regular[m + 1].scaled(by: complex.regularExponent[m + 1]).magnitude
          let k = .pi / 2 * complex.outgoing[m + 1].scaled(by: complex.outgoingExponent[m + 1]).magnitude
          if i > 1e-290 { worst = max(worst, abs(table.regular[m + 1] / i - 1) / 1e-14) }
          worst = max(worst, abs(table.singular[m + 1] / k - 1) / 1e-14)
        }
      }
    }
    #expect(worst < 1)
  }

  @Test func `satisfy the Wronskian off the axes`() {
    let table = ComplexCylinderTable(top: 30)
    for z in [
      Complex(0.3, 0.2), Complex(1.9, 0.4), Complex(2.1, 7), Complex(40, 3), Complex(0.01, 300), Complex(900, 0.5),
    ] {
      table.fill(z)
      for m in 0..<30 {
        func product(_ a: Int, _ b: Int) -> Complex {
          (table.regular[a + 1] * table.outgoing[b + 1]).scaled(
            by: table.regularExponent[a + 1] + table.outgoingExponent[b + 1])
        }
        // J_{m+1} H_m − J_m H_{m+1} = 2i/(πz)
        let wronskian = product(m + 1, m) - product(m, m + 1), exact = Complex(0, 2 / .pi) / z
        #expect((wronskian - exact).magnitude < 1e-13 * max(exact.magnitude, product(m, m + 1).magnitude), "\(z) \(m)")
      }
    }
  }
}

@Suite struct `Cylinder functions four at a time` {
  /// Two roundings of the argument's reduction, in units of the modulus √(2/πx): a few units of the last place.
  @Test func `are those of the table`() {
    var random = SeededGenerator(seed: 3)
    let table = CylinderTable(top: 2)
    defer { table.deallocate() }
    for round in 0..<8000 {
      // Of all sizes, all small, all large, and on both sides of the border.
      let range = [-4.9...5, -4.9...1.07, 1.08...5, 0.5...1.5][round % 4]
      var x = Lanes()
      for lane in 0..<4 { x[lane] = pow(10, Double.random(in: range, using: &random)) }
      guard let found = CylinderLanes(x) else {
        Issue.record("no values at \(x)")
        continue
      }
      for lane in 0..<4 {
        #expect(table.fillPropagating(x[lane]))
        for (order, (j, y)) in [(found.j0, found.y0), (found.j1, found.y1), (found.j2, found.y2)].enumerated() {
          let expectedJ = table.regular[order + 1], expectedY = table.singular[order + 1]
          let modulus = hypot(expectedJ, expectedY)
          #expect(abs(j[lane] - expectedJ) < 3e-15 * modulus, "J\(order)(\(x[lane]))")
          #expect(abs(y[lane] - expectedY) < 3e-15 * modulus, "Y\(order)(\(x[lane]))")
        }
      }
    }
  }

  @Test func `have no values where the table has none`() {
    for x in [0, 1e-6, .nan] { #expect(CylinderLanes(Lanes(13, x, 1, 2)) == nil, "\(x)") }
  }
}
