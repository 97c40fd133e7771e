import Foundation

extension GeneralFibreSolver {
  /// What ``CoreMatch`` gives, for one order.
  struct OrderEmission {
    /// Φ(t₊), Φ(t₋), Φ(t₀) over c_m², times e^(−`logarithm`).
    var raising = 0.0, lowering = 0.0, axial = 0.0
    /// The real parts of the responses whose imaginary parts are Φ over c_m², not scaled by `logarithm`.
    var raisingResponse = 0.0, loweringResponse = 0.0, axialResponse = 0.0
    /// For β above the core's light line it lacks −2|q|R.
    var logarithm = 0.0
    /// ln c² of the orders m − 1, m, m + 1.
    var moduli = (below: 0.0, own: 0.0, above: 0.0)
    /// ln of the core's regular function of this order at the wall, its growth included.
    var regular = 0.0
    /// Entire but for the surround's branch point; zero at modes and nowhere else.
    var dispersion = Complex.one
    var dispersionLogarithm = 0.0
  }

  /// The core's regular solution of an order and its neighbours at the wall, on the scale of the middle one.
  struct CoreFunctions {
    let q: Complex
    let f, below, above: Complex
    /// ln of what the true functions have besides, but for e^(|Im q|R).
    let logarithm: Double
    let growth: Double
  }

  func core(_ fibre: FibreSlice, k0: Complex, beta: Complex) -> CoreFunctions {
    let transverse = Self.transverse(Complex(fibre.core * fibre.core), k0: k0, beta: beta)
    let isConjugate = transverse.im < 0
    tables.fill(fibre, k0: k0, beta: beta)
    let table = tables.core
    let base = table.regularExponent[order + 1]
    func value(_ m: Int) -> Complex {
      let j = table.regular[m + 1].scaled(by: table.regularExponent[m + 1] - base)
      return isConjugate ? j.conjugate : j
    }
    let z = table.argument
    return CoreFunctions(
      q: (isConjugate ? z.conjugate : z) / fibre.coreRadius, f: value(order), below: value(order - 1),
      above: value(order + 1), logarithm: Double(base) * log(2.0), growth: z.im)
  }

  /// det D over (qR/2)^{2m}/(m!)², with the parts that cancel on the core's light line taken together.
  func determinant(_ wall: Wall, _ core: CoreFunctions, _ fibre: FibreSlice, k0: Complex, beta: Complex)
    -> Complex
  {
    let m = Double(order), radius = fibre.coreRadius, epsilon = fibre.core * fibre.core
    let y = wall.admittance, q = core.q, qf = q * core.f
    let slope = 0.5 * (core.below - core.above), couple = (m / radius) * (beta / q * core.f)
    let mf = (m / radius) * core.f
    let bracket = k0 * slope * (epsilon * y.m22 + y.m11) + 2 * (y.m12 * couple)
    return mf * mf - epsilon * (k0 * k0) * (core.below * core.above) - qf * bracket
      + qf * qf * (y.m11 * y.m22 - y.m12 * y.m12)
  }

  /// The dispersion function alone, at any complex β.
  mutating func dispersion(_ fibre: FibreSlice, k0: Complex, beta: Complex) -> (mantissa: Complex, logarithm: Double) {
    let wall = wall(fibre, k0: k0, beta: beta)
    let core = core(fibre, k0: k0, beta: beta)
    return dispersion(wall, core, determinant(wall, core, fibre, k0: k0, beta: beta), fibre)
  }

  /// The two factors of the dispersion function of order 0, up to a common one: the TM and the TE modes'.
  mutating func decoupled(_ fibre: FibreSlice, k0: Complex, beta: Complex) -> (tm: Complex, te: Complex) {
    let wall = wall(fibre, k0: k0, beta: beta), core = core(fibre, k0: k0, beta: beta)
    let y = wall.admittance, qf = core.q * core.f, slope = 0.5 * (core.below - core.above)
    func factor(_ inertia: Complex, _ admittance: Complex) -> Complex {
      (inertia * slope - qf * admittance) / (inertia.magnitude * slope.magnitude + (qf * admittance).magnitude)
    }
    return (factor(fibre.core * fibre.core * k0, y.m11), factor(k0, y.m22))
  }

