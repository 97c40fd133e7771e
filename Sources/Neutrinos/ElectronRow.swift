/// The phases of the mixing matrix, radians. Only the Majorana nature makes α₂₁, α₃₁ and, here, δ observable.
public struct MixingPhases: Sendable, Hashable {
  /// The Dirac phase.
  public var delta: Double
  /// The Majorana phases.
  public var alpha21: Double
  public var alpha31: Double

  public init(delta: Double = 0, alpha21: Double = 0, alpha31: Double = 0) {
    self.delta = delta
    self.alpha21 = alpha21
    self.alpha31 = alpha31
  }
}

/// The electron row of the mixing matrix, in the convention of the Particle Data Group:
///
///     U_e = ( c₁₂c₁₃,  s₁₂c₁₃ e^{iα₂₁/2},  s₁₃ e^{i(α₃₁/2 − δ)} )
public struct ElectronRow: Sendable, Hashable {
  /// U_e1, U_e2, U_e3.
  public let elements: [Complex]

  public init(parameters: OscillationParameters, phases: MixingPhases = MixingPhases()) {
    let c13 = (1 - parameters.s13sq).squareRoot()
    elements = [
      Complex((1 - parameters.s12sq).squareRoot() * c13),
      Complex(modulus: parameters.s12sq.squareRoot() * c13, phase: phases.alpha21 / 2),
      Complex(modulus: parameters.s13sq.squareRoot(), phase: phases.alpha31 / 2 - phases.delta),
    ]
  }

  /// The coupling of the pair ν_i ν̄_j to the electron's axial current,
  ///
  ///     b_ij = U*_ei U_ej − ½ δ_ij
  ///
  /// (W exchange after a Fierz transformation, minus Z exchange). The literature's a_ij is the same object,
  /// a_ij = U*_ei U_ej − ½(U†U)_ij, for a unitary U. Σ|b_ij|² = 3/4 over the nine ordered pairs, whatever the angles.
  ///
  /// - Parameters: `i`, `j` from 1 to 3.
  public func coupling(_ i: Int, _ j: Int) -> Complex {
    elements[i - 1].conjugate * elements[j - 1] - Complex(i == j ? 0.5 : 0)
  }

  /// The same as S.-F. Ge and P. Pasquini print it (KEK-PH2023), U_ei U*_ej + ½ δ_ij: the wrong sign of the Z's part, which makes Σ|a_ij|² 11/4 in place
  /// of 3/4. For comparison only.
  public func printedCoupling(_ i: Int, _ j: Int) -> Complex {
    elements[i - 1] * elements[j - 1].conjugate + Complex(i == j ? 0.5 : 0)
  }

  /// The coupling to the electron's vector current, by which a charge at rest emits the pair:
  ///
  ///     U*_ei U_ej − ½ (1 − 4 sin²θ_W) δ_ij
  ///
  /// - Parameter weakCharge: 1 − 4 sin²θ_W: 0.0457 at low energy (sin²θ_W = 0.23857), 0.044 in the papers.
  public func vectorCoupling(_ i: Int, _ j: Int, weakCharge: Double) -> Complex {
    elements[i - 1].conjugate * elements[j - 1] - Complex(i == j ? weakCharge / 2 : 0)
  }
}
