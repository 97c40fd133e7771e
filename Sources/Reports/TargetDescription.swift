import Documents
import Quantities
import Targets

/// What `targets show` says: everything the database knows of one target.
public struct TargetDescription: Sendable {
  public let target: Target

  public init(_ target: Target) { self.target = target }

  /// The file itself, whole.
  public var json: JSONValue { target.document }

  public var text: String {
    [
      heading, host, densities, levels, manifolds, transitions, manifoldTransitions, spinElements, notes, schemes,
      conflicts,
      gaps,
      crossChecks, sources, Legend.statusLetters + "\n",
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  // MARK: Parts

  private var heading: String {
    let species = target.species
    let isotopes = species.isotopes.map { isotope in
      "\(isotope.massNumber)\(species.symbol)" + (isotope.abundance.map { " \(NumberText.exact($0))" } ?? "")
        + (isotope.status.mark.map { " \($0)" } ?? "")
    }
    return """
      \(target.name) (\(target.id), \(target.kind.rawValue))
        Z = \(species.atomicNumber), charge \(species.charge), \(counted(species.electrons, "electron"))\(species.configuration.map { ", \($0)" } ?? "")
        isotopes: \(isotopes.joined(separator: ", "))

      """
  }

  private var host: String {
    guard let host = target.host else { return "" }
    var lines = [
      "host: \(host.formula), site symmetry \(host.siteSymmetry)\(host.reference.map { " (numbers from \($0))" } ?? "")"
    ]
    if let cations = host.cationDensity { lines.append("  cation sites: \(cations.text) cm⁻³") }
    if let phonon = host.maximumPhonon { lines.append("  largest phonon: \(phonon.text) cm⁻¹") }
    if let index = host.refractiveIndex {
      lines.append(
        "  refractive index fitted for \(index.range.lowerBound)–\(index.range.upperBound) µm (\(index.source))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var densities: String {
    guard !target.densities.isEmpty else { return "" }
    return "densities (cm⁻³):\n"
      + target.densities.map {
        "  \(NumberText.scientific($0.value.value))\($0.value.status.mark.map { " \($0)" } ?? "")  \($0.conditions)\($0.isRealistic ? " [realistic]" : "")\n"
      }
      .joined()
  }

  private var levels: String {
    let isCrystal = target.kind == .ionInCrystal
    var table = TextTable([
      ("level", .left), ("configuration", .left), ("term", .left), ("J", .right),
      (isCrystal ? "irrep" : "parity", .left),
      ("E/cm⁻¹", .right), ("source", .left), ("E/eV", .right), ("", .left), ("lifetime/s", .left),
    ])
    for level in target.levels {
      table.add([
        level.id, level.configuration, level.term, level.jText,
        (isCrystal ? level.irrep?.rawValue : level.parity?.rawValue) ?? "–",
        level.energyPerCentimetre.text, level.energyPerCentimetre.source,
        NumberText.fixed(level.energy.electronVolts, 6),
        Self.joined(level.isMetastable == true ? "metastable" : nil, level.isObserved == false ? "calculated" : nil),
        level.lifetimes.map(\.shortTextWithSource).joined(separator: ", "),
      ])
    }
    let limit = target.ionisationEnergy.map { "ionisation at \($0.text) cm⁻¹\n" } ?? ""
    return "levels:\n" + table.text(indent: "  ") + limit
  }

  private static func joined(_ words: String?...) -> String { words.compactMap { $0 }.joined(separator: ", ") }

  /// The notes of levels and lines, each once with the names it belongs to.
  private var notes: String {
    var order: [String] = []
    var names: [String: [String]] = [:]
    func add(_ name: String, _ note: String?) {
      guard let note else { return }
      if names[note] == nil { order.append(note) }
      if names[note]?.last != name { names[note, default: []].append(name) }
    }
    for level in target.levels {
      add(level.id, level.note)
      for datum in [level.energyPerCentimetre] + level.lifetimes { add(level.id, datum.note) }
    }
    for line in target.transitions {
      let name = "\(line.upper) → \(line.lower)"
      add(name, line.note)
      for datum in [line.rate].compactMap({ $0 }) + line.rateAlternatives { add(name, datum.note) }
    }
    return list(
      "notes:",
      order.map { note in
        let all = names[note] ?? []
        let shown = all.prefix(4).joined(separator: ", ") + (all.count > 4 ? " and \(all.count - 4) more" : "")
        return "\(shown): \(note)"
      })
  }

  private var manifolds: String {
    var table = TextTable([("manifold", .left), ("lowest", .left), ("barycentre/cm⁻¹", .right), ("lifetime/s", .left)])
    for manifold in target.manifolds {
      table.add([
        manifold.id, manifold.lowestLevel, manifold.barycentre.text,
        manifold.lifetimes.map(\.shortTextWithSource).joined(separator: ", "),
      ])
    }
    return table.isEmpty ? "" : "manifolds:\n" + table.text(indent: "  ")
  }

  private var transitions: String {
    var table = TextTable([
      ("upper", .left), ("lower", .left), ("type", .left), ("λ_vac/nm", .right), ("A/s⁻¹", .left),
      ("source", .left), ("", .left), ("other values", .left),
    ])
    for line in target.transitions {
      guard let upper = target.level(line.upper), let lower = target.level(line.lower) else { continue }
      table.add([
        line.upper, line.lower, line.multipole.rawValue,
        NumberText.fixed((upper.energy - lower.energy).wavelength.vacuumNanometres, 3),
        line.rate?.text ?? "unknown", line.rate?.source ?? "",
        Self.joined(line.resolution == .manifold ? "manifold mean" : nil, line.isCritical ? "critical" : nil),
        line.rateAlternatives.map { "\($0.text) [\($0.source)]" }.joined(separator: ", "),
      ])
    }
    return table.isEmpty ? "" : "transitions:\n" + table.text(indent: "  ")
  }

  private var manifoldTransitions: String {
    var table = TextTable([
      ("upper", .left), ("lower", .left), ("A_ED/s⁻¹", .left), ("A_MD/s⁻¹", .left), ("|L+2S|²", .right),
    ])
    for transition in target.manifoldTransitions {
      let others = transition.electricAlternatives.map { ", \($0.text)" }.joined()
      table.add([
        transition.upper, transition.lower, transition.electricRate.text + others, transition.magneticRate.text,
        NumberText.exact(transition.magneticStrength),
      ])
    }
    return table.isEmpty ? "" : "manifold transitions:\n" + table.text(indent: "  ")
  }

  private var spinElements: String {
    guard !target.spinElements.isEmpty else { return "" }
    return "spin elements Σ|S|²:\n"
      + target.spinElements.map { element in
        let parts = element.axial.map { " (z \(NumberText.exact($0.spinZ)), xy \(NumberText.exact($0.spinXY)))" } ?? ""
        return "  \(element.a) – \(element.b): \(element.sum.text)\(parts)\n"
      }.joined()
  }

  private var schemes: String {
    guard !target.schemes.isEmpty else { return "" }
    return "published or proposed schemes:\n" + target.schemes.map(text).joined()
  }

  private func text(_ scheme: Scheme) -> String {
    let path = [scheme.e, scheme.p ?? scheme.intermediate, scheme.q, scheme.g].compactMap { $0 }.joined(
      separator: " → ")
    var text = "  \(scheme.id) (\(scheme.process.rawValue)): \(path)\(scheme.isViable ? "" : " [not viable]")\n"
    if scheme.process == .ranp {
      let rates = [
        ("γ_pe", scheme.rateOfPE, " s⁻¹"), ("γ_e", scheme.rateOfE, " s⁻¹"), ("|S|²", scheme.spinSquared, ""),
      ].map {
        "\($0.0) = " + ($0.1.map { $0.text } ?? "unknown") + ($0.1 == nil ? "" : $0.2)
      }
      text += "    \(rates.joined(separator: ", ")); F = \(figureText(scheme))\n"
    }
    text += "    \(scheme.note)\n"
    if let p = scheme.p {
      for conflict in target.conflicts(onTransitionFrom: p, to: scheme.e) { text += "    conflict: \(conflict.text)\n" }
    }
    return text
  }

  private func figureText(_ scheme: Scheme) -> String {
    guard scheme.e == scheme.q, let pe = scheme.rateOfPE, let width = scheme.rateOfE, let e = target.level(scheme.e),
      let p = scheme.p.flatMap(target.level), let g = target.level(scheme.g)
    else { return "unknown" }
    let figure = FigureOfMerit.elastic(
      rateOfPE: Rate(perSecond: pe.value), rateOfE: Rate(perSecond: width.value), levelSpacing: e.energy - g.energy,
      trigger: p.energy - e.energy)
    let marks = Set([pe.status.mark, width.status.mark].compactMap { $0 }).sorted().joined()
    return NumberText.short(figure) + (marks.isEmpty ? "" : " " + marks)
  }

  private var conflicts: String { list("conflicts between sources:", target.conflicts.map(\.text)) }
  private var gaps: String { list("gaps:", target.gaps) }
  private var crossChecks: String { list("cross-checks:", target.crossChecks) }

  private func list(_ title: String, _ items: [String]) -> String {
    items.isEmpty ? "" : title + "\n" + items.map { "  - \($0)\n" }.joined()
  }

  private var sources: String {
    list(
      "sources:",
      target.sources.map { source in
        var text = "\(source.key) [\(source.status.rawValue)]: \(source.title)"
        if let citation = source.citation { text += "; \(citation)" }
        if let doi = source.doi { text += "; doi:\(doi)" }
        let order = ["repository", "package", "path", "commit", "page", "tool"]
        let places = order.compactMap { key in source.locator[key].map { "\(key) \($0)" } }
        if !places.isEmpty { text += " (\(places.joined(separator: ", ")))" }
        if let caveat = source.caveat { text += "; caveat: \(caveat)" }
        return text
      })
  }
}
