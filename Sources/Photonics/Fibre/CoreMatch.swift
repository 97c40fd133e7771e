import Foundation

/// The core's emission at its wall, for four azimuthal orders: what each kind of source in the core loses to the wall.
///
/// A source of order m with the amplitudes t = (N, M) leaves the fields (u, v) = D⁻¹t on the wall and gives Φ(t) = ½πk₀ (D⁻¹t)ᴴ Γ (D⁻¹t)
/// to it; Φ of a unit source is 1 where the wall is core. Three sources make up the emission factor of Cartesian dipoles:
///
/// - t₊ = (b, 1), of the angular order m + 1, and t₋ = (b, −1), of m − 1, with b = β/k;
/// - t₀ = (|q|/k, 0), of m itself, along the axis.
///
/// D is singular on the core's light line, D⁻¹t is not after the parts that cancel have been taken together, as here. Small J_m make D small
/// without end for high orders: everything is divided by the square of the modulus c_m, √(J_m² + Y_m²) or e^x K_m, 1 for m = 0.
struct CoreMatch {
  /// Φ(t₊), Φ(t₋), Φ(t₀) over c_m². For β > k relative to I_n² without its growth: times e^(−2|q|R) they are the definition's.
  let raising, lowering, axial: Lanes
  /// The real parts of the responses σ whose imaginary parts are Φ: analytic functions of k₀ and β, with the wall's modes as their poles.
  let raisingResponse, loweringResponse, axialResponse: Lanes
  /// det D with its sign, without positive factors.
  let determinantR, determinantI: Lanes

