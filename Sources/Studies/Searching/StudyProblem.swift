import Documents
import Emission
import Foundation
import Search

/// The search problem that a variant of a study is: variables, objective, constraints and slopes, with what is known of it beforehand.
public struct StudyProblem: Sendable {
  public let variant: StudyTemplate.Variant
  public let goal: StudyGoal
  /// What the engine sees.
  public let problem: Problem
  private let space: any DesignSpace

  /// - Parameter interruption: once raised, evaluations that take seconds are broken off by a `CancellationError`.
  /// - Throws: when the objective or a constraint does not exist for this study.
  public init(
    _ variant: StudyTemplate.Variant, goal: StudyGoal? = nil, hints: [[Double]] = [],
    interruption: Interruption? = nil
  ) throws(StudyError) {
    let goal = goal ?? variant.study.goal ?? .standard(variant.study), measure = goal.search.measure
    let space = Self.space(variant, measure: measure), start = space.start()
    let findings = ([goal.objective] + goal.bounds.map(\.figure)).compactMap { figure in
      Self.absence(of: figure, start, variant)
    }
    guard findings.isEmpty else { throw StudyError(findings: findings) }
    let objective = goal.objective, bounded = goal.bounds.map(\.figure)
    // What a figure says of itself would be copied with it at every point.
    let better = objective.better, objectiveNumbers = objective.numbers, boundedNumbers = bounded.map(\.numbers)
    let limits = goal.bounds.indices.flatMap { index in
      Limit.limits(of: goal.bounds[index], at: index, parts: bounded[index].values(start)?.count ?? 1, start)
    }
    let parameters = variant.ranges.map(\.parameter)
    let isLong = space.isDear(goal) && (measure == .pp || measure == .total)
    self.variant = variant
    self.goal = goal
    self.space = space
    problem = Problem(
      variant.ranges.map { space.variable($0, goal) },
      sense: goal.objective.better == .larger ? .maximise : .minimise,
      scale: goal.objective.isLogarithmic ? .logarithmic : .linear,
      constraints: limits.map { Constraint(bounded[$0.figure].name, scale: $0.scale, isStrict: $0.isStrict) },
      hints: hints + space.hints(goal), hasGradient: space.hasSlopes, isDear: space.isDear(goal),
      equality: space.equality(goal)
    ) { values, withSlopes in
      guard let point = space.point(at: values, withSlopes: withSlopes, interruption) else {
        return Assessment(objective: .nan, constraints: limits.map { _ in .nan })
      }
      let found = boundedNumbers.map { $0(point) }
      let objectives = objectiveNumbers(point)
      // Of several numbers the objective is the worst, and so are its slopes.
      let worst = objectives.worst(better)
      var assessment = Assessment(
        objective: worst.flatMap { objectives[$0] } ?? .nan, constraints: limits.map { $0.excess(found[$0.figure]) })
      if withSlopes {
        assessment.objectiveSlope = parameters.map { parameter in
          guard let worst, let slopes = objective.slopes(point, parameter) else { return .nan }
          return slopes.indices.contains(worst) ? slopes[worst] : slopes.first ?? .nan
        }
        let slopes = bounded.map { figure in parameters.map { figure.slopes(point, $0) } }
        assessment.constraintSlopes = limits.flatMap { limit in
          slopes[limit.figure].map { limit.slope($0, at: found[limit.figure]) }
        }
      }
      if isLong, let interruption, interruption.isRaised { throw CancellationError() }
      return assessment
    }
  }

  /// Without a goal, for points on a grid.
  init(scanning variant: StudyTemplate.Variant, measure: SuppressionMeasure) {
    self.variant = variant
    goal = .standard(variant.study)
    space = Self.space(variant, measure: measure)
    problem = Problem([]) { _, _ in Assessment(objective: .nan) }
  }

  /// The design at the start of every range.
  func start() -> any FigurePoint { space.start() }

  /// The design at a point; `nil` where there is none.
  func point(at values: [Double]) -> (any FigurePoint)? { space.point(at: values, withSlopes: false, nil) }

  /// The study with a point's values in place of its ranges.
  public func study(at point: [Double]) -> AnyStudy {
    var study = variant.study
    study.put(point, for: variant.ranges.map(\.parameter))
    return study
  }

