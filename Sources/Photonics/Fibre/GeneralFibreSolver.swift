import Foundation
import Quantities

/// The admittance recursion for one azimuthal order with complex permittivities and a complex β: absorbing walls, leaky modes, and the
/// corners of the parameter space that the fast solver leaves to it.
///
/// Slower and without limits of range: the scale of the transmitted flux is carried as a logarithm.
struct GeneralFibreSolver {
  let order: Int
  let tables: FaceTables
  /// Inside a layer.
  private let nodeTable: ComplexCylinderTable

  /// What the way back outward needs, from the core: see ``axis(_:k0:beta:)``.
  private(set) var passages: [Passage] = []
  private var isRecording = false

  /// How (u, v) inside a layer comes from (u, v) outside it, or from the amplitudes of the outgoing fields, and the wall at the layer's
  /// inner face.
  struct Passage {
    let matrix: Matrix
    /// ln of the factor that the matrix lacks.
    let logarithm: Double
    let admittance: Symmetric
    /// The outgoing fields outside the last layer.
    let edge: Fields?
  }

  /// - Parameter tables: shared with the solvers of other orders; of its own without them.
  init(order: Int, tables: FaceTables? = nil) {
    precondition(order >= 0, "the orders ±m have the same wall but for a sign")
    precondition(tables.map { $0.top > order } ?? true, "the tables reach the order's neighbours")
    self.order = order
    self.tables = tables ?? FaceTables(top: order + 1)
    nodeTable = ComplexCylinderTable(top: order + 1)
  }

  struct Symmetric {
    var m11 = Complex.zero, m12 = Complex.zero, m22 = Complex.zero
  }

  /// A Hermitian form on (u, v).
  struct FluxForm {
    var g11 = 0.0, g12 = Complex.zero, g22 = 0.0

    var size: Double { max(abs(g11), max(abs(g22), g12.size)) }

    static func * (a: Double, form: FluxForm) -> FluxForm {
      FluxForm(g11: a * form.g11, g12: a * form.g12, g22: a * form.g22)
    }
    static func + (a: FluxForm, b: FluxForm) -> FluxForm {
      FluxForm(g11: a.g11 + b.g11, g12: a.g12 + b.g12, g22: a.g22 + b.g22)
    }

    /// Its value on a field: a flux, which rounding does not turn back.
    func callAsFunction(_ u: Complex, _ v: Complex) -> Double {
      max(0, g11 * u.squaredMagnitude + g22 * v.squaredMagnitude + 2 * (u.conjugate * g12 * v).re)
    }
  }

  struct Matrix {
    var m11 = Complex.zero, m12 = Complex.zero, m21 = Complex.zero, m22 = Complex.zero

    var determinant: Complex { m11 * m22 - m12 * m21 }
    /// The larger absolute value among the parts of the entries.
    var size: Double { max(max(m11.size, m12.size), max(m21.size, m22.size)) }

    func scaled(by exponent: Int) -> Matrix {
      Matrix(
        m11: m11.scaled(by: exponent), m12: m12.scaled(by: exponent), m21: m21.scaled(by: exponent),
        m22: m22.scaled(by: exponent))
    }
  }

  /// The wall at a radius.
  struct Wall {
    /// (h, e) = Y (u, v).
    var admittance = Symmetric()
    /// r Im Y, times e^(−`logarithm`): real but in the basis of the outgoing fields.
    var flux = FluxForm()
    var logarithm = 0.0
    /// The dispersion function without poles: `dispersion` e^`dispersionLogarithm`.
    var dispersion = Complex.one
    var dispersionLogarithm = 0.0

    /// Takes r Im Y of the admittance itself for the flux form, where it keeps its digits: where the wall takes enough of every field.
    ///
    /// Rounding leaves Y with about 1e-14 of its size; the smaller of the form's eigenvalues has to keep seven digits above that, ten times what
    /// the strip is computed to.
    mutating func takeFluxOfAdmittance(at radius: Double) -> Bool {
      let y = admittance, g11 = y.m11.im, g12 = y.m12.im, g22 = y.m22.im
      guard g11 > 0, g22 > 0 else { return false }
      let noise = 1e-14 * max(y.m11.magnitude / g11, y.m22.magnitude / g22, y.m12.magnitude / (g11 * g22).squareRoot())
      guard noise < 1e-7 * (1 - g12 * g12 / (g11 * g22)) else { return false }
      flux = FluxForm(g11: radius * g11, g12: Complex(radius * g12), g22: radius * g22)
      logarithm = 0
      return true
    }