  func dispersion(_ wall: Wall, _ core: CoreFunctions, _ determinant: Complex, _ fibre: FibreSlice)
    -> (mantissa: Complex, logarithm: Double)
  {
    // J_m ∝ q^m: the zeros that only say so are divided out.
    let half = core.q * (fibre.coreRadius / 2)
    var value = wall.dispersion * determinant
    var logarithm = wall.dispersionLogarithm + 2 * (core.logarithm + core.growth) + 2 * lgamma(Double(order) + 1)
    let unit = half / half.magnitude
    for _ in 0..<(2 * order) { value = value / unit }
    logarithm -= Double(2 * order) * log(half.magnitude)
    return (value, logarithm)
  }

  /// ln c_n² of the core's functions: see ``CoreMatch``.
  private func squaredModulus(_ n: Int) -> Double {
    guard n > 0 else { return 0 }
    let factor = tables.core.argument.re == 0 ? .pi / 2 : 1.0
    return 2
      * (log(factor * tables.core.outgoing[n + 1].magnitude) + Double(tables.core.outgoingExponent[n + 1]) * log(2.0))
  }

  /// Emission at real k₀ and β.
  mutating func emission(_ fibre: FibreSlice, k0: Double, beta: Double) -> OrderEmission {
    let k = Complex(k0), be = Complex(beta)
    let wall = wall(fibre, k0: k, beta: be)
    let core = core(fibre, k0: k, beta: be)
    let det = determinant(wall, core, fibre, k0: k, beta: be)
    let m = Double(order), radius = fibre.coreRadius, epsilon = fibre.core * fibre.core, b = beta / k0
    let y = wall.admittance, q = core.q, qf = q * core.f
    let curl = m / (k0 * radius), slope = 0.5 * (core.below - core.above)
    let couple = (m * beta / radius) * (core.f / q)
    let rise = (
      beta * core.below + qf * (y.m12 - b * y.m22), (k0 * epsilon) * core.below + qf * (b * y.m12 - y.m11 - curl)
    )
    let fall = (
      beta * core.above + qf * (y.m12 + b * y.m22), -((k0 * epsilon) * core.above + qf * (b * y.m12 + y.m11 - curl))
    )
    let axis = (k0 * slope - qf * y.m22, qf * y.m12 + couple)
    let own = q.magnitude / k0
    var result = OrderEmission()
    result.moduli = (squaredModulus(order - 1), squaredModulus(order), squaredModulus(order + 1))
    let size = det.magnitude
    result.regular = log(core.f.magnitude) + core.logarithm + core.growth
    result.raising = wall.flux(rise.0 / size, rise.1 / size)
    result.lowering = wall.flux(fall.0 / size, fall.1 / size)
    result.axial = own * own * wall.flux(axis.0 / size, axis.1 / size)
    result.logarithm =
      wall.flux.size > 0
      ? wall.logarithm + log(2 * k0 / (.pi * radius * radius)) - 2 * core.logarithm - result.moduli.own : 0
    let sources = [(b, 1.0), (b, -1.0), (own, 0.0)].map { response($0, wall, core, det, fibre, k0: k0, beta: beta) }
    // As Φ, without e^(−2|q|R) above the light line.
    let scale = exp(-result.moduli.own)
    result.raisingResponse = scale * sources[0]
    result.loweringResponse = scale * sources[1]
    result.axialResponse = scale * sources[2]
    (result.dispersion, result.dispersionLogarithm) = dispersion(wall, core, det, fibre)
    return result
  }

