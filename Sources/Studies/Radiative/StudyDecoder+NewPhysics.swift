import Documents
import Emission
import Neutrinos

extension StudyDecoder {
  /// The block `new_physics`.
  func newParticles(_ reader: ValueReader) -> NewParticles? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    var particles = NewParticles()
    var members: [JSONValue.Member] = []
    if let reader = object.optional("z_prime") {
      guard let (vector, json) = vector(reader) else { return nil }
      particles.vector = vector
      members.append(.init("z_prime", json))
    }
    if let reader = object.optional("scalar") {
      guard let (scalar, json) = scalar(reader) else { return nil }
      particles.scalar = scalar
      members.append(.init("scalar", json))
    }
    if let reader = object.optional("moments") {
      guard let (moments, json) = moments(reader) else { return nil }
      particles.moments = moments
      members.append(.init("moments", json))
    }
    if !members.isEmpty { particles.json = .object(members) }
    return particles
  }

  private func vector(_ reader: ValueReader) -> (NewParticles.Vector, JSONValue)? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let mass = object.required("mass_eV")?.number(.particle), width = width(object.optional("width_eV"))
    let electron = object.required("g_electron")?.number(.coupling)
    let left = couplings(object.optional("g_left")), right = couplings(object.optional("g_right"))
    let isLongitudinal = object.optional("longitudinal").map { $0.bool() } ?? true
    guard let mass, let width, let electron, let left, let right, let isLongitudinal else { return nil }
    return (
      NewParticles.Vector(
        mass: mass, width: width, electron: electron, left: left.matrix, right: right.matrix,
        hasLongitudinalPart: isLongitudinal),
      [
        "mass_eV": .number(mass), "width_eV": width.json, "g_electron": .number(electron), "g_left": left.json,
        "g_right": right.json, "longitudinal": .bool(isLongitudinal),
      ]
    )
  }

  private func scalar(_ reader: ValueReader) -> (NewParticles.Scalar, JSONValue)? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let mass = object.required("mass_eV")?.number(.nonNegative), width = width(object.optional("width_eV"))
    let electron = object.required("y_electron")?.number(.coupling)
    let scalar = couplings(object.optional("y_scalar")), pseudoscalar = couplings(object.optional("y_pseudoscalar"))
    guard let mass, let width, let electron, let scalar, let pseudoscalar else { return nil }
    return (
      NewParticles.Scalar(
        mass: mass, width: width, electron: electron, scalar: scalar.matrix, pseudoscalar: pseudoscalar.matrix),
      [
        "mass_eV": .number(mass), "width_eV": width.json, "y_electron": .number(electron), "y_scalar": scalar.json,
        "y_pseudoscalar": pseudoscalar.json,
      ]
    )
  }

  private func moments(_ reader: ValueReader) -> (ElectromagneticMoments, JSONValue)? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    var members: [JSONValue.Member] = []
    var isGood = true
    func matrix(_ key: String) -> CouplingMatrix? {
      guard let reader = object.optional(key) else { return nil }
      guard let found = couplings(reader) else {
        isGood = false
        return nil
      }
      members.append(.init(key, found.json))
      return found.matrix
    }
    let moments = ElectromagneticMoments(
      magnetic: matrix("magnetic_muB"), electric: matrix("electric_muB"), chargeRadius: matrix("charge_radius_cm2"),
      anapole: matrix("anapole_cm2"))
    return isGood ? (moments, .object(members)) : nil
  }

  private func width(_ reader: ValueReader?) -> NewParticles.Width? {
    guard let reader else { return .neutrinos }
    if case .string(let text) = reader.node.value {
      if text == "neutrinos" { return .neutrinos }
      reader.report(
        .error, "value", "'\(text)' is neither \"neutrinos\" nor a number of eV",
        hint: "\"neutrinos\" is the width of the decays into the three neutrinos")
      return nil
    }
    return reader.number(.nonNegative).map { .given($0) }
  }

  /// A number for all mass eigenstates alike, three for each, or an object of elements "11" to "33", of which those with i < j may be
  /// [re, im] and give their conjugates too. Nothing is zero.
  private func couplings(_ reader: ValueReader?) -> (matrix: CouplingMatrix, json: JSONValue)? {
    guard let reader else { return (CouplingMatrix(universal: 0), .number(0)) }
    switch reader.node.value {
    case .number: return reader.number(.coupling).map { (CouplingMatrix(universal: $0), .number($0)) }
    case .array:
      guard let elements = reader.array() else { return nil }
      let numbers = elements.compactMap { $0.number(.coupling) }
      guard numbers.count == elements.count else { return nil }
      guard numbers.count == 3 else {
        reader.report(.error, "value", "expected three numbers, one for each mass eigenstate, found \(numbers.count)")
        return nil
      }
      return (CouplingMatrix(diagonal: numbers), .array(numbers.map(JSONValue.number)))
    default: return elements(reader)
    }
  }

  private func elements(_ reader: ValueReader) -> (matrix: CouplingMatrix, json: JSONValue)? {
    guard case .object = reader.node.value, let object = reader.object() else {
      reader.report(
        .error, "type", "expected a number, three numbers or an object, found \(reader.node.kindName)",
        hint: "such as 1e-12, [1e-12, 0, 0] or { \"12\": [0, 1e-12] }")
      return nil
    }
    defer { object.finish() }
    var rows = [[Complex]](repeating: [.zero, .zero, .zero], count: 3)
    var members: [JSONValue.Member] = []
    for pair in NeutrinoPair.all {
      guard let reader = object.optional(pair.name) else { continue }
      guard let value = element(reader, isDiagonal: pair.isDiagonal) else { return nil }
      rows[pair.i - 1][pair.j - 1] = value
      rows[pair.j - 1][pair.i - 1] = value.conjugate
      members.append(
        .init(pair.name, pair.isDiagonal ? .number(value.re) : .array([.number(value.re), .number(value.im)])))
    }
    return (CouplingMatrix(rows: rows), .object(members))
  }

  private func element(_ reader: ValueReader, isDiagonal: Bool) -> Complex? {
    if isDiagonal { return reader.number(.coupling).map { Complex($0) } }
    guard case .array = reader.node.value, let parts = reader.array() else {
      return reader.number(.coupling).map { Complex($0) }
    }
    let numbers = parts.compactMap { $0.number(.coupling) }
    guard numbers.count == parts.count else { return nil }
    guard numbers.count == 2 else {
      reader.report(.error, "value", "expected [re, im], found \(numbers.count) numbers")
      return nil
    }
    return Complex(numbers[0], numbers[1])
  }
}

extension NewParticles.Width {
  var json: JSONValue {
    switch self {
    case .given(let value): .number(value)
    case .neutrinos: "neutrinos"
    }
  }
}
