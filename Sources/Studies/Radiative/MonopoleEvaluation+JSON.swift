import Documents
import Emission
import Neutrinos
import Quantities
import Targets

extension RadiativeEvaluation {
  /// The member `monopole`: an amplitude of zero, and the paper's figures under a name that says what they are.
  func monopoleJSON(_ monopole: MonopoleEvaluation, energies: Int?) -> JSONValue {
    [
      "source": .string(monopole.source.rawValue), "amplitude_per_eV2": .number(orNull: monopole.amplitude),
      "orderings_per_eV2": .numbers(monopole.orderings.terms), "why": .string(Refutation.monopoleCancels.note),
      "see": .string(MonopoleEvaluation.chapter),
      "as_published": monopole.published.map { asPublished($0, at: monopole.place, energies: energies) } ?? .null,
    ]
  }

  private func asPublished(_ published: MonopoleEvaluation.Published, at place: String, energies: Int?) -> JSONValue {
    let trigger = study.geometry.trigger, refutation = Refutation.monopoleCancels
    let other: NeutrinoNature = published.nature == .majorana ? .dirac : .majorana
    func number(_ value: AsPublished<Double>?) -> JSONValue { .number(orNull: value?.value(knowing: refutation)) }
    func rate(_ trigger: Double) -> JSONValue {
      .number(orNull: published.rate(at: trigger)?.value(knowing: refutation).perSecond)
    }
    var members: [JSONValue.Member] = [
      .init("status", "refuted"), .init("refutation", .string(refutation.rawValue)),
      .init("not_stood_by", .string(refutation.note)), .init("published_in", .string(place)),
      .init("Z", .integer(published.nucleus.protons)),
      .init("A", published.nucleus.massNumber.map(JSONValue.integer) ?? .null),
      .init("isotope", isotopeJSON(published.nucleus)),
      .init("proton_weak_charge", .number(published.mixing.protonCharge)),
      .init("weak_charge", .number(orNull: published.weakCharge)),
      .init("coulomb_integral_eV", .number(published.coulombIntegral.electronVolts)),
      .init("coulomb_integral", published.source == .nucleus ? "J_N, Thomas-Fermi" : "J_C, Thomas-Fermi, eq. (32)"),
      .init("ratio", .string(published.ratio.rawValue)),
      .init("dipole_per_eV", .number(orNull: published.scheme?.dipole)),
      .init("form_factor_per_eV2", number(published.formFactor(at: trigger))),
      .init("gamma0_eta_eV3", .number(published.prefactor)), .init("scale_eV2_per_s", number(published.scale)),
      .init("spectrum_at_trigger_eV2", .number(published.spectrum(at: trigger))),
      .init("other_nature_spectrum_at_trigger_eV2", .number(published.spectrum(at: trigger, nature: other))),
      .init(
        "pairs",
        .array(
          published.pairs.map {
            [
              "pair": .string($0.pair.name),
              "spectrum_at_trigger_eV2": .number(published.spectrum(of: $0, at: trigger)),
            ]
          })), .init("total_per_s", rate(trigger)),
    ]
    if let energies {
      let triggers = triggers(count: energies)
      members.append(
        .init(
          "spectrum",
          [
            "trigger_eV": .numbers(triggers), "i_eV2": .numbers(triggers.map { published.spectrum(at: $0) }),
            "per_s": published.scheme == nil ? .null : .array(triggers.map(rate)),
          ]))
    }
    return .object(members)
  }

  private func isotopeJSON(_ nucleus: RadiativeStudy.Monopole) -> JSONValue {
    guard nucleus.neutrons != nil else { return .null }
    guard let reason = isotopeReason(nucleus) else { return ["datum": "/monopole/A", "status": "study"] }
    return ["datum": .string(reason.datum), "status": .string(reason.status)]
  }

  /// The entry of the target's file that N comes from.
  func isotopeReason(_ nucleus: RadiativeStudy.Monopole) -> FigureMark.Reason? {
    nucleus.isotope.map { index in
      let isotope = study.target.species.isotopes[index]
      return FigureMark.Reason(
        datum: "\(study.target.id)#/species/isotopes/\(index)", status: isotope.status.rawValue,
        name: "isotope \(isotope.massNumber)", isStandIn: false)
    }
  }
}
