import Documents
import Emission

/// A number of a study that a search may change, by its JSON pointer.
public struct StudyParameter: Sendable, Hashable {
  /// Its place in the study.
  public let pointer: String
  let kind: Kind

  enum Kind: Sendable, Hashable {
    case imprint, trigger, detected, refractiveIndex
    /// cos ϑ, the trigger's line and |⟨σ⟩|² (RENP).
    case cosine, lineWidth, angularFactor
    /// Of a measurement's settings: r (RANP) or the trigger's energy (RENP), and the share of the time.
    case settingImprint(Int)
    case settingTrigger(Int)
    case settingShare(Int)
    case radiativeOverride(RadiativeStudy.Override)
    case acceptanceFrom, acceptanceTo
    case linewidth, coherence
    case lightest, delta, alpha21, alpha31
    case override(Study.Override)
    case particleMass
    case coreRadius, firstLayerFactor, profilePower, pairMass, surroundIndex
    case highThickness, lowThickness, highIndex, lowIndex
    case layerThickness(Int)
    case layerIndex(Int)
  }

  /// What both processes have.
  private static let common: [String: Kind] = [
    "/geometry/r": .imprint, "/geometry/trigger_eV": .trigger, "/laser/n3_V_eta_per_cm6": .coherence,
    "/neutrino/lightest_meV": .lightest, "/neutrino/phases_deg/delta": .delta,
    "/neutrino/phases_deg/alpha21": .alpha21, "/neutrino/phases_deg/alpha31": .alpha31,
  ]

  private static let named: [StudyProcess: [String: Kind]] = [.ranp: ramanNames, .renp: radiativeNames]

  private static let radiativeNames: [String: Kind] = {
    var named = common
    named["/geometry/cos_theta"] = .cosine
    named["/laser/line_width_eV"] = .lineWidth
    named["/angular_factor"] = .angularFactor
    for key in RadiativeStudy.Override.allCases { named["/overrides/\(key.rawValue)"] = .radiativeOverride(key) }
    return named
  }()

  private static let ramanNames: [String: Kind] = {
    var named = common
    named.merge([
      "/geometry/detected_eV": .detected,
      "/geometry/refractive_index": .refractiveIndex, "/geometry/acceptance_deg/0": .acceptanceFrom,
      "/geometry/acceptance_deg/1": .acceptanceTo, "/laser/linewidth_Hz": .linewidth,
      "/particle_meV": .particleMass, "/fibre/core_radius_um": .coreRadius,
      "/fibre/first_layer_factor": .firstLayerFactor, "/fibre/profile_power": .profilePower,
      "/fibre/pair_mass_meV": .pairMass, "/fibre/surround/index": .surroundIndex,
      "/fibre/high/thickness_um": .highThickness, "/fibre/low/thickness_um": .lowThickness,
      "/fibre/high/index": .highIndex, "/fibre/low/index": .lowIndex,
    ]) { $1 }
    for key in Study.Override.allCases { named["/overrides/\(key.rawValue)"] = .override(key) }
    return named
  }()

  /// The pointers that do not count layers or settings.
  static func pointers(of process: StudyProcess) -> [String] { (named[process] ?? [:]).keys.sorted() }

  /// `nil` for what is no number of a study of the process, or not one that a search may change.
  public init?(_ pointer: String, of process: StudyProcess = .ranp) {
    self.pointer = pointer
    if let kind = Self.named[process]?[pointer] {
      self.kind = kind
      return
    }
    let steps = JSONPointer.steps(pointer)
    guard steps.count == 4, let index = Int(steps[2]), index >= 0 else { return nil }
    switch (process, steps[0], steps[1], steps[3]) {
    case (.ranp, "sensitivity", "settings", "r"): kind = .settingImprint(index)
    case (.renp, "sensitivity", "settings", "trigger_eV"): kind = .settingTrigger(index)
    case (_, "sensitivity", "settings", "share"): kind = .settingShare(index)
    case (.ranp, "fibre", "layers", "thickness_um"): kind = .layerThickness(index)
    case (.ranp, "fibre", "layers", "index"): kind = .layerIndex(index)
    default: return nil
    }
  }

