import Documents
import Quantities

extension TargetChecker {
  func checkSpinElements() {
    var seen: [Set<String>: SpinElement] = [:]
    for element in target.spinElements {
      if let other = seen[[element.a, element.b]] {
        error(
          "duplicate", element.pointer, "the spin element of '\(element.a)' and '\(element.b)' is listed twice",
          why: "the other stands at \(other.pointer)")
      } else {
        seen[[element.a, element.b]] = element
      }
      guard let a = target.level(element.a), let b = target.level(element.b) else { continue }
      if let perA = element.perA, abs(perA - element.sum.value / Double(a.degeneracy)) > 2e-3 * max(perA, 0.05) {
        error(
          "derived", element.pointer + "/per_a",
          "\(perA), but the sum divided by the degeneracy of '\(a.id)' is \(NumberText.short(element.sum.value / Double(a.degeneracy)))"
        )
      }
      if target.host?.siteSymmetry == "S4", let axial = element.axial, let irrepA = a.irrep, let irrepB = b.irrep,
        let operators = SiteSymmetryS4.operators(irrepA, irrepB)
      {
        for (key, value, op) in [
          ("Sz2", axial.spinZ, SiteSymmetryS4.Operator.magneticZ), ("Sxy2", axial.spinXY, .magneticXY),
        ]
        where value > 0 && !operators.contains(op) {
          error(
            "selection-rule", element.pointer + "/" + key,
            "this part of the spin cannot connect \(irrepA.rawValue) and \(irrepB.rawValue)")
        }
      }
      if element.sum.value > 0, case .forbidden(let reason) = NeutrinoVertex.verdict(from: a, to: b, in: target) {
        error("selection-rule", element.pointer, "the spin cannot connect '\(a.id)' and '\(b.id)'", why: reason)
      }
    }
  }

  func checkSchemes() {
    var seen: Set<String> = []
    for scheme in target.schemes {
      if !seen.insert(scheme.id).inserted {
        error("duplicate", scheme.pointer + "/id", "the scheme id '\(scheme.id)' is used twice")
      }
      guard let e = target.level(scheme.e), let g = target.level(scheme.g) else { continue }
      guard scheme.process == .ranp, let p = scheme.p.flatMap(target.level), let q = scheme.q.flatMap(target.level)
      else {
        demandOrder(scheme, ("g", g), ("e", e), g.isBelow(e), "<")
        if scheme.derived != nil {
          error(
            "derived", scheme.pointer + "/derived", "these figures are defined for RANP schemes only",
            hint: "remove them")
        }
        continue
      }
      guard checkOrder(scheme, e, p, q, g) else { continue }
      checkSteps(scheme, e, p, q, g)
      checkDerived(scheme, e, p, q, g)
      warnOfWeakData(scheme)
    }
  }

  private func checkOrder(_ scheme: Scheme, _ e: Level, _ p: Level, _ q: Level, _ g: Level) -> Bool {
    [
      demandOrder(scheme, ("g", g), ("e", e), g.isBelow(e), "<"),
      demandOrder(scheme, ("e", e), ("p", p), e.isBelow(p), "<"),
      demandOrder(scheme, ("g", g), ("q", q), g.isBelow(q), "<"),
      demandOrder(scheme, ("q", q), ("p", p), !p.isBelow(q), "≤"),
    ].allSatisfy { $0 }
  }

  @discardableResult
  private func demandOrder(
    _ scheme: Scheme, _ lower: (name: String, level: Level), _ upper: (name: String, level: Level), _ holds: Bool,
    _ relation: String
  ) -> Bool {
    if !holds {
      error(
        "level-order", scheme.pointer + "/" + upper.name,
        "the path needs \(lower.name) \(relation) \(upper.name), but '\(lower.level.id)' is at \(lower.level.energyPerCentimetre.value) cm⁻¹ "
          + "and '\(upper.level.id)' at \(upper.level.energyPerCentimetre.value)")
    }
    return holds
  }

  /// Photon steps and vertex must be allowed. In a scheme whose rates are manifold means the levels stand for their manifolds:
  /// there a rule of single Stark levels gives a warning, and the path search leaves the scheme out.
  private func checkSteps(_ scheme: Scheme, _ e: Level, _ p: Level, _ q: Level, _ g: Level) {
    for (name, lower) in [("e", e), ("q", q)] where !(name == "q" && q.id == e.id) && p.id != lower.id {
      let coupling = PhotonCoupling.between(p, lower, in: target)
      if !coupling.isAllowed {
        reportStep(
          scheme, "p", "no dipole photon connects p and \(name)", coupling.reason, isMean: scheme.isRateManifoldMean)
      }
    }
    if case .forbidden(let reason) = NeutrinoVertex.verdict(from: q, to: g, in: target) {
      reportStep(
        scheme, "g", "the neutrino pair cannot be emitted from q to g", reason,
        isMean: scheme.isSpinManifoldMean)
    }
  }

