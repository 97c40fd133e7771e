import Documents
import Emission
import Foundation
import Neutrinos
import Photonics
import Sensitivity

/// All that `sensitivity` says of a design: figures computed once, for text and JSON alike.
public struct SensitivityReport: Sendable {
  public let measurement: StudyMeasurement
  public let neutrino: Study.Neutrino
  /// X of the study's live time: eV⁻² (RANP) or a pure number (RENP).
  public let exposure: Double?
  public let isRaman: Bool
  /// Fisher information on m₀ per exposure: a pure number (RANP), eV⁻² (RENP).
  public let massInformation: Double?
  public let meanLogMassInformation: Double?
  /// σ(m₀) at the study's exposure, eV.
  public let sigma: Double?
  /// Signal events and days for σ(m₀) = m₀/2.
  public let eventsForHalf: Double?
  public let daysForHalf: Double?
  /// Signal per exposure, and events at the study's.
  public let signal: Double
  public let events: Double?
  public let answers: [Answer]
  /// How the time is best shared among several settings, for the study's list of masses.
  public let allocation: Allocation?
  /// By how much r may move, either way, until the information on m₀ falls by a tenth, to a factor of √10; `nil` when by more than 1e-3.
  public let imprintTolerance: Double?
  /// The threshold that the design sits on.
  public let cusp: Cusp?
  /// The imprinted phases at which McQ3 is open.
  public let openImprints: [Double]
  /// Of the study's new couplings, if it has any (RENP).
  public let limits: NewCouplingLimits?
  /// Whether the study asks for printed formulas and corrected ones are used all the same (RENP).
  public let ignoresPublished: Bool
  /// Scan, then sit: what shares of the time for the scan lead to, and the best of them (RENP with a line's width).
  public let strategy: (tried: [SequentialStrategy.Outcome], best: SequentialStrategy.Outcome)?

  /// What is learnt of one question.
  public struct Answer: Sendable {
    public let question: StudyMeasurement.Question
    /// Whether the other answer chooses its m₀.
    public let anyMass: Bool
    public let found: Separation?
    /// Δχ² at the study's exposure.
    public let chiSquared: Double?
    public let days: Double?
  }

  /// A threshold that opens on the axis: information is largest there, and presumes the masses.
  public struct Cusp: Sendable, Hashable {
    public let pair: NeutrinoPair
    /// At θ = π or at 0.
    public let isBackward: Bool
  }

  /// Of a Raman design; `nil` when nothing is emitted within the acceptance.
  ///
  /// - Parameter fibre: what suppresses the two-photon background, where that is counted.
  public init?(_ evaluation: Evaluation, fibre: FibreEvaluation? = nil) {
    self.init(evaluation, RamanSensitivity(evaluation, fibre: fibre))
  }

  /// The same with what it rests on.
  public init?(_ evaluation: Evaluation, _ found: RamanSensitivity) {
    let information = found.massInformation(), isOne = found.measurement.settings.isEmpty
    self.init(
      found, information, isRaman: true, answers: [(.ordering, true), (.nature, true), (.mass, false)],
      tolerance: isOne ? Self.tolerance(evaluation, information) : nil, cusp: isOne ? Self.cusp(evaluation) : nil,
      openImprints: (isOne ? [evaluation.kinematics.imprint] : found.measurement.settings.map(\.place)).filter {
        !evaluation.kinematics(imprint: $0).isMcQ3Free
      })
  }

  /// Of a radiative design; `nil` when nothing is emitted.
  public init?(_ found: RadiativeSensitivity) {
    self.init(
      found, found.massInformation(), isRaman: false,
      answers: [(.ordering, false), (.ordering, true), (.nature, false), (.nature, true), (.mass, false)],
      limits: found.limits, ignoresPublished: found.ignoresPublished, strategy: found.strategy())
  }

  /// Of a design of either process; `nil` when nothing is emitted or nothing can be measured.
  public init?(_ evaluation: AnyEvaluation) {
    switch evaluation {
    case .raman(let evaluation): self.init(evaluation)
    case .radiative(let evaluation):
      guard let found = try? RadiativeSensitivity(evaluation) else { return nil }
      self.init(found)
    }
  }