  /// What it may be.
  var allowed: StudyRange {
    switch kind {
    case .imprint, .settingImprint: .imprint
    case .trigger, .detected, .settingTrigger: .energy
    case .cosine: .cosine
    case .lineWidth: .nonNegative
    case .angularFactor: .strength
    case .settingShare: .fraction
    case .radiativeOverride(let key): key.allowed
    case .refractiveIndex, .surroundIndex, .highIndex, .lowIndex, .layerIndex: .index
    case .acceptanceFrom, .acceptanceTo: .polarAngle
    case .linewidth: .rate
    case .coherence: .coherence
    case .lightest, .pairMass: .mass
    case .delta, .alpha21, .alpha31: .any
    case .override(let key): key.allowed
    case .particleMass: .nonNegative
    case .coreRadius: .radius
    case .firstLayerFactor: .factor
    case .profilePower: .profile
    case .highThickness, .lowThickness, .layerThickness: .thickness
    }
  }

  /// True for the geometry of photons and detector: what else a design rests on stays as it was.
  var isGeometry: Bool {
    switch kind {
    case .imprint, .trigger, .detected, .acceptanceFrom, .acceptanceTo: true
    default: false
    }
  }

  var isFibre: Bool {
    switch kind {
    case .coreRadius, .firstLayerFactor, .profilePower, .pairMass, .surroundIndex, .highThickness, .lowThickness,
      .highIndex, .lowIndex, .layerThickness, .layerIndex:
      true
    default: false
    }
  }

  /// True for the dimensions of a fibre, and for what one is multiplied by.
  var isLength: Bool {
    switch kind {
    case .coreRadius, .firstLayerFactor, .highThickness, .lowThickness, .layerThickness: true
    default: false
    }
  }

  /// True when a study has such a number: the parts of a fibre and settings are there or not.
  func exists(in study: AnyStudy) -> Bool {
    switch study {
    case .raman(let study): exists(in: study)
    case .radiative(let study): exists(in: study)
    }
  }

  private func exists(in study: RadiativeStudy) -> Bool {
    switch kind {
    case .settingTrigger(let index), .settingShare(let index): study.measurement.settings.indices.contains(index)
    default: true
    }
  }

  func exists(in study: Study) -> Bool {
    switch kind {
    case .settingImprint(let index), .settingShare(let index): return study.measurement.settings.indices.contains(index)
    default: break
    }
    guard isFibre else { return true }
    guard let fibre = study.fibre else { return false }
    switch (kind, fibre.stack) {
    case (.highThickness, .layers), (.lowThickness, .layers), (.highIndex, .layers), (.lowIndex, .layers): return false
    case (.layerThickness(let index), .layers(let layers)), (.layerIndex(let index), .layers(let layers)):
      return layers.indices.contains(index)
    case (.layerThickness, .pairs), (.layerIndex, .pairs): return false
    default: return true
    }
  }

  /// A dimension of the fibre's wall as a study has it; `nil` for other numbers.
  func dimension(in study: Study) -> Double? {
    guard let fibre = study.fibre else { return nil }
    return switch (kind, fibre.stack) {
    case (.coreRadius, _): fibre.coreRadius
    case (.firstLayerFactor, _): fibre.firstLayerFactor
    case (.highThickness, .pairs(_, let high, _)): high.thickness
    case (.lowThickness, .pairs(_, _, let low)): low.thickness
    case (.layerThickness(let index), .layers(let layers)): layers[index].thickness
    default: nil
    }
  }

  /// Puts a value into a study.
  func set(_ value: Double, in study: inout Study) {
    switch kind {
    case .imprint, .trigger, .detected, .acceptanceFrom, .acceptanceTo: set(value, in: &study.geometry)
    case .refractiveIndex: study.geometry.medium = .index(value)
    case .linewidth: study.laser.linewidth = value
    case .coherence: study.laser.coherence = value
    case .lightest: study.neutrino.lightest = value
    case .delta: study.neutrino.phases.delta = value
    case .alpha21: study.neutrino.phases.alpha21 = value
    case .alpha31: study.neutrino.phases.alpha31 = value
    case .override(let key): study.overrides[key] = value
    case .particleMass: study.particleMass = value
    case .settingImprint(let index): study.statedMeasurement?.settings[index].place = value
    case .settingShare(let index): study.statedMeasurement?.settings[index].share = value
    default: if study.fibre != nil { set(value, in: &study.fibre!) }
    }
  }

