import Testing
import _TestSupport

@testable import Targets

/// A level that exists only for a rule to look at.
func bareLevel(
  _ id: String = "x", twoJ: Int, parity: Parity? = nil, irrep: Irrep? = nil, configuration: String = "",
  term: String = "", energy: Double = 0
) -> Level {
  Level(
    id: id, configuration: configuration, term: term, twoJ: twoJ, parity: parity, irrep: irrep, irrepStatus: nil,
    degeneracy: twoJ + 1,
    isKramers: nil, manifold: nil, isMetastable: nil, isObserved: nil,
    energyPerCentimetre: Datum(
      value: energy, uncertainty: nil, status: .cited, source: "s", confidence: nil, note: nil,
      pointer: "/levels/0/energy_per_cm"),
    energyAlternatives: [], lifetimes: [], note: nil, pointer: "/levels/0")
}

@Suite struct `Free-atom rules` {
  @Test(arguments: [
    (Multipole.e1, 0, Parity.even, 2, Parity.odd, true), (.e1, 0, .even, 0, .odd, false),
    (.e1, 2, .even, 2, .even, false),
    (.e1, 2, .even, 6, .odd, false), (.e1, 1, .even, 1, .odd, true), (.e1, 2, .even, 3, .odd, false),
    (.m1, 0, .odd, 2, .odd, true),
    (.m1, 0, .odd, 0, .odd, false), (.m1, 1, .odd, 1, .odd, true), (.m1, 2, .even, 2, .odd, false),
    (.e2, 0, .even, 4, .even, true),
    (.e2, 0, .even, 2, .even, false), (.e2, 1, .even, 3, .even, true), (.e2, 1, .even, 1, .even, false),
    (.e2, 2, .even, 2, .even, true),
    (.m2, 4, .odd, 0, .even, true), (.m2, 4, .odd, 0, .odd, false), (.m2, 2, .odd, 0, .even, false),
    (.e3, 6, .odd, 0, .even, true),
    (.e3, 4, .odd, 0, .even, false), (.e3, 6, .even, 0, .even, false), (.m1e2, 4, .even, 0, .even, true),
    (.m1e2, 0, .even, 0, .even, false),
    (.e1m1, 2, .even, 4, .even, true), (.e1m1, 2, .even, 4, .odd, true), (.e1m1, 0, .even, 0, .even, false),
  ])
  func `follow J and parity`(
    multipole: Multipole, twoJ: Int, parity: Parity, twoJ2: Int, parity2: Parity, allowed: Bool
  ) {
    let answer = FreeAtomRules.answer(
      multipole, bareLevel(twoJ: twoJ, parity: parity), bareLevel(twoJ: twoJ2, parity: parity2))
    #expect(answer.isAllowed == allowed, "\(answer.reason)")
    #expect(!answer.reason.isEmpty)
  }

  @Test func `do not care which level is named first`() {
    for multipole in Multipole.allCases {
      for a in 0...8 {
        for b in 0...8 {
          for (p, q) in [(Parity.even, Parity.even), (.even, .odd)] {
            let one = bareLevel(twoJ: a, parity: p), two = bareLevel(twoJ: b, parity: q)
            #expect(
              FreeAtomRules.answer(multipole, one, two).isAllowed == FreeAtomRules.answer(multipole, two, one).isAllowed
            )
          }
        }
      }
    }
  }
}

@Suite struct `S4 rules` {
  typealias Op = SiteSymmetryS4.Operator

  /// The table in the literature for rare-earth ions at S4 sites.
  static let table: [(Irrep, Irrep, Set<Op>)] = [
    (.g1, .g1, [.magneticZ]), (.g2, .g2, [.magneticZ]), (.g1, .g2, [.electricPi]),
    (.g1, .g34, [.electricSigma, .magneticXY]),
    (.g2, .g34, [.electricSigma, .magneticXY]), (.g34, .g34, [.electricPi, .magneticZ]),
    (.g56, .g56, [.electricSigma, .magneticZ, .magneticXY]), (.g78, .g78, [.electricSigma, .magneticZ, .magneticXY]),
    (.g56, .g78, [.electricPi, .electricSigma, .magneticXY]), (.g6, .g6, [.electricSigma, .magneticZ, .magneticXY]),
    (.g6, .g7, [.electricPi, .electricSigma, .magneticXY]),
  ]

  @Test(arguments: table)
  func `reproduce the published table`(a: Irrep, b: Irrep, operators: Set<Op>) {
    #expect(SiteSymmetryS4.operators(a, b) == operators)
    #expect(SiteSymmetryS4.operators(b, a) == operators)
  }

  @Test func `do not compare names of different groups`() {
    #expect(SiteSymmetryS4.operators(.g6, .g56) == nil)
    #expect(SiteSymmetryS4.operators(.g1, .g56) == [])
  }

