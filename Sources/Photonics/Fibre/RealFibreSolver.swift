import Foundation

/// The admittance recursion for transparent fibres: the azimuthal orders 0 … M at one (k₀, β), four at a time, without allocation.
///
/// Not for concurrent use: it owns its scratch tables. Units µm⁻¹.
final class RealFibreSolver {
  /// The orders 0 … 4·`groups` − 1 are computed.
  let groups: Int
  private let outerTable: CylinderTable
  private let innerTable: CylinderTable
  private let edgeTable: CylinderTable
  private let states: UnsafeMutablePointer<WallState>
  /// What the recursion gives at the core, by group.
  let matches: UnsafeMutablePointer<CoreMatch>
  /// The dispersion function by group over 2^`dispersionExponent` e^`growth`: entire, zero at modes.
  let dispersionR: UnsafeMutablePointer<Lanes>
  let dispersionI: UnsafeMutablePointer<Lanes>
  let dispersionExponent: UnsafeMutablePointer<Lanes>
  /// 2|q|R for β above the core's light line, else 0: ``matches`` lack the factor e^(−this).
  @exclusivity(unchecked) private(set) var decay = 0.0
  /// Of the fields of two polarisations through the layers where they do not propagate, and in the core.
  @exclusivity(unchecked) private(set) var growth = 0.0

  init(maximumOrder: Int) {
    groups = maximumOrder / 4 + 1
    outerTable = CylinderTable(top: 4 * groups)
    innerTable = CylinderTable(top: 4 * groups)
    edgeTable = CylinderTable(top: 4 * groups)
    states = .allocate(capacity: groups)
    matches = .allocate(capacity: groups)
    dispersionR = .allocate(capacity: groups)
    dispersionI = .allocate(capacity: groups)
    dispersionExponent = .allocate(capacity: groups)
  }

  deinit {
    outerTable.deallocate()
    innerTable.deallocate()
    edgeTable.deallocate()
    states.deallocate()
    matches.deallocate()
    dispersionR.deallocate()
    dispersionI.deallocate()
    dispersionExponent.deallocate()
  }

  /// False where an argument leaves the range of the tables: the general solver takes over.
  ///
  /// - Precondition: the fibre is transparent.
  func solve(_ fibre: FibreSlice, k0: Double, beta: Double) -> Bool {
    let last = fibre.layers.count - 1
    let edge = fibre.radii[last + 1]
    let outside = Self.transverse(fibre.surround.re, k0: k0, beta: beta)
    guard edgeTable.fill(outside, radius: edge) else { return false }
    growth = 0

    for index in stride(from: last, through: 0, by: -1) {
      let r1 = fibre.radii[index + 1], r2 = fibre.radii[index], epsilon = fibre.layers[index].re
      let transverse = Self.transverse(epsilon, k0: k0, beta: beta)
      guard outerTable.fill(transverse, radius: r1), innerTable.fill(transverse, radius: r2) else { return false }
      let thickness = transverse > 0 ? 0 : 2 * (-transverse).squareRoot() * (r1 - r2)
      growth += thickness
      let layer = LayerTransfer.Layer(
        permittivity: epsilon, transverse: transverse, outer: r1, inner: r2, decay: exp(-thickness))
      for group in 0..<groups {
        let orders = Self.orders(group), place = 4 * group + 1
        let transfer = LayerTransfer(
          layer, k0: k0, beta: beta, orders: orders, index: place, outer: outerTable, inner: innerTable)
        if index == last {
          let basis = OutgoingBasis(
            permittivity: fibre.surround.re, transverse: outside, radius: edge, k0: k0, beta: beta, orders: orders,
            index: place, table: edgeTable)
          (states[group], dispersionR[group], dispersionI[group]) = basis.passed(transfer)
          dispersionExponent[group] = Lanes()
        } else {
          let (state, re, im) = states[group].passed(transfer, outer: r1)
          states[group] = state
          extendDispersion(group, re, im, rescale: index & 7 == 0)
        }
      }
    }

    let epsilon = fibre.core * fibre.core
    let transverse = Self.transverse(epsilon, k0: k0, beta: beta)
    guard innerTable.fill(transverse, radius: fibre.coreRadius) else { return false }
    decay = transverse > 0 ? 0 : 2 * (-transverse).squareRoot() * fibre.coreRadius
    growth += decay
    for group in 0..<groups {
      matches[group] = CoreMatch(
        states[group], core: epsilon, transverse: transverse, radius: fibre.coreRadius, k0: k0, beta: beta,
        orders: Self.orders(group), index: 4 * group + 1, table: innerTable)
      extendDispersion(group, matches[group].determinantR, matches[group].determinantI, rescale: true)
    }
    return true
  }

  /// c_n² of the core's functions: see ``CoreMatch``.
  @inline(__always)
  func squaredModulus(_ n: Int) -> Double {
    guard n > 0 else { return 1 }
    let s = innerTable.singular[n + 1]
    guard decay == 0 else { return s * s }
    let f = innerTable.regular[n + 1]
    return f * f + s * s
  }

  /// J_n or e^(−|q|R) I_n of the core at its wall.
  @inline(__always)
  func regular(_ n: Int) -> Double { innerTable.regular[n + 1] }

  @inline(__always)
  private func extendDispersion(_ group: Int, _ re: Lanes, _ im: Lanes, rescale: Bool) {
    var a = dispersionR[group], b = dispersionI[group]
    if rescale {
      for lane in 0..<4 {
        let size = max(abs(a[lane]), abs(b[lane]))
        guard size > 0, size.isFinite else { continue }
        let scale = Double(sign: .plus, exponent: -size.exponent, significand: 1)
        a[lane] *= scale
        b[lane] *= scale
        dispersionExponent[group][lane] += Double(size.exponent)
      }
    }
    dispersionR[group] = a * re - b * im
    dispersionI[group] = a * im + b * re
  }

  /// q² of a medium, with its digits near the light line: n k₀ is not rounded before β is taken away.
  @inline(__always)
  static func transverse(_ epsilon: Double, k0: Double, beta: Double) -> Double {
    let n = epsilon.squareRoot()
    return (-abs(beta)).addingProduct(n, k0) * (n * k0 + abs(beta))
  }

  @inline(__always)
  private static func orders(_ group: Int) -> Lanes { Lanes(0, 1, 2, 3) + Double(4 * group) }
}

extension CylinderTable {
  /// At |q| times the radius, of the kind that q² asks for.
  @inline(__always)
  func fill(_ transverse: Double, radius: Double) -> Bool {
    transverse > 0
      ? fillPropagating(transverse.squareRoot() * radius) : fillEvanescent((-transverse).squareRoot() * radius)
  }
}
