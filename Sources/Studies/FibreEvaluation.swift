import Documents
import Emission
import Foundation
import Photonics
import Quantities

/// What a study's fibre does to the two-photon background and to the signal.
///
/// Apart from ``Evaluation``: the full pair factor takes seconds where the rest takes microseconds.
public struct FibreEvaluation: Sendable {
  public let design: StudyFibre
  public let fibre: BraggFibre
  public let pair: PhotonPair
  public let strip: PairSuppression.Estimate
  public let pp: PairSuppression.Suppression
  /// The channels with an evanescent photon; `nil` when they were left out.
  public let evanescent: PairSuppression.Suppression?
  /// Of the detected photon through the wall, over the accepted angles.
  public let signalTransmission: Double
  public let gap: BraggFibre.Gap?

  /// Relative errors asked of the propagating and the evanescent channels and of the strip.
  static let errors = (pp: 1e-3, evanescent: 2e-2, strip: 1e-6)

  /// `nil` without a fibre, or where no pair of photons can take the neutrinos' place: ``whyNone(_:)`` says which.
  ///
  /// - Parameters:
  ///   - withEvanescent: false leaves out the channels that take longest; what remains is a lower bound of η.
  ///   - isCancelled: once true, the computation ends, and what it gives is worth nothing.
  public init?(
    _ evaluation: Evaluation, withEvanescent: Bool = true, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    guard let design = evaluation.wall, let problem = Self.problem(evaluation) else { return nil }
    self.design = design
    pair = problem.pair
    fibre = design.bragg
    strip = problem.strip(relativeError: Self.errors.strip)
    pp = problem.suppression(channels: [.pp], relativeError: Self.errors.pp, isCancelled: isCancelled)
    evanescent =
      withEvanescent
      ? problem.suppression(
        channels: [.ep, .pe, .ee], relativeError: Self.errors.evanescent, isCancelled: isCancelled) : nil
    let detected = evaluation.kinematics.detected
    signalTransmission = fibre.slice(at: Energy(electronVolts: detected)).transmission(
      k0: detected / PairSuppression.hbarC, angles: evaluation.acceptance)
    gap = fibre.gap
  }

  /// The pairs of photons in the fibre; `nil` as for ``init(_:)``.
  static func problem(_ evaluation: Evaluation) -> PairSuppression? {
    guard let (design, pair, weight) = setting(evaluation) else { return nil }
    return PairSuppression(
      pair: pair, profile: ExcitationProfile(power: design.profilePower), weight: { weight($0) },
      fibre: design.bragg.slices)
  }

  /// The fibre, the pair whose place the photons take, and the background's weight.
  static func setting(_ evaluation: Evaluation) -> (StudyFibre, PhotonPair, PhotonPairWeight)? {
    guard let design = evaluation.wall, whyNone(evaluation) == nil else { return nil }
    let energy = evaluation.kinematics.pairEnergy
    return (design, PhotonPair(energy: energy, mass: pairMass(evaluation, design)), weight(evaluation, design))
  }

  /// Of the channels that were computed.
  public var eta: PairSuppression.ByChannel { evanescent.map { pp.eta + $0.eta } ?? pp.eta }
  public var error: PairSuppression.ByChannel { evanescent.map { pp.error + $0.error } ?? pp.error }
  /// Of all channels together.
  public var total: Double? { evanescent == nil ? nil : eta.total }

  /// Why a study with a fibre has no figures for it.
  public static func whyNone(_ evaluation: Evaluation) -> String? {
    guard let design = evaluation.wall else { return nil }
    let energy = evaluation.kinematics.pairEnergy
    guard energy > 0 else { return "the fibre is not evaluated: the pair has no energy" }
    guard pairMass(evaluation, design) < energy else {
      return
        "the fibre is not evaluated: a pair of that mass needs more than its energy, \(NumberText.short(energy)) eV"
    }
    guard weight(evaluation, design).isRegular else {
      return
        "the fibre is not evaluated: the background goes through a real intermediate state, or through none that is known; \"background_states\": \"path\" counts p alone"
    }
    return nil
  }

  /// eV.
  private static func pairMass(_ evaluation: Evaluation, _ design: StudyFibre) -> Double {
    design.pairMass.map { $0 / 1000 } ?? max(0, evaluation.kinematics.backward).squareRoot()
  }

  private static func weight(_ evaluation: Evaluation, _ design: StudyFibre) -> PhotonPairWeight {
    let energy = evaluation.kinematics.pairEnergy
    return switch design.states {
    case .path: PhotonPairWeight(spacing: evaluation.levels.pq, energy: energy)
    case .all: PhotonPairWeight(evaluation.background.function, energy: energy)
    }
  }
}
