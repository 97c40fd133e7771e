import Documents
import Foundation
import Quantities

extension TargetChecker {
  func checkTransitions() {
    var seen: [[String]: Transition] = [:]
    for line in target.transitions {
      let key = [line.upper, line.lower, line.multipole.rawValue]
      if let other = seen[key] {
        error(
          "duplicate", line.pointer,
          "the \(line.multipole.rawValue) transition \(line.upper) → \(line.lower) is listed twice",
          why: "the other stands at \(other.pointer)", hint: "put a second value under \"A_alternatives_per_s\"")
      } else {
        seen[key] = line
      }
      guard let upper = target.level(line.upper), let lower = target.level(line.lower) else { continue }
      let difference = upper.energyPerCentimetre.value - lower.energyPerCentimetre.value
      guard difference > 0 else {
        error(
          "level-order", line.pointer, "'\(line.upper)' does not lie above '\(line.lower)'",
          why: "\(upper.energyPerCentimetre.value) and \(lower.energyPerCentimetre.value) cm⁻¹",
          hint: "swap upper and lower")
        continue
      }
      checkWavelengths(line, difference)
      checkMultipole(line, upper, lower)
      for rate in line.rates {
        checkRate(rate, line, upper, lower, difference)
      }
      if line.resolution == .manifold, upper.manifold == nil || lower.manifold == nil {
        error("manifold", line.pointer + "/resolution", "a manifold mean needs levels that belong to manifolds")
      }
    }
  }

  // MARK: Wavelengths

  /// Tolerances: 2e-4 catches wrong units and wrong levels; 2e-5 in air tells one index formula from another.
  private func checkWavelengths(_ line: Transition, _ difference: Double) {
    let vacuum = 1e7 / difference
    if let stated = line.vacuumNanometres, abs(stated / vacuum - 1) > 2e-4 {
      error(
        "wavelength", line.pointer + "/vacuum_nm",
        "\(stated) nm, but the levels give \(NumberText.fixed(vacuum, 4)) nm in vacuum",
        hint: wavelengthHint(stated, vacuum))
    }
    guard let stated = line.airNanometres else { return }
    guard vacuum > 185 else {
      error(
        "wavelength", line.pointer + "/air_nm",
        "air absorbs below 185 nm; the levels give \(NumberText.fixed(vacuum, 3)) nm",
        hint: "use \"vacuum_nm\"")
      return
    }
    let air = vacuum / AirIndex.index(vacuumNanometres: vacuum)
    let deviation = abs(stated / air - 1)
    if deviation > 2e-4 {
      error(
        "wavelength", line.pointer + "/air_nm",
        "\(stated) nm, but the levels give \(NumberText.fixed(air, 4)) nm in standard air",
        hint: abs(stated / vacuum - 1) < 2e-5
          ? "this is the vacuum value: use \"vacuum_nm\"" : wavelengthHint(stated, air))
    } else if deviation > 2e-5 {
      warning(
        "wavelength", line.pointer + "/air_nm",
        "\(stated) nm differs from the levels' \(NumberText.fixed(air, 4)) nm in standard air by \(NumberText.short(deviation)) of itself",
        hint: abs(stated / vacuum - 1) < 2e-5 ? "this is the vacuum value: use \"vacuum_nm\"" : nil)
    }
  }

  private func wavelengthHint(_ stated: Double, _ expected: Double) -> String {
    let ratio = stated / expected
    if abs(ratio - 10) < 0.01 { return "is it in ångström? 1 nm = 10 Å" }
    if abs(ratio - 1e-3) < 1e-6 { return "is it in micrometres? 1 um = 1000 nm" }
    if abs(ratio * expected - 1e7 / expected) < 1e-3 * 1e7 / expected { return "is it the wavenumber in cm⁻¹?" }
    return "check the levels and the unit"
  }

  // MARK: Selection rules

  private func checkMultipole(_ line: Transition, _ upper: Level, _ lower: Level) {
    if target.kind == .ionInCrystal {
      // A manifold mean says nothing about one pair of Stark levels.
      guard line.resolution == .level else { return }
      let coupling = PhotonCoupling.between(upper, lower, in: target)
      let needs = line.multipole.parts
      let isAllowed = needs.contains { part in
        switch part {
        case .e1: coupling.electric
        case .m1: coupling.magnetic
        default: true
        }
      }
      if !isAllowed {
        error(
          "selection-rule", line.pointer + "/multipole",
          "\(line.multipole.rawValue) does not connect \(upper.id) and \(lower.id)", why: coupling.reason,
          hint: "check the irreps, or set \"resolution\": \"manifold\" if the rate is a manifold mean")
      }
      return
    }
    guard upper.parity != nil, lower.parity != nil else { return }
    let answer = FreeAtomRules.answer(line.multipole, upper, lower)
    if !answer.isAllowed {
      error(
        "selection-rule", line.pointer + "/multipole",
        "\(line.multipole.rawValue) does not connect \(upper.id) and \(lower.id)", why: answer.reason,
        hint: "check J and parity of both levels")
    }
  }

  // MARK: Sizes

