import Foundation

/// What a fibre does to light on its axis at four points (k₀, β), with its derivatives by the faces' radii: the strip's kernel.
///
/// s₀ = Im(σ_∥ + σ_⊥): dipoles along the axis meet the wall's order 0 as TM waves, those across it the order 1. Each σ is an analytic
/// function of k₀ and β above the real axis, with the wall's modes as its poles below: σ = A/D with D the dispersion function, entire as is A.
/// Four points at a time where the light propagates in every layer, as the core's does in transparent walls of higher index; one by one
/// in other walls. Not for concurrent use. Units µm⁻¹.
final class AxisSolver {
  /// One of the two responses at four points.
  struct Response {
    /// σ; the imaginary part from the transmitted flux, with its digits however small it is.
    var value = ComplexLanes(Lanes())
    /// D e^(−`logarithm`).
    var dispersion = ComplexLanes(Lanes(repeating: 1))
    var logarithm = Lanes()
    /// The fields (u, v) that the source leaves on the wall.
    fileprivate var u = ComplexLanes(Lanes())
    fileprivate var v = ComplexLanes(Lanes())
  }

  private(set) var along = Response()
  private(set) var across = Response()

  /// What the way back outward needs of a layer.
  private struct Passage {
    /// For the TM waves, u outside = u inside/`tm`.
    var tm: ComplexLanes
    var matrix: WallState.Matrix
    var determinant: ComplexLanes
    /// The wall at the layer's inner face: h = Y u for TM, and the order 1.
    var tmAdmittance: ComplexLanes
    var state: WallState
  }

  private var passages: UnsafeMutablePointer<Passage>
  private var capacity = 0
  private var slices: [FibreSlice] = []
  private var k0 = Lanes(repeating: 1), beta = Lanes()
  /// |β|.
  private var size = Lanes()
  private var edge: OutgoingBasis?
  private var tmEdge = (u: Lanes(), h: ComplexLanes(Lanes()))
  /// For the other walls: of the orders 0 and 1 at each point.
  private var general: [(order: GeneralFibreSolver, response: GeneralFibreSolver.AxisResponse)] = []
  private var isFast = true

  init() { passages = .allocate(capacity: 0) }

  deinit {
    passages.deallocate()
  }

  /// - Parameter slices: one for all four points or one for each, of the same radii.
  /// - Precondition: the light propagates in the core.
  func solve(_ slices: [FibreSlice], k0: Lanes, beta: Lanes) {
    isFast = slices.allSatisfy(\.isTransparent) && solveTransparent(slices, k0: k0, beta: beta)
    guard !isFast else { return }
    self.k0 = k0
    self.beta = beta
    self.slices = slices
    if general.isEmpty {
      let tables = (0..<4).map { _ in FaceTables(top: 2) }
      general = (0..<8).map { (GeneralFibreSolver(order: $0 % 2, tables: tables[$0 / 2]), .init()) }
    }
    for place in general.indices {
      let lane = place / 2
      let response = general[place].order.axis(slice(lane), k0: k0[lane], beta: beta[lane])
      general[place].response = response
      if place % 2 == 0 { along.set(lane, response) } else { across.set(lane, response) }
    }
  }

  private func slice(_ lane: Int) -> FibreSlice { slices.count == 1 ? slices[0] : slices[lane] }

