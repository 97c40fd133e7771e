import Documents
import Neutrinos
import Sensitivity

extension SensitivityReport {
  /// What a reader must know before trusting the figures.
  public var warnings: [String] {
    var warnings: [String] = []
    if !openImprints.isEmpty {
      warnings.append(
        "McQ3 is open at r = \(openImprints.map { NumberText.short($0) }.joined(separator: ", ")): photons of QED would drown whatever is counted"
      )
    }
    if ignoresPublished {
      warnings.append(
        "the study asks for published formulas: sensitivities of radiative emission are computed by the corrected ones")
    }
    if let cusp {
      let lightest = NumberText.short(neutrino.lightest)
      warnings.append(
        "the design sits where the threshold of the pair (\(cusp.pair.name)) opens at θ = \(cusp.isBackward ? "π" : "0"), a cusp of the information that presumes m₀ = \(lightest) meV: an experimenter who does not know it cannot choose this r; mean_log_mass_information asks for several m₀"
      )
    }
    if let imprintTolerance {
      warnings.append(
        "r has to be stable: a change by \(NumberText.scientific(imprintTolerance, digits: 0)) takes a tenth of the information on m₀"
      )
    }
    if let sigma, sigma > neutrino.lightest / 2000 {
      warnings.append("σ(m₀) exceeds m₀/2: Fisher information says little of so poor a measurement")
    }
    if exposure == nil {
      warnings.append("a rate of the path is unknown: figures are per exposure and in signal events, not in days")
    } else {
      warnings.append(
        isRaman
          ? "absolute rates of macro-coherent emission are uncertain by factors of 100 and more: trust signal events before days"
          : "absolute rates rest on n³Vη and on conventions of order one: trust signal events before days")
    }
    if let events, events < 10 {
      warnings.append(
        "\(NumberText.short(events)) signal events are expected: Fisher information and Δχ² by expected counts hold for ten and more"
      )
    }
    if !isRaman, measurement.normalisation == .free, max(measurement.settings.count, 1) == 1 {
      warnings.append("one trigger energy with a free normalisation tells nothing; give settings, or a known rate")
    }
    if !isRaman, measurement.backgroundRate == 0 {
      warnings.append(
        "no background is counted: the trigger's own photons are one, so that these are upper limits on performance")
    }
    if let strategy, let scanned = strategy.best.scanError, scanned > neutrino.lightest / 1000 {
      warnings.append(
        "the best scan leaves m₀ open to \(NumberText.short(1000 * scanned)) meV: sitting at a threshold is then a matter of luck, and its expected error an average over mostly useless places"
      )
    }
    if massInformation == nil {
      warnings.append("priors have no exposure to be held against: information is not given")
    }
    for answer in answers where answer.found == nil {
      warnings.append(
        "nothing tells \(answer.question.text) here\(answer.question == .mass ? "" : answer.anyMass ? ", the other answer choosing its m₀" : " at the same m₀")"
      )
    }
    return warnings
  }

