/// The three neutrino masses, eV.
public struct MassSpectrum: Sendable, Hashable {
  public let m1: Double
  public let m2: Double
  public let m3: Double

  public init(m1: Double, m2: Double, m3: Double) {
    self.m1 = m1
    self.m2 = m2
    self.m3 = m3
  }

  /// The masses that the lightest one and the splittings fix:
  ///
  ///     normal:    m₁ = m₀,            m₂ = √(m₀² + Δm²₂₁),  m₃ = √(m₀² + Δm²₃₁)
  ///     inverted:  m₁ = √(m₀² + Δm²₃₁),  m₂ = √(m₁² + Δm²₂₁),  m₃ = m₀
  public init(lightest m0: Double, ordering: MassOrdering, parameters: OscillationParameters) {
    precondition(m0 >= 0, "a mass is not negative")
    let m0sq = m0 * m0
    switch ordering {
    case .normal:
      m1 = m0
      m2 = (m0sq + parameters.dm21).squareRoot()
      m3 = (m0sq + parameters.dm31).squareRoot()
    case .inverted:
      m1 = (m0sq + parameters.dm31).squareRoot()
      m2 = (m0sq + parameters.dm31 + parameters.dm21).squareRoot()
      m3 = m0
    }
  }

  /// The mass of eigenstate 1, 2 or 3.
  public subscript(index: Int) -> Double {
    switch index {
    case 1: m1
    case 2: m2
    case 3: m3
    default: preconditionFailure("mass eigenstates are numbered 1, 2, 3")
    }
  }
}
