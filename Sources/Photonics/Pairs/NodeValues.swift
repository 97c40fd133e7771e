/// Complex values at the nodes of a rule, some of those at the fine rule's.
struct NodeValues {
  let base: UnsafePointer<Complex>
  let step: Int

  /// - Parameter base: the value at the first node.
  init(_ base: UnsafePointer<Complex>, step: Int) {
    self.base = base
    self.step = step
  }

  @inline(__always)
  subscript(k: Int) -> Complex { base[k * step] }
}
