/// A point with what the problem is there, in the order of merit: kept constraints before broken ones, then the objective or the violation.
public struct Candidate: Sendable, Hashable {
  public let point: [Double]
  public let objective: Double
  public let constraints: [Double]
  /// Whether the problem was asked for slopes along with it, which may change the last digits.
  let hadSlopes: Bool
  /// What the algorithms make small; smaller is better.
  let cost: Double
  /// Root of the sum of squares of all violations, in their scales; 0 when every constraint is kept.
  public let violationNorm: Double

  /// `nil` where the objective is undefined.
  init?(_ problem: Problem, _ point: [Double], _ assessment: Assessment) {
    let cost = problem.cost(assessment.objective)
    guard !cost.isNaN else { return nil }
    self.point = point
    self.cost = cost
    objective = assessment.objective
    constraints = assessment.constraints
    hadSlopes = !assessment.objectiveSlope.isEmpty
    var square = 0.0
    // A violation so small that its square vanishes is still one.
    var isKept = true
    for k in problem.constraints.indices {
      let violation = problem.constraints[k].violation(assessment.constraints[k])
      square += violation * violation
      isKept = isKept && violation == 0
    }
    violationNorm = isKept ? 0 : max(square.squareRoot(), .leastNonzeroMagnitude)
  }

  public var isFeasible: Bool { violationNorm == 0 }

  /// Kept constraints before broken ones, then the objective or the violation; of the same problem.
  public func isBetter(than other: Candidate?) -> Bool {
    guard let other else { return true }
    if isFeasible != other.isFeasible { return isFeasible }
    return isFeasible ? cost < other.cost : violationNorm < other.violationNorm
  }
}