  /// Puts a value into a study of radiative emission.
  func set(_ value: Double, in study: inout RadiativeStudy) {
    switch kind {
    case .imprint: study.geometry.phase = .fixed(value)
    case .trigger: study.geometry.trigger = value
    case .cosine: study.geometry.cosine = value
    case .lineWidth: study.laser.lineWidth = value
    case .coherence: study.laser.coherence = value
    case .lightest: study.neutrino.lightest = value
    case .delta: study.neutrino.phases.delta = value
    case .alpha21: study.neutrino.phases.alpha21 = value
    case .alpha31: study.neutrino.phases.alpha31 = value
    case .angularFactor: study.statedAngularFactor = value
    case .radiativeOverride(let key): study.overrides[key] = value
    case .settingTrigger(let index): study.statedMeasurement?.settings[index].place = value
    case .settingShare(let index): study.statedMeasurement?.settings[index].share = value
    default: break
    }
  }

  /// Puts a value of ``isGeometry`` into a geometry.
  func set(_ value: Double, in geometry: inout Study.Geometry) {
    switch kind {
    case .imprint: geometry.imprint = value
    case .trigger: geometry.trigger = .energy(value)
    case .detected: geometry.detected = .energy(value)
    case .acceptanceFrom:
      geometry.acceptance = min(value, geometry.acceptance.upperBound)...geometry.acceptance.upperBound
    case .acceptanceTo:
      geometry.acceptance = geometry.acceptance.lowerBound...max(value, geometry.acceptance.lowerBound)
    default: break
    }
  }

  /// Puts a value of ``isFibre`` into a fibre.
  func set(_ value: Double, in fibre: inout StudyFibre) {
    switch kind {
    case .coreRadius: fibre.coreRadius = value
    case .firstLayerFactor: fibre.firstLayerFactor = value
    case .profilePower: fibre.profilePower = value
    case .pairMass: fibre.pairMass = value
    case .surroundIndex: fibre.surround.setIndex(value)
    case .highThickness: fibre.stack.changePair { high, _ in high.thickness = value }
    case .lowThickness: fibre.stack.changePair { _, low in low.thickness = value }
    case .highIndex: fibre.stack.changePair { high, _ in high.medium.setIndex(value) }
    case .lowIndex: fibre.stack.changePair { _, low in low.medium.setIndex(value) }
    case .layerThickness(let index): fibre.stack.changeLayer(index) { $0.thickness = value }
    case .layerIndex(let index): fibre.stack.changeLayer(index) { $0.medium.setIndex(value) }
    default: break
    }
  }
}

extension Study {
  /// Puts values in the places of parameters.
  mutating func put(_ values: [Double], for parameters: [StudyParameter]) {
    for (parameter, value) in zip(parameters, values) { parameter.set(value, in: &self) }
    geometry.settle(values, for: parameters)
  }
}

extension RadiativeStudy {
  /// Puts values in the places of parameters.
  mutating func put(_ values: [Double], for parameters: [StudyParameter]) {
    for (parameter, value) in zip(parameters, values) { parameter.set(value, in: &self) }
  }
}

extension Study.Geometry {
  /// The first end of a cone, once more: it may have been held back by the second one's old value.
  mutating func settle(_ values: [Double], for parameters: [StudyParameter]) {
    for k in parameters.indices where parameters[k].kind == .acceptanceFrom { parameters[k].set(values[k], in: &self) }
  }
}

extension StudyFibre.Medium {
  /// A new real index, with the absorption it had.
  fileprivate mutating func setIndex(_ n: Double) {
    if case .index(_, let k) = self { self = .index(n: n, k: k) } else { self = .index(n: n, k: 0) }
  }
}

extension StudyFibre.Stack {
  fileprivate mutating func changePair(_ change: (inout StudyFibre.Layer, inout StudyFibre.Layer) -> Void) {
    guard case .pairs(let count, var high, var low) = self else { return }
    change(&high, &low)
    self = .pairs(count, high: high, low: low)
  }

  fileprivate mutating func changeLayer(_ index: Int, _ change: (inout StudyFibre.Layer) -> Void) {
    guard case .layers(var layers) = self, layers.indices.contains(index) else { return }
    change(&layers[index])
    self = .layers(layers)
  }
}

extension Study.Override {
  /// What a value may be.
  var allowed: StudyRange {
    switch self {
    case .levelSpacing, .spacingPE, .spacingPQ: .energy
    case .widthOfE, .widthOfQ: .width
    case .rateOfPE, .rateOfPQ, .widthOfP: .rate
    case .spinSquared: .strength
    }
  }
}
