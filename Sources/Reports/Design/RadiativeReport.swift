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
    if let result = input.result {
      SearchSection(result).write(into: &article)
    } else {
      article.paragraph(input.origin ?? SearchSection.nothing)
    }
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
    let verdict = input.result?.verdict ?? "**The design is \(evaluation.isFeasible ? "feasible" : "not feasible").**"
    article.paragraph(
      "\(verdict) It gives \(evaluation.totalSpread?.reportText("s⁻¹") ?? "unknown") signal events\(total.map { ", \(NumberText.report($0 * 86400, digits: 3)) a day," } ?? "") with n³Vη = \(NumberText.report(study.laser.coherence, "cm⁻⁶", digits: 2)) assumed; conventions of order one are uncertain beyond that."
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
    let imprint = imprintRoom
    design.add([
      "r = p_eg/ε_eg",
      k.isLocked
        ? "\(NumberText.fixed(k.imprint, 8)), locked to ω/ε_eg" : NumberText.parameter(k.imprint),
      imprint?.reach ?? "",
      (imprint.map { "the threshold of the pair (\($0.pair)); " } ?? "")
        + (k.isLocked ? "the pair is emitted at rest" : "cos ϑ = \(NumberText.exact(k.cosine)) of the trigger to it"),
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
    yields.add([
      "signal events Γ₀ηI", evaluation.totalSpread?.reportText("s⁻¹") ?? "unknown", mark("/rate/total_per_s"),
    ])
    yields.add([
      "I(ω)", NumberText.report(evaluation.value(evaluation.spectrum), ""), mark("/rate/spectrum_at_trigger"),
    ])
    yields.add(["the same with the other nature", NumberText.report(evaluation.otherNature, ""), ""])
    yields.add(["the same with massless neutrinos", NumberText.report(evaluation.massless, ""), ""])
    yields.add(["Γ₀η", evaluation.unitSpread?.reportText("s⁻¹") ?? "unknown", mark("/rate/gamma0_per_s")])
    article.table(yields)
    article.paragraph(SpreadFigure.daggers)
    article.heading("Margins", level: 3)
    article.table(margins)
    article.heading("What limits it", level: 3)
    article.list(limits)
  }

  /// How far r may move until a pair opens or closes at the trigger's energy; `nil` at lock, and where no r does that.
  private var imprintRoom: (pair: String, reach: String)? {
    let k = evaluation.kinematics
    guard !k.isLocked else { return nil }
    let roots = evaluation.pairs.flatMap { pair in
      RadiativeKinematics.imprints(
        levelSpacing: k.levelSpacing, trigger: k.trigger, massSum: pair.threshold, cosine: k.cosine
      ).map { (pair: pair.pair.name, distance: abs($0 - k.imprint)) }
    }
    return roots.min { $0.distance < $1.distance }.map {
      ($0.pair, "±\(NumberText.report($0.distance, digits: 2))")
    }
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
    for row in ConstraintRows.rows(constraints, of: .renp) { table.add(row) }
    return table
  }

  /// The bounds that the design has to keep, as a result's JSON has them.
  private var constraints: [JSONValue] {
    input.result?.json["constraints"]?.elements
      ?? study.goal.map { Judgement(evaluation, goal: $0).json.elements } ?? []
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
    limits += input.result?.variablesAtEnds ?? []
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
      article.list(evaluation.warnings.map(ReportProse.typeset))
    }
  }

  // MARK: Influences

  private func influences(_ article: inout Article) {
    article.heading("What to measure next")
    guard evaluation.value(evaluation.spectrum) ?? 0 > 0 else {
      article.paragraph("Nothing is emitted: no input changes that by a little.")
      return
    }
    article.paragraph(
      "\(Influence.introduction) The trigger's energy and the phase stay as they are prepared.")
    article.table(
      Influence.table(
        Influence.all(evaluation, bench: input.bench),
        question: evaluation.eventsForNature == nil ? nil : "Majorana from Dirac"))
    let thresholds = ThresholdInfluence.all(evaluation)
    if !thresholds.isEmpty {
      article.paragraph("The thresholds ω_ij and the mass left for the pair hang on the levels, too:")
      article.table(ThresholdInfluence.table(thresholds))
    }
  }

  // MARK: Inputs

  private mutating func inputs(_ article: inout Article) {
    article.heading("Inputs and where they come from")
    let inputs = RadiativeInputs(evaluation: evaluation, isSearched: input.result != nil, database: database)
    inputs.write(into: &article, &bibliography)
  }
}
