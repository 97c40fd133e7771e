import Documents
import Neutrinos
import Studies
import Targets

/// What a design of radiative emission rests on, every number with its source, and what is assumed.
struct RadiativeInputs {
  let evaluation: RadiativeEvaluation
  /// True for what a search found.
  let isSearched: Bool
  let database: TargetDatabase

  func write(into article: inout Article, _ bibliography: inout Bibliography) {
    let study = evaluation.study
    var sources = InputSources(study.target)
    var table = Article.Table([
      ("input", .left), ("value", .left), ("status", .left), ("how", .left), ("source", .left),
    ])
    for (role, level) in [("e", study.path.e), ("v", study.path.v), ("g", study.path.g)] {
      let datum = level.energyPerCentimetre
      table.add([
        "energy of \\|\(role)⟩ \(Article.code(level.id))", "\(datum.reportText) cm⁻¹", datum.status.rawValue, "",
        sources.cite([datum.pointer]),
      ])
    }
    for (key, value) in study.overrides.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      table.add([
        Article.code(key.rawValue), NumberText.report(value, key == .rateOfVG ? "s⁻¹" : "eV", digits: 8), "override",
        "the study", "the study",
      ])
    }
    if study.overrides[.rateOfVG] == nil {
      let rate = evaluation.path.rateOfVG
      table.add([
        "`gamma_vg_per_s`", NumberText.report(rate.value, "s⁻¹"),
        (rate.status?.rawValue ?? "unknown") + (rate.isStandIn ? ", stand-in" : ""),
        Article.plain(rate.how), sources.cite(rate.data),
      ])
    }
    article.table(table)
    if !evaluation.conflicts.isEmpty {
      article.heading("Where sources disagree", level: 3)
      article.list(evaluation.conflicts.map(Article.plain))
    }
    for source in sources.used { bibliography.add(source) }
    let parameters = study.neutrino.parameters
    article.heading("Neutrinos", level: 3)
    article.paragraph(NeutrinoProse.text(study.neutrino, evaluation.masses))
    bibliography.add(key: "oscillation-" + parameters.name, note: parameters.citation)
    for paper in (try? Claims.shipped(with: database)) ?? []
    where paper.processes.contains("renp") && paper.targets.contains(study.targetName) {
      bibliography.add(paper: paper)
    }
    bibliography.add(
      key: "codata-2022", title: "CODATA recommended values of the fundamental physical constants: 2022",
      note: "P. J. Mohr, D. B. Newell, B. N. Taylor and E. Tiesinga, NIST")
    bibliography.add(
      Bibliography.Entry(
        key: "dinh-2013", title: "Observables in neutrino mass spectroscopy using atoms",
        note: "D. N. Dinh et al., Phys. Lett. B 719 (2013) 154, arXiv:1209.4808",
        doi: nil, status: nil, caveat: nil))
    if isSearched { bibliography.addSearch() }
    article.heading("Assumptions", level: 3)
    article.list([
      "n³Vη = \(NumberText.report(study.laser.coherence, "cm⁻⁶", digits: 3)): every rate is in proportion to it.",
      "Factors of order one of the macro-coherent rate and of its polarisation average are conventions (docs/studies.md).",
      "angular_factor = \(NumberText.report(study.angularFactor)): what directions and spins make of \\|⟨σ⟩\\|².",
      study.laser.lineWidth > 0
        ? "The trigger's line is flat, \(NumberText.report(study.laser.lineWidth, "eV", digits: 2)) wide."
        : "The trigger has no linewidth.",
    ])
  }
}
