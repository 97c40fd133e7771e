import Documents
import Photonics

extension FibreEvaluation {
  /// The member `fibre` of the format `nupair-evaluation/1`.
  public var json: JSONValue {
    [
      "eta": byChannel(eta), "eta_error": byChannel(error),
      "eta_from_coincident_resonances": byChannel(
        evanescent.map { pp.coincident + $0.coincident } ?? pp.coincident),
      "strip": .number(orNull: strip.value), "strip_error": .number(orNull: strip.error),
      "signal_transmission": .number(orNull: signalTransmission),
      "pair_mass_eV": .number(pair.mass), "pair_energy_eV": .number(pair.energy),
      "axial_momentum_eV": .number(pair.momentum), "background_states": .string(design.states.rawValue),
      "angular_orders": .number(Double(max(pp.angularOrders, evanescent?.angularOrders ?? 0))),
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
      PairSuppression.Channel.allCases.map { channel in
        JSONValue.Member(channel.name, .number(orNull: channel == .pp || evanescent != nil ? values[channel] : nil))
      } + [JSONValue.Member("total", .number(orNull: evanescent == nil ? nil : values.total))])
  }

  private static func range(_ range: ClosedRange<Double>?) -> JSONValue {
    range.map { .numbers([$0.lowerBound, $0.upperBound]) } ?? .null
  }
}
