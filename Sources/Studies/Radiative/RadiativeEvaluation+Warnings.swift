import Documents
import Emission
import Neutrinos
import Targets

extension RadiativeEvaluation {
  /// What a reader must know before trusting the figures, the gravest first.
  public var warnings: [String] {
    (monopole.map(warnings) ?? kinematicWarnings) + backgroundWarnings + newPhysicsWarnings + dataWarnings
      + conventionWarnings
  }

  // MARK: Monopole

  private func warnings(_ monopole: MonopoleEvaluation) -> [String] {
    var warnings = [
      "no pair is emitted: \(Refutation.monopoleCancels.note). The orders of Coulomb, weak and photon vertex, −1/(DE) + 1/(D(D+E)) + 1/(E(D+E)), add to nothing, since a charge summed over the atom is a number times the identity at the pair's wavelength, which a change of gauge removes. What first survives is the electron's own vector current and spin: \(MonopoleEvaluation.chapter)"
    ]
    guard let published = monopole.published else {
      warnings.append(
        "\"conventions\": \"published\" sets the figures of arXiv:1310.6472 beside this zero, marked as such")
      return warnings
    }
    warnings.append(
      "what is named as_published follows \(monopole.place), which the derivation refutes: this program does not stand by it, and no target or design may be ranked by it"
    )
    if published.scheme == nil {
      warnings.append(
        "gamma_vg_per_s is unknown (\(path.rateOfVG.how)): F and the published rate are null. \"overrides\" can give it"
      )
    }
    let trigger = study.geometry.trigger
    if published.pairs.contains(where: { published.spectrum(of: $0, at: trigger) < 0 }) {
      warnings.append(
        "as published a pair has a negative rate here: eq. (42) has −¾W² where −(W²/2 + ω²/6) belongs, before (m_i² − m_j²)²/M⁴"
      )
    } else if published.spectrum(at: trigger) == 0 {
      warnings.append("even as published nothing is emitted at this trigger energy")
    }
    return warnings
  }

  // MARK: Kinematics

  private var kinematicWarnings: [String] {
    var warnings: [String] = []
    let k = kinematics, lightest = pairs.map(\.threshold).min() ?? 0
    if value(spectrum) == 0 {
      let reason =
        k.isOpen
        ? "M = \(Self.short(k.massSquared.squareRoot())) eV, the lightest pair has \(Self.short(lightest)) eV"
        : "M² = \(Self.short(k.massSquared)) eV² and W = \(Self.short(k.pairEnergy)) eV leave nothing"
      let threshold = spectrum.thresholds.compactMap(\.self).max()
      let remedy =
        threshold.flatMap {
          $0 > 0 ? "; at this phase and direction the trigger must stay below \(NumberText.fixed($0, 6)) eV" : nil
        }
        ?? "; no trigger energy emits a pair at this phase and direction"
      warnings.append("no pair is emitted: \(reason)\(remedy)")
      if isGuidedPairOpen == true, let massSquared = guidedMassSquared {
        warnings.append(
          "in the guide M_z² = \(Self.short(massSquared)) eV² has room for a pair without transverse momentum, but the rates here are those of free space"
        )
      }
    }
    if let range = study.range, let last = spectrum.thresholds.compactMap(\.self).max(), range.lowerBound >= last {
      warnings.append(
        "the spectrum is zero throughout: spectrum_eV begins at \(NumberText.exact(range.lowerBound)) eV, the last threshold is at \(NumberText.fixed(last, 6)) eV"
      )
    }
    let never = zip(pairs, spectrum.thresholds).filter { $0.1 == nil }.map(\.0.pair.name)
    if !never.isEmpty, never.count < pairs.count {
      warnings.append(
        "the pairs \(never.joined(separator: ", ")) have no threshold: ε²(1 − r²) is below their squared mass")
    }
    if !k.isLocked, k.isOpen, study.laser.lineWidth == 0,
      let near = spectrum.thresholds.compactMap(\.self).map({ abs($0 - k.trigger) }).min(), near < 1e-6
    {
      warnings.append(
        "a threshold is \(Self.short(near)) eV away: the slope there is infinite, and only a finite line_width_eV says what a laser would see"
      )
    }
    return warnings
  }

  // MARK: Background

