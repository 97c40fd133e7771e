import Foundation

/// Numbers from a seed: SplitMix64. Each purpose derives a seed of its own, so that no two share a sequence.
struct SeededNumbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// From 0 to 1, the upper end excluded.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  static func derive(_ seed: UInt64, _ purpose: UInt64) -> UInt64 {
    var numbers = SeededNumbers(seed ^ (purpose &* 0xD1B5_4A32_D192_ED03))
    return numbers.next()
  }
}

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
