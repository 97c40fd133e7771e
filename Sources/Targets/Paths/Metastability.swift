import Documents

/// Whether a level lives long enough to hold a macro-coherence.
enum Metastability {
  case metastable(remarks: [String])
  case unstable(String)

  /// A free atom's e must have no E1 line faster than this, s⁻¹.
  static let fastestElectricRate = 1e3
  /// Below this many of the largest phonons, multiphonon decay wins.
  static let phononGap = 5.0
  /// Below this many it competes.
  static let comfortablePhononGap = 6.0
  /// A lifetime that a preparation by lasers needs, s.
  static let preferredLifetime = 1e-3

  static func judge(_ level: Level, in target: Target, _ finder: InputFinder) -> Metastability {
    if level.isMetastable == false { return .unstable("the file declares \(level.id) not metastable") }
    switch target.kind == .ionInCrystal ? inCrystal(level, target, finder) : inFreeAtom(level, target) {
    case .unstable(let reason): return .unstable(reason)
    case .metastable(var remarks):
      if let width = finder.width(level, as: .rateOfE).used.value, 1 / width < preferredLifetime {
        remarks.append("e lives \(NumberText.short(1 / width)) s, less than the 1 ms a comfortable preparation needs")
      }
      return .metastable(remarks: remarks)
    }
  }

  private static func inFreeAtom(_ level: Level, _ target: Target) -> Metastability {
    var unknown: [String] = []
    var remarks: [String] = []
    for lower in target.levels where lower.energyPerCentimetre.value < level.energyPerCentimetre.value {
      guard FreeAtomRules.answer(.e1, level, lower).isAllowed else { continue }
      let lines = target.transitions.filter {
        $0.upper == level.id && $0.lower == lower.id && $0.multipole.parts.contains(.e1)
      }
      guard let rate = lines.compactMap({ $0.rates.first?.value }).max() else {
        unknown.append(lower.id)
        continue
      }
      if rate > fastestElectricRate {
        return .unstable(
          "E1 to \(lower.id) with A = \(NumberText.short(rate)) s⁻¹ (limit \(NumberText.short(fastestElectricRate)))")
      }
      if let other = lines.flatMap({ $0.rates.dropFirst() }).map(\.value).max(), other > fastestElectricRate {
        remarks.append(
          "another source gives A = \(NumberText.short(other)) s⁻¹ for E1 to \(lower.id): e would not be metastable")
      }
    }
    guard let first = unknown.first else { return .metastable(remarks: remarks) }
    let lines = unknown.count == 1 ? first : "\(first) and \(unknown.count - 1) more"
    guard level.isMetastable == true else {
      return .unstable("E1 to \(lines) is allowed and its A unknown; the file does not declare \(level.id) metastable")
    }
    return .metastable(
      remarks: remarks + ["e is declared metastable, but its E1 line to \(lines) is allowed and its A unknown"])
  }

  private static func inCrystal(_ level: Level, _ target: Target, _ finder: InputFinder) -> Metastability {
    if let lower = finder.lowerStarkLevel(level) {
      return .unstable("phonons take it to \(lower.id), the lowest Stark level of \(level.manifold ?? "")")
    }
    guard let phonon = target.host?.maximumPhonon?.value else {
      return level.isMetastable == true
        ? .metastable(remarks: [])
        : .unstable("the host's phonon energy is unknown and the file does not declare it metastable")
    }
    let below = target.levels.filter {
      $0.manifold != level.manifold && $0.energyPerCentimetre.value < level.energyPerCentimetre.value
    }
    guard let next = below.max(by: { $0.energyPerCentimetre.value < $1.energyPerCentimetre.value }) else {
      return .metastable(remarks: [])
    }
    let phonons = (level.energyPerCentimetre.value - next.energyPerCentimetre.value) / phonon
    let gap = "the gap to \(next.id) is \(NumberText.fixed(phonons, 1)) phonons of \(NumberText.short(phonon)) cm⁻¹"
    if phonons <= phononGap {
      guard level.isMetastable == true else {
        return .unstable("\(gap): multiphonon decay wins below \(NumberText.short(phononGap))")
      }
      return .metastable(remarks: ["e is declared metastable, but \(gap)"])
    }
    return .metastable(remarks: phonons <= comfortablePhononGap ? ["\(gap): multiphonon decay competes"] : [])
  }
}
