import Neutrinos
import Sensitivity

extension Study.Neutrino {
  /// The same neutrinos of the other nature.
  var otherNature: NeutrinoHypothesis {
    var other = hypothesis
    other.nature = nature == .majorana ? .dirac : .majorana
    return other
  }

  /// The other ordering, with the same set's parameters for it.
  var otherOrdering: NeutrinoHypothesis {
    var other = hypothesis
    other.ordering = ordering == .normal ? .inverted : .normal
    if case .named(let set) = oscillation { other.parameters = set.parameters(for: other.ordering) }
    return other
  }
}

extension StudyMeasurement {
  /// What fits leave open beside the lightest mass and the normalisation.
  ///
  /// - Parameter ordering: of the hypothesis that is fitted, of which a named set states errors; the study's own if `nil`.
  func nuisances(_ neutrino: Study.Neutrino, ordering: MassOrdering? = nil) -> Nuisances {
    let known = oscillationFit.nuisances(neutrino.oscillation, ordering ?? neutrino.ordering)
    return fitsPhases ? known.opening([.alpha21, .alpha31]) : known
  }

  /// Whether anything is known beside the data, so that what data tell is not in proportion to the exposure.
  func hasPrior(_ neutrino: Study.Neutrino) -> Bool {
    if case .gaussian = normalisation { return true }
    return nuisances(neutrino).hasPrior
  }
}
