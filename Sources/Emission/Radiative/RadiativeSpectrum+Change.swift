import Neutrinos

/// How fast the spectrum moves with a parameter that moves masses and couplings, for the standard model's currents.
extension RadiativeSpectrum {
  /// dI/dλ at a trigger energy, from the changes of the six pairs with λ.
  ///
  /// Below a threshold it grows as the inverse square root of the distance, without bound; use ``TriggerLine`` there. Zero where a pair is closed, at its
  /// threshold too.
  ///
  /// - Precondition: no new physics; as many changes as pairs.
  public func change(by changes: [PairChange], at trigger: Double) -> Double {
    precondition(newPhysics.isEmpty && changes.count == pairs.count, "the standard model's pairs, each with its change")
    let k = kinematics(at: trigger)
    guard k.isOpen else { return 0 }
    var sum = 0.0
    for (pair, change) in zip(pairs, changes) {
      let excess = k.excess(over: pair.threshold)
      guard excess > 0 else { continue }
      let moved = 2 * pair.threshold * (change.mi + change.mj)
      sum += self.change(
        of: pair, change,
        Place(
          excess: excess, massSquared: k.massSquared, momentumSquared: k.momentumSquared, trigger: trigger),
        Place(excess: -moved, massSquared: 0, momentumSquared: 0, trigger: 0))
    }
    return sum
  }

  /// Where a pair is emitted: M² − (m_i+m_j)², M², P² and ω; or how these move.
  struct Place {
    let excess: Double
    let massSquared: Double
    let momentumSquared: Double
    let trigger: Double
  }

  /// The derivative of a pair's part R K/[M²(ε_vg − ω)²], R = √[x(x + 4μ)], term by term.
  ///
  /// - Parameters:
  ///   - at: where.
  ///   - moving: how the place moves with the parameter.
  func change(of pair: PairCoupling, _ change: PairChange, _ at: Place, _ moving: Place) -> Double {
    let tensor = NeutrinoTensor(pair.mi, pair.mj)
    let x = at.excess, dx = moving.excess, mu = tensor.product
    let inverse = 1 / at.massSquared, dm2 = moving.massSquared
    let sumChange = 2 * (pair.mi * change.mi + pair.mj * change.mj)
    let muChange = change.mi * pair.mj + pair.mi * change.mj
    let thresholdChange = 2 * pair.threshold * (change.mi + change.mj)
    let c = tensor.components(excess: x, massSquared: at.massSquared)
    let betaChange =
      0.5 * (sumChange * x + tensor.sum * dx + 2 * (muChange * tensor.threshold + mu * thresholdChange)) * inverse
      * inverse - 2 * c.beta * dm2 * inverse
    let alphaChange = ((dx + 2 * muChange) * inverse - (x + 2 * mu) * dm2 * inverse * inverse + betaChange) / 3
    let spin = c.spin(momentumSquared: at.momentumSquared)
    let spinChange =
      dm2 * c.alpha + at.massSquared * alphaChange
      + (moving.momentumSquared * (c.alpha + c.beta) + at.momentumSquared * (alphaChange + betaChange)) / 3
    let isMajorana = nature == .majorana, b2 = pair.coupling.squaredModulus, square = pair.coupling.realPartOfSquare
    let kernel = b2 * spin - (isMajorana ? square * mu : 0)
    let kernelChange =
      change.squaredModulus * spin + b2 * spinChange
      - (isMajorana ? change.interference * mu + square * muChange : 0)
    let root = tensor.root(excess: x), rootChange = (dx * (x + 2 * mu) + 2 * x * muChange) / root
    let gap = 1 / (virtualSpacing - at.trigger), scale = pair.pair.multiplicity * inverse * gap * gap
    return scale
      * (rootChange * kernel + root * (kernelChange + kernel * (2 * moving.trigger * gap - dm2 * inverse)))
  }
}
