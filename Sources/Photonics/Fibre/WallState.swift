/// The wall outside a radius r as the light inside sees it: (h, e) = Y (u, v) with a symmetric Y, for four azimuthal orders.
///
/// Re Y and the flux form Γ = r Im Y are carried apart. Γ is real, symmetric and positive, and follows from the *transmitted* flux by
/// congruence alone, Γ₂ = M⁻ᴴ Γ₁ M⁻¹: nothing cancels, however little gets through.
struct WallState {
  var x11, x12, x22: Lanes
  var g11, g12, g22: Lanes

  /// Two by two complex matrices, of the orders at once.
  struct Matrix {
    var r11, r12, r21, r22: Lanes
    var i11, i12, i21, i22: Lanes
  }

  /// The state inside a layer for fields M on its inner face, with (h, e) = N, given the flux form of the basis; M and N lack the growth
  /// whose inverse square is `decay`. Returns det M besides.
  @inline(__always)
  static func folded(_ m: Matrix, _ n: Matrix, g11: Lanes, g12: Lanes, g22: Lanes, decay: Double) -> (
    state: WallState, re: Lanes, im: Lanes
  ) {
    let re = (m.r11 * m.r22 - m.i11 * m.i22) - (m.r12 * m.r21 - m.i12 * m.i21)
    let im = (m.r11 * m.i22 + m.i11 * m.r22) - (m.r12 * m.i21 + m.i12 * m.r21)
    let inverse = 1 / (re * re + im * im)
    // The columns of adj M are (m22, −m21) and (−m12, m11).
    let h11 =
      g11 * (m.r22 * m.r22 + m.i22 * m.i22) + g22 * (m.r21 * m.r21 + m.i21 * m.i21)
      - 2 * g12 * (m.r22 * m.r21 + m.i22 * m.i21)
    let h22 =
      g11 * (m.r12 * m.r12 + m.i12 * m.i12) + g22 * (m.r11 * m.r11 + m.i11 * m.i11)
      - 2 * g12 * (m.r12 * m.r11 + m.i12 * m.i11)
    let h12 =
      g12 * ((m.r22 * m.r11 + m.i22 * m.i11) + (m.r21 * m.r12 + m.i21 * m.i12))
      - g11 * (m.r22 * m.r12 + m.i22 * m.i12) - g22 * (m.r21 * m.r11 + m.i21 * m.i11)
    // N adj M, its real part after division by det M.
    let p11r = (n.r11 * m.r22 - n.i11 * m.i22) - (n.r12 * m.r21 - n.i12 * m.i21)
    let p11i = (n.r11 * m.i22 + n.i11 * m.r22) - (n.r12 * m.i21 + n.i12 * m.r21)
    let p12r = (n.r12 * m.r11 - n.i12 * m.i11) - (n.r11 * m.r12 - n.i11 * m.i12)
    let p12i = (n.r12 * m.i11 + n.i12 * m.r11) - (n.r11 * m.i12 + n.i11 * m.r12)
    let p22r = (n.r22 * m.r11 - n.i22 * m.i11) - (n.r21 * m.r12 - n.i21 * m.i12)
    let p22i = (n.r22 * m.i11 + n.i22 * m.r11) - (n.r21 * m.i12 + n.i21 * m.r12)
    let through = decay * inverse
    let state = WallState(
      x11: (p11r * re + p11i * im) * inverse, x12: (p12r * re + p12i * im) * inverse,
      x22: (p22r * re + p22i * im) * inverse, g11: h11 * through, g12: h12 * through, g22: h22 * through)
    return (state, re, im)
  }

  /// The state inside a layer, this one being outside.
  @inline(__always)
  func passed(_ t: LayerTransfer, outer: Double) -> (state: WallState, re: Lanes, im: Lanes) {
    let (m, n) = matrices(t, outer: outer)
    return Self.folded(m, n, g11: g11, g12: g12, g22: g22, decay: t.decay)
  }

  /// M, which takes (u, v) to the layer's inner face, and N, which takes them to (h, e) there.
  @inline(__always)
  func matrices(_ t: LayerTransfer, outer: Double) -> (m: Matrix, n: Matrix) {
    let inverse = 1 / outer
    let z11 = g11 * inverse, z12 = g12 * inverse, z22 = g22 * inverse
    let m = Matrix(
      r11: t.c11 + t.b1 * x11, r12: t.a12 + t.b1 * x12, r21: t.a21 + t.b2 * x12, r22: t.c11 + t.b2 * x22,
      i11: t.b1 * z11, i12: t.b1 * z12, i21: t.b2 * z12, i22: t.b2 * z22)
    let n = Matrix(
      r11: t.t11 + t.c22 * x11 + t.d12 * x12, r12: t.t12 + t.c22 * x12 + t.d12 * x22,
      r21: t.t12 + t.d21 * x11 + t.c22 * x12, r22: t.t22 + t.d21 * x12 + t.c22 * x22,
      i11: t.c22 * z11 + t.d12 * z12, i12: t.c22 * z12 + t.d12 * z22,
      i21: t.d21 * z11 + t.c22 * z12, i22: t.d21 * z12 + t.c22 * z22)
    return (m, n)
  }
}

