import Documents
import Foundation
import Photonics

extension StudyDecoder {
  /// The fibre of a study, or `nil` after reporting why there is none.
  func fibre(_ reader: ValueReader) -> StudyFibre? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let radius = object.required("core_radius_um")?.number(.radius)
    let stack = stack(object)
    let factor = object.optional("first_layer_factor").map { $0.number(.factor) } ?? 1
    let surround = object.optional("surround").map { medium($0) } ?? .vacuum
    let power = object.optional("profile_power").map { $0.number(.profile) } ?? 0
    let mass = object.optional("pair_mass_meV").map { $0.number(.mass) }
    let states = object.optional("background_states").map { $0.choice(StudyFibre.States.self) } ?? .all
    if case .some(.none) = mass { return nil }
    guard let radius, let stack, let factor, let surround, let power, let states else { return nil }
    return StudyFibre(
      coreRadius: radius, stack: stack, firstLayerFactor: factor, surround: surround, profilePower: power,
      pairMass: mass ?? nil, states: states)
  }

  /// Either explicit layers or a number of pairs.
  private func stack(_ object: ObjectReader) -> StudyFibre.Stack? {
    if object.has("layers") {
      for key in ["pairs", "high", "low"] where object.has(key) {
        object.optional(key)?.report(
          .error, "two-stacks", "\"layers\" and \"\(key)\" both say what the wall is",
          hint: "give either \"layers\", or \"pairs\" with \"high\" and \"low\"")
      }
      guard let elements = object.required("layers")?.array() else { return nil }
      guard (1...Self.mostLayers).contains(elements.count) else {
        object.optional("layers")?.report(
          .error, "range", "a wall of \(elements.count) layers", hint: "from 1 to \(Self.mostLayers) are allowed")
        return nil
      }
      let layers = elements.compactMap(layer)
      return layers.count == elements.count ? .layers(layers) : nil
    }
    let pairs = object.required("pairs")
    let count = pairs?.number()
    let high = object.required("high").flatMap(layer), low = object.required("low").flatMap(layer)
    guard let count else { return nil }
    guard count == count.rounded(), (1...Double(Self.mostLayers / 2)).contains(count) else {
      pairs?.report(
        .error, "range", "\(NumberText.exact(count)) pairs",
        hint: "a whole number from 1 to \(Self.mostLayers / 2); layers that do not come in pairs go into \"layers\"")
      return nil
    }
    guard let high, let low else { return nil }
    return .pairs(Int(count), high: high, low: low)
  }

  static let mostLayers = 400

  private func layer(_ reader: ValueReader) -> StudyFibre.Layer? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let medium = medium(object), thickness = object.required("thickness_um")?.number(.thickness)
    guard let medium, let thickness else { return nil }
    return StudyFibre.Layer(medium: medium, thickness: thickness)
  }

  /// `"vacuum"`, a material's name, or an object as in a layer.
  private func medium(_ reader: ValueReader) -> StudyFibre.Medium? {
    if case .string(let text) = reader.node.value { return text == "vacuum" ? .vacuum : material(text, reader) }
    if case .number = reader.node.value { return reader.number(.index).map { .index(n: $0, k: 0) } }
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    return medium(object)
  }

  /// `"material"`, or `"index"` with or without `"k"`.
  private func medium(_ object: ObjectReader) -> StudyFibre.Medium? {
    if let name = object.optional("material") {
      for key in ["index", "k"] where object.has(key) {
        object.optional(key)?.report(
          .error, "two-media", "\"material\" and \"\(key)\" both say what the medium is", hint: "keep one of them")
      }
      guard let text = name.string() else { return nil }
      return text == "vacuum" ? .vacuum : material(text, name)
    }
    guard let index = object.optional("index") else {
      object.report(
        .error, "missing-medium", "no medium is given", hint: "add \"material\", such as \"si\", or \"index\", a number"
      )
      return nil
    }
    let n = index.number(.index), k = object.optional("k").map { $0.number(.absorption) } ?? 0
    guard let n, let k else { return nil }
    return .index(n: n, k: k)
  }

  private func material(_ name: String, _ reader: ValueReader) -> StudyFibre.Medium? {
    let isFile = name.contains("/") || name.hasSuffix(".json")
    if name == "-" {
      reader.report(
        .error, "unknown-material", "a study cannot take a material from standard input",
        hint: "write it to a file and name that here")
      return nil
    }
    // A file is looked for beside the study.
    let place = isFile && !name.hasPrefix("/") && directory != "." ? directory + "/" + name : name
    do throws(MaterialError) {
      let material = try materials.load(place)
      return .material(name: isFile ? URL(fileURLWithPath: place).standardizedFileURL.path : material.id, material)
    } catch {
      switch error {
      case .unknownMaterial(let name, let hint, _):
        reader.report(
          .error, "unknown-material", "there is no material '\(name)'",
          hint: hint ?? "docs/materials.md lists them; a path to a file works too, and an index as a number")
      case .rejected(let findings):
        reader.report(
          .error, "bad-material",
          "the material '\(name)' cannot be used: \(findings.first { $0.severity == .error }?.message ?? "it has errors")",
          hint: "docs/materials.md describes the format")
      case .noMaterials(let searched):
        reader.report(
          .error, "no-materials", "no materials were found", why: "looked in \(searched)",
          hint: "NUPAIR_TARGETS names the directory of targets and materials; an index as a number needs none")
      }
      return nil
    }
  }
}
