import Documents
import Emission
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
    article.paragraph(Influence.introduction)
    article.table(Influence.table(Influence.all(evaluation, bench: bench)))
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

  // MARK: Inputs

  mutating func inputs(_ article: inout Article) {
    article.heading("Inputs and where they come from")
    let inputs = RamanInputs(
      evaluation, isSearched: input.result != nil, measurement: sensitivity?.measurement, fibre: fibre,
      database: database)
    inputs.write(into: &article, &bibliography)
  }
}
