import Documents
import Emission
import Neutrinos
import Quantities
import Targets

extension StudyDecoder {
  /// The study of radiative emission, or `nil` after reporting why there is none.
  func decodeRadiative() -> RadiativeStudy? {
    guard let root = ValueReader(root: collector)?.object() else { return nil }
    defer { root.finish() }
    _ = root.required("format")?.choice(Format.self)
    _ = root.required("process")?.choice(StudyProcess.self)
    let title = root.optional("title")?.string()
    let conventions = root.optional("conventions").map { $0.choice(Conventions.self) } ?? .corrected
    let named = root.required("target").flatMap(target)
    let overrides: [RadiativeStudy.Override: Double]? = overrides(root.optional("overrides"))
    let path = radiativePath(root.required("path"), named?.target)
    let vertex = root.optional("vertex").map { $0.choice(RadiativeStudy.Vertex.self) } ?? .spin
    let monopole = monopole(root.optional("monopole"), vertex, named?.target)
    let geometry = radiativeGeometry(root.required("geometry"))
    let laser = laser(root.optional("laser"), width: "line_width_eV", .nonNegative, standard: 0)
    let neutrino = self.neutrino(root.optional("neutrino"))
    let angular = root.optional("angular_factor").map { $0.number(.strength) }
    let particles = root.optional("new_physics").map { newParticles($0) } ?? NewParticles()
    let guide = root.optional("guide").map { self.guide($0) }
    let gap = root.optional("gap_eV").map { interval($0) }, range = root.optional("spectrum_eV").map { interval($0) }
    let measurement = root.optional("sensitivity").map { self.measurement($0, .renp) }
    // A stated gap is there to hold the photons of McQ3, and is asked to.
    let hasGap = if case .some(.some) = gap { true } else { false }
    let goal = goal(root, .renp, implied: StudyGoal.implied(.renp).filter { hasGap || $0.figure != .gapMargin })
    refuse(root)
    if case .some(.none) = measurement { return nil }
    if case .some(.none) = angular { return nil }
    if case .some(.none) = guide { return nil }
    if case .some(.none) = gap { return nil }
    if case .some(.none) = range { return nil }
    guard let conventions, let goal, let named, let overrides, let path, let vertex, let geometry, let laser,
      let neutrino, let particles
    else { return nil }
    let study = RadiativeStudy(
      name: collector.document.name, title: title, targetName: named.name, target: named.target, path: path,
      vertex: vertex, monopole: monopole, geometry: geometry,
      laser: RadiativeStudy.Laser(lineWidth: laser.width, coherence: laser.coherence), neutrino: neutrino,
      overrides: overrides,
      statedAngularFactor: angular ?? nil, newPhysics: particles, guide: guide ?? nil, gap: gap ?? nil,
      range: range ?? nil, goal: goal.stated, statedMeasurement: measurement ?? nil,
      conventions: conventions)
    RadiativeChecker(study: study, collector: collector).check()
    return study
  }

  /// Parts of studies of the other process, each refused with what to do instead.
  private func refuse(_ root: ObjectReader) {
    for (key, hint) in [
      ("fibre", "\"guide\" says what the cutoffs of a guide leave of McQ3, \"gap_eV\" what a band gap does"),
      ("particle_meV", "a particle emitted alone gives a line at its threshold, not a spectrum"),
    ] {
      root.optional(key)?.report(
        .error, "not-supported", "\"\(key)\" has no meaning for the process \"renp\"", hint: hint)
    }
  }

  private func radiativePath(_ reader: ValueReader?, _ target: Target?) -> RadiativeStudy.Path? {
    guard let object = reader?.object() else { return nil }
    defer { object.finish() }
    let e = level("e", object, target), v = level("v", object, target), g = level("g", object, target)
    guard let e, let v, let g else { return nil }
    for (name, upper) in [("e", e), ("v", v)] where upper.energy <= g.energy {
      object.report(
        .error, "level-order", "\(name) = \(upper.id) does not lie above g = \(g.id)",
        why: "the pair takes e to v, above it or below, and the photon v to g")
      return nil
    }
    guard e.id != v.id else {
      object.report(.error, "level-order", "e and v are the same level", why: "the pair takes one to the other")
      return nil
    }
    return RadiativeStudy.Path(e: e, v: v, g: g)
  }

