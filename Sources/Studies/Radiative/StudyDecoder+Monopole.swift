import Documents
import Emission
import Targets

extension StudyDecoder {
  /// The block `monopole`, and what it leaves to the target: an isotope where only one is known.
  func monopole(_ reader: ValueReader?, _ vertex: RadiativeStudy.Vertex?, _ target: Target?) -> RadiativeStudy.Monopole?
  {
    let object = reader?.object()
    defer { object?.finish() }
    let number = object?.optional("A"), ratio = object?.optional("ratio")?.choice(MonopoleScheme.Ratio.self)
    guard let vertex, let target else {
      _ = number?.integer(in: 1...400)
      return nil
    }
    guard let source = vertex.source else {
      reader?.report(
        .error, "not-supported", "\"monopole\" has no meaning for the vertex \"\(vertex.rawValue)\"",
        hint:
          "it belongs to \"nuclear-monopole\" and \"core-monopole\", which emit nothing: docs/physics.md says why")
      _ = number?.integer(in: 1...400)
      return nil
    }
    let protons = target.species.atomicNumber
    func monopole(_ neutrons: Int?, _ isotope: Int?) -> RadiativeStudy.Monopole {
      RadiativeStudy.Monopole(
        protons: protons, neutrons: neutrons, isotope: isotope, ratio: ratio ?? .equation19)
    }
    guard source == .nucleus else {
      number?.report(
        .error, "not-supported", "the electrons' charge does not depend on the isotope", hint: "leave out \"A\"")
      return monopole(nil, nil)
    }
    let isotopes = target.species.isotopes
    if let number {
      guard let massNumber = number.integer(in: protons...400) else { return nil }
      return monopole(massNumber - protons, isotopes.firstIndex { $0.massNumber == massNumber })
    }
    guard isotopes.count == 1 else {
      let known = isotopes.map { "\($0.massNumber)" }.joined(separator: ", ")
      collector.report(
        .error, "missing-key", at: reader == nil ? "" : "/monopole",
        "the isotope of \(target.id) is not given\(known.isEmpty ? "" : ", and the target has several: \(known)")",
        why: "the nucleus's weak charge is N − 0.044 Z", hint: "add \"monopole\": { \"A\": … }, its mass number")
      return nil
    }
    return monopole(isotopes[0].neutrons, 0)
  }
}

extension RadiativeChecker {
  /// What the paper's formulas are for. Outside of that they are not even published.
  func checkMonopole() {
    let path = study.path, levels = study.levels, target = study.target
    func refuse(_ rule: String, _ pointer: String, _ message: String, why: String? = nil, hint: String) {
      collector.report(.error, rule, at: pointer, message, why: why, hint: hint)
    }
    if target.kind != .atom || target.species.charge != 0 {
      refuse(
        "not-supported", "/vertex", "\(target.id) is no neutral free atom",
        why: "the Coulomb integrals are those of a neutral Thomas–Fermi atom", hint: "\"spin\" takes any target")
    }
    if levels.vg <= levels.eg {
      refuse(
        "level-order", "/path", "v does not lie above e",
        why: "the Coulomb interaction takes e to v, n'p above np", hint: "for caesium e is 6p and v 7p")
    }
    if path.e.twoJ != path.v.twoJ || path.e.parity != path.v.parity {
      refuse(
        "closed-channel", "/path",
        "the Coulomb interaction does not take \(path.e.id) to \(path.v.id): it keeps J and parity",
        hint: "for caesium e is 6p and v 7p, both J = 1/2")
    }
    if study.geometry.phase != .fixed(0) {
      refuse(
        "not-supported", "/geometry/r", "the paper's formulas have no imprinted phase",
        hint: "give \"r\": 0, or the vertex \"spin\"")
    }
    if study.laser.lineWidth > 0 {
      refuse(
        "not-supported", "/laser/line_width_eV", "the paper's formulas have no line width",
        hint: "leave it out, or give the vertex \"spin\"")
    }
    if study.newPhysics.json != nil {
      refuse(
        "not-supported", "/new_physics", "new particles are made for the electron's spin",
        hint: "leave them out, or give the vertex \"spin\"")
    }
    if study.statedAngularFactor != nil {
      refuse(
        "not-supported", "/angular_factor", "a charge has no direction", hint: "leave it out: it belongs to the spin")
    }
  }
}
