import Documents
import Emission
import Targets

/// The rules between the parts of a study.
struct StudyChecker {
  let study: Study
  let collector: FindingCollector

  func check() {
    checkSpacings()
    checkChannel()
    checkMedium()
    study.measurement.check(study.neutrino, collector)
  }

  private func checkMedium() {
    guard StudyLevels(study).detected(study) > 0 else { return }
    guard study.geometry.medium == .host, StudyMedium(study, levels: StudyLevels(study)).host == nil else { return }
    collector.report(
      .error, "no-host-index", at: "/geometry/refractive_index",
      "the formula of the host's index has no value at the detected photon's wavelength",
      hint: "give the index as a number; 1 is vacuum")
  }

  /// The pair needs energy, whatever the overrides say.
  private func checkSpacings() {
    let levels = StudyLevels(study)
    let detected = levels.detected(study)
    if detected <= 0 {
      collector.report(
        .error, "closed-channel", at: "/geometry/trigger_eV",
        "a trigger this far below resonance leaves the detected photon ω₀ − ε_qe = \(NumberText.short(detected)) eV",
        why: "e and a trigger photon together must lie above q",
        hint: "the resonance is at \(NumberText.exact(levels.pe)) eV")
    }
    guard levels.qg <= 0 else { return }
    collector.report(
      .error, "closed-channel", at: "/overrides",
      "ε_qg = ε_eg + ε_pe − ε_pq = \(NumberText.exact(levels.qg)) eV leaves nothing for the pair",
      why: "the pair takes q to g, and q must lie above g",
      hint: "eps_pq_eV must be less than \(NumberText.exact(levels.eg + levels.pe))")
  }

  /// Steps that the selection rules forbid, each refused unless the study says what its strength is.
  private func checkChannel() {
    let path = study.path
    let closed = study.target.path(e: path.e, p: path.p, q: path.q, g: path.g).closed
    func refuse(_ reason: String?, _ step: String, unless key: Study.Override) {
      guard let reason, study.overrides[key] == nil else { return }
      collector.report(
        .error, "closed-channel", at: "/path", "\(step): \(reason)",
        why: "the selection rules leave no amplitude for this step",
        hint:
          "`nupair paths \(study.target.id)\(path.isElastic ? "" : " --inelastic")` lists the open paths; for a what-if, give \(key.rawValue) under \"overrides\""
      )
    }
    refuse(closed.vertex, "the pair cannot be emitted", unless: .spinSquared)
    refuse(closed.excitation, "no dipole photon lifts e to p", unless: .rateOfPE)
    refuse(closed.emission, "no dipole photon takes p to q", unless: .rateOfPQ)
  }
}
