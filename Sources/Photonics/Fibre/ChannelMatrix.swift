import Foundation

/// C^(m) of a fibre's core: what sources of E_z-type (N) and H_z-type (M) of the order m lose to the wall.
///
/// Real, symmetric, positive; the unit matrix where the wall is core, for propagating core waves. Near the core's light line its entries are
/// large and cancel in emission factors, which ``FibreSolver`` computes without them.
public struct ChannelMatrix: Sendable, Hashable {
  public let nn, mm, nm: Double

  /// Wave numbers in µm⁻¹.
  public init(order m: Int, fibre: FibreSlice, k0: Double, beta: Double) {
    var solver = GeneralFibreSolver(order: abs(m))
    let (matrix, logarithm) = solver.channel(fibre, k0: k0, beta: beta)
    let factor = exp(logarithm)
    nn = matrix.nn * factor
    mm = matrix.mm * factor
    nm = (m < 0 ? -1 : 1) * matrix.nm * factor
  }
}

/// The wall's admittance at the core's radius for one azimuthal order: (h, e) = Y (u, v), with u = E_z, H_z = iv, H_φ = ih, e = E_φ.
public struct WallAdmittance: Sendable, Hashable {
  public let y11, y12, y22: Complex

  /// Wave numbers in µm⁻¹.
  public init(order m: Int, fibre: FibreSlice, k0: Double, beta: Double) {
    var solver = GeneralFibreSolver(order: abs(m))
    let wall = solver.wall(fibre, k0: Complex(k0), beta: Complex(beta))
    // Its imaginary part is the flux form's: no digit of a small one is lost.
    let scale = exp(wall.logarithm) / fibre.coreRadius
    func entry(_ y: Complex, _ flux: Double) -> Complex { Complex(y.re, flux * scale) }
    y11 = entry(wall.admittance.m11, wall.flux.g11)
    y12 = (m < 0 ? -1 : 1) * entry(wall.admittance.m12, wall.flux.g12.re)
    y22 = entry(wall.admittance.m22, wall.flux.g22)
  }
}
