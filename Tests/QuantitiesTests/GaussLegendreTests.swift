import Foundation
import Quantities
import Testing

@Suite struct `Gauss–Legendre rules` {
  @Test(arguments: [1, 2, 3, 5, 16, 48, 100])
  func `are exact for polynomials of degree 2n − 1`(count: Int) {
    let rule = GaussLegendre(count: count)
    #expect(abs(rule.weights.reduce(0, +) - 2) < 1e-14)
    #expect(rule.nodes == rule.nodes.sorted())
    for degree in [0, 1, count, 2 * count - 2, 2 * count - 1] {
      let expected = degree.isMultiple(of: 2) ? 2 / Double(degree + 1) : 0
      #expect(abs(rule.integral(from: -1, to: 1) { pow($0, Double(degree)) } - expected) < 2e-15 * Double(count + 5))
    }
  }

  @Test func `have the nodes of the tables`() {
    let rule = GaussLegendre(count: 3)
    #expect(abs(rule.nodes[2] - 0.6.squareRoot()) < 1e-16)
    #expect(abs(rule.weights[1] - 8.0 / 9) < 1e-15)
  }

  @Test func `converge on analytic functions`() {
    let rule = GaussLegendre(count: 20)
    #expect(abs(rule.integral(from: 0, to: 2, exp) / (exp(2) - 1) - 1) < 1e-15)
    #expect(abs(rule.integral(from: 0, to: 1) { 1 / (1 + $0) } - log(2)) < 1e-15)
  }
}
