import Documents
import Emission
import Foundation
import Neutrinos
import Photonics
import Quantities
import Search
import Targets

/// The search problem that a variant of a study is: variables, objective, constraints and slopes, with what is known of it beforehand.
public struct StudyProblem: Sendable {
  public let variant: StudyTemplate.Variant
  public let goal: StudyGoal
  /// At the start of every range.
  let base: Evaluation
  /// What the engine sees.
  public let problem: Problem
  private let designer: Designer

  /// - Parameter interruption: once raised, evaluations that take seconds are broken off by a `CancellationError`.
  /// - Throws: when the objective or a constraint does not exist for this study.
  public init(
    _ variant: StudyTemplate.Variant, goal: StudyGoal? = nil, hints: [[Double]] = [],
    interruption: Interruption? = nil
  ) throws(StudyError) {
    let goal = goal ?? variant.study.goal ?? .standard
    let base = Evaluation(variant.study), measure = goal.search.measure
    let start = DesignPoint(base, measure: measure)
    let findings = ([goal.objective] + goal.bounds.map(\.figure)).compactMap { figure in
      Self.absence(of: figure, start, variant)
    }
    guard findings.isEmpty else { throw StudyError(findings: findings) }
    let objective = goal.objective, bounded = goal.bounds.map(\.figure)
    // What a figure says of itself would be copied with it at every point.
    let better = objective.better, objectiveNumbers = objective.numbers, boundedNumbers = bounded.map(\.numbers)
    let limits = goal.bounds.indices.flatMap { index in
      Limit.limits(of: goal.bounds[index], at: index, parts: bounded[index].values(start)?.count ?? 1, base)
    }
    let parameters = variant.ranges.map(\.parameter)
    let designer = Designer(base: base, parameters: parameters)
    let isLong = Self.seesFibre(base, goal) && (measure == .pp || measure == .total)
    self.variant = variant
    self.goal = goal
    self.base = base
    self.designer = designer
    problem = Problem(
      variant.ranges.map { Self.variable($0, base, goal, among: variant.ranges) },
      sense: goal.objective.better == .larger ? .maximise : .minimise,
      scale: goal.objective.isLogarithmic ? .logarithmic : .linear,
      constraints: limits.map { Constraint(bounded[$0.figure].name, scale: $0.scale, isStrict: $0.isStrict) },
      hints: hints + Self.hints(variant, base, goal), hasGradient: true, isDear: Self.seesFibre(base, goal),
      // At a threshold's opening information has a cusp: the last digit of r moves it by √(ε) of itself.
      equality: DesignFigure.sensitivities.contains(goal.objective) ? 2e-5 : 1e-9
    ) { values, withSlopes in
      guard let evaluation = designer.evaluation(values) else {
        return Assessment(objective: .nan, constraints: limits.map { _ in .nan })
      }
      let point = DesignPoint(evaluation, measure: measure, withSlopes: withSlopes, interruption: interruption)
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
  init(scanning variant: StudyTemplate.Variant, measure: SuppressionMeasure) throws(StudyError) {
    self.variant = variant
    goal = .standard
    base = Evaluation(variant.study)
    designer = Designer(base: base, parameters: variant.ranges.map(\.parameter))
    problem = Problem([]) { _, _ in Assessment(objective: .nan) }
  }

  /// The design at a point; `nil` where levels or photons would have no energy.
  func evaluation(at point: [Double]) -> Evaluation? { designer.evaluation(point) }

  /// The study with a point's values in place of its ranges.
  public func study(at point: [Double]) -> Study {
    var study = variant.study
    study.put(point, for: variant.ranges.map(\.parameter))
    return study
  }

  // MARK: Parts

  /// From values to evaluations, as much as possible of the base reused.
  private struct Designer: Sendable {
    let base: Evaluation
    let parameters: [StudyParameter]
    private let reuses: Bool
    private let isOfWall: [Bool]
    private let movesWall: Bool

    init(base: Evaluation, parameters: [StudyParameter]) {
      self.base = base
      self.parameters = parameters
      // The host's index follows the detected photon.
      let movesIndex =
        base.study.geometry.medium == .host && parameters.contains { $0.kind == .trigger || $0.kind == .detected }
      isOfWall = parameters.map(\.isFibre)
      movesWall = isOfWall.contains(true)
      reuses = parameters.allSatisfy { $0.isGeometry || $0.isFibre } && !movesIndex
    }

    /// `nil` where levels or photons would have no energy, or the accepted cone is empty.
    func evaluation(_ values: [Double]) -> Evaluation? {
      if reuses {
        var geometry = base.geometry
        for k in parameters.indices where !isOfWall[k] { parameters[k].set(values[k], in: &geometry) }
        geometry.settle(values, for: parameters)
        guard isSound(geometry, base.levels, base.conventions) else { return nil }
        guard movesWall, var wall = base.wall else { return Evaluation(geometry, like: base) }
        for k in parameters.indices where isOfWall[k] { parameters[k].set(values[k], in: &wall) }
        return Evaluation(geometry, wall, like: base)
      }
      var study = base.study
      study.put(values, for: parameters)
      guard isSound(study.geometry, StudyLevels(study), study.conventions) else { return nil }
      return Evaluation(study, named: base.named)
    }

    private func isSound(_ geometry: Study.Geometry, _ levels: StudyLevels, _ conventions: Conventions) -> Bool {
      levels.qg > 0 && levels.detected(geometry, conventions) > 0
        && geometry.acceptance.lowerBound < geometry.acceptance.upperBound
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

    static func limits(of bound: StudyGoal.Bound, at index: Int, parts: Int, _ base: Evaluation) -> [Limit] {
      (0..<parts).flatMap { part in
        [(bound.least, -1.0), (bound.most, 1.0)].compactMap { limit, sign in
          limit.map { limit in
            let isLogarithmic = bound.figure.isLogarithmic && limit > 0
            return Limit(
              figure: index, part: part, limit: limit, sign: sign,
              scale: isLogarithmic ? 1 : bound.figure.scale(base), isStrict: sign < 0 && bound.isStrict,
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

  private static func seesFibre(_ base: Evaluation, _ goal: StudyGoal) -> Bool {
    let countsTwoPhotons = base.measurement.countsTwoPhotons
    return base.hasFibre
      && ([goal.objective] + goal.bounds.map(\.figure)).contains {
        $0.seesFibre || countsTwoPhotons && DesignFigure.sensitivities.contains($0)
      }
  }

  private static func variable(
    _ range: StudyTemplate.Range, _ base: Evaluation, _ goal: StudyGoal, among ranges: [StudyTemplate.Range]
  ) -> Variable {
    let low = range.range.lowerBound, high = range.range.upperBound
    var coordinate = Coordinate.linear
    // Where no rate counts, nothing happens at the resonance, and its place must not fill the range.
    let seesLines = ([goal.objective] + goal.bounds.map(\.figure)).contains { [.rate, .rateInAcceptance].contains($0) }
    switch range.parameter.kind {
    case .trigger where seesLines:
      if let width = base.design.widths?.triggerWidth, width > 0 {
        coordinate = .resonance(centre: base.levels.pe, width: width)
      }
    case .detected where seesLines:
      if let width = base.design.widths?.detectedWidth, width > 0 {
        coordinate = .resonance(
          centre: RamanDesign.lineCentre(
            trigger: ranges.contains { $0.parameter.kind == .trigger } ? base.levels.pe : base.kinematics.trigger,
            spacingPE: base.levels.pe, spacingPQ: base.levels.pq,
            conventions: base.study.conventions), width: width)
      }
    default:
      // What counts of a length is its ratio to the wavelength: optima lie a few per cent from each other at every scale.
      if low > 0, high > (range.parameter.isLength ? 4 : 100) * low { coordinate = .logarithmic }
    }
    // The strip is known to 1e-6: differences of it need a wider step.
    return Variable(
      range.parameter.pointer, in: low...high, start: range.start, coordinate: coordinate,
      step: seesFibre(base, goal) ? 1e-2 : 6e-6
    )
  }

  /// Where optima are known to lie: on resonance; r at the flat point, in the middle of the McQ3-free window and near its ends; walls of
  /// quarter-wave layers at grazing incidence, with a whole and with a thinner first layer.
  private static func hints(_ variant: StudyTemplate.Variant, _ base: Evaluation, _ goal: StudyGoal) -> [[Double]] {
    var centre = variant.study
    let ranges = variant.ranges
    func put(_ kind: StudyParameter.Kind, _ value: Double, in study: inout Study) -> Bool {
      guard let range = ranges.first(where: { $0.parameter.kind == kind }), range.range.contains(value) else {
        return false
      }
      range.parameter.set(value, in: &study)
      return true
    }
    func values(_ study: Study) -> [Double] {
      ranges.map { range in
        switch range.parameter.kind {
        case .imprint: study.geometry.imprint
        case .trigger: study.geometry.trigger.explicit ?? base.levels.pe
        case .detected: study.geometry.detected.explicit ?? base.kinematics.detected
        default:
          range.parameter.dimension(in: study) ?? range.start ?? (range.range.lowerBound + range.range.upperBound) / 2
        }
      }
    }
    func put(quarterWave energy: Double, first: Double, in study: inout Study) -> Bool {
      guard let fibre = study.fibre else { return false }
      var isPut = false
      for range in ranges {
        let medium: StudyFibre.Medium? =
          switch (range.parameter.kind, fibre.stack) {
          case (.highThickness, .pairs(_, let high, _)): high.medium
          case (.lowThickness, .pairs(_, _, let low)): low.medium
          case (.layerThickness(let index), .layers(let layers)): layers[index].medium
          default: nil
          }
        if range.parameter.kind == .firstLayerFactor, range.range.contains(first) {
          range.parameter.set(first, in: &study)
        }
        guard let medium else { continue }
        let n = medium.optical.index(at: Energy(electronVolts: energy)).index.n
        guard n > 1 else { return false }
        // At grazing incidence; explicit layers have the factor in the first one itself.
        let isFirst = range.parameter.kind == .layerThickness(0)
        let thickness =
          .pi * PairSuppression.hbarC / (2 * energy * (n * n - 1).squareRoot()) * (isFirst ? first : 1)
        guard range.range.contains(thickness) else { return false }
        range.parameter.set(thickness, in: &study)
        isPut = true
      }
      return isPut
    }
    // The detected line where the trigger puts it.
    let isTriggerResonant = put(.trigger, base.levels.pe, in: &centre)
    let line = RamanDesign.lineCentre(
      trigger: centre.geometry.trigger.explicit ?? base.levels.pe, spacingPE: base.levels.pe,
      spacingPQ: base.levels.pq, conventions: base.study.conventions)
    let isLineResonant = put(.detected, line, in: &centre)
    let isResonant = isTriggerResonant || isLineResonant
    let kinematics = Evaluation(centre, named: base.named).kinematics, window = kinematics.window
    var hints = isResonant ? [values(centre)] : []
    let energy = kinematics.pairEnergy
    if energy > 0, seesFibre(base, goal) {
      for share in [0.5, 0.6, 0.7, 0.8, 0.9] {
        for first in [1.0, 0.35] {
          var study = centre
          if put(quarterWave: share * energy, first: first, in: &study) { hints.append(values(study)) }
        }
      }
    }
    guard ranges.contains(where: { $0.parameter.kind == .imprint }), !window.isEmpty else { return hints }
    let least = goal.bounds.first { $0.figure == .mcq2Distance }?.least ?? 0
    let width = window.upper - window.lower
    // Information on masses is largest where a threshold opens on the axis.
    let openings =
      DesignFigure.sensitivities.contains(goal.objective)
      ? Set(base.design.pairs.map(\.thresholdSquared)).sorted().flatMap { kinematics.openings(of: $0) }.sorted(by: >)
      : []
    for r in openings + [
      kinematics.flatImprint, (window.lower + window.upper) / 2, window.upper - 1e-3 * width,
      window.lower + 1e-3 * width, window.mcq2 - 1.001 * least, window.mcq2 + 1.001 * least,
    ] {
      var study = centre
      if put(.imprint, r, in: &study) { hints.append(values(study)) }
    }
    return hints
  }

  /// A figure that does not exist at the start, if no variable can bring it about.
  private static func absence(
    of figure: DesignFigure, _ start: DesignPoint, _ variant: StudyTemplate.Variant
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
  func isMissing(_ point: DesignPoint) -> Bool {
    let evaluation = point.evaluation
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
