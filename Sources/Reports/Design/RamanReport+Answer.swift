import Documents
import Emission
import Foundation
import Photonics
import Studies
import Targets

extension RamanReport {
  func answer(_ article: inout Article) {
    article.heading("The answer")
    article.paragraph(verdict)
    for fault in PublishedFaults(evaluation, bench: bench).texts { article.note(fault) }
    article.heading("The design, and how far it may stray", level: 3)
    article.table(parameters)
    article.heading("What it gives", level: 3)
    article.table(yields)
    article.paragraph(SpreadFigure.daggers)
    article.heading("Margins", level: 3)
    article.table(margins)
    article.heading("What limits it", level: 3)
    article.list(limits)
  }

  private var verdict: String {
    let k = evaluation.kinematics
    var text: String
    if let result = input.result {
      text = result.verdict
    } else {
      text = "**The design is \(evaluation.isFeasible ? "feasible" : "not feasible")**"
      text +=
        k.isMcQ3Free
        ? ": McQ3 is closed at every angle\(evaluation.isFeasible ? "" : ", but something else is missing: see the warnings")."
        : ": McQ3 is open, the smallest M² being \(NumberText.report(1e6 * k.mcq3Margin, digits: 3)) meV²."
    }
    if let total = evaluation.totalWithSigma, let spread = evaluation.totalWithSigmaSpread {
      text +=
        " Signal: \(spread.reportText("s⁻¹")), \(NumberText.report(total * Self.year, digits: 3)) events a year, with n³Vη = \(NumberText.report(study.laser.coherence, "cm⁻⁶", digits: 2)) assumed; the absolute scale of the theory is uncertain by 10²–10⁴ beyond that."
    } else {
      text += " Its rate is unknown, because a rate of the path is."
    }
    return text
  }

  // MARK: The design

  private var parameters: Article.Table {
    let k = evaluation.kinematics, window = k.window, geometry = study.geometry, laser = study.laser
    var table = Article.Table([("parameter", .left), ("value", .left), ("may stray by", .left), ("because", .left)])
    let below = k.imprint - window.lower, above = window.upper - k.imprint
    let room = min(below, above)
    let imprintReach =
      room > 0
      ? "down by \(NumberText.report(below, digits: 2)), up by \(NumberText.report(above, digits: 2))" : "not at all"
    table.add([
      "r = (ω₁ − ω₂)/ε_eg", NumberText.parameter(k.imprint), imprintReach,
      window.isEmpty ? "no r closes McQ3" : "McQ3 is closed for r in (\(range(window.lower, window.upper, 8)))",
    ])
    if let tolerance = sensitivity?.imprintTolerance {
      table.add(["", "", "±\(NumberText.report(tolerance, digits: 1))", "a tenth of the information on m₀ is lost"])
    }
    let half = levelSpacing / 2, energy = room > 0 ? half * room : nil
    for (name, value) in [("laser 1, ω₁", k.laserEnergies.first), ("laser 2, ω₂", k.laserEnergies.second)] {
      table.add([
        name, "\(NumberText.fixed(value, 6)) eV (\(wavelength(value)))",
        energy.map {
          "±\(NumberText.report($0, "eV", digits: 2)) (\(NumberText.report($0 * Self.hertz, "Hz", digits: 2)))"
        } ?? "not at all",
        "with ω₁ + ω₂ = ε_eg kept: the nearer end of the McQ3-free window",
      ])
    }
    let slope = abs(k.slopesByTrigger.backward)
    var trigger = ["", ""]
    if let width = evaluation.design.widths?.triggerWidth {
      trigger = [
        "±\(NumberText.report(width / 2, "eV", digits: 2)) (\(NumberText.report(width / 2 * Self.hertz, "Hz", digits: 2)))",
        "half the width of the resonance with p",
      ]
    } else if k.backward > 0, slope > 0 {
      trigger = ["±\(NumberText.report(k.backward / slope, "eV", digits: 2))", "McQ3 opens"]
    }
    table.add(["trigger, ω₀", "\(NumberText.fixed(k.trigger, 6)) eV (\(wavelength(k.trigger)))"] + trigger)
    let apart = abs(k.laserEnergies.second - k.detected)
    table.add([
      "detected photon, ω", "\(NumberText.fixed(k.detected, 6)) eV (\(wavelength(k.detected)))",
      "\(NumberText.report(apart, "eV", digits: 2))",
      "so far the detector has to tell it from laser 2 and the McQ3 continuum above",
    ])
    if geometry.acceptance != Study.Geometry.sphere {
      table.add([
        "accepted angles θ",
        "\(NumberText.exact(geometry.acceptance.lowerBound))° to \(NumberText.exact(geometry.acceptance.upperBound))°",
        "", "",
      ])
    }
    table.add([
      "linewidth of the lasers", "\(NumberText.report(laser.linewidth, "Hz", digits: 3)) (assumed)", "",
      "Γ₀ falls with it where it exceeds the width of p",
    ])
    table.add([
      "n³Vη", "\(NumberText.report(laser.coherence, "cm⁻⁶", digits: 3)) (assumed)", "in proportion",
      evaluation.impliedVolume.map {
        "every rate; at the database's density it is \(NumberText.report($0, "cm³", digits: 2)) with every atom excited and η = 1"
      } ?? "every rate; no density is known",
    ])
    if let wall = study.fibre { walls(wall, &table) }
    return table
  }

