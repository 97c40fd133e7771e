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

/// All intermediate states of a last step, and those left out.
public struct IntermediateStates: Sendable {
  public let states: [IntermediateState]
  /// Levels that the rules allow but the database has no rate for, with the missing line.
  public let missing: [String]
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
    var missing: [String] = []
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
      let toQ = rate(n, q, as: .rateToQ), toG = rate(n, g, as: .rateToG)
      guard toQ.value != nil, toG.value != nil else {
        missing.append("\(n.id) (no A of \(toQ.value == nil ? "\(n.id)–\(q.id)" : "\(n.id)–\(g.id)"))")
        continue
      }
      states.append(
        IntermediateState(
          id: n.id, energyPerCentimetre: n.energyPerCentimetre, rateToQ: toQ, rateToG: toG,
          kind: .level(twoJ: n.twoJ, twoJOfQ: q.twoJ, twoJOfG: g.twoJ)))
    }
    return IntermediateStates(states: states, missing: missing, cascades: cascades)
  }

  private func manifoldStates(_ q: Level, _ g: Level) -> IntermediateStates {
    var states: [IntermediateState] = []
    var cascades: [String] = []
    for manifold in manifolds where manifold.id != q.manifold && manifold.id != g.manifold {
      func lines(to end: Level) -> ManifoldTransition? {
        manifoldTransitions.first { $0.upper == manifold.id && $0.lower == end.manifold }
      }
      let energy = manifold.barycentre.value
      if energy < q.energyPerCentimetre.value {
        if energy > g.energyPerCentimetre.value { cascades.append(manifold.id) }
        continue
      }
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
    return IntermediateStates(states: states, missing: [], cascades: cascades)
  }
}