  /// - Returns: False where the light does not propagate in some layer or an argument is outside the tables' range.
  private func solveTransparent(_ slices: [FibreSlice], k0: Lanes, beta: Lanes) -> Bool {
    let fibre = slices[0], count = fibre.layers.count, radii = fibre.radii
    self.slices = slices
    self.k0 = k0
    self.beta = beta
    size = each(beta, abs)
    if capacity < count {
      passages.deallocate()
      passages = .allocate(capacity: count)
      capacity = count
    }
    let outside = permittivity(count)
    let qOut = transverse(outside)
    guard qOut.isPositive, let out = CylinderLanes(qOut.squareRoot() * radii[count]) else { return false }
    let basis = OutgoingBasis(
      axis: out, permittivity: outside, transverse: qOut, radius: radii[count], k0: k0, beta: beta)
    edge = basis
    // H₀ for TM: u = q², h = k₀ε q H₀′/H₀.
    let tmInverse = 1 / (out.j0 * out.j0 + out.y0 * out.y0), q = qOut.squareRoot()
    tmEdge = (
      qOut,
      ComplexLanes(
        -(k0 * outside * q) * (out.j1 * out.j0 + out.y1 * out.y0) * tmInverse,
        (k0 * outside) * (2 / (.pi * radii[count])) * tmInverse)
    )
    var tm = tmEdge.h
    // r Im(u* h) for u = 1: of the TM waves alone.
    var tmFlux = radii[count] * tmEdge.h.im * qOut
    var state = WallState(x11: Lanes(), x12: Lanes(), x22: Lanes(), g11: Lanes(), g12: Lanes(), g22: Lanes())
    along.dispersion = ComplexLanes(Lanes(repeating: 1))
    across.dispersion = along.dispersion
    along.logarithm = Lanes()
    across.logarithm = Lanes()
    for index in stride(from: count - 1, through: 0, by: -1) {
      let epsilon = permittivity(index), squared = transverse(epsilon)
      let r1 = radii[index + 1], r2 = radii[index]
      guard squared.isPositive else { return false }
      let q = squared.squareRoot()
      guard let outer = CylinderLanes(q * r1), let inner = CylinderLanes(q * r2) else {
        return false
      }
      let transfer = LayerTransfer(
        axis: outer, inner, permittivity: epsilon, transverse: squared, from: r1, to: r2, k0: k0, beta: beta)
      let zero = TMTransfer(outer, inner, permittivity: epsilon, transverse: squared, from: r1, k0: k0)
      let m: WallState.Matrix, n: WallState.Matrix, g11: Lanes, g12: Lanes, g22: Lanes
      let tmMatrix: ComplexLanes, tmNext: ComplexLanes
      if index == count - 1 {
        (m, n) = basis.matrices(transfer)
        (g11, g12, g22) = (basis.g11, basis.g12, basis.g22)
        tmMatrix = zero.c11 * tmEdge.u + zero.b1 * tm
        tmNext = zero.t11 * tmEdge.u + zero.c22 * tm
      } else {
        (m, n) = state.matrices(transfer, outer: r1)
        (g11, g12, g22) = (state.g11, state.g12, state.g22)
        tmMatrix = zero.c11 + zero.b1 * tm
        tmNext = zero.t11 + zero.c22 * tm
      }
      let (folded, re, im) = WallState.folded(m, n, g11: g11, g12: g12, g22: g22, decay: 1)
      state = folded
      let tmInverse = tmMatrix.reciprocal
      tmFlux *= tmInverse.squaredMagnitude
      tm = tmNext * tmInverse
      tm.im = tmFlux / r2
      passages[index] = Passage(
        tm: tmMatrix, matrix: m, determinant: ComplexLanes(re, im), tmAdmittance: tm, state: state)
      along.extend(tmMatrix)
      across.extend(ComplexLanes(re, im))
    }
    return finish(fibre, tm, tmFlux, state)
  }