  @inline(__always)
  init(
    _ wall: WallState, core epsilon: Double, transverse: Double, radius: Double, k0: Double, beta: Double,
    orders m: Lanes,
    index: Int, table: CylinderTable
  ) {
    let isPropagating = transverse > 0
    let sign = isPropagating ? 1.0 : -1.0
    let bare = table.regular.lanes(index), singular = table.singular.lanes(index)
    let modulus = (isPropagating ? (bare * bare + singular * singular).squareRoot() : singular)
      .replacing(with: 1, where: m .== 0)
    let f = modulus * bare
    let below = modulus * table.regular.lanes(index - 1), above = modulus * table.regular.lanes(index + 1)
    let q = abs(transverse).squareRoot(), b = beta / k0
    let inverse = 1 / radius
    let y11r = wall.x11, y12r = wall.x12, y22r = wall.x22
    let y11i = wall.g11 * inverse, y12i = wall.g12 * inverse, y22i = wall.g22 * inverse
    let slope = 0.5 * (below - sign * above), qf = q * f, sqf = sign * qf
    let couple = m * (beta / (q * radius)) * f
    let curl = m * (1 / (k0 * radius))

    // D⁻¹t times det D.
    let rise1r = beta * below + sqf * (y12r - b * y22r), rise1i = sqf * (y12i - b * y22i)
    let rise2r = (k0 * epsilon) * below + sqf * (b * y12r - y11r - curl), rise2i = sqf * (b * y12i - y11i)
    let fall1r = beta * above + qf * (y12r + b * y22r), fall1i = qf * (y12i + b * y22i)
    let fall2r = -((k0 * epsilon) * above + qf * (b * y12r + y11r - curl)), fall2i = -(qf * (b * y12i + y11i))
    let axis1r = k0 * slope - sqf * y22r, axis1i = -(sqf * y22i)
    let axis2r = sqf * y12r + couple, axis2i = sqf * y12i

    let yy_r = (y11r * y22r - y11i * y22i) - (y12r * y12r - y12i * y12i)
    let yy_i = (y11r * y22i + y11i * y22r) - 2 * (y12r * y12i)
    let bracketR = (k0 * slope) * (epsilon * y22r + y11r) + 2 * (y12r * couple)
    let bracketI = (k0 * slope) * (epsilon * y22i + y11i) + 2 * (y12i * couple)
    let mf = m * f * inverse
    let detR = sign * (mf * mf - (k0 * k0 * epsilon) * (below * above)) - sqf * bracketR + qf * qf * yy_r
    let detI = qf * qf * yy_i - sqf * bracketI
    determinantR = detR
    determinantI = detI

    let scale = (2 * k0 / (Double.pi * radius * radius)) / (detR * detR + detI * detI)
    @inline(__always)
    func flux(_ ar: Lanes, _ ai: Lanes, _ br: Lanes, _ bi: Lanes) -> Lanes {
      let flux = wall.g11 * (ar * ar + ai * ai) + wall.g22 * (br * br + bi * bi) + 2 * (wall.g12 * (ar * br + ai * bi))
      // Rounding does not turn a flux back.
      return flux.replacing(with: 0, where: flux .< 0)
    }
    raising = scale * flux(rise1r, rise1i, rise2r, rise2i)
    lowering = scale * flux(fall1r, fall1i, fall2r, fall2i)
    let own = q / k0
    axial = (own * own) * (scale * flux(axis1r, axis1i, axis2r, axis2i))

    // σ = tᵀD⁻¹D_Z t, D_Z with the singular functions Z for the regular ones: what a source's own field makes of the wall. Divided by c_m².
    let perModulus = 1 / modulus, slant = b / epsilon
    let z = singular * perModulus
    let zBelow = (sign * perModulus) * table.singular.lanes(index - 1),
      zAbove = perModulus * table.singular.lanes(index + 1)
    let sqz = sign * q * z, near = (sign * q / (epsilon * k0 * k0 * radius)) * m * z
    let factor = (isPropagating ? 1 : 2 / Double.pi) / (detR * detR + detI * detI)
    @inline(__always)
    func response(
      _ ar: Lanes, _ ai: Lanes, _ br: Lanes, _ bi: Lanes, _ cr: Lanes, _ ci: Lanes, _ dr: Lanes, _ di: Lanes
    ) -> Lanes {
      factor * ((ar * cr - ai * ci + br * dr - bi * di) * detR + (ar * ci + ai * cr + br * di + bi * dr) * detI)
    }
    // At small arguments Z is the logarithm times the regular function and more: a real multiple of the identity, left out. Above the light
    // line K₀/I₀ has the same singularity and falls off as σ does.
    let logarithm = 2 / Double.pi * (isPropagating ? log(q / k0) : table.singular[1] / table.regular[1])
    let alternating = isPropagating ? Lanes(repeating: 1) : Lanes(1, -1, 1, -1)
    let smooth = (logarithm * perModulus * perModulus) * alternating
    let across = b * slant + 1
    raisingResponse =
      response(
        rise1r, rise1i, rise2r, rise2i,
        -(beta * zAbove + sqz * (y12r + slant * y11r)), -(sqz * (y12i + slant * y11i)),
        k0 * (near - zAbove) - sqz * (y22r + slant * y12r), -(sqz * (y22i + slant * y12i))) - across * smooth
    loweringResponse =
      -sign
      * response(
        fall1r, fall1i, fall2r, fall2i,
        beta * zBelow + sqz * (y12r - slant * y11r), sqz * (y12i - slant * y11i),
        k0 * (near - zBelow) + sqz * (y22r - slant * y12r), sqz * (y22i - slant * y12i)) - across * smooth
    let coupleZ = (m * (beta / (q * radius))) * z, perEpsilon = 1 / epsilon
    axialResponse =
      (own * own)
      * (response(
        axis1r, axis1i, axis2r, axis2i,
        0.5 * k0 * (zBelow - zAbove) - sqz * (y11r * perEpsilon), -(sqz * (y11i * perEpsilon)),
        -perEpsilon * (coupleZ + sqz * y12r), -perEpsilon * (sqz * y12i)) - perEpsilon * smooth)
  }
}
