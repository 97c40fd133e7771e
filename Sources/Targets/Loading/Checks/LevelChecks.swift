import Documents

extension TargetChecker {
  func checkLevels() {
    if target.levels.isEmpty {
      if levelsAreComplete { error("levels", "/levels", "a target needs at least one level") }
      return
    }
    checkLevelIDs()
    if levelsAreComplete {
      checkGroundLevel()
      checkEnergyScale()
    }
    for level in target.levels {
      checkQuantumNumbers(level)
      checkEnergyLimit(level)
      checkMetastableClaim(level)
      for alternative in level.energyAlternatives where alternative.value < -50 {
        error(
          "range", alternative.pointer + "/value", "\(alternative.value) cm⁻¹ lies far below the ground level",
          why: "a fitted ground level may come out slightly negative, not by this much")
      }
    }
  }

  private func checkLevelIDs() {
    var first: [String: Level] = [:]
    for level in target.levels {
      if let other = first[level.id] {
        error(
          "duplicate", level.pointer + "/id", "the level id '\(level.id)' is used twice",
          why: "the other stands at \(other.pointer); a path could mean either")
      } else {
        first[level.id] = level
      }
    }
    var labels: [String: Level] = [:]
    for level in target.levels {
      let label = [
        "\(level.energyPerCentimetre.value)", "\(level.twoJ)", level.parity?.rawValue ?? "",
        level.irrep?.rawValue ?? "",
        level.configuration, level.term,
      ].joined(separator: "|")
      if let other = labels[label] {
        warning(
          "twin-level", level.pointer, "'\(level.id)' and '\(other.id)' have the same energy and quantum numbers",
          hint: "remove one if they are the same level")
      } else {
        labels[label] = level
      }
    }
  }

  private func checkGroundLevel() {
    guard !target.levels.contains(where: { abs($0.energyPerCentimetre.value) <= 1 }) else { return }
    let lowest = target.levels.map(\.energyPerCentimetre.value).min() ?? 0
    error(
      "ground-level", "/levels",
      "no level lies within 1 cm⁻¹ of zero; the lowest is at \(NumberText.short(lowest)) cm⁻¹",
      why: "energies count from the ground level", hint: "add the ground level with energy 0")
  }

  /// Energies in eV under a key in cm⁻¹ are the likeliest slip of all.
  private func checkEnergyScale() {
    let excited = target.levels.filter { $0.energyPerCentimetre.value > 1e-6 }
    let small = excited.filter { $0.energyPerCentimetre.value < 50 }
    guard !small.isEmpty else { return }
    if 2 * small.count > excited.count {
      error(
        "unit-sanity", "/levels", "\(small.count) of \(excited.count) excited levels lie below 50 cm⁻¹",
        why: "these numbers look like eV", hint: "multiply by 8065.544 to turn eV into cm⁻¹")
    } else if target.kind == .atom {
      for level in small {
        warning(
          "unit-sanity", level.energyPerCentimetre.pointer + "/value",
          "\(level.energyPerCentimetre.value) cm⁻¹ is very low for an excited level",
          why: "it looks like a value in eV",
          hint: "multiply by 8065.544 to turn eV into cm⁻¹, or note why it is right")
      }
    }
  }

  private func checkQuantumNumbers(_ level: Level) {
    let oddElectrons = !target.species.electrons.isMultiple(of: 2)
    if !level.twoJ.isMultiple(of: 2) != oddElectrons {
      error(
        "quantum-numbers", level.pointer + "/two_J",
        "J = \(level.jText) does not go with \(target.species.electrons) electrons",
        why: "an odd number of electrons has half-odd J, an even number whole J", hint: "two_J is twice J")
    }
    if target.kind == .ionInCrystal {
      checkStarkLevel(level, oddElectrons: oddElectrons)
    } else {
      if level.parity == nil {
        error(
          "quantum-numbers", level.pointer, "a level of a free atom needs a \"parity\"", hint: "\"even\" or \"odd\"")
      }
      if level.irrep != nil {
        error("quantum-numbers", level.pointer + "/irrep", "only levels in crystals have an irrep")
      }
      if level.degeneracy != level.twoJ + 1 {
        error(
          "degeneracy", level.pointer + "/degeneracy", "degeneracy \(level.degeneracy), but 2J + 1 = \(level.twoJ + 1)")
      }
    }
  }

