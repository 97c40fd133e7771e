import Documents
import Emission
import Neutrinos
import Photonics
import Quantities
import Targets

extension JSONValue {
  /// The program's name and version, as every result carries it.
  public static var program: JSONValue { ["name": .string(Program.name), "version": .string(Program.version)] }

  static func numbers(_ values: some Sequence<Double>) -> JSONValue { .array(values.map { .number(orNull: $0) }) }
}

extension Evaluation {
  /// The format `nupair-evaluation/1`, described in docs/studies.md.
  ///
  /// - Parameters:
  ///   - angles: how many angles the distribution has, uniform in θ from 0 to π; none without it.
  ///   - withInformation: also what a measurement tells, null when nothing is emitted.
  ///   - fibre: what the study's fibre does, if it has one.
  ///   - judgement: what the study's goal makes of the design, if it has one.
  public func json(
    angles: Int? = 181, withInformation: Bool = false, fibre: FibreEvaluation? = nil, judgement: Judgement? = nil
  ) -> JSONValue {
    var result: JSONValue = [
      "format": "nupair-evaluation/1", "program": .program, "study": study.resolvedJSON,
      "conventions": .string(study.conventions.rawValue),
      "feasible": .bool(isFeasible),
      "levels": [
        "eps_eg_eV": .number(levels.eg), "eps_pe_eV": .number(levels.pe), "eps_pq_eV": .number(levels.pq),
        "eps_qg_eV": .number(levels.qg),
      ],
      "inputs": .object(inputs.all.map { JSONValue.Member($0.key.rawValue, $0.json) }),
      "sample": [
        "density_per_cm3": .number(orNull: named.path.density.value),
        "volume_for_n3_V_eta_cm3": .number(orNull: impliedVolume),
      ],
      "kinematics": kinematicsJSON,
      "medium": [
        "refractive_index": .number(medium.index), "host_ordinary_index": .number(orNull: medium.host?.ordinary),
        "host_extraordinary_index": .number(orNull: medium.host?.extraordinary),
      ],
      "masses_eV": masses.json,
      "oscillation": study.neutrino.oscillationJSON,
      "thresholds": .array(design.pairs.indices.map(threshold)),
      "particle": particleJSON,
      "rate": rateJSON(angles: angles),
      "background": backgroundJSON(fibre),
      "fibre": fibre?.json ?? .null,
      "marks": .array(marks.map(\.json)),
      "warnings": .strings(warnings), "conflicts": .strings(conflicts),
    ]
    if let judgement, let goal = study.goal, case .object(let members) = result {
      result = .object(members + [JSONValue.Member("goal", judgement.goalJSON(goal))])
    }
    if withInformation, case .object(let members) = result {
      result = .object(members + [JSONValue.Member("information", SensitivityReport(self)?.json ?? .null)])
    }
    return result
  }

  private var kinematicsJSON: JSONValue {
    let k = kinematics, window = k.window, lasers = k.laserEnergies
    return [
      "r": .number(k.imprint), "trigger_eV": .number(k.trigger), "detected_eV": .number(k.detected),
      "omega1_eV": .number(lasers.first), "omega2_eV": .number(lasers.second), "pair_energy_eV": .number(k.pairEnergy),
      "mass_squared_forward_eV2": .number(k.forward), "mass_squared_backward_eV2": .number(k.backward),
      "pair_mass_squared_forward_eV2": .number(k.pairForward),
      "pair_mass_squared_backward_eV2": .number(k.pairBackward),
      "mcq3": [
        "free": .bool(k.isMcQ3Free), "margin_eV2": .number(k.mcq3Margin),
        "window": .numbers([window.lower, window.upper]), "window_empty": .bool(window.isEmpty),
        "angle_rad": .number(orNull: k.mcq3Angle),
      ],
      "mcq2": ["r": .number(window.mcq2), "distance": .number(k.mcq2Distance)],
      "flat_r": .number(k.flatImprint),
    ]
  }

