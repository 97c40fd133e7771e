import Documents
import Drawing
import Emission
import Neutrinos
import Studies
import Targets

/// The report of one design of radiative emission.
struct RadiativeReport {
  let input: ReportInput
  let evaluation: RadiativeEvaluation
  let database: TargetDatabase
  var bibliography = Bibliography()
  private let sensitivity: SensitivityReport?
  private let refusal: String?

  init(_ input: ReportInput, _ study: RadiativeStudy, database: TargetDatabase) {
    self.input = input
    self.database = database
    evaluation = RadiativeEvaluation(study)
    do throws(RadiativeSensitivity.Refusal) {
      sensitivity = SensitivityReport(try RadiativeSensitivity(evaluation))
      refusal = nil
    } catch {
      sensitivity = nil
      refusal = error.reason
    }
  }

  private var study: RadiativeStudy { evaluation.study }

  mutating func article() -> Article {
    var article = Article(title: Article.plain(input.title))
    let vertex = evaluation.monopole.map { "the charge of the \($0.source.rawValue)" } ?? "the electron's spin"
    article.paragraph(
      "\(Article.plain(study.target.name)), radiative emission of a neutrino pair (RENP) by \(vertex), path \(Article.code(study.path.text)); conventions: **\(study.conventions.rawValue)**."
    )
    answer(&article)
    belief(&article)
    article.heading("Figures")
    article.figure(.levelScheme(evaluation))
    article.figure(.massSquared(evaluation))
    if evaluation.monopole == nil { article.figure(.spectrum(evaluation, bench: input.bench)) }
    article.heading("How it was found")
    article.paragraph("The design is its author's: searches are made for RANP only.")
    article.heading("What a measurement tells")
    MeasurementSection(sensitivity, refusal: refusal).write(into: &article)
    influences(&article)
    inputs(&article)
    return article
  }

  // MARK: The answer

  private func answer(_ article: inout Article) {
    article.heading("The answer")
    let total = evaluation.total
    if evaluation.monopole != nil {
      article.note(
        "**The amplitude is zero.** A pair emitted by this charge cancels exactly between the orders of the vertices (docs/physics.md); the rate is 0, whatever has been published."
      )
    }
    article.paragraph(
      "**The design is \(evaluation.isFeasible ? "feasible" : "not feasible").** It gives \(NumberText.report(total, "s⁻¹")) signal events\(total.map { ", \(NumberText.report($0 * 86400, digits: 3)) a day," } ?? "") with n³Vη = \(NumberText.report(study.laser.coherence, "cm⁻⁶", digits: 2)) assumed."
    )
    let k = evaluation.kinematics
    article.heading("The design, and how far it may stray", level: 3)
    var design = Article.Table([("parameter", .left), ("value", .left), ("may stray by", .left), ("because", .left)])
    let nearest = zip(evaluation.pairs, evaluation.spectrum.thresholds).compactMap { pair, threshold in
      threshold.map { (pair.pair.name, $0 - k.trigger) }
    }.min { abs($0.1) < abs($1.1) }
    design.add([
      "trigger, ω", "\(NumberText.fixed(k.trigger, 6)) eV",
      nearest.map { "±\(NumberText.report(abs($0.1), "eV", digits: 2))" } ?? "",
      nearest.map { "the threshold of the pair (\($0.0))" } ?? "",
    ])
    design.add([
      "r = p_eg/ε_eg",
      k.isLocked
        ? "\(NumberText.fixed(k.imprint, 8)), locked to ω/ε_eg" : NumberText.parameter(k.imprint),
      "", k.isLocked ? "the pair is emitted at rest" : "cos ϑ = \(NumberText.exact(k.cosine)) of the trigger to it",
    ])
    design.add([
      "trigger's linewidth",
      study.laser.lineWidth > 0 ? NumberText.report(study.laser.lineWidth, "eV", digits: 3) : "none", "",
      "figures are means over it",
    ])
    design.add([
      "n³Vη", "\(NumberText.report(study.laser.coherence, "cm⁻⁶", digits: 3)) (assumed)", "in proportion", volume,
    ])
    article.table(design)
    article.heading("What it gives", level: 3)
    var yields = Article.Table([("figure", .left), ("value", .left), ("rests on, beside cited data", .left)])
    yields.add(["signal events Γ₀ηI", NumberText.report(total, "s⁻¹"), mark("/rate/total_per_s")])
    yields.add([
      "I(ω)", NumberText.report(evaluation.value(evaluation.spectrum), ""), mark("/rate/spectrum_at_trigger"),
    ])
    yields.add(["the same with the other nature", NumberText.report(evaluation.otherNature, ""), ""])
    yields.add(["the same with massless neutrinos", NumberText.report(evaluation.massless, ""), ""])
    yields.add(["Γ₀η", NumberText.report(evaluation.unit, "s⁻¹"), mark("/rate/gamma0_per_s")])
    article.table(yields)
    article.heading("Margins", level: 3)
    article.table(margins)
    article.heading("What limits it", level: 3)
    article.list(limits)
  }

