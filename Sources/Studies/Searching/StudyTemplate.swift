import Documents
import Search

/// A study some of whose numbers are ranges and some of whose values are lists to choose from.
public struct StudyTemplate: Sendable {
  public let name: String
  /// In the order of the text.
  public let ranges: [Range]
  public let choices: [Choice]
  let document: JSONDocument
  public var process: StudyProcess { document.process }
  private let loader: StudyLoader
  private let directory: String

  /// A number to be searched.
  public struct Range: Sendable, Hashable {
    public let parameter: StudyParameter
    public let range: ClosedRange<Double>
    public let start: Double?
  }

  /// A value out of a list.
  public struct Choice: Sendable {
    public let pointer: String
    public let values: [JSONValue]
    fileprivate let nodes: [JSONNode.Value]
  }

  /// One pick from every list: what is left is continuous.
  public struct Variant: Sendable {
    /// With every range at its start or in its middle.
    public let study: AnyStudy
    public let ranges: [Range]
    public let picks: [Pick]

    public struct Pick: Sendable, Hashable {
      public let pointer: String
      public let value: JSONValue
    }
  }

  init(_ document: JSONDocument, loader: StudyLoader, directory: String) throws(StudyError) {
    let collector = FindingCollector(document)
    var ranges: [Range] = [], choices: [Choice] = []
    if let root = ValueReader(root: collector) { Self.collect(root, document.process, &ranges, &choices) }
    let combinations = choices.reduce(1) { min($0 * $1.values.count, 1_000_000) }
    if combinations > Self.mostVariants, let last = choices.last {
      collector.report(
        .error, "range", at: last.pointer,
        "the lists have \(combinations == 1_000_000 ? "a million combinations or more" : "\(combinations) combinations")",
        why: "each has a search of its own", hint: "up to \(Self.mostVariants) are searched; shorten the lists")
    }
    name = document.name
    self.document = document
    self.loader = loader
    self.directory = directory
    self.ranges = ranges
    self.choices = choices
    // The rest of the study is looked at too, so that everything wrong is told at once.
    var findings = collector.sortedFindings
    var failure: StudyError?
    if document.root != nil {
      for number in 0..<(findings.hasErrors ? 1 : count) {
        do throws(StudyError) {
          _ = try variant(number)
          firstSound = number
          failure = nil
          break
        } catch {
          // What is wrong with every pick is wrong with the study; the first shows it.
          failure = failure ?? error
        }
      }
    }
    if let error = failure {
      let told = Set(findings.map(\.pointer))
      findings += error.findings.filter { finding in
        !told.contains { finding.pointer == $0 || $0.hasPrefix(finding.pointer + "/") }
      }
    }
    guard !findings.hasErrors else { throw StudyError(findings: findings) }
  }

  /// How many variants there are.
  public var count: Int { choices.reduce(1) { $0.multipliedReportingOverflow(by: $1.values.count).partialValue } }

  /// The first variant that is a study: some picks may not make sense, and are reported one by one.
  public private(set) var firstSound = 0

  /// The numbers of variants among which every value of every list occurs, the other lists staying where the first sound variant has them.
  var samples: [Int] {
    var numbers = [firstSound]
    var stride = 1
    for choice in choices.reversed() {
      let own = firstSound / stride % choice.values.count
      numbers += choice.values.indices.filter { $0 != own }.map { firstSound + ($0 - own) * stride }
      stride *= choice.values.count
    }
    return numbers
  }

  /// What a variant picks from the lists.
  public func picks(_ number: Int) -> [Variant.Pick] {
    var rest = number
    var picks: [Variant.Pick] = []
    for choice in choices.reversed() {
      picks.append(Variant.Pick(pointer: choice.pointer, value: choice.values[rest % choice.values.count]))
      rest /= choice.values.count
    }
    return picks.reversed()
  }

  /// The variant with a number from 0, the last list's picks changing fastest.
  ///
  /// - Parameter overriding: numbers put in place of what the study says, which become its only ranges.
  public func variant(_ number: Int, overriding: [(StudyParameter, Double)] = []) throws(StudyError) -> Variant {
    var rest = number
    var nodes: [String: JSONNode.Value] = [:]
    for choice in choices.reversed() {
      let index = rest % choice.values.count
      rest /= choice.values.count
      nodes[choice.pointer] = choice.nodes[index]
    }
    for range in ranges {
      let middle = range.range.lowerBound + (range.range.upperBound - range.range.lowerBound) / 2
      nodes[range.parameter.pointer] = .number(range.start ?? middle)
    }
    for (parameter, value) in overriding { nodes[parameter.pointer] = .number(value) }
    guard let root = document.root else { throw StudyError(findings: document.findings) }
    let study = try loader.loadAny(document.reading(as: Self.filled(root, nodes, at: "")), directory: directory)
    if let radiative = study.radiative, radiative.vertex.source != nil {
      throw StudyError(findings: [
        Finding(
          .error, rule: "not-supported", file: name, pointer: "/vertex",
          message:
            "searches and scans of \"renp\" are not made for the vertex \"\(radiative.vertex.rawValue)\": the charge emits nothing",
          hint: "\"spin\" is the vertex that emits; `nupair evaluate` says why this one does not")
      ])
    }
    let searched =
      overriding.isEmpty ? ranges : overriding.map { Range(parameter: $0.0, range: $0.1...$0.1, start: $0.1) }
    return Variant(study: study, ranges: searched, picks: picks(number))
  }

