import Foundation

/// The density of electromagnetic states in a fibre's core, for all azimuthal orders at one (k₀, β).
///
/// One solver serves one thread: it owns scratch memory, so that ``solve(_:k0:beta:)`` allocates nothing for transparent fibres.
/// Wave numbers in µm⁻¹.
public final class FibreSolver {
  /// The azimuthal orders 0 … this are computed; ``emission(_:)`` reaches one less.
  public let maximumOrder: Int
  private let fast: RealFibreSolver
  private var general: [GeneralFibreSolver] = []
  private var generalResults: [GeneralFibreSolver.OrderEmission] = []
  // Read for every order; one thread's own.
  @exclusivity(unchecked) private(set) var isFast = true
  /// 2|q|R above the core's light line, else 0.
  @exclusivity(unchecked) public private(set) var decay = 0.0
  /// |q|R.
  @exclusivity(unchecked) private var coreArgument = 0.0
  private var coreDecays: Bool { decay > 0 }

  public init(maximumOrder: Int) {
    precondition(maximumOrder >= 1, "emission on the axis needs the orders 0 and 1")
    self.maximumOrder = maximumOrder
    fast = RealFibreSolver(maximumOrder: maximumOrder)
  }

  /// Solves the fibre at one photon energy and axial wave number; the other functions then give the results.
  public func solve(_ fibre: FibreSlice, k0: Double, beta: Double) {
    solve(fibre, k0: k0, beta: beta, isGeneral: false)
  }

  /// - Parameter isGeneral: leaves the fast solver out, where values are to be compared with some that it cannot give.
  func solve(_ fibre: FibreSlice, k0: Double, beta: Double, isGeneral: Bool) {
    precondition(k0 > 0, "a photon has an energy")
    let transverse = RealFibreSolver.transverse(fibre.core * fibre.core, k0: k0, beta: beta)
    coreArgument = abs(transverse).squareRoot() * fibre.coreRadius
    isFast = !isGeneral && fibre.isTransparent && fast.solve(fibre, k0: k0, beta: beta)
    guard !isFast else {
      decay = fast.decay
      return
    }
    if general.isEmpty {
      let tables = FaceTables(top: maximumOrder + 1)
      general = (0...maximumOrder).map { GeneralFibreSolver(order: $0, tables: tables) }
      generalResults = Array(repeating: .init(), count: maximumOrder + 1)
    }
    for m in 0...maximumOrder { generalResults[m] = general[m].emission(fibre, k0: k0, beta: beta) }
    decay = transverse < 0 ? 2 * coreArgument : 0
  }

  // MARK: Results

  /// s_n, the emission factor of the angular order n of Cartesian dipoles: 1 in a homogeneous medium, 0 in a perfect gap.
  ///
  /// Above the core's light line it weights I_n(|q|ρ) I_n(|q|ρ′).
  public func emission(_ n: Int) -> Double {
    normalisedEmission(n) * exp(logarithmOfNormalisation(abs(n)))
  }

  /// s_n/c_n², times e^(2|q|R) above the core's light line: with c_n F_n for F_n it stays in range for any order and argument.
  func normalisedEmission(_ n: Int) -> Double {
    let n = abs(n)
    precondition(n < maximumOrder, "the solver has too few orders")
    // C^(−1) is C^(1) with C_NM reversed: the source of order −1 that raises is that of order 1 that lowers.
    let lowered = flux(n + 1, .lowering)
    let raised = n == 0 ? lowered : flux(n - 1, .raising)
    return 0.25 * (raised + lowered) + 0.5 * flux(n, .axial)
  }

  /// On the axis, relative to free space at the same (k₀, β): dipoles along the fibre and across it.
  public struct AxisFactors: Sendable, Hashable {
    public let along: Double
    public let across: Double
    /// Summed over the three directions: s₀.
    public let trace: Double
  }

  /// - Parameter axialIndex: b = β/k of the core.
  public func axisFactors(axialIndex b: Double) -> AxisFactors {
    let own = abs(1 - b * b), growth = exp(-decay)
    return AxisFactors(
      along: own > 0 ? growth * flux(0, .axial) / own : 0, across: growth * flux(1, .lowering) / (1 + b * b),
      trace: emission(0))
  }

  /// s averaged over the core's area, as far as the solver's orders go: Σ_n s_n of (J_n² − J_{n−1}J_{n+1})(qR).
  public var coreAverage: Double {
    let table = CylinderTable(top: maximumOrder + 1)
    defer { table.deallocate() }
    let argument = max(CylinderTable.least, coreArgument), sign = decay > 0 ? -1.0 : 1.0
    _ = sign > 0 ? table.fillPropagating(argument) : table.fillEvanescent(argument)
    let f = table.regular + 1
    return (0..<maximumOrder).reduce(0) { sum, n in
      // The scaled I carry e^(−2|q|R), which the scaled s takes back.
      let area = sign * (f[n] * f[n] - f[n - 1] * f[n + 1])
      return sum + (n == 0 ? 1 : 2) * area * normalisedEmission(n) * exp(logarithmOfSquaredModulus(n))
    }
  }

  /// The sources of an order that make up the factors of Cartesian dipoles: see ``CoreMatch``.
  private enum Source {
    case raising, lowering, axial
  }

