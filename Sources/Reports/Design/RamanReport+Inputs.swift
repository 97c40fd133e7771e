import Documents
import Emission
import Foundation
import Neutrinos
import Photonics
import Quantities
import Studies
import Targets

extension RamanReport {
  func measurement(_ article: inout Article) {
    article.heading("What a measurement tells")
    MeasurementSection(sensitivity).write(into: &article)
  }

  func influences(_ article: inout Article) {
    article.heading("What to measure next")
    article.paragraph(
      "How the signal's rate depends on each input, the most consequential first: by one standard deviation of the input, or by the other data that the database holds for it."
    )
    var table = Article.Table([
      ("input", .left), ("value", .left), ("∂ ln rate/∂ ln input", .right), ("1σ of it", .right),
      ("rate by 1σ", .right),
      ("rate by other data", .right), ("status", .left),
    ])
    for influence in Influence.all(evaluation, bench: bench) {
      table.add([
        influence.name, influence.value, influence.elasticity.map { NumberText.decimal($0, 3) } ?? "—",
        influence.spread.map { $0 == 0 ? "exact" : Self.percent($0) } ?? "none stated",
        influence.effect.map { $0 == 0 ? "" : Self.change($0) } ?? "unknown",
        influence.otherFactor.map { "×\(NumberText.report($0, digits: 2))" } ?? "", Article.plain(influence.status),
      ])
    }
    article.table(table)
    let slopes = massSlopes
    var rows = Article.Table([("level", .left), ("energy/cm⁻¹", .left), ("M²(π) by 1σ of it, r fixed", .left)])
    for level in certificate.levels {
      // A level moves ε_eg or the resonant energies; r and what the study gives in eV stay.
      let sigma = level.uncertainty.map { $0 * study.conventions.units.electronVoltsPerWavenumber }
      let slope = isPartOfSpacing(level.id) ? slopes.spacing : slopes.resonance
      rows.add([
        Article.code(level.id),
        level.uncertainty.flatMap { $0 > 0 ? NumberText.uncertain(level.energyPerCentimetre, $0) : nil }
          ?? NumberText.exact(level.energyPerCentimetre) + (level.uncertainty == nil ? " (no uncertainty stated)" : ""),
        sigma.map { "at most \(NumberText.report(1e6 * slope * $0, "meV²", digits: 2))" } ?? "unknown",
      ])
    }
    if !rows.isEmpty {
      article.paragraph("The margin to McQ3 hangs on the levels, too:")
      article.table(rows)
    }
  }

  private func isPartOfSpacing(_ level: String) -> Bool {
    (level == study.path.e.id || level == study.path.g.id) && study.overrides[.levelSpacing] == nil
  }

  /// Upper bounds of |dM²(π)/dε|, for ε_eg with all that follows it and for the resonant energies, trigger and detected photon together.
  private var massSlopes: (spacing: Double, resonance: Double) {
    let k = evaluation.kinematics, eps = k.levelSpacing, r = k.imprint
    let open = (1 + r) * eps + 2 * k.trigger, left = (1 - r) * eps - 2 * k.detected
    let resonance = 2 * abs(left - open)
    return (abs((1 - r) * open) + abs((1 + r) * left) + resonance, resonance)
  }

  static func percent(_ share: Double) -> String { "\(NumberText.report(100 * share, digits: 2)) %" }

  /// Per cent while it is small, a factor beyond.
  static func change(_ logarithm: Double) -> String {
    logarithm < 0.3 ? "±\(percent(logarithm))" : "×/÷ \(NumberText.report(exp(logarithm), digits: 2))"
  }

  // MARK: Inputs

  mutating func inputs(_ article: inout Article) {
    article.heading("Inputs and where they come from")
    var sources = InputSources(study.target)
    var table = Article.Table([
      ("input", .left), ("value", .left), ("status", .left), ("how", .left), ("source", .left),
    ])
    let path = study.path
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
    neutrinos(&article)
    assumptions(&article)
  }