  private var volume: String {
    evaluation.impliedVolume.map {
      "every rate; at the database's density it is \(NumberText.report($0, "cm³", digits: 2)) with every atom excited and η = 1"
    } ?? "every rate; no density is known"
  }

  private var margins: Article.Table {
    let k = evaluation.kinematics, b = evaluation.background
    var table = Article.Table([("condition", .left), ("value", .left), ("limit", .left), ("kept", .left)])
    for (pair, threshold) in zip(evaluation.pairs, evaluation.spectrum.thresholds) {
      table.add([
        "pair (\(pair.pair.name)), mᵢ + mⱼ = \(NumberText.report(1000 * pair.threshold, "meV", digits: 3))",
        NumberText.report(1e6 * k.excess(over: pair.threshold), "meV²", digits: 3) + " of M² above threshold",
        threshold.map { "ω below \(NumberText.fixed($0, 9)) eV" } ?? "never",
        k.isOpen(pair.threshold) ? "open" : "closed",
      ])
    }
    table.add([
      "McQ2: one extra photon", b.mcq2Trigger.map { "only at ω = \(NumberText.fixed($0, 6)) eV" } ?? "at no ω",
      "closed",
      b.isMcQ2Open ? "**no**" : "yes",
    ])
    if let interval = b.photonInterval, let width = b.requiredGapWidth {
      let isRemoved = study.gap.map { b.isRemoved(byGapFrom: $0.lowerBound, to: $0.upperBound) }
      table.add([
        "McQ3: two extra photons",
        "each of \(NumberText.fixed(interval.lowerBound, 6)) to \(NumberText.fixed(interval.upperBound, 6)) eV",
        "a gap of relative width \(NumberText.report(width, digits: 3)) refuses them",
        isRemoved == true
          ? "yes, by the study's gap"
          : isRemoved == false ? "**no**, the study's gap does not hold them" : "**no** gap in the study",
      ])
    }
    return table
  }

  private var limits: [String] {
    var limits: [String] = []
    if let total = evaluation.total, total > 0, total * 86400 * 365.25 < 100 {
      limits.append(
        "**Rate**: \(NumberText.report(total * 86400 * 365.25, digits: 2)) events a year at the assumed n³Vη.")
    }
    if let volume = evaluation.impliedVolume, volume > 1 {
      limits.append(
        "**Target**: n³Vη = \(NumberText.report(study.laser.coherence, "cm⁻⁶", digits: 2)) takes \(NumberText.report(volume, "cm³", digits: 2)) at the density that the database calls realistic, with every atom excited."
      )
    }
    if evaluation.background.isMcQ3Open, study.gap == nil {
      limits.append("**McQ3**: two extra photons are possible wherever the pair is; nothing in the study refuses them.")
    }
    if let value = evaluation.value(evaluation.spectrum), let other = evaluation.otherNature, value > 0 {
      limits.append(
        "**Nature**: Majorana and Dirac rates differ by \(NumberText.report(100 * abs(other / value - 1), "%", digits: 2)) at this trigger energy\(evaluation.eventsForNature.map { "; \(NumberText.report($0, digits: 2)) events tell them apart at 3σ, normalisation and masses known" } ?? "")."
      )
    }
    return limits.isEmpty ? ["Nothing is emitted."] : limits
  }

  private func mark(_ figure: String) -> String {
    guard let because = evaluation.marks.first(where: { $0.figure == figure })?.because else { return "cited data" }
    return Article.plain(EvaluationNotes.text(because))
  }

  // MARK: Why to believe it

