import Emission
import Neutrinos

/// What is assumed of the neutrinos when a measurement is predicted.
public struct Hypothesis: Sendable, Hashable {
  public var neutrino: NeutrinoHypothesis
  /// Particles and moments beyond the standard model, which only radiative pair emission can predict.
  public var newPhysics: NewPhysics

  public init(_ neutrino: NeutrinoHypothesis, newPhysics: NewPhysics = NewPhysics()) {
    self.neutrino = neutrino
    self.newPhysics = newPhysics
  }

  /// The same with another value of a parameter.
  public func with(_ parameter: FitParameter, _ value: Double) -> Hypothesis {
    var other = self
    other.neutrino = neutrino.with(parameter, value)
    return other
  }

  /// The same with another lightest mass, eV.
  public func with(lightest: Double) -> Hypothesis { with(.lightest, lightest) }
}
