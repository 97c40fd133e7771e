import Emission
import Foundation
import Neutrinos
import Photonics
import Quantities
import Search
import Targets

/// The designs of Raman emission that ranges of a study span, as much as possible of the first reused.
struct RamanSpace: DesignSpace {
  private let base: Evaluation
  private let ranges: [StudyTemplate.Range]
  private let parameters: [StudyParameter]
  private let measure: SuppressionMeasure
  private let reuses: Bool
  private let isOfWall: [Bool]
  private let movesWall: Bool

  init(_ study: Study, _ ranges: [StudyTemplate.Range], measure: SuppressionMeasure) {
    base = Evaluation(study)
    self.ranges = ranges
    self.measure = measure
    parameters = ranges.map(\.parameter)
    // The host's index follows the detected photon.
    let movesIndex =
      base.study.geometry.medium == .host && parameters.contains { $0.kind == .trigger || $0.kind == .detected }
    isOfWall = parameters.map(\.isFibre)
    movesWall = isOfWall.contains(true)
    reuses = parameters.allSatisfy { $0.isGeometry || $0.isFibre } && !movesIndex
  }

  /// `nil` where levels or photons would have no energy, or the accepted cone is empty.
  private func evaluation(_ values: [Double]) -> Evaluation? {
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

  // MARK: A space

  func start() -> any FigurePoint { DesignPoint(base, measure: measure) }

  func point(at values: [Double], withSlopes: Bool, _ interruption: Interruption?) -> (any FigurePoint)? {
    evaluation(values).map {
      DesignPoint($0, measure: measure, withSlopes: withSlopes, interruption: interruption)
    }
  }

  var hasSlopes: Bool { true }

  /// At a threshold's opening information has a cusp: the last digit of r moves it by √(ε) of itself.
  func equality(_ goal: StudyGoal) -> Double { DesignFigure.sensitivities.contains(goal.objective) ? 2e-5 : 1e-9 }

  func isDear(_ goal: StudyGoal) -> Bool {
    let countsTwoPhotons = base.measurement.countsTwoPhotons
    return base.hasFibre
      && ([goal.objective] + goal.bounds.map(\.figure)).contains {
        $0.seesFibre || countsTwoPhotons && DesignFigure.sensitivities.contains($0)
      }
  }

  func variable(_ range: StudyTemplate.Range, _ goal: StudyGoal) -> Variable {
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
      step: isDear(goal) ? 1e-2 : 6e-6
    )
  }

  /// Where optima are known to lie: on resonance; r at the flat point, in the middle of the McQ3-free window and near its ends; walls of
  /// quarter-wave layers at grazing incidence, with a whole and with a thinner first layer.
  func hints(_ goal: StudyGoal) -> [[Double]] {
    var centre = base.study
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
    if energy > 0, isDear(goal) {
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
}