/// The outgoing (or decaying) fields outside the last face, as two columns that stay independent on the surround's light line.
struct OutgoingBasis {
  /// (u, v) of the two columns, real: u₂ = 0.
  let u1, v1, v2: Lanes
  /// (h, e) of the columns.
  let h1r, h1i, e1r, e1i, h2, e2r, e2i: Lanes
  /// h₂ is real for every order; e₂ and the first column are not.
  let g11, g12, g22: Lanes

  @inline(__always)
  init(
    permittivity epsilon: Double, transverse: Double, radius r: Double, k0: Double, beta: Double, orders m: Lanes,
    index: Int,
    table: CylinderTable
  ) {
    let s = table.singular.lanes(index), sBelow = table.singular.lanes(index - 1)
    // μ = H_{m−1}/(q H_m), λ = q H'_m/H_m = q²μ − m/r.
    let muR: Lanes, muI: Lanes
    if transverse > 0 {
      let f = table.regular.lanes(index), fBelow = table.regular.lanes(index - 1)
      let q = transverse.squareRoot()
      let inverse = 1 / (f * f + s * s)
      muR = (fBelow * f + sBelow * s) * inverse / q
      muI = 2 / (Double.pi * r * transverse) * inverse
    } else {
      muR = sBelow / (s * (-transverse).squareRoot())
      muI = Lanes()
    }
    let lambdaR = transverse * muR - m / r, lambdaI = transverse * muI
    let isZero = m .== 0
    let b = beta / k0
    let one = Lanes(repeating: 1), zero = Lanes()
    u1 = one.replacing(with: transverse, where: isZero)
    v1 = Lanes(repeating: -b).replacing(with: 0, where: isZero)
    v2 = Lanes(repeating: transverse)
    h1r = ((k0 * epsilon) * muR - m / (k0 * r)).replacing(with: (k0 * epsilon) * lambdaR, where: isZero)
    h1i = ((k0 * epsilon) * muI).replacing(with: (k0 * epsilon) * lambdaI, where: isZero)
    e1r = (-beta * muR).replacing(with: zero, where: isZero)
    e1i = (-beta * muI).replacing(with: zero, where: isZero)
    h2 = -m * (beta / r)
    e2r = k0 * lambdaR
    e2i = k0 * lambdaI
    let flux = r * muI
    g11 = (flux * (k0 * epsilon + beta * b)).replacing(
      with: flux * (transverse * transverse * k0 * epsilon), where: isZero)
    g12 = (flux * (-beta * transverse)).replacing(with: zero, where: isZero)
    g22 = flux * (k0 * transverse * transverse)
  }

  /// The state inside the outermost layer.
  @inline(__always)
  func passed(_ t: LayerTransfer) -> (state: WallState, re: Lanes, im: Lanes) {
    let (m, n) = matrices(t)
    return WallState.folded(m, n, g11: g11, g12: g12, g22: g22, decay: t.decay)
  }

  @inline(__always)
  func matrices(_ t: LayerTransfer) -> (m: WallState.Matrix, n: WallState.Matrix) {
    let m = WallState.Matrix(
      r11: t.c11 * u1 + t.a12 * v1 + t.b1 * h1r, r12: t.a12 * v2 + t.b1 * h2,
      r21: t.a21 * u1 + t.c11 * v1 + t.b2 * e1r, r22: t.c11 * v2 + t.b2 * e2r,
      i11: t.b1 * h1i, i12: Lanes(), i21: t.b2 * e1i, i22: t.b2 * e2i)
    let n = WallState.Matrix(
      r11: t.t11 * u1 + t.t12 * v1 + t.c22 * h1r + t.d12 * e1r, r12: t.t12 * v2 + t.c22 * h2 + t.d12 * e2r,
      r21: t.t12 * u1 + t.t22 * v1 + t.d21 * h1r + t.c22 * e1r, r22: t.t22 * v2 + t.d21 * h2 + t.c22 * e2r,
      i11: t.c22 * h1i + t.d12 * e1i, i12: t.d12 * e2i, i21: t.d21 * h1i + t.c22 * e1i, i22: t.c22 * e2i)
    return (m, n)
  }
}