  /// The tree with values in their places; what is not there stays away.
  private static func filled(_ node: JSONNode, _ values: [String: JSONNode.Value], at pointer: String) -> JSONNode {
    if let value = values[pointer] { return JSONNode(offset: node.offset, value: value) }
    switch node.value {
    case .object(let members):
      return JSONNode(
        offset: node.offset,
        value: .object(
          members.map {
            JSONMember(
              key: $0.key, keyOffset: $0.keyOffset,
              value: filled($0.value, values, at: JSONPointer.child(pointer, $0.key)))
          }))
    case .array(let nodes):
      return JSONNode(
        offset: node.offset,
        value: .array(
          nodes.enumerated().map { filled($0.element, values, at: JSONPointer.child(pointer, $0.offset)) }))
    default: return node
    }
  }

  // MARK: Reading

  /// Keys that hold limits of their own, not ranges of the design.
  private static let others: Set<String> = ["constraints", "search", "objective"]

  private static func collect(
    _ reader: ValueReader, _ process: StudyProcess, _ ranges: inout [Range], _ choices: inout [Choice]
  ) {
    switch reader.node.value {
    case .array: for element in reader.array() ?? [] { collect(element, process, &ranges, &choices) }
    case .object(let members):
      let keys = Set(members.map(\.key))
      if keys.contains("choices") {
        if let choice = choice(reader) { choices.append(choice) }
      } else if !keys.isDisjoint(with: ["min", "max"]) {
        if reader.place.pointer == "/fibre/pairs" {
          if let choice = counts(reader) { choices.append(choice) }
        } else if let range = range(reader, process) {
          ranges.append(range)
        }
      } else if let object = reader.object() {
        for (key, value) in object.everyMember() where reader.place.pointer != "" || !others.contains(key) {
          collect(value, process, &ranges, &choices)
        }
      }
    default: break
    }
  }

  private static func ends(_ object: ObjectReader) -> (Double, Double)? {
    let low = object.required("min")?.number(), high = object.required("max")?.number()
    guard let low, let high else { return nil }
    guard low < high else {
      object.report(.error, "range", "a range from \(NumberText.exact(low)) to \(NumberText.exact(high)) holds nothing")
      return nil
    }
    return (low, high)
  }

  private static func range(_ reader: ValueReader, _ process: StudyProcess) -> Range? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    guard let parameter = StudyParameter(reader.place.pointer, of: process) else {
      reader.report(
        .error, "not-searchable", "this is not a number that a search can change",
        hint: Suggestion.phrase(for: reader.place.pointer, among: StudyParameter.pointers(of: process))
          ?? "docs/search.md lists what can be a range")
      return nil
    }
    let start = object.optional("start").map { $0.number() }
    guard let (low, high) = ends(object), start == nil || start! != nil else { return nil }
    for (key, end) in [("min", low), ("max", high)] where !parameter.allowed.contains(end) {
      object.optional(key)?.report(
        .error, "range",
        "\(NumberText.exact(end)) is not allowed here; expected \(parameter.allowed.expectation)",
        hint: parameter.allowed.hint)
      return nil
    }
    if let start = start ?? nil, !(low...high).contains(start) {
      object.optional("start")?.report(.error, "range", "\(NumberText.exact(start)) does not lie between min and max")
      return nil
    }
    return Range(parameter: parameter, range: low...high, start: start ?? nil)
  }

  /// A range of whole numbers is a list.
  private static func counts(_ reader: ValueReader) -> Choice? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    guard let low = object.required("min")?.integer(in: 1...StudyDecoder.mostLayers / 2),
      let high = object.required("max")?.integer(in: 1...StudyDecoder.mostLayers / 2)
    else { return nil }
    guard low <= high else {
      object.report(.error, "range", "a range from \(low) to \(high) holds nothing")
      return nil
    }
    return Choice(
      pointer: reader.place.pointer, values: (low...high).map(JSONValue.integer),
      nodes: (low...high).map { .number(Double($0)) })
  }

  private static let mostVariants = 1000

  private static func choice(_ reader: ValueReader) -> Choice? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    guard let list = object.required("choices"), let elements = list.array() else { return nil }
    guard !elements.isEmpty, elements.count <= mostVariants else {
      list.report(.error, "range", "a list of \(elements.count)", hint: "from 1 to \(mostVariants) values are allowed")
      return nil
    }
    return Choice(
      pointer: reader.place.pointer, values: elements.map { JSONValue($0.node) }, nodes: elements.map(\.node.value))
  }
}
