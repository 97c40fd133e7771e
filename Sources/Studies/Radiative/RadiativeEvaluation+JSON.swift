import Documents
import Emission
import Neutrinos
import Targets

extension RadiativeEvaluation {
  /// The format `nupair-evaluation/1`, described in docs/studies.md.
  ///
  /// - Parameters:
  ///   - energies: how many trigger energies the spectrum has; none without it.
  ///   - judgement: what the study's goal makes of the design, if it has one.
  public func json(energies: Int? = 200, judgement: Judgement? = nil) -> JSONValue {
    let result: JSONValue = [
      "format": "nupair-evaluation/1", "program": .program, "study": study.resolvedJSON,
      "conventions": .string(study.conventions.rawValue), "feasible": .bool(isFeasible),
      "levels": ["eps_eg_eV": .number(levels.eg), "eps_vg_eV": .number(levels.vg)],
      "inputs": ["gamma_vg_per_s": rateOfVG],
      "sample": [
        "density_per_cm3": .number(orNull: path.density.value),
        "volume_for_n3_V_eta_cm3": .number(orNull: impliedVolume),
      ],
      "kinematics": kinematicsJSON, "masses_eV": masses.json,
      "oscillation": study.neutrino.oscillationJSON,
      "thresholds": .array(pairs.map(threshold)), "rate": rateJSON(energies: energies),
      "background": backgroundJSON, "new_physics": newPhysicsJSON,
      "marks": .array(marks.map(\.json)),
      "warnings": .strings(warnings), "conflicts": .strings(conflicts),
    ]
    guard case .object(var members) = result else { return result }
    if let monopole { members.append(.init("monopole", monopoleJSON(monopole, energies: energies))) }
    if let judgement, let goal = study.goal { members.append(.init("goal", judgement.goalJSON(goal))) }
    return .object(members)
  }

  private var rateOfVG: JSONValue {
    study.overrides[.rateOfVG].map { ["value": .number($0), "origin": "override"] } ?? path.rateOfVG.json
  }

  private var kinematicsJSON: JSONValue {
    let k = kinematics
    return [
      "r": .number(k.imprint), "locked": .bool(k.isLocked), "cos_theta": .number(k.cosine),
      "trigger_eV": .number(k.trigger), "pair_energy_eV": .number(k.pairEnergy),
      "pair_momentum_eV": .number(k.momentum), "mass_squared_eV2": .number(k.massSquared),
    ]
  }

  private func threshold(_ pair: PairCoupling) -> JSONValue {
    let s = pair.threshold, eps = levels.eg, k = kinematics
    let trigger = spectrum.phase.threshold(levelSpacing: eps, massSum: s, cosine: spectrum.cosine)
    let magnitude = min(abs(k.imprint), 1)
    func at(_ r: Double) -> JSONValue {
      .number(orNull: RadiativeKinematics.threshold(levelSpacing: eps, imprint: r, massSum: s))
    }
    return [
      "pair": .string(pair.pair.name), "mass_eV": .number(s), "weight": .number(pair.weight),
      "status": .string(trigger == nil ? "never" : k.isOpen(s) ? "open" : "closed"),
      "trigger_eV": .number(orNull: trigger), "excess_eV2": .number(k.excess(over: s)),
      "unboosted_eV": at(0), "along_eV": at(magnitude), "against_eV": at(-magnitude),
      "locked_eV": .number(orNull: RadiativeKinematics.lockedThreshold(levelSpacing: eps, massSum: s)),
      "r_at_trigger": .numbers(
        RadiativeKinematics.imprints(levelSpacing: eps, trigger: k.trigger, massSum: s, cosine: spectrum.cosine)),
      "spectrum_at_trigger": .number(orNull: value(of: pair)),
    ]
  }

