import Foundation
import Quantities

/// Points that fill the unit cube evenly at any number of them: the additive recurrence of the generalised golden ratio, moved by the seed.
struct EvenPoints {
  private let steps: [Double]
  private let offset: [Double]

  init(dimension: Int, seed: UInt64) {
    // The positive root of x^(d+1) = x + 1.
    var root = 2.0
    for _ in 0..<64 { root = pow(1 + root, 1 / Double(dimension + 1)) }
    steps = (1...dimension).map { pow(1 / root, Double($0)) }
    var numbers = SeededNumbers(seed)
    offset = (0..<dimension).map { _ in numbers.unit() }
  }

  subscript(_ index: Int) -> [Double] {
    zip(steps, offset).map { step, offset in
      let x = offset + step * Double(index + 1)
      return x - x.rounded(.down)
    }
  }
}
