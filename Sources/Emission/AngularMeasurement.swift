import Foundation
import Neutrinos
import Quantities

/// A measurement of the angular distribution, and what it says of the neutrinos.
///
/// The expected density of events per exposure X = T·24Γ₀/ε_eg² (eV⁻²) is, in eV² per steradian,
///
///     μ(θ) = A S_s(θ) + B,   B = β S₀,   S₀ = (1/4π)(3/4)E²/9
///
/// with S = ΣF smeared on the sphere by a von Mises–Fisher kernel of concentration 1/σ², a free normalisation A (true value 1, no
/// prior) and a flat, known background. The dipole pattern of the Raman photon is left out, as in the paper.
public struct AngularMeasurement: Sendable {
  public let kinematics: RamanKinematics
  public let kernel: SpinCurrentKernel
  /// σ, radians.
  public let resolution: Double
  /// β, the background relative to massless signal.
  public let backgroundShare: Double
  /// The polar angles that are measured, radians; light from beyond may be smeared into them.
  public let acceptance: ClosedRange<Double>

  /// - Precondition: 1e-6 ≤ σ ≤ 0.1 and β > 0: without background an empty region would count infinitely.
  public init(
    kinematics: RamanKinematics, kernel: SpinCurrentKernel = .corrected, resolution: Double = 2e-3,
    backgroundShare: Double = 0.01, acceptance: ClosedRange<Double> = 0...Double.pi
  ) {
    precondition((1e-6...0.1).contains(resolution) && backgroundShare > 0, "a resolution and a background are needed")
    precondition(acceptance.lowerBound >= 0 && acceptance.upperBound <= .pi, "polar angles lie between 0 and π")
    self.acceptance = acceptance
    self.kinematics = kinematics
    self.kernel = kernel
    self.resolution = resolution
    self.backgroundShare = backgroundShare
  }

  /// B, eV² per steradian.
  public var background: Double {
    let energy = kinematics.pairEnergy
    return backgroundShare * 0.75 * energy * energy / 9 / (4 * .pi)
  }

  // MARK: What it tells

  /// The Fisher information on the lightest mass per exposure, A profiled: I_mm − I_mA²/I_AA with
  ///
  ///     I_ab = 2π ∫ ∂_aμ ∂_bμ/μ dcos θ
  ///
  /// Dimensionless; σ(m₀) = 1/√(X I). At m₀ = 0 the derivative is one-sided.
  public func massInformation(_ truth: NeutrinoHypothesis) -> Double {
    let grid = outerGrid([truth])
    let signal = smeared(truth, at: grid)
    // Smearing makes S_s smooth in m₀ over σ/(dθ_ij/dm₀), some tenth of a meV and more; a five-point formula with 3 µeV at most errs by 1e-8.
    let step = min(3e-6, max(truth.lightest, 1e-7) / 4)
    let stencil = truth.lightest >= 2 * step ? Self.central : Self.oneSided
    var slope = [Double](repeating: 0, count: grid.count)
    for (shift, weight) in stencil {
      let moved = smeared(truth.with(lightest: truth.lightest + shift * step), at: grid)
      for k in slope.indices { slope[k] += weight / (12 * step) * moved[k] }
    }
    var mm = 0.0
    var ma = 0.0
    var aa = 0.0
    for k in grid.indices {
      let weight = grid[k].weight / (signal[k] + background)
      mm += weight * slope[k] * slope[k]
      ma += weight * slope[k] * signal[k]
      aa += weight * signal[k] * signal[k]
    }
    return aa > 0 ? mm - ma * ma / aa : 0
  }

  /// Five-point formulas for twelve times the derivative: shift in steps, weight.
  private static let central: [(Double, Double)] = [(-2, 1), (-1, -8), (1, 8), (2, -1)]
  private static let oneSided: [(Double, Double)] = [(0, -25), (1, 48), (2, -36), (3, 16), (4, -3)]

  /// How well a wrong hypothesis can be told from the truth.
  public struct Separation: Sendable, Hashable {
    /// Δχ² of the Asimov data per exposure, eV²: the least over the free parameters.
    public let chiSquaredPerExposure: Double
    /// Signal events within the acceptance that a separation of Δχ² = 9 takes.
    public let eventsForThreeSigma: Double
    /// The normalisation and lightest mass (eV) where the alternative comes closest.
    public let normalisation: Double
    public let lightest: Double
  }