  private func threshold(_ index: Int) -> JSONValue {
    let pair = design.pairs[index], crossing = figures.crossings[index]
    return [
      "pair": .string(pair.pair.name), "mass_eV": .number(pair.threshold), "weight": .number(pair.weight),
      "status": .string(crossing.status), "theta_rad": .number(orNull: crossing.angle),
      "open_at": crossing.angle == nil
        ? .null : .string(kinematics.pairForward > kinematics.pairBackward ? "smaller angles" : "larger angles"),
    ]
  }

  private var particleJSON: JSONValue {
    let ends = [kinematics.pairForward, kinematics.pairBackward].map { max($0, 0).squareRoot() }.sorted()
    return [
      "reachable_eV": .numbers(ends), "mass_eV": .number(orNull: study.particleMass.map { $0 / 1000 }),
      "theta_rad": .number(orNull: study.particleMass.flatMap { kinematics.peakAngle(particleMass: $0 / 1000) }),
    ]
  }

  // MARK: Rate

  private func rateJSON(angles: Int?) -> JSONValue {
    let spin = inputs.spinSquared.value
    var members: [JSONValue.Member] = [
      .init("gamma0_per_s", .number(orNull: figures.unit)),
      .init("unit_per_s_eV2", .number(orNull: figures.rateUnit)),
      .init("figure_of_merit", .number(orNull: figureOfMerit)),
      .init("total_per_s", .number(orNull: figures.total)),
      .init("accepted_per_s", .number(orNull: figures.rateUnit.map { $0 * acceptedPairSum })),
      .init("spin2", .number(orNull: spin)),
      .init("figure_of_merit_spin2", .number(orNull: spin.flatMap { s in figureOfMerit.map { $0 * s } })),
      .init("sigma2", .number(orNull: sigmaSquared)),
      .init("total_sigma2_per_s", .number(orNull: totalWithSigma)),
      .init(
        "pair_sum",
        [
          "sphere_eV2": .number(figures.pairSumIntegral), "accepted_eV2": .number(acceptedPairSum),
          "forward_eV2": .number(spectrum.density(at: 0)),
          "backward_eV2": .number(spectrum.density(at: .pi)), "massless_edge_eV2": .number(masslessEdge),
        ]),
      .init(
        "resonance",
        [
          "trigger_factor": .number(orNull: figures.triggerFactor),
          "detected_factor": .number(orNull: figures.detectedFactor),
          "trigger_width_eV": .number(orNull: design.widths?.triggerWidth),
          "detected_width_eV": .number(orNull: design.widths?.detectedWidth),
        ]),
      .init("gamma0_by_other_prefactors_per_s", prefactorJSON),
      .init(
        "spread",
        [
          "gamma0_per_s": unitSpread?.json ?? .null, "figure_of_merit": figureOfMeritSpread?.json ?? .null,
          "total_sigma2_per_s": totalWithSigmaSpread?.json ?? .null,
        ]),
    ]
    if let angles {
      let grid = AngleGrid(uniform: angles), sums = pairSums(at: grid)
      members.append(
        .init(
          "angular",
          [
            "theta_rad": .numbers(grid.angles),
            "per_s_sr": figures.rateUnit.map { unit in .numbers(sums.map { unit * $0 }) } ?? .null,
            "pair_sum_eV2": .numbers(sums),
          ]))
    }
    return .object(members)
  }

  /// Γ₀ by the other prefactors of the paper and by the golden rule: what the absolute rate could be.
  private var prefactorJSON: JSONValue {
    .object(
      RatePrefactor.allCases.map {
        JSONValue.Member($0.rawValue, .number(orNull: figures.unit.map { [factor = $0.factor] in factor * $0 }))
      })
  }

  // MARK: Background

