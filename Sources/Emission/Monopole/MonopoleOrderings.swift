/// The three orders in time of the diagrams from which eq. (19) of Yoshimura and Sasao, arXiv:1310.6472, is to follow, and what they add up to.
///
/// An electron goes |e⟩ → |i⟩ by the Coulomb interaction V and |i⟩ → |g⟩ by the photon d, while the weak vertex W, which counts charges and leaves every state
/// as it is, emits the pair before, between or after. With D = ε_i − ε_e and E = ε_e − ε_g − ω the pair's energy:
///
///     V, d, W:  −1/(D E)        V, W, d:  1/(D (D+E))        W, V, d:  1/(E (D+E))
///
/// Their sum is zero, by the same algebra as that of eq. (17), which the paper does find to vanish. What it prints instead, (D+E+ω)/(D (D+ω) E) = 1/(DE) + 1/(D (D+ω)),
/// has a denominator D + ω that no order with V before d has.
///
/// It could not be otherwise: at |q| ~ 1 eV a charge summed over the atom is a number times the identity, and a uniform scalar potential is a
/// gauge. It commutes with the Hamiltonian, Coulomb forces included to all orders, and with d; eq. (7) between exact eigenstates is the
/// whole answer, and is zero.
public struct MonopoleOrderings: Sendable, Hashable {
  /// D, eV.
  public let coulombSpacing: Double
  /// E = E_2ν, eV.
  public let pairEnergy: Double

  public init(coulombSpacing: Double, pairEnergy: Double) {
    self.coulombSpacing = coulombSpacing
    self.pairEnergy = pairEnergy
  }

  /// The three terms in the order given above, eV⁻².
  public var terms: [Double] {
    let d = coulombSpacing, e = pairEnergy
    return [-1 / (d * e), 1 / (d * (d + e)), 1 / (e * (d + e))]
  }

  /// Their sum, over the common denominator D E (D+E), eV⁻²: exactly zero, in floating point too, where addition commutes.
  public var sum: Double {
    let d = coulombSpacing, e = pairEnergy
    return ((e + d) - (d + e)) / (d * e * (d + e))
  }

  /// The bracket of eq. (19), eV⁻².
  public func printed(detected omega: Double) -> Double {
    let d = coulombSpacing, e = pairEnergy
    return (d + e + omega) / (d * (d + omega) * e)
  }
}
