import Documents
import Search

extension StudyDecoder {
  /// What the study says of its goal: nothing, or all of it with defaults.
  struct DecodedGoal { let stated: StudyGoal? }

  /// `nil` after reporting a fault.
  ///
  /// - Parameter implied: bounds that hold unless the study says otherwise.
  func goal(_ root: ObjectReader, _ process: StudyProcess, implied: [StudyGoal.Bound]) -> DecodedGoal? {
    let objective = root.optional("objective"), constraints = root.optional("constraints"),
      search = root.optional("search")
    guard objective != nil || constraints != nil || search != nil else { return DecodedGoal(stated: nil) }
    let figure =
      objective.map { self.figure($0.string(), $0, "objective", process) }
      ?? (process == .ranp ? .rate : .radiativeRate)
    let bounds = constraints.map { self.bounds($0, process, implied) } ?? (kept: implied, lifted: [])
    let effort = search.map { self.effort($0, process) } ?? .standard
    guard let figure, let bounds, let effort else { return nil }
    return DecodedGoal(
      stated: StudyGoal(objective: figure, bounds: bounds.kept, lifted: bounds.lifted, search: effort))
  }

  private func figure(_ name: String?, _ reader: ValueReader, _ role: String, _ process: StudyProcess) -> DesignFigure?
  {
    guard let name else { return nil }
    do throws(DesignFigure.Unknown) {
      return try DesignFigure.find(name, of: process)
    } catch {
      reader.report(.error, "unknown-figure", error.message(role), hint: error.hint)
      return nil
    }
  }

  private func bounds(_ reader: ValueReader, _ process: StudyProcess, _ implied: [StudyGoal.Bound]) -> (
    kept: [StudyGoal.Bound], lifted: [DesignFigure]
  )? {
    guard let object = reader.object() else { return nil }
    var bounds: [StudyGoal.Bound] = []
    var lifted: [DesignFigure] = []
    var isSound = true
    for (name, value) in object.everyMember() {
      guard let figure = figure(name, value, "constraint", process) else {
        isSound = false
        continue
      }
      if value.isNull {
        lifted.append(figure)
      } else if let bound = bound(figure, value, implied) {
        bounds.append(bound)
      } else {
        isSound = false
      }
    }
    guard isSound else { return nil }
    let named = bounds.map(\.figure) + lifted
    return (implied.filter { !named.contains($0.figure) } + bounds, lifted)
  }

  private func bound(_ figure: DesignFigure, _ reader: ValueReader, _ standing: [StudyGoal.Bound]) -> StudyGoal.Bound? {
    guard case .object = reader.node.value else {
      guard let limit = reader.number() else { return nil }
      return StudyGoal.Bound(
        figure: figure, least: figure.better == .larger ? limit : nil, most: figure.better == .smaller ? limit : nil)
    }
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    // "min": null takes back the minimum that a figure has unless a study says otherwise.
    let lower = object.optional("min"), lifts = lower?.isNull == true
    let implied = standing.first { $0.figure == figure }?.least
    let least = lifts ? nil : lower.map { $0.number() }, most = object.optional("max").map { $0.number() }
    if case .some(.none) = least { return nil }
    if case .some(.none) = most { return nil }
    guard least != nil || most != nil || (lifts && implied != nil) else {
      object.report(.error, "missing-key", "neither \"min\" nor \"max\" is given", hint: "null lifts a constraint")
      return nil
    }
    if let least = least ?? nil, let most = most ?? nil, least > most {
      object.report(.error, "range", "\"min\" lies above \"max\": no design can keep both")
      return nil
    }
    if lower == nil, let implied, let most = most ?? nil, implied > most {
      object.report(
        .error, "range", "\"max\" lies below the minimum \(NumberText.exact(implied)) that holds unless it is lifted",
        hint: "\"min\": null lifts it")
      return nil
    }
    return StudyGoal.Bound(
      figure: figure, least: least ?? (lower == nil ? implied : nil), most: most ?? nil)
  }

  private func effort(_ reader: ValueReader, _ process: StudyProcess) -> StudyGoal.Effort? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    let standard = StudyGoal.Effort.standard
    let algorithm = object.optional("algorithm").map(algorithm) ?? standard.algorithm
    let seed = object.optional("seed").map { $0.integer(in: 0...Int(Int32.max)) } ?? Int(standard.seed)
    let evaluations =
      object.optional("max_evaluations").map { $0.integer(in: 0...1_000_000_000) } ?? standard.maxEvaluations
    let seconds = object.optional("max_seconds").map { $0.number(.seconds) }
    let mcq4 = process == .ranp ? object.optional("mcq4") : nil
    let measure = mcq4.map { $0.choice(SuppressionMeasure.self) } ?? standard.measure
    if case .some(.none) = seconds { return nil }
    guard let algorithm, let seed, let evaluations, let measure else { return nil }
    return StudyGoal.Effort(
      algorithm: algorithm, seed: UInt64(seed), maxEvaluations: evaluations, maxSeconds: seconds ?? nil,
      measure: measure)
  }

  private func algorithm(_ reader: ValueReader) -> SearchSettings.Choice? {
    guard let name = reader.string() else { return nil }
    guard let choice = SearchSettings.Choice(named: name) else {
      reader.report(
        .error, "unknown-algorithm", "there is no algorithm '\(name)'",
        hint: Suggestion.phrase(for: name, among: ["auto"] + Algorithm.all.map(\.name))
          ?? "\"auto\", a name of NLopt's such as \"LN_COBYLA\", or one with the one it calls: \"LD_AUGLAG+LD_LBFGS\"")
      return nil
    }
    if case .algorithm(let algorithm, let inner) = choice,
      let missing = [algorithm, inner].compactMap(\.self).first(where: { !$0.isAvailable })
    {
      reader.report(
        .error, "missing-algorithm",
        "the NLopt library \(Algorithm.libraryVersion) on this machine was built without \(missing.name)",
        hint: "\"auto\" needs nothing else")
      return nil
    }
    return choice
  }
}