  /// Δχ² between truth and alternative, 2π ∫ 2[μ' − μ + μ ln(μ/μ')] dcos θ, the alternative's A free and, if asked, its lightest mass.
  public func separation(truth: NeutrinoHypothesis, from alternative: NeutrinoHypothesis, profilesMass: Bool = true)
    -> Separation
  {
    let edges = [truth, alternative]
    let events = PairSpectrum(
      kinematics: kinematics, pairs: truth.pairs, nature: truth.nature, kernel: kernel
    ).integral(from: acceptance.lowerBound, to: acceptance.upperBound)
    func result(_ best: (chiSquared: Double, normalisation: Double), _ lightest: Double) -> Separation {
      Separation(
        chiSquaredPerExposure: best.chiSquared, eventsForThreeSigma: 9 * events / best.chiSquared,
        normalisation: best.normalisation, lightest: lightest)
    }
    func distance(_ lightest: Double) -> (chiSquared: Double, normalisation: Double) {
      let other = alternative.with(lightest: lightest)
      let grid = outerGrid(edges + [other])
      return profiled(smeared(truth, at: grid), smeared(other, at: grid), grid)
    }
    guard profilesMass else { return result(distance(alternative.lightest), alternative.lightest) }
    // A coarse look over the masses in reach, then the bracket shrinks about the best.
    let largest = max(kinematics.pairForward, kinematics.pairBackward, 0).squareRoot() / 2
    var masses = [0, truth.lightest / 2, truth.lightest, truth.lightest * 2]
    var mass = 2e-4
    while mass < largest {
      masses.append(mass)
      mass *= 2
    }
    masses = Set(masses.filter { $0 <= largest }).sorted()
    let values = masses.map { distance($0).chiSquared }
    guard let index = values.indices.min(by: { values[$0] < values[$1] }) else {
      return result(distance(truth.lightest), truth.lightest)
    }
    let best = Self.minimum(
      from: masses[max(index - 1, 0)], to: masses[min(index + 1, masses.count - 1)], of: { distance($0).chiSquared })
    let lightest = distance(best).chiSquared < values[index] ? best : masses[index]
    return result(distance(lightest), lightest)
  }

  /// Δχ² with A free: Newton's method on a convex function of A.
  private func profiled(_ truth: [Double], _ other: [Double], _ grid: [Node])
    -> (chiSquared: Double, normalisation: Double)
  {
    let b = background
    var a = 1.0
    for _ in 0..<40 {
      var slope = 0.0
      var curvature = 0.0
      for k in grid.indices {
        let mu = truth[k] + b, trial = a * other[k] + b
        slope += grid[k].weight * other[k] * (trial - mu) / trial
        curvature += grid[k].weight * other[k] * other[k] * mu / (trial * trial)
      }
      guard curvature > 0 else { break }
      // A stays positive.
      let next = max(a - slope / curvature, a / 4)
      let isDone = abs(next - a) < 1e-14 * a
      a = next
      if isDone { break }
    }
    var sum = 0.0
    for k in grid.indices {
      let mu = truth[k] + b, trial = a * other[k] + b
      // μ' − μ + μ ln(μ/μ') = μ' [(1+t) ln(1+t) − t], t = μ/μ' − 1: quadratic in t, and summed without cancelling to it.
      sum += grid[k].weight * trial * Self.excess((mu - trial) / trial)
    }
    return (2 * sum, a)
  }

  /// (1+t) ln(1+t) − t, by its series where the terms cancel.
  private static func excess(_ t: Double) -> Double {
    guard abs(t) < 0.02 else { return (1 + t) * log1p(t) - t }
    // Σ_{k≥2} (−t)^k/(k(k−1)); eight terms leave 0.02⁸.
    var sum = 0.0
    var power = t * t
    for k in 2..<10 {
      sum += power / Double(k * (k - 1))
      power *= -t
    }
    return sum
  }

  /// The minimum of a function on an interval that brackets one: golden section, then the parabola through what it leaves.
  private static func minimum(from low: Double, to high: Double, of f: (Double) -> Double) -> Double {
    let golden = (5.0.squareRoot() - 1) / 2
    var a = low, b = high
    var x = b - golden * (b - a), y = a + golden * (b - a)
    var fx = f(x), fy = f(y)
    // At a tenth of the mass a smooth minimum is a parabola to a part in a thousand of its depth there; and no measurement resolves 10 µeV.
    while b - a > max(0.1 * (a + b) / 2, 1e-5) {
      if fx < fy {
        (b, y, fy) = (y, x, fx)
        x = b - golden * (b - a)
        fx = f(x)
      } else {
        (a, x, fx) = (x, y, fy)
        y = a + golden * (b - a)
        fy = f(y)
      }
    }
    // Through both inner points and the end beyond the lower one.
    let z = fx < fy ? a : b, fz = f(z)
    let p = (y - x) * (fy - fz), q = (y - z) * (fy - fx)
    let vertex = y - ((y - x) * p - (y - z) * q) / (2 * (p - q))
    return vertex > a && vertex < b ? vertex : fx < fy ? x : y
  }