  /// Re σ of the source with τ = diag(ε, 1)t: σ = −i τᵀD⁻¹D_H t + i τᵀt, with Hankel's functions in D_H, and above the core's light line
  /// i(−1)^m τᵀD⁻¹D_H t times e^(2|q|R); without the logarithm at small arguments, as ``CoreMatch``.
  func response(
    _ source: (Double, Double), _ wall: Wall, _ core: CoreFunctions, _ determinant: Complex, _ fibre: FibreSlice,
    k0: Double, beta: Double
  ) -> Double {
    let radius = fibre.coreRadius, epsilon = fibre.core * fibre.core, q = core.q, y = wall.admittance
    let bare = (source.0 / epsilon, source.1), norm = source.0 * bare.0 + source.1 * bare.1
    /// D with the cylinder functions X of the orders m−1, m, m+1.
    func mismatch(_ below: Complex, _ x: Complex, _ above: Complex) -> Symmetric {
      let slope = (0.5 * k0) * (below - above), couple = (Double(order) * beta / radius) * (x / q)
      return Symmetric(
        m11: epsilon * slope - q * (x * y.m11), m12: -(couple + q * (x * y.m12)), m22: slope - q * (x * y.m22))
    }
    let base = tables.core.outgoingExponent[order + 1]
    func hankel(_ m: Int) -> Complex {
      tables.core.outgoing[m + 1].scaled(by: tables.core.outgoingExponent[m + 1] - base)
    }
    let d = mismatch(core.below, core.f, core.above)
    let out = mismatch(hankel(order - 1), hankel(order), hankel(order + 1))
    // (adj D)τ and D_H t.
    let z = (source.0 * d.m22 - source.1 * d.m12, source.1 * d.m11 - source.0 * d.m12)
    let h = (bare.0 * out.m11 + bare.1 * out.m12, bare.0 * out.m12 + bare.1 * out.m22)
    let ratio = exp(Double(base) * log(2.0) - core.logarithm) * ((z.0 * h.0 + z.1 * h.1) / determinant)
    guard tables.core.argument.re == 0 else { return ratio.im - 2 / .pi * log(q.re / k0) * norm }
    // (2/π) K₀/I₀ e^(2|q|R)
    let zero = (tables.core.outgoing[1].magnitude / tables.core.regular[1].magnitude)
    let logarithm =
      zero * exp(Double(tables.core.outgoingExponent[1] - tables.core.regularExponent[1]) * log(2.0)) * norm
    return order % 2 == 1 ? ratio.im + logarithm : -ratio.im - logarithm
  }

  /// C^(m): what sources of E_z-type (N) and H_z-type (M) lose to the wall; the unit matrix where the wall is core.
  mutating func channel(_ fibre: FibreSlice, k0: Double, beta: Double) -> (
    matrix: (nn: Double, mm: Double, nm: Double), logarithm: Double
  ) {
    let wall = wall(fibre, k0: Complex(k0), beta: Complex(beta))
    let core = core(fibre, k0: Complex(k0), beta: Complex(beta))
    let size = determinant(wall, core, fibre, k0: Complex(k0), beta: Complex(beta)).magnitude
    let m = Double(order), radius = fibre.coreRadius, n = fibre.core, y = wall.admittance, q = core.q, qf = q * core.f
    let slope = 0.5 * (core.below - core.above), couple = (m * beta / radius) * (core.f / q)
    let off = (qf * y.m12 + couple) / size
    let one = ((k0 * slope - qf * y.m22) / size * n, off * n), two = (off, (k0 * n * n * slope - qf * y.m11) / size)
    let g = wall.flux
    let nm = (one.0.conjugate * (g.g11 * two.0 + g.g12 * two.1) + one.1.conjugate * (g.g12 * two.0 + g.g22 * two.1)).re
    return (
      (g(one.0, one.1), g(two.0, two.1), nm),
      (g.size > 0 ? wall.logarithm : 0) + log(2 * k0 / (.pi * radius * radius)) - 2 * (core.logarithm + core.growth)
    )
  }
}
