import Emission
import Quantities
import Targets

/// The four energy differences of a study's path, eV: from its overrides, else from the database.
public struct StudyLevels: Sendable, Hashable {
  /// ε_eg, ε_pe, ε_pq.
  public let eg: Double
  public let pe: Double
  public let pq: Double

  /// ε_qg, the pair's energy on resonance.
  public var qg: Double { eg + pe - pq }

  /// The detected photon's energy: as the study gives it, or the centre of its line.
  public func detected(_ study: Study) -> Double { detected(study.geometry, study.conventions) }

  func detected(_ geometry: Study.Geometry, _ conventions: Conventions) -> Double {
    geometry.detected.explicit
      ?? RamanDesign.lineCentre(
        trigger: geometry.trigger.explicit ?? pe, spacingPE: pe, spacingPQ: pq, conventions: conventions)
  }

  /// An elastic path has one ε_pe: overriding it alone moves ε_pq with it, and the other way round.
  public init(_ study: Study) {
    let units = study.conventions.units, path = study.path, overrides = study.overrides
    func spacing(_ upper: Level, _ lower: Level) -> Double {
      Energy(
        wavenumberPerCentimetre: upper.energyPerCentimetre.value - lower.energyPerCentimetre.value, convention: units
      ).electronVolts
    }
    let givenPE = overrides[.spacingPE], givenPQ = overrides[.spacingPQ]
    eg = overrides[.levelSpacing] ?? spacing(path.e, path.g)
    pe = givenPE ?? (path.isElastic ? givenPQ : nil) ?? spacing(path.p, path.e)
    pq = givenPQ ?? (path.isElastic ? givenPE : nil) ?? spacing(path.p, path.q)
  }
}