  private func walls(_ wall: StudyFibre, _ table: inout Article.Table) {
    let tolerances = FibreTolerance.all(evaluation)
    func reach(_ name: String) -> [String] {
      guard let tolerance = tolerances.first(where: { $0.name == name }) else { return ["", ""] }
      guard let share = tolerance.share else {
        return ["more than a tenth", "η of the strip changes by less than a tenth"]
      }
      return [
        "±\(NumberText.report(1000 * share * tolerance.value, "nm", digits: 1)) (\(NumberText.report(100 * share, "%", digits: 1)))",
        "η of the strip changes by a tenth",
      ]
    }
    table.add(["fibre's core radius", NumberText.report(wall.coreRadius, "µm", digits: 5)] + reach("core radius"))
    switch wall.stack {
    case .pairs(let count, let high, let low):
      table.add(["pairs of layers", "\(count)", "", ""])
      table.add(["high layers", layer(high)] + reach("high layers, all together"))
      table.add(["low layers", layer(low)] + reach("low layers, all together"))
      if wall.firstLayerFactor != 1 {
        table.add(["first layer", "\(NumberText.report(wall.firstLayerFactor)) times the others", "", ""])
      }
    case .layers(let layers):
      for (index, each) in layers.enumerated() {
        table.add(["layer \(index + 1)", layer(each)] + reach("layer \(index + 1)"))
      }
    }
  }

  private func layer(_ layer: StudyFibre.Layer) -> String {
    "\(NumberText.report(layer.thickness, "µm")) of \(Article.plain(layer.medium.optical.displayName))"
  }

  private var levelSpacing: Double { evaluation.kinematics.levelSpacing }

  private func wavelength(_ energy: Double) -> String { "\(NumberText.report(1.239841984 / energy, "µm", digits: 4))" }

  func range(_ low: Double, _ high: Double, _ decimals: Int) -> String {
    "\(NumberText.signed(NumberText.fixed(low, decimals))), \(NumberText.signed(NumberText.fixed(high, decimals)))"
  }

  // MARK: What it gives

  private var yields: Article.Table {
    let figures = evaluation.figures
    var table = Article.Table([("figure", .left), ("value", .left), ("rests on, beside cited data", .left)])
    table.add([
      "signal events, |σ|² = 4|S|² = \(NumberText.report(evaluation.sigmaSquared, "", digits: 3))",
      evaluation.totalWithSigmaSpread?.reportText("s⁻¹") ?? "unknown", mark("/rate/total_sigma2_per_s"),
    ])
    if let total = evaluation.totalWithSigma {
      table.add([
        "the same in a year", NumberText.report(total * Self.year, "events", digits: 3), "n³Vη assumed",
      ])
    }
    table.add([
      "signal events, |σ|² = 1 as published", NumberText.report(figures.total, "s⁻¹"), mark("/rate/total_per_s"),
    ])
    if study.geometry.acceptance != Study.Geometry.sphere, let unit = figures.rateUnit {
      table.add([
        "the same within the acceptance", NumberText.report(unit * evaluation.acceptedPairSum, "s⁻¹"),
        mark("/rate/accepted_per_s"),
      ])
    }
    table.add(["∫ΣF dΩ", NumberText.report(figures.pairSumIntegral, "eV²"), mark("/rate/pair_sum")])
    table.add(["Γ₀, eq. (8)", evaluation.unitSpread?.reportText("s⁻¹") ?? "unknown", mark("/rate/gamma0_per_s")])
    if let unit = figures.unit {
      table.add([
        "Γ₀ by eq. (7), eq. (4), golden rule",
        RatePrefactor.allCases.map { NumberText.report($0.factor * unit, digits: 2) }.joined(separator: ", ") + " s⁻¹",
        "the spread of the theory",
      ])
    }
    table.add([
      "figure of merit F", evaluation.figureOfMeritSpread?.reportText("") ?? "unknown", mark("/rate/figure_of_merit"),
    ])
    table.add([
      "McQ4 events per signal event, no fibre, |σ|² counted",
      NumberText.report(evaluation.backgroundPerSignalWithSigma, ""),
      mark("/background/mcq4_per_signal_sigma2"),
    ])
    if let fibre, let eta {
      let channel = isWhole ? "total" : "pp"
      let error = fibre.value(at: "/eta_error/\(channel)")?.doubleValue ?? 0
      table.add([
        "η, McQ4 in the fibre relative to free space", (isWhole ? "" : "at least ") + NumberText.uncertain(eta, error),
        isWhole
          ? "all channels; numerical error in brackets"
          : "pairs that propagate in the core; evanescent ones add to it. Numerical error in brackets",
      ])
      if let passed = fibre["signal_transmission"]?.doubleValue {
        table.add([
          "signal that the wall passes", NumberText.report(100 * passed, "%", digits: 3), "the wall laid flat",
        ])
      }
    }
    return table
  }