    /// To the inner face of a layer, where the fields are the columns given, times 2^`exponent` e^`growth`.
    fileprivate mutating func fold(_ fields: Fields, exponent: Int, growth: Double, absorbed: FluxForm) {
      // The entries may be far from one where a layer is thick against its radius.
      let size = fields.uv.size
      let shift = size > 0 && size.isFinite ? -Int(size.exponent) : 0
      let m = fields.uv.scaled(by: shift), n = fields.he.scaled(by: shift)
      let scale = Double(exponent - shift) * log(2.0) + growth
      let determinant = m.determinant
      let inverse = 1 / determinant
      admittance = Symmetric(
        m11: (n.m11 * m.m22 - n.m12 * m.m21) * inverse, m12: (n.m12 * m.m11 - n.m11 * m.m12) * inverse,
        m22: (n.m22 * m.m11 - n.m21 * m.m12) * inverse)
      let d = determinant.magnitude
      dispersion *= determinant / d
      dispersionLogarithm += log(d) + 2 * scale
      // M⁻ᴴ Γ M⁻¹ with the columns (m22, −m21) and (−m12, m11) of adj M.
      let one = (m.m22, -m.m21), two = (-m.m12, m.m11)
      var folded = FluxForm()
      folded.g11 = flux(one.0, one.1)
      folded.g22 = flux(two.0, two.1)
      let cross =
        one.0.conjugate * (flux.g11 * two.0 + flux.g12 * two.1)
        + one.1.conjugate * (flux.g12.conjugate * two.0 + flux.g22 * two.1)
      folded.g12 = Complex(cross.re)
      logarithm -= 2 * (log(d) + scale)
      // Γ and the absorption of the layer, on one scale.
      let foldedSize = folded.size, absorbedSize = absorbed.size
      let foldedLogarithm = foldedSize > 0 ? log(foldedSize) + logarithm : -Double.infinity
      let absorbedLogarithm = absorbedSize > 0 ? log(absorbedSize) : -Double.infinity
      let top = max(foldedLogarithm, absorbedLogarithm)
      guard top > -.infinity else {
        flux = FluxForm()
        logarithm = 0
        return
      }
      flux = exp(logarithm - top) * folded
      if foldedSize > 0, !(exp(logarithm - top)).isFinite || flux.size == 0 {
        // One factor left the range though the product does not.
        flux = exp(foldedLogarithm - top) * ((1 / foldedSize) * folded)
      }
      if absorbedSize > 0 { flux = flux + exp(-top) * absorbed }
      logarithm = top
    }
  }

  // MARK: Layers

  /// The coefficients of ``LayerTransfer`` for complex ε and β, times 2^(−`exponent`) e^(−`growth`).
  fileprivate struct Transfer {
    var c11, c22, a12, a21, b1, b2, t11, t12, t22, d12, d21: Complex
    var exponent: Int
    var growth: Double
  }

  fileprivate struct Layer {
    let permittivity: Complex
    let transverse: Complex
    let k0: Complex
    let beta: Complex
  }

  /// q of the upper right quadrant for q² or, where that lies in the lower half plane, for its conjugate.
  static func quadrantRoot(_ transverse: Complex) -> (q: Complex, isConjugate: Bool) {
    let isConjugate = transverse.im < 0
    return ((isConjugate ? transverse.conjugate : transverse).squareRoot, isConjugate)
  }

