/// The tensor of a left-handed pair ν_i ν̄_j, averaged over its two-body phase space. Every rate of the standard model is a contraction of it.
///
///     ⟨p₁^μ p₂^ν + p₂^μ p₁^ν − g^μν p₁·p₂⟩ = α (q^μ q^ν − q² g^μν) + β q^μ q^ν,   q = p₁ + p₂,  q² = M²
///     α = [1 − S/(2M²) − D/(2M⁴)]/3,   β = (S − D/M²)/(2M²),   S = m_i² + m_j²,  D = (m_i² − m_j²)²
///
/// Trace and contraction with q fix the two: −2p₁·p₂ = −(M² − S) and M²β. Near the threshold T = (m_i+m_j)² the terms cancel when one mass is
/// small; with x = M² − T and μ = m_i m_j
///
///     β = (Sx + 2μT)/(2M⁴),   α = [(x + 2μ)/M² + β]/3
///
/// are sums of positive terms. Units eV, ħ = c = 1.
@frozen
public struct NeutrinoTensor: Sendable, Hashable {
  /// S, eV².
  public let sum: Double
  /// m_i m_j, eV².
  public let product: Double
  /// T = (m_i + m_j)², eV².
  public let threshold: Double
  /// (m_i − m_j)², eV².
  public let below: Double

  public init(_ mi: Double, _ mj: Double) {
    sum = mi * mi + mj * mj
    product = mi * mj
    threshold = (mi + mj) * (mi + mj)
    below = (mi - mj) * (mi - mj)
  }

  /// The tensor at a squared mass.
  ///
  /// - Parameter x: M² − (m_i + m_j)², given apart because near threshold their difference has lost all digits.
  @inlinable @inline(__always)
  public func components(excess x: Double, massSquared: Double) -> Components {
    let inverse = 1 / massSquared
    return components(excess: x, massSquared: massSquared, inverse: inverse)
  }

  /// The same where 1/M² is at hand.
  @inlinable @inline(__always)
  public func components(excess x: Double, massSquared: Double, inverse: Double) -> Components {
    let beta = 0.5 * (sum * x + 2 * product * threshold) * inverse * inverse
    return Components(alpha: ((x + 2 * product) * inverse + beta) * (1.0 / 3), beta: beta, massSquared: massSquared)
  }

  /// M² Δ_ij = √{x [x + 4 m_i m_j]}, M² times the velocity factor of phase space; the caller keeps x ≥ 0.
  @inlinable @inline(__always)
  public func root(excess x: Double) -> Double { (x * (x + 4 * product)).squareRoot() }

  /// Δ_ij = √[(1 − (m_i+m_j)²/M²)(1 − (m_i−m_j)²/M²)], twice the momentum over the mass in the pair's rest frame; zero at and below threshold.
  @inlinable
  public func velocity(excess x: Double, massSquared: Double) -> Double {
    x > 0 && massSquared > 0 ? root(excess: x) / massSquared : 0
  }

  /// The contraction with a spin, M²α + (W² − M²)(α + β)/3, at a fixed energy W in powers of M²: c₀ + c₁M² + c₂/M² + c₃/M⁴.
  ///
  /// From α = ⅓ + α₁/M² + α₂/M⁴ and β = β₁/M² + β₂/M⁴, for closed integrals over M².
  public func spinSeries(energy: Double) -> (c0: Double, c1: Double, c2: Double, c3: Double) {
    spinSeries.coefficients(energySquared: energy * energy)
  }

  /// The same before the energy is known.
  var spinSeries: SpinSeries {
    let d = threshold * below
    let alpha1 = -sum / 6, alpha2 = -d / 6, beta1 = sum / 2, beta2 = -d / 2
    return SpinSeries(
      constant: (2 * alpha1 - beta1) / 3, inverse: alpha1 + beta1, alpha: 2 * alpha2, beta: beta2,
      inverseSquare: alpha2 + beta2)
  }

  /// What the contraction with a spin is linear in, but for W².
  struct SpinSeries: Sendable {
    let constant: Double
    let inverse: Double
    let alpha: Double
    let beta: Double
    let inverseSquare: Double

    static let c1 = 2.0 / 9

    func coefficients(energySquared e2: Double) -> (c0: Double, c1: Double, c2: Double, c3: Double) {
      (e2 / 9 + constant, Self.c1, (e2 * inverse + alpha - beta) / 3, e2 * inverseSquare / 3)
    }
  }

  /// α and β at one q, and what the atom's currents see of them. W is the pair's energy, P its momentum, M² = W² − P².
  @frozen
  public struct Components: Sendable, Hashable {
    public let alpha: Double
    public let beta: Double
    public let massSquared: Double

    @inlinable
    public init(alpha: Double, beta: Double, massSquared: Double) {
      self.alpha = alpha
      self.beta = beta
      self.massSquared = massSquared
    }

    /// The mean over directions of a spin, ⅓ Σ_k of the spatial components: M²α + P²(α + β)/3 = ⟨E₁E₂ − p₁·p₂/3⟩.
    @inlinable @inline(__always)
    public func spin(momentumSquared: Double) -> Double {
      massSquared * alpha + momentumSquared * (alpha + beta) * (1.0 / 3)
    }

    /// The time component, which a charge at rest sees: P²α + W²β.
    @inlinable @inline(__always)
    public func monopole(momentumSquared: Double) -> Double {
      momentumSquared * alpha + (massSquared + momentumSquared) * beta
    }

    /// The conserved current of an electric dipole of random direction, (J⁰, J) = (i q·x, iWx), per |x|²: M²α(3W² − P²)/3.
    @inlinable @inline(__always)
    public func dipole(momentumSquared: Double) -> Double {
      massSquared * alpha * (massSquared + momentumSquared * (2.0 / 3))
    }
  }
}