  @Test(arguments: [
    (16, [5, 4, 4]), (14, [3, 4, 4]), (12, [3, 4, 3]), (10, [3, 2, 3]), (8, [3, 2, 2]), (6, [1, 2, 2]), (4, [1, 2, 1]),
    (2, [1, 0, 1]), (0, [1, 0, 0]),
  ])
  func `split a manifold as group theory says`(twoJ: Int, counts: [Int]) {
    let parts = SiteSymmetryS4.decomposition(twoJ: twoJ)
    #expect([Irrep.g1, .g2, .g34].map { parts[$0] ?? 0 } == counts)
  }

  @Test func `account for every state`() {
    for twoJ in 0...17 {
      let states = SiteSymmetryS4.decomposition(twoJ: twoJ).reduce(0) { $0 + $1.value * $1.key.degeneracy }
      #expect(states == twoJ + 1)
    }
  }

  @Test func `agree with the computed spin elements of holmium`() throws {
    let target = try Package.database.load("ho-ylf")
    for element in target.spinElements {
      let a = try #require(target.level(element.a)), b = try #require(target.level(element.b))
      let irrepA = try #require(a.irrep), irrepB = try #require(b.irrep), axial = try #require(element.axial)
      let allowed = try #require(SiteSymmetryS4.operators(irrepA, irrepB))
      // The eigenvectors know nothing of the rule, so zeros where it forbids are a check of both.
      if !allowed.contains(.magneticZ) { #expect(axial.spinZ == 0, "\(a.id) \(b.id)") }
      if !allowed.contains(.magneticXY) { #expect(axial.spinXY == 0, "\(a.id) \(b.id)") }
    }
  }
}

@Suite struct `Neutrino vertex` {
  private func verdict(_ id: String, _ q: String, _ g: String) throws -> NeutrinoVertex.Verdict {
    let target = try Package.database.load(id)
    return NeutrinoVertex.verdict(from: try #require(target.level(q)), to: try #require(target.level(g)), in: target)
  }

  @Test func `is open where the published paths use it`() throws {
    guard case .allowed = try verdict("xe", "6s'_0", "6s_1") else { Issue.record("Xe"); return }
    guard case .allowed(let reason) = try verdict("ho-ylf", "5I7_1", "5I8_1") else { Issue.record("Ho"); return }
    #expect(reason == "S_x, S_y: G2–G34, J 7–8")
  }

  @Test(arguments: [
    ("xe", "6s'_0", "g1S0"), ("xe", "6s'_0", "6s_2"), ("h2", "v1J0", "v0J0"), ("tb-ylf", "5D4_1", "7F5_1"),
  ])
  func `is shut by parity, rank or irreps`(id: String, q: String, g: String) throws {
    guard case .forbidden = try verdict(id, q, g) else { Issue.record("\(id) \(q) \(g)"); return }
  }

  @Test(arguments: [
    ("ca-ii", "3d3/2", "4s"), ("he", "2 1S0", "2 3S1"), ("he", "2 3S1", "1 1S0"), ("pb", "1S0", "3P1"),
    ("ba", "1D2", "3D1"),
  ])
  func `vanishes where S would have to change configuration, L or spin`(id: String, q: String, g: String) throws {
    guard case .vanishesByCoupling = try verdict(id, q, g) else { Issue.record("\(id) \(q) \(g)"); return }
  }

  @Test(arguments: [
    ("5p5(2P3/2)6s", "5p5(2P1/2)6s", true), ("4f14.6s6p", "4f14.6s2", false), ("3p6.3d", "3p6.4s", false),
    ("6s5d", "5d6s", true),
    ("3s2.3p5.(2P*<3/2>).4s", "3s2.3p5.4s", true), ("4f12(3H6)5d6s2", "4f12.5d.6s2", true), ("1s2s", "1s2", false),
  ])
  func `reads configurations`(a: String, b: String, same: Bool) {
    let one = ElectronConfiguration(a)
    #expect(one != nil)
    #expect((one == ElectronConfiguration(b)) == same)
  }

  @Test(arguments: ["6p2.(7s,6d) ", "X v=1", "", "np6", "6p(6d,8s)", "6s25d3x"])
  func `does not guess at ambiguous configurations`(text: String) { #expect(ElectronConfiguration(text) == nil) }

  @Test(arguments: [("3Po", "3P"), ("2D", "2D"), ("1S0", "1S"), ("6H15/2", "6H"), ("4So", "4S")])
  func `reads LS terms`(term: String, text: String) { #expect(RussellSaundersTerm(term)?.text == text) }

  @Test(arguments: ["2[3/2]o", "(7/2,1)", "1Sg+", "o", "", "(6,3/2)"])
  func `does not take other couplings for LS`(term: String) { #expect(RussellSaundersTerm(term) == nil) }
}
