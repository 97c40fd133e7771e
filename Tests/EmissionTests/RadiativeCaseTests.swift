import Documents
import Neutrinos
import Quantities
import Testing
import _TestSupport

@testable import Emission

/// One case of Fixtures/renp.json: a function, its arguments, and a value of an independent implementation.
struct RadiativeCase: Sendable, CustomTestStringConvertible {
  let id: String
  let function: String
  let arguments: JSONValue
  let expected: JSONValue
  let tolerance: Double

  var testDescription: String { "\(id) \(function)" }

  static let all: [RadiativeCase] = {
    let text = (try? Package.text("Tests/EmissionTests/Fixtures/renp.json")) ?? ""
    let cases = JSONDocument(name: "renp.json", text: text).root.map(JSONValue.init)?["cases"]?.elements ?? []
    return cases.map { json in
      RadiativeCase(
        id: json["id"]?.stringValue ?? "", function: json["fn"]?.stringValue ?? "", arguments: json["args"] ?? .null,
        expected: json["expect"] ?? .null, tolerance: json["rel_tol"]?.doubleValue ?? 0)
    }
  }()

  func number(_ key: String) throws -> Double {
    guard let value = arguments[key]?.doubleValue else { throw TestFailure("no number \(key)") }
    return value
  }

  func number(_ key: String, or other: Double) -> Double { arguments[key]?.doubleValue ?? other }

  func text(_ key: String) throws -> String {
    guard let text = arguments[key]?.stringValue else { throw TestFailure("no text \(key)") }
    return text
  }

  func complex(_ key: String) throws -> Complex {
    guard let elements = arguments[key]?.elements, elements.count == 2, let re = elements[0].doubleValue,
      let im = elements[1].doubleValue
    else { throw TestFailure("no complex number \(key)") }
    return Complex(re, im)
  }

  // MARK: What the arguments name

  /// The splittings and angles of the file, which quotes Δm²_3ℓ.
  func parameters(_ ordering: MassOrdering) -> OscillationParameters {
    OscillationParameters(
      name: "", citation: "", s12sq: 0.304, s13sq: ordering == .normal ? 0.02246 : 0.02241, dm21: 7.42e-5,
      dm3l: ordering == .normal ? 2.510e-3 : 2.490e-3, ordering: ordering)
  }

  func ordering() throws -> MassOrdering { MassOrdering(rawValue: try text("ordering")) ?? .normal }

  var nature: NeutrinoNature { number("delta_m", or: 0) == 1 ? .majorana : .dirac }

  func hypothesis() throws -> NeutrinoHypothesis {
    let ordering = try ordering()
    return NeutrinoHypothesis(
      lightest: try number("m0"), ordering: ordering, nature: nature, parameters: parameters(ordering),
      phases: MixingPhases(
        delta: number("delta", or: 0), alpha21: number("alpha21", or: 0), alpha31: number("alpha31", or: 0)))
  }

  func spectrum(_ newPhysics: NewPhysics = NewPhysics()) throws -> RadiativeSpectrum {
    let hypothesis = try hypothesis()
    return RadiativeSpectrum(
      levelSpacing: try number("eps"), virtualSpacing: try number("eps_vg"), phase: .fixed(number("r", or: 0)),
      cosine: number("cth", or: 1), pairs: hypothesis.pairs, nature: hypothesis.nature, newPhysics: newPhysics)
  }

  func kinematics() throws -> RadiativeKinematics {
    RadiativeKinematics(
      levelSpacing: try number("eps"), trigger: try number("omega"), imprint: number("r", or: 0),
      cosine: number("cth", or: 1))
  }

  /// The tensor at the case's q², and the excess.
  func tensor() throws -> (tensor: NeutrinoTensor, excess: Double, massSquared: Double) {
    let mi = try number("mi"), mj = try number("mj"), massSquared = try number("q2")
    return (NeutrinoTensor(mi, mj), massSquared - (mi + mj) * (mi + mj), massSquared)
  }
}