  private func finish(_ fibre: FibreSlice, _ tm: ComplexLanes, _ tmFlux: Lanes, _ wall: WallState) -> Bool {
    let radius = fibre.coreRadius, index = slices.count == 1 ? Lanes(repeating: fibre.core) : each { $0.core }
    let epsilon = index * index, squared = transverse(epsilon)
    guard squared.isPositive, let core = CylinderLanes(squared.squareRoot() * radius) else {
      return false
    }
    let q = squared.squareRoot(), b = beta / k0, scale = 2 * k0 / (Double.pi * radius * radius)
    // J and Y at small arguments differ by their logarithm: a real multiple of the identity, without which σ is smooth there.
    let smooth = each(q / k0) { -2 / .pi * log($0) }

    // Along the axis: τ = (q/k₀, 0).
    let own = q / k0
    let dAlong = ComplexLanes(-(k0 * epsilon) * core.j1 - q * core.j0 * tm.re, -(q * core.j0 * tm.im))
    let aAlong = ComplexLanes(-(k0 * epsilon) * core.y1 - q * core.y0 * tm.re, -(q * core.y0 * tm.im))
    let inverse = dAlong.reciprocal
    let half = 0.5 * own * own
    along.u = own * inverse
    along.v = ComplexLanes(Lanes())
    along.value = ComplexLanes(
      (half / epsilon) * ((aAlong * inverse).re + smooth), half * scale * tmFlux * inverse.squaredMagnitude)
    along.extend((1 / q) * dAlong)

    // Across it: τ = (b, −1). D⁻¹τ is −fall/det.
    let couple = (1 / (q * radius)) * beta, curl = 1 / (k0 * radius)
    let y11 = ComplexLanes(wall.x11, wall.g11 / radius), y12 = ComplexLanes(wall.x12, wall.g12 / radius),
      y22 = ComplexLanes(wall.x22, wall.g22 / radius)
    let qj = q * core.j1, qy = q * core.y1, slope = 0.5 * (core.j0 - core.j2)
    let one: ComplexLanes = -(beta * core.j2 + qj * (y12 + b * y22))
    let turned: ComplexLanes = b * y12 + y11 - ComplexLanes(curl)
    let two: ComplexLanes = (k0 * epsilon) * core.j2 + qj * turned
    let mf = core.j1 / radius
    let bracket: ComplexLanes = (k0 * slope) * (epsilon * y22 + y11) + (2 * couple * core.j1) * y12
    let bare: Lanes = mf * mf - k0 * k0 * epsilon * core.j0 * core.j2
    let square: ComplexLanes = y11 * y22 - y12 * y12
    let determinant: ComplexLanes = bare + (qj * qj) * square - qj * bracket
    let inverseDeterminant = determinant.reciprocal
    let u = one * inverseDeterminant, v = two * inverseDeterminant
    across.u = u
    across.v = v
    let tilt = b / epsilon, near = squared / (epsilon * k0 * k0 * q * radius)
    let first = beta * core.y0 + qy * (y12 - tilt * y11)
    let second = qy * (y22 - tilt * y12) - ComplexLanes(k0 * (core.y0 - near * core.y1))
    let mixed = 2 * (wall.g12 * (u.re * v.re + u.im * v.im))
    let flux = wall.g11 * u.squaredMagnitude + wall.g22 * v.squaredMagnitude + mixed
    let real = (u * first + v * second).re + (b * tilt + 1) * smooth
    // Rounding does not turn a flux back.
    across.value = ComplexLanes(0.5 * real, 0.5 * scale * each(flux) { max(0, $0) })
    across.extend((1 / squared) * determinant)
    return true
  }