  private func checkStarkLevel(_ level: Level, oddElectrons: Bool) {
    if level.parity != nil {
      error(
        "quantum-numbers", level.pointer + "/parity", "a level in a crystal without inversion centre has no parity",
        hint: "use \"irrep\"")
    }
    if let isKramers = level.isKramers, isKramers != oddElectrons {
      error(
        "quantum-numbers", level.pointer + "/kramers",
        "\(target.species.electrons) electrons make \(oddElectrons ? "Kramers" : "non-Kramers") levels")
    }
    if oddElectrons, !level.degeneracy.isMultiple(of: 2) {
      error(
        "degeneracy", level.pointer + "/degeneracy", "a Kramers level has even degeneracy, not \(level.degeneracy)",
        why: "an odd number of electrons leaves every level at least doubly degenerate without a magnetic field")
    }
    if level.degeneracy > level.twoJ + 1 {
      error(
        "degeneracy", level.pointer + "/degeneracy", "degeneracy \(level.degeneracy) exceeds 2J + 1 = \(level.twoJ + 1)"
      )
    }
    if target.host?.siteSymmetry == "S4", level.degeneracy > 2 {
      error("degeneracy", level.pointer + "/degeneracy", "no level at an S4 site is more than doubly degenerate")
    }
    guard let irrep = level.irrep else { return }
    if irrep.isKramers != oddElectrons {
      error(
        "irrep", level.pointer + "/irrep",
        "\(irrep.rawValue) belongs to \(irrep.isKramers ? "odd" : "even") electron numbers",
        why: "this ion has \(target.species.electrons)",
        hint: oddElectrons ? "use G56, G78 or the D2d names G6, G7" : "use G1, G2 or G34")
    } else if irrep.degeneracy != level.degeneracy {
      error(
        "degeneracy", level.pointer + "/degeneracy",
        "\(irrep.rawValue) has dimension \(irrep.degeneracy), not \(level.degeneracy)")
    }
  }

  private func checkEnergyLimit(_ level: Level) {
    guard let limit = target.ionisationEnergy?.value, level.energyPerCentimetre.value > limit else { return }
    error(
      "ionisation", level.energyPerCentimetre.pointer + "/value",
      "\(level.energyPerCentimetre.value) cm⁻¹ lies above the ionisation energy, \(limit) cm⁻¹",
      why: "such a level autoionises", hint: "check the unit, or leave the level out")
  }

  private func checkMetastableClaim(_ level: Level) {
    guard level.isMetastable == true, target.kind != .ionInCrystal else { return }
    let lines = target.transitions.filter { $0.upper == level.id && $0.multipole.parts.contains(.e1) }
    let fast = lines.compactMap { line in
      line.rates.first { $0.value > Metastability.fastestElectricRate }.map { (lower: line.lower, rate: $0) }
    }.first
    guard let fast else { return }
    error(
      "metastable", level.pointer + "/metastable",
      "'\(level.id)' is declared metastable but decays by E1 to '\(fast.lower)' with A = \(NumberText.short(fast.rate.value)) s⁻¹",
      why: "the rate stands at \(fast.rate.pointer)", hint: "set \"metastable\": false, or check the A-coefficient")
  }

  // MARK: Manifolds

  func checkManifolds() {
    var seen: Set<String> = []
    for manifold in target.manifolds {
      if !seen.insert(manifold.id).inserted {
        error("duplicate", manifold.pointer + "/id", "the manifold '\(manifold.id)' is listed twice")
      }
      let members = target.levels.filter { $0.manifold == manifold.id }
      if members.isEmpty {
        error(
          "dangling-manifold", manifold.pointer + "/id", "no level belongs to the manifold '\(manifold.id)'",
          hint: Suggestion.phrase(for: manifold.id, among: manifoldNames))
      }
      if let lowest = target.level(manifold.lowestLevel), lowest.manifold != manifold.id {
        error(
          "dangling-manifold", manifold.pointer + "/lowest_level",
          "'\(lowest.id)' belongs to \(lowest.manifold ?? "no manifold"), not to \(manifold.id)")
      }
      for level in members where level.twoJ != manifold.twoJ {
        error(
          "quantum-numbers", level.pointer + "/two_J",
          "two_J = \(level.twoJ), but its manifold \(manifold.id) has \(manifold.twoJ)")
      }
      if let lowest = target.level(manifold.lowestLevel),
        let lower = InputFinder(target: target).lowerStarkLevel(lowest)
      {
        error(
          "manifold", manifold.pointer + "/lowest_level", "'\(lowest.id)' is not the lowest level of \(manifold.id)",
          why: "'\(lower.id)' lies below it by more than the uncertainties")
      }
      let energies = members.map(\.energyPerCentimetre.value)
      if let low = energies.min(), let high = energies.max(),
        !(low - 50...high + 50).contains(manifold.barycentre.value)
      {
        error(
          "manifold", manifold.barycentre.pointer + "/value",
          "the barycentre \(manifold.barycentre.value) cm⁻¹ lies outside its levels, \(low)–\(high) cm⁻¹")
      }
    }
  }