  /// From the tables at r₁ (outer) and r₂ (inner).
  private func transfer(
    _ layer: Layer, from r1: Double, to r2: Double, outer: ComplexCylinderTable, inner: ComplexCylinderTable
  )
    -> Transfer
  {
    let (q, isConjugate) = Self.quadrantRoot(layer.transverse)
    let growth = q.im * (r1 - r2), decay = exp(-2 * growth)
    let m = order
    // The scale common to the three orders.
    var exponent = Int.min
    for k in (m - 1)...(m + 1) {
      exponent = max(
        exponent, inner.regularExponent[k + 1] + outer.outgoingExponent[k + 1],
        inner.outgoingExponent[k + 1] + outer.regularExponent[k + 1])
    }
    /// J_a(z₂)H_b(z₁) − H_a(z₂)J_b(z₁), scaled.
    func cross(_ a: Int, _ b: Int) -> Complex {
      let rise = (inner.regular[a + 1] * outer.outgoing[b + 1]).scaled(
        by: inner.regularExponent[a + 1] + outer.outgoingExponent[b + 1] - exponent)
      let fall = (inner.outgoing[a + 1] * outer.regular[b + 1]).scaled(
        by: inner.outgoingExponent[a + 1] + outer.regularExponent[b + 1] - exponent)
      return decay * rise - fall
    }
    // The solution that vanishes at r₁ with slope 1 is iπr₁/2 times the cross product.
    let scale = Complex(0, .pi / 2 * r1)
    func value(_ a: Int, _ b: Int) -> Complex {
      let product = scale * cross(a, b)
      return isConjugate ? product.conjugate : product
    }
    let c = value(m, m), below = value(m - 1, m - 1), above = value(m + 1, m + 1)
    let halfQ = (isConjugate ? q.conjugate : q) * 0.5
    let c11 = -(halfQ * (value(m, m - 1) - value(m, m + 1)))
    let c22 = halfQ * (value(m - 1, m) - value(m + 1, m))
    let epsilon = layer.permittivity, k0 = layer.k0, beta = layer.beta, order = Double(m)
    let mixing = order * (c * beta) / k0
    let a21 = mixing / r1, d12 = -mixing / r2, b2 = c * layer.transverse / k0
    let sum = -0.5 * (k0 * (below + above))
    let centrifugal = (order * order / (r1 * r2)) * (c / k0)
    return Transfer(
      c11: c11, c22: c22, a12: a21 / epsilon, a21: a21, b1: b2 / epsilon, b2: b2, t11: epsilon * sum + centrifugal,
      t12: 0.5 * (beta * (below - above)), t22: sum + centrifugal / epsilon, d12: d12, d21: d12 / epsilon,
      exponent: exponent, growth: growth)
  }

  /// The fields at a layer's face: (u, v) and (h, e), each by two columns.
  struct Fields {
    var uv: Matrix
    var he: Matrix

    fileprivate func passed(_ t: Transfer) -> Fields {
      Fields(
        uv: Matrix(
          m11: t.c11 * uv.m11 + t.a12 * uv.m21 + t.b1 * he.m11, m12: t.c11 * uv.m12 + t.a12 * uv.m22 + t.b1 * he.m12,
          m21: t.a21 * uv.m11 + t.c11 * uv.m21 + t.b2 * he.m21, m22: t.a21 * uv.m12 + t.c11 * uv.m22 + t.b2 * he.m22),
        he: Matrix(
          m11: t.t11 * uv.m11 + t.t12 * uv.m21 + t.c22 * he.m11 + t.d12 * he.m21,
          m12: t.t11 * uv.m12 + t.t12 * uv.m22 + t.c22 * he.m12 + t.d12 * he.m22,
          m21: t.t12 * uv.m11 + t.t22 * uv.m21 + t.d21 * he.m11 + t.c22 * he.m21,
          m22: t.t12 * uv.m12 + t.t22 * uv.m22 + t.d21 * he.m12 + t.c22 * he.m22))
    }
  }

  // MARK: The recursion

  /// The wall at the core's radius.
  ///
  /// The outgoing wave has Re q ≥ 0 where it radiates, Im q ≥ 0 where it is bound: for β with a small positive imaginary part below
  /// n_out k₀ that is the leaky sheet, which joins the physical one on the real axis.
  mutating func wall(_ fibre: FibreSlice, k0: Complex, beta: Complex) -> Wall {
    tables.fill(fibre, k0: k0, beta: beta)
    let absorbs = k0.im == 0 && beta.im == 0 && tables.slice.layers.contains { $0.im > 0 }
    var wall = wall(k0: k0, beta: beta, withAbsorption: false)
    guard absorbs else { return wall }
    if wall.takeFluxOfAdmittance(at: fibre.coreRadius) { return wall }
    return self.wall(k0: k0, beta: beta, withAbsorption: true)
  }

