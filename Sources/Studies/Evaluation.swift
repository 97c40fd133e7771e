import Emission
import Neutrinos
import Quantities
import Targets

/// All figures of a design: a pure function of its study.
public struct Evaluation: Sendable {
  public let figures: RamanFigures
  let geometry: Study.Geometry
  private let fibre: Fibre?
  private let prepared: Prepared

  /// A class: most evaluations of a search have none, and those that have one hand it on.
  final class Fibre: Sendable {
    let wall: StudyFibre
    init(_ wall: StudyFibre) { self.wall = wall }
  }

  /// What does not change with the geometry and the fibre. A class, so that a search which varies these copies one reference.
  private final class Prepared: Sendable {
    /// With the geometry and the fibre that it was prepared at.
    let study: Study
    let levels: StudyLevels
    let inputs: StudyInputs
    let named: NamedPath
    let background: StudyBackground
    let medium: StudyMedium
    let masses: MassSpectrum
    let design: RamanDesign
    let hasSettings: Bool

    init(_ study: Study, named: NamedPath) {
      hasSettings = !study.measurement.settings.isEmpty
      self.study = study
      self.named = named
      levels = StudyLevels(study)
      inputs = StudyInputs(study, named)
      background = StudyBackground(study, levels: levels, inputs: inputs)
      medium = StudyMedium(study, levels: levels)
      let hypothesis = study.neutrino.hypothesis
      masses = hypothesis.masses
      design = RamanDesign(
        levelSpacing: levels.eg, spacingPE: levels.pe, spacingPQ: levels.pq,
        widths: inputs.widths(linewidth: study.laser.linewidth), coherence: study.laser.coherence,
        pairs: hypothesis.pairs, nature: hypothesis.nature, background: background.function,
        refractiveIndex: medium.index, conventions: study.conventions)
    }
  }

  public var study: Study {
    var study = prepared.study
    study.geometry = geometry
    study.fibre = wall
    return study
  }
  /// The fibre as the study has it.
  var wall: StudyFibre? { fibre?.wall }
  var hasFibre: Bool { fibre != nil }
  var conventions: Conventions { prepared.study.conventions }
  var coherence: Double { prepared.study.laser.coherence }
  var measurement: StudyMeasurement { prepared.study.measurement }
  /// Whether the measurement has settings in place of the design's own r.
  var hasSettings: Bool { prepared.hasSettings }
  /// Their kinematics.
  var settings: [RamanKinematics] { measurement.settings.map { kinematics(imprint: $0.place) } }
  var neutrino: Study.Neutrino { prepared.study.neutrino }
  public var levels: StudyLevels { prepared.levels }
  public var inputs: StudyInputs { prepared.inputs }
  /// The path with what the database knows of it.
  public var named: NamedPath { prepared.named }
  public var background: StudyBackground { prepared.background }
  public var medium: StudyMedium { prepared.medium }
  public var masses: MassSpectrum { prepared.masses }
  /// The prepared design: reusable for other geometries.
  public var design: RamanDesign { prepared.design }

  public init(_ study: Study) {
    let path = study.path
    self.init(study, named: study.target.path(e: path.e, p: path.p, q: path.q, g: path.g))
  }

  /// With what the database knows of the path looked up before.
  init(_ study: Study, named: NamedPath) {
    geometry = study.geometry
    fibre = study.fibre.map(Fibre.init)
    prepared = Prepared(study, named: named)
    figures = prepared.design.figures(geometry)
  }

  /// Another geometry or fibre of a design whose levels, rates, neutrinos and medium stay as they are.
  ///
  /// - Parameter wall: another wall; `nil` for the base's.
  init(_ geometry: Study.Geometry, _ wall: StudyFibre? = nil, like base: Evaluation) {
    self.geometry = geometry
    fibre = wall.map(Fibre.init) ?? base.fibre
    prepared = base.prepared
    figures = prepared.design.figures(geometry)
  }

  public var kinematics: RamanKinematics { figures.kinematics }

  public var spectrum: PairSpectrum {
    design.spectrum(imprint: kinematics.imprint, trigger: kinematics.trigger, detected: kinematics.detected)
  }

  /// The design's kinematics at another imprinted phase.
  func kinematics(imprint: Double) -> RamanKinematics {
    let here = kinematics
    return RamanKinematics(
      levelSpacing: here.levelSpacing, trigger: here.trigger, detected: here.detected, imprint: imprint,
      refractiveIndex: here.refractiveIndex)
  }