  /// Adds Im(c ∂σ/∂r_i) for every face i from the core's outward, summed over the four points.
  func addFaceDerivatives(
    along weightAlong: ComplexLanes, across weightAcross: ComplexLanes, into out: UnsafeMutableBufferPointer<Double>
  ) {
    guard isFast, let edge else {
      for place in general.indices {
        let lane = place / 2, weight = place % 2 == 0 ? weightAlong[lane] : weightAcross[lane]
        general[place].order.addFaceDerivatives(
          general[place].response, weight: weight, fibre: slice(lane), k0: k0[lane], beta: beta[lane], into: out)
      }
      return
    }
    let radii = slices[0].radii, count = slices[0].layers.count
    let unit = 1 / (Double.pi * radii[0] * radii[0])
    var tm = along.u, u = across.u, v = across.v
    var inside = slices.count == 1 ? Lanes(repeating: slices[0].core) : each { $0.core }
    inside *= inside
    for index in 0...count {
      let here = permittivity(index)
      var tmH: ComplexLanes, h: ComplexLanes, e: ComplexLanes
      if index < count {
        let passage = passages[index], state = passage.state, inverse = 1 / radii[index]
        let y11 = ComplexLanes(state.x11, state.g11 * inverse), y12 = ComplexLanes(state.x12, state.g12 * inverse),
          y22 = ComplexLanes(state.x22, state.g22 * inverse)
        tmH = passage.tmAdmittance * tm
        h = y11 * u + y12 * v
        e = y12 * u + y22 * v
      } else {
        // What came out of the last layer are the amplitudes of the outgoing fields.
        tmH = tmEdge.h * tm
        tm = tmEdge.u * tm
        h = ComplexLanes(edge.h1r, edge.h1i) * u + edge.h2 * v
        e = ComplexLanes(edge.e1r, edge.e1i) * u + ComplexLanes(edge.e2r, edge.e2i) * v
        (u, v) = (edge.u1 * u, edge.v1 * u + edge.v2 * v)
      }
      let r = radii[index]
      // κ r {−k₀²Δε(E_z² + E_φ²) + Δ(1/ε)(k₀D_r)²}, the fields unconjugated.
      let electric: Lanes = -(k0 * k0) * (here - inside), displacement: Lanes = 1 / here - 1 / inside
      let tmRadial = beta * tmH, radial = beta * h - Lanes(repeating: 1 / r) * v
      let dAlong = electric * (tm * tm) + displacement * (tmRadial * tmRadial)
      let tangential: ComplexLanes = u * u + e * e
      let dAcross = electric * tangential + displacement * (radial * radial)
      let change = weightAlong * dAlong + weightAcross * dAcross
      out[index] += (unit * r) * change.im.sum()
      guard index < count else { return }
      let passage = passages[index], m = passage.matrix, inverse = passage.determinant.reciprocal
      tm = tm * passage.tm.reciprocal
      let m11 = ComplexLanes(m.r11, m.i11), m12 = ComplexLanes(m.r12, m.i12), m21 = ComplexLanes(m.r21, m.i21),
        m22 = ComplexLanes(m.r22, m.i22)
      (u, v) = (inverse * (m22 * u - m12 * v), inverse * (m11 * v - m21 * u))
      inside = here
    }
  }

  // MARK: Pieces

  /// ε of a layer, or of the surround beyond the last, at the four points.
  @inline(__always)
  private func permittivity(_ index: Int) -> Lanes {
    func value(_ slice: FibreSlice) -> Double {
      index < slice.layers.count ? slice.layers[index].re : slice.surround.re
    }
    return slices.count == 1 ? Lanes(repeating: value(slices[0])) : each(value)
  }

  @inline(__always)
  private func each(_ value: (FibreSlice) -> Double) -> Lanes {
    Lanes(value(slices[0]), value(slices[1]), value(slices[2]), value(slices[3]))
  }

  @inline(__always)
  private func each(_ lanes: Lanes, _ value: (Double) -> Double) -> Lanes {
    Lanes(value(lanes[0]), value(lanes[1]), value(lanes[2]), value(lanes[3]))
  }

  /// q² with its digits near the light line.
  @inline(__always)
  private func transverse(_ epsilon: Lanes) -> Lanes {
    let n = slices.count == 1 ? Lanes(repeating: epsilon[0].squareRoot()) : each(epsilon) { $0.squareRoot() }
    return (-size).addingProduct(n, k0) * (n * k0 + size)
  }
}

extension Lanes {
  @inline(__always)
  fileprivate var isPositive: Bool { self[0] > 0 && self[1] > 0 && self[2] > 0 && self[3] > 0 }
}

extension AxisSolver.Response {
  fileprivate mutating func set(_ lane: Int, _ response: GeneralFibreSolver.AxisResponse) {
    value[lane] = response.value
    dispersion[lane] = response.dispersion
    logarithm[lane] = response.dispersionLogarithm
  }

  /// D times a factor.
  @inline(__always)
  fileprivate mutating func extend(_ factor: ComplexLanes) {
    dispersion = dispersion * factor
    let size = dispersion.squaredMagnitude
    for lane in 0..<4 where !(size[lane] > 0x1p-400 && size[lane] < 0x1p400) {
      let magnitude = dispersion[lane].magnitude
      dispersion[lane] = (1 / magnitude) * dispersion[lane]
      logarithm[lane] += log(magnitude)
    }
  }
}

