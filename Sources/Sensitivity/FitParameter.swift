import Neutrinos

/// A number of a hypothesis that data measure, or that a fit leaves open because it is not known well enough.
public enum FitParameter: String, Sendable, Hashable, CaseIterable {
  /// m₀, eV.
  case lightest
  /// sin²θ₁₂ and sin²θ₁₃.
  case s12sq, s13sq
  /// Δm²₂₁ and |Δm²₃₁|, eV².
  case dm21, dm31
  /// The Majorana phases α₂₁ and α₃₁ − 2δ, radians: the latter through α₃₁ at a fixed δ.
  case alpha21, alpha31
}

extension NeutrinoHypothesis {
  public func value(of parameter: FitParameter) -> Double {
    switch parameter {
    case .lightest: lightest
    case .s12sq: parameters.s12sq
    case .s13sq: parameters.s13sq
    case .dm21: parameters.dm21
    case .dm31: parameters.dm31
    case .alpha21: phases.alpha21
    case .alpha31: phases.alpha31
    }
  }

  /// The same with another value of a parameter.
  public func with(_ parameter: FitParameter, _ value: Double) -> NeutrinoHypothesis {
    var other = self
    func moved(_ which: FitParameter, _ old: Double) -> Double { which == parameter ? value : old }
    switch parameter {
    case .lightest: other.lightest = value
    case .alpha21: other.phases.alpha21 = value
    case .alpha31: other.phases.alpha31 = value
    case .s12sq, .s13sq, .dm21, .dm31:
      other.parameters = OscillationParameters(
        name: parameters.name, citation: parameters.citation, s12sq: moved(.s12sq, parameters.s12sq),
        s13sq: moved(.s13sq, parameters.s13sq), dm21: moved(.dm21, parameters.dm21),
        dm31: moved(.dm31, parameters.dm31))
    }
    return other
  }
}