  // MARK: Margins

  private var margins: Article.Table {
    let k = evaluation.kinematics
    var table = Article.Table([("condition", .left), ("value", .left), ("limit", .left), ("kept", .left)])
    table.add([
      "McQ3: M² at θ = 0", NumberText.report(1e6 * k.forward, "meV²", digits: 4), "above 0",
      k.forward > 0 ? "yes" : "**no**",
    ])
    table.add([
      "McQ3: M² at θ = π", NumberText.report(1e6 * k.backward, "meV²", digits: 4), "above 0",
      k.backward > 0 ? "yes" : "**no**",
    ])
    table.add([
      "McQ2: distance of r from \(NumberText.signed(NumberText.fixed(k.window.mcq2, 6)))",
      NumberText.report(k.mcq2Distance, digits: 3),
      "at least 0.0001", k.mcq2Distance < 1e-4 ? "**no**" : "yes",
    ])
    if let ratio = mcq4PerSignal {
      table.add([
        "McQ4: events per signal event\(eta == nil ? ", no fibre" : ", in the fibre")",
        NumberText.report(ratio, digits: 3),
        "1 for signal = background",
        ratio <= 1 ? "yes" : "**no**, by a factor of \(NumberText.report(ratio, digits: 2))",
      ])
    } else {
      table.add(["McQ4", "unknown", "1 for signal = background", "unknown"])
    }
    for row in ConstraintRows.rows(constraints, of: .ranp) { table.add(row) }
    return table
  }

  /// Of all channels; where only the pairs that propagate in the core were computed, of these, a lower bound.
  var eta: Double? {
    (fibre?.value(at: "/eta/total") ?? fibre?.value(at: "/eta/pp"))?.doubleValue
      ?? fibre?.value(at: "/eta/pp")?.doubleValue
  }
  private var isWhole: Bool { fibre?.value(at: "/eta/total")?.doubleValue != nil }

  /// With the fibre and |σ|², as far as they are known.
  var mcq4PerSignal: Double? {
    (evaluation.backgroundPerSignalWithSigma ?? evaluation.figures.backgroundPerSignal).map { $0 * (eta ?? 1) }
  }

  // MARK: Limits

  private var limits: [String] {
    let k = evaluation.kinematics
    var limits: [String] = []
    if !k.isMcQ3Free {
      limits.append(
        "**McQ3 is open**: with these numbers one extra photon replaces the pair\(k.mcq3Angle.map { " from θ = \(NumberText.fixed($0, 5)) rad on" } ?? " at every angle"), at rates that no neutrino signal survives."
      )
    } else {
      limits.append(
        "McQ3 stays closed while r keeps within \(NumberText.report(min(k.imprint - k.window.lower, k.window.upper - k.imprint), digits: 2)) of its value: \(NumberText.report(1e6 * k.mcq3Margin, "meV²", digits: 3)) of M²."
      )
    }
    if let ratio = mcq4PerSignal, ratio > 1 {
      let how =
        eta.map { "the fibre's η\(isWhole ? " = " : " of at least ")\(NumberText.report($0, digits: 2)) leaves" }
        ?? "without suppression there are"
      limits.append(
        "**McQ4**: \(how) \(NumberText.report(ratio, digits: 2)) two-photon events for each signal event; a suppression of \(NumberText.report(1 / ratio * (eta ?? 1), digits: 2)) against free space is needed for as many signal as background events."
      )
    }
    if let total = evaluation.totalWithSigma, total * Self.year < 100 {
      limits.append(
        "**Rate**: \(NumberText.report(total * Self.year, digits: 2)) signal events a year at the assumed n³Vη; ten a year take \(NumberText.report(study.laser.coherence * 10 / (total * Self.year), "cm⁻⁶", digits: 2))."
      )
    }
    if let volume = evaluation.impliedVolume, volume > 1 {
      limits.append(
        "**Target**: n³Vη = \(NumberText.report(study.laser.coherence, "cm⁻⁶", digits: 2)) takes \(NumberText.report(volume, "cm³", digits: 2)) at the density that the database calls realistic, with every atom excited."
      )
    }
    if abs(k.imprint - k.flatImprint) < 1e-3 {
      limits.append(
        "**Information**: r is within 10⁻³ of −ω₀/ε_eg, where the distribution is flat and tells nothing of masses, nature or ordering, however large the rate."
      )
    }
    if let tolerance = sensitivity?.imprintTolerance, tolerance < 1e-5 {
      limits.append(
        "**Stability**: r has to keep within \(NumberText.report(tolerance, digits: 1)) for nine tenths of the information on m₀."
      )
    }
    limits += input.result?.variablesAtEnds ?? []
    return limits
  }
}