  /// Φ of a source over c_n² of the angular order n that it belongs to.
  @inline(__always)
  private func flux(_ m: Int, _ source: Source) -> Double {
    let value: Double
    if isFast {
      let match = fast.matches + (m >> 2)
      value =
        switch source {
        case .raising: match.pointee.raising[m & 3]
        case .lowering: match.pointee.lowering[m & 3]
        case .axial: match.pointee.axial[m & 3]
        }
    } else {
      let result = generalResults[m]
      let scaled =
        switch source {
        case .raising: result.raising
        case .lowering: result.lowering
        case .axial: result.axial
        }
      value = scaled * exp(result.logarithm)
    }
    return value * relativeModulus(m, source)
  }

  /// c_m²/c_n².
  @inline(__always)
  private func relativeModulus(_ m: Int, _ source: Source) -> Double {
    if source == .axial { return 1 }
    if isFast {
      return fast.squaredModulus(m) / fast.squaredModulus(source == .raising ? m + 1 : abs(m - 1))
    }
    let moduli = generalResults[m].moduli
    return exp(moduli.own - (source == .raising ? moduli.above : moduli.below))
  }

  /// ln of what ``normalisedEmission(_:)`` lacks of s_n.
  func logarithmOfNormalisation(_ n: Int) -> Double { logarithmOfSquaredModulus(n) - decay }

  private func logarithmOfSquaredModulus(_ n: Int) -> Double {
    isFast ? log(fast.squaredModulus(n)) : generalResults[n].moduli.own
  }

  // MARK: Resonances

  /// What an order of the wall adds to s_{m+1}, s_{m−1} and s_m, as complex responses with these as their imaginary parts; normalised as
  /// ``normalisedEmission(_:)``. For m = 1 `lowering` includes the order −1.
  struct Responses {
    var raising = Complex.zero, lowering = Complex.zero, axial = Complex.zero
  }

  func responses(_ m: Int) -> Responses {
    let raising = 0.25 * relativeModulus(m, .raising)
    let lowering = m == 0 ? 0 : (m == 1 ? 0.5 : 0.25) * relativeModulus(m, .lowering)
    guard isFast else {
      let result = generalResults[m], scale = exp(result.logarithm)
      return Responses(
        raising: raising * Complex(result.raisingResponse, result.raising * scale),
        lowering: lowering * Complex(result.loweringResponse, result.lowering * scale),
        axial: 0.5 * Complex(result.axialResponse, result.axial * scale))
    }
    let match = fast.matches + (m >> 2), lane = m & 3
    return Responses(
      raising: raising * Complex(match.pointee.raisingResponse[lane], match.pointee.raising[lane]),
      lowering: lowering * Complex(match.pointee.loweringResponse[lane], match.pointee.lowering[lane]),
      axial: 0.5 * Complex(match.pointee.axialResponse[lane], match.pointee.axial[lane]))
  }

  /// What makes the responses of an angular order analytic in k₀ and β on the core's light line too, as a factor to them.
  ///
  /// c_n² has a logarithm of q² there, and e^(2|q|R) its root: instead of s_n/c_n² times the latter these are x²s₁ below the light line,
  /// x = qR, and I_n(x)² s_n above it, times what makes both the same on it. From n = 2 on the logarithm of c_n² comes with x⁴ at least and stays.
  func smoothing(_ n: Int) -> Double {
    let order = Double(n)
    if coreDecays {
      let factor = n == 0 ? 1 : n == 1 ? 4 : (.pi * order) * (.pi * order)
      guard !isFast else {
        let regular = fast.regular(n), product = n == 0 ? regular : regular * fast.squaredModulus(n).squareRoot()
        return factor * product * product
      }
      return factor * exp(generalResults[n].moduli.own + 2 * generalResults[n].regular - decay)
    }
    guard n == 1 else { return 1 }
    return isFast
      ? coreArgument * coreArgument * fast.squaredModulus(1) : exp(2 * log(least) + generalResults[1].moduli.own)
  }

  /// |q|R as the general solver's tables take it.
  private var least: Double { max(coreArgument, 1e-14) }

  /// The dispersion function of an order, zero at modes and analytic in k₀ and β on the core's light line, as a mantissa and the logarithm of a
  /// positive factor.
  ///
  /// The two solvers' differ by a factor without zeros: values to be compared need the same ``isFast``.
  func dispersion(_ m: Int) -> (mantissa: Complex, logarithm: Double) {
    let order = Double(m)
    guard isFast else {
      // det D over (x/2)^{2m}/(m!)².
      let result = generalResults[m], power = 2 * order * log(least / 2) - 2 * lgamma(order + 1)
      let factor =
        if m == 0 {
          -2 * log(least) - (coreDecays ? 2 * result.regular : 0)
        } else if m == 1 {
          coreDecays ? power - 2 * result.regular : 0
        } else {
          coreDecays ? power - 2 * result.regular - 2 * log(.pi * order) : power + result.moduli.own
        }
      return (result.dispersion, result.dispersionLogarithm + factor)
    }
    // det D times c_m²: without its logarithm for m = 1, and above the light line what continues it. That of m = 0 is a multiple of q².
    let group = m >> 2, lane = m & 3
    let factor = (m == 0 ? 1 / (least * least) : 1) / (coreDecays || m == 1 ? smoothing(m) : 1)
    return (
      factor * Complex(fast.dispersionR[group][lane], fast.dispersionI[group][lane]),
      fast.dispersionExponent[group][lane] * log(2.0) + fast.growth - decay
    )
  }
}
