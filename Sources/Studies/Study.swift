import Emission
import Neutrinos
import Quantities
import Targets

/// A design as its author wrote it, checked: every number is given or has its default, every name is found.
///
/// Only ``StudyLoader`` makes one. The file format is `nupair-study/1`, described in docs/studies.md.
public struct Study: Sendable {
  private let subject: Subject
  public internal(set) var geometry: Geometry
  public internal(set) var laser: Laser
  public internal(set) var neutrino: Neutrino
  public internal(set) var overrides: [Override: Double]
  /// The mass of a hypothetical particle emitted in the pair's place, meV.
  public internal(set) var particleMass: Double?
  public internal(set) var fibre: StudyFibre?
  /// What a search is for, and what every design must keep; `nil` when the study names nothing of it.
  public internal(set) var goal: StudyGoal?
  /// How it is measured; `nil` when the study says nothing of it.
  public internal(set) var statedMeasurement: StudyMeasurement?
  public let conventions: Conventions

  public var measurement: StudyMeasurement { statedMeasurement ?? .standard }

  /// What the study is about, which no search changes. A class, so that copies of a study are cheap.
  final class Subject: Sendable {
    let name: String
    let title: String?
    let targetName: String
    let target: Target
    let path: Path

    init(name: String, title: String?, targetName: String, target: Target, path: Path) {
      self.name = name
      self.title = title
      self.targetName = targetName
      self.target = target
      self.path = path
    }
  }

  init(
    _ subject: Subject, geometry: Geometry, laser: Laser, neutrino: Neutrino, overrides: [Override: Double],
    particleMass: Double?, fibre: StudyFibre?, goal: StudyGoal?, measurement: StudyMeasurement?,
    conventions: Conventions
  ) {
    self.subject = subject
    self.geometry = geometry
    self.laser = laser
    self.neutrino = neutrino
    self.overrides = overrides
    self.particleMass = particleMass
    self.fibre = fibre
    self.goal = goal
    statedMeasurement = measurement
    self.conventions = conventions
  }

  /// The file's name as the user gave it.
  public var name: String { subject.name }
  public var title: String? { subject.title }
  /// An id of the database, or the absolute path of a file.
  public var targetName: String { subject.targetName }
  public var target: Target { subject.target }
  public var path: Path { subject.path }

  public struct Path: Sendable, Hashable {
    public let e: Level
    public let p: Level
    public let q: Level
    public let g: Level

    public var isElastic: Bool { e.id == q.id }
    public var text: String { [e, p, q, g].map(\.id).joined(separator: " → ") }
  }

  /// A photon energy: on the line of the levels, or a number of eV.
  public enum PhotonEnergy: Sendable, Hashable {
    case resonant
    case energy(Double)

    public var explicit: Double? { if case .energy(let value) = self { value } else { nil } }
  }

  public enum Medium: Sendable, Hashable {
    /// The index of the target's host at the detected photon's wavelength, ordinary ray.
    case host
    case index(Double)
  }

  public struct Geometry: Sendable, Hashable {
    /// r.
    public internal(set) var imprint: Double
    public internal(set) var trigger: PhotonEnergy
    public internal(set) var detected: PhotonEnergy
    public internal(set) var medium: Medium
    /// The polar angles of the detected photon that count, degrees.
    public internal(set) var acceptance: ClosedRange<Double>

    /// Every direction.
    public static let sphere = 0.0...180.0
  }

  public struct Laser: Sendable, Hashable {
    /// Cyclic, Hz.
    public internal(set) var linewidth: Double
    /// n³Vη, cm⁻⁶.
    public internal(set) var coherence: Double
  }

  public struct Neutrino: Sendable, Hashable {
    public internal(set) var ordering: MassOrdering
    /// meV.
    public internal(set) var lightest: Double
    public internal(set) var nature: NeutrinoNature
    public internal(set) var oscillation: Oscillation
    public internal(set) var phases: Phases

    /// All of it, in eV and radians.
    public var hypothesis: NeutrinoHypothesis {
      NeutrinoHypothesis(
        lightest: lightest / 1000, ordering: ordering, nature: nature, parameters: parameters, phases: phases.mixing)
    }

    public var parameters: OscillationParameters {
      switch oscillation {
      case .named(let set): set.parameters(for: ordering)
      case .given(let parameters): parameters
      }
    }
  }

  /// The phases of the mixing matrix as written, degrees.
  public struct Phases: Sendable, Hashable {
    public var delta = 0.0
    public var alpha21 = 0.0
    public var alpha31 = 0.0

    public var mixing: MixingPhases {
      MixingPhases(
        delta: Angle(degrees: delta).radians, alpha21: Angle(degrees: alpha21).radians,
        alpha31: Angle(degrees: alpha31).radians)
    }
  }

  public enum Oscillation: Sendable, Hashable {
    case named(OscillationSet)
    case given(OscillationParameters)
  }

  /// What-if values that replace the database's.
  public enum Override: String, Sendable, Hashable, CaseIterable {
    case levelSpacing = "eps_eg_eV"
    case spacingPE = "eps_pe_eV"
    case spacingPQ = "eps_pq_eV"
    case rateOfPE = "gamma_pe_per_s"
    case rateOfPQ = "gamma_pq_per_s"
    case widthOfP = "gamma_p_per_s"
    case widthOfE = "gamma_e_per_s"
    case widthOfQ = "gamma_q_per_s"
    case spinSquared = "spin2"

    public var isEnergy: Bool { self == .levelSpacing || self == .spacingPE || self == .spacingPQ }
  }
}
