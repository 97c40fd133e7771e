/// What a selection rule says, and why.
public struct RuleAnswer: Sendable, Hashable {
  public let isAllowed: Bool
  public let reason: String

  static func allowed(_ reason: String) -> RuleAnswer { RuleAnswer(isAllowed: true, reason: reason) }
  static func forbidden(_ reason: String) -> RuleAnswer { RuleAnswer(isAllowed: false, reason: reason) }
}

/// Selection rules of free atoms, ions and molecules between levels of sharp J and parity.
///
/// A multipole of rank k needs |ΔJ| ≤ k ≤ J + J′; electric multipoles of odd rank and magnetic ones of even rank
/// change parity, the others keep it.
public enum FreeAtomRules {
  /// Rank of a single multipole.
  static func rank(_ multipole: Multipole) -> Int {
    switch multipole {
    case .e1, .m1: 1
    case .e2, .m2: 2
    case .e3: 3
    case .m1e2, .e1m1: preconditionFailure("a sum of multipoles has no single rank")
    }
  }

  static func changesParity(_ multipole: Multipole) -> Bool {
    switch multipole {
    case .e1, .m2, .e3: true
    case .m1, .e2: false
    case .m1e2, .e1m1: preconditionFailure("a sum of multipoles has no single parity")
    }
  }

  /// Whether a multipole connects two levels; a sum of two is allowed when one of them is.
  public static func answer(_ multipole: Multipole, _ a: Level, _ b: Level) -> RuleAnswer {
    let parts = multipole.parts
    guard parts.count == 1 else {
      let answers = parts.map { answer($0, a, b) }
      return answers.first(where: \.isAllowed)
        ?? .forbidden(answers.map(\.reason).joined(separator: "; "))
    }
    let name = multipole.rawValue
    guard let parityA = a.parity, let parityB = b.parity else {
      return .forbidden("\(name): the parity of \(a.parity == nil ? a.id : b.id) is not given")
    }
    if (parityA != parityB) != changesParity(multipole) {
      return .forbidden(
        changesParity(multipole)
          ? "\(name) must change parity; \(a.id) and \(b.id) are both \(parityA.rawValue)"
          : "\(name) must keep parity; \(a.id) is \(parityA.rawValue), \(b.id) \(parityB.rawValue)")
    }
    if let fault = triangleFault(rank: rank(multipole), a.twoJ, b.twoJ) {
      return .forbidden("\(name): \(fault)")
    }
    return .allowed("\(name): J \(a.jText)–\(b.jText), parity \(parityA.rawValue)–\(parityB.rawValue)")
  }

  /// Why |ΔJ| ≤ k ≤ J + J′ fails, or `nil`.
  static func triangleFault(rank: Int, _ twoJ: Int, _ twoJPrime: Int) -> String? {
    let pair = "J \(Level.jText(twoJ: twoJ))–\(Level.jText(twoJ: twoJPrime))"
    if !(twoJ + twoJPrime).isMultiple(of: 2) { return "\(pair) mixes whole and half-odd J" }
    if abs(twoJ - twoJPrime) > 2 * rank { return "\(pair) exceeds |ΔJ| = \(rank)" }
    if twoJ + twoJPrime < 2 * rank { return "\(pair) cannot carry rank \(rank)" }
    return nil
  }
}