  private func belief(_ article: inout Article) {
    article.heading("Why to believe it")
    var table = Article.Table([("check", .left), ("finding", .left), ("passed", .left)])
    func add(_ name: String, _ finding: String, _ passed: Bool) {
      table.add([name, finding, passed ? "yes" : "**no**"])
    }
    let k = evaluation.kinematics
    let difference = abs(k.massSquared + k.momentumSquared - k.pairEnergy * k.pairEnergy)
    add(
      "M² + P² = W²",
      difference < 1e-12 ? "within 10⁻⁶ meV²" : "differs by \(NumberText.report(1e6 * difference, "meV²", digits: 1))",
      difference < 1e-12)
    let weights = evaluation.pairs.reduce(0) { $0 + $1.weight }
    if evaluation.monopole == nil {
      add(
        "weights of the six pairs", "they add to \(NumberText.fixed(weights, 9)); 3/4 by unitarity",
        abs(weights - 0.75) < 1e-9 || study.conventions == .published)
    }
    for (pair, threshold) in zip(evaluation.pairs, evaluation.spectrum.thresholds) {
      guard let threshold, threshold > 0 else { continue }
      let below = evaluation.spectrum.kinematics(at: threshold * (1 - 1e-9)).excess(over: pair.threshold)
      let above = evaluation.spectrum.kinematics(at: threshold * (1 + 1e-9)).excess(over: pair.threshold)
      add(
        "threshold of (\(pair.pair.name)), 10⁻⁹ to either side",
        "M² − (mᵢ + mⱼ)² = \(NumberText.report(1e6 * below, digits: 2)) and \(NumberText.report(1e6 * above, "meV²", digits: 2))",
        below > 0 && above < 0)
    }
    article.table(table)
    let process = "renp"
    if let claims = try? Claims.shipped(with: database) {
      for paper in claims where paper.processes.contains(process) && paper.targets.contains(study.targetName) {
        if let found = try? Reproduction(paper, database: database) {
          article.paragraph("**The paper it rests on.** " + ReproductionReport.sentence(found, target: study.target.id))
        }
      }
    }
    if !evaluation.warnings.isEmpty {
      article.heading("What to know before trusting the figures", level: 3)
      article.list(evaluation.warnings.map(Article.plain))
    }
  }

  // MARK: Inputs

  private func influences(_ article: inout Article) {
    article.heading("What to measure next")
    let rate = evaluation.path.rateOfVG, k = evaluation.kinematics
    var table = Article.Table([
      ("input", .left), ("value", .left), ("∂ ln rate/∂ ln input", .right), ("1σ of it", .right),
      ("rate by 1σ", .right), ("status", .left),
    ])
    let isGiven = study.overrides[.rateOfVG] != nil
    let spread = isGiven ? 0 : rate.relativeUncertainty
    let value = study.overrides[.rateOfVG] ?? rate.value
    let bench = input.bench, tree = study.resolvedJSON
    func slope(_ pointer: String, _ value: Double, _ step: Double = 1e-4) -> String {
      guard let above = bench.radiative(tree, [(pointer, .number(value * (1 + step)))])?.total, above > 0,
        let below = bench.radiative(tree, [(pointer, .number(value * (1 - step)))])?.total, below > 0
      else { return "—" }
      return NumberText.decimal(Figure.logarithmicSlope(above, below, step), 3)
    }
    table.add([
      "`gamma_vg_per_s`", NumberText.report(value, "s⁻¹"), value.map { slope("/overrides/gamma_vg_per_s", $0) } ?? "—",
      spread.map { $0 == 0 ? "exact" : RamanReport.percent($0) } ?? "none stated",
      spread.map { $0 == 0 ? "" : RamanReport.change($0) } ?? "unknown",
      isGiven ? "override" : (rate.status?.rawValue ?? "unknown") + (rate.isStandIn ? ", stand-in" : ""),
    ])
    table.add([
      "`eps_eg_eV`", NumberText.report(evaluation.levels.eg, "eV", digits: 7),
      slope("/overrides/eps_eg_eV", evaluation.levels.eg), "", "", "level",
    ])
    table.add([
      "`eps_vg_eV`", NumberText.report(evaluation.levels.vg, "eV", digits: 7),
      slope("/overrides/eps_vg_eV", evaluation.levels.vg), "", "", "level",
    ])
    table.add([
      "trigger, ω", NumberText.report(k.trigger, "eV", digits: 7), slope("/geometry/trigger_eV", k.trigger), "", "",
      "chosen",
    ])
    table.add([
      "m₀", NumberText.report(study.neutrino.lightest, "meV"), slope("/neutrino/lightest_meV", study.neutrino.lightest),
      "", "", "assumed; what is to be measured",
    ])
    table.add([
      "n³Vη", NumberText.report(study.laser.coherence, "cm⁻⁶", digits: 3),
      slope("/laser/n3_V_eta_per_cm6", study.laser.coherence), "", "", "assumed",
    ])
    article.table(table)
  }

  private mutating func inputs(_ article: inout Article) {
    article.heading("Inputs and where they come from")
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
    let neutrino = study.neutrino, parameters = neutrino.parameters, masses = evaluation.masses
    article.heading("Neutrinos", level: 3)
    article.paragraph(
      "\(neutrino.ordering.rawValue), \(neutrino.nature.rawValue), m₁, m₂, m₃ = \([masses.m1, masses.m2, masses.m3].map { NumberText.report(1000 * $0, digits: 3) }.joined(separator: ", ")) meV; \(Article.plain(parameters.name)): \(Article.plain(parameters.citation))."
    )
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