@Suite struct `Radiative reference cases` {
  @Test func `are all there`() { #expect(RadiativeCase.all.count == 56) }

  @Test(arguments: RadiativeCase.all)
  func `come out`(reference: RadiativeCase) throws {
    let found = try evaluate(reference)
    let expected = reference.expected.elements.isEmpty ? [reference.expected] : reference.expected.elements
    if reference.expected == .null || reference.expected == .array([]) {
      #expect(found.isEmpty)
    } else if case .bool(let value) = reference.expected {
      #expect(found == [value ? 1 : 0])
    } else {
      #expect(found.count == expected.count)
      for (a, b) in zip(found, expected.compactMap(\.doubleValue)) {
        #expect(b == 0 ? abs(a) < 1e-15 : abs(a / b - 1) <= reference.tolerance, "\(a) for \(b)")
      }
    }
  }

  /// The numbers that the public interface gives; none where the value is null.
  private func evaluate(_ c: RadiativeCase) throws -> [Double] {
    switch c.function {
    case "n_natural": return [NumberDensity(perCubicCentimetre: try c.number("n_cm3")).naturalUnits()]
    case "mu_b": return [ElectromagneticMoments.bohrMagneton]
    case "neutrino_masses":
      let m = MassSpectrum(
        lightest: try c.number("m0"), ordering: try c.ordering(), parameters: c.parameters(try c.ordering()))
      return [m.m1, m.m2, m.m3]
    case "a_abs2", "a_re_sq":
      let phases = MixingPhases(
        delta: c.number("delta", or: 0), alpha21: c.number("alpha21", or: 0), alpha31: c.number("alpha31", or: 0))
      let a = ElectronRow(parameters: c.parameters(.normal), phases: phases)
        .coupling(Int(try c.number("i")), Int(try c.number("j")))
      return [c.function == "a_abs2" ? a.squaredModulus : a.realPartOfSquare]
    case "dipole_from_a":
      return [
        RadiativeRate.dipole(
          rate: Rate(perSecond: try c.number("gamma_hz")), spacing: Energy(electronVolts: try c.number("de")))
      ]
    case "asimov_q":
      return [AsimovStatistic.value(hypothesis: try c.number("mu0"), truth: try c.number("mu1"))]
    default: return try kinematics(c) ?? kernels(c) ?? spectra(c) ?? newPhysics(c)
    }
  }

  private func kinematics(_ c: RadiativeCase) throws -> [Double]? {
    switch c.function {
    case "threshold":
      return [
        RadiativeKinematics.threshold(
          levelSpacing: try c.number("eps"), imprint: try c.number("r"), cosine: try c.number("cth"),
          massSum: try c.number("msum"))
      ].compactMap(\.self)
    case "btl_threshold":
      return [
        RadiativeKinematics.lockedThreshold(levelSpacing: try c.number("eps"), massSum: try c.number("msum"))
      ].compactMap(\.self)
    case "m2_pair": return [try c.kinematics().massSquared]
    case "pair_momentum": return [try c.kinematics().momentum]
    case "r_for_threshold":
      return RadiativeKinematics.imprints(
        levelSpacing: try c.number("eps"), trigger: try c.number("omega"), massSum: try c.number("msum"),
        cosine: try c.number("cth"))
    case "delta_ij":
      let (tensor, excess, massSquared) = try c.tensor()
      return [tensor.velocity(excess: excess, massSquared: massSquared)]
    case "e_range":
      let range = PairEnergies.range(
        energy: try c.number("W"), momentum: try c.number("P"), mi: try c.number("mi"), mj: try c.number("mj"))
      return range.map { [$0.lowerBound, $0.upperBound] } ?? []
    case "mcq3_extra_photon_range":
      let interval = RadiativeBackground(try c.kinematics()).photonInterval
      return interval.map { [$0.lowerBound, $0.upperBound] } ?? []
    case "m2_guide":
      let guide = GuideBackground(
        levelSpacing: try c.number("eps"), imprint: try c.number("r"), triggerCutoff: try c.number("cut_trigger"),
        lowestCutoff: 0, isAlong: try c.number("along") == 1)
      return [guide.massSquared(at: try c.number("omega"))].compactMap(\.self)
    case "renp_window_guide_bgfree":
      let window = GuideBackground.window(
        levelSpacing: try c.number("eps"), cutoff: try c.number("cut"), massSum: try c.number("msum"))
      return window.map { [$0.lowerBound, $0.upperBound] } ?? []
    case "mcq_allowed":
      let isOpen = GuideBackground.isOpen(
        extraPhotons: Int(try c.number("n_extra")), massSquared: try c.number("m2"), lowestCutoff: try c.number("cut"))
      return [isOpen ? 1 : 0]
    default: return nil
    }
  }

  private func kernels(_ c: RadiativeCase) throws -> [Double]? {
    switch c.function {
    case "i_mono_kernel":
      let (tensor, excess, massSquared) = try c.tensor()
      return [
        tensor.components(excess: excess, massSquared: massSquared).monopole(momentumSquared: try c.number("P2"))
      ]
    case "i_mono_direct":
      let k = try c.kinematics(), mi = try c.number("mi"), mj = try c.number("mj")
      let components = NeutrinoTensor(mi, mj).components(excess: k.excess(over: mi + mj), massSquared: k.massSquared)
      return [components.monopole(momentumSquared: k.momentumSquared)]
    case "i_e1_vector":
      let (tensor, excess, massSquared) = try c.tensor()
      return [
        ElectronVertex.dipole.kernel(
          left: try c.complex("cL"), right: try c.complex("cR"), tensor: tensor, excess: excess,
          massSquared: massSquared, momentumSquared: try c.number("P2"))
      ]
    case "i_general":
      let (tensor, excess, massSquared) = try c.tensor()
      let current = PairCurrent(
        left: try c.complex("aL"), right: try c.complex("aR"), scalarLeft: try c.complex("sL"),
        scalarRight: try c.complex("sR"))
      return [
        current.kernel(
          try c.number("mi"), try c.number("mj"), tensor: tensor, excess: excess, massSquared: massSquared,
          momentumSquared: try c.number("P2"))
      ]
    default: return nil
    }
  }

  private func spectra(_ c: RadiativeCase) throws -> [Double]? {
    switch c.function {
    case "spectrum_spin": return [try c.spectrum().value(at: try c.number("omega"))]
    case "spectrum_spin_massless":
      return [
        RadiativeSpectrum(
          levelSpacing: try c.number("eps"), virtualSpacing: try c.number("eps_vg"), pairs: [], nature: .dirac
        ).massless(at: try c.number("omega"))
      ]
    case "spectrum_spin_line":
      return [
        TriggerLine(centre: try c.number("omega"), width: try c.number("width")).mean(of: try c.spectrum())
      ]
    default: return nil
    }
  }

  private func newPhysics(_ c: RadiativeCase) throws -> [Double] {
    switch c.function {
    case "spectrum_zprime":
      let vector = LightVector(
        mass: try c.number("mz"), width: try c.number("width"), electron: 1,
        left: CouplingMatrix(universal: try c.number("gegl")), right: CouplingMatrix(universal: try c.number("gegr")),
        hasLongitudinalPart: c.arguments["longitudinal"] == .bool(true))
      return [try c.spectrum(NewPhysics(vector: vector)).value(at: try c.number("omega"))]
    case "width_zprime":
      let vector = LightVector(
        mass: try c.number("mz"), width: 0, electron: 1, left: CouplingMatrix(universal: try c.number("gl")),
        right: CouplingMatrix(universal: try c.number("gr")))
      return [vector.neutrinoWidth(masses: try c.hypothesis().masses, nature: c.nature)]
    case "spectrum_phi":
      let scalar = LightScalar(
        mass: try c.number("mphi"), width: try c.number("width"), electron: 1,
        scalar: CouplingMatrix(universal: try c.number("yeys")),
        pseudoscalar: CouplingMatrix(universal: try c.number("yeyp")))
      return [try c.spectrum(NewPhysics(scalar: scalar)).value(at: try c.number("omega"))]
    case "delta_i_phi_slides":
      let k = try c.kinematics(), mass = try c.number("mphi")
      func entry(_ z: Complex) -> CouplingMatrix {
        CouplingMatrix(rows: [[.zero, z, .zero], [z.conjugate, .zero, .zero], [.zero, .zero, .zero]])
      }
      let scalar = LightScalar(
        mass: mass, width: 0, electron: try c.number("ye"), scalar: entry(try c.complex("yS")),
        pseudoscalar: entry(try c.complex("yP")))
      return [
        PrintedMediators(scalar: scalar).addition(
          scalar, 1, 2, mi: try c.number("mi"), mj: try c.number("mj"), coupling: try c.complex("aij"),
          nature: c.nature, massSquared: k.massSquared, momentumSquared: k.momentumSquared,
          detuning: k.excess(over: mass))
      ]
    case "i_em":
      let (_, excess, massSquared) = try c.tensor()
      return [
        try moments(c, 1, 2).kernel(
          1, 2, mi: try c.number("mi"), mj: try c.number("mj"), nature: .dirac, excess: excess,
          massSquared: massSquared, momentumSquared: try c.number("P2"))
      ]
    case "spectrum_em":
      let i = Int(try c.number("i")), j = Int(try c.number("j")), omega = try c.number("omega")
      let with = try c.spectrum(NewPhysics(moments: try moments(c, i, j)))
      let pair = with.pairs.first { ($0.pair.i, $0.pair.j) == (i, j) }
      // The part of the moments alone: couplings to the weak current set to zero.
      return try pair.map {
        let bare = PairCoupling(pair: $0.pair, mi: $0.mi, mj: $0.mj, coupling: .zero)
        return RadiativeSpectrum(
          levelSpacing: try c.number("eps"), virtualSpacing: try c.number("eps_vg"),
          phase: .fixed(try c.number("r")), cosine: try c.number("cth"), pairs: [bare], nature: .dirac,
          newPhysics: with.newPhysics
        ).value(at: omega)
      }.map { [$0] } ?? []
    case "r2_sm_cm2":
      return [StandardModelMoments.Lepton(rawValue: try c.text("lepton"))].compactMap {
        $0.map(StandardModelMoments.chargeRadius)
      }
    case "tau_radiative_s":
      return [StandardModelMoments.radiativeLifetime(mass: try c.number("m_ev"), mixing: try c.number("uu"))]
    default: throw TestFailure("no function \(c.function)")
    }
  }

  private func moments(_ c: RadiativeCase, _ i: Int, _ j: Int) throws -> ElectromagneticMoments {
    let x = try c.number("x")
    var rows = [[Complex]](repeating: [.zero, .zero, .zero], count: 3)
    rows[i - 1][j - 1] = Complex(x)
    rows[j - 1][i - 1] = Complex(x)
    let matrix = CouplingMatrix(rows: rows)
    switch try c.text("kind") {
    case "mu": return ElectromagneticMoments(magnetic: matrix)
    case "eps": return ElectromagneticMoments(electric: matrix)
    case "r2": return ElectromagneticMoments(chargeRadius: matrix)
    case "a": return ElectromagneticMoments(anapole: matrix)
    default: throw TestFailure("an unknown moment")
    }
  }
}
