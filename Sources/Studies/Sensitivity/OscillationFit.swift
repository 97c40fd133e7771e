import Documents
import Neutrinos
import Sensitivity

/// What fits know of the oscillation parameters beside the data: the key `fit_oscillation`.
public enum OscillationFit: Sendable, Hashable {
  /// They are what the study says, exactly.
  case fixed
  /// They lie within the errors of the study's named set.
  case named
  /// They lie within given errors, of either ordering; those without one are fixed.
  case within(GivenErrors)

  public struct GivenErrors: Sendable, Hashable {
    public let errors: [ParameterError]
    public let correlations: [Correlation]
    public let nuisances: Nuisances

    /// - Returns: `nil` when the correlations admit no distribution, or are of parameters without an error.
    init?(errors: [ParameterError], correlations: [Correlation]) {
      self.errors = errors
      self.correlations = correlations
      var covariance = SymmetricMatrix(diagonal: errors.map { $0.sigma * $0.sigma })
      for correlation in correlations {
        guard let a = errors.firstIndex(where: { $0.parameter == correlation.first }),
          let b = errors.firstIndex(where: { $0.parameter == correlation.second })
        else { return nil }
        covariance[a, b] = correlation.coefficient * errors[a].sigma * errors[b].sigma
      }
      guard let nuisances = Nuisances(errors.map(\.parameter), covariance: covariance) else { return nil }
      self.nuisances = nuisances
    }
  }

  public struct ParameterError: Sendable, Hashable {
    public let parameter: FitParameter
    /// A standard deviation, in the parameter's unit.
    public let sigma: Double
  }

  public struct Correlation: Sendable, Hashable {
    public let first: FitParameter
    public let second: FitParameter
    public let coefficient: Double
  }

  /// What is open of neutrinos of an ordering, with its prior; nothing where a set has no errors.
  func nuisances(_ oscillation: Study.Oscillation, _ ordering: MassOrdering) -> Nuisances {
    switch self {
    case .fixed: return .none
    case .named:
      guard case .named(let set) = oscillation, let known = set.errors(for: ordering) else { return .none }
      return Nuisances(errors: [
        (.s12sq, known.s12sq), (.s13sq, known.s13sq), (.dm21, known.dm21), (.dm31, known.dm31),
      ])
    case .within(let given): return given.nuisances
    }
  }

  var json: JSONValue {
    switch self {
    case .fixed: return .bool(false)
    case .named: return .bool(true)
    case .within(let given):
      var members = given.errors.map { JSONValue.Member(Name($0.parameter).rawValue, .number($0.sigma)) }
      if !given.correlations.isEmpty {
        members.append(
          .init(
            "correlations",
            .array(
              given.correlations.map {
                [
                  "between": .array([.string(Name($0.first).rawValue), .string(Name($0.second).rawValue)]),
                  "coefficient": .number($0.coefficient),
                ]
              })))
      }
      return .object(members)
    }
  }

  /// The parameters as studies call them.
  enum Name: String, CaseIterable {
    case s12sq, s13sq
    case dm21 = "dm21_eV2"
    case dm31 = "dm31_eV2"

    var parameter: FitParameter {
      switch self {
      case .s12sq: .s12sq
      case .s13sq: .s13sq
      case .dm21: .dm21
      case .dm31: .dm31
      }
    }

    /// - Precondition: an oscillation parameter.
    init(_ parameter: FitParameter) {
      guard let name = Self.allCases.first(where: { $0.parameter == parameter }) else {
        preconditionFailure("\(parameter) is no oscillation parameter")
      }
      self = name
    }
  }
}

extension StudyDecoder {
  /// The key `fit_oscillation`, or `nil` after reporting a fault.
  func oscillationFit(_ reader: ValueReader) -> OscillationFit? {
    if case .bool(let isOpen) = reader.node.value { return isOpen ? .named : .fixed }
    guard case .object = reader.node.value, let object = reader.object() else {
      reader.report(
        .error, "type", "expected true, false or an object of errors, found \(reader.node.kindName)",
        hint: "{ \"s12sq\": 0.012, \"dm31_eV2\": 2e-5 } leaves two parameters open within these standard deviations")
      return nil
    }
    defer { object.finish() }
    var errors: [OscillationFit.ParameterError] = []
    var isSound = true
    for name in OscillationFit.Name.allCases {
      guard let reader = object.optional(name.rawValue) else { continue }
      if let sigma = reader.number(.parameterError) {
        errors.append(.init(parameter: name.parameter, sigma: sigma))
      } else {
        isSound = false
      }
    }
    let listed = object.optional("correlations")
    guard isSound else { return nil }
    guard !errors.isEmpty else {
      reader.report(
        .error, "value", "no parameter has an error",
        hint: "false leaves none of them open; true takes the errors of the named set")
      return nil
    }
    var correlations: [OscillationFit.Correlation] = []
    if let listed {
      guard let found = self.correlations(listed, of: errors.map(\.parameter)) else { return nil }
      correlations = found
    }
    guard let given = OscillationFit.GivenErrors(errors: errors, correlations: correlations) else {
      (listed ?? reader).report(
        .error, "value", "no distribution has these correlations: their matrix is not positive definite",
        hint: "some combination of the parameters would have no spread, or less than none")
      return nil
    }
    return .within(given)
  }

  private func correlations(_ reader: ValueReader, of open: [FitParameter]) -> [OscillationFit.Correlation]? {
    guard let elements = reader.array() else { return nil }
    var found: [OscillationFit.Correlation] = []
    for element in elements {
      guard let object = element.object() else { continue }
      defer { object.finish() }
      let between = object.required("between"), coefficient = object.required("coefficient")?.number(.correlation)
      guard let between, let names = between.array(), let coefficient else { continue }
      let pair = names.compactMap { $0.choice(OscillationFit.Name.self)?.parameter }
      guard pair.count == names.count else { continue }
      guard pair.count == 2, pair[0] != pair[1], pair.allSatisfy(open.contains) else {
        between.report(
          .error, "value", "a correlation is between two parameters that have errors",
          hint: "[\"s12sq\", \"dm21_eV2\"] with an error for each")
        continue
      }
      guard !found.contains(where: { Set([$0.first, $0.second]) == Set(pair) }) else {
        between.report(.error, "duplicate", "these two have a correlation already", hint: "leave one of the two out")
        continue
      }
      found.append(.init(first: pair[0], second: pair[1], coefficient: coefficient))
    }
    return found.count == elements.count ? found : nil
  }
}
