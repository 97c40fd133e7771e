import Neutrinos

/// What a spectrum holds beyond the standard model; nothing by default.
public struct NewPhysics: Sendable, Hashable {
  public var vector: LightVector?
  public var scalar: LightScalar?
  public var moments: ElectromagneticMoments
  /// Whether light mediators follow the formulas of Ge and Pasquini as printed, ``PrintedMediators``.
  public var isPrinted: Bool

  public init(
    vector: LightVector? = nil, scalar: LightScalar? = nil,
    moments: ElectromagneticMoments = ElectromagneticMoments(), isPrinted: Bool = false
  ) {
    self.vector = vector
    self.scalar = scalar
    self.moments = moments
    self.isPrinted = isPrinted
  }

  public var hasMediator: Bool { vector != nil || scalar != nil }
  public var isEmpty: Bool { !hasMediator && moments.isEmpty }

  /// M² − m² of the mediators, eV², each with all its digits.
  public struct Detunings: Sendable, Hashable {
    public var vector: Double
    public var scalar: Double

    public init(vector: Double = 0, scalar: Double = 0) {
      self.vector = vector
      self.scalar = scalar
    }
  }

  /// From each mediator's own detuning, given its mass.
  func detunings(_ detuning: (_ mass: Double) -> Double) -> Detunings {
    Detunings(vector: vector.map { detuning($0.mass) } ?? 0, scalar: scalar.map { detuning($0.mass) } ?? 0)
  }

  /// The mediators' masses and widths, eV: the poles M = m, where the kernel varies fast. As printed they have no width.
  public var poles: [(mass: Double, width: Double)] {
    [vector.map { ($0.mass, $0.width) }, scalar.map { ($0.mass, $0.width) }].compactMap(\.self)
      .map { ($0.0, isPrinted ? 0 : $0.1) }
  }

  /// The kernel of a pair, both orders of i ≠ j, eV²: the standard model, the new particles and their interference, and the moments.
  func kernel(
    _ pair: PairCoupling, nature: NeutrinoNature, tensor: NeutrinoTensor, excess: Double, massSquared: Double,
    momentumSquared: Double, detunings: Detunings
  ) -> Double {
    guard !isEmpty else {
      return pair.pair.multiplicity
        * ElectronVertex.spin.kernel(
          coupling: pair.coupling, nature: nature, tensor: tensor, excess: excess, massSquared: massSquared,
          momentumSquared: momentumSquared)
    }
    let there = ordered(
      pair, reversed: false, nature: nature, tensor: tensor, excess: excess, massSquared: massSquared,
      momentumSquared: momentumSquared, detunings: detunings)
    guard !pair.pair.isDiagonal else { return there }
    // With a width, the two orders differ where couplings violate CP.
    return there
      + ordered(
        pair, reversed: true, nature: nature, tensor: tensor, excess: excess, massSquared: massSquared,
        momentumSquared: momentumSquared, detunings: detunings)
  }

  private func ordered(
    _ pair: PairCoupling, reversed: Bool, nature: NeutrinoNature, tensor: NeutrinoTensor, excess: Double,
    massSquared: Double, momentumSquared: Double, detunings: Detunings
  ) -> Double {
    let i = reversed ? pair.pair.j : pair.pair.i, j = reversed ? pair.pair.i : pair.pair.j
    let mi = reversed ? pair.mj : pair.mi, mj = reversed ? pair.mi : pair.mj
    let a = reversed ? pair.coupling.conjugate : pair.coupling
    var sum = 0.0
    if isPrinted {
      sum = PrintedMediators(vector: vector, scalar: scalar).kernel(
        i, j, mi: mi, mj: mj, coupling: a, nature: nature, tensor: tensor, excess: excess, massSquared: massSquared,
        momentumSquared: momentumSquared, detunings: detunings)
    } else {
      let current = current(i, j, mi, mj, a, detunings)
      switch nature {
      case .dirac:
        sum = current.kernel(
          mi, mj, tensor: tensor, excess: excess, massSquared: massSquared, momentumSquared: momentumSquared)
      case .majorana:
        let both = current.symmetrised(with: self.current(j, i, mj, mi, a.conjugate, detunings))
        sum =
          0.5
          * both.kernel(
            mi, mj, tensor: tensor, excess: excess, massSquared: massSquared, momentumSquared: momentumSquared)
      }
    }
    guard !moments.isEmpty else { return sum }
    return sum
      + moments.kernel(
        i, j, mi: mi, mj: mj, nature: nature, excess: excess, massSquared: massSquared,
        momentumSquared: momentumSquared)
  }

  private func current(_ i: Int, _ j: Int, _ mi: Double, _ mj: Double, _ a: Complex, _ detunings: Detunings)
    -> PairCurrent
  {
    var current = PairCurrent(left: a)
    if let vector { current = current + vector.current(i, j, mi: mi, mj: mj, detuning: detunings.vector) }
    if let scalar { current = current + scalar.current(i, j, detuning: detunings.scalar) }
    return current
  }
}
