/// How well a wrong hypothesis can be told from the truth, by the likelihood ratio at expected counts (Asimov data):
///
///     Δχ² = min { X Σ_k 2 [μ'_k − μ_k + μ_k ln(μ_k/μ'_k)] + priors },   μ' = A s' + b
///
/// over what the alternative leaves open. √Δχ² is the number of standard deviations, once counts suffice: ``AsimovValidity``.
public struct Separation: Sendable, Hashable {
  /// Δχ²; infinite where the alternative excludes what the truth lets one see.
  public let chiSquared: Double
  /// X, in the unit that the measurement counts by.
  public let exposure: Double
  /// Signal events expected at this exposure.
  public let signalEvents: Double
  /// A where the alternative comes closest.
  public let normalisation: Double
  /// The alternative with its m₀ and nuisances where it comes closest.
  public let alternative: Hypothesis
  /// X at which Δχ² = 9; `nil` where none suffices, since the hypotheses agree or differ by less than what is known beside the data.
  public let exposureForThreeSigma: Double?

  /// Signal events at ``exposureForThreeSigma``.
  public var eventsForThreeSigma: Double? {
    exposureForThreeSigma.map { exposure > 0 ? signalEvents / exposure * $0 : 0 }
  }
}
