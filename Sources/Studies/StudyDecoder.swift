import Documents
import Emission
import Foundation
import Neutrinos
import Photonics
import Quantities
import Targets

/// Reads the tree of a study file and reports everything that is wrong with it.
struct StudyDecoder {
  let collector: FindingCollector
  private let shelf: TargetShelf
  let materials: MaterialShelf
  let directory: String

  init(_ collector: FindingCollector, shelf: TargetShelf, materials: MaterialShelf, directory: String) {
    self.collector = collector
    self.shelf = shelf
    self.materials = materials
    self.directory = directory
  }

  enum Format: String, CaseIterable {
    case one = "nupair-study/1"
  }

  /// The study, or `nil` after reporting why there is none.
  func decode() -> Study? {
    guard let root = ValueReader(root: collector)?.object() else { return nil }
    if collector.document.isRadiative {
      refuseRadiative(root)
      return nil
    }
    defer { root.finish() }
    _ = root.required("format")?.choice(Format.self)
    let title = root.optional("title")?.string()
    _ = root.required("process")?.choice(StudyProcess.self)
    let conventions = root.optional("conventions").map { $0.choice(Conventions.self) } ?? .corrected
    let named = root.required("target").flatMap(target)
    let overrides: [Study.Override: Double]? = overrides(root.optional("overrides"))
    let path = self.path(root.required("path"), named?.target)
    let geometry = self.geometry(root.required("geometry"), named?.target)
    let laser = laser(root.optional("laser"), width: "linewidth_Hz", .rate, standard: 100)
    let neutrino = self.neutrino(root.optional("neutrino"))
    let particle = root.optional("particle_meV")?.number(.nonNegative)
    let fibre = root.optional("fibre").map { self.fibre($0) }
    let measurement = root.optional("sensitivity").map { self.measurement($0, .ranp) }
    let goal = goal(root, .ranp, implied: StudyGoal.implied(.ranp))
    if case .some(.none) = fibre { return nil }
    if case .some(.none) = measurement { return nil }
    guard let conventions, let goal, let named, let path, let geometry, let laser, let neutrino, let overrides else {
      return nil
    }
    let study = Study(
      Study.Subject(
        name: collector.document.name, title: title, targetName: named.name, target: named.target, path: path),
      geometry: geometry, laser: Study.Laser(linewidth: laser.width, coherence: laser.coherence), neutrino: neutrino,
      overrides: overrides,
      particleMass: particle, fibre: fibre ?? nil, goal: goal.stated,
      measurement: measurement ?? nil, conventions: conventions)
    StudyChecker(study: study, collector: collector).check()
    return study
  }

  /// What is asked for is made for the other process.
  private func refuseRadiative(_ root: ObjectReader) {
    root.optional("process")?.report(
      .error, "not-supported", "fibres are not made for the process \"renp\"",
      why: "a fibre's suppression of McQ3 needs its two-photon amplitude",
      hint: "`nupair evaluate`, `optimize`, `scan` and `sensitivity` take such a study")
  }

  // MARK: Target and path

  func target(_ reader: ValueReader) -> (name: String, target: Target)? {
    guard let name = reader.string() else { return nil }
    let isFile = name.contains("/") || name.hasSuffix(".json")
    // A file is looked for beside the study.
    let place = isFile && !name.hasPrefix("/") && directory != "." ? directory + "/" + name : name
    do throws(TargetError) {
      if name == "-" {
        reader.report(
          .error, "unknown-target", "a study cannot take its target from standard input",
          hint: "write the target to a file and name it here")
        return nil
      }
      let target = try shelf.load(place)
      return (isFile ? URL(fileURLWithPath: place).standardizedFileURL.path : name, target)
    } catch {
      switch error {
      case .unknownTarget(let name, let suggestion, _):
        reader.report(
          .error, "unknown-target", "there is no target '\(name)'",
          hint: suggestion.map { "did you mean '\($0)'?" } ?? "`nupair targets` lists them; a path to a file works too")
      case .rejected(let findings):
        // A name such as xe.json may mean the database's target.
        let id = name.hasSuffix(".json") ? String(name.dropLast(5)) : name
        if isFile, findings.contains(where: { $0.rule == "unreadable" }) {
          reader.report(
            .error, "bad-target",
            "the target file \(place) cannot be read: \(findings.first?.message ?? "")",
            hint: (try? shelf.load(id)) != nil
              ? "for the database's target write \"\(id)\""
              : "paths are relative to the study; an id of the database works too")
          return nil
        }
        let first = findings.first { $0.severity == .error }
        reader.report(
          .error, "bad-target", "the target '\(name)' cannot be used: \(first?.message ?? "it has errors")",
          hint: "`nupair targets check\(isFile ? " " + place : "")` lists all its faults")
      case .noDatabase(let searched):
        reader.report(
          .error, "no-database", "the target database was not found",
          why: "looked in \(searched.joined(separator: ", "))",
          hint: "set NUPAIR_TARGETS to the directory that holds xe.json and the other targets")
      }
      return nil
    }
  }

