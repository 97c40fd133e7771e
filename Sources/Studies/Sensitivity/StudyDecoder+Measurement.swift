import Documents
import Neutrinos
import Sensitivity

extension StudyDecoder {
  /// The key `sensitivity`, or `nil` after reporting a fault.
  func measurement(_ reader: ValueReader, _ process: StudyProcess) -> StudyMeasurement? {
    guard let object = reader.object() else { return nil }
    defer { object.finish() }
    var measurement = process == .ranp ? StudyMeasurement.standard : .standardCounting
    var isSound = true
    func read<Value>(
      _ key: String, _ member: WritableKeyPath<StudyMeasurement, Value>, _ decode: (ValueReader) -> Value?
    ) {
      guard let reader = object.optional(key) else { return }
      if let value = decode(reader) { measurement[keyPath: member] = value } else { isSound = false }
    }
    switch process {
    case .ranp:
      read("resolution_mrad", \.resolution) { $0.number(.resolution) }
      read("flat_background", \.flatBackground) { $0.number(.background) }
      read("mcq4", \.countsTwoPhotons) { $0.bool() }
    case .renp: read("background_per_s", \.backgroundRate) { $0.number(.rate) }
    }
    read("efficiency", \.efficiency) { $0.number(.efficiency) }
    read("exposure_days", \.exposure) { $0.number(.days) }
    read("normalisation", \.normalisation, normalisation)
    read("fit_oscillation", \.oscillationFit, oscillationFit)
    read("fit_phases", \.fitsPhases) { $0.bool() }
    read("lightest_meV", \.masses, masses)
    read("question", \.question) { $0.choice(StudyMeasurement.Question.self) }
    read("settings", \.settings) { settings($0, process) }
    return isSound ? measurement : nil
  }

  private func normalisation(_ reader: ValueReader) -> Normalisation? {
    guard case .string(let text) = reader.node.value else {
      return reader.number(.relativeError).map { .gaussian(relativeError: $0) }
    }
    switch text {
    case "free": return .free
    case "known": return .known
    default:
      reader.report(
        .error, "value", "'\(text)' is neither \"free\", \"known\" nor a relative error",
        hint: "0.1 says that the rate is known to 10 % beside the data")
      return nil
    }
  }

  private func masses(_ reader: ValueReader) -> [Double]? {
    guard let elements = reader.array() else { return nil }
    let numbers = elements.compactMap { $0.number(.positiveMass) }
    guard numbers.count == elements.count else { return nil }
    guard !numbers.isEmpty, numbers.count <= 100 else {
      reader.report(.error, "range", "expected between 1 and 100 masses", hint: "[1, 2, 3, 5, 8] is the default")
      return nil
    }
    return numbers
  }

  private func settings(_ reader: ValueReader, _ process: StudyProcess) -> [StudyMeasurement.Setting]? {
    guard let elements = reader.array() else { return nil }
    let settings = elements.compactMap { element -> StudyMeasurement.Setting? in
      guard let object = element.object() else { return nil }
      defer { object.finish() }
      let place =
        switch process {
        case .ranp: object.required("r")?.number(.imprint)
        case .renp: object.required("trigger_eV")?.number(.energy)
        }
      let share = object.optional("share").map { $0.number(.fraction) } ?? 1
      guard let place, let share else { return nil }
      return StudyMeasurement.Setting(place: place, share: share)
    }
    guard settings.count == elements.count else { return nil }
    guard !settings.isEmpty, settings.count <= 100, settings.contains(where: { $0.share > 0 }) else {
      reader.report(
        .error, "range", "expected between 1 and 100 settings, one of them with a share of the time",
        hint: "leave the key out for the study's own setting")
      return nil
    }
    return settings
  }
}

extension StudyMeasurement {
  /// What it asks of the neutrinos must be known of them.
  func check(_ neutrino: Study.Neutrino, _ collector: FindingCollector) {
    guard oscillationFit == .named else { return }
    if case .named(let set) = neutrino.oscillation, set.errors(for: neutrino.ordering) != nil { return }
    collector.report(
      .error, "no-uncertainties", at: "/sensitivity/fit_oscillation",
      "the oscillation parameters '\(neutrino.parameters.name)' come without uncertainties",
      why: "a fit that leaves them open needs to know within what",
      hint:
        "name a set that has them, \(OscillationSet.allCases.filter { $0.errors(for: .normal) != nil }.map { "'\($0.rawValue)'" }.joined(separator: ", ")), or give errors: { \"s12sq\": 0.012, … }"
    )
  }
}
