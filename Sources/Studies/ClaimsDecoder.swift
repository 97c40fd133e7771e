import Documents
import Foundation
import Targets

extension Claims {
  /// Reads a claims file and reports all that is wrong with it.
  public static func load(path: String) throws(StudyError) -> Claims {
    let bytes: [UInt8]
    do throws(InputFileError) {
      bytes = try InputFile.read(path, limit: StudyLoader.limits.bytes)
    } catch {
      throw StudyError(findings: [error.finding])
    }
    let collector = FindingCollector(JSONDocument(name: path, bytes: bytes, limits: StudyLoader.limits))
    let claims = ClaimsDecoder().decode(collector, path: path)
    let findings = collector.sortedFindings
    guard let claims, !findings.hasErrors else { throw StudyError(findings: findings) }
    return claims
  }

  /// The claims that ship with the program, beside its targets.
  public static func shipped(with database: TargetDatabase) throws(StudyError) -> [Claims] {
    let directory = URL(fileURLWithPath: database.directory).deletingLastPathComponent().appendingPathComponent(
      "claims")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: directory.path))?.filter { $0.hasSuffix(".json") }
    guard let files, !files.isEmpty else {
      throw StudyError(findings: [
        Finding(
          .error, rule: "no-claims", file: directory.path, message: "there are no claims of papers here",
          hint: "they stand in the directory \"claims\" beside \"targets\"")
      ])
    }
    var all: [Claims] = []
    for file in files.sorted() { all.append(try load(path: directory.path + "/" + file)) }
    return all
  }
}

private struct ClaimsDecoder {
  enum Format: String, CaseIterable {
    case one = "nupair-claims/1"
  }

  func decode(_ collector: FindingCollector, path: String) -> Claims? {
    guard let root = ValueReader(root: collector)?.object() else { return nil }
    defer { root.finish() }
    _ = root.required("format")?.choice(Format.self)
    let citation = root.required("citation")?.string()
    let stated = root.optional("published_means").map { $0.string() }
    var studies: [String: JSONValue] = [:]
    if let object = root.required("studies")?.object() {
      for member in object.everyMember() { studies[member.key] = JSONValue(member.value.node) }
    }
    var ids: Set<String> = []
    let isOfRaman = studies.values.contains { $0["process"]?.stringValue == "ranp" }
    let meaning = stated ?? "the paper's formulas, with \(isOfRaman ? "ħc = 197 MeV fm" : "CODATA 2022")"
    let claims = root.required("claims")?.array()?.compactMap { claim($0, studies, &ids) }
    let figures = root.optional("figures")?.array()?.compactMap { figure($0, studies, &ids) } ?? []
    guard let citation, let meaning, let claims else { return nil }
    return Claims(
      name: URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent, citation: citation,
      publishedMeaning: meaning, claims: claims, figures: figures, studies: studies, file: path)
  }

