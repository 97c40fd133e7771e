import Documents
import Emission
import Foundation
import Neutrinos
import Quantities
import Targets

extension Evaluation {
  /// What a reader must know before trusting the figures, the gravest first.
  public var warnings: [String] {
    kinematicWarnings + dataWarnings + backgroundWarnings + mediumWarnings + conventionWarnings
      + [FibreEvaluation.whyNone(self)].compactMap(\.self)
  }

  /// Where the sources of the target disagree on what the path rests on, in the words of its file.
  public var conflicts: [String] { named.path.conflicts.map(\.text) }

  // MARK: Kinematics

  private var kinematicWarnings: [String] {
    var warnings: [String] = []
    let k = kinematics, window = k.window
    if !k.isMcQ3Free {
      let place =
        k.mcq3Angle.map { "at θ = \(NumberText.fixed($0, 5)) rad M² passes through 0" } ?? "M² ≤ 0 at every angle"
      let remedy =
        window.isEmpty
        ? "no r avoids it at these energies"
        : "choose r in (\(NumberText.fixed(window.lower, 8)), \(NumberText.fixed(window.upper, 8)))"
      warnings.append(
        "McQ3 is open: \(place), the smallest M² is \(Self.short(k.mcq3Margin)) eV²; one extra photon can replace the pair; \(remedy)"
      )
    }
    if k.pairEnergy <= 0 {
      warnings.append("no pair can be emitted: ε_eg + ω₀ − ω = \(Self.short(k.pairEnergy)) eV leaves it no energy")
    } else if figures.pairSumIntegral == 0 {
      let lightest = design.pairs.map(\.thresholdSquared).min() ?? 0
      warnings.append(
        "no pair can be emitted: M² reaches \(Self.short(max(k.pairForward, k.pairBackward))) eV², the lightest pair needs \(Self.short(lightest)) eV²"
      )
    }
    if inputs.spinSquared.value == 0, figures.pairSumIntegral > 0 {
      warnings.append("|S|² = 0: the last step emits no pair, and the rates, which leave |S|² out, mean nothing")
    }
    if k.mcq2Distance < 0.01 {
      warnings.append(
        "McQ2 (paired super-radiance) is phase-matched at r = \(NumberText.fixed(window.mcq2, 8)), only \(Self.short(k.mcq2Distance)) away\(isOnMcQ2 ? ": no design" : "")"
      )
    }
    if study.path.isElastic, k.trigger == k.detected {
      warnings.append(
        "elastic: trigger and detected photon have one frequency, so that only direction and time tell them (and resonance fluorescence of p) apart"
      )
    }
    let second = k.laserEnergies.second
    if abs(second - k.detected) < 1e-3 * k.detected {
      warnings.append(
        "laser 2 (ω₂ = \(NumberText.fixed(second, 9)) eV) has the frequency of the detected photon within \(Self.short(abs(second - k.detected))) eV and, near θ = π, its direction: the two are hard to tell apart"
      )
    }
    if k.isMcQ3Free {
      warnings.append(
        "the McQ3-free window holds for the line: off resonance, photons from ω₂ to ω₀ + ω₁ are always open to McQ3, so the detector must keep the line apart from energies \(Self.short(second - k.detected)) eV above it"
      )
    }
    if abs(k.imprint - k.flatImprint) < 1e-3, figures.pairSumIntegral > 0 {
      warnings.append(
        "r is within 1e-3 of −ω₀/ε_eg, where the plain rate is largest and the angular distribution is flat: it tells nothing of the neutrino masses"
      )
    }
    if let mass = study.particleMass, k.peakAngle(particleMass: mass / 1000) == nil {
      let ends = [k.pairForward, k.pairBackward].map { NumberText.short(1000 * max($0, 0).squareRoot()) }
      warnings.append(
        "a particle of \(NumberText.exact(mass)) meV gives no peak: M ranges from \(ends[1]) meV at θ = π to \(ends[0]) meV at θ = 0"
      )
    }
    return warnings + resonanceWarnings
  }

  private var resonanceWarnings: [String] {
    var warnings: [String] = []
    let detected = study.geometry.detected.explicit
    func warn(_ name: String, _ offset: Double, _ factor: Double?) {
      guard offset != 0, factor ?? 0 < 0.99 else { return }
      let cost = factor.map { "costs the factor \(Self.short($0)), which is part of Γ₀ and the rates" }
      warnings.append(
        "\(name) is \(Self.short(offset)) eV off resonance: that \(cost ?? "makes the rates unknown, because a width is")"
      )
    }
    warn("the trigger", kinematics.trigger - levels.pe, figures.triggerFactor)
    if let detected {
      warn(
        "the detected photon", design.detuning(detected: detected, trigger: kinematics.trigger), figures.detectedFactor)
    }
    if study.path.isElastic, levels.pe != levels.pq {
      warnings.append("the overrides give an elastic path two different values of ε_pe")
    }
    return warnings
  }

  // MARK: Data

