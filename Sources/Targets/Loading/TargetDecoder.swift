import Documents

/// Reads the tree of a target file into the model, reporting every fault of form on the way.
///
/// Parts with faults are left out of the result; the caller must look at the findings before it trusts the target.
struct TargetDecoder {
  static let format = "nupair-target/1"

  private let collector: FindingCollector
  private let data: DatumDecoder
  private let root: ObjectReader
  /// Every level id in the text, also of levels too faulty to read, so that references to them are not called dangling.
  private var declaredLevels: Set<String> = []
  /// The same in order, for suggestions.
  private var declaredLevelList: [String] = []
  /// True once every entry under "levels" has been read into the model.
  private(set) var levelsAreComplete = false

  init?(_ collector: FindingCollector) {
    guard let value = ValueReader(root: collector), let root = value.object() else { return nil }
    self.collector = collector
    self.root = root
    data = DatumDecoder(root)
  }

  // MARK: The file

  mutating func decode(hostLookup: (String) -> Host?) -> Target? {
    decodeFormat()
    let id = root.identifier("id", example: "ho-ylf")
    let name = root.name("name")
    let kind = root.required("kind")?.choice(TargetKind.self)
    let species = root.required("species").flatMap(species)
    let sources = root.sources()
    let host = root.optional("host").flatMap { self.host($0, of: id, lookup: hostLookup) }
    let densities = list("densities", density)
    let ionisation = data.datum(root.optional("ionisation_energy_per_cm"), .positive)
    let levels = levels()
    let manifolds = list("manifolds", manifold)
    let transitions = list("transitions", transition)
    let manifoldTransitions = list("manifold_transitions", manifoldTransition)
    let spinElements = list("spin_elements", spinElement)
    let schemes = list("schemes", scheme)
    decodeRecords()
    let conflicts = list("conflicts", conflict)
    let gaps = list("gaps") { $0.string() }
    let crossChecks = list("cross_checks", crossCheck)
    root.finish()
    data.reportUnused(sources, collector)
    guard let id, let name, let kind, let species else { return nil }
    return Target(
      id: id, name: name, kind: kind, species: species, host: host, sources: sources, densities: densities,
      ionisationEnergy: ionisation, levels: levels, manifolds: manifolds, transitions: transitions,
      manifoldTransitions: manifoldTransitions, spinElements: spinElements, schemes: schemes, conflicts: conflicts,
      gaps: gaps, crossChecks: crossChecks, statusCounts: data.statusCounts,
      document: collector.document.root.map(JSONValue.init) ?? .null,
      digest: collector.document.digest,
      levelIndex: Dictionary(
        levels.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first }))
  }

  private func list<Element>(_ key: String, _ decode: (ValueReader) -> Element?) -> [Element] {
    guard let reader = root.optional(key), let elements = reader.array() else { return [] }
    return limited(elements, to: Self.mostRecords, reader).compactMap(decode)
  }

  /// Most levels, and most records of any other kind: far above any real target, low enough to keep checks quick.
  private static let mostLevels = 500
  private static let mostRecords = 20_000

  private func limited(_ elements: [ValueReader], to most: Int, _ reader: ValueReader) -> [ValueReader] {
    guard elements.count > most else { return elements }
    reader.report(.error, "too-large", "\(elements.count) entries; at most \(most) are read")
    return []
  }

  private func decodeFormat() {
    guard let reader = root.required("format"), let format = reader.string(), format != Self.format else { return }
    reader.report(
      .error, "format", "this program reads \(Self.format), not '\(format)'",
      hint: "docs/targets.md describes the format field by field")
  }

  // MARK: Species and host

  private func species(_ reader: ValueReader) -> Species? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let symbol = object.name("symbol")
    let number = object.required("Z")?.integer(in: 1...118)
    let charge = object.required("charge")?.integer(in: -1...117)
    let configuration = object.optionalString("configuration")
    let isotopes = object.required("isotopes")?.array()?.compactMap(isotope) ?? []
    guard let symbol, let number, let charge else { return nil }
    return Species(
      symbol: symbol, atomicNumber: number, charge: charge, configuration: configuration, isotopes: isotopes)
  }

  private func isotope(_ reader: ValueReader) -> Isotope? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let mass = object.required("A")?.integer(in: 1...320)
    let neutrons = object.required("N")?.integer(in: 0...220)
    let twoI = object.optional("two_I")?.integer(in: 0...20)
    let abundance = object.optional("abundance")?.number(.nonNegative)
    guard let provenance = data.provenance(object), let mass, let neutrons else { return nil }
    return Isotope(
      massNumber: mass, neutrons: neutrons, twoI: twoI, abundance: abundance, status: provenance.status,
      source: provenance.source)
  }

  private func host(_ reader: ValueReader, of id: String?, lookup: (String) -> Host?) -> Host? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let formula = object.name("formula")
    let symmetry = object.name("site_symmetry")
    let site = object.optionalString("site")
    let approximate = object.optionalString("approximate_symmetry")
    let cations = data.datum(object.optional("cation_density_per_cm3"), .positive)
    let phonon = data.datum(object.optional("max_phonon_per_cm"), .positive)
    let index = object.optional("refractive_index").flatMap(refractiveIndex)
    var referred: Host?
    let referenceReader = object.optional("ref")
    let reference = referenceReader?.string()
    if let referenceReader, let reference {
      if reference == id {
        referenceReader.report(
          .error, "dangling-reference", "the host refers to itself", hint: "give the host's numbers here")
      } else {
        referred = lookup(reference)
        if referred == nil {
          referenceReader.report(
            .error, "dangling-reference",
            "no target '\(reference)' that passes its checks and has a host block of its own was found",
            hint: "put \(reference).json beside this file, or give the host's numbers here")
        }
      }
      if cations != nil || phonon != nil || index != nil {
        referenceReader.report(
          .error, "copied-number", "the host's numbers are given here and by reference to '\(reference)'",
          why: "the same number in two files will one day differ", hint: "keep either \"ref\" or the numbers")
      }
    }
    guard let formula, let symmetry else { return nil }
    if let referred, referred.formula != formula {
      object.report(
        .error, "host-reference", "the host is \(formula), but '\(reference ?? "")' describes \(referred.formula)")
    }
    return Host(
      formula: formula, site: site ?? referred?.site, siteSymmetry: symmetry,
      approximateSymmetry: approximate ?? referred?.approximateSymmetry,
      cationDensity: cations ?? referred?.cationDensity,
      maximumPhonon: phonon ?? referred?.maximumPhonon, refractiveIndex: index ?? referred?.refractiveIndex,
      reference: reference)
  }

  private func refractiveIndex(_ reader: ValueReader) -> CrystalIndex? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    if let form = object.required("form"), let text = form.string(), text != "sellmeier-2" {
      form.report(.error, "value", "unknown form '\(text)'", hint: "the one form known is \"sellmeier-2\"")
    }
    _ = object.optionalString("equation")
    func coefficients(_ key: String) -> [Double]? {
      guard let list = object.required(key), let values = list.array()?.compactMap({ $0.number() }) else { return nil }
      guard values.count == 5 else {
        list.report(.error, "value", "expected the five coefficients a0, b1, c1, b2, c2; found \(values.count)")
        return nil
      }
      return values
    }
    let ordinary = coefficients("ordinary")
    let extraordinary = coefficients("extraordinary")
    var range: ClosedRange<Double>?
    if let reader = object.required("range_um"), let bounds = reader.array()?.compactMap({ $0.number(.positive) }) {
      if bounds.count == 2, bounds[0] < bounds[1] {
        range = bounds[0]...bounds[1]
      } else {
        reader.report(.error, "value", "expected two increasing wavelengths in um")
      }
    }
    for worked in object.optional("worked_values")?.array() ?? [] {
      guard let value = worked.object() else { continue }
      _ = (value.string("at"), value.required("wavelength_um")?.number(.positive))
      _ = (value.required("n_o")?.number(.positive), value.required("n_e")?.number(.positive))
      value.finish()
    }
    guard let provenance = data.provenance(object), let ordinary, let extraordinary, let range else { return nil }
    return CrystalIndex(
      ordinary: ordinary, extraordinary: extraordinary, range: range, status: provenance.status,
      source: provenance.source, pointer: reader.place.pointer)
  }

  // MARK: Densities

  private func density(_ reader: ValueReader) -> Density? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let value = data.datum(object.required("per_cm3"), .positive)
    let conditions = object.name("conditions")
    let realistic = object.optionalBool("realistic") ?? false
    guard let value, let conditions else { return nil }
    return Density(value: value, conditions: conditions, isRealistic: realistic)
  }

  // MARK: Levels

  private mutating func levels() -> [Level] {
    guard let list = root.required("levels"), let all = list.array() else { return [] }
    let readers = limited(all, to: Self.mostLevels, list)
    for reader in readers {
      guard case .object(let members) = reader.node.value else { continue }
      if case .string(let id)? = members.first(where: { $0.key == "id" })?.value.value { declaredLevels.insert(id) }
    }
    declaredLevelList = declaredLevels.sorted()
    let levels = readers.compactMap(level)
    levelsAreComplete = levels.count == all.count
    return levels
  }

  private func level(_ reader: ValueReader) -> Level? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let id = object.name("id")
    let configuration = object.string("configuration")
    let term = object.string("term")
    let twoJ = object.required("two_J")?.integer(in: 0...60)
    let parity = object.optional("parity")?.choice(Parity.self)
    let irrep = object.optional("irrep").flatMap { $0.isNull ? nil : $0.choice(Irrep.self) }
    let irrepStatus = object.optional("irrep_status")?.choice(DataStatus.self)
    let degeneracy = object.required("degeneracy")?.integer(in: 1...61)
    let isKramers = object.optionalBool("kramers")
    let manifold = object.optionalString("manifold")
    let isMetastable = object.optionalBool("metastable")
    let isObserved = object.optionalBool("observed")
    let energy = data.datum(object.required("energy_per_cm"))
    let alternatives = data.data(object.optional("energy_alternatives_per_cm"), .any)
    let lifetimes = data.data(object.optional("lifetime_s"), .lifetime)
    let note = object.optionalString("note")
    guard let id, let configuration, let term, let twoJ, let degeneracy, let energy else { return nil }
    return Level(
      id: id, configuration: configuration, term: term, twoJ: twoJ, parity: parity, irrep: irrep,
      irrepStatus: irrepStatus, degeneracy: degeneracy, isKramers: isKramers, manifold: manifold,
      isMetastable: isMetastable, isObserved: isObserved, energyPerCentimetre: energy, energyAlternatives: alternatives,
      lifetimes: lifetimes, note: note, pointer: reader.place.pointer)
  }

  /// A level id that exists.
  private func levelID(_ reader: ValueReader?) -> String? {
    guard let reader, let id = reader.string() else { return nil }
    if !declaredLevels.contains(id) {
      reader.report(
        .error, "dangling-level", "no level has the id '\(id)'",
        hint: Suggestion.phrase(for: id, among: declaredLevelList) ?? "level ids stand under \"levels\"")
      return nil
    }
    return id
  }

  // MARK: Transitions and manifolds

  private func transition(_ reader: ValueReader) -> Transition? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let upper = levelID(object.required("upper"))
    let lower = levelID(object.required("lower"))
    let multipole = object.required("multipole")?.choice(Multipole.self)
    let resolution = object.optional("resolution")?.choice(Resolution.self) ?? .level
    let rate = data.datum(object.optional("A_per_s"), .rate)
    let alternatives = data.data(object.optional("A_alternatives_per_s"), .rate)
    let air = object.optional("air_nm")?.number(.positive)
    let vacuum = object.optional("vacuum_nm")?.number(.positive)
    let polarisation = object.optionalString("polarisation")
    let isCritical = object.optionalBool("critical") ?? false
    let note = object.optionalString("note")
    guard let upper, let lower, let multipole else { return nil }
    return Transition(
      upper: upper, lower: lower, multipole: multipole, resolution: resolution, rate: rate,
      rateAlternatives: alternatives, airNanometres: air, vacuumNanometres: vacuum, polarisation: polarisation,
      isCritical: isCritical, note: note, pointer: reader.place.pointer)
  }

  private func manifold(_ reader: ValueReader) -> Manifold? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let id = object.name("id")
    let twoJ = object.required("two_J")?.integer(in: 0...60)
    let lowest = levelID(object.required("lowest_level"))
    let barycentre = data.datum(object.required("barycentre_per_cm"))
    let lifetimes = data.data(object.optional("lifetime_s"), .lifetime)
    guard let id, let twoJ, let lowest, let barycentre else { return nil }
    return Manifold(
      id: id, twoJ: twoJ, lowestLevel: lowest, barycentre: barycentre, lifetimes: lifetimes,
      pointer: reader.place.pointer)
  }

  private func manifoldTransition(_ reader: ValueReader) -> ManifoldTransition? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let upper = object.string("upper")
    let lower = object.string("lower")
    let difference = object.required("barycentre_difference_per_cm")?.number(.positive)
    let elements = ["U2", "U4", "U6"].compactMap { object.required($0)?.number(.nonNegative) }
    let strength = object.required("LS2")?.number(.nonNegative)
    let electric = data.datum(object.required("A_ED_per_s"))
    let alternatives = data.data(object.optional("A_ED_alternatives_per_s"))
    let magnetic = data.datum(object.required("A_MD_per_s"))
    guard let upper, let lower, let difference, elements.count == 3, let strength, let electric, let magnetic else {
      return nil
    }
    return ManifoldTransition(
      upper: upper, lower: lower, barycentreDifference: difference, reducedElements: elements,
      magneticStrength: strength, electricRate: electric, electricAlternatives: alternatives, magneticRate: magnetic,
      pointer: reader.place.pointer)
  }

  // MARK: Spin elements and schemes

  private func spinElement(_ reader: ValueReader) -> SpinElement? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let a = levelID(object.required("a"))
    let b = levelID(object.required("b"))
    let perA = object.optional("per_a")?.number(.nonNegative)
    let sum: Datum?
    var axial: SpinElement.AxialParts?
    if object.has("Sz2") || object.has("Sxy2") {
      let spinZ = object.required("Sz2")?.number(.nonNegative)
      let spinXY = object.required("Sxy2")?.number(.nonNegative)
      let momentZ = object.optional("Mz2")?.number(.nonNegative)
      let momentXY = object.optional("Mxy2")?.number(.nonNegative)
      guard let provenance = data.provenance(object), let spinZ, let spinXY else { return nil }
      axial = SpinElement.AxialParts(spinZ: spinZ, spinXY: spinXY, momentZ: momentZ ?? 0, momentXY: momentXY ?? 0)
      sum = Datum(
        value: spinZ + spinXY, uncertainty: nil, status: provenance.status, source: provenance.source, confidence: nil,
        note: nil, pointer: reader.place.pointer)
    } else {
      sum = data.datum(object.required("sum_S2"), .strength)
    }
    guard let a, let b, let sum else { return nil }
    return SpinElement(a: a, b: b, sum: sum, axial: axial, perA: perA, pointer: reader.place.pointer)
  }

  private func scheme(_ reader: ValueReader) -> Scheme? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let id = object.name("id")
    let process = object.required("process")?.choice(Scheme.Process.self)
    let isRaman = process == .ranp
    let e = levelID(object.required("e"))
    let p = levelID(isRaman ? object.required("p") : object.optional("p"))
    let q = levelID(isRaman ? object.required("q") : object.optional("q"))
    let g = levelID(object.required("g"))
    let intermediate = levelID(object.optional("intermediate"))
    let rateOfPE = data.datum(object.optional("gamma_pe_per_s"), .rate, nullable: true)
    let rateOfE = data.datum(object.optional("gamma_e_per_s"), .width, nullable: true)
    let spinSquared = data.datum(object.optional("spin2_per_e"), .strength, nullable: true)
    let means = object.optional("manifold_means")?.array()?.compactMap { $0.choice(ManifoldMean.self) } ?? []
    let derived = object.optional("derived").flatMap(derivedFigures)
    let viable = object.required("viable")?.bool()
    let note = object.string("note")
    if object.has("status") || object.has("source") { _ = data.provenance(object) }
    guard let id, let process, let e, let g, let viable, let note else { return nil }
    if isRaman, p == nil || q == nil { return nil }
    return Scheme(
      id: id, process: process, e: e, p: p, q: q, g: g, intermediate: intermediate, rateOfPE: rateOfPE,
      rateOfE: rateOfE, spinSquared: spinSquared, isRateManifoldMean: means.contains(.rateOfPE),
      isSpinManifoldMean: means.contains(.spinSquared), derived: derived, isViable: viable, note: note,
      pointer: reader.place.pointer)
  }

  /// The data of a scheme that may be manifold means.
  private enum ManifoldMean: String, CaseIterable {
    case rateOfPE = "gamma_pe_per_s"
    case spinSquared = "spin2_per_e"
  }

  private func derivedFigures(_ reader: ValueReader) -> Scheme.DerivedFigures? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let figures = Scheme.DerivedFigures(
      epsilonPE: object.required("eps_pe_eV")?.number(), epsilonEG: object.required("eps_eg_eV")?.number(),
      ratio: object.required("eps_ratio")?.number(), largestR: object.required("r_max")?.number(),
      windowExists: object.required("window_exists")?.bool(),
      figureOfMerit: object.optional("figure_of_merit")?.number(),
      figureOfMeritWithSpin: object.optional("figure_of_merit_spin2")?.number())
    return figures
  }

  // MARK: Records kept for the reader

  /// Parts no computation uses yet: read for their form, kept in ``Target/document``.
  private func decodeRecords() {
    if let object = root.optional("judd_ofelt")?.object() {
      if let list = object.required("omega_1e-20_cm2"), let values = list.array(),
        values.compactMap({ $0.number(.nonNegative) }).count != 3
      {
        list.report(.error, "value", "expected the three parameters of rank 2, 4, 6")
      }
      _ = data.provenance(object)
      _ = object.optional("confidence")?.choice(Confidence.self)
      object.finish()
    }
    if let object = root.optional("crystal_field")?.object() {
      _ = object.name("convention")
      _ = data.provenance(object)
      for (_, value) in object.required("parameters_per_cm")?.object()?.everyMember() ?? [] { _ = value.number() }
      object.finish()
    }
    for reader in root.optional("hyperfine")?.array() ?? [] {
      guard let object = reader.object() else { continue }
      _ = object.name("manifold")
      _ = data.datum(object.required("A_J_per_cm"), .any)
      object.finish()
    }
    for reader in root.optional("paper_levels_check")?.array() ?? [] {
      guard let object = reader.object() else { continue }
      _ = levelID(object.required("level"))
      for key in ["level_per_cm", "paper_meV", "published_hbar_c_meV", "correct_meV"] {
        _ = object.required(key)?.number(.nonNegative)
      }
      object.finish()
    }
  }

  private func crossCheck(_ reader: ValueReader) -> String? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    _ = object.optional("source").flatMap(data.sourceKey)
    return object.name("text")
  }

  private func conflict(_ reader: ValueReader) -> Conflict? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let concerns = object.optional("concerns")?.array()?.compactMap(concern) ?? []
    guard let text = object.name("text") else { return nil }
    return Conflict(text: text, concerns: concerns)
  }

  private func concern(_ reader: ValueReader) -> Conflict.Concern? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    if let pair = object.optional("spin") {
      guard let readers = pair.array() else { return nil }
      let ids = readers.compactMap(levelID)
      if readers.count != 2 { pair.report(.error, "value", "expected two level ids") }
      return ids.count == 2 ? .spin(ids[0], ids[1]) : nil
    }
    if let level = object.optional("level") { return levelID(level).map(Conflict.Concern.level) }
    let upper = levelID(object.required("upper"))
    let lower = levelID(object.required("lower"))
    guard let upper, let lower else { return nil }
    return .transition(upper: upper, lower: lower)
  }
}
