import Emission
import Neutrinos
import Search
import Targets

/// The designs of radiative emission that ranges of a study span.
struct RadiativeSpace: DesignSpace {
  private let base: RadiativeStudy
  private let path: RadiativePath
  private let ranges: [StudyTemplate.Range]
  private let parameters: [StudyParameter]

  init(_ study: RadiativeStudy, _ ranges: [StudyTemplate.Range]) {
    base = study
    path = study.target.radiativePath(e: study.path.e, v: study.path.v, g: study.path.g)
    self.ranges = ranges
    parameters = ranges.map(\.parameter)
  }

  func start() -> any FigurePoint { RadiativePoint(RadiativeEvaluation(base, path: path)) }

  func point(at values: [Double], withSlopes: Bool, _ interruption: Interruption?) -> (any FigurePoint)? {
    point(at: values)
  }

  /// `nil` where a line reaches zero or holds the virtual level.
  private func point(at values: [Double]) -> RadiativePoint? {
    var study = base
    study.put(values, for: parameters)
    let half = study.laser.lineWidth / 2, spacing = study.levels.vg
    let triggers = [study.geometry.trigger] + study.measurement.settings.map(\.place)
    guard triggers.allSatisfy({ half < $0 && abs($0 - spacing) > half }) else { return nil }
    return RadiativePoint(RadiativeEvaluation(study, path: path))
  }

  var hasSlopes: Bool { false }

  /// Fits of m₀ take milliseconds, with nuisances open a hundred times that.
  func isDear(_ goal: StudyGoal) -> Bool {
    let measurement = base.measurement
    let fits = measurement.settings.count > 1 || measurement.opensParameters
    return fits
      && ([goal.objective] + goal.bounds.map(\.figure)).contains(where: DesignFigure.radiativeSensitivities.contains)
  }

  func equality(_ goal: StudyGoal) -> Double { 1e-9 }

  func variable(_ range: StudyTemplate.Range, _ goal: StudyGoal) -> Variable {
    let low = range.range.lowerBound, high = range.range.upperBound
    var step = 6e-6
    switch range.parameter.kind {
    case .trigger, .settingTrigger, .imprint:
      // A threshold moves into the line within its width: differences have to see less than that.
      let width = base.laser.lineWidth / (range.parameter.kind == .imprint ? base.levels.eg : 1)
      if width > 0 { step = min(step, max(0.02 * width / (high - low), 1e-9)) }
    default: break
    }
    return Variable(
      range.parameter.pointer, in: low...high, start: range.start,
      coordinate: low > 0 && high > 100 * low ? .logarithmic : .linear, step: step)
  }

  // MARK: Hints

  /// Where optima are known to lie: just below the threshold of each pair, and on the poles of mediators, at the study's own phase and at boost-trigger lock where r
  /// may follow the trigger. Of several distances below a threshold the one that serves the goal best is kept.
  func hints(_ goal: StudyGoal) -> [[Double]] {
    let evaluation = RadiativeEvaluation(base, path: path), half = base.laser.lineWidth / 2
    let offsets = [half] + [1e-5, 1e-4, 1e-3, 1e-2].filter { $0 > half }
    let thresholds = Set(evaluation.pairs.map(\.threshold)).sorted()
    let poles = evaluation.newPhysics.poles.map(\.mass)
    let aims = thresholds.map { (mass: $0, offsets: offsets) } + poles.map { (mass: $0, offsets: [0, half]) }
    var hints: [[Double]?] = []
    for aim in aims {
      hints.append(best(of: aim.offsets.map { atOwnPhase(below: aim.mass, by: $0) }, goal))
      hints.append(best(of: aim.offsets.map { locked(below: aim.mass, by: $0) }, goal))
      hints.append(best(of: aim.offsets.flatMap { imprinted(above: aim.mass, by: $0) }, goal))
    }
    hints.append(best(of: offsets.map { spread(below: thresholds, by: $0) }, goal))
    return hints.compactMap(\.self)
  }

  private func atOwnPhase(below mass: Double, by offset: Double) -> [Double]? {
    let geometry = base.geometry
    guard hasTrigger,
      let end = geometry.phase.threshold(levelSpacing: base.levels.eg, massSum: mass, cosine: geometry.cosine)
    else { return nil }
    return values { $0 == .trigger ? end - offset : nil }
  }

  /// With r = ω/ε along the trigger, whichever of the two is open.
  private func locked(below mass: Double, by offset: Double) -> [Double]? {
    let eps = base.levels.eg
    guard hasImprint, let end = RadiativeKinematics.lockedThreshold(levelSpacing: eps, massSum: mass) else {
      return nil
    }
    let trigger = hasTrigger ? end - offset : base.geometry.trigger
    return values { kind in
      switch kind {
      case .trigger: trigger
      case .imprint: trigger / eps
      case .cosine: 1
      default: nil
      }
    }
  }

  /// The phases at which a threshold is that far above a trigger whose energy is given.
  private func imprinted(above mass: Double, by offset: Double) -> [[Double]?] {
    guard hasImprint, !hasTrigger else { return [] }
    let geometry = base.geometry
    return RadiativeKinematics.imprints(
      levelSpacing: base.levels.eg, trigger: geometry.trigger + offset, massSum: mass, cosine: geometry.cosine
    ).map { r in values { $0 == .imprint ? r : nil } }
  }

  /// The settings one below each threshold, from the highest energy down.
  private func spread(below masses: [Double], by offset: Double) -> [Double]? {
    let geometry = base.geometry
    let ends = masses.compactMap {
      geometry.phase.threshold(levelSpacing: base.levels.eg, massSum: $0, cosine: geometry.cosine)
    }
    guard !ends.isEmpty, parameters.contains(where: { if case .settingTrigger = $0.kind { true } else { false } })
    else {
      return nil
    }
    return values { kind in
      if case .settingTrigger(let index) = kind { ends[index % ends.count] - offset } else { nil }
    }
  }

  private var hasTrigger: Bool { parameters.contains { $0.kind == .trigger } }
  private var hasImprint: Bool { parameters.contains { $0.kind == .imprint } }

  /// Where a search would start but for some numbers; `nil` where one of these lies outside its range.
  private func values(_ known: (StudyParameter.Kind) -> Double?) -> [Double]? {
    let values = ranges.map {
      known($0.parameter.kind) ?? $0.start ?? $0.range.lowerBound + ($0.range.upperBound - $0.range.lowerBound) / 2
    }
    return zip(ranges, values).allSatisfy { $0.range.contains($1) } ? values : nil
  }

  /// The one that keeps the goal's bounds, if one does, and has the best objective.
  private func best(of family: [[Double]?], _ goal: StudyGoal) -> [Double]? {
    var best: (values: [Double], isKept: Bool, merit: Double)?
    for values in family.compactMap(\.self) {
      guard let point = point(at: values), let value = goal.objective.value(point) else { continue }
      let isKept = goal.bounds.allSatisfy { $0.isKept($0.figure.values(point)) }
      let merit = goal.objective.better == .larger ? value : -value
      if let found = best, found.isKept != isKept ? found.isKept : found.merit >= merit { continue }
      best = (values, isKept, merit)
    }
    return best?.values
  }
}