  private func backgroundJSON(_ fibre: FibreEvaluation?) -> JSONValue {
    let backward = max(kinematics.backward, 0), energy = kinematics.pairEnergy
    let hasStates = figures.photonFunction != nil
    let range = photonFunctionRange
    func pair(_ massSquared: Double, _ pairSum: Double) -> JSONValue {
      [
        "i2nu_per_eV2": .number(TwoPhotonBackground.neutrinoFunction(pairSum: pairSum)),
        "i2gamma_per_eV2": .number(
          orNull: hasStates ? background.function.value(massSquared: massSquared, energy: energy) : nil),
      ]
    }
    return [
      "i2nu_per_eV2": .number(figures.neutrinoFunction), "i2gamma_per_eV2": .number(orNull: figures.photonFunction),
      "i2gamma_range_per_eV2": range.map { .numbers([$0.lowerBound, $0.upperBound]) } ?? .null,
      "mcq4_per_signal": .number(orNull: figures.backgroundPerSignal),
      "mcq4_per_signal_sigma2": .number(orNull: backgroundPerSignalWithSigma),
      "suppression": .number(orNull: fibre?.total),
      "mcq4_per_signal_suppressed": .number(
        orNull: fibre?.total.flatMap { total in figures.backgroundPerSignal.map { $0 * total } }),
      "backward": pair(backward, spectrum.density(at: .pi)), "massless_edge": pair(0, masslessEdge),
      "states": .array(
        background.counted.indices.map { index in
          let counted = background.counted[index], state = counted.state
          let alone = TwoPhotonBackground(
            [background.function.levels[index]], form: study.conventions.background)
          return [
            "id": .string(state.id), "gamma_nq_per_s": counted.rateToQ.json, "gamma_ng_per_s": state.rateToG.json,
            "coupling": .string(state.couplingText),
            "i2gamma_per_eV2": .number(
              orNull: hasStates ? alone.mean(from: kinematics.forward, to: kinematics.backward, energy: energy) : nil),
            "massless_edge_i2gamma_per_eV2": .number(
              orNull: hasStates ? alone.value(massSquared: 0, energy: energy) : nil),
          ]
        }),
      "states_without_rates": .strings(background.missing),
      "real_cascades": .strings(background.cascades),
    ]
  }
}

extension RamanKinematics.Crossing {
  public var status: String {
    switch self {
    case .angle: "angle"
    case .always: "always"
    case .never: "never"
    }
  }
}

extension StudyInput {
  var json: JSONValue {
    switch origin {
    case .override: ["value": .number(orNull: value), "origin": "override"]
    case .follows(let other): ["value": .number(orNull: value), "origin": .string("follows \(other.rawValue)")]
    case .database(let found): found.json
    }
  }
}

extension SpreadFigure {
  /// The number with its 68 % interval.
  public var json: JSONValue {
    [
      "value": .number(orNull: value), "low": .number(orNull: low), "high": .number(orNull: high),
      "sigma_ln": .number(orNull: logSigma),
      "uncertainties_complete": .bool(isComplete), "order_of_magnitude_only": .bool(isOrderOfMagnitude),
    ]
  }
}

extension PathInput {
  /// The number with its provenance.
  public var json: JSONValue {
    [
      "value": .number(orNull: value), "relative_uncertainty": .number(orNull: relativeUncertainty),
      "status": .string(orNull: status?.rawValue), "how": .string(how), "stand_in": .bool(isStandIn),
      "data": .strings(data), "note": .string(orNull: note),
    ]
  }
}

extension IntermediateState {
  /// `E1 × E1, J = 1`.
  public var couplingText: String {
    switch kind {
    case .level(let twoJ, _, _): "E1 × E1, J = \(twoJ.isMultiple(of: 2) ? "\(twoJ / 2)" : "\(twoJ)/2")"
    case .manifold(_, let multipoles): multipoles.map(\.rawValue).joined(separator: " × ") + ", manifold means"
    }
  }
}
