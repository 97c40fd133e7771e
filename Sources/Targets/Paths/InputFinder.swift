import Quantities

/// Finds the numbers of a path in the database, the best first, and says how each was obtained.
///
/// Where several sources give a number, the first found is used and the others are alternatives, so that a conflict is
/// never decided silently.
struct InputFinder {
  let target: Target

  /// The number used, and what it would be by other data.
  struct Choice {
    var used: PathInput
    var alternatives: [PathInput]

    /// The candidates in order of preference; unknown when there is none.
    init(_ candidates: [PathInput], unknown quantity: PathInput.Quantity, _ reason: String) {
      used = candidates.first ?? PathInput(quantity, value: nil, how: reason)
      alternatives = []
      for other in candidates.dropFirst() {
        // The same number found twice is not an alternative; a part in a thousand is rounding.
        let isNew = ([used] + alternatives).allSatisfy { known in
          guard let value = known.value, let otherValue = other.value else { return false }
          return abs(otherValue - value) > 1e-3 * abs(value)
        }
        if isNew { alternatives.append(other) }
      }
    }

    func serving(as quantity: PathInput.Quantity) -> Choice {
      var other = self
      other.used = used.serving(as: quantity)
      other.alternatives = alternatives.map { $0.serving(as: quantity) }
      return other
    }
  }

  // MARK: Photon rates

  /// γ of the photon line between two levels, by a coupling that the rules allow.
  func photonRate(_ upper: Level, _ lower: Level, _ coupling: PhotonCoupling, as quantity: PathInput.Quantity) -> Choice
  {
    var candidates: [PathInput] = []
    let lines = target.transitions.filter { $0.upper == upper.id && $0.lower == lower.id && $0.isDipole }
    if let line = lines.first(where: { !$0.rates.isEmpty }), let best = line.rates.first {
      let isMean = line.resolution == .manifold
      let how = isMean ? "A of the line, a manifold mean" : "A of the line"
      candidates.append(PathInput(quantity, best, how: how, isStandIn: isMean))
      if isMean { candidates += spread(best.value, best, lower, quantity) }
      candidates += line.rates.dropFirst().map {
        PathInput(quantity, $0, how: "another A of the line", isStandIn: isMean)
      }
    }
    candidates += manifoldRates(upper, lower, coupling, quantity, spreading: candidates.isEmpty)
    candidates += target.schemes.filter { $0.p == upper.id && $0.e == lower.id }.compactMap { scheme in
      scheme.rateOfPE.map {
        PathInput(quantity, $0, how: "γ_pe of the scheme \(scheme.id)", isStandIn: scheme.isRateManifoldMean)
      }
    }
    return Choice(candidates, unknown: quantity, "no A-coefficient of \(upper.id) → \(lower.id) is in the database")
  }

  /// Rates between the manifolds of two Stark levels, counting only the dipoles that connect the levels themselves.
  private func manifoldRates(
    _ upper: Level, _ lower: Level, _ coupling: PhotonCoupling, _ quantity: PathInput.Quantity, spreading: Bool
  ) -> [PathInput] {
    guard let above = upper.manifold, let below = lower.manifold, above != below else { return [] }
    var candidates: [PathInput] = []
    for transition in target.manifoldTransitions where transition.upper == above && transition.lower == below {
      let parts =
        (coupling.electric ? [transition.electricRate] : []) + (coupling.magnetic ? [transition.magneticRate] : [])
      guard let first = parts.first else { continue }
      let sum = parts.reduce(0) { $0 + $1.value }
      let uncertainty = parts.reduce(0.0) { $0 + ($1.uncertainty ?? 0) * ($1.uncertainty ?? 0) }.squareRoot()
      let names = [coupling.electric ? "E1" : nil, coupling.magnetic ? "M1" : nil].compactMap { $0 }.joined(
        separator: "+")
      let mean = PathInput(
        quantity, value: sum, relativeUncertainty: sum > 0 && uncertainty > 0 ? uncertainty / sum : nil,
        status: parts.map(\.status).reduce(first.status) { $0.worse($1) },
        how: "\(names) manifold mean \(above) → \(below)",
        data: parts.map(\.pointer), note: first.note, isStandIn: true)
      candidates.append(mean)
      if spreading { candidates += spread(sum, first, lower, quantity) }
    }
    // Rates split into E1 and M1 are better than a sum; a line of the wrong multipole says nothing here.
    for line in target.transitions where candidates.isEmpty && line.resolution == .manifold && line.isDipole {
      let parts = line.multipole.parts
      guard coupling.electric && parts.contains(.e1) || coupling.magnetic && parts.contains(.m1) else { continue }
      guard let rate = line.rate, target.level(line.upper)?.manifold == above,
        target.level(line.lower)?.manifold == below,
        line.upper != upper.id || line.lower != lower.id
      else { continue }
      candidates.append(
        PathInput(quantity, rate, how: "\(line.multipole.rawValue) manifold mean \(above) → \(below)", isStandIn: true))
      if spreading { candidates += spread(rate.value, rate, lower, quantity) }
    }
    return candidates
  }

