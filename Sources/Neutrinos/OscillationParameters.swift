/// The oscillation parameters that enter the electron row of the mixing matrix and the masses.
///
/// `dm31` is the magnitude |m₃² − m₁²| in both orderings. Global fits quote Δm²_3ℓ, which in inverted ordering is m₃² − m₂²:
/// ``init(name:citation:s12sq:s13sq:dm21:dm3l:ordering:)`` converts.
public struct OscillationParameters: Sendable, Hashable {
  public let name: String
  public let citation: String
  /// sin²θ₁₂.
  public let s12sq: Double
  /// sin²θ₁₃.
  public let s13sq: Double
  /// m₂² − m₁², eV².
  public let dm21: Double
  /// |m₃² − m₁²|, eV².
  public let dm31: Double

  public init(name: String, citation: String, s12sq: Double, s13sq: Double, dm21: Double, dm31: Double) {
    precondition((0...1).contains(s12sq) && (0...1).contains(s13sq), "sines squared lie between 0 and 1")
    precondition(dm21 >= 0 && dm31 >= 0, "mass splittings are magnitudes")
    self.name = name
    self.citation = citation
    self.s12sq = s12sq
    self.s13sq = s13sq
    self.dm21 = dm21
    self.dm31 = dm31
  }

  /// From a fit's Δm²_3ℓ, given as a magnitude: m₃² − m₁² in normal ordering, m₂² − m₃² in inverted ordering.
  public init(
    name: String, citation: String, s12sq: Double, s13sq: Double, dm21: Double, dm3l: Double, ordering: MassOrdering
  ) {
    self.init(
      name: name, citation: citation, s12sq: s12sq, s13sq: s13sq, dm21: dm21,
      dm31: ordering == .normal ? dm3l : dm3l - dm21)
  }
}
