import Emission
import Neutrinos
import Quantities
import Targets

/// All figures of a design of radiative emission: a pure function of its study.
public struct RadiativeEvaluation: Sendable {
  public let study: RadiativeStudy
  /// ε_eg and ε_vg, eV.
  public let levels: (eg: Double, vg: Double)
  /// The path with what the database knows of it.
  public let path: RadiativePath
  public let masses: MassSpectrum
  public let newPhysics: NewPhysics
  public let spectrum: RadiativeSpectrum
  /// The same without new particles.
  public let standard: RadiativeSpectrum
  /// With the vertex of a charge, which emits nothing: all figures here are zero then, and this says why.
  public let monopole: MonopoleEvaluation?

  public init(_ study: RadiativeStudy) {
    self.init(study, path: study.target.radiativePath(e: study.path.e, v: study.path.v, g: study.path.g))
  }

  /// The same with what the database knows of the path already.
  init(_ study: RadiativeStudy, path: RadiativePath) {
    self.study = study
    self.path = path
    levels = study.levels
    let hypothesis = study.neutrino.hypothesis
    masses = hypothesis.masses
    let row = ElectronRow(parameters: hypothesis.parameters, phases: hypothesis.phases)
    let pairs =
      if let source = study.vertex.source {
        source.pairs(masses: masses, row: row, mixing: study.conventions.weakMixing)
      } else if study.conventions == .corrected {
        hypothesis.pairs
      } else {
        PairCoupling.all(masses: masses, coupling: row.printedCoupling)
      }
    newPhysics = study.newPhysics.resolved(
      masses: masses, nature: hypothesis.nature, conventions: study.conventions)
    let geometry = study.geometry, levels = levels
    func with(_ newPhysics: NewPhysics) -> RadiativeSpectrum {
      RadiativeSpectrum(
        levelSpacing: levels.eg, virtualSpacing: levels.vg, phase: geometry.phase, cosine: geometry.cosine,
        pairs: pairs, nature: hypothesis.nature, newPhysics: newPhysics)
    }
    spectrum = with(newPhysics)
    standard = with(NewPhysics())
    monopole = MonopoleEvaluation(
      study, rateOfVG: study.overrides[.rateOfVG] ?? path.rateOfVG.value, spectrum: standard)
  }

  public var kinematics: RadiativeKinematics { spectrum.kinematics(at: study.geometry.trigger) }
  public var background: RadiativeBackground { RadiativeBackground(kinematics) }
  public var pairs: [PairCoupling] { spectrum.pairs }

  // MARK: Spectrum

  /// I at the trigger's energy, averaged over its line if it has a width; `nil` on the resonance of v or on a mediator's pole of no width.
  public func value(_ spectrum: RadiativeSpectrum) -> Double? { value(spectrum, at: study.geometry.trigger) }

  /// The same at another trigger energy, eV.
  func value(_ spectrum: RadiativeSpectrum, at trigger: Double) -> Double? {
    guard monopole == nil else { return 0 }
    let width = study.laser.lineWidth
    let value =
      width > 0 ? TriggerLine(centre: trigger, width: width).mean(of: spectrum) : spectrum.value(at: trigger)
    return value.isFinite ? value : nil
  }

  /// The part of one pair, both orders.
  public func value(of pair: PairCoupling) -> Double? {
    guard monopole == nil else { return 0 }
    let trigger = study.geometry.trigger, width = study.laser.lineWidth
    let value =
      width > 0
      ? TriggerLine(centre: trigger, width: width).mean(of: pair, spectrum) : spectrum.value(of: pair, at: trigger)
    return value.isFinite ? value : nil
  }

  /// The design's I with the other nature of the neutrino.
  public var otherNature: Double? {
    let nature: NeutrinoNature = spectrum.nature == .majorana ? .dirac : .majorana
    let other = study.newPhysics.resolved(masses: masses, nature: nature, conventions: study.conventions)
    return value(
      RadiativeSpectrum(
        levelSpacing: levels.eg, virtualSpacing: levels.vg, phase: spectrum.phase, cosine: spectrum.cosine,
        pairs: pairs, nature: nature, newPhysics: other))
  }

  /// Signal events at the trigger's energy that tell the design's nature from the other at 3 σ, the normalisation and the masses known: 9/q of
  /// ``AsimovStatistic`` for one event. `nil` when nothing is emitted or the two are alike.
  public var eventsForNature: Double? {
    guard let here = value(spectrum), here > 0, let other = otherNature else { return nil }
    let perEvent = AsimovStatistic.value(hypothesis: other / here, truth: 1)
    // Below the rounding of the ratio there is nothing to tell.
    guard perEvent > 1e-24, perEvent.isFinite else { return perEvent.isFinite ? nil : 0 }
    return 9 / perEvent
  }

