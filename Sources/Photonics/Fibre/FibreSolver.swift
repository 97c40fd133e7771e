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
  private var isFast = true
  /// 2|q|R above the core's light line, else 0.
  public private(set) var decay = 0.0
  /// |q|R.
  private var coreArgument = 0.0

  public init(maximumOrder: Int) {
    precondition(maximumOrder >= 1, "emission on the axis needs the orders 0 and 1")
    self.maximumOrder = maximumOrder
    fast = RealFibreSolver(maximumOrder: maximumOrder)
  }

  /// Solves the fibre at one photon energy and axial wave number; the other functions then give the results.
  public func solve(_ fibre: FibreSlice, k0: Double, beta: Double) {
    precondition(k0 > 0, "a photon has an energy")
    let transverse = RealFibreSolver.transverse(fibre.core * fibre.core, k0: k0, beta: beta)
    coreArgument = abs(transverse).squareRoot() * fibre.coreRadius
    isFast = fibre.isTransparent && fast.solve(fibre, k0: k0, beta: beta)
    guard !isFast else {
      decay = fast.decay
      return
    }
    if general.isEmpty {
      general = (0...maximumOrder).map { GeneralFibreSolver(order: $0) }
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
    normalisedEmission(n) * exp(logarithmOfSquaredModulus(abs(n)) - decay)
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

  private func logarithmOfSquaredModulus(_ n: Int) -> Double {
    isFast ? log(fast.squaredModulus(n)) : generalResults[n].moduli.own
  }

  // MARK: Resonances

  /// The three sources of an order.
  struct Sources: Hashable {
    var raising = 0.0, lowering = 0.0, axial = 0.0

    /// What an order m contributes to s_n with its sources.
    func emission(_ n: Int, order m: Int) -> Double {
      var sum = 0.0
      if n == m { sum += 0.5 * axial }
      if n == m + 1 { sum += 0.25 * raising }
      if n == m - 1 { sum += n == 0 ? 0.5 * lowering : 0.25 * lowering }
      return sum
    }
  }

  /// Near a mode the real parts of the responses whose imaginary parts are Φ, normalised as ``normalisedEmission(_:)``.
  func responses(_ m: Int) -> Sources {
    let raising = relativeModulus(m, .raising), lowering = m == 0 ? 0 : relativeModulus(m, .lowering)
    guard isFast else {
      let result = generalResults[m]
      return Sources(
        raising: raising * result.raisingResponse, lowering: lowering * result.loweringResponse,
        axial: result.axialResponse)
    }
    let match = fast.matches + (m >> 2), lane = m & 3
    return Sources(
      raising: raising * match.pointee.raisingResponse[lane], lowering: lowering * match.pointee.loweringResponse[lane],
      axial: match.pointee.axialResponse[lane])
  }

  /// The dispersion function of an order: zero at modes, nowhere infinite.
  func dispersion(_ m: Int) -> DispersionValue {
    guard isFast else {
      let result = generalResults[m]
      return DispersionValue(mantissa: result.dispersion, logarithm: result.dispersionLogarithm, isFast: false)
    }
    return DispersionValue(
      mantissa: Complex(fast.dispersionR[m >> 2][m & 3], fast.dispersionI[m >> 2][m & 3]), logarithm: 0, isFast: true)
  }
}

/// A value of the dispersion function up to a positive factor that varies slowly; the two solvers' differ by more.
struct DispersionValue {
  let mantissa: Complex
  let logarithm: Double
  let isFast: Bool

  /// The complex zero of the line through two values on the real axis; `nil` where they cannot be compared.
  static func zero(_ x1: Double, _ f1: DispersionValue, _ x2: Double, _ f2: DispersionValue) -> Complex? {
    guard f1.isFast == f2.isFast else { return nil }
    let other = f1.isFast ? f2.mantissa : exp(min(300, max(-300, f2.logarithm - f1.logarithm))) * f2.mantissa
    let difference = other - f1.mantissa
    guard difference.size > 0 else { return nil }
    let step = f1.mantissa / difference * (x2 - x1)
    return Complex(x1 - step.re, -step.im)
  }
}
