import Quantities

/// A level, or in a crystal a whole manifold, that couples to both ends of the last step q → g: through it two photons can take the pair's
/// place.
public struct IntermediateState: Sendable {
  /// Id of the level or manifold.
  public let id: String
  /// Above the ground level.
  public let energyPerCentimetre: Datum
  /// The photon rates of its two couplings, each from the higher of its two levels.
  public let rateToQ: PathInput
  public let rateToG: PathInput
  public let kind: Kind

  public enum Kind: Sendable, Hashable {
    /// A level of sharp angular momentum, with J of n, q and g doubled.
    case level(twoJ: Int, twoJOfQ: Int, twoJOfG: Int)
    /// A manifold, known by means over its components. The weight is the number of its components per component of q's
    /// manifold, times the share of g in its own manifold.
    case manifold(weight: Double, multipoles: [Multipole])
  }
}

/// All intermediate states of a last step.
public struct IntermediateStates: Sendable {
  /// Those that the rules allow, with unknown rates where the database has none.
  public let states: [IntermediateState]
  /// Levels between g and q that couple to both: the two photons are then real, one after the other.
  public let cascades: [String]
}

extension Target {
  /// The states of the database through which q decays to g by two dipole photons.
  public func intermediateStates(q: Level, g: Level) -> IntermediateStates {
    kind == .ionInCrystal ? manifoldStates(q, g) : sharpStates(q, g)
  }

  private func sharpStates(_ q: Level, _ g: Level) -> IntermediateStates {
    let finder = InputFinder(target: self)
    var states: [IntermediateState] = []
    var cascades: [String] = []
    func rate(_ n: Level, _ end: Level, as quantity: PathInput.Quantity) -> PathInput {
      let (upper, lower) = end.isBelow(n) ? (n, end) : (end, n)
      return finder.photonRate(upper, lower, PhotonCoupling.between(upper, lower, in: self), as: quantity).used
    }
    for n in levels where n.id != q.id && n.id != g.id {
      guard FreeAtomRules.answer(.e1, n, q).isAllowed, FreeAtomRules.answer(.e1, n, g).isAllowed else { continue }
      guard q.isBelow(n) && g.isBelow(n) || n.isBelow(q) && n.isBelow(g) else {
        cascades.append(n.id)
        continue
      }
      states.append(
        IntermediateState(
          id: n.id, energyPerCentimetre: n.energyPerCentimetre, rateToQ: rate(n, q, as: .rateToQ),
          rateToG: rate(n, g, as: .rateToG),
          kind: .level(twoJ: n.twoJ, twoJOfQ: q.twoJ, twoJOfG: g.twoJ)))
    }
    return IntermediateStates(states: states, cascades: cascades)
  }

  private func manifoldStates(_ q: Level, _ g: Level) -> IntermediateStates {
    var states: [IntermediateState] = []
    for manifold in manifolds where manifold.id != q.manifold && manifold.id != g.manifold {
      func lines(to end: Level) -> ManifoldTransition? {
        manifoldTransitions.first { $0.upper == manifold.id && $0.lower == end.manifold }
      }
      guard manifold.barycentre.value > q.energyPerCentimetre.value else { continue }
      guard let toQ = lines(to: q), let toG = lines(to: g) else { continue }
      let weight =
        Double(manifold.twoJ + 1) / Double(q.twoJ + 1) * Double(g.degeneracy) / Double(g.twoJ + 1)
      // Each pair of multipoles adds by itself: their phases are unknown.
      for (first, rateQ) in [(Multipole.e1, toQ.electricRate), (.m1, toQ.magneticRate)] where rateQ.value > 0 {
        for (second, rateG) in [(Multipole.e1, toG.electricRate), (.m1, toG.magneticRate)] where rateG.value > 0 {
          states.append(
            IntermediateState(
              id: manifold.id, energyPerCentimetre: manifold.barycentre,
              rateToQ: PathInput(.rateToQ, rateQ, how: "\(first.rawValue) manifold mean", isStandIn: true),
              rateToG: PathInput(.rateToG, rateG, how: "\(second.rawValue) manifold mean", isStandIn: true),
              kind: .manifold(weight: weight, multipoles: [first, second])))
        }
      }
    }
    return IntermediateStates(states: states, cascades: crystalCascades(q, g))
  }

  /// The manifolds with levels between g and q, those of g and q themselves said to be so.
  private func crystalCascades(_ q: Level, _ g: Level) -> [String] {
    var names: [String] = []
    for level in levels where g.isBelow(level) && level.isBelow(q) {
      guard let manifold = level.manifold else { continue }
      let isOwn = manifold == q.manifold || manifold == g.manifold
      let name = isOwn ? "other Stark levels of \(manifold)" : manifold
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}
