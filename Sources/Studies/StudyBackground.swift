import Emission
import Quantities
import Targets

/// The intermediate states through which the two photons of McQ4 take the pair's place, as the study's conventions see them.
public struct StudyBackground: Sendable {
  public let function: TwoPhotonBackground
  /// The states that ``function`` counts, in its order.
  public let counted: [Counted]
  /// States that the rules allow but for which a rate is unknown, with the missing line.
  public let missing: [String]
  /// States between g and q: the two photons are then real, one after the other.
  public let cascades: [String]

  /// A state with the rates in use: the study may override those of the path's own level.
  public struct Counted: Sendable {
    public let state: IntermediateState
    public let rateToQ: StudyInput
  }

  init(_ study: Study, levels: StudyLevels, inputs: StudyInputs) {
    let path = study.path, units = study.conventions.units
    let found = study.target.intermediateStates(q: path.q, g: path.g)
    var counted: [Counted] = []
    var intermediate: [IntermediateLevel] = []
    var missing: [String] = []
    var cascades = found.cascades
    for state in found.states {
      // As printed, a crystal has E1 × M1 only.
      if study.conventions == .published, case .manifold(_, let multipoles) = state.kind,
        Set(multipoles) != [.e1, .m1]
      {
        continue
      }
      var spacing = Energy(
        wavenumberPerCentimetre: state.energyPerCentimetre.value - path.q.energyPerCentimetre.value, convention: units
      ).electronVolts
      var input = StudyInput(key: .rateOfPQ, value: state.rateToQ.value, origin: .database(state.rateToQ))
      if state.id == path.p.id {
        // The path's own level: what the study says of p → q holds here too.
        spacing = levels.pq
        input = inputs.rateOfPQ
      }
      guard let toQ = input.value, let toG = state.rateToG.value else {
        missing.append("\(state.id) (no A of \(state.id)–\(input.value == nil ? path.q.id : path.g.id))")
        continue
      }
      // An override of the levels may put a state between g and q.
      guard spacing * (spacing + levels.qg) > 0 else {
        cascades.append(state.id)
        continue
      }
      let coupling: IntermediateLevel.Coupling =
        switch state.kind {
        case .level(let n, let q, let g): .sharp(twoJ: n, twoJOfQ: q, twoJOfG: g)
        case .manifold(let weight, _): .mean(weight: weight)
        }
      counted.append(Counted(state: state, rateToQ: input))
      intermediate.append(
        IntermediateLevel(
          spacingToQ: spacing, spacingToG: spacing + levels.qg, rateToQ: Rate(perSecond: toQ),
          rateToG: Rate(perSecond: toG), coupling: coupling))
    }
    self.counted = counted
    self.missing = missing
    self.cascades = cascades
    function = TwoPhotonBackground(intermediate, form: study.conventions.background)
  }
}