  private var backgroundWarnings: [String] {
    var warnings: [String] = []
    let b = background, k = kinematics
    if let interval = b.photonInterval, k.isOpen {
      let width = b.requiredGapWidth ?? 0
      let photons =
        k.momentumSquared == 0
        ? "both extra photons have \(NumberText.fixed(interval.lowerBound, 6)) eV, back to back"
        : "the extra photons have \(NumberText.fixed(interval.lowerBound, 6)) to \(NumberText.fixed(interval.upperBound, 6)) eV"
      warnings.append(
        "McQ3 (two extra photons) is open, as it is wherever a pair is emitted: \(photons); a band gap must be 2P/W = \(NumberText.short(width)) of its centre wide\(width >= 2 ? ", which none is" : "")\(isGuidedMcQ3Open == false ? ". That is free space: in the guide McQ3 is closed" : "")"
      )
      if let gap = study.gap, !b.isRemoved(byGapFrom: gap.lowerBound, to: gap.upperBound) {
        warnings.append(
          "the gap from \(NumberText.exact(gap.lowerBound)) to \(NumberText.exact(gap.upperBound)) eV does not hold these photons"
        )
      }
    }
    if let guide {
      if guide.massSquared(at: k.trigger) == nil {
        warnings.append(
          "the trigger is below its mode's cutoff, \(NumberText.exact(guide.triggerCutoff)) eV: it does not travel in the guide"
        )
      }
      if guide.lowestCutoff > guide.triggerCutoff {
        warnings.append(
          "lowest_cutoff_eV lies above the trigger's own cutoff: extra photons in the trigger's mode are not counted, which would need M_z² ≥ (2 × \(NumberText.exact(guide.triggerCutoff)) eV)² for two"
        )
      }
      if abs(spectrum.cosine) != 1 {
        warnings.append(
          "a guide has one axis: its M_z² takes the trigger along or against the phase, by the sign of cos_theta")
      }
      warnings.append(
        "inside the guide M_z² is for zero transverse momentum of the pair: the mode and the target's profile spread it by about \(NumberText.exact(guide.triggerCutoff)) eV, which no figure here counts; rates are those of free space"
      )
    }
    if monopole == nil, let reason = path.vertex {
      warnings.append(
        "the selection rules leave the pair no amplitude between \(study.path.e.id) and \(study.path.v.id) (\(reason)): angular_factor stands for it"
      )
    }
    if levels.vg < levels.eg {
      warnings.append(
        "v lies below e: at ω = ε_vg = \(NumberText.fixed(levels.vg, 6)) eV both steps are real, and the spectrum has a pole there without v's width"
      )
    }
    if path.isAllowedDirectly {
      warnings.append(
        "e is not metastable: one electric-dipole photon takes \(study.path.e.id) to \(study.path.g.id), faster than anything here"
      )
    }
    return warnings
  }

  // MARK: New physics

  private var newPhysicsWarnings: [String] {
    var warnings: [String] = []
    let names = [newPhysics.vector.map { _ in "Z′" }, newPhysics.scalar.map { _ in "φ" }].compactMap(\.self)
    for (name, pole) in zip(names, newPhysics.poles) {
      let (mass, width) = pole
      let detuning = kinematics.excess(over: mass)
      if width == 0, detuning == 0 || value(spectrum) == nil {
        warnings.append("the spectrum is null: the trigger meets the pole of the \(name), which has no width")
      } else if let total = value(spectrum), total > 0, study.laser.lineWidth == 0, abs(detuning) < 100 * mass * width {
        warnings.append(
          "the trigger is on the pole of the \(name), whose width is \(Self.short(width)) eV: line_width_eV averages over a real laser's line"
        )
      }
    }
    if let vector = study.newPhysics.vector, !vector.hasLongitudinalPart, study.conventions == .corrected {
      warnings.append(
        "the longitudinal part of the Z′'s propagator is left out: for masses below some 0.3 eV it is the larger part")
    }
    if study.neutrino.nature == .majorana, hasVanishingMoments {
      warnings.append(
        "of Majorana neutrinos only the antisymmetric part of magnetic, electric moments and charge radii counts, f_ij − f_ji: diagonal and real elements do nothing"
      )
    }
    return warnings
  }

  private var hasVanishingMoments: Bool {
    let moments = newPhysics.moments
    return [moments.magnetic, moments.electric, moments.chargeRadius].compactMap(\.self).contains { matrix in
      NeutrinoPair.all.contains { matrix[$0.i, $0.j].re != 0 }
    }
  }

  // MARK: Data and conventions

  private var dataWarnings: [String] {
    var warnings: [String] = []
    if monopole == nil, study.overrides[.rateOfVG] == nil, path.rateOfVG.value == nil {
      warnings.append(
        "gamma_vg_per_s is unknown (\(path.rateOfVG.how)): Γ₀ and all rates are null. \"overrides\" can give it")
    }
    if monopole == nil || monopole?.published != nil, study.overrides[.rateOfVG] == nil {
      for other in path.alternatives {
        warnings.append(
          "gamma_vg_per_s could be \(other.value.map(NumberText.short) ?? "unknown") instead (\(other.how), \(other.status?.rawValue ?? ""))"
        )
      }
    }
    if let volume = impliedVolume, volume > 1, let density = path.density.value {
      warnings.append(
        "n³Vη = \(NumberText.short(study.laser.coherence)) cm⁻⁶ is out of reach: at the density \(NumberText.short(density)) cm⁻³ of the database it takes \(NumberText.short(volume)) cm³ with every atom excited and η = 1"
      )
    }
    return warnings
  }

  private var conventionWarnings: [String] {
    var warnings: [String] = []
    if unit != nil {
      warnings.append(
        "absolute rates are uncertain by factors of order one in every paper (E² = εnη, averages over polarisation, |⟨σ⟩|² and directions in angular_factor = \(NumberText.exact(study.angularFactor))), and n³Vη is assumed. Compare ratios and numbers of events"
      )
    }
    if monopole == nil, study.conventions == .published {
      warnings.append(
        "as published: a_ij with +½ in place of −½ makes the rate 3.67 times as large for massless neutrinos\(newPhysics.vector == nil ? "" : "; the Z′ without longitudinal part and with its interference's sign as printed")\(newPhysics.scalar == nil ? "" : "; φ by eq. (29) with real and imaginary parts exchanged")"
      )
    }
    return warnings
  }

  private static func short(_ value: Double) -> String { NumberText.scientific(value, digits: 2) }
}
