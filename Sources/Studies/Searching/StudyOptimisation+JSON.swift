import Documents
import Photonics
import Search
import Targets

extension StudyOptimisation {
  /// The format `nupair-result/1`, described in docs/search.md: the same bytes for the same study, seed and version, on any number of
  /// threads, resumed or not.
  public var json: JSONValue {
    let outcome = outcome
    return [
      "format": "nupair-result/1", "program": .program, "feasible": .bool(isFeasible),
      "study": design?.study.resolvedJSON ?? .null,
      "outcome": outcomeJSON,
      "variables": .array(variables.map(\.json)),
      "constraints": design?.judgement.json ?? .null,
      "certificate": design?.certificate?.json ?? .null,
      "evaluation": design.map { $0.evaluation.json(fibre: $0.judgement.fibre) } ?? .null,
      "lesson": StudyLesson(self)?.json ?? .null,
      "optima": .array(
        (outcome?.optima ?? []).map { optimum in
          [
            "objective": .number(orNull: optimum.objective), "values": .numbers(optimum.point),
          ]
        }),
      "history": .array(
        (outcome?.history ?? []).map { step in
          [
            "evaluation": .integer(step.evaluation), "phase": .integer(step.phase),
            "objective": .number(orNull: step.objective), "violation": .number(orNull: step.violationNorm),
          ]
        }),
      "phases": .array(
        (outcome?.phases ?? []).map { phase in
          [
            "name": .string(phase.name), "algorithm": .string(orNull: phase.algorithm), "runs": .integer(phase.runs),
            "evaluations": .integer(phase.evaluations), "reason": .string(phase.reason),
          ]
        }),
      "variants": .array(variants.count == 1 ? [] : variants.map { variantJSON($0) }),
      "manifest": manifest,
    ]
  }

  private var outcomeJSON: JSONValue {
    let judged = design?.judgement
    return [
      "verdict": .string(isFeasible ? "feasible" : design == nil ? "nothing" : "infeasible"),
      "by_search": .string(outcome.map(Self.verdict) ?? "nothing"), "stop": .string(stop.code),
      "objective": [
        "name": .string(goal.objective.name), "unit": .string(goal.objective.unit),
        "value": .number(orNull: outcome?.best?.objective),
        "searched_by": .string(orNull: searchedBy), "judged": .number(orNull: judged?.objective),
        "judged_by": .string(orNull: judged?.objectiveMeasure?.rawValue),
      ],
      "binding": .string(orNull: worst?.name), "broken_by": .number(orNull: worst?.by),
      "confirmed": .bool(outcome?.isConfirmed ?? false), "evaluations": .integer(evaluations),
      "undefined": .integer(outcome?.undefined ?? 0), "chosen_variant": .integer(chosen),
    ]
  }

  private var searchedBy: String? {
    guard goal.objective.seesSuppression, design?.study.raman?.fibre != nil else { return nil }
    return (goal.search.measure == .surrogate ? SuppressionMeasure.strip : goal.search.measure).rawValue
  }

  private static func verdict(_ outcome: Outcome) -> String {
    switch outcome.verdict {
    case .feasible: "feasible"
    case .infeasible: "infeasible"
    case .nothing: "nothing"
    }
  }

  /// The constraint that is broken most, with how far in its unit.
  public var worst: (name: String, by: Double?)? {
    if case .infeasible(let name, _)? = outcome?.verdict {
      return (name, design?.judgement.verdicts.first { $0.bound.figure.name == name }?.shortfall)
    }
    return design?.judgement.verdicts.first { !$0.isKept }.map { ($0.bound.figure.name, $0.shortfall) }
  }

  /// A number that was searched, with what was found.
  public struct FoundVariable: Sendable, Hashable {
    public let pointer: String
    public let range: ClosedRange<Double>
    public let value: Double
    /// True at an end but for rounding: a wider range may hold a better design.
    public var isAtEnd: Bool {
      min(value - range.lowerBound, range.upperBound - value) <= 1e-9 * (range.upperBound - range.lowerBound)
    }

    var json: JSONValue {
      [
        "pointer": .string(pointer), "min": .number(range.lowerBound), "max": .number(range.upperBound),
        "value": .number(value), "at_end": .bool(isAtEnd),
      ]
    }
  }

  public var variables: [FoundVariable] {
    guard let best = outcome?.best else { return [] }
    return zip(template.ranges, best.point).map {
      FoundVariable(pointer: $0.parameter.pointer, range: $0.range, value: $1)
    }
  }

  private func variantJSON(_ variant: VariantResult) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("picks", .object(variant.picks.map { .init($0.pointer, $0.value) }))
    ]
    switch variant.result {
    case .searched(let outcome):
      members += [
        .init("result", .string(Self.verdict(outcome))), .init("stop", .string(outcome.stop.code)),
        .init("objective", .number(orNull: outcome.best?.objective)),
        .init("violation", .number(orNull: outcome.best?.violationNorm)),
        .init("evaluations", .integer(outcome.evaluations)),
      ]
    case .pruned(let reason): members += [.init("result", "pruned"), .init("reason", .string(reason))]
    case .refused(let reason): members += [.init("result", "refused"), .init("reason", .string(reason))]
    case .notReached: members.append(.init("result", "not-reached"))
    }
    return .object(members)
  }

  /// What makes the result again.
  private var manifest: JSONValue {
    [
      "program_version": .string(Program.version), "nlopt_version": .string(Algorithm.libraryVersion),
      "study_file": .string(template.name), "study_digest": .string(template.digest),
      "target": .string(orNull: design?.study.targetName),
      "target_digest": .string(orNull: design?.study.target.digest),
      "algorithm": .string(goal.search.algorithm.name), "seed": .integer(Int(goal.search.seed)),
      "max_evaluations": .integer(goal.search.maxEvaluations),
    ]
  }
}

extension StudyTemplate {
  /// Of the text as it was read.
  public var digest: String { document.digest }

  /// What a journal must agree on to be continued: the study but for its budget, the files it names, the seed and the version.
  public func identity(seed: UInt64?, front: String? = nil) -> String {
    // The searches of a front build on each other's results: there a budget is part of what they are.
    let open =
      front != nil
      ? tree : tree.replacing("/search/max_evaluations", with: .null).replacing("/search/max_seconds", with: .null)
    return "\(Program.version) \(Digest.text(open.text.utf8)) \(files)" + (seed.map { " seed \($0)" } ?? "")
      + (front.map { " front \($0)" } ?? "")
  }

  /// The digest of the target, and one of all materials; of every target that a list names.
  private var files: String {
    var targets: [String] = [], materials: Set<String> = []
    for number in samples {
      guard let study = (try? variant(number))?.study else { continue }
      if !targets.contains(study.target.digest) { targets.append(study.target.digest) }
      materials.formUnion((study.raman?.fibre?.materials ?? []).map { "\($0.id) \($0.digest)" })
    }
    let digest = materials.isEmpty ? "" : " " + Digest.text(materials.sorted().joined(separator: "\n").utf8)
    return targets.joined(separator: " ") + digest
  }

  private var tree: JSONValue { document.root.map(JSONValue.init) ?? .null }
}
