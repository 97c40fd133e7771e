import Documents
import Photonics
import Quantities

extension FibreEvaluation {
  /// What a reader must know before trusting the fibre's figures, the gravest first.
  public var warnings: [String] { mediumWarnings + suppressionWarnings + scopeWarnings }

  private var mediumWarnings: [String] {
    var warnings: [String] = []
    for doubt in fibre.doubts(over: pair.freeRange) {
      let name = doubt.medium.displayName
      if let absorbing = doubt.absorbing {
        warnings.append(
          "\(name) absorbs photons of the background (k up to \(NumberText.short(absorbing.k)), \(Self.text(absorbing.range))): what it absorbs counts as emitted"
        )
      }
      if let range = doubt.unknownAbsorption {
        warnings.append(
          "the absorption of \(name) is not known at \(Self.text(range)), where it is not called transparent: it is taken as none"
        )
      }
      if let range = doubt.outside {
        warnings.append(
          "the index of \(name) is not known at \(Self.text(range)): that of the nearest end of its range is used")
      }
    }
    return warnings
  }

  private var suppressionWarnings: [String] {
    var warnings: [String] = []
    let total = eta.total
    guard total.isFinite, strip.value.isFinite else {
      return [
        "η could not be computed: an integral is not a number; change a thickness or the radius slightly and report the study"
      ]
    }
    for (name, value, error, asked) in [
      ("η", pp.eta.total, pp.quadratureError.total, Self.errors.pp),
      ("η", evanescent?.eta.total ?? 0, evanescent?.quadratureError.total ?? 0, Self.errors.evanescent),
      ("the strip", strip.value, strip.error, Self.errors.strip),
    ] where error > 2 * asked * value {
      warnings.append(
        "an integral of \(name) did not settle: its error is \(NumberText.short(100 * error / value)) %, not \(NumberText.short(100 * asked)) %"
      )
    }
    let coincident = pp.coincident.total + (evanescent?.coincident.total ?? 0)
    if coincident > 0.04 * total {
      warnings.append(
        "\(NumberText.short(100 * coincident / total)) % of η come from resonances of both photons that meet, whose areas are good to a quarter"
      )
    }
    if max(pp.angularOrders, evanescent?.angularOrders ?? 0) >= PairSuppression.mostAngularOrders {
      warnings.append(
        "the sum over angular orders is cut at \(PairSuppression.mostAngularOrders): for so wide a core η may be too low"
      )
    }
    if total >= 1 {
      warnings.append("the fibre does not suppress the background: η = \(NumberText.short(total)) of free space")
    }
    if strip.value > 0, total > 10 * strip.value {
      warnings.append(
        "the strip (\(NumberText.short(strip.value))) is \(NumberText.scientific(total / strip.value, digits: 0)) times below the full pair factor: modes of core and cladding carry pairs away that it does not see; no claim can rest on it"
      )
    }
    if signalTransmission < 0.01 {
      warnings.append(
        "the wall passes \(NumberText.short(signalTransmission)) of the detected light over the accepted angles: what suppresses the background keeps the signal in too"
      )
    }
    if !fibre.slice(at: .init(electronVolts: pair.energy / 2)).isTransparent {
      warnings.append(
        "absorbing walls: near fields with β beyond the largest index times ω are left out; they grow without bound towards the wall and need a profile that vanishes there (\"profile_power\")"
      )
    }
    return warnings
  }

  private var scopeWarnings: [String] {
    (evanescent == nil
      ? ["only the pairs with both photons propagating in the core are counted here, a lower bound of η"] : []) + [
        "η is for a signal photon along the axis and an endless, perfectly round and uniform fibre: no bends, roughness, ends or pump light"
      ]
  }

  private static func text(_ range: ClosedRange<Double>) -> String {
    range.lowerBound == range.upperBound
      ? "\(NumberText.short(range.lowerBound)) eV"
      : "\(NumberText.short(range.lowerBound))–\(NumberText.short(range.upperBound)) eV"
  }
}
