import Documents
import Emission
import Neutrinos
import Quantities
import Studies
import Targets

/// What `evaluate` says of a design of radiative emission, for people.
public struct RadiativeDescription: Sendable {
  private let evaluation: RadiativeEvaluation
  private let notes: EvaluationNotes

  public init(_ evaluation: RadiativeEvaluation) {
    self.evaluation = evaluation
    notes = EvaluationNotes(evaluation.marks, shown: Self.shown)
  }

  public var text: String {
    let study = evaluation.study
    var text = "\(study.title ?? "Untitled design")\n"
    let vertex = evaluation.monopole.map { "the charge of the \($0.source.rawValue)" } ?? "the electron's spin"
    text +=
      "\(study.target.name); RENP by \(vertex), \(study.path.text); conventions: \(study.conventions.rawValue)\n"
    text += "\n" + geometry + "\n" + thresholds + "\n" + (evaluation.monopole.map(rates) ?? rates)
    if let published = evaluation.monopole?.published { text += "\n" + asPublished(published) }
    text += "\n" + background
    if !evaluation.newPhysics.isEmpty { text += "\n" + newPhysics }
    text +=
      "\n" + inputs + "\n"
      + notes.text(
        warnings: evaluation.warnings, conflicts: evaluation.conflicts, of: study.target.id)
    return text
  }

  // MARK: Blocks

  private var geometry: String {
    let k = evaluation.kinematics, levels = evaluation.levels
    var table = Rows()
    table.add("ε_eg, ε_vg", "\(Self.energy(levels.eg)), \(Self.energy(levels.vg)) eV", mark("/kinematics"))
    table.add("trigger ω", "\(Self.energy(k.trigger)) eV")
    table.add(
      "r = p_eg/ε_eg",
      k.isLocked
        ? "\(NumberText.fixed(k.imprint, 8)), locked to ω/ε_eg"
        : "\(NumberText.exact(k.imprint)), cos ϑ = \(NumberText.exact(k.cosine))")
    table.add("pair W, P", "\(Self.energy(k.pairEnergy)), \(Self.energy(k.momentum)) eV")
    table.add(
      "M²",
      k.massSquared > 0
        ? "\(NumberText.scientific(k.massSquared)) eV² = (\(NumberText.short(1000 * k.massSquared.squareRoot())) meV)²"
        : NumberText.scientific(k.massSquared) + " eV²")
    return "Geometry\n" + table.text
  }

  private var thresholds: String {
    let neutrino = evaluation.study.neutrino, masses = evaluation.masses, k = evaluation.kinematics
    let text =
      neutrino.heading(masses)
    var table = TextTable([
      ("pair", .left), (evaluation.monopole == nil ? "|a|²" : "weight", .right), ("mᵢ+mⱼ/meV", .right),
      ("emitted for ω below/eV", .right), ("here", .left),
      ("I of it", .right),
    ])
    for (pair, threshold) in zip(evaluation.pairs, evaluation.spectrum.thresholds) {
      table.add([
        pair.pair.name, NumberText.fixed(pair.weight, 4), NumberText.short(1000 * pair.threshold),
        threshold.map { NumberText.fixed($0, 9) } ?? "never", k.isOpen(pair.threshold) ? "open" : "closed",
        Self.figure(evaluation.value(of: pair)),
      ])
    }
    return text + table.text(indent: "  ")
  }