  public var json: JSONValue {
    var members: [JSONValue.Member] = []
    if isRaman {
      members += [
        .init("resolution_rad", .number(measurement.resolution / 1000)),
        .init("background_share", .number(measurement.flatBackground)),
        .init("exposure_per_eV2", .number(orNull: exposure)), .init("signal_eV2", .number(signal)),
      ]
    } else {
      members += [
        .init("background_per_s", .number(measurement.backgroundRate)), .init("exposure", .number(orNull: exposure)),
        .init("signal", .number(signal)),
      ]
    }
    members += [
      .init("exposure_days", .number(measurement.exposure)), .init("signal_events", .number(orNull: events)),
      .init(
        "mass",
        [
          isRaman ? "fisher_per_exposure" : "fisher_per_exposure_eV-2": .number(orNull: massInformation),
          "mean_log_fisher_per_exposure": .number(orNull: meanLogMassInformation),
          "sigma_eV": .number(orNull: sigma), "signal_events_for_half_error": .number(orNull: eventsForHalf),
          "days_for_half_error": .number(orNull: daysForHalf),
        ]),
    ]
    for answer in answers { members.append(.init(key(answer), json(answer))) }
    if let allocation {
      members.append(
        .init("allocation", ["shares": .numbers(allocation.shares), "excess": .number(orNull: allocation.certificate)]))
    }
    if isRaman {
      members += [
        .init(
          "cusp",
          cusp.map { ["pair": .string($0.pair.name), "theta_rad": .number($0.isBackward ? .pi : 0)] } ?? .null),
        .init("imprint_tolerance", .number(orNull: imprintTolerance)),
      ]
    } else if let limits {
      members.append(
        .init(
          "coupling_limit",
          [
            "factor": .number(orNull: limits.factor), "factor_of_other_sign": .number(orNull: limits.reversed),
            "q": .number(2.706), "feldman_cousins_factor": .number(orNull: limits.counting),
            "feldman_cousins_factor_of_other_sign": .number(orNull: limits.countingReversed),
          ]))
    }
    if let strategy {
      func json(_ outcome: SequentialStrategy.Outcome) -> JSONValue {
        [
          "share": .number(outcome.share), "scan_sigma_eV": .number(orNull: outcome.scanError),
          "final_sigma_eV": .number(orNull: outcome.finalError), "offset_eV": .number(outcome.offset),
        ]
      }
      members.append(
        .init("scan_then_sit", ["best": json(strategy.best), "tried": .array(strategy.tried.map(json))]))
    }
    members.append(.init("warnings", .array(warnings.map { .string($0) })))
    return .object(members)
  }

  private func key(_ answer: Answer) -> String {
    let name =
      switch answer.question {
      case .ordering: "ordering"
      case .nature: "majorana_dirac"
      case .mass: "massless"
      }
    // Angular distributions are always asked for any mass, and named so before the other existed.
    return isRaman || answer.anyMass || answer.question == .mass ? name : name + "_same_mass"
  }

  private func json(_ answer: Answer) -> JSONValue {
    guard let found = answer.found else { return .null }
    let other = found.alternative.neutrino
    var members: [JSONValue.Member] = [
      .init(
        isRaman ? "chi_squared_per_exposure_eV2" : "chi_squared_per_exposure",
        .number(orNull: found.chiSquared / found.exposure)),
      .init("chi_squared", .number(orNull: answer.chiSquared)),
      .init("signal_events_for_3_sigma", .number(orNull: found.eventsForThreeSigma)),
      .init("days_for_3_sigma", .number(orNull: answer.days)),
      .init("closest_lightest_eV", .number(other.lightest)),
      .init("closest_normalisation", .number(found.normalisation)),
    ]
    let open = measurement.nuisances(neutrino, ordering: other.ordering).parameters.compactMap {
      closest($0, of: other)
    }
    if !open.isEmpty { members.append(.init("closest_parameters", .object(open))) }
    return .object(members)
  }

  /// Where the closest alternative has a parameter that the fit left open; Dirac neutrinos have no Majorana phases.
  private func closest(_ parameter: FitParameter, of other: NeutrinoHypothesis) -> JSONValue.Member? {
    let value = other.value(of: parameter)
    switch parameter {
    case .lightest: return nil
    case .s12sq, .s13sq, .dm21, .dm31:
      return .init(OscillationFit.Name(parameter).rawValue, .number(value))
    case .alpha21, .alpha31:
      guard other.nature == .majorana else { return nil }
      let turn = value.remainder(dividingBy: 2 * .pi)
      return .init("\(parameter.rawValue)_deg", .number(turn * 180 / .pi))
    }
  }

  /// The document that `sensitivity --json` prints.
  ///
  /// - Parameter study: resolved.
  public static func document(_ study: JSONValue, _ report: SensitivityReport?, toys: SensitivityToys? = nil)
    -> JSONValue
  {
    var members: [JSONValue.Member] = [
      .init("format", "nupair-sensitivity/1"), .init("program", .program), .init("study", study),
      .init("conventions", study.value(at: "/conventions") ?? .null), .init("sensitivity", report?.json ?? .null),
    ]
    if let toys { members.append(.init("toys", toys.json)) }
    return .object(members)
  }
}

extension StudyMeasurement.Question {
  public var text: String {
    switch self {
    case .ordering: "NO from IO"
    case .nature: "Majorana from Dirac"
    case .mass: "m₀ from 0"
    }
  }
}
