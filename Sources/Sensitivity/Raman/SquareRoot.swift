extension SIMD4<Double> {
  /// √max(x, 0) of each lane, as one instruction for several: the compiler joins no roots of which it must fear that one is of a negative number.
  @inline(__always)
  var positiveRoot: SIMD4<Double> {
    func root(_ x: Double) -> Double { (x < 0 ? 0 : x).squareRoot() }
    return SIMD4(root(self[0]), root(self[1]), root(self[2]), root(self[3]))
  }
}