  /// ΣF at each angle of a grid, eV².
  public func pairSums(at grid: AngleGrid) -> [Double] {
    var values = [Double](repeating: 0, count: grid.angles.count)
    var out = values.mutableSpan
    AngularKernel(spectrum).fill(&out, at: grid)
    return values
  }

  /// ∫dΩ ΣF over the cones that the study accepts, eV².
  public var acceptedPairSum: Double {
    guard geometry.acceptance != Study.Geometry.sphere else { return figures.pairSumIntegral }
    let acceptance = acceptance
    return design.pairSumIntegral(kinematics, from: acceptance.lowerBound, to: acceptance.upperBound)
  }

  /// The polar angles that the study accepts, radians.
  var acceptance: ClosedRange<Double> {
    let degrees = geometry.acceptance
    // 180° is π itself, not what degrees round to.
    let end = degrees.upperBound == 180 ? Double.pi : Angle(degrees: degrees.upperBound).radians
    return Angle(degrees: degrees.lowerBound).radians...end
  }

  // MARK: Figures of the path

  /// F with the study's levels and rates; `nil` when one of them is unknown. It needs no γ_p.
  public var figureOfMerit: Double? {
    guard let pe = inputs.rateOfPE.value, let pq = inputs.rateOfPQ.value, let e = inputs.widthOfE.value,
      let q = inputs.widthOfQ.value
    else { return nil }
    return FigureOfMerit.inelastic(
      rateOfPE: Rate(perSecond: pe), rateOfPQ: Rate(perSecond: pq), rateOfE: Rate(perSecond: e),
      rateOfQ: Rate(perSecond: q), pairEnergy: Energy(electronVolts: levels.qg),
      trigger: Energy(electronVolts: levels.pe))
  }

  // MARK: The matrix element

  /// |⟨σ⟩|² of the last step, 4|S|² since σ = 2S: what the paper's formulas take as 1.
  public var sigmaSquared: Double? { inputs.spinSquared.value.map { 4 * $0 } }

  /// Events per second with the matrix element.
  public var totalWithSigma: Double? {
    guard let sigmaSquared, let total = figures.total else { return nil }
    return sigmaSquared * total
  }

  /// McQ4 events per signal event with the matrix element of the signal.
  public var backgroundPerSignalWithSigma: Double? {
    guard let sigmaSquared, sigmaSquared > 0, let ratio = figures.backgroundPerSignal else { return nil }
    return ratio / sigmaSquared
  }

  // MARK: The sample

  /// The volume, cm³, that n³Vη stands for at the density the database calls realistic, with every atom excited and η = 1.
  public var impliedVolume: Double? {
    guard let density = named.path.density.value, density > 0 else { return nil }
    return coherence / (density * density * density)
  }

  // MARK: Limits

  /// ΣF for massless neutrinos as M² → 0 at the pair's energy, eV²: the value at the McQ3 edge, ¾E²/(36π) corrected, half of it as printed.
  public var masslessEdge: Double {
    let energy = kinematics.pairEnergy
    return design.pairs.reduce(0) { sum, pair in
      let massless = PairCoupling(pair: pair.pair, mi: 0, mj: 0, coupling: pair.coupling)
      return sum + pair.pair.multiplicity
        * SpinCurrentPolynomial(massless, energy: energy, nature: .dirac, kernel: conventions.kernel).c0
    }
  }

  /// True when no McQ3 photon is possible at any angle, McQ2 is not phase-matched, and some pair can be emitted.
  public var isFeasible: Bool {
    kinematics.isMcQ3Free && !isOnMcQ2 && figures.pairSumIntegral > 0 && inputs.spinSquared.value != 0
  }

  /// Within 1e-4 of the phase matching of paired super-radiance: a target of a centimetre resolves no more.
  var isOnMcQ2: Bool { kinematics.mcq2Distance < 1e-4 }
}

extension RamanDesign {
  fileprivate func figures(_ geometry: Study.Geometry) -> RamanFigures {
    figures(imprint: geometry.imprint, trigger: geometry.trigger.explicit, detected: geometry.detected.explicit)
  }
}

/// The medium of a study.
public struct StudyMedium: Sendable, Hashable {
  /// What the kinematics use.
  public let index: Double
  /// The host's at the detected photon's wavelength, if the target has one, whatever the study uses.
  public let host: CrystalIndex.Value?

  init(_ study: Study, levels: StudyLevels) {
    let detected = Energy(electronVolts: levels.detected(study))
    host = study.target.host?.refractiveIndex?.value(at: detected.wavelength)
    switch study.geometry.medium {
    case .index(let value): index = value
    case .host: index = host?.ordinary ?? 1
    }
  }
}