  /// A manifold mean spread over the states of the lower manifold: the share of one level, an estimate.
  private func spread(_ rate: Double, _ datum: Datum, _ lower: Level, _ quantity: PathInput.Quantity) -> [PathInput] {
    let states = lower.twoJ + 1
    guard states > lower.degeneracy else { return [] }
    return [
      PathInput(
        quantity, value: rate * Double(lower.degeneracy) / Double(states), status: .estimated,
        how: "manifold mean spread by degeneracy, \(lower.degeneracy)/\(states)", data: [datum.pointer], isStandIn: true
      )
    ]
  }

  // MARK: Widths

  /// The total width of a level.
  func width(_ level: Level, as quantity: PathInput.Quantity) -> Choice {
    var candidates = level.lifetimes.map { PathInput(quantity, inverseOf: $0, how: "1/lifetime of \(level.id)") }
    if let manifold = target.manifolds.first(where: { $0.id == level.manifold }) {
      let isStandIn = !isPossiblyLowest(level)
      candidates += manifold.lifetimes.map {
        PathInput(quantity, inverseOf: $0, how: "1/lifetime of manifold \(manifold.id)", isStandIn: isStandIn)
      }
    } else if let name = level.manifold, level.lifetimes.isEmpty {
      // Lifetimes given at one Stark level belong to its thermalised manifold.
      candidates += target.levels.filter { $0.manifold == name && $0.id != level.id }.flatMap { other in
        other.lifetimes.map {
          PathInput(quantity, inverseOf: $0, how: "1/lifetime of \(other.id)", isStandIn: !isPossiblyLowest(level))
        }
      }
    }
    candidates += target.schemes.filter { $0.e == level.id }.compactMap { scheme in
      scheme.rateOfE.map { PathInput(quantity, $0, how: "γ_e of the scheme \(scheme.id)") }
    }
    if candidates.isEmpty, let sum = sumOfRates(level, quantity) { candidates.append(sum) }
    return Choice(
      candidates, unknown: quantity, "neither a lifetime nor an A-coefficient of \(level.id) is in the database")
  }

  /// ΣA of the lines that leave a level: a lower bound when lines are missing.
  private func sumOfRates(_ level: Level, _ quantity: PathInput.Quantity) -> PathInput? {
    let rates = target.transitions.filter { $0.upper == level.id }.compactMap(\.rates.first)
    guard let first = rates.first else { return nil }
    let sum = rates.reduce(0) { $0 + $1.value }
    guard sum > 0 else { return nil }
    let allStated = rates.allSatisfy { $0.uncertainty != nil }
    let uncertainty = rates.reduce(0.0) { $0 + ($1.uncertainty ?? 0) * ($1.uncertainty ?? 0) }.squareRoot()
    return PathInput(
      quantity, value: sum, relativeUncertainty: allStated ? uncertainty / sum : nil,
      status: rates.map(\.status).reduce(first.status) { $0.worse($1) },
      how: "sum of the listed A of \(level.id), a lower bound", data: rates.map(\.pointer), isStandIn: true)
  }

