import Documents
import Quantities
import Studies
import Targets

extension PathListing {
  public var json: JSONValue {
    let paths = ranked
    return [
      "format": "nupair-paths/1", "program": .program,
      "targets": .array(
        surveys.map { survey in
          var members: [JSONValue.Member] = [
            .init("target", .string(survey.target.id)), .init("name", .string(survey.target.name)),
            .init("inelastic", .bool(survey.includesInelastic)), .init("combinations", .integer(survey.combinations)),
            .init("paths", .integer(survey.paths.count)), .init("unlisted", .integer(survey.unlisted)),
            .init("excluded", Self.countsByRule(survey)),
          ]
          members.append(
            .init(
              "excluded_schemes",
              .array(
                survey.excludedSchemes.map {
                  [
                    "scheme": .string($0.scheme.id), "rule": .string($0.rejection.rule.rawValue),
                    "reason": .string($0.rejection.reason),
                  ]
                })))
          if explains { members.append(.init("rejections", .array(survey.rejections.map(\.json)))) }
          return .object(members)
        }),
      "paths": .array(paths.prefix(limit).map(\.json)), "omitted": .integer(max(0, paths.count - limit)),
    ]
  }

  private static func countsByRule(_ survey: PathSurvey) -> JSONValue {
    .object(
      Rejection.Rule.allCases.compactMap { rule in
        let count = survey.rejections.filter { $0.rule == rule }.reduce(0) { $0 + $1.combinations }
        return count == 0 ? nil : JSONValue.Member(rule.rawValue, .integer(count))
      })
  }
}

extension Rejection {
  var json: JSONValue {
    [
      "rule": .string(rule.rawValue), "e": .string(e), "p": p.isEmpty ? .null : .strings(p), "q": .string(orNull: q),
      "g": .string(orNull: g),
      "reason": .string(reason), "combinations": .integer(combinations),
    ]
  }
}

extension CandidatePath {
  var json: JSONValue {
    [
      "target": .string(target),
      "path": ["e": .string(e.id), "p": .string(p.id), "q": .string(q.id), "g": .string(g.id)],
      "elastic": .bool(isElastic),
      "levels": [
        "eps_eg_eV": .number(levelSpacing.electronVolts), "eps_pe_eV": .number(trigger.electronVolts),
        "eps_pq_eV": .number(detected.electronVolts), "eps_qg_eV": .number(pairEnergy.electronVolts),
      ],
      "mcq3": ["window": .array([.number(window.lower), .number(window.upper)]), "r_max": .number(window.upper)],
      "mcq2": ["r": .number(window.mcq2)],
      "photon": ["e_p": .strings(excitation.operators), "p_q": .strings(emission.operators)],
      "vertex": .string(vertex),
      "inputs": .object(inputs.map { JSONValue.Member($0.quantity.rawValue, $0.json) }),
      "figure_of_merit": figureOfMerit?.json ?? .null,
      "figure_of_merit_spin2": figureOfMeritWithSpin?.json ?? .null,
      "alternatives": .array(
        alternatives.map { alternative in
          [
            "quantity": .string(alternative.input.quantity.rawValue), "input": alternative.input.json,
            "figure_of_merit": .number(orNull: alternative.figureOfMerit),
            "figure_of_merit_spin2": .number(orNull: alternative.figureOfMeritWithSpin),
            "factor": .number(orNull: alternative.factor),
          ]
        }),
      "conflicts": .strings(conflicts.map(\.text)),
      "marks": marks,
      "remarks": .strings(remarks + [hostRemark].compactMap { $0 }),
    ]
  }

  /// The figures that rest on data which are not cited, with those data.
  private var marks: JSONValue {
    func mark(_ figure: String, _ inputs: [PathInput]) -> JSONValue? {
      let weak = inputs.filter { $0.status != nil && !$0.mark.isEmpty }
      guard !weak.isEmpty else { return nil }
      return [
        "figure": .string(figure),
        "because": .array(
          weak.flatMap { input in
            input.data.map {
              [
                "datum": .string($0), "status": .string(orNull: input.status?.rawValue),
                "stand_in": .bool(input.isStandIn),
              ]
            }
          }),
      ]
    }
    let rates = isElastic ? [rateOfPE, rateOfE] : [rateOfPE, rateOfPQ, rateOfE, rateOfQ]
    return .array(
      [
        mark("figure_of_merit", rates), mark("figure_of_merit_spin2", rates + [spinSquared]),
        mark("density_per_cm3", [density]),
      ].compactMap { $0 })
  }
}