  /// Names of manifolds, where they are listed, must be among those listed.
  func checkManifoldNames() {
    let listed = Set(target.manifolds.map(\.id))
    let sorted = listed.sorted()
    if !listed.isEmpty {
      for level in target.levels {
        guard let name = level.manifold, !listed.contains(name) else { continue }
        error(
          "dangling-manifold", level.pointer + "/manifold", "no manifold '\(name)' is listed",
          hint: Suggestion.phrase(for: name, among: sorted) ?? "add it under \"manifolds\"")
      }
    }
    for (i, record) in (target.document["hyperfine"]?.elements ?? []).enumerated() {
      guard let name = record["manifold"]?.stringValue, !manifoldNames.contains(name) else { continue }
      error(
        "dangling-manifold", "/hyperfine/\(i)/manifold", "no level belongs to the manifold '\(name)'",
        hint: Suggestion.phrase(for: name, among: manifoldNames))
    }
  }

  var manifoldNames: [String] { Set(target.levels.compactMap(\.manifold)).sorted() }

  /// A manifold of J cannot have more levels of an irrep than the rotation group's representation contains.
  func checkStarkCounts() {
    guard target.kind == .ionInCrystal, target.host?.siteSymmetry == "S4", levelsAreComplete else { return }
    for name in manifoldNames {
      let members = target.levels.filter { $0.manifold == name }
      guard let first = members.first else { continue }
      if let odd = members.first(where: { $0.twoJ != first.twoJ }) {
        error(
          "quantum-numbers", odd.pointer + "/two_J",
          "two_J = \(odd.twoJ), but '\(first.id)' of the same manifold \(name) has \(first.twoJ)")
        continue
      }
      let allowed = SiteSymmetryS4.decomposition(twoJ: first.twoJ)
      let total = allowed.values.reduce(0, +)
      if members.count > total {
        error(
          "stark-count", first.pointer,
          "\(name) has \(members.count) levels; J = \(first.jText) splits into at most \(total)",
          hint: "one of them belongs to another manifold")
      } else if members.count < total {
        warning(
          "stark-count", first.pointer, "\(name) has \(members.count) of the \(total) levels of J = \(first.jText)")
      }
      checkIrrepCounts(name, members, allowed)
    }
  }

  private func checkIrrepCounts(_ name: String, _ members: [Level], _ allowed: [Irrep: Int]) {
    var counts: [Irrep: [Level]] = [:]
    for level in members { if let irrep = level.irrep { counts[irrep, default: []].append(level) } }
    func fault(_ irrep: Irrep, _ most: Int) {
      guard let levels = counts[irrep], levels.count > most, let last = levels.last else { return }
      error(
        "stark-count", last.pointer + "/irrep",
        "\(name) has \(levels.count) levels of \(irrep.rawValue); J = \(last.jText) contains \(most)",
        why: "group theory leaves no room for more",
        hint: "check the irreps of \(levels.map(\.id).joined(separator: ", "))")
    }
    if members.first?.twoJ.isMultiple(of: 2) == true {
      for irrep in [Irrep.g1, .g2, .g34] { fault(irrep, allowed[irrep] ?? 0) }
      return
    }
    for irrep in [Irrep.g56, .g78] { fault(irrep, allowed[irrep] ?? 0) }
    // Which of Γ6 and Γ7 is Γ56 depends on the ion: the larger count bounds both.
    let most = max(allowed[.g56] ?? 0, allowed[.g78] ?? 0)
    for irrep in [Irrep.g6, .g7] { fault(irrep, most) }
  }
}
