/// Whether the neutrino pair can be emitted between two levels.
///
/// The leading operator is the total electron spin S = Σ s_i: an axial vector, even under parity. It acts on the spin
/// alone, so it keeps the configuration, and in LS coupling both L and S.
public enum NeutrinoVertex {
  /// The rule's word, before any datum is consulted.
  public enum Verdict: Sendable, Hashable {
    /// Exact symmetries exclude it; no datum can open it.
    case forbidden(String)
    /// Allowed by the exact symmetries, but zero in the coupling that the labels state; a datum overrides.
    case vanishesByCoupling(String)
    case allowed(String)
  }

  public static func verdict(from q: Level, to g: Level, in target: Target) -> Verdict {
    target.kind == .ionInCrystal ? inCrystal(q, g, siteSymmetry: target.host?.siteSymmetry) : inFreeAtom(q, g)
  }

  private static func inFreeAtom(_ q: Level, _ g: Level) -> Verdict {
    guard let parityQ = q.parity, let parityG = g.parity else { return .forbidden("S: parities are not given") }
    if parityQ != parityG {
      return .forbidden("S keeps parity; \(q.id) is \(parityQ.rawValue), \(g.id) \(parityG.rawValue)")
    }
    if let fault = FreeAtomRules.triangleFault(rank: 1, q.twoJ, g.twoJ) { return .forbidden("S has rank 1; \(fault)") }
    if let a = ElectronConfiguration(q.configuration), let b = ElectronConfiguration(g.configuration), a != b {
      return .vanishesByCoupling(
        "S acts on spin alone and cannot change the configuration; \(q.id) is \(q.configuration), \(g.id) \(g.configuration)"
      )
    }
    if let a = RussellSaundersTerm(q.term), let b = RussellSaundersTerm(g.term), a != b {
      return .vanishesByCoupling(
        "S cannot change L or the total spin; \(q.id) is \(a.text), \(g.id) \(b.text) (spin–orbit mixing would need a datum)"
      )
    }
    return .allowed("S: J \(q.jText)–\(g.jText), parity kept")
  }

  private static func inCrystal(_ q: Level, _ g: Level, siteSymmetry: String?) -> Verdict {
    if let fault = FreeAtomRules.triangleFault(rank: 1, q.twoJ, g.twoJ) {
      return .vanishesByCoupling(
        "S has rank 1; \(fault) (J mixing by the crystal field opens it only at the per-cent level)")
    }
    guard siteSymmetry == "S4", let a = q.irrep, let b = g.irrep, let operators = SiteSymmetryS4.operators(a, b) else {
      return .allowed("S: J \(q.jText)–\(g.jText); irreps unknown")
    }
    let parts = [(SiteSymmetryS4.Operator.magneticZ, "S_z"), (.magneticXY, "S_x, S_y")].filter {
      operators.contains($0.0)
    }
    if parts.isEmpty {
      return .forbidden("S4: neither S_z nor S_x, S_y connects \(a.rawValue) (\(q.id)) and \(b.rawValue) (\(g.id))")
    }
    return .allowed("\(parts.map(\.1).joined(separator: ", ")): \(a.rawValue)–\(b.rawValue), J \(q.jText)–\(g.jText)")
  }
}

/// A term symbol of LS coupling, such as `3Po`; other couplings do not parse.
struct RussellSaundersTerm: Equatable {
  let multiplicity: Int
  let orbital: Character

  init?(_ term: String) {
    let digits = term.prefix { $0.isASCII && $0.isNumber }
    guard let multiplicity = Int(digits), let orbital = term.dropFirst(digits.count).first,
      "SPDFGHIKLMNOQ".contains(orbital)
    else { return nil }
    let rest = term.dropFirst(digits.count + 1)
    // What may follow: a parity mark, and J. Anything else (such as the g of Σ_g) is another kind of label.
    guard rest.allSatisfy({ $0.isNumber || "o*/".contains($0) }) else { return nil }
    self.multiplicity = multiplicity
    self.orbital = orbital
  }

  var text: String { "\(multiplicity)\(orbital)" }
}

/// Occupied subshells, such as 6s 5d, without the coupling of their parents.
struct ElectronConfiguration: Equatable {
  private let occupations: [String: Int]

  /// Reads notations such as `5p5(2P3/2)6s`, `4f13.5d.6s2` and `6s5d`; `nil` for anything ambiguous, such as a mixture.
  init?(_ text: String) {
    // No real configuration is longer; the bound keeps the recursion below shallow.
    guard text.utf8.count <= 200, let plain = Self.withoutParents(text), !plain.isEmpty,
      let shells = Self.shells(plain[...])
    else { return nil }
    var occupations: [String: Int] = [:]
    for shell in shells { occupations[shell.name, default: 0] += shell.count }
    self.occupations = occupations
  }

  /// Drops dots and parents such as (2P3/2) and (2P*<1/2>), which say how shells couple, not which are filled.
  ///
  /// `nil` when a bracket holds something else: (7s,6d) is a mixture of configurations.
  private static func withoutParents(_ text: String) -> [Character]? {
    var plain: [Character] = []
    var rest = Array(text)[...]
    while let character = rest.popFirst() {
      guard character == "(" else {
        if character != "." { plain.append(character) }
        continue
      }
      guard let end = rest.firstIndex(of: ")"), let first = rest.first, isDigit(first),
        rest.dropFirst().first?.isUppercase == true
      else { return nil }
      rest = rest[(end + 1)...]
    }
    return plain
  }

  /// Splits `6s25d` into 6s², 5d: digits that a following letter needs as its n belong to the next shell.
  private static func shells(_ text: ArraySlice<Character>) -> [(name: String, count: Int)]? {
    guard !text.isEmpty else { return [] }
    guard text.count >= 2, isDigit(text[text.startIndex]), "spdfghi".contains(text[text.startIndex + 1]) else {
      return nil
    }
    let name = String(text.prefix(2)), rest = text.dropFirst(2)
    for length in stride(from: min(2, rest.prefix(while: isDigit).count), through: 0, by: -1) {
      guard let others = shells(rest.dropFirst(length)) else { continue }
      return [(name, length == 0 ? 1 : Int(String(rest.prefix(length))) ?? 1)] + others
    }
    return nil
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