  private func reportStep(_ scheme: Scheme, _ key: String, _ message: String, _ reason: String, isMean: Bool) {
    guard isMean, target.kind == .ionInCrystal else {
      return error("selection-rule", scheme.pointer + "/" + key, message, why: reason)
    }
    warning(
      "scheme-symmetry", scheme.pointer + "/" + key, "\(message) between the named Stark levels", why: reason,
      hint: "the scheme's rates are manifold means; name levels that the rule allows")
  }

  /// The stated figures must be those that the stated rates and levels give: energies within 2e-6 eV (six decimals
  /// rounded twice), ratios within 2e-5, F within 0.6 % (three digits).
  private func checkDerived(_ scheme: Scheme, _ e: Level, _ p: Level, _ q: Level, _ g: Level) {
    let spacing = e.energy - g.energy, trigger = p.energy - e.energy
    let window = ImprintWindow(
      levelSpacing: spacing.electronVolts, trigger: trigger.electronVolts, detected: (p.energy - q.energy).electronVolts
    )
    if scheme.isViable, window.isEmpty {
      error(
        "viable", scheme.pointer + "/viable", "a scheme without an McQ3-free window is not viable",
        why: "r_max = \(NumberText.fixed(window.upper, 4)) does not exceed \(NumberText.fixed(window.lower, 4))",
        hint: "set \"viable\": false")
    }
    guard let derived = scheme.derived else { return }
    let place = scheme.pointer + "/derived"
    func demand(_ key: String, _ stated: Double?, _ expected: Double?, within tolerance: Double) {
      guard let stated, let expected, !(abs(stated - expected) <= tolerance) else { return }
      error(
        "derived", JSONPointer.child(place, key), "\(stated), but recomputing it gives \(expected)",
        hint: "derived figures are never used; correct or remove them")
    }
    demand("eps_pe_eV", derived.epsilonPE, trigger.electronVolts, within: 2e-6)
    demand("eps_eg_eV", derived.epsilonEG, spacing.electronVolts, within: 2e-6)
    let ratio = trigger / spacing
    demand("eps_ratio", derived.ratio, ratio, within: 2e-5 * max(1, ratio))
    demand("r_max", derived.largestR, window.upper, within: 4e-5 * max(1, ratio))
    if let exists = derived.windowExists, exists == window.isEmpty {
      error(
        "derived", place + "/window_exists", "\(exists), but the window is \(window.isEmpty ? "empty" : "not empty")")
    }
    func refuse(_ key: String, _ stated: Double?, _ reason: String) {
      guard stated != nil else { return }
      error("derived", JSONPointer.child(place, key), "this figure cannot be recomputed: \(reason)", hint: "remove it")
    }
    guard e.id == q.id, let pe = scheme.rateOfPE?.value, let width = scheme.rateOfE?.value else {
      let reason = e.id == q.id ? "gamma_pe_per_s or gamma_e_per_s is unknown" : "the scheme gives no rate of p → q"
      refuse("figure_of_merit", derived.figureOfMerit, reason)
      refuse("figure_of_merit_spin2", derived.figureOfMeritWithSpin, reason)
      return
    }
    let figure = FigureOfMerit.elastic(
      rateOfPE: Rate(perSecond: pe), rateOfE: Rate(perSecond: width), levelSpacing: spacing, trigger: trigger)
    demand("figure_of_merit", derived.figureOfMerit, figure, within: 6e-3 * figure)
    if let spin = scheme.spinSquared?.value {
      demand("figure_of_merit_spin2", derived.figureOfMeritWithSpin, figure * spin, within: 6e-3 * figure * spin)
    } else {
      refuse("figure_of_merit_spin2", derived.figureOfMeritWithSpin, "spin2_per_e is unknown")
    }
  }

  private func warnOfWeakData(_ scheme: Scheme) {
    for (name, datum) in [("gamma_pe", scheme.rateOfPE), ("gamma_e", scheme.rateOfE), ("spin2", scheme.spinSquared)] {
      guard let datum, datum.status == .estimated else { continue }
      warning(
        "estimated", datum.pointer, "\(name) of the scheme '\(scheme.id)' is only an estimate",
        why: "figures that rest on it are marked and must not be published")
    }
  }
}