  private var rates: String {
    let study = evaluation.study, other = evaluation.spectrum.nature == .majorana ? "Dirac" : "Majorana"
    var table = Rows()
    let width = study.laser.lineWidth
    let value = evaluation.value(evaluation.spectrum)
    table.add(
      width > 0 ? "I, mean over a line of \(NumberText.short(width)) eV" : "I(ω)", Self.figure(value),
      mark("/rate/spectrum_at_trigger"))
    let events = evaluation.eventsForNature.map {
      "; told apart at 3 σ by \(NumberText.scientific($0, digits: 1)) events"
    }
    table.add("  the same if \(other)", Self.figure(evaluation.otherNature) + (events ?? ""))
    table.add(
      "  massless neutrinos\(study.conventions == .published ? ", corrected" : "")", Self.figure(evaluation.massless))
    if !evaluation.newPhysics.isEmpty {
      table.add("  standard model alone", Self.figure(evaluation.value(evaluation.standard)))
    }
    table.add("Γ₀η", Self.figure(evaluation.unit, "s⁻¹"), mark("/rate/gamma0_per_s"))
    let perDay = evaluation.total.map { ", \(NumberText.short($0 * 86400)) a day" } ?? ""
    table.add("events Γ₀ηI", Self.figure(evaluation.total, "s⁻¹") + perDay, mark("/rate/total_per_s"))
    let density = evaluation.path.density
    if let volume = evaluation.impliedVolume, let number = density.value {
      table.add(
        "n³Vη = \(NumberText.short(study.laser.coherence)) cm⁻⁶ is",
        "\(NumberText.short(volume)) cm³ at n = \(NumberText.short(number)) cm⁻³\(density.mark.isEmpty ? "" : " " + density.mark), all excited, η = 1"
      )
    }
    return "Rate: n³Vη and factors of order one are assumed (docs/studies.md)\n" + table.text
  }

  private func rates(_ monopole: MonopoleEvaluation) -> String {
    var table = Rows()
    let orders = monopole.orderings.terms.map { NumberText.scientific($0, digits: 4) }.joined(separator: ", ")
    table.add("orders V,d,W; V,W,d; W,V,d", "\(orders) eV⁻²")
    table.add("amplitude, their sum", "\(NumberText.exact(monopole.amplitude)) eV⁻²")
    table.add("events", Self.figure(evaluation.total, "s⁻¹"))
    return "Rate: none. A pair emitted by this charge cancels exactly (docs/physics.md)\n" + table.text
  }

  private func asPublished(_ published: MonopoleEvaluation.Published) -> String {
    let refutation = Refutation.monopoleCancels, trigger = evaluation.study.geometry.trigger
    let name = published.nature == .majorana ? "Dirac" : "Majorana"
    func figure(_ value: AsPublished<Double>?, _ unit: String) -> String {
      Self.figure(value?.value(knowing: refutation), unit)
    }
    var table = Rows()
    func add(_ name: String, _ value: String, _ mark: String = "") { table.add("as published: \(name)", value, mark) }
    let mark = mark("/monopole/as_published"), nucleus = published.nucleus
    if let weakCharge = published.weakCharge, let neutrons = nucleus.neutrons {
      add(
        "Q_w = N − \(NumberText.exact(published.mixing.protonCharge)) Z",
        "\(NumberText.fixed(weakCharge, 3)), N = \(neutrons), Z = \(nucleus.protons)", mark)
      add("J_N, Thomas–Fermi", Self.figure(published.coulombIntegral.electronVolts, "eV"))
    } else {
      add("J_C, Thomas–Fermi by eq. (32)", Self.figure(published.coulombIntegral.electronVolts, "eV"))
    }
    add(
      "F(ω), ratio of \(published.ratio == .equation19 ? "eq. (19)" : "eq. (23)")",
      figure(published.formFactor(at: trigger), "eV⁻²"), mark)
    add("I(ω)", Self.figure(published.spectrum(at: trigger), "eV²"))
    add(
      "I(ω) if \(name)",
      Self.figure(published.spectrum(at: trigger, nature: published.nature == .majorana ? .dirac : .majorana), "eV²"))
    add("factor of the curve", figure(published.scale, "eV² s⁻¹"), mark)
    add("events Γ₀ηF²I", Self.figure(published.rate(at: trigger)?.value(knowing: refutation).perSecond, "s⁻¹"), mark)
    return
      "AS PUBLISHED, NOT STOOD BY: arXiv:1310.6472, whose amplitude is zero; nothing may be ranked by these figures\n"
      + table.text
  }

