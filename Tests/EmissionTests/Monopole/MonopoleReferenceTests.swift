import Documents
import Foundation
import Neutrinos
import Quantities
import Testing
import _TestSupport

@testable import Emission

/// Reference cases of an independent implementation.
private let fixture: JSONValue = {
  let text = (try? Package.text("Tests/EmissionTests/Fixtures/monopole.json")) ?? ""
  return JSONDocument(name: "monopole.json", text: text).root.map(JSONValue.init) ?? .null
}()

/// One case with its arguments.
private struct Case: CustomTestStringConvertible, Sendable {
  let value: JSONValue

  var testDescription: String { "\(value["id"]?.stringValue ?? "?") \(function)" }
  var function: String { value["fn"]?.stringValue ?? "" }

  func number(_ key: String) throws -> Double { try #require(value.value(at: "/args/\(key)")?.doubleValue, "\(key)") }
  func text(_ key: String) throws -> String { try #require(value.value(at: "/args/\(key)")?.stringValue, "\(key)") }

  var nature: NeutrinoNature { value.value(at: "/args/delta_m")?.doubleValue == 1 ? .majorana : .dirac }

  func hypothesis() throws -> NeutrinoHypothesis {
    let ordering = try #require(MassOrdering(rawValue: try text("ordering")))
    let set = try #require(fixture["neutrinos"]?[ordering.rawValue])
    func parameter(_ key: String) throws -> Double { try #require(set[key]?.doubleValue) }
    return NeutrinoHypothesis(
      lightest: try number("m0"), ordering: ordering, nature: nature,
      parameters: OscillationParameters(
        name: "reference", citation: "", s12sq: try parameter("s12sq"), s13sq: try parameter("s13sq"),
        dm21: try parameter("dm21"), dm3l: abs(try parameter("dm3l")), ordering: ordering))
  }

  /// Σ over the pairs of a source; r and cos θ of the imprinted phase are 0 and 1 where not given.
  func spectrum(_ source: MonopoleSource, eps: Double) throws -> Double {
    let omega = try number("omega")
    let r = value.value(at: "/args/r")?.doubleValue ?? 0, cosine = value.value(at: "/args/cth")?.doubleValue ?? 1
    let along = r * eps * cosine - omega, across2 = r * r * eps * eps * (1 - cosine * cosine)
    return MonopoleKernel.corrected.sum(
      source.pairs(try hypothesis()), massSquared: eps * eps * (1 - r * r) - 2 * eps * omega * (1 - r * cosine),
      energy: eps - omega, momentum: (along * along + across2).squareRoot(), nature: nature)
  }

  func scheme() throws -> MonopoleScheme {
    let atom = try #require(fixture["atoms"]?[try text("atom")])
    func datum(_ key: String) throws -> Double { try #require(atom[key]?.doubleValue) }
    return MonopoleScheme(
      protons: Int(try datum("z")), neutrons: Int(try datum("n")),
      intermediate: Energy(electronVolts: try datum("e_int")), excited: Energy(electronVolts: try datum("e_exc")),
      ground: Energy(electronVolts: try datum("e_gnd")), rateOfIG: Rate(perSecond: try datum("gamma_hz")))
  }

  func ratio() throws -> MonopoleScheme.Ratio {
    value.value(at: "/args/ratio")?.stringValue == "eq23" ? .equation23 : .equation19
  }

  /// What the library makes of it.
  func found() throws -> Double {
    switch function {
    case "i_mono_kernel":
      let mi = try number("mi"), mj = try number("mj"), m2 = try number("q2"), p2 = try number("P2")
      return MonopoleKernel.corrected.bracket(
        mi, mj, excess: m2 - (mi + mj) * (mi + mj), energySquared: m2 + p2, momentumSquared: p2)
    case "i_mono_direct":
      let mi = try number("mi"), mj = try number("mj"), eps = try number("eps"), omega = try number("omega")
      return MonopoleKernel.corrected.bracket(
        mi, mj, excess: eps * (eps - 2 * omega) - (mi + mj) * (mi + mj), energySquared: (eps - omega) * (eps - omega),
        momentumSquared: omega * omega)
    case "spectrum_nuclear": return try spectrum(.nucleus, eps: try number("eps"))
    case "spectrum_core": return try spectrum(.core, eps: try number("eps"))
    case "cal_j_c":
      let atom = ThomasFermiAtom(protons: 1)
      return atom.coreIntegral(.published) / atom.coulombUnit
    case "tf_chi": return ThomasFermiFunction.value(at: try number("x"))
    case "tf_dchi": return ThomasFermiFunction.slope(at: try number("x"))
    case "j_n": return ThomasFermiAtom(protons: Int(try number("z"))).nuclearIntegral.electronVolts
    case "j_c":
      let isFull = value.value(at: "/args/full")?.boolValue == true
      return ThomasFermiAtom(protons: Int(try number("z"))).coreIntegral(isFull ? .corrected : .published).electronVolts
    case "q_weak": return WeakMixing.published.charge(protons: Int(try number("z")), neutrons: Int(try number("n")))
    case "dipole_from_a":
      return MonopoleScheme(
        protons: 1, neutrons: 0, intermediate: Energy(electronVolts: try number("de")),
        excited: Energy(electronVolts: 1), rateOfIG: Rate(perSecond: try number("gamma_hz"))
      ).dipole
    case "f_nuclear":
      return try scheme().formFactorAsPrinted(
        detected: Energy(electronVolts: try number("omega")), ratio: try ratio()
      ).value(knowing: .monopoleCancels)
    case "prefactor_nuclear_hz_ev2":
      return try scheme().scaleAsPrinted(
        density: NumberDensity(perCubicCentimetre: try number("n_cm3")),
        volume: Volume(cubicCentimetres: try number("v_cm3")), fieldFraction: try number("eta"), ratio: try ratio()
      ).value(knowing: .monopoleCancels)
    case "rate_nuclear_hz", "rate_core_hz":
      let scheme = try scheme(), source: MonopoleSource = function == "rate_core_hz" ? .core : .nucleus
      return scheme.rateAsPrinted(
        detected: Energy(electronVolts: try number("omega")),
        spectrum: try spectrum(source, eps: scheme.levelSpacing),
        density: NumberDensity(perCubicCentimetre: try number("n_cm3")),
        volume: Volume(cubicCentimetres: try number("v_cm3")), fieldFraction: try number("eta"), source: source,
        ratio: try ratio(), coreIntegral: value.value(at: "/args/full_jc")?.boolValue == true ? .corrected : .published
      ).value(knowing: .monopoleCancels).perSecond
    default: throw TestFailure("no such function: \(function)")
    }
  }
}

@Suite struct `Monopole against the reference` {
  private static let cases = (fixture["cases"]?.elements ?? []).map(Case.init)

  @Test func `has its cases`() { #expect(Self.cases.count == 27) }

  @Test(arguments: cases)
  fileprivate func `agrees`(sample: Case) throws {
    let expected = try #require(sample.value["expect"]?.doubleValue)
    let tolerance = try #require(sample.value["rel_tol"]?.doubleValue), found = try sample.found()
    #expect(abs(found - expected) <= tolerance * abs(expected), "\(found), not \(expected)")
  }
}

@Suite struct `Monopole scheme` {
  private let caesium = MonopoleScheme(
    protons: 55, neutrons: 78, intermediate: Energy(electronVolts: 2.6986), excited: Energy(electronVolts: 1.3859),
    rateOfIG: Rate(perSecond: 7.93e5))

  @Test func `has no rate`() { #expect(caesium.rate == .zero) }

  @Test func `prints its numbers with what is known against them only`() {
    let form = caesium.formFactorAsPrinted(detected: Energy(electronVolts: 0.6))
    #expect(form.refutation == .monopoleCancels)
    for text in ["\(form)", String(reflecting: form)] {
      #expect(text.contains("as published") && text.contains("cancels exactly"), "\(text)")
    }
    var dumped = ""
    dump(form, to: &dumped)
    #expect(dumped.contains("cancels exactly"), "\(dumped)")
    // No order and no arithmetic: nothing generic over comparable values takes it.
    #expect(!((form as Any) is any Comparable) && !((form as Any) is any Hashable))
    let rate: Any = caesium.rateAsPrinted(
      detected: Energy(electronVolts: 0.6), spectrum: 0.4, density: NumberDensity(perCubicCentimetre: 1e21),
      volume: Volume(cubicCentimetres: 100), fieldFraction: 1e-6)
    #expect(!(rate is any Comparable) && !(rate is any Quantity))
  }

  @Test func `has the printed bracket in its form factor`() {
    // F = Q_w J_N d/√3π times the bracket of eq. (19).
    let omega = Energy(electronVolts: 0.55)
    let form = caesium.formFactorAsPrinted(detected: omega).value(knowing: .monopoleCancels)
    let atom = ThomasFermiAtom(protons: 55).nuclearIntegral.electronVolts
    let bracket = caesium.orderings(detected: omega).printed(detected: 0.55)
    let product = caesium.weakCharge * atom * caesium.dipole / (3 * Double.pi).squareRoot() * bracket
    #expect(abs(form / product - 1) < 1e-14)
    #expect(caesium.orderings(detected: omega).sum == 0)
  }

  @Test func `scales and rates agree`() {
    let omega = 0.55, spectrum = 0.37
    let density = NumberDensity(perCubicCentimetre: 1e21), volume = Volume(cubicCentimetres: 100)
    for source in MonopoleSource.allCases {
      let rate = caesium.rateAsPrinted(
        detected: Energy(electronVolts: omega), spectrum: spectrum, density: density, volume: volume,
        fieldFraction: 1e-6, source: source
      ).value(knowing: .monopoleCancels).perSecond
      let scale = caesium.scaleAsPrinted(density: density, volume: volume, fieldFraction: 1e-6, source: source)
        .value(knowing: .monopoleCancels)
      let denominators = (caesium.coulombSpacing + omega) * (caesium.levelSpacing - omega)
      let scaled = scale * spectrum / (denominators * denominators)
      #expect(abs(rate / scaled - 1) < 1e-14)
    }
  }

  @Test func `does not depend on mixing for the nucleus`() {
    let parameters = OscillationSet.nufit60.parameters(for: .normal)
    var turned = NeutrinoHypothesis(lightest: 0.05, ordering: .normal, nature: .majorana, parameters: parameters)
    let straight = MonopoleSource.nucleus.pairs(turned)
    turned.phases = MixingPhases(delta: 1, alpha21: 2, alpha31: 0.5)
    #expect(MonopoleSource.nucleus.pairs(turned) == straight && straight.count == 3)
    #expect(MonopoleSource.core.pairs(turned).count == 6)
  }
}