  private func checkRate(_ rate: Datum, _ line: Transition, _ upper: Level, _ lower: Level, _ difference: Double) {
    let isElectric = line.multipole.parts.contains(.e1)
    let limit: (Double, String)? =
      target.kind == .ionInCrystal
      ? (isElectric ? (1e5, "an electric-dipole line within 4f^n") : (1e4, "a magnetic-dipole line within 4f^n"))
      : (isElectric ? (1e10, "an E1 line of an atom") : nil)
    if let (limit, what) = limit, rate.value > limit {
      error(
        "rate-limit", rate.pointer + "/value",
        "A = \(NumberText.short(rate.value)) s⁻¹ is more than \(what) can have, \(NumberText.short(limit)) s⁻¹",
        hint: "is it in units of 1e6 or 1e8 s⁻¹?")
      return
    }
    guard isElectric, target.kind == .atom else { return }
    let strength = 4.936e5 * rate.value * Double(upper.twoJ + 1) / (difference * difference * difference)
    let bound = strengthBound(upper)
    if strength > bound {
      error(
        "line-strength", rate.pointer + "/value",
        "A = \(NumberText.short(rate.value)) s⁻¹ means a line strength of \(NumberText.short(strength)) atomic units; at most \(NumberText.short(bound)) is possible here",
        why: "S = 4.936e5 A (2J+1)/σ³ with σ = \(NumberText.short(difference)) cm⁻¹",
        hint: target.ionisationEnergy == nil
          ? "check A; if the level is a high Rydberg level, give \"ionisation_energy_per_cm\""
          : "check A and the two levels")
    }
  }

  /// The largest E1 strength a level can have, in atomic units.
  ///
  /// With the ionisation energy known: S ≤ (2J+1)⟨r²⟩, ⟨r²⟩ = n*²(5n*² + 1)/(2 Z_c²) of an s electron with the level's
  /// effective quantum number n*. Otherwise 200, above every line among low levels.
  private func strengthBound(_ upper: Level) -> Double {
    guard let limit = target.ionisationEnergy?.value, limit > upper.energyPerCentimetre.value else { return 200 }
    let core = Double(target.species.charge + 1)
    let n2 = core * core * PhysicalConstants.rydbergPerCentimetre / (limit - upper.energyPerCentimetre.value)
    return max(200, Double(upper.twoJ + 1) * n2 * (5 * n2 + 1) / (2 * core * core))
  }

  func checkManifoldTransitions() {
    var seen: [[String]: ManifoldTransition] = [:]
    for transition in target.manifoldTransitions {
      if let other = seen[[transition.upper, transition.lower]] {
        error(
          "duplicate", transition.pointer, "the manifolds \(transition.upper) → \(transition.lower) are listed twice",
          why: "the other stands at \(other.pointer)")
      } else {
        seen[[transition.upper, transition.lower]] = transition
      }
      for (key, name) in [("upper", transition.upper), ("lower", transition.lower)] where !manifoldNames.contains(name)
      {
        error(
          "dangling-manifold", transition.pointer + "/" + key, "no level belongs to the manifold '\(name)'",
          hint: Suggestion.phrase(for: name, among: manifoldNames))
      }
      let electric = ([transition.electricRate] + transition.electricAlternatives).map { ($0, 1e5) }
      for (rate, limit) in electric + [(transition.magneticRate, 1e4)] where rate.value > limit {
        error(
          "rate-limit", rate.pointer + "/value",
          "A = \(NumberText.short(rate.value)) s⁻¹ is more than a line within 4f^n can have, \(NumberText.short(limit)) s⁻¹"
        )
      }
      guard let upper = target.manifolds.first(where: { $0.id == transition.upper }),
        let lower = target.manifolds.first(where: { $0.id == transition.lower })
      else { continue }
      let difference = upper.barycentre.value - lower.barycentre.value
      if abs(difference - transition.barycentreDifference) > 1 {
        error(
          "manifold", transition.pointer + "/barycentre_difference_per_cm",
          "\(transition.barycentreDifference) cm⁻¹, but the barycentres differ by \(NumberText.fixed(difference, 1))")
      }
      if abs(upper.twoJ - lower.twoJ) > 2, transition.magneticRate.value > 0 {
        error(
          "selection-rule", transition.magneticRate.pointer + "/value",
          "a magnetic dipole cannot change J by more than 1",
          why: "\(upper.id) has J = \(Level.jText(twoJ: upper.twoJ)), \(lower.id) J = \(Level.jText(twoJ: lower.twoJ))")
      }
    }
  }

  // MARK: Lifetimes

  /// ΣA of the outgoing lines must fit into 1/τ; 3σ and 30 % are allowed for, since sources rarely agree better.
  func checkLifetimes() {
    for level in target.levels {
      // A disagreement listed under "conflicts" is known, and shown wherever it matters.
      guard let lifetime = level.lifetimes.first, target.conflicts(onLevel: level.id).isEmpty else { continue }
      let rates = target.transitions.filter { $0.upper == level.id && $0.resolution == .level }.compactMap(\.rate)
      let sum = rates.reduce(0) { $0 + $1.value }
      let allowed = (1 / lifetime.value) * (1 + 3 * (lifetime.relativeUncertainty ?? 0) + 0.3)
      guard sum > allowed else { continue }
      warning(
        "lifetime", lifetime.pointer,
        "the lines of '\(level.id)' add up to \(NumberText.short(sum)) s⁻¹, more than 1/lifetime = \(NumberText.short(1 / lifetime.value)) s⁻¹ allows",
        why: "usually a real disagreement between sources", hint: "list it under \"conflicts\"")
    }
  }
}
