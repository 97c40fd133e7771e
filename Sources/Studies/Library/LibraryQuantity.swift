import Documents
import Emission
import Foundation
import Targets

/// A number that the library computes without a study, by a name and arguments: what a claim takes under `library`.
///
/// The names and what they take are listed in docs/claims.md and targets/schema/claims.schema.json; tests hold all three together.
struct LibraryQuantity: Sendable {
  let name: String
  /// In one line, with its unit.
  let summary: String
  let parameters: [Parameter]
  /// Set where the published value comes from a formula that does not hold.
  let refutation: Refutation?
  /// `nil` where the arguments leave no number.
  let compute: @Sendable (Arguments, Conventions, TargetDatabase) throws(TargetError) -> Double?

  init(
    _ name: String, _ summary: String, _ parameters: [Parameter], refutation: Refutation? = nil,
    _ compute: @escaping @Sendable (Arguments, Conventions, TargetDatabase) throws(TargetError) -> Double?
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.refutation = refutation
    self.compute = compute
  }

  /// What can be given, its unit in its name.
  struct Parameter: Sendable {
    let name: String
    let kind: Kind
    /// Left out, it must be given.
    let standard: Argument?

    enum Kind: Sendable {
      case number(ClosedRange<Double>)
      case integer(ClosedRange<Int>)
      case choice([String])
      /// An id, judged by who uses it.
      case text
    }

    static func number(_ name: String, _ range: ClosedRange<Double>, _ standard: Double? = nil) -> Parameter {
      Parameter(name: name, kind: .number(range), standard: standard.map { .number($0) })
    }
    static func integer(_ name: String, _ range: ClosedRange<Int>) -> Parameter {
      Parameter(name: name, kind: .integer(range), standard: nil)
    }
    static func choice(_ name: String, _ choices: [String], _ standard: String? = nil) -> Parameter {
      Parameter(name: name, kind: .choice(choices), standard: standard.map { .text($0) })
    }
    static func text(_ name: String) -> Parameter { Parameter(name: name, kind: .text, standard: nil) }
  }

  enum Argument: Sendable, Hashable {
    case number(Double)
    case text(String)
  }

  /// Checked against the parameters, with what was left out filled in.
  struct Arguments: Sendable {
    fileprivate let values: [String: Argument]

    func number(_ name: String) -> Double {
      guard case .number(let value)? = values[name] else {
        preconditionFailure("\(name) is no number of this quantity")
      }
      return value
    }
    func integer(_ name: String) -> Int { Int(number(name)) }
    func text(_ name: String) -> String {
      guard case .text(let value)? = values[name] else { preconditionFailure("\(name) is no text of this quantity") }
      return value
    }
    func choice<Choice: RawRepresentable>(_ name: String, _: Choice.Type) -> Choice where Choice.RawValue == String {
      guard let choice = Choice(rawValue: text(name)) else {
        preconditionFailure("\(name) has choices that its type does not know")
      }
      return choice
    }
  }

  static let all: [LibraryQuantity] = thomasFermi + monopole + constants + database
  static func named(_ name: String) -> LibraryQuantity? { all.first { $0.name == name } }
}

/// A quantity with its arguments.
struct LibraryCall: Sendable {
  let quantity: LibraryQuantity
  let arguments: LibraryQuantity.Arguments

  /// The same with another number for an argument.
  func setting(_ name: String, to value: Double) -> LibraryCall {
    var values = arguments.values
    values[name] = .number(value)
    return LibraryCall(quantity: quantity, arguments: LibraryQuantity.Arguments(values: values))
  }

  private init(quantity: LibraryQuantity, arguments: LibraryQuantity.Arguments) {
    self.quantity = quantity
    self.arguments = arguments
  }

  func value(_ conventions: Conventions, _ database: TargetDatabase) throws(TargetError) -> Double? {
    try quantity.compute(arguments, conventions, database)
  }

  /// Reads `{ "name": …, arguments }` and reports all that is wrong with it.
  ///
  /// - Parameter varied: the argument that runs over a range, which is therefore not given; it starts at the range's lower end.
  init?(_ reader: ValueReader, varied: (name: String, range: ClosedRange<Double>)? = nil) {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    guard let nameReader = object.required("name"), let name = nameReader.string() else {
      _ = object.everyMember()
      return nil
    }
    guard let quantity = LibraryQuantity.named(name) else {
      nameReader.report(
        .error, "unknown-quantity", "the library has no quantity '\(name)'",
        hint: Suggestion.phrase(for: name, among: LibraryQuantity.all.map(\.name)) ?? "docs/claims.md lists them")
      _ = object.everyMember()
      return nil
    }
    var values: [String: LibraryQuantity.Argument] = [:]
    var isVaried = false
    for parameter in quantity.parameters {
      if let varied, varied.name == parameter.name, case .number(let allowed) = parameter.kind {
        isVaried = true
        if !allowed.contains(varied.range.lowerBound) || !allowed.contains(varied.range.upperBound) {
          reader.report(
            .error, "range",
            "the abscissa leaves \(allowed.lowerBound)…\(allowed.upperBound), where \(varied.name) lies")
        }
        values[parameter.name] = .number(varied.range.lowerBound)
        continue
      }
      let found = parameter.standard == nil ? object.required(parameter.name) : object.optional(parameter.name)
      values[parameter.name] = found.map { Self.argument($0, parameter.kind) } ?? parameter.standard
    }
    if let varied, !isVaried {
      reader.report(
        .error, "value", "'\(varied.name)' is no number that \(name) takes",
        hint: Suggestion.phrase(for: varied.name, among: quantity.parameters.map(\.name)))
      return nil
    }
    guard quantity.parameters.allSatisfy({ values[$0.name] != nil }) else { return nil }
    self.quantity = quantity
    arguments = LibraryQuantity.Arguments(values: values)
  }

  private static func argument(_ reader: ValueReader, _ kind: LibraryQuantity.Parameter.Kind)
    -> LibraryQuantity.Argument?
  {
    switch kind {
    case .number(let range):
      guard let value = reader.number() else { return nil }
      guard range.contains(value) else {
        reader.report(.error, "range", "\(value) is outside \(range.lowerBound)…\(range.upperBound)")
        return nil
      }
      return .number(value)
    case .integer(let range): return reader.integer(in: range).map { .number(Double($0)) }
    case .choice(let choices):
      guard let text = reader.string() else { return nil }
      guard choices.contains(text) else {
        reader.report(
          .error, "value", "'\(text)' is not one of \(choices.map { "'\($0)'" }.joined(separator: ", "))",
          hint: Suggestion.phrase(for: text, among: choices))
        return nil
      }
      return .text(text)
    case .text: return reader.string().map { .text($0) }
    }
  }
}