  /// True when no level of the manifold lies below this one by more than the uncertainty of the two energies.
  func isPossiblyLowest(_ level: Level) -> Bool { lowerStarkLevel(level) == nil }

  /// The lowest level of the same manifold, if it is below this one beyond the uncertainties.
  func lowerStarkLevel(_ level: Level) -> Level? {
    guard let name = level.manifold else { return nil }
    let energy = level.energyPerCentimetre
    return target.levels.filter { other in
      guard other.manifold == name else { return false }
      let u = energy.uncertainty ?? 0, v = other.energyPerCentimetre.uncertainty ?? 0
      return energy.value - other.energyPerCentimetre.value > (u * u + v * v).squareRoot()
    }.min { $0.energyPerCentimetre.value < $1.energyPerCentimetre.value }
  }

  // MARK: The vertex

  /// |S|² per component of q, for the last step q → g.
  func spinSquared(_ q: Level, _ g: Level) -> Choice {
    var candidates: [PathInput] = []
    for element in target.spinElements where Set([element.a, element.b]) == Set([q.id, g.id]) {
      candidates.append(
        PathInput(
          .spinSquared, value: element.sum.value / Double(q.degeneracy),
          relativeUncertainty: element.sum.relativeUncertainty,
          status: element.sum.status, how: "Σ|S|² / \(q.degeneracy)", data: [element.sum.pointer],
          note: element.sum.note))
    }
    candidates += target.schemes.filter { $0.q == q.id && $0.g == g.id }.compactMap { scheme in
      scheme.spinSquared.map {
        PathInput(.spinSquared, $0, how: "|S|² of the scheme \(scheme.id)", isStandIn: scheme.isSpinManifoldMean)
      }
    }
    if target.kind == .ionInCrystal {
      candidates += manifoldStrength(q, g)
    } else {
      candidates += target.transitions.filter {
        $0.upper == q.id && $0.lower == g.id && $0.multipole == .m1
      }.flatMap(\.rates).map { strength(fromMagneticRate: $0, q, g) }
    }
    return Choice(candidates, unknown: .spinSquared, "|S|² of \(q.id) → \(g.id) is not in the database")
  }

  /// Between J eigenstates ⟨L+2S⟩ = ⟨S⟩, so an M1 rate fixes the spin strength:
  /// Σ|S|² = A (2J+1) λ³/2.69735e13 with A in s⁻¹ and λ in Å.
  private func strength(fromMagneticRate rate: Datum, _ q: Level, _ g: Level) -> PathInput {
    let angstrom = 1e8 / (q.energyPerCentimetre.value - g.energyPerCentimetre.value)
    let sum = rate.value * Double(q.twoJ + 1) * angstrom * angstrom * angstrom / 2.69735e13
    return PathInput(
      .spinSquared, value: sum / Double(q.degeneracy), relativeUncertainty: rate.relativeUncertainty,
      status: rate.status,
      how: "from A(M1)", data: [rate.pointer], note: rate.note)
  }

  /// |⟨L+2S⟩|² of the manifolds per state of the upper one, summed over the lower: the mean, not one Stark pair.
  private func manifoldStrength(_ q: Level, _ g: Level) -> [PathInput] {
    target.manifoldTransitions.filter { $0.upper == q.manifold && $0.lower == g.manifold }.map { transition in
      PathInput(
        .spinSquared, value: transition.magneticStrength / Double(q.twoJ + 1), status: transition.magneticRate.status,
        how: "manifold mean of |L+2S|²", data: [transition.pointer + "/LS2"], isStandIn: true)
    }
  }

  // MARK: Density

  var density: PathInput {
    guard let density = target.realisticDensity else {
      return PathInput(.density, value: nil, how: "no density is marked realistic")
    }
    return PathInput(.density, density.value, how: density.conditions)
  }
}

extension Transition {
  /// True for a line whose rate is that of a single dipole photon.
  var isDipole: Bool { multipole.parts.contains { $0 == .e1 || $0 == .m1 } }
}