  private func path(_ reader: ValueReader?, _ target: Target?) -> Study.Path? {
    guard let object = reader?.object() else { return nil }
    defer { object.finish() }
    let e = level("e", object, target), p = level("p", object, target), q = level("q", object, target)
    let g = level("g", object, target)
    guard let e, let p, let q, let g else { return nil }
    var isOrdered = true
    func require(_ upper: (String, Level), above lower: (String, Level)) {
      guard upper.1.energy <= lower.1.energy else { return }
      isOrdered = false
      object.report(
        .error, "level-order",
        "\(upper.0) = \(upper.1.id) (\(NumberText.exact(upper.1.energyPerCentimetre.value)) cm⁻¹) does not lie above \(lower.0) = \(lower.1.id) (\(NumberText.exact(lower.1.energyPerCentimetre.value)) cm⁻¹)",
        why: "the trigger lifts e to p, which falls to q; the pair takes q to g",
        hint: "`nupair paths \(target?.id ?? "")` lists the paths of this target")
    }
    require(("p", p), above: ("e", e))
    require(("e", e), above: ("g", g))
    if q.id != e.id {
      require(("p", p), above: ("q", q))
      require(("q", q), above: ("g", g))
    }
    return isOrdered ? Study.Path(e: e, p: p, q: q, g: g) : nil
  }

  /// A level of the path, by its id.
  func level(_ key: String, _ path: ObjectReader, _ target: Target?) -> Level? {
    guard let reader = path.required(key), let id = reader.string(), let target else { return nil }
    if let level = target.level(id) { return level }
    reader.report(
      .error, "unknown-level", "\(target.id) has no level '\(id)'",
      hint: Suggestion.phrase(for: id, among: target.levels.map(\.id))
        ?? "`nupair targets show \(target.id)` lists its levels\(collector.document.isRadiative ? "" : ", `nupair paths \(target.id)` its paths")"
    )
    return nil
  }

  func overrides<Key: StudyOverride>(_ reader: ValueReader?) -> [Key: Double]? {
    guard let reader else { return [:] }
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    var overrides: [Key: Double] = [:]
    for key in Key.allCases {
      guard let value = object.optional(key.rawValue) else { continue }
      overrides[key] = value.number(key.allowed)
    }
    return overrides
  }

  // MARK: Geometry and lasers

  private func geometry(_ reader: ValueReader?, _ target: Target?) -> Study.Geometry? {
    guard let object = reader?.object() else { return nil }
    defer { object.finish() }
    let imprint = object.required("r")?.number(.imprint)
    let trigger = photon(object.optional("trigger_eV"))
    let detected = photon(object.optional("detected_eV"))
    let medium = object.optional("refractive_index").map { self.medium($0, target) } ?? .index(1)
    let acceptance = object.optional("acceptance_deg").map { self.acceptance($0) } ?? Study.Geometry.sphere
    guard let imprint, let trigger, let detected, let medium, let acceptance else { return nil }
    return Study.Geometry(
      imprint: imprint, trigger: trigger, detected: detected, medium: medium, acceptance: acceptance)
  }

  private func acceptance(_ reader: ValueReader) -> ClosedRange<Double>? {
    guard let elements = reader.array() else { return nil }
    let numbers = elements.compactMap { $0.number(.polarAngle) }
    guard numbers.count == elements.count else { return nil }
    guard numbers.count == 2, numbers[0] < numbers[1] else {
      reader.report(
        .error, "range", "expected two angles, the smaller first", hint: "[0, 180] is the whole sphere")
      return nil
    }
    return numbers[0]...numbers[1]
  }