  private func radiativeGeometry(_ reader: ValueReader?) -> RadiativeStudy.Geometry? {
    guard let object = reader?.object() else { return nil }
    defer { object.finish() }
    let phase = object.required("r").flatMap { self.phase($0) }
    let cosine = object.optional("cos_theta").map { $0.number(.cosine) } ?? 1
    let trigger = object.required("trigger_eV")?.number(.energy)
    guard let phase, let cosine, let trigger else { return nil }
    if phase == .locked, cosine != 1 {
      object.optional("cos_theta")?.report(
        .error, "value", "boost-trigger lock is along the phase, at cos_theta = 1",
        hint: "leave out cos_theta, or give r as a number")
      return nil
    }
    return RadiativeStudy.Geometry(phase: phase, cosine: cosine, trigger: trigger)
  }

  private func phase(_ reader: ValueReader) -> RadiativePhase? {
    guard case .string(let text) = reader.node.value else { return reader.number(.imprint).map { .fixed($0) } }
    if text == "locked" { return .locked }
    reader.report(
      .error, "value", "'\(text)' is neither \"locked\" nor a number",
      hint: Suggestion.phrase(for: text, among: ["locked"]) ?? "\"locked\" is r = ω/ε at each trigger energy")
    return nil
  }

  private func guide(_ reader: ValueReader) -> RadiativeStudy.Guide? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let trigger = object.required("trigger_cutoff_eV")?.number(.nonNegative)
    let lowest = object.optional("lowest_cutoff_eV").map { $0.number(.nonNegative) } ?? trigger
    guard let trigger, let lowest else { return nil }
    return RadiativeStudy.Guide(trigger: trigger, lowest: lowest)
  }

  private func interval(_ reader: ValueReader) -> ClosedRange<Double>? {
    guard let elements = reader.array() else { return nil }
    let numbers = elements.compactMap { $0.number(.nonNegative) }
    guard numbers.count == elements.count else { return nil }
    guard numbers.count == 2, numbers[0] < numbers[1] else {
      reader.report(.error, "range", "expected two energies in eV, the smaller first")
      return nil
    }
    return numbers[0]...numbers[1]
  }
}

/// The rules between the parts of a study of radiative emission.
struct RadiativeChecker {
  let study: RadiativeStudy
  let collector: FindingCollector

  func check() {
    study.measurement.check(study.neutrino, collector)
    let levels = study.levels, trigger = study.geometry.trigger, half = study.laser.lineWidth / 2
    if half >= trigger {
      collector.report(
        .error, "range", at: "/laser/line_width_eV", "a line this wide reaches down to ω = 0",
        hint: "the width is the full one, in eV")
    }
    if abs(levels.vg - trigger) <= half {
      collector.report(
        .error, "closed-channel", at: "/geometry/trigger_eV",
        "the trigger hits v itself, ε_vg = \(NumberText.exact(levels.vg)) eV",
        why: "v is virtual: on resonance its own decay takes the amplitude's place")
    }
    let path = study.path, found = study.target.radiativePath(e: path.e, v: path.v, g: path.g)
    if study.vertex.source != nil { checkMonopole() }
    if study.vertex == .spin, let reason = found.vertex, study.statedAngularFactor == nil {
      collector.report(
        .error, "closed-channel", at: "/path",
        "the pair cannot be emitted between \(path.e.id) and \(path.v.id): \(reason)",
        why: "the pair couples to the electron's spin",
        hint: "`nupair targets show \(study.target.id)` lists its levels; for a what-if, give \"angular_factor\"")
    }
    if let reason = found.emission, study.overrides[.rateOfVG] == nil {
      collector.report(
        .error, "closed-channel", at: "/path", "no dipole photon takes v to g: \(reason)",
        hint: "for a what-if, give gamma_vg_per_s under \"overrides\"")
    }
  }
}
