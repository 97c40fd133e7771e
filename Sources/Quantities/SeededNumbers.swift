/// Numbers from a seed: SplitMix64 (Steele, Lea, Flood 2014). Each purpose derives a seed of its own, so that no two share a sequence.
@frozen
public struct SeededNumbers: Sendable {
  @usableFromInline var state: UInt64

  @inlinable public init(_ seed: UInt64) { state = seed }

  @inlinable
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// From 0 to 1, the upper end excluded.
  @inlinable public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// The seed of one purpose, or of one of many equal tasks by its number.
  @inlinable
  public static func derive(_ seed: UInt64, _ purpose: UInt64) -> UInt64 {
    var numbers = SeededNumbers(seed ^ (purpose &* 0xD1B5_4A32_D192_ED03))
    return numbers.next()
  }
}
