import Neutrinos

/// What radiative pair emission by the electron's spin shows of the neutrinos: the spectrum over the trigger's energy,
///
///     I(ω) = (ε_vg − ω)⁻² Σ_ij Δ_ij [ |a_ij|² I_ij − δ_M Re(a_ij²) m_i m_j ],   zero unless M² > (m_i + m_j)²
///     I_ij = M²α + P²(α + β)/3
///
/// over nine ordered pairs, or with the currents of new particles in place of a_ij. α and β are ``NeutrinoTensor``'s. D. N. Dinh et al., Phys. Lett. B 719
/// (2013) 154, arXiv:1209.4808, for P = ω; it holds for every phase and direction, which only change W and P.
///
/// A pure number; multiply by Γ₀η of ``RadiativeRate``. The spin's direction is averaged over.
public struct RadiativeSpectrum: Sendable {
  /// ε_eg, eV.
  public let levelSpacing: Double
  /// ε_vg, the energy of the virtual level above g, eV.
  public let virtualSpacing: Double
  public let phase: RadiativePhase
  /// cos ϑ of the trigger to p_eg.
  public let cosine: Double
  public let pairs: [PairCoupling]
  public let nature: NeutrinoNature
  public let newPhysics: NewPhysics

  /// - Precondition: energies are positive.
  public init(
    levelSpacing: Double, virtualSpacing: Double, phase: RadiativePhase = .fixed(0), cosine: Double = 1,
    pairs: [PairCoupling], nature: NeutrinoNature, newPhysics: NewPhysics = NewPhysics()
  ) {
    precondition(levelSpacing > 0 && virtualSpacing > 0, "energies are positive")
    self.levelSpacing = levelSpacing
    self.virtualSpacing = virtualSpacing
    self.phase = phase
    self.cosine = cosine
    self.pairs = pairs
    self.nature = nature
    self.newPhysics = newPhysics
  }

  public func kinematics(at trigger: Double) -> RadiativeKinematics {
    phase.kinematics(levelSpacing: levelSpacing, trigger: trigger, cosine: cosine)
  }

  /// Up to which trigger energy each pair is emitted, in the order of ``pairs``; `nil` where at none.
  public var thresholds: [Double?] {
    pairs.map { phase.threshold(levelSpacing: levelSpacing, massSum: $0.threshold, cosine: cosine) }
  }

  /// I(ω).
  ///
  /// - Precondition: ω is not ε_vg, where a real level takes the virtual one's place.
  public func value(at trigger: Double) -> Double {
    let kinematics = kinematics(at: trigger)
    return pairs.reduce(0) { $0 + value(of: $1, kinematics) }
  }

  /// The part of one pair, both orders of i ≠ j.
  public func value(of pair: PairCoupling, at trigger: Double) -> Double { value(of: pair, kinematics(at: trigger)) }

  private func value(of pair: PairCoupling, _ kinematics: RadiativeKinematics) -> Double {
    guard kinematics.isOpen else { return 0 }
    let excess = kinematics.excess(over: pair.threshold)
    guard excess > 0 else { return 0 }
    return value(
      of: pair, excess: excess, massSquared: kinematics.massSquared, momentumSquared: kinematics.momentumSquared,
      trigger: kinematics.trigger, detunings: newPhysics.detunings { kinematics.excess(over: $0) })
  }

  /// The same at given invariants.
  func value(
    of pair: PairCoupling, excess: Double, massSquared: Double, momentumSquared: Double, trigger: Double,
    detunings: NewPhysics.Detunings
  ) -> Double {
    let tensor = NeutrinoTensor(pair.mi, pair.mj)
    let kernel = newPhysics.kernel(
      pair, nature: nature, tensor: tensor, excess: excess, massSquared: massSquared, momentumSquared: momentumSquared,
      detunings: detunings)
    let denominator = virtualSpacing - trigger
    return tensor.root(excess: excess) / massSquared * kernel / (denominator * denominator)
  }

  /// I(ω) for massless neutrinos of the standard model, whose six couplings add to 3/4: (W² + 2M²)/[12(ε_vg − ω)²], which is
  /// (ω² − 6εω + 3ε²)/[12(ε_vg − ω)²] at r = 0.
  public func massless(at trigger: Double) -> Double {
    let k = kinematics(at: trigger)
    guard k.isOpen else { return 0 }
    let w = k.pairEnergy, denominator = virtualSpacing - trigger
    return (w * w + 2 * k.massSquared) / (12 * denominator * denominator)
  }
}