  private func rateJSON(energies: Int?) -> JSONValue {
    let here = value(spectrum), unit = unit
    var members: [JSONValue.Member] = [
      .init("gamma0_per_s", .number(orNull: unit)), .init("angular_factor", .number(study.angularFactor)),
      .init("spectrum_at_trigger", .number(orNull: here)), .init("total_per_s", .number(orNull: total)),
      .init("massless_spectrum_at_trigger", .number(orNull: massless)),
      .init("standard_model_spectrum_at_trigger", .number(orNull: value(standard))),
      .init("other_nature_spectrum_at_trigger", .number(orNull: otherNature)),
      .init("signal_events_for_nature_at_3_sigma", .number(orNull: eventsForNature)),
    ]
    if let energies {
      let triggers = triggers(count: energies), values = values(at: triggers)
      members.append(
        .init(
          "spectrum",
          [
            "trigger_eV": .numbers(triggers), "i": .array(values.map { .number(orNull: $0) }),
            "per_s": unit.map { unit in .array(values.map { .number(orNull: $0.map { unit * $0 }) }) } ?? .null,
          ]))
    }
    return .object(members)
  }

  private var backgroundJSON: JSONValue {
    let b = background
    var members: [JSONValue.Member] = [
      .init("mcq2", ["open": .bool(b.isMcQ2Open), "trigger_eV": .number(orNull: b.mcq2Trigger)]),
      .init(
        "mcq3",
        [
          "open": .bool(b.isMcQ3Open),
          "photon_interval_eV": b.photonInterval.map { .numbers([$0.lowerBound, $0.upperBound]) } ?? .null,
          "required_gap_width": .number(orNull: b.requiredGapWidth),
          "removed_by_gap": study.gap.map {
            .bool(b.isRemoved(byGapFrom: $0.lowerBound, to: $0.upperBound))
          } ?? .null,
        ]),
    ]
    members.append(.init("guide", guide.map(guideJSON) ?? .null))
    return .object(members)
  }

  private func guideJSON(_ guide: GuideBackground) -> JSONValue {
    let massSquared = guidedMassSquared
    func isOpen(_ n: Int) -> JSONValue {
      massSquared.map {
        .bool(GuideBackground.isOpen(extraPhotons: n, massSquared: $0, lowestCutoff: guide.lowestCutoff))
      } ?? .null
    }
    let lightest = pairs.map(\.threshold).min() ?? 0
    let isPlain = guide.imprint == 0 && guide.triggerCutoff == guide.lowestCutoff
    let window =
      isPlain
      ? GuideBackground.window(levelSpacing: levels.eg, cutoff: guide.lowestCutoff, massSum: lightest) : nil
    return [
      "mass_squared_eV2": .number(orNull: massSquared),
      "pair_open": isGuidedPairOpen.map(JSONValue.bool) ?? .null, "mcq2_open": isOpen(1), "mcq3_open": isOpen(2),
      "window_eV": window.map { .numbers([$0.lowerBound, $0.upperBound]) } ?? .null,
    ]
  }

  // MARK: New physics

  private var newPhysicsJSON: JSONValue {
    func mediator(
      _ mass: Double, _ width: Double, _ key: String, _ strength: (_ detuning: Double) -> Complex
    ) -> JSONValue {
      let strength = strength(kinematics.excess(over: mass))
      return [
        "width_eV": .number(orNull: width), "pole_trigger_eV": .number(orNull: pole(mass)),
        key: .numbers([strength.re, strength.im]),
      ]
    }
    var members: [JSONValue.Member] = []
    if let vector = newPhysics.vector {
      members.append(.init("z_prime", mediator(vector.mass, vector.width, "strength", vector.strength)))
    }
    if let scalar = newPhysics.scalar {
      members.append(.init("scalar", mediator(scalar.mass, scalar.width, "strength_per_eV", scalar.strength)))
    }
    members.append(.init("standard_model", standardModelJSON))
    return .object(members)
  }

  private var standardModelJSON: JSONValue {
    func ofLeptons(_ moment: (StandardModelMoments.Lepton) -> Double) -> JSONValue {
      .object(StandardModelMoments.Lepton.allCases.map { JSONValue.Member($0.rawValue, .number(moment($0))) })
    }
    return [
      "magnetic_moment_muB": .numbers([masses.m1, masses.m2, masses.m3].map(StandardModelMoments.magneticMoment)),
      "charge_radius_cm2": ofLeptons(StandardModelMoments.chargeRadius),
      "anapole_cm2": ofLeptons(StandardModelMoments.anapole),
    ]
  }
}
