/// Four azimuthal orders at a time.
typealias Lanes = SIMD4<Double>

extension UnsafeMutablePointer<Double> {
  /// Four neighbours from the index on.
  @inline(__always)
  func lanes(_ index: Int) -> Lanes { UnsafeRawPointer(self + index).loadUnaligned(as: Lanes.self) }
}

/// How the tangential fields (u, v, h, e) of four azimuthal orders pass a layer of real permittivity from its outer face r₁ to its inner r₂.
///
/// u = E_z, H_z = i v, H_φ = i h, e = E_φ, for fields ∝ exp(i(mφ + βz − ωt)) and H in units of E. From Maxwell's equations
///
///     u₂ = c₁₁u₁ + a₁₂v₁ + b₁h₁          h₂ = t₁₁u₁ + t₁₂v₁ + c₂₂h₁ + d₁₂e₁
///     v₂ = a₂₁u₁ + c₁₁v₁ + b₂e₁          e₂ = t₁₂u₁ + t₂₂v₁ + d₂₁h₁ + c₂₂e₁
///
/// Every coefficient is an entire function of q² = εk₀² − β²: written with C₋, C, C₊, the solution of Bessel's equation of the orders
/// m−1, m, m+1 that vanishes at r₁ with slope 1, none has a pole at the layer's light line. For β above it all are smaller by e^(−κd).
struct LayerTransfer {
  let c11, c22, a12, a21, b1, b2, t11, t12, t22, d12, d21: Lanes
  /// e^(−2κd), 1 for a propagating layer.
  let decay: Double

  /// The face's own figures, the same for every order.
  struct Layer {
    let permittivity: Double
    /// q², of either sign.
    let transverse: Double
    let outer: Double
    let inner: Double
    /// e^(−2κd), 1 for a propagating layer.
    let decay: Double
  }

  /// - Parameters:
  ///   - m: the orders, consecutive; `index` is the first one's place in the tables, at least 1.
  @inline(__always)
  init(
    _ layer: Layer, k0: Double, beta: Double, orders m: Lanes, index: Int, outer: CylinderTable, inner: CylinderTable
  ) {
    decay = layer.decay
    let epsilon = layer.permittivity, r1 = layer.outer, r2 = layer.inner
    let f2 = inner.regular.lanes(index), f2Below = inner.regular.lanes(index - 1),
      f2Above = inner.regular.lanes(index + 1)
    let s2 = inner.singular.lanes(index), s2Below = inner.singular.lanes(index - 1),
      s2Above = inner.singular.lanes(index + 1)
    let f1 = outer.regular.lanes(index), f1Below = outer.regular.lanes(index - 1),
      f1Above = outer.regular.lanes(index + 1)
    let s1 = outer.singular.lanes(index), s1Below = outer.singular.lanes(index - 1),
      s1Above = outer.singular.lanes(index + 1)
    let c: Lanes, below: Lanes, above: Lanes
    if layer.transverse > 0 {
      let q = layer.transverse.squareRoot()
      let scale = -Double.pi / 2 * r1
      c = scale * (f2 * s1 - s2 * f1)
      below = scale * (f2Below * s1Below - s2Below * f1Below)
      above = scale * (f2Above * s1Above - s2Above * f1Above)
      // Derivatives as half the difference of the neighbours.
      let half = 0.5 * scale * q
      c11 = -half * (f2 * (s1Below - s1Above) - s2 * (f1Below - f1Above))
      c22 = half * ((f2Below - f2Above) * s1 - (s2Below - s2Above) * f1)
    } else {
      let kappa = (-layer.transverse).squareRoot()
      c = r1 * (decay * (f2 * s1) - s2 * f1)
      below = r1 * (decay * (f2Below * s1Below) - s2Below * f1Below)
      above = r1 * (decay * (f2Above * s1Above) - s2Above * f1Above)
      let half = 0.5 * r1 * kappa
      c11 = half * (decay * (f2 * (s1Below + s1Above)) + s2 * (f1Below + f1Above))
      c22 = half * (decay * ((f2Below + f2Above) * s1) + (s2Below + s2Above) * f1)
    }
    let mixing = m * c * beta / k0
    a21 = mixing / r1
    a12 = a21 / epsilon
    d12 = -mixing / r2
    d21 = d12 / epsilon
    b2 = c * (layer.transverse / k0)
    b1 = b2 / epsilon
    let sum = -0.5 * k0 * (below + above)
    let centrifugal = m * m * c * (1 / (k0 * r1 * r2))
    t11 = epsilon * sum + centrifugal
    t22 = sum + centrifugal / epsilon
    t12 = (0.5 * beta) * (below - above)
  }
}
