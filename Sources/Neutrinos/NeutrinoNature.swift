/// Whether the neutrino is its own antiparticle.
public enum NeutrinoNature: String, Sendable, Hashable, CaseIterable {
  case majorana, dirac
}

/// Which of the mass eigenstates is the lightest.
public enum MassOrdering: String, Sendable, Hashable, CaseIterable {
  /// Normal: m₁ < m₂ < m₃.
  case normal = "NO"
  /// Inverted: m₃ < m₁ < m₂.
  case inverted = "IO"
}
