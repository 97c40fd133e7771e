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

  /// A step that the selection rules forbid, unless the study says what its strength is.
  private func checkChannel() {
    let path = study.path
    guard let obstacle = study.target.path(e: path.e, p: path.p, q: path.q, g: path.g).obstacle else { return }
    let remedy: [Study.Override]
    switch obstacle.rule {
    case .vertex: remedy = [.spinSquared]
    case .photon, .samePhononBath: remedy = path.isElastic ? [.rateOfPE] : [.rateOfPE, .rateOfPQ]
    case .notMetastable, .unstableFinal, .window: return  // Told as a warning: the figures exist.
    }
    if remedy.allSatisfy({ study.overrides[$0] != nil }) { return }
    collector.report(
      .error, "closed-channel", at: "/path", "\(obstacle.rule.title): \(obstacle.reason)",
      why: "the selection rules leave no amplitude for this path",
      hint:
        "`nupair paths \(study.target.id)\(path.isElastic ? "" : " --inelastic")` lists the open ones; for a what-if, give \(remedy.map(\.rawValue).joined(separator: " and ")) under \"overrides\""
    )
  }
}
