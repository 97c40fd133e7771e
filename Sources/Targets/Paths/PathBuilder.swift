import Documents
import Quantities

/// Puts the figures of a path together.
struct PathBuilder {
  let target: Target
  let finder: InputFinder

  func path(
    _ levels: (e: Level, p: Level, q: Level, g: Level), window: ImprintWindow, excitation: PhotonCoupling,
    emission: PhotonCoupling, vertex: String, remarks: [String]
  ) -> CandidatePath {
    let (e, p, q, g) = levels
    let isElastic = e.id == q.id
    let ratePE = finder.photonRate(p, e, excitation, as: .rateOfPE)
    let ratePQ = isElastic ? ratePE.serving(as: .rateOfPQ) : finder.photonRate(p, q, emission, as: .rateOfPQ)
    let rateE = finder.width(e, as: .rateOfE)
    let rateQ = isElastic ? rateE.serving(as: .rateOfQ) : finder.width(q, as: .rateOfQ)
    let spin = finder.spinSquared(q, g)
    let used = Inputs(ratePE: ratePE.used, ratePQ: ratePQ.used, rateE: rateE.used, rateQ: rateQ.used, spin: spin.used)
    let figures = figures(used, levels)

    var alternatives: [CandidatePath.Alternative] = []
    func add(_ inputs: [PathInput], _ replace: (inout Inputs, PathInput) -> Void) {
      for input in inputs {
        var other = used
        replace(&other, input)
        let changed = self.figures(other, levels)
        guard changed.plain != nil else { continue }
        let factor = ratio(changed, figures)
        alternatives.append(
          CandidatePath.Alternative(
            input: input, figureOfMerit: changed.plain?.value, figureOfMeritWithSpin: changed.withSpin?.value,
            factor: factor))
      }
    }
    add(ratePE.alternatives) { inputs, other in
      inputs.ratePE = other
      if isElastic { inputs.ratePQ = other.serving(as: .rateOfPQ) }
    }
    if !isElastic { add(ratePQ.alternatives) { $0.ratePQ = $1 } }
    add(rateE.alternatives) { inputs, other in
      inputs.rateE = other
      if isElastic { inputs.rateQ = other.serving(as: .rateOfQ) }
    }
    if !isElastic { add(rateQ.alternatives) { $0.rateQ = $1 } }
    add(spin.alternatives) { $0.spin = $1 }
    // A change by 10 and one by 1/10 weigh the same; equal ones keep the order in which they were found.
    alternatives = alternatives.enumerated().sorted {
      (-$0.element.weight, $0.offset) < (-$1.element.weight, $1.offset)
    }.map(\.element)

    return CandidatePath(
      target: target.id, e: e, p: p, q: q, g: g, window: window, excitation: excitation, emission: emission,
      vertex: vertex,
      rateOfPE: used.ratePE, rateOfPQ: used.ratePQ, rateOfE: used.rateE, rateOfQ: used.rateQ, spinSquared: used.spin,
      density: finder.density, figureOfMerit: figures.plain, figureOfMeritWithSpin: figures.withSpin,
      alternatives: alternatives, conflicts: conflicts(levels), remarks: remarks + self.remarks(levels),
      hostRemark: target.kind == .ionInCrystal ? hostRemark(levels) : nil)
  }

  // MARK: Figures

  private struct Inputs {
    var ratePE: PathInput
    var ratePQ: PathInput
    var rateE: PathInput
    var rateQ: PathInput
    var spin: PathInput
  }

  private typealias Figures = (plain: SpreadFigure?, withSpin: SpreadFigure?)

