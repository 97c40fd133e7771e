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
  /// - Parameter ordering: of the hypothesis that is fitted, whose errors the named set states; the study's own if `nil`.
  func nuisances(_ neutrino: Study.Neutrino, ordering: MassOrdering? = nil) -> Nuisances {
    var errors: [(parameter: FitParameter, sigma: Double?)] = []
    if fitsOscillation, case .named(let set) = neutrino.oscillation,
      let known = set.errors(for: ordering ?? neutrino.ordering)
    {
      errors += [(.s12sq, known.s12sq), (.s13sq, known.s13sq), (.dm21, known.dm21), (.dm31, known.dm31)]
    }
    if fitsPhases { errors += [(.alpha21, nil), (.alpha31, nil)] }
    return Nuisances(errors: errors)
  }

  /// Whether anything is known beside the data, so that what data tell is not in proportion to the exposure.
  func hasPrior(_ neutrino: Study.Neutrino) -> Bool {
    if case .gaussian = normalisation { return true }
    return nuisances(neutrino).hasPrior
  }
}
