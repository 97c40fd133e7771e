import Documents
import Emission
import Neutrinos
import Quantities
import Targets

/// A design of radiative pair emission as its author wrote it, checked: e → v by the pair, v → g by the photon that the trigger stimulates.
///
/// Only ``StudyLoader`` makes one. The file format is `nupair-study/1` with `"process": "renp"`, described in docs/studies.md.
public struct RadiativeStudy: Sendable {
  /// The file's name as the user gave it.
  public let name: String
  public let title: String?
  /// An id of the database, or the absolute path of a file.
  public let targetName: String
  public let target: Target
  public let path: Path
  public let vertex: Vertex
  /// What the vertex of a charge takes; `nil` with the spin.
  public let monopole: Monopole?
  public internal(set) var geometry: Geometry
  public internal(set) var laser: Laser
  public internal(set) var neutrino: Study.Neutrino
  public internal(set) var overrides: [Override: Double]
  /// What the states' couplings and directions make of |⟨σ⟩|² in Γ₀; `nil` when the study leaves it at 1.
  public internal(set) var statedAngularFactor: Double?
  public let newPhysics: NewParticles
  public let guide: Guide?
  /// A band gap that is to refuse the photons of McQ3, eV.
  public let gap: ClosedRange<Double>?
  /// The trigger energies of the spectrum, eV; `nil` for all up to the massless endpoint.
  public let range: ClosedRange<Double>?
  /// What a search is for, and what every design must keep; `nil` when the study names nothing of it.
  public internal(set) var goal: StudyGoal?
  /// How it is measured; `nil` when the study says nothing of it.
  public internal(set) var statedMeasurement: StudyMeasurement?
  public let conventions: Conventions

  public var measurement: StudyMeasurement { statedMeasurement ?? .standardCounting }

  public var angularFactor: Double { statedAngularFactor ?? 1 }

  public struct Path: Sendable, Hashable {
    public let e: Level
    public let v: Level
    public let g: Level

    public var text: String { [e, v, g].map(\.id).joined(separator: " → ") }
  }

  /// What of the electron emits the pair.
  public enum Vertex: String, Sendable, Hashable, CaseIterable {
    case spin
    /// Emits nothing; with the published conventions the paper's figures stand beside that: ``MonopoleEvaluation``.
    case nuclearMonopole = "nuclear-monopole"
    case coreMonopole = "core-monopole"

    /// The charge that is to emit the pair; `nil` for the spin.
    public var source: MonopoleSource? {
      switch self {
      case .spin: nil
      case .nuclearMonopole: .nucleus
      case .coreMonopole: .core
      }
    }
  }

  /// The atom's charges, and which of the paper's form factors is meant. v of the path is its state i, n'p of an alkali atom.
  public struct Monopole: Sendable, Hashable {
    /// Z.
    public let protons: Int
    /// The isotope's N; `nil` for the core, which does not ask.
    public let neutrons: Int?
    /// Where the target's file lists the isotope; `nil` when the study alone names it.
    public let isotope: Int?
    public let ratio: MonopoleScheme.Ratio

    /// A.
    public var massNumber: Int? { neutrons.map { protons + $0 } }
  }

  public struct Geometry: Sendable, Hashable {
    public internal(set) var phase: RadiativePhase
    /// cos ϑ of the trigger to p_eg.
    public internal(set) var cosine: Double
    /// ω, eV.
    public internal(set) var trigger: Double
  }

  public struct Laser: Sendable, Hashable {
    /// The full width of the trigger's line, eV; zero for none.
    public internal(set) var lineWidth: Double
    /// n³Vη, cm⁻⁶.
    public internal(set) var coherence: Double
  }

  /// A guide by the cutoffs of its modes, eV.
  public struct Guide: Sendable, Hashable {
    public let trigger: Double
    public let lowest: Double
  }

  /// What-if values that replace the database's.
  public enum Override: String, Sendable, Hashable, CaseIterable {
    case levelSpacing = "eps_eg_eV"
    case virtualSpacing = "eps_vg_eV"
    case rateOfVG = "gamma_vg_per_s"

    var allowed: StudyRange { self == .rateOfVG ? .rate : .energy }
  }

  /// ε_eg and ε_vg, eV: from the overrides, else from the database.
  public var levels: (eg: Double, vg: Double) {
    func spacing(_ upper: Level) -> Double {
      Energy(wavenumberPerCentimetre: upper.energyPerCentimetre.value - path.g.energyPerCentimetre.value).electronVolts
    }
    return (overrides[.levelSpacing] ?? spacing(path.e), overrides[.virtualSpacing] ?? spacing(path.v))
  }
}

/// The particles and moments of a study that are not the standard model's.
public struct NewParticles: Sendable, Hashable {
  public var vector: Vector?
  public var scalar: Scalar?
  public var moments = ElectromagneticMoments()
  /// As the study has it, with every default.
  public var json: JSONValue?

  public enum Width: Sendable, Hashable {
    case given(Double)
    /// That of the decays into the three neutrinos.
    case neutrinos
  }

  public struct Vector: Sendable, Hashable {
    public let mass: Double
    public let width: Width
    public let electron: Double
    public let left: CouplingMatrix
    public let right: CouplingMatrix
    public let hasLongitudinalPart: Bool
  }

  public struct Scalar: Sendable, Hashable {
    public let mass: Double
    public let width: Width
    public let electron: Double
    public let scalar: CouplingMatrix
    public let pseudoscalar: CouplingMatrix
  }

  /// With widths in numbers.
  public func resolved(masses: MassSpectrum, nature: NeutrinoNature, conventions: Conventions) -> NewPhysics {
    func light(_ width: Double) -> LightVector? {
      vector.map {
        LightVector(
          mass: $0.mass, width: width, electron: $0.electron, left: $0.left, right: $0.right,
          hasLongitudinalPart: $0.hasLongitudinalPart)
      }
    }
    func scalar(_ width: Double) -> LightScalar? {
      self.scalar.map {
        LightScalar(
          mass: $0.mass, width: width, electron: $0.electron, scalar: $0.scalar, pseudoscalar: $0.pseudoscalar)
      }
    }
    func number(_ width: Width?, _ decays: () -> Double?) -> Double {
      switch width {
      case .given(let value): value
      case .neutrinos: decays() ?? 0
      case nil: 0
      }
    }
    return NewPhysics(
      vector: light(number(vector?.width) { light(0)?.neutrinoWidth(masses: masses, nature: nature) }),
      scalar: scalar(number(self.scalar?.width) { scalar(0)?.neutrinoWidth(masses: masses, nature: nature) }),
      moments: moments, isPrinted: conventions == .published)
  }
}