  // MARK: Parts

  private static func space(_ variant: StudyTemplate.Variant, measure: SuppressionMeasure) -> any DesignSpace {
    switch variant.study {
    case .raman(let study): RamanSpace(study, variant.ranges, measure: measure)
    case .radiative(let study): RadiativeSpace(study, variant.ranges)
    }
  }

  /// One side of a bound on one of a figure's numbers, as the engine wants it: at most zero.
  private struct Limit: Sendable {
    /// Which of the goal's bounds.
    let figure: Int
    let part: Int
    let limit: Double
    /// +1 for at most, −1 for at least.
    let sign: Double
    let scale: Double
    let isStrict: Bool
    let isLogarithmic: Bool

    static func limits(of bound: StudyGoal.Bound, at index: Int, parts: Int, _ start: any FigurePoint) -> [Limit] {
      (0..<parts).flatMap { part in
        [(bound.least, -1.0), (bound.most, 1.0)].compactMap { limit, sign in
          limit.map { limit in
            let isLogarithmic = bound.figure.isLogarithmic && limit > 0
            return Limit(
              figure: index, part: part, limit: limit, sign: sign,
              scale: isLogarithmic ? 1 : bound.figure.scale(start), isStrict: sign < 0 && bound.isStrict,
              isLogarithmic: isLogarithmic)
          }
        }
      }
    }

    func excess(_ values: FigureNumbers) -> Double {
      guard let value = values[part] else { return .nan }
      return isLogarithmic ? sign * (log(max(value, .leastNonzeroMagnitude)) - log(limit)) : sign * (value - limit)
    }

    func slope(_ slopes: [Double]?, at values: FigureNumbers) -> Double {
      guard let slope = slopes?[part], let value = values[part] else { return .nan }
      return isLogarithmic ? sign * slope / value : sign * slope
    }
  }

  /// A figure that does not exist at the start, if no variable can bring it about.
  private static func absence(
    of figure: DesignFigure, _ start: any FigurePoint, _ variant: StudyTemplate.Variant
  ) -> Finding? {
    // At the start alone the figure may be missing for the geometry's sake; what it needs of the data shows anywhere.
    guard figure.values(start) == nil, figure.isMissing(start) else { return nil }
    return Finding(
      .error, rule: "no-such-figure", file: variant.study.name,
      pointer: variant.study.goal?.objective == figure ? "/objective" : "/constraints/\(figure.name)",
      message: "\(figure.name) does not exist for this study", why: "it needs \(figure.needs)",
      hint: "what-if values under \"overrides\" can stand in for unknown rates; `nupair evaluate` names what is missing"
    )
  }
}

extension DesignFigure {
  /// True for figures that the fibre changes.
  var seesFibre: Bool {
    [.mcq4Suppression, .mcq4PerSignal, .signalToBackground, .signalTransmission].contains(self)
  }

  /// True when what the figure rests on is not there, whatever the geometry.
  func isMissing(_ point: any FigurePoint) -> Bool {
    switch point {
    case let point as DesignPoint: isMissing(point.evaluation)
    case let point as RadiativePoint: isMissing(point.evaluation)
    default: true
    }
  }

  private func isMissing(_ evaluation: RadiativeEvaluation) -> Bool {
    switch self {
    case .radiativeRate, .signalEvents, .radiativeExposureToThreeSigma: return evaluation.unit == nil
    case .couplingLimit: return evaluation.unit == nil || evaluation.study.newPhysics.json == nil
    case .gapMargin: return evaluation.study.gap == nil
    default: return false
    }
  }

  private func isMissing(_ evaluation: Evaluation) -> Bool {
    switch self {
    case .rate, .rateInAcceptance, .exposureToThreeSigma: return evaluation.design.widths == nil
    case .figureOfMerit: return true
    case .mcq4Suppression, .signalTransmission, .layerThickness, .layerCount, .fibreRadius:
      return !evaluation.hasFibre
    case .mcq4PerSignal, .signalToBackground:
      return evaluation.inputs.spinSquared.value == nil || evaluation.background.function.levels.isEmpty
    default: return false
    }
  }
}
