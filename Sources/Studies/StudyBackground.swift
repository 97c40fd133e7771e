import Emission
import Quantities
import Targets

/// The intermediate states through which the two photons of McQ4 take the pair's place, as the study's conventions see them.
public struct StudyBackground: Sendable {
  public let states: IntermediateStates
  public let function: TwoPhotonBackground
  /// The states that ``function`` counts.
  public let counted: [IntermediateState]

  init(_ study: Study, levels: StudyLevels, inputs: StudyInputs) {
    let path = study.path, units = study.conventions.units
    states = study.target.intermediateStates(q: path.q, g: path.g)
    var counted: [IntermediateState] = []
    var intermediate: [IntermediateLevel] = []
    for state in states.states {
      // As printed, a crystal has E1 × M1 only.
      if study.conventions == .published, case .manifold(_, let multipoles) = state.kind,
        Set(multipoles) != [.e1, .m1]
      {
        continue
      }
      guard var toQ = state.rateToQ.value, let toG = state.rateToG.value else { continue }
      var spacing = Energy(
        wavenumberPerCentimetre: state.energyPerCentimetre.value - path.q.energyPerCentimetre.value, convention: units
      ).electronVolts
      if state.id == path.p.id {
        // The path's own level: what the study says of p → q holds here too.
        spacing = levels.pq
        toQ = inputs.rateOfPQ.value ?? toQ
      }
      // An override of the levels may put a state between g and q.
      guard spacing * (spacing + levels.qg) > 0 else { continue }
      let coupling: IntermediateLevel.Coupling =
        switch state.kind {
        case .level(let n, let q, let g): .sharp(twoJ: n, twoJOfQ: q, twoJOfG: g)
        case .manifold(let weight, _): .mean(weight: weight)
        }
      counted.append(state)
      intermediate.append(
        IntermediateLevel(
          spacingToQ: spacing, spacingToG: spacing + levels.qg, rateToQ: Rate(perSecond: toQ),
          rateToG: Rate(perSecond: toG), coupling: coupling))
    }
    self.counted = counted
    function = TwoPhotonBackground(intermediate, form: study.conventions.background)
  }
}