  /// From the tables as they are.
  ///
  /// - Parameter withAbsorption: the flux form counts what the layers absorb, which takes by far the longest.
  mutating func wall(k0: Complex, beta: Complex, withAbsorption: Bool) -> Wall {
    let slice = tables.slice
    passages.removeAll(keepingCapacity: true)
    var wall = Wall()
    var fields = Fields(uv: Matrix(), he: Matrix())
    let last = slice.layers.count - 1
    for index in stride(from: last, through: 0, by: -1) {
      let r1 = slice.radii[index + 1], r2 = slice.radii[index], epsilon = slice.layers[index]
      let layer = Layer(
        permittivity: epsilon, transverse: Self.transverse(epsilon, k0: k0, beta: beta), k0: k0, beta: beta)
      if index == last {
        (fields, wall) = outgoing(slice.surround, r1, k0: k0, beta: beta)
      } else {
        fields = Fields(
          uv: Matrix(m11: .one, m22: .one),
          he: Matrix(
            m11: wall.admittance.m11, m12: wall.admittance.m12, m21: wall.admittance.m12, m22: wall.admittance.m22))
      }
      let (outer, inner) = tables.layers[index]
      let transfer = transfer(layer, from: r1, to: r2, outer: outer, inner: inner)
      let passed = fields.passed(transfer)
      var absorbed = FluxForm()
      if withAbsorption, epsilon.im > 0 {
        absorbed = absorption(
          layer, from: r1, to: r2, outer: outer, fields: fields, inner: passed, transfer: transfer)
      }
      wall.fold(passed, exponent: transfer.exponent, growth: transfer.growth, absorbed: absorbed)
      if isRecording {
        passages.append(
          Passage(
            matrix: passed.uv, logarithm: Double(transfer.exponent) * log(2.0) + transfer.growth,
            admittance: wall.admittance, edge: index == last ? fields : nil))
      }
    }
    passages.reverse()
    return wall
  }

  /// As ``wall(_:k0:beta:)``, keeping the ``passages``.
  mutating func recordedWall(_ fibre: FibreSlice, k0: Complex, beta: Complex) -> Wall {
    isRecording = true
    defer { isRecording = false }
    return wall(fibre, k0: k0, beta: beta)
  }

  static func transverse(_ epsilon: Complex, k0: Complex, beta: Complex) -> Complex {
    if epsilon.im == 0, epsilon.re > 0 {
      if k0.im == 0, beta.im == 0 { return Complex(RealFibreSolver.transverse(epsilon.re, k0: k0.re, beta: beta.re)) }
      let k = epsilon.re.squareRoot() * k0
      return (k - beta) * (k + beta)
    }
    return epsilon * (k0 * k0) - beta * beta
  }

  /// The outgoing fields at r, the columns of ``OutgoingBasis`` times H_m so that none has a pole, and their flux form.
  ///
  /// For q² in the lower half plane: where Re q² > 0 the leaky wave, which grows outward; where Re q² < 0 the bound one, which decays.
  private func outgoing(_ epsilon: Complex, _ r: Double, k0: Complex, beta: Complex) -> (Fields, Wall) {
    let transverse = Self.transverse(epsilon, k0: k0, beta: beta), table = tables.surround
    let isConjugate = transverse.im < 0, isBound = transverse.re < 0
    let m = Double(order)
    let decay = exp(-2 * table.argument.im)
    func hankel(_ k: Int) -> Complex {
      let base = table.outgoingExponent[order + 1]
      let h = table.outgoing[k + 1].scaled(by: table.outgoingExponent[k + 1] - base)
      guard isConjugate else { return h }
      // H⁽¹⁾(−z*) = (−1)^(k+1) H⁽¹⁾(z)*
      if isBound { return k % 2 == 0 ? -h.conjugate : h.conjugate }
      // H⁽¹⁾(z*) = H⁽²⁾(z)* with H⁽²⁾ = 2J − H⁽¹⁾
      let j = table.regular[k + 1].scaled(by: table.regularExponent[k + 1] - base)
      return (2 * j - decay * h).conjugate
    }
    let argument = table.argument / r
    let q = isConjugate ? (isBound ? -argument.conjugate : argument.conjugate) : argument
    let own = hankel(order), size = own.size
    // μ = H_{m−1}/(q H_m), λ = q²μ − m/r.
    let h = own / size, mu = hankel(order - 1) / size / q, squared = q * q
    let lambda = squared * mu - (m / r) * h
    let b = beta / k0
    let fields =
      order == 0
      ? Fields(
        uv: Matrix(m11: squared * h, m22: squared * h), he: Matrix(m11: k0 * epsilon * lambda, m22: k0 * lambda))
      : Fields(
        uv: Matrix(m11: h, m21: -(b * h), m22: squared * h),
        he: Matrix(
          m11: k0 * epsilon * mu - (m / r) * (h / k0), m12: -(m / r) * (beta * h), m21: -(beta * mu), m22: k0 * lambda))
    var wall = Wall()
    let exponent = Double(table.outgoingExponent[order + 1]) * log(2.0)
    let growth = isConjugate && !isBound ? table.argument.im : -table.argument.im
    // H_m ∝ q^−m near the surround's light line: without the power the function stays finite there and its phase at rest.
    let unit = q / q.magnitude
    for _ in 0..<2 * order { wall.dispersion *= unit }
    wall.dispersionLogarithm = 2 * (log(size) + exponent + growth + m * log(q.magnitude * r))
    guard k0.im == 0, beta.im == 0 else { return (fields, wall) }
    if epsilon.im == 0 {
      guard transverse.re > 0 else { return (fields, wall) }
      // r Im μ = 2/(πq²|H_m|²) exactly.
      let q2 = squared.re, e = epsilon.re, k = k0.re, be = beta.re
      let flux = 2 / (.pi * q2 * size * size)
      wall.flux =
        order == 0
        ? FluxForm(g11: flux * q2 * q2 * k * e, g22: flux * q2 * q2 * k)
        : FluxForm(g11: flux * (k * e + be * be / k), g12: Complex(-flux * be * q2), g22: flux * k * q2 * q2)
      wall.logarithm = -2 * exponent
    } else {
      // (r/2i)(Uᴴ W − Wᴴ U)
      func entry(_ u: Complex, _ v: Complex, _ h: Complex, _ e: Complex) -> Complex {
        u.conjugate * h + v.conjugate * e
      }
      let uv = fields.uv, he = fields.he
      let a = entry(uv.m11, uv.m21, he.m11, he.m21), d = entry(uv.m12, uv.m22, he.m12, he.m22)
      let cross = entry(uv.m11, uv.m21, he.m12, he.m22) - entry(uv.m12, uv.m22, he.m11, he.m21).conjugate
      wall.flux = FluxForm(g11: r * a.im, g12: Complex(cross.im, -cross.re) * (r / 2), g22: r * d.im)
      wall.logarithm = 0
    }
    return (fields, wall)
  }

