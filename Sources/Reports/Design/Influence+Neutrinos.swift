import Documents
import Neutrinos
import Studies

extension Influence {
  /// Of the oscillation's parameters and the lightest mass, which both processes have at the same places.
  ///
  /// - Parameter make: from a name, the value's text, place and number, other changes that come first, the relative error and a status.
  static func neutrinos(
    _ neutrino: Study.Neutrino,
    _ make: (String, String, (pointer: String, value: Double), [StudyBench.Change], Double?, String) -> Influence
  ) -> [Influence] {
    let parameters = neutrino.parameters
    let errors: OscillationErrors? =
      if case .named(let set) = neutrino.oscillation { set.errors(for: neutrino.ordering) } else { nil }
    // A named set becomes its numbers, one of which moves.
    let given: JSONValue = [
      "s12sq": .number(parameters.s12sq), "s13sq": .number(parameters.s13sq), "dm21_eV2": .number(parameters.dm21),
      "dm31_eV2": .number(parameters.dm31),
    ]
    let rows: [(String, String, Double, Double?, String)] = [
      ("sin²θ₁₂", "s12sq", parameters.s12sq, errors?.s12sq, ""),
      ("sin²θ₁₃", "s13sq", parameters.s13sq, errors?.s13sq, ""),
      ("Δm²₂₁", "dm21_eV2", parameters.dm21, errors?.dm21, "eV²"),
      ("Δm²₃₁", "dm31_eV2", parameters.dm31, errors?.dm31, "eV²"),
    ]
    var all = rows.map { name, key, value, error, unit in
      make(
        name, NumberText.report(value, unit), ("/neutrino/oscillation/\(key)", value),
        [("/neutrino/oscillation", given)], error.map { $0 / abs(value) }, parameters.name)
    }
    if neutrino.lightest > 0 {
      all.append(
        make(
          "m₀", NumberText.report(neutrino.lightest, "meV"), ("/neutrino/lightest_meV", neutrino.lightest), [], nil,
          "assumed; what is to be measured"))
    }
    return all
  }
}
