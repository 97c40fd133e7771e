/// A complete assumption on the neutrinos: what a measurement is to tell from another.
public struct NeutrinoHypothesis: Sendable, Hashable {
  /// eV.
  public var lightest: Double
  public var ordering: MassOrdering
  public var nature: NeutrinoNature
  public var parameters: OscillationParameters
  public var phases: MixingPhases

  public init(
    lightest: Double, ordering: MassOrdering, nature: NeutrinoNature, parameters: OscillationParameters,
    phases: MixingPhases = MixingPhases()
  ) {
    self.lightest = lightest
    self.ordering = ordering
    self.nature = nature
    self.parameters = parameters
    self.phases = phases
  }

  public var masses: MassSpectrum { MassSpectrum(lightest: lightest, ordering: ordering, parameters: parameters) }

  /// The six pairs with their couplings.
  public var pairs: [PairCoupling] {
    PairCoupling.all(masses: masses, row: ElectronRow(parameters: parameters, phases: phases))
  }

  /// The same with another lightest mass, eV.
  public func with(lightest: Double) -> NeutrinoHypothesis {
    var other = self
    other.lightest = lightest
    return other
  }
}
