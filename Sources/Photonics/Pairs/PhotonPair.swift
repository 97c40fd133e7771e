/// Two photons that share an energy E and, along the fibre, a momentum P: ω₂ + ω₃ = E, β₂ + β₃ = P. Energies and momenta in eV.
public struct PhotonPair: Sendable, Hashable {
  public let energy: Double
  /// P = √(E² − M²).
  public let momentum: Double
  public let mass: Double

  /// - Precondition: 0 ≤ M < E.
  public init(energy: Double, mass: Double) {
    precondition(energy > 0 && mass >= 0 && mass < energy, "a pair's mass is below its energy")
    self.energy = energy
    self.mass = mass
    momentum = ((energy - mass) * (energy + mass)).squareRoot()
  }

  /// From the axial momentum: M² = E² − P².
  ///
  /// - Precondition: |P| ≤ E.
  public init(energy: Double, momentum: Double) {
    precondition(energy > 0 && abs(momentum) <= energy, "a pair's momentum is at most its energy")
    self.energy = energy
    self.momentum = abs(momentum)
    mass = ((energy - momentum) * (energy + momentum)).squareRoot()
  }

  /// E − P, with its digits for a light pair.
  public var defect: Double { mass * mass / (energy + momentum) }

  /// The photon energies that free space allows: (E ∓ P)/2.
  public var freeRange: ClosedRange<Double> { defect / 2...(energy + momentum) / 2 }

  /// β₂ of a photon of energy ω in free space: (P² + ω² − (E−ω)²)/(2P).
  public func freeAxial(_ omega: Double) -> Double {
    let omegaPlus = (energy + momentum) / 2
    // ω − β₂ = (E−P)(ω₊ − ω)/P keeps its digits near the light line.
    return omega - defect * (omegaPlus - omega) / momentum
  }
}
