import Documents
import Sensitivity

/// Whether expected counts can be trusted for a study's questions, by toy experiments.
public struct SensitivityToys: Sendable {
  public let count: Int
  public let seed: UInt64
  public let checks: [Check]

  public struct Check: Sendable {
    public let question: StudyMeasurement.Question
    public let anyMass: Bool
    /// Over exposures at which the expected Δχ² is 1, 2.25, 4, 6.25 and 9.
    public let validity: AsimovValidity
  }

  private static let significances = [1.0, 1.5, 2, 2.5, 3]

  /// Toys of the truth and of the alternative where it comes closest, A as the study has it; m₀ and nuisances stay there.
  public init(
    _ found: some StudySensitivity, _ report: SensitivityReport, count: Int, seed: UInt64, threads: Int
  ) {
    self.count = count
    self.seed = seed
    let toys = Toys(seed: seed, count: count, threads: threads)
    let normalisation = found.measurement.normalisation
    checks = report.answers.compactMap { answer in
      guard let separation = answer.found, separation.chiSquared > 0, separation.chiSquared < .infinity else {
        return nil
      }
      let expectation = found.setting.expectation(of: [found.truth, separation.alternative], slopes: [])
      let one = separation.exposure / separation.chiSquared
      return Check(
        question: answer.question, anyMass: answer.anyMass,
        validity: toys.validity(
          expectation, exposures: Self.significances.map { $0 * $0 * one }, normalisation: normalisation))
    }
  }

  public var json: JSONValue {
    [
      "toys": .integer(count), "seed": .integer(Int(seed)),
      "checks": .array(
        checks.map { check in
          [
            "question": .string(check.question.rawValue), "any_mass": .bool(check.anyMass),
            "invalid_below_events": .number(orNull: check.validity.limit),
            "trials": .array(
              check.validity.trials.map {
                [
                  "events": .number(orNull: $0.events), "asimov_sigma": .number(orNull: $0.asimov),
                  "toys_sigma": .number(orNull: $0.value), "error": .number(orNull: $0.error),
                ]
              }),
          ]
        }),
    ]
  }
}