  private init?(
    _ found: some StudySensitivity, _ information: Double?, isRaman: Bool,
    answers: [(StudyMeasurement.Question, anyMass: Bool)], tolerance: Double? = nil, cusp: Cusp? = nil,
    openImprints: [Double] = [], limits: NewCouplingLimits? = nil, ignoresPublished: Bool = false,
    strategy: (tried: [SequentialStrategy.Outcome], best: SequentialStrategy.Outcome)? = nil
  ) {
    let signal = found.signal, half = found.truth.neutrino.lightest / 2
    guard signal > 0 else { return nil }
    measurement = found.measurement
    neutrino = found.neutrino
    exposure = found.exposure
    self.isRaman = isRaman
    self.signal = signal
    massInformation = information
    meanLogMassInformation = found.meanLogMassInformation()
    events = found.exposure.map { $0 * signal }
    sigma = found.exposure.flatMap { exposure in
      information.flatMap { $0 * exposure > 0 ? 1 / ($0 * exposure).squareRoot() : nil }
    }
    // With priors the information is not in proportion to the exposure, and this exposure is not known from another.
    let exposureForHalf = information.flatMap { information -> Double? in
      let wanted = information * half * half
      return wanted > 0 && !found.measurement.hasPrior(found.neutrino) ? 1 / wanted : nil
    }
    eventsForHalf = exposureForHalf.map { $0 * signal }
    daysForHalf = exposureForHalf.flatMap(found.days)
    self.answers = answers.map { question, anyMass in
      let separation = found.separation(question, anyMass: anyMass)
      return Answer(
        question: question, anyMass: anyMass, found: separation,
        chiSquared: found.exposure.flatMap { exposure in
          separation.map { $0.exposure == exposure ? $0.chiSquared : $0.chiSquared / $0.exposure * exposure }
        }, days: separation?.exposureForThreeSigma.flatMap(found.days))
    }
    allocation = found.allocation()
    imprintTolerance = tolerance
    self.cusp = cusp
    self.openImprints = openImprints
    self.limits = limits
    self.ignoresPublished = ignoresPublished
    self.strategy = strategy
  }

  /// A pair whose threshold M² meets within a twentieth at an end of the axis.
  private static func cusp(_ evaluation: Evaluation) -> Cusp? {
    let kinematics = evaluation.kinematics
    for pair in evaluation.design.pairs {
      let threshold = pair.thresholdSquared
      for (end, isBackward) in [(kinematics.pairBackward, true), (kinematics.pairForward, false)]
      where abs(end - threshold) < 0.05 * threshold {
        return Cusp(pair: pair.pair, isBackward: isBackward)
      }
    }
    return nil
  }

  private static func tolerance(_ evaluation: Evaluation, _ information: Double?) -> Double? {
    guard let information, information > 0 else { return nil }
    let imprint = evaluation.kinematics.imprint
    func share(_ imprint: Double) -> Double {
      guard abs(imprint) <= 1 else { return 0 }
      var geometry = evaluation.geometry
      geometry.imprint = imprint
      return (RamanSensitivity(Evaluation(geometry, like: evaluation)).massInformation() ?? 0) / information
    }
    for half in -18 ... -6 {
      let move = pow(10, Double(half) / 2)
      if min(share(imprint - move), share(imprint + move)) < 0.9 { return move }
    }
    return nil
  }
}

extension StudySensitivity {
  /// The best shares of the time among several settings: the largest mean of ln I over the study's list of masses; `nil` for one setting.
  func allocation() -> Allocation? {
    guard setting.runs.count > 1 else { return nil }
    let exposure = exposure ?? 1
    let truths = measurement.masses.map { truth.with(lightest: $0 / 1000) }
    return Allocation.best(
      truths.map { truth in
        setting.runs.map {
          $0.setting.information(
            on: truth, exposure: exposure, normalisation: measurement.normalisation,
            nuisances: measurement.nuisances(neutrino))
        }
      }, weights: truths.map { _ in 1 / Double(truths.count) })
  }
}
