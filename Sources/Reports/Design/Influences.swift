import Documents
import Emission
import Foundation
import Neutrinos
import Studies
import Targets

/// How much a design's rate hangs on one of its inputs, and how well that is known.
struct Influence: Sendable {
  let name: String
  /// With its unit.
  let value: String
  /// ∂ ln(rate)/∂ ln(input); `nil` where the rate is unknown for want of the input.
  let elasticity: Double?
  /// One standard deviation over the value; `nil` where none is stated.
  let spread: Double?
  /// The largest factor that another datum of the database would put on F·|S|².
  let otherFactor: Double?
  let status: String

  /// What one standard deviation does to ln(rate).
  var effect: Double? { elasticity.flatMap { e in spread.map { abs(e) * $0 } } }

  /// For the ranking: what is unknown first, then the larger of both effects.
  var weight: Double {
    guard let elasticity else { return .infinity }
    let other = otherFactor.flatMap { $0 > 0 ? abs(log($0)) : nil } ?? 0
    return max(effect ?? 0, other, elasticity == 0 ? 0 : 1e-12)
  }

  /// Of every input of a Raman design on the events per second with |σ|².
  static func all(_ evaluation: Evaluation, bench: StudyBench) -> [Influence] {
    let tree = evaluation.study.resolvedJSON.replacing("/fibre", with: .null)
    func rate(_ other: Evaluation?) -> Double? {
      other.flatMap {
        $0.totalWithSigma ?? $0.figures.total ?? ($0.figures.pairSumIntegral > 0 ? $0.figures.pairSumIntegral : nil)
      }
    }
    /// By central differences, after other changes.
    func elasticity(_ pointer: String, _ value: Double, _ step: Double = 1e-3, after changes: [StudyBench.Change] = [])
      -> Double?
    {
      guard value != 0 else { return nil }
      let above = rate(bench.raman(tree, changes + [(pointer, .number(value * (1 + step)))]))
      let below = rate(bench.raman(tree, changes + [(pointer, .number(value * (1 - step)))]))
      guard let above, let below, above > 0, below > 0 else { return nil }
      let slope = log(above / below) / log((1 + step) / (1 - step))
      return abs(slope) < 1e-9 ? 0 : slope
    }
    var all: [Influence] = []
    let isElastic = evaluation.study.path.isElastic
    for input in evaluation.inputs.all {
      if isElastic, input.key == .rateOfPQ || input.key == .widthOfQ { continue }
      let unit = input.key == .spinSquared ? "" : "s⁻¹"
      let found = input.databaseInput
      let factor = evaluation.named.path.alternatives.filter {
        $0.input.quantity.rawValue == input.key.rawValue && found != nil
      }.compactMap(\.factor).max { abs(log(max($0, 1e-300))) < abs(log(max($1, 1e-300))) }
      all.append(
        Influence(
          name: Article.code(input.key.rawValue), value: NumberText.report(input.value, unit),
          elasticity: input.value.flatMap { elasticity("/overrides/\(input.key.rawValue)", $0) },
          spread: found == nil ? 0 : found?.relativeUncertainty, otherFactor: factor,
          status: found.map { ($0.status?.rawValue ?? "unknown") + ($0.isStandIn ? ", stand-in" : "") } ?? "override"))
    }
    all += energies(evaluation) { elasticity($0, $1, 1e-4) }
    all += neutrinos(evaluation) { elasticity($0, $1, after: $2) }
    let laser = evaluation.study.laser
    for (name, pointer, value, unit) in [
      ("n³Vη", "/laser/n3_V_eta_per_cm6", laser.coherence, "cm⁻⁶"),
      ("linewidth of the lasers", "/laser/linewidth_Hz", laser.linewidth, "Hz"),
    ] {
      all.append(
        Influence(
          name: name, value: NumberText.report(value, unit, digits: 3), elasticity: elasticity(pointer, value),
          spread: nil,
          otherFactor: nil, status: "assumed"))
    }
    return all.enumerated().sorted { a, b in
      a.element.weight == b.element.weight ? a.offset < b.offset : a.element.weight > b.element.weight
    }.map(\.element)
  }

  private static func energies(_ evaluation: Evaluation, _ elasticity: (String, Double) -> Double?) -> [Influence] {
    let study = evaluation.study, path = study.path, levels = evaluation.levels
    func spread(_ key: Study.Override, _ upper: Level, _ lower: Level, _ value: Double) -> Double? {
      if study.overrides[key] != nil { return 0 }
      guard let a = upper.energyPerCentimetre.uncertainty, let b = lower.energyPerCentimetre.uncertainty else {
        return nil
      }
      let spacing = upper.energyPerCentimetre.value - lower.energyPerCentimetre.value
      return (a * a + b * b).squareRoot() / abs(spacing)
    }
    return [
      (Study.Override.levelSpacing, levels.eg, path.e, path.g), (.spacingPE, levels.pe, path.p, path.e),
    ].map { key, value, upper, lower in
      Influence(
        name: Article.code(key.rawValue), value: NumberText.report(value, "eV", digits: 7),
        elasticity: elasticity("/overrides/\(key.rawValue)", value), spread: spread(key, upper, lower, value),
        otherFactor: nil,
        status: study.overrides[key] != nil ? "override" : upper.energyPerCentimetre.status.rawValue)
    }
  }

  private static func neutrinos(
    _ evaluation: Evaluation, _ elasticity: (String, Double, [StudyBench.Change]) -> Double?
  ) -> [Influence] {
    let neutrino = evaluation.study.neutrino, parameters = neutrino.parameters
    let errors: OscillationErrors? =
      if case .named(let set) = neutrino.oscillation { set.errors(for: neutrino.ordering) } else { nil }
    let given: JSONValue = [
      "s12sq": .number(parameters.s12sq), "s13sq": .number(parameters.s13sq), "dm21_eV2": .number(parameters.dm21),
      "dm31_eV2": .number(parameters.dm31),
    ]
    let rows: [(String, String, Double, Double?, String)] = [
      ("sin²θ₁₂", "s12sq", parameters.s12sq, errors?.s12sq, ""),
      ("sin²θ₁₃", "s13sq", parameters.s13sq, errors?.s13sq, ""),
      ("Δm²₂₁", "dm21_eV2", parameters.dm21, errors?.dm21, "eV²"),
      ("Δm²₃₁", "dm31_eV2", parameters.dm31, errors?.dm31, "eV²"),
    ]
    var all: [Influence] = []
    for (name, key, value, error, unit) in rows {
      // A named set becomes its numbers, one of which moves.
      all.append(
        Influence(
          name: name, value: NumberText.report(value, unit),
          elasticity: elasticity("/neutrino/oscillation/\(key)", value, [("/neutrino/oscillation", given)]),
          spread: error.map { $0 / value }, otherFactor: nil, status: parameters.name))
    }
    if neutrino.lightest > 0 {
      all.append(
        Influence(
          name: "m₀", value: NumberText.report(neutrino.lightest, "meV"),
          elasticity: elasticity("/neutrino/lightest_meV", neutrino.lightest, []), spread: nil, otherFactor: nil,
          status: "assumed; what is to be measured"))
    }
    return all
  }
}
