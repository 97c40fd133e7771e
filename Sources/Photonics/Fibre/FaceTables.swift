/// The cylinder functions on every face of a fibre at one (k₀, β), for all the azimuthal orders that share them.
///
/// Not for concurrent use.
final class FaceTables {
  let top: Int
  /// On a layer's outer and inner face, from the core's outward.
  private(set) var layers: [(outer: ComplexCylinderTable, inner: ComplexCylinderTable)] = []
  /// Of the surround on the outermost face, and of the core on its wall.
  let surround: ComplexCylinderTable
  let core: ComplexCylinderTable
  /// The fibre that was filled in, with part of an absorbing surround as a layer of it.
  private(set) var slice: FibreSlice
  private var given: (fibre: FibreSlice, k0: Complex, beta: Complex)?

  /// - Parameter top: the highest order that is filled in.
  init(top: Int) {
    self.top = top
    surround = ComplexCylinderTable(top: top)
    core = ComplexCylinderTable(top: top)
    slice = FibreSlice(coreRadius: 1, layers: [(index: 1, thickness: 1)], surround: 1)
  }

  /// Does nothing where all is there already.
  func fill(_ fibre: FibreSlice, k0: Complex, beta: Complex) {
    if let given, given.k0 == k0, given.beta == beta, given.fibre == fibre { return }
    given = (fibre, k0, beta)
    func root(_ epsilon: Complex) -> Complex {
      GeneralFibreSolver.quadrantRoot(GeneralFibreSolver.transverse(epsilon, k0: k0, beta: beta)).q
    }
    let outside = root(fibre.surround)
    slice = fibre
    if fibre.surround.im > 0, outside.im > 0.05 * outside.re {
      // Absorption of a decaying field cancels in the flux form of the outgoing basis: let a layer's take it.
      slice = FibreSlice(extending: fibre, by: 20 / outside.im)
    }
    while layers.count < slice.layers.count {
      layers.append((ComplexCylinderTable(top: top), ComplexCylinderTable(top: top)))
    }
    for (index, epsilon) in slice.layers.enumerated() {
      let q = root(epsilon)
      layers[index].outer.fill(q * slice.radii[index + 1])
      layers[index].inner.fill(q * slice.radii[index])
    }
    surround.fill(outside * slice.radii[slice.layers.count])
    core.fill(root(Complex(fibre.core * fibre.core)) * fibre.coreRadius)
  }
}
