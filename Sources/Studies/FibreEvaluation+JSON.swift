import Documents
import Photonics

extension FibreEvaluation {
  /// The member `fibre` of the format `nupair-evaluation/1`.
  public var json: JSONValue {
    [
      "eta": byChannel(eta), "eta_error": byChannel(error),
      "eta_from_coincident_resonances": byChannel(pp.coincident + evanescent.coincident),
      "strip": .number(orNull: strip.value), "strip_error": .number(orNull: strip.error),
      "signal_transmission": .number(orNull: signalTransmission),
      "pair_mass_eV": .number(pair.mass), "pair_energy_eV": .number(pair.energy),
      "axial_momentum_eV": .number(pair.momentum), "background_states": .string(design.states.rawValue),
      "angular_orders": .number(Double(max(pp.angularOrders, evanescent.angularOrders))),
      "gap": gap.map { gap in
        [
          "grazing_te_eV": Self.range(gap.grazingTE), "grazing_tm_eV": Self.range(gap.grazingTM),
          "omnidirectional_eV": Self.range(gap.omnidirectional),
        ]
      } ?? .null,
      "total_radius_um": .number(fibre.totalRadius),
      "warnings": .strings(warnings),
    ]
  }

  private func byChannel(_ values: PairSuppression.ByChannel) -> JSONValue {
    .object(
      PairSuppression.Channel.allCases.map { JSONValue.Member($0.name, .number(orNull: values[$0])) } + [
        JSONValue.Member("total", .number(orNull: values.total))
      ])
  }

  private static func range(_ range: ClosedRange<Double>?) -> JSONValue {
    range.map { .numbers([$0.lowerBound, $0.upperBound]) } ?? .null
  }
}
