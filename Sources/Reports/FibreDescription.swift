import Documents
import Emission
import Photonics
import Studies

/// What `fibre` says of a study's fibre, for people.
public struct FibreDescription: Sendable {
  private let fibre: FibreEvaluation
  private let evaluation: Evaluation

  public init(_ fibre: FibreEvaluation, _ evaluation: Evaluation) {
    self.fibre = fibre
    self.evaluation = evaluation
  }

  public var text: String {
    var text = "\(evaluation.study.title ?? "Untitled design")\n\n" + wall + "\n" + suppression + "\nWarnings\n"
    for warning in fibre.warnings { text += "  - \(warning.printable)\n" }
    return text
  }

  /// The wall itself.
  private var wall: String {
    var rows = Rows()
    rows.add("core", "radius \(NumberText.exact(fibre.design.coreRadius)) µm, vacuum")
    switch fibre.design.stack {
    case .pairs(let count, let high, let low):
      rows.add("wall", "\(count) pairs of \(Self.layer(high)) and \(Self.layer(low))")
    case .layers(let layers):
      rows.add("wall", "\(layers.count) layers, from the core outward:")
      for layer in layers { rows.add("", Self.layer(layer)) }
    }
    rows.add("around it", fibre.design.surround.optical.displayName)
    rows.add("total radius", "\(NumberText.short(fibre.fibre.totalRadius)) µm")
    if let gap = fibre.gap {
      rows.add("gap at grazing incidence, TE", Self.range(gap.grazingTE))
      rows.add("gap at grazing incidence, TM", Self.range(gap.grazingTM))
      rows.add("gap at every angle", Self.range(gap.omnidirectional))
    } else {
      rows.add("gap", "none: the wall has no period")
    }
    return "Fibre\n" + rows.text
  }

  /// What it does to the background and to the signal.
  var suppression: String {
    var rows = Rows()
    let pair = fibre.pair
    rows.add(
      "photon pairs",
      "E = \(NumberText.fixed(pair.energy, 6)) eV, M = \(NumberText.short(1000 * pair.mass)) meV, axial P = \(NumberText.fixed(pair.momentum, 6)) eV"
    )
    let names: [PairSuppression.Channel: String] = [
      .pp: "η, both photons in the core", .ep: "η, one evanescent (ep)", .pe: "η, one evanescent (pe)",
      .ee: "η, both evanescent",
    ]
    for channel in PairSuppression.Channel.allCases where channel == .pp || fibre.evanescent != nil {
      rows.add(names[channel] ?? channel.name, Self.estimate(fibre.eta[channel], fibre.error[channel]))
    }
    rows.add(fibre.evanescent == nil ? "η, at least" : "η, all", Self.estimate(fibre.eta.total, fibre.error.total))
    rows.add("strip, the surrogate for searches", Self.estimate(fibre.strip.value, fibre.strip.error))
    rows.add("wall passes of the signal", NumberText.short(fibre.signalTransmission))
    if let ratio = evaluation.figures.backgroundPerSignal {
      let left = ratio * fibre.eta.total
      rows.add("McQ4 per signal event in the fibre", left > 0 ? NumberText.scientific(left) : "0")
      if left > 1 { rows.add("short of signal = background by", NumberText.scientific(left)) }
    }
    return "Two-photon background in the fibre, relative to free space (signal photon along the axis)\n" + rows.text
  }

  private static func layer(_ layer: StudyFibre.Layer) -> String {
    "\(NumberText.exact(layer.thickness)) µm of \(layer.medium.optical.displayName)"
  }

  private static func range(_ range: ClosedRange<Double>?) -> String {
    range.map { "\(NumberText.fixed($0.lowerBound, 4))–\(NumberText.fixed($0.upperBound, 4)) eV" } ?? "closed"
  }

  private static func estimate(_ value: Double, _ error: Double) -> String {
    value == 0 ? "0" : "\(NumberText.scientific(value, digits: 3)) ± \(NumberText.scientific(error, digits: 0))"
  }
}