  private func figures(_ inputs: Inputs, _ levels: (e: Level, p: Level, q: Level, g: Level)) -> Figures {
    guard let pe = inputs.ratePE.value, let pq = inputs.ratePQ.value, let re = inputs.rateE.value,
      let rq = inputs.rateQ.value
    else { return (nil, nil) }
    let value = FigureOfMerit.inelastic(
      rateOfPE: Rate(perSecond: pe), rateOfPQ: Rate(perSecond: pq), rateOfE: Rate(perSecond: re),
      rateOfQ: Rate(perSecond: rq), pairEnergy: levels.q.energy - levels.g.energy,
      trigger: levels.p.energy - levels.e.energy)
    let isElastic = levels.e.id == levels.q.id
    // F ∝ γ_pe γ_pq/√(γ_e² + γ_q²): with q = e the two rates and the two widths are one number each.
    let weight = re * re / (re * re + rq * rq)
    let powers: [(input: PathInput?, power: Double)] =
      isElastic
      ? [(inputs.ratePE, 2), (inputs.rateE, 1)]
      : [(inputs.ratePE, 1), (inputs.ratePQ, 1), (inputs.rateE, weight), (inputs.rateQ, 1 - weight)]
    let plain = SpreadFigure(value: value, powers: powers)
    let withSpin = inputs.spin.value.map { SpreadFigure(value: value * $0, powers: powers + [(inputs.spin, 1)]) }
    return (plain, withSpin)
  }

  private func ratio(_ changed: Figures, _ used: Figures) -> Double? {
    guard let new = changed.withSpin?.value ?? changed.plain?.value,
      let old = used.withSpin?.value ?? used.plain?.value,
      new > 0, old > 0
    else { return nil }
    return new / old
  }

  // MARK: What to tell

  private func conflicts(_ levels: (e: Level, p: Level, q: Level, g: Level)) -> [Conflict] {
    let (e, p, q, g) = levels
    var found: [Conflict] = []
    let all =
      target.conflicts(onTransitionFrom: p.id, to: e.id) + target.conflicts(onTransitionFrom: p.id, to: q.id)
      + target.conflicts(onSpin: q.id, g.id) + [e, p, q, g].flatMap { target.conflicts(onLevel: $0.id) }
    for conflict in all where !found.contains(conflict) { found.append(conflict) }
    return found
  }

  private func remarks(_ levels: (e: Level, p: Level, q: Level, g: Level)) -> [String] {
    let (e, p, q, g) = levels
    var remarks: [String] = []
    if target.levels.contains(where: {
      $0.isBelow(g) && $0.manifold != g.manifold || $0.isBelow(g) && g.manifold == nil
    }) {
      remarks.append("g is an excited level: it must be populated together with e, and its width enters the coherence")
    }
    if let critical = target.transitions.first(where: { $0.upper == p.id && $0.lower == e.id && $0.isCritical }) {
      remarks.append(
        "the A-coefficient of \(critical.upper) → \(critical.lower) is marked critical: F is quadratic in it")
    }
    if target.kind == .ionInCrystal {
      if let lower = finder.lowerStarkLevel(p) {
        let gap = p.energyPerCentimetre.value - lower.energyPerCentimetre.value
        remarks.append(
          "p lies \(NumberText.short(gap)) cm⁻¹ above \(lower.id): phonons widen it beyond the manifold's 1/lifetime")
      }
      if q.id != e.id, let lower = finder.lowerStarkLevel(q) {
        remarks.append(
          "q relaxes by phonons to \(lower.id): its width is larger than the manifold's 1/lifetime used here")
      }
    }
    return remarks
  }

  /// Where the host's refractive index puts the thresholds.
  private func hostRemark(_ levels: (e: Level, p: Level, q: Level, g: Level)) -> String? {
    let (e, p, q, g) = levels
    let detected = p.energy - q.energy
    guard let crystal = target.host?.refractiveIndex, let index = crystal.value(at: detected.wavelength) else {
      return nil
    }
    let edge = ImprintWindow.neutrinoEdge(
      levelSpacing: (e.energy - g.energy).electronVolts, trigger: (p.energy - e.energy).electronVolts,
      detected: detected.electronVolts, index: index.ordinary)
    let length = NumberText.fixed(detected.wavelength.vacuumMicrometres, 2)
    return "in \(target.host?.formula ?? "the host"), n_o = \(NumberText.fixed(index.ordinary, 4)) at \(length) µm"
      + (index.isInsideRange
        ? ""
        : " (extrapolated: the fit holds for \(NumberText.fixed(crystal.range.lowerBound, 3))–\(NumberText.fixed(crystal.range.upperBound, 1)) µm)")
      + ", the pair's edge at θ = π moves to r = \(NumberText.fixed(edge, 3)); the McQ3 edge stays"
  }
}
