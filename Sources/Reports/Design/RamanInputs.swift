import Documents
import Emission
import Neutrinos
import Photonics
import Studies
import Targets

/// What a Raman design rests on, every number with its source, and what is assumed.
struct RamanInputs {
  let evaluation: Evaluation
  /// True for what a search found.
  let isSearched: Bool
  let measurement: StudyMeasurement?
  /// As an evaluation's JSON has it.
  let fibre: JSONValue?
  let database: TargetDatabase

  init(
    _ evaluation: Evaluation, isSearched: Bool, measurement: StudyMeasurement?, fibre: JSONValue?,
    database: TargetDatabase
  ) {
    self.evaluation = evaluation
    self.isSearched = isSearched
    self.measurement = measurement
    self.fibre = fibre
    self.database = database
  }

  func write(into article: inout Article, _ bibliography: inout Bibliography) {
    let study = evaluation.study, path = study.path
    var sources = InputSources(study.target)
    var table = Article.Table([
      ("input", .left), ("value", .left), ("status", .left), ("how", .left), ("source", .left),
    ])
    var seen: Set<String> = []
    for (role, level) in [("e", path.e), ("p", path.p), ("q", path.q), ("g", path.g)]
    where seen.insert(level.id).inserted {
      let datum = level.energyPerCentimetre
      table.add([
        "energy of \\|\(role)⟩ \(Article.code(level.id))", "\(datum.reportText) cm⁻¹", datum.status.rawValue, "",
        sources.cite([datum.pointer]),
      ])
    }
    for (key, value) in study.overrides.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where key.isEnergy {
      table.add([
        Article.code(key.rawValue), NumberText.report(value, "eV", digits: 8), "override", "the study", "the study",
      ])
    }
    for input in evaluation.inputs.all {
      let unit = input.key == .spinSquared ? "" : "s⁻¹"
      switch input.origin {
      case .override:
        table.add([
          Article.code(input.key.rawValue), NumberText.report(input.value, unit), "override", "the study", "the study",
        ])
      case .follows(let other):
        table.add([
          Article.code(input.key.rawValue), NumberText.report(input.value, unit),
          "follows \(Article.code(other.rawValue))", "", "",
        ])
      case .database(let found):
        let value = found.value.map { value in
          found.relativeUncertainty.flatMap { $0 > 0 ? NumberText.uncertain(value, $0 * abs(value)) : nil }
            ?? NumberText.report(value)
        }
        table.add([
          Article.code(input.key.rawValue), value.map { unit.isEmpty ? $0 : "\($0) \(unit)" } ?? "unknown",
          (found.status?.rawValue ?? "unknown") + (found.isStandIn ? ", stand-in" : ""), Article.plain(found.how),
          sources.cite(found.data),
        ])
      }
    }
    for counted in evaluation.background.counted {
      let rates = [("q", counted.rateToQ.databaseInput), ("g", counted.state.rateToG)]
      for case (let name, let rate?) in rates {
        table.add([
          "rate \(Article.code(counted.state.id)) to \(name)", NumberText.report(rate.value, "s⁻¹"),
          (rate.status?.rawValue ?? "unknown") + (rate.isStandIn ? ", stand-in" : ""), Article.plain(rate.how),
          sources.cite(rate.data),
        ])
      }
    }
    article.table(table)
    if !evaluation.conflicts.isEmpty {
      article.heading("Where sources disagree", level: 3)
      article.list(evaluation.conflicts.map(Article.plain))
    }
    for source in sources.used { bibliography.add(source) }
    article.heading("Neutrinos", level: 3)
    article.paragraph(NeutrinoProse.text(study.neutrino, evaluation.masses))
    cite(into: &bibliography)
    article.heading("Assumptions", level: 3)
    assumptions(&article)
  }

  private func cite(into bibliography: inout Bibliography) {
    let study = evaluation.study, parameters = study.neutrino.parameters
    bibliography.add(key: "oscillation-" + parameters.name, note: parameters.citation)
    if let claims = (try? Claims.shipped(with: database))?.first(where: { $0.processes.contains("ranp") }) {
      bibliography.add(paper: claims)
    }
    bibliography.add(
      key: "codata-2022", title: "CODATA recommended values of the fundamental physical constants: 2022",
      note: "P. J. Mohr, D. B. Newell, B. N. Taylor and E. Tiesinga, NIST")
    if isSearched { bibliography.addSearch() }
    for layer in study.fibre?.layers ?? [] { materials(layer.medium, &bibliography) }
    if let surround = study.fibre?.surround { materials(surround, &bibliography) }
  }

  private func materials(_ medium: StudyFibre.Medium, _ bibliography: inout Bibliography) {
    guard case .material(_, let material) = medium else { return }
    for key in [material.dispersion.source, material.absorption?.source, material.transparency?.source].compactMap(
      \.self)
    {
      if let source = material.source(key) { bibliography.add(source) }
    }
  }

  private func assumptions(_ article: inout Article) {
    let study = evaluation.study, laser = study.laser
    var items = [
      "n³Vη = \(NumberText.report(laser.coherence, "cm⁻⁶", digits: 3)): every rate is in proportion to it.",
      "Linewidth of the lasers 2π × \(NumberText.report(laser.linewidth, "Hz", digits: 3)): it enters Γ₀ through the width of the trigger's resonance.",
      "Γ₀ by eq. (8) of arXiv:1904.03813. Eqs. (4), (7) and (8) differ by factors of 16 and ½, and a golden-rule estimate lies 4×10³ below: absolute rates are uncertain by 10²–10⁴.",
      "No dipole pattern of the detected photon, and the spin's direction averaged: distributions are those of ΣF alone.",
      study.geometry.medium == .index(1)
        ? "All photons travel as in vacuum."
        : "All photons have the refractive index \(NumberText.report(evaluation.medium.index, digits: 5)).",
    ]
    if let measurement {
      items.append(
        "Detector: \(NumberText.report(measurement.resolution, "mrad", digits: 3)) of angular resolution, a flat background of \(NumberText.report(100 * measurement.flatBackground, "%", digits: 3)) of massless signal, efficiency \(NumberText.report(100 * measurement.efficiency, "%", digits: 3)), \(NumberText.report(measurement.exposure, "d", digits: 5)) of live time\(measurement.countsTwoPhotons ? "; McQ4 counted" : "; McQ4 **not** counted")."
      )
    }
    if let fibre, let mass = fibre["pair_mass_eV"]?.doubleValue {
      items.append(
        "Fibre: background judged at a pair mass of \(NumberText.report(1000 * mass, "meV", digits: 3)), the signal photon along the axis; states: \(Article.plain(fibre["background_states"]?.stringValue ?? "all"))."
      )
    }
    article.list(items)
  }
}