  private var background: String {
    let b = evaluation.background
    var table = Rows()
    table.add(
      "McQ2, one extra photon",
      b.mcq2Trigger.map { (b.isMcQ2Open ? "OPEN" : "only at ω = \(Self.energy($0)) eV") } ?? "at no ω")
    if let interval = b.photonInterval, let width = b.requiredGapWidth {
      table.add(
        "McQ3, two extra photons",
        "open; each of \(Self.energy(interval.lowerBound)) to \(Self.energy(interval.upperBound)) eV")
      table.add("relative gap that refuses them, 2P/W", NumberText.fixed(width, 5))
      if let gap = evaluation.study.gap {
        let isRemoved = b.isRemoved(byGapFrom: gap.lowerBound, to: gap.upperBound)
        table.add(
          "gap \(NumberText.exact(gap.lowerBound)) to \(NumberText.exact(gap.upperBound)) eV",
          isRemoved ? "refuses them all" : "does not hold them")
      }
    } else {
      table.add("McQ3, two extra photons", "closed, and so is the pair")
    }
    if let massSquared = evaluation.guidedMassSquared {
      let pair = evaluation.isGuidedPairOpen == true ? "open" : "closed"
      let mcq3 = evaluation.isGuidedMcQ3Open == true ? "open" : "closed"
      table.add("in the guide: M_z²", "\(NumberText.scientific(massSquared)) eV²; pair \(pair), McQ3 \(mcq3)")
    } else if evaluation.guide != nil {
      table.add("in the guide", "the trigger is below its cutoff")
    }
    return "QED background\n" + table.text
  }

  private var newPhysics: String {
    var table = Rows()
    let k = evaluation.kinematics
    func add(_ name: String, _ mass: Double, _ width: Double) {
      let pole = evaluation.pole(mass).map { $0 > 0 ? "; M = m at ω = \(Self.energy($0)) eV" : "" } ?? ""
      table.add(
        "\(name): mass, width",
        "\(NumberText.short(mass)) eV, \(NumberText.scientific(width)) eV; M² − m² = \(NumberText.scientific(k.excess(over: mass))) eV²\(pole)"
      )
    }
    if let vector = evaluation.newPhysics.vector { add("Z′", vector.mass, vector.width) }
    if let scalar = evaluation.newPhysics.scalar { add("φ", scalar.mass, scalar.width) }
    if !evaluation.newPhysics.moments.isEmpty {
      let masses = evaluation.masses
      let moments = [masses.m1, masses.m2, masses.m3].map {
        NumberText.scientific(StandardModelMoments.magneticMoment(mass: $0))
      }
      table.add("standard model's μ of Dirac neutrinos", moments.joined(separator: ", ") + " μ_B")
      table.add(
        "standard model's ⟨r²⟩ of e, μ, τ",
        StandardModelMoments.Lepton.allCases.map { NumberText.scientific(StandardModelMoments.chargeRadius($0)) }
          .joined(separator: ", ") + " cm²")
    }
    if let value = evaluation.value(evaluation.spectrum), let standard = evaluation.value(evaluation.standard),
      standard > 0
    {
      table.add("I over the standard model's, less one", NumberText.scientific(value / standard - 1))
    }
    return "New physics\n" + table.text
  }

  private var inputs: String {
    let study = evaluation.study, rate = evaluation.path.rateOfVG
    var table = Rows()
    if let value = study.overrides[.rateOfVG] {
      table.add("gamma_vg_per_s", "\(NumberText.short(value))  override")
    } else {
      let origin = [rate.how, rate.status?.rawValue, rate.isStandIn ? "stand-in" : nil].compactMap { $0 }
      table.add("gamma_vg_per_s", "\(rate.value.map(NumberText.short) ?? "unknown")  \(origin.joined(separator: ", "))")
    }
    if evaluation.monopole == nil {
      table.add("angular_factor", "\(NumberText.exact(study.angularFactor))  assumed")
    }
    table.add("laser", "n³Vη = \(NumberText.scientific(study.laser.coherence, digits: 0)) cm⁻⁶ (assumed)")
    return "Inputs\n" + table.text
  }

  // MARK: Marks and numbers

  private static let shown: Set = [
    "/kinematics", "/rate/spectrum_at_trigger", "/rate/gamma0_per_s", "/rate/total_per_s",
    "/monopole/as_published",
  ]

  private func mark(_ figure: String) -> String { notes.mark(figure) }

  private static func energy(_ value: Double) -> String { NumberText.fixed(value, 6) }

  private static func figure(_ value: Double?, _ unit: String = "") -> String {
    NumberText.figure(value, unit, digits: 4)
  }
}