  private func photon(_ reader: ValueReader?) -> Study.PhotonEnergy? {
    guard let reader else { return .resonant }
    if case .string(let text) = reader.node.value {
      if text == "resonant" { return .resonant }
      reader.report(
        .error, "value", "'\(text)' is neither \"resonant\" nor a number of eV",
        hint: Suggestion.phrase(for: text, among: ["resonant"]))
      return nil
    }
    return reader.number(.energy).map { .energy($0) }
  }

  private func medium(_ reader: ValueReader, _ target: Target?) -> Study.Medium? {
    guard case .string(let text) = reader.node.value else { return reader.number(.index).map { .index($0) } }
    guard text == "host" else {
      reader.report(
        .error, "value", "'\(text)' is neither \"host\" nor a number", hint: "1 is vacuum; \"host\" takes the crystal's"
      )
      return nil
    }
    if let target, target.host?.refractiveIndex == nil {
      reader.report(
        .error, "no-host-index", "\(target.id) has no host with a refractive index",
        hint: "give the index as a number; 1 is vacuum")
      return nil
    }
    return .host
  }

  /// The laser's line, under the process's own key and unless given `standard`, and n³Vη.
  func laser(_ reader: ValueReader?, width key: String, _ range: StudyRange, standard: Double) -> (
    width: Double, coherence: Double
  )? {
    let object = reader?.object()
    if reader != nil, object == nil { return nil }
    defer { object?.finish() }
    let width = object?.optional(key).map { $0.number(range) } ?? standard
    let coherence = object?.optional("n3_V_eta_per_cm6").map { $0.number(.coherence) } ?? 1e51
    guard let width, let coherence else { return nil }
    return (width, coherence)
  }

  // MARK: Neutrinos

  func neutrino(_ reader: ValueReader?) -> Study.Neutrino? {
    let object = reader?.object()
    if reader != nil, object == nil { return nil }
    defer { object?.finish() }
    let ordering = object?.optional("ordering").map { $0.choice(MassOrdering.self) } ?? .normal
    let lightest = object?.optional("lightest_meV").map { $0.number(.mass) } ?? 1
    let nature = object?.optional("nature").map { $0.choice(NeutrinoNature.self) } ?? .majorana
    let oscillation = object?.optional("oscillation").map { self.oscillation($0) } ?? .named(.nufit60)
    let phases = object?.optional("phases_deg").map { self.phases($0) } ?? Study.Phases()
    guard let ordering, let lightest, let nature, let oscillation, let phases else { return nil }
    return Study.Neutrino(
      ordering: ordering, lightest: lightest, nature: nature, oscillation: oscillation, phases: phases)
  }

  private func oscillation(_ reader: ValueReader) -> Study.Oscillation? {
    if case .string = reader.node.value { return reader.choice(OscillationSet.self).map { .named($0) } }
    guard case .object = reader.node.value, let object = reader.object() else {
      reader.report(
        .error, "type", "expected the name of a set or an object, found \(reader.node.kindName)",
        hint:
          "one of \(OscillationSet.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")), or { \"s12sq\", \"s13sq\", \"dm21_eV2\", \"dm31_eV2\" }"
      )
      return nil
    }
    defer { object.finish() }
    let s12 = object.required("s12sq")?.number(.fraction), s13 = object.required("s13sq")?.number(.fraction)
    let dm21 = object.required("dm21_eV2")?.number(.nonNegative),
      dm31 = object.required("dm31_eV2")?.number(.nonNegative)
    guard let s12, let s13, let dm21, let dm31 else { return nil }
    return .given(
      OscillationParameters(
        name: "given", citation: "given in the study", s12sq: s12, s13sq: s13, dm21: dm21, dm31: dm31))
  }

  private func phases(_ reader: ValueReader) -> Study.Phases? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    func phase(_ key: String) -> Double? { object.optional(key).map { $0.number(.phase) } ?? 0 }
    let delta = phase("delta"), alpha21 = phase("alpha21"), alpha31 = phase("alpha31")
    guard let delta, let alpha21, let alpha31 else { return nil }
    return Study.Phases(delta: delta, alpha21: alpha21, alpha31: alpha31)
  }
}