/// How the TM waves of order 0 pass a layer: u₂ = c₁₁u₁ + b₁h₁, h₂ = t₁₁u₁ + c₂₂h₁.
private struct TMTransfer {
  let c11, c22, b1, t11: Lanes

  @inline(__always)
  init(
    _ outer: CylinderLanes, _ inner: CylinderLanes, permittivity epsilon: Lanes, transverse: Lanes, from r1: Double,
    k0: Lanes
  ) {
    let scale = -Double.pi / 2 * r1, q = transverse.squareRoot()
    c11 = scale * q * (inner.j0 * outer.y1 - inner.y0 * outer.j1)
    c22 = -scale * q * (inner.j1 * outer.y0 - inner.y1 * outer.j0)
    b1 = scale * (inner.j0 * outer.y0 - inner.y0 * outer.j0) * transverse / (k0 * epsilon)
    t11 = -scale * (epsilon * k0) * (inner.j1 * outer.y1 - inner.y1 * outer.j1)
  }
}

extension LayerTransfer {
  /// Of the order 1, four points at a time, in a medium where all propagate.
  @inline(__always)
  fileprivate init(
    axis outer: CylinderLanes, _ inner: CylinderLanes, permittivity epsilon: Lanes, transverse: Lanes, from r1: Double,
    to r2: Double, k0: Lanes, beta: Lanes
  ) {
    decay = 1
    let scale = -Double.pi / 2 * r1
    let c = scale * (inner.j1 * outer.y1 - inner.y1 * outer.j1)
    let below = scale * (inner.j0 * outer.y0 - inner.y0 * outer.j0)
    let above = scale * (inner.j2 * outer.y2 - inner.y2 * outer.j2)
    let half = 0.5 * scale * transverse.squareRoot()
    c11 = -half * (inner.j1 * (outer.y0 - outer.y2) - inner.y1 * (outer.j0 - outer.j2))
    c22 = half * ((inner.j0 - inner.j2) * outer.y1 - (inner.y0 - inner.y2) * outer.j1)
    let perEpsilon = 1 / epsilon, perK = 1 / k0
    let mixing = c * beta * perK
    a21 = mixing / r1
    a12 = a21 * perEpsilon
    d12 = -mixing / r2
    d21 = d12 * perEpsilon
    b2 = c * (transverse * perK)
    b1 = b2 * perEpsilon
    let sum = -0.5 * k0 * (below + above)
    let centrifugal = c * perK * (1 / (r1 * r2))
    t11 = epsilon * sum + centrifugal
    t22 = sum + centrifugal * perEpsilon
    t12 = (0.5 * beta) * (below - above)
  }
}

extension OutgoingBasis {
  /// Of the order 1, four points at a time, in a surround where all radiate.
  @inline(__always)
  fileprivate init(
    axis table: CylinderLanes, permittivity epsilon: Lanes, transverse: Lanes, radius r: Double, k0: Lanes, beta: Lanes
  ) {
    let q = transverse.squareRoot(), inverse = 1 / (table.j1 * table.j1 + table.y1 * table.y1)
    let muR = (table.j0 * table.j1 + table.y0 * table.y1) * inverse / q
    let muI = 2 / (Double.pi * r * transverse) * inverse
    let b = beta / k0
    u1 = Lanes(repeating: 1)
    v1 = -b
    v2 = transverse
    h1r = k0 * epsilon * muR - 1 / (k0 * r)
    h1i = k0 * epsilon * muI
    e1r = -beta * muR
    e1i = -beta * muI
    h2 = -beta / r
    e2r = k0 * (transverse * muR - 1 / r)
    e2i = k0 * (transverse * muI)
    let flux = r * muI
    g11 = flux * (k0 * epsilon + beta * b)
    g12 = flux * (-beta * transverse)
    g22 = flux * k0 * (transverse * transverse)
  }
}
