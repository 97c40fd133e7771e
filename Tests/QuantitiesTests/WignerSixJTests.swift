import Foundation
import Testing

@testable import Quantities

/// Six doubled momenta and the symbol's square.
struct SixJCase: Sendable {
  let momenta: [Int]
  let square: Double

  init(_ momenta: [Int], _ square: Double) {
    self.momenta = momenta
    self.square = square
  }
}

@Suite struct `6j symbols` {
  /// By the closed forms of tables (Varshalovich, Moskalev, Khersonskii 1988, ch. 9): {a b 0; b a f}² = 1/(2a+1)(2b+1), and
  /// {1 1 1; 1 1 1}² = {1 1 2; 1 1 1}² = 1/36.
  static let cases: [SixJCase] = [
    .init([2, 2, 2, 0, 2, 2], 1.0 / 9), .init([2, 2, 0, 0, 0, 2], 1.0 / 3), .init([2, 2, 2, 2, 2, 2], 1.0 / 36),
    .init([2, 2, 4, 2, 2, 2], 1.0 / 36), .init([2, 2, 0, 2, 2, 2], 1.0 / 9), .init([2, 2, 4, 0, 4, 2], 1.0 / 15),
    .init([1, 1, 2, 1, 1, 2], 1.0 / 36), .init([1, 1, 2, 1, 1, 0], 1.0 / 4),
  ]

  @Test(arguments: cases)
  func `have the tabulated values`(reference: SixJCase) {
    let m = reference.momenta
    let found = wignerSixJ(m[0], m[1], m[2], m[3], m[4], m[5])
    #expect(abs(found * found - reference.square) < 1e-14, "\(found)")
  }

  /// Whether a dipole connects the two.
  private func isDipole(_ twoJ: Int, _ twoJPrime: Int) -> Bool {
    (twoJ + twoJPrime).isMultiple(of: 2) && abs(twoJ - twoJPrime) <= 2 && twoJ + twoJPrime >= 2
  }

  @Test func `are orthogonal, signs included`() {
    // Σ_K (2K+1)(2n+1) {1 1 K; q g n}{1 1 K; q g m} = δ_nm.
    for q in 0...8 {
      for g in 0...8 where (q + g).isMultiple(of: 2) {
        let between = (0...10).filter { isDipole($0, q) && isDipole($0, g) }
        for n in between {
          for m in between {
            var sum = 0.0
            for rank in 0...2 {
              let product = wignerSixJ(2, 2, 2 * rank, q, g, n) * wignerSixJ(2, 2, 2 * rank, q, g, m)
              sum += Double(2 * rank + 1) * Double(n + 1) * product
            }
            #expect(abs(sum - (n == m ? 1 : 0)) < 1e-13, "\(q) \(g) \(n) \(m)")
          }
        }
      }
    }
  }

  @Test func `vanish where a triangle does not close`() {
    #expect(wignerSixJ(2, 2, 6, 2, 2, 2) == 0)
    #expect(wignerSixJ(2, 2, 2, 0, 0, 2) == 0)
    #expect(wignerSixJ(2, 2, 1, 2, 2, 2) == 0)
  }
}
