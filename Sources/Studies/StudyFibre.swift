import Documents
import Photonics

/// The fibre of a study as its author wrote it.
public struct StudyFibre: Sendable, Hashable {
  /// µm.
  public internal(set) var coreRadius: Double
  public internal(set) var stack: Stack
  /// What the first layer's thickness is multiplied by: next to the core another thickness than in the period serves better.
  public internal(set) var firstLayerFactor: Double
  public internal(set) var surround: Medium
  /// W(ρ) = J₀(j₀₁ρ/R)^p.
  public internal(set) var profilePower: Double
  /// The pair mass at which the background is judged, meV; M at θ = π where `nil`.
  public internal(set) var pairMass: Double?
  public let states: States

  public struct Layer: Sendable, Hashable {
    public internal(set) var medium: Medium
    /// µm.
    public internal(set) var thickness: Double
  }

  public enum Stack: Sendable, Hashable {
    /// High and low layers in turn, the high one first.
    case pairs(Int, high: Layer, low: Layer)
    /// From the core outward.
    case layers([Layer])

    public var layers: [Layer] {
      switch self {
      case .pairs(let count, let high, let low): (0..<2 * count).map { $0.isMultiple(of: 2) ? high : low }
      case .layers(let layers): layers
      }
    }
  }

  /// A medium with the name it was asked for by.
  public enum Medium: Sendable, Hashable {
    case vacuum
    case index(n: Double, k: Double)
    case material(name: String, Material)

    public var optical: OpticalMedium {
      switch self {
      case .vacuum: .vacuum
      case .index(let n, let k): .constant(n: n, k: k)
      case .material(_, let material): .material(material)
      }
    }
  }

  /// The states through which the two photons of the background go.
  public enum States: String, Sendable, Hashable, CaseIterable {
    /// Every one that the database knows with its rates.
    case all
    /// p alone.
    case path
  }

  /// The layers as built, from the core outward.
  public var layers: [Layer] {
    var layers = stack.layers
    layers[0].thickness *= firstLayerFactor
    return layers
  }

  /// Of every layer and the surround, the ones with a file of their own.
  var materials: [Material] {
    (stack.layers.map(\.medium) + [surround]).compactMap {
      if case .material(_, let material) = $0 { material } else { nil }
    }
  }

  public var bragg: BraggFibre {
    BraggFibre(
      coreRadius: coreRadius,
      layers: layers.map { BraggFibre.Layer(medium: $0.medium.optical, thickness: $0.thickness) },
      surround: surround.optical)
  }
}

extension StudyFibre {
  var json: JSONValue {
    var members: [JSONValue.Member] = [.init("core_radius_um", .number(coreRadius))]
    switch stack {
    case .pairs(let count, let high, let low):
      members += [.init("pairs", .number(Double(count))), .init("high", high.json), .init("low", low.json)]
    case .layers(let layers): members.append(.init("layers", .array(layers.map(\.json))))
    }
    members += [
      .init("first_layer_factor", .number(firstLayerFactor)),
      .init("surround", surround.isVacuum ? "vacuum" : .object(surround.members)),
      .init("profile_power", .number(profilePower)),
    ]
    if let pairMass { members.append(.init("pair_mass_meV", .number(pairMass))) }
    members.append(.init("background_states", .string(states.rawValue)))
    return .object(members)
  }
}

extension StudyFibre.Layer {
  fileprivate var json: JSONValue {
    .object(medium.members + [JSONValue.Member("thickness_um", .number(thickness))])
  }
}

extension StudyFibre.Medium {
  fileprivate var isVacuum: Bool { if case .vacuum = self { true } else { false } }

  fileprivate var members: [JSONValue.Member] {
    switch self {
    case .vacuum: [.init("index", .number(1))]
    case .index(let n, let k): [.init("index", .number(n))] + (k > 0 ? [.init("k", .number(k))] : [])
    case .material(let name, _): [.init("material", .string(name))]
    }
  }
}
