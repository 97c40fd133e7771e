import Foundation

extension GeneralFibreSolver {
  /// ``AxisSolver/Response`` at one point, of any fibre in whose core light propagates.
  struct AxisResponse {
    var value = Complex.zero
    var dispersion = Complex.one
    var dispersionLogarithm = 0.0
    /// The fields that the source leaves on the wall.
    fileprivate var u = Complex.zero, v = Complex.zero
  }

  /// σ_∥ for the order 0, σ_⊥ for the order 1; keeps the ``passages``.
  mutating func axis(_ fibre: FibreSlice, k0: Double, beta: Double) -> AxisResponse {
    precondition(order <= 1, "light on the axis has the orders 0 and 1")
    let wall = recordedWall(fibre, k0: Complex(k0), beta: Complex(beta))
    let core = core(fibre, k0: Complex(k0), beta: Complex(beta))
    let determinant = determinant(wall, core, fibre, k0: Complex(k0), beta: Complex(beta))
    let radius = fibre.coreRadius, epsilon = fibre.core * fibre.core, q = core.q.re, b = beta / k0
    // τ = diag(ε, 1)t, and (adj D)τ.
    let source = order == 0 ? (q / k0, 0.0) : (b, -1.0)
    let y = wall.admittance, slope = 0.5 * (core.below - core.above)
    let couple = (Double(order) * beta / (q * radius)) * core.f + q * (core.f * y.m12)
    let z = (
      source.0 * (k0 * slope - q * (core.f * y.m22)) + source.1 * couple,
      source.1 * ((k0 * epsilon) * slope - q * (core.f * y.m11)) + source.0 * couple
    )
    var result = AxisResponse()
    let size = determinant.magnitude
    let flux = 2 * k0 / (.pi * radius * radius) * wall.flux((1 / size) * z.0, (1 / size) * z.1)
    result.value =
      0.5
      * Complex(
        response(source, wall, core, determinant, fibre, k0: k0, beta: beta),
        flux > 0 ? exp(log(flux) + wall.logarithm - 2 * core.logarithm) : 0)
    let scale = exp(-core.logarithm)
    result.u = scale * (z.0 / determinant)
    result.v = scale * (z.1 / determinant)
    (result.dispersion, result.dispersionLogarithm) = dispersion(wall, core, determinant, fibre)
    return result
  }

  /// Adds Im(c ∂σ/∂r_i) for every face i: ``AxisSolver/addFaceDerivatives(along:across:into:)`` at one point.
  func addFaceDerivatives(
    _ response: AxisResponse, weight: Complex, fibre: FibreSlice, k0: Double, beta: Double,
    into out: UnsafeMutableBufferPointer<Double>
  ) {
    let m = Double(order), unit = 1 / (Double.pi * fibre.coreRadius * fibre.coreRadius)
    var u = response.u, v = response.v, logarithm = 0.0
    var inside = Complex(fibre.core * fibre.core)
    for index in fibre.radii.indices {
      let r = fibre.radii[index], here = index < fibre.layers.count ? fibre.layers[index] : fibre.surround
      var h = Complex.zero, e = Complex.zero
      if index < passages.count {
        let y = passages[index].admittance
        h = y.m11 * u + y.m12 * v
        e = y.m12 * u + y.m22 * v
      } else if let edge = passages[index - 1].edge {
        h = edge.he.m11 * u + edge.he.m12 * v
        e = edge.he.m21 * u + edge.he.m22 * v
        (u, v) = (edge.uv.m11 * u + edge.uv.m12 * v, edge.uv.m21 * u + edge.uv.m22 * v)
      }
      let radial = beta * h - (m / r) * v
      let change =
        (-k0 * k0) * ((here - inside) * (u * u + e * e)) + (1 / here - 1 / inside) * (radial * radial)
      out[index] += unit * r * exp(2 * logarithm) * (weight * change).im
      guard index < passages.count else { return }
      let passage = passages[index], matrix = passage.matrix, inverse = 1 / matrix.determinant
      (u, v) = (inverse * (matrix.m22 * u - matrix.m12 * v), inverse * (matrix.m11 * v - matrix.m21 * u))
      logarithm -= passage.logarithm
      inside = here
    }
  }
}