  /// The trigger energies of the study's spectrum, evenly spaced: its range, or from one step above zero to the massless endpoint.
  public func triggers(count: Int) -> [Double] {
    precondition(count >= 2, "a grid has two ends")
    let end: Double
    if let range = study.range {
      return (0..<count).map {
        $0 == count - 1
          ? range.upperBound
          : range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1)
      }
    } else {
      end =
        spectrum.phase.threshold(levelSpacing: levels.eg, massSum: 0, cosine: spectrum.cosine).flatMap {
          $0 > 0 ? $0 : nil
        } ?? levels.eg
    }
    return (1...count).map { $0 == count ? end : end * Double($0) / Double(count) }
  }

  /// I at each trigger energy, without the line's width; `nil` where it does not exist.
  public func values(at triggers: [Double]) -> [Double?] {
    var values = [Double](repeating: 0, count: triggers.count)
    guard monopole == nil else { return values }
    if newPhysics.isEmpty {
      var out = values.mutableSpan
      RadiativeKernel(spectrum).fill(&out, at: triggers.span)
    } else {
      values = triggers.map(spectrum.value)
    }
    return values.map { $0.isFinite ? $0 : nil }
  }

  /// The trigger energy at which M is a mediator's mass.
  public func pole(_ mass: Double) -> Double? {
    spectrum.phase.threshold(levelSpacing: levels.eg, massSum: mass, cosine: spectrum.cosine)
  }

  // MARK: Rate

  /// Γ₀η, s⁻¹; `nil` when γ_vg is unknown, and where the spin has no part.
  public var unit: Double? {
    guard monopole == nil else { return nil }
    return (study.overrides[.rateOfVG] ?? path.rateOfVG.value).map {
      RadiativeRate.unit(
        coherence: study.laser.coherence, levelSpacing: Energy(electronVolts: levels.eg),
        virtualSpacing: Energy(electronVolts: levels.vg), dipoleRate: Rate(perSecond: $0),
        angular: study.angularFactor
      ).perSecond
    }
  }

  /// Events per second.
  public var total: Double? { monopole == nil ? unit.flatMap { unit in value(spectrum).map { unit * $0 } } : 0 }

  /// I for massless neutrinos at the trigger's energy, with the standard model's couplings in both conventions.
  public var massless: Double { monopole == nil ? standard.massless(at: study.geometry.trigger) : 0 }

  /// The volume, cm³, that n³Vη stands for at the density the database calls realistic, with every atom excited and η = 1.
  public var impliedVolume: Double? {
    guard let density = path.density.value, density > 0 else { return nil }
    return study.laser.coherence / (density * density * density)
  }

  // MARK: Guide

  public var guide: GuideBackground? {
    guard let guide = study.guide else { return nil }
    let r: Double =
      switch spectrum.phase {
      case .fixed(let r): r
      case .locked: kinematics.imprint
      }
    return GuideBackground(
      levelSpacing: levels.eg, imprint: min(r, 1), triggerCutoff: guide.trigger, lowestCutoff: guide.lowest,
      isAlong: spectrum.cosine >= 0)
  }

  /// M_z² in the guide at the trigger's energy; `nil` without a guide, and below the trigger's cutoff.
  public var guidedMassSquared: Double? { guide?.massSquared(at: study.geometry.trigger) }

  /// Whether two extra photons, each in a mode of the guide, can take M_z².
  public var isGuidedMcQ3Open: Bool? {
    guard let guide, let massSquared = guidedMassSquared else { return nil }
    return GuideBackground.isOpen(extraPhotons: 2, massSquared: massSquared, lowestCutoff: guide.lowestCutoff)
  }

  /// Whether M_z² leaves room for the lightest pair without transverse momentum.
  public var isGuidedPairOpen: Bool? {
    guidedMassSquared.map { massSquared in
      kinematics.pairEnergy > 0 && pairs.contains { massSquared > $0.thresholdSquared }
    }
  }

  /// True when a pair is emitted at the trigger's energy, and a gap that the study states refuses the photons of McQ3. McQ3 itself is
  /// possible wherever a pair is.
  public var isFeasible: Bool {
    guard value(spectrum) ?? 0 > 0 else { return false }
    return study.gap.map { background.isRemoved(byGapFrom: $0.lowerBound, to: $0.upperBound) } ?? true
  }
}