  private var dataWarnings: [String] {
    var warnings: [String] = []
    for input in inputs.all where input.value == nil {
      let reason = input.databaseInput?.how ?? "unknown"
      let loss = input.key == .spinSquared ? "figures with |S|² are" : "Γ₀ and all absolute rates are"
      warnings.append("\(input.key.rawValue) is unknown (\(reason)): \(loss) null. \"overrides\" can give it")
    }
    if let volume = impliedVolume, volume > 1, let density = named.path.density.value {
      warnings.append(
        "n³Vη = \(NumberText.short(study.laser.coherence)) cm⁻⁶ is out of reach: at the density \(NumberText.short(density)) cm⁻³ of the database it takes \(NumberText.short(volume)) cm³ with every atom excited and η = 1"
      )
    }
    if let obstacle = named.obstacle, obstacle.rule != .window {
      warnings.append("the path survey excludes this path: \(obstacle.rule.title): \(obstacle.reason)")
    }
    for alternative in named.path.alternatives where alternative.isNotable && !isOverridden(alternative.input.quantity)
    {
      let value = alternative.input.value.map(NumberText.short) ?? "unknown"
      let factor = alternative.factor.map { ": F·|S|² changes by the factor \(NumberText.short($0))" } ?? ""
      warnings.append(
        "\(alternative.input.quantity.rawValue) could be \(value) instead (\(alternative.input.how), \(alternative.input.status?.rawValue ?? ""))\(factor)"
      )
    }
    return warnings + named.path.remarks
  }

  private func isOverridden(_ quantity: PathInput.Quantity) -> Bool {
    guard let input = inputs.all.first(where: { $0.key.rawValue == quantity.rawValue }) else { return false }
    return input.databaseInput == nil
  }

  // MARK: Background

  private var backgroundWarnings: [String] {
    var warnings: [String] = []
    if !background.function.isRegular(energy: kinematics.pairEnergy) {
      warnings.append(
        "I_2γ is null: with \(Self.short(kinematics.pairEnergy)) eV one photon of the pair reaches a level below g on resonance"
      )
    } else if figures.photonFunction == nil {
      warnings.append(
        "I_2γ is unknown: the database has no state with known rates to both q and g\(background.missing.isEmpty ? "" : ", though the rules allow some")"
      )
    }
    if !background.missing.isEmpty {
      warnings.append("I_2γ leaves out, for want of a rate: \(background.missing.joined(separator: ", "))")
    }
    if !background.cascades.isEmpty {
      warnings.append(
        "between g and q lie \(background.cascades.joined(separator: ", ")): two real photons, one after the other, can replace the pair; I_2γ does not count them"
      )
    }
    if background.counted.contains(where: { if case .manifold = $0.state.kind { true } else { false } }) {
      warnings.append(
        "I_2γ of the crystal rests on mean rates between whole manifolds, shared out by degeneracy: an order of magnitude"
      )
    }
    if let range = photonFunctionRange, range.upperBound > 1.05 * range.lowerBound {
      warnings.append(
        "the signs of the intermediate states' amplitudes are unknown: I_2γ adds the states incoherently and could lie anywhere from \(Self.short(range.lowerBound)) to \(Self.short(range.upperBound)) eV⁻²"
      )
    }
    return warnings
  }

  /// What the unknown signs of the amplitudes can make of the mean I_2γ; `nil` as printed, where nothing interferes.
  public var photonFunctionRange: ClosedRange<Double>? {
    guard study.conventions == .corrected, figures.photonFunction != nil else { return nil }
    return background.function.interferenceRange(
      from: kinematics.forward, to: kinematics.backward, energy: kinematics.pairEnergy)
  }

  // MARK: Medium

  private var mediumWarnings: [String] {
    let k = kinematics
    guard let host = medium.host, let crystal = study.target.host?.refractiveIndex else {
      guard medium.index == 1 else { return [] }
      // M²_ν(π) falls by 2(n−1)P².
      let momentum = k.imprint * k.levelSpacing + k.trigger + k.detected
      return [
        "the refractive index of the medium is left out: each 1e-6 in n − 1 lowers M² of the pair at θ = π by \(NumberText.short(2 * momentum * momentum)) meV². \"refractive_index\" counts it"
      ]
    }
    if medium.index == 1, study.target.kind == .ionInCrystal {
      let edge = ImprintWindow.neutrinoEdge(
        levelSpacing: k.levelSpacing, trigger: k.trigger, detected: k.detected, index: host.ordinary)
      return [
        "the host's refractive index n_o = \(NumberText.fixed(host.ordinary, 4)) is left out: in the crystal the pair's edge at θ = π moves from r = \(NumberText.fixed(k.window.upper, 5)) to \(NumberText.fixed(edge, 5)), away from the McQ3 edge. \"refractive_index\": \"host\" counts it"
      ]
    }
    guard study.geometry.medium == .host else { return [] }
    var warnings = [
      "all photons have the ordinary index at the detected photon's wavelength, \(NumberText.fixed(medium.index, 4)): dispersion and birefringence are left out, and move the thresholds by as much as the index differs between the lasers"
    ]
    if !host.isInsideRange {
      warnings.append(
        "the host's index is extrapolated: its fit holds for \(NumberText.fixed(crystal.range.lowerBound, 3))–\(NumberText.fixed(crystal.range.upperBound, 1)) µm"
      )
    }
    return warnings
  }

  // MARK: Conventions

  private var conventionWarnings: [String] {
    var warnings: [String] = []
    if figures.rateUnit != nil {
      warnings.append(
        "absolute rates are uncertain by 10²–10⁴: the published prefactors differ by 16 and ½ among themselves and a golden-rule estimate lies 4e3 below; n³Vη is assumed, and |⟨σ⟩|² = 1 where sigma2 is not named. Compare ratios and numbers of events"
      )
    }
    if study.conventions == .published {
      warnings.append(
        "as published: eq. (6) overstates the Majorana–Dirac difference about threefold, eq. (12) has no interference, ħc = 197 MeV fm"
      )
    }
    return warnings
  }

  private static func short(_ value: Double) -> String { NumberText.scientific(value, digits: 2) }
}