  private func claim(_ reader: ValueReader, _ studies: [String: JSONValue], _ ids: inout Set<String>) -> Claim? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let id = newID(object, &ids)
    let group = object.required("group")?.string(), place = object.required("where")?.string()
    let quantity = object.required("quantity")?.string(), unit = object.required("unit")?.string()
    let stated = object.required("stated").flatMap { $0.isNull ? nil : $0.number() }
    let statedText = object.optional("stated_text")?.string()
    let tolerance = object.required("tolerance")?.number(.nonNegative)
    let verdict = object.required("verdict")?.choice(Claim.Verdict.self)
    let reason = object.required("reason")?.string()
    let computation = computation(object, studies)
    if case .given = computation, verdict != .input {
      object.report(
        .error, "value", "a claim that is \"given\" computes nothing and can only be an input",
        hint: "set \"verdict\": \"input\", or compute it")
    }
    var expected = Claim.Expected(published: nil, corrected: nil)
    if let values = object.optional("expected")?.object() {
      expected = Claim.Expected(
        published: values.optional("published")?.number(), corrected: values.optional("corrected")?.number())
      values.finish()
    }
    guard let id, let group, let place, let quantity, let unit, let tolerance, let verdict, let reason, let computation
    else { return nil }
    if stated == nil, expected == Claim.Expected(published: nil, corrected: nil) {
      object.report(
        .error, "missing-key", "with \"stated\": null and nothing \"expected\" this claim compares nothing",
        hint: "give \"expected\" from an independent calculation")
    }
    return Claim(
      pointer: reader.place.pointer, id: id, group: group, place: place, quantity: quantity, unit: unit, stated: stated,
      statedText: statedText,
      tolerance: tolerance, verdict: verdict, reason: reason, expected: expected, computation: computation)
  }

  private func newID(_ object: ObjectReader, _ ids: inout Set<String>) -> String? {
    guard let reader = object.required("id"), let id = reader.string() else { return nil }
    guard id.range(of: "^[a-z0-9][a-z0-9-]*$", options: .regularExpression) != nil else {
      reader.report(
        .error, "value", "'\(id)' is not made of lower-case letters, digits and hyphens",
        why: "it names a file of curves")
      return nil
    }
    if !ids.insert(id).inserted { reader.report(.error, "duplicate-id", "the id '\(id)' is used twice") }
    return id
  }

  /// One of: `"figure"` of a `"study"`, alone or how it `"falls_with"` a number of it; a quantity of the `"library"`; `"wavenumber_per_cm"`;
  /// `"energy_J"`; `"given"`.
  private func computation(_ object: ObjectReader, _ studies: [String: JSONValue]) -> Claim.Computation? {
    if let value = object.optional("wavenumber_per_cm") { return value.number().map { .wavenumber($0) } }
    if let value = object.optional("energy_J") { return value.number().map { .joules($0) } }
    if let value = object.optional("given") { return value.number().map { .given($0) } }
    if let reader = object.optional("library") {
      let power = object.optional("power").map { $0.number() } ?? 1
      let factor = object.optional("times").map { $0.number() } ?? 1
      guard let call = LibraryCall(reader), let power, let factor else { return nil }
      return .library(call, power: power, factor: factor)
    }
    let study = self.study(object, studies), changes = changes(object)
    let pointer = object.required("figure")?.string()
    let number = object.optional("falls_with")
    let times = object.optional("times"), divisors = object.optional("over")
    if number != nil, times != nil || divisors != nil {
      object.report(
        .error, "unknown-key", "\"times\" and \"over\" have no meaning beside \"falls_with\"", hint: "remove them")
    }
    let factor = times.map { $0.number() } ?? 1
    var over: [(pointer: String, power: Double)] = []
    for member in divisors?.object()?.everyMember() ?? [] {
      if let power = member.value.number() { over.append((member.key, power)) }
    }
    guard let study, let pointer, let factor else { return nil }
    if let number {
      return number.string().map { .fall(study: study, changes: changes, pointer: pointer, number: $0) }
    }
    return .figure(study: study, changes: changes, pointer: pointer, factor: factor, over: over)
  }

  private func study(_ object: ObjectReader, _ studies: [String: JSONValue]) -> String? {
    guard let reader = object.required("study"), let name = reader.string() else { return nil }
    guard studies[name] != nil else {
      reader.report(
        .error, "unknown-study", "there is no study '\(name)' in this file",
        hint: Suggestion.phrase(for: name, among: studies.keys.sorted()))
      return nil
    }
    return name
  }

  /// JSON pointers into the study, and what to put there; null removes.
  private func changes(_ object: ObjectReader) -> [(pointer: String, value: JSONValue)] {
    (object.optional("set")?.object()?.everyMember() ?? []).map { member in
      if !member.key.hasPrefix("/") || JSONPointer.steps(member.key).count > 8 {
        member.value.report(
          .error, "value", "'\(member.key)' is not a JSON pointer into the study",
          hint: "it begins with /, as in /geometry/r")
      }
      return (member.key, JSONValue(member.value.node))
    }
  }

  private func figure(_ reader: ValueReader, _ studies: [String: JSONValue], _ ids: inout Set<String>) -> ClaimedFigure?
  {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let id = newID(object, &ids), title = object.required("title")?.string()
    let kind = object.required("kind")?.choice(ClaimedFigure.Kind.self)
    let isLibrary = kind == .library
    let study = isLibrary ? "" : self.study(object, studies)
    let argument = isLibrary ? object.required("argument")?.string() : nil
    var abscissa: (Double, Double, Int)?
    if let range = object.required("abscissa")?.object() {
      let low = range.required("min")?.number(), high = range.required("max")?.number()
      let points = range.required("points")?.integer(in: 2...100_000)
      if let low, let high, let points {
        let allowed = kind?.domain ?? -Double.infinity...Double.infinity
        if low < high, allowed.contains(low), allowed.contains(high) {
          abscissa = (low, high, points)
        } else {
          range.report(
            .error, "range",
            "expected \"min\" below \"max\", both between \(allowed.lowerBound) and \(allowed.upperBound)")
        }
      }
      range.finish()
    }
    let readers = object.required("curves")
    if let readers, let list = readers.array(), !(1...64).contains(list.count) {
      readers.report(.error, "empty", "a figure has 1 to 64 curves, not \(list.count)")
    }
    let curves = readers?.array()?.compactMap { reader -> ClaimedFigure.Curve? in
      guard let curve = reader.object() else { return nil }
      defer { curve.finish() }
      guard let label = curve.required("label")?.string() else { return nil }
      if isLibrary {
        let varied = argument.flatMap { name in abscissa.map { (name: name, range: $0.0...$0.1) } }
        guard let reader = curve.required("library"), let varied, let call = LibraryCall(reader, varied: varied)
        else { return nil }
        return ClaimedFigure.Curve(label: label, changes: [], angle: nil, call: call)
      }
      let angle = curve.optional("theta_rad")?.number()
      if kind == .massSquared, angle == nil {
        curve.report(.error, "missing-key", "a curve of M² over r needs its angle, \"theta_rad\"")
      }
      return ClaimedFigure.Curve(label: label, changes: changes(curve), angle: angle, call: nil)
    }
    guard let id, let title, let kind, let study, let abscissa, let curves, !curves.isEmpty else { return nil }
    return ClaimedFigure(
      id: id, title: title, kind: kind, pointer: reader.place.pointer, study: study, argument: argument,
      abscissa: abscissa, curves: curves)
  }
}

extension ClaimedFigure.Kind {
  /// What the abscissa may be.
  fileprivate var domain: ClosedRange<Double> {
    switch self {
    case .massSquared: -1...1
    case .pairMass: 0...1e6
    case .angular: 0...Double.pi
    case .library: -1e300...1e300
    }
  }
}