  // MARK: Grids

  /// An angle of the outer integral with its weight 2π sin θ dθ.
  struct Node: Sendable {
    let theta: Double
    let weight: Double
  }

  private static let outer = GaussLegendre(count: 6)
  /// Over the kernel's reach on both sides, and over a piece of it that ends at a threshold.
  private static let whole = GaussLegendre(count: 24)
  private static let piece = GaussLegendre(count: 14)
  /// How far the kernel reaches, in σ: e^{−24}.
  private static let reach = 7.0

  /// Panels as narrow as σ at each threshold and at the axis, where the smeared density bends most, and wider with the distance from them.
  private func outerGrid(_ hypotheses: [NeutrinoHypothesis]) -> [Node] {
    let centres = [0, .pi] + hypotheses.flatMap { thresholds($0.pairs) }
    let end = acceptance.upperBound
    var nodes: [Node] = []
    var a = acceptance.lowerBound
    while a < end {
      // Neither this edge nor the next may be nearer to a centre than the panel is wide in proportion.
      let distance = centres.reduce(Double.pi) { min($0, abs($1 - a)) }
      let ahead = centres.reduce(Double.pi) { $1 > a ? min($0, $1 - a) : $0 }
      let width = max(resolution, min(0.4 * distance, 0.3 * ahead))
      let b = a + 1.3 * width >= end ? end : a + width
      for k in Self.outer.nodes.indices {
        let theta = (a + b) / 2 + (b - a) / 2 * Self.outer.nodes[k]
        nodes.append(Node(theta: theta, weight: 2 * .pi * sin(theta) * (b - a) / 2 * Self.outer.weights[k]))
      }
      a = b
    }
    return nodes
  }

  private func thresholds(_ pairs: [PairCoupling]) -> [Double] {
    pairs.compactMap { kinematics.crossing(massSquared: $0.thresholdSquared).angle }
  }

  /// S_s at each node.
  private func smeared(_ hypothesis: NeutrinoHypothesis, at grid: [Node]) -> [Double] {
    let pairs = hypothesis.pairs
    let kernel = AngularKernel(
      PairSpectrum(kinematics: kinematics, pairs: pairs, nature: hypothesis.nature, kernel: kernel))
    let cuts = thresholds(pairs).sorted()
    return grid.map { smeared(kernel, cuts, at: $0.theta) }
  }

  /// ∫ S(θ) κ e^{κ(cos(θ−θ')−1)} e^{−z}I₀(z) sin θ dθ, z = κ sin θ sin θ': the von Mises–Fisher kernel over the azimuth, its norm
  /// κ/(2 sinh κ) → κe^{−κ} to 1e-40 and beyond.
  private func smeared(_ signal: AngularKernel, _ cuts: [Double], at theta: Double) -> Double {
    let kappa = 1 / (resolution * resolution), reach = Self.reach * resolution
    let low = max(theta - reach, 0), high = min(theta + reach, .pi)
    let sine = sin(theta)
    func integrand(_ x: Double) -> Double {
      let half = sin((x - theta) / 2), sx = sin(x)
      return kappa * exp(-2 * kappa * half * half) * scaledBesselI0(kappa * sine * sx) * sx * signal.value(at: x)
    }
    let inside = cuts.filter { $0 > low && $0 < high }
    if inside.isEmpty { return Self.whole.integral(from: low, to: high, integrand) }
    var sum = 0.0
    let edges = [low] + inside + [high]
    for k in 1..<edges.count {
      let middle = min(max(theta, edges[k - 1]), edges[k])
      for (a, b) in [(edges[k - 1], middle), (middle, edges[k])] where b > a {
        // sin² spreads the nodes so that a square root at either end is smooth.
        sum += Self.piece.integral(from: 0, to: .pi / 2) { phi in
          let s = sin(phi), c = cos(phi)
          return integrand(a + (b - a) * s * s) * 2 * (b - a) * s * c
        }
      }
    }
    return sum
  }
}