  private mutating func neutrinos(_ article: inout Article) {
    article.heading("Neutrinos", level: 3)
    let neutrino = study.neutrino, parameters = neutrino.parameters, masses = evaluation.masses
    article.paragraph(
      "\(neutrino.ordering.rawValue), \(neutrino.nature.rawValue), m₁, m₂, m₃ = \([masses.m1, masses.m2, masses.m3].map { NumberText.report(1000 * $0, digits: 3) }.joined(separator: ", ")) meV; sin²θ₁₂ = \(NumberText.report(parameters.s12sq)), sin²θ₁₃ = \(NumberText.report(parameters.s13sq)), Δm²₂₁ = \(NumberText.report(parameters.dm21, "eV²")), Δm²₃₁ = \(NumberText.report(parameters.dm31, "eV²")) (\(Article.plain(parameters.name)): \(Article.plain(parameters.citation)))."
    )
    bibliography.add(key: "oscillation-" + parameters.name, note: parameters.citation)
    if let claims = (try? Claims.shipped(with: database))?.first(where: { $0.processes.contains("ranp") }) {
      bibliography.add(paper: claims)
    }
    bibliography.add(
      key: "codata-2022", title: "CODATA recommended values of the fundamental physical constants: 2022",
      note: "P. J. Mohr, D. B. Newell, B. N. Taylor and E. Tiesinga, NIST")
    if input.result != nil {
      bibliography.add(
        key: "nlopt", title: "The NLopt nonlinear-optimization package",
        note: "S. G. Johnson, https://github.com/stevengj/nlopt")
    }
    for layer in study.fibre?.layers ?? [] { materials(layer.medium) }
    if let surround = study.fibre?.surround { materials(surround) }
  }

  private mutating func materials(_ medium: StudyFibre.Medium) {
    guard case .material(_, let material) = medium else { return }
    for key in [material.dispersion.source, material.absorption?.source, material.transparency?.source].compactMap(
      \.self)
    {
      if let source = material.source(key) { bibliography.add(source) }
    }
  }

  private func assumptions(_ article: inout Article) {
    article.heading("Assumptions", level: 3)
    let laser = study.laser
    var items = [
      "n³Vη = \(NumberText.report(laser.coherence, "cm⁻⁶", digits: 3)): every rate is in proportion to it.",
      "Linewidth of the lasers 2π × \(NumberText.report(laser.linewidth, "Hz", digits: 3)): it enters Γ₀ through the width of the trigger's resonance.",
      "Γ₀ by eq. (8) of arXiv:1904.03813. Eqs. (4), (7) and (8) differ by factors of 16 and ½, and a golden-rule estimate lies 4×10³ below: absolute rates are uncertain by 10²–10⁴.",
      "No dipole pattern of the detected photon, and the spin's direction averaged: distributions are those of ΣF alone.",
      study.geometry.medium == .index(1)
        ? "All photons travel as in vacuum."
        : "All photons have the refractive index \(NumberText.report(evaluation.medium.index, digits: 5)).",
    ]
    if let measurement = sensitivity?.measurement {
      items.append(
        "Detector: \(NumberText.report(measurement.resolution, "mrad", digits: 3)) of angular resolution, a flat background of \(NumberText.report(100 * measurement.flatBackground, "%", digits: 3)) of massless signal, efficiency \(NumberText.report(100 * measurement.efficiency, "%", digits: 3)), \(NumberText.report(measurement.exposure, "d", digits: 4)) of live time\(measurement.countsTwoPhotons ? "; McQ4 counted" : "; McQ4 **not** counted")."
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

/// The sources of the data in use, each cited by its key.
struct InputSources {
  private let target: Target
  private(set) var used: [Source] = []

  init(_ target: Target) { self.target = target }

  /// - Parameter pointers: of data in the target's file, or of numbers in them.
  mutating func cite(_ pointers: [String]) -> String {
    var keys: [String] = []
    for pointer in pointers {
      var place = pointer
      while !place.isEmpty {
        if let key = target.document.value(at: place)?["source"]?.stringValue, let source = target.source(key) {
          if !keys.contains(key) { keys.append(key) }
          if !used.contains(source) { used.append(source) }
          break
        }
        place = place.lastIndex(of: "/").map { String(place[..<$0]) } ?? ""
      }
    }
    return keys.map { Article.code($0) }.joined(separator: ", ")
  }
}
