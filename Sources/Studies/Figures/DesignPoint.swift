import Emission
import Photonics
import Quantities
import Search

/// A design of some process while its figures are asked for. One belongs to one thread.
public protocol FigurePoint: AnyObject, SendableMetatype {
  static var process: StudyProcess { get }
}

/// A design while its figures are asked for: each part is computed once, when the first figure needs it.
///
/// A class, because the parts are filled in as they are asked for; one belongs to one thread.
public final class DesignPoint: FigurePoint {
  public static let process = StudyProcess.ranp

  public let evaluation: Evaluation
  let measure: SuppressionMeasure
  /// True when slopes will be asked for, so that what gives both is computed at once.
  private let withSlopes: Bool

  private let interruption: Interruption?

  /// - Parameters:
  ///   - fibre: what is known of the fibre already.
  ///   - interruption: once raised, what takes seconds is broken off, and its figures are worth nothing.
  public init(
    _ evaluation: Evaluation, measure: SuppressionMeasure, withSlopes: Bool = false, fibre: FibreEvaluation? = nil,
    interruption: Interruption? = nil
  ) {
    self.interruption = interruption
    self.evaluation = evaluation
    self.measure = measure
    self.withSlopes = withSlopes
    if let fibre { parts = Parts(self, knowing: fibre) }
  }

  var study: Study { evaluation.study }
  var geometry: Study.Geometry { evaluation.geometry }
  var wall: StudyFibre? { evaluation.wall }
  var figures: RamanFigures { evaluation.figures }
  var kinematics: RamanKinematics { evaluation.figures.kinematics }

  /// What measuring the design tells; with McQ4 suppressed as the fibre does, if that is counted.
  var sensitivity: RamanSensitivity {
    RamanSensitivity(evaluation, suppression: evaluation.measurement.countsTwoPhotons ? suppression ?? 1 : 1)
  }

  /// Relative errors of the strip, its slopes and the transmission in a search: small enough to converge on. Slopes only point the way.
  static let errors = (strip: 1e-5, slopes: 1e-2, transmission: 1e-7)

  // MARK: The fibre

  /// What is computed of a fibre, apart from the rest: few points of a search ask for it.
  private final class Parts {
    let evaluation: Evaluation
    let withSlopes: Bool
    var fibre: FibreEvaluation?
    var hasFibre = false
    lazy var problem: PairSuppression? = FibreEvaluation.problem(evaluation)
    lazy var slope: PairSuppression.StripSlope? = problem?.stripSlope(
      relativeError: DesignPoint.errors.strip, slopeError: DesignPoint.errors.slopes)
    lazy var strip: PairSuppression.Estimate? =
      withSlopes ? slope?.estimate : problem?.strip(relativeError: DesignPoint.errors.strip)
    lazy var passage: (value: Double, byThickness: [Double])? = evaluation.wall.map { wall in
      let detected = evaluation.kinematics.detected, k0 = detected / PairSuppression.hbarC
      let slice = wall.bragg.slice(at: Energy(electronVolts: detected))
      let angles = evaluation.acceptance, error = DesignPoint.errors.transmission
      if withSlopes { return slice.transmissionSlope(k0: k0, angles: angles, relativeError: error) }
      return (slice.transmission(k0: k0, angles: angles, relativeError: error), [])
    }

    init(_ point: DesignPoint, knowing fibre: FibreEvaluation? = nil) {
      evaluation = point.evaluation
      withSlopes = point.withSlopes
      self.fibre = fibre
      hasFibre = fibre != nil
    }
  }

  private var parts: Parts?

  private var ofFibre: Parts {
    if let parts { return parts }
    let made = Parts(self)
    parts = made
    return made
  }

  /// Everything of the fibre, by the full pair factor: seconds.
  public var fibre: FibreEvaluation? {
    let parts = ofFibre
    if !parts.hasFibre {
      parts.fibre = FibreEvaluation(
        evaluation, withEvanescent: measure == .total, isCancelled: { [interruption] in interruption?.isRaised == true }
      )
      parts.hasFibre = true
    }
    return parts.fibre
  }

  /// The suppression by the measure in force; `nil` without a fibre.
  var suppression: Double? {
    switch measure {
    case .total: fibre?.eta.total
    case .pp: fibre?.pp.eta.total
    case .strip, .surrogate: ofFibre.strip?.value
    }
  }

  /// dη/dx by a dimension of the fibre; `nil` where the measure or the parameter has none.
  func suppressionSlope(_ parameter: StudyParameter) -> Double? {
    guard measure == .strip || measure == .surrogate, let slope = ofFibre.slope, let fibre = wall else { return nil }
    // With a pair mass of its own, the background does not see the signal's direction.
    if parameter.kind == .imprint, fibre.pairMass != nil { return 0 }
    if parameter.kind == .coreRadius { return slope.byCoreRadius }
    return fibre.chain(slope.byThickness, parameter)
  }

  /// Of the detected photon through the wall.
  var transmission: Double? { ofFibre.passage?.value }

  func transmissionSlope(_ parameter: StudyParameter) -> Double? {
    // The core's radius does not count in a wall laid flat.
    if parameter.kind == .coreRadius || parameter.kind == .imprint { return 0 }
    guard let passage = ofFibre.passage, let fibre = wall else { return nil }
    return fibre.chain(passage.byThickness, parameter)
  }
}

extension StudyFibre {
  /// From derivatives by the layers' thicknesses to one by a parameter; `nil` for parameters that are not thicknesses.
  func chain(_ byThickness: [Double], _ parameter: StudyParameter) -> Double? {
    guard byThickness.count == stack.layers.count else { return nil }
    func sum(from first: Int) -> Double {
      stride(from: first, to: byThickness.count, by: 2).reduce(0) {
        $0 + ($1 == 0 ? firstLayerFactor : 1) * byThickness[$1]
      }
    }
    return switch parameter.kind {
    case .highThickness: sum(from: 0)
    case .lowThickness: sum(from: 1)
    case .firstLayerFactor: byThickness[0] * stack.layers[0].thickness
    case .layerThickness(let index): (index == 0 ? firstLayerFactor : 1) * byThickness[index]
    default: nil
    }
  }
}
