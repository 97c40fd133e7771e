import Documents
import Emission
import Foundation
import Targets

/// The numbers a paper states, each with how to compute it: the file format `nupair-claims/1`, described in docs/claims.md.
public struct Claims: Sendable {
  /// The file's name without its ending.
  public let name: String
  public let citation: String
  /// What the column "by its formulas" holds.
  public let publishedMeaning: String
  public let claims: [Claim]
  public let figures: [ClaimedFigure]
  /// Studies by name, as trees, for claims to vary.
  let studies: [String: JSONValue]
  /// The file as it was named.
  let file: String
}

/// One number of a paper.
public struct Claim: Sendable {
  /// JSON pointer of the claim in its file.
  public let pointer: String

  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case reproduces
    /// It does with a value that the paper does not state.
    case unstatedInput = "needs-unstated-input"
    case fails = "does-not-reproduce"
    /// A number taken over from elsewhere; shown, not computed from others.
    case input
  }

  public let id: String
  public let group: String
  /// Where in the paper.
  public let place: String
  public let quantity: String
  public let unit: String
  /// As the paper has it; `nil` where it states an inequality or nothing.
  public let stated: Double?
  /// As the paper writes it, if not the number itself.
  public let statedText: String?
  /// How far published may be from stated to count as reproduced, relative: half a unit of the last printed digit, or as the reason says.
  public let tolerance: Double
  public let verdict: Verdict
  public let reason: String
  /// Values of an independent calculation, to hold ours against.
  public let expected: Expected
  let computation: Computation

  public struct Expected: Sendable, Hashable {
    public let published: Double?
    public let corrected: Double?
  }

  /// How a number comes out of the program.
  enum Computation: Sendable {
    /// A figure of an evaluation, times a factor, over powers of other figures.
    case figure(
      study: String, changes: [(pointer: String, value: JSONValue)], pointer: String, factor: Double,
      over: [(pointer: String, power: Double)])
    /// d ln(figure)/d ln(1/number of the study).
    case fall(study: String, changes: [(pointer: String, value: JSONValue)], pointer: String, number: String)
    case wavenumber(Double)
    case joules(Double)
    /// A quantity of the library to a power, times a factor.
    case library(LibraryCall, power: Double, factor: Double)
    /// The paper's number itself, of an input that nothing here computes.
    case given(Double)
  }

  /// Why the published value's formula does not hold, where one does not.
  public var refutation: Refutation? {
    switch computation {
    case .library(let call, _, _): call.quantity.refutation
    case .figure(_, _, let pointer, _, let over): Self.refutation(of: [pointer] + over.map(\.pointer))
    case .fall(_, _, let pointer, _): Self.refutation(of: [pointer])
    case .wavenumber, .joules, .given: nil
    }
  }

  private static func refutation(of pointers: [String]) -> Refutation? {
    pointers.contains { $0.hasPrefix("/monopole/as_published") } ? .monopoleCancels : nil
  }
}

/// A figure of a paper: curves over a common abscissa.
public struct ClaimedFigure: Sendable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// M² in eV² over r, a curve for each angle.
    case massSquared = "mass-squared-over-r"
    /// ΣF in eV² over the pair's mass in eV.
    case pairMass = "pair-sum-over-pair-mass"
    /// ΣF in eV² over the angle in radians.
    case angular = "pair-sum-over-angle"
    /// A quantity of the library over one of its arguments.
    case library = "library-over-argument"
  }

  public let id: String
  public let title: String
  public let kind: Kind
  let pointer: String
  /// Empty for quantities of the library.
  let study: String
  /// The argument that is varied, for quantities of the library.
  let argument: String?
  let abscissa: (low: Double, high: Double, points: Int)
  let curves: [Curve]

  struct Curve: Sendable {
    let label: String
    let changes: [(pointer: String, value: JSONValue)]
    /// For M² over r.
    let angle: Double?
    /// For a quantity of the library.
    let call: LibraryCall?
  }
}