  // MARK: Absorption

  /// ∫ r k₀ Im ε |E|² dr over a layer as a form on (u, v) at its inner face, by Gauss's rule on panels short against the field's changes.
  private func absorption(
    _ layer: Layer, from r1: Double, to r2: Double, outer: ComplexCylinderTable, fields: Fields, inner: Fields,
    transfer: Transfer
  ) -> FluxForm {
    let (q, _) = Self.quadrantRoot(layer.transverse)
    let m = Double(order), epsilon = layer.permittivity, k0 = layer.k0.re, beta = layer.beta.re
    // In ln r the powers r^±m change evenly.
    let extent = q.magnitude * (r1 - r2) + m * log(r1 / r2)
    let panels = max(1, Int((extent / 2).rounded(.up)))
    let determinant = inner.uv.determinant
    let ratio = pow(r1 / r2, 1 / Double(panels))
    var sum = FluxForm()
    var low = r2
    for panel in 0..<panels {
      let high = panel == panels - 1 ? r1 : low * ratio
      for k in Self.rule.nodes.indices {
        let r = (low + high) / 2 + (high - low) / 2 * Self.rule.nodes[k]
        nodeTable.fill(q * r)
        let t = self.transfer(layer, from: r1, to: r, outer: outer, inner: nodeTable)
        let here = fields.passed(t)
        let scale = exp(t.growth - transfer.growth + Double(t.exponent - transfer.exponent) * log(2.0))
        // The fields here for (u, v) = (1, 0) and (0, 1) at the inner face: their columns times M⁻¹.
        let p = inner.uv
        func column(_ a: Complex, _ b: Complex) -> (Complex, Complex) {
          ((a * p.m22 - b * p.m21) / determinant * scale, (b * p.m11 - a * p.m12) / determinant * scale)
        }
        let u = column(here.uv.m11, here.uv.m12), v = column(here.uv.m21, here.uv.m22)
        let h = column(here.he.m11, here.he.m12), e = column(here.he.m21, here.he.m22)
        // |E_r| = |βh − mv/r|/(k₀|ε|)
        let radial = (
          (beta * h.0 - (m / r) * v.0) / (k0 * epsilon), (beta * h.1 - (m / r) * v.1) / (k0 * epsilon)
        )
        let weight = Self.rule.weights[k] * (high - low) / 2 * r * k0 * epsilon.im
        sum.g11 += weight * (u.0.squaredMagnitude + e.0.squaredMagnitude + radial.0.squaredMagnitude)
        sum.g22 += weight * (u.1.squaredMagnitude + e.1.squaredMagnitude + radial.1.squaredMagnitude)
        let cross = u.0.conjugate * u.1 + e.0.conjugate * e.1 + radial.0.conjugate * radial.1
        sum.g12 += Complex(weight * cross.re)
      }
      low = high
    }
    return sum
  }

  private static let rule = GaussLegendre(count: 12)
}
