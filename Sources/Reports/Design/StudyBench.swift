import Documents
import Studies
import Targets

/// Evaluates a study with some of its values replaced: what figures and influences are made of.
struct StudyBench: Sendable {
  let loader: StudyLoader
  /// Where target files named by relative paths are looked for.
  let directory: String

  typealias Change = (pointer: String, value: JSONValue)

  func tree(_ study: JSONValue, _ changes: [Change]) -> JSONValue {
    changes.reduce(study) { $0.replacing($1.pointer, with: $1.value) }
  }

  /// The design with changes; `nil` where they make no study.
  func raman(_ tree: JSONValue, _ changes: [Change] = []) -> Evaluation? {
    (try? loader.load(name: "a variant of the study", tree: self.tree(tree, changes), directory: directory)).map(
      Evaluation.init)
  }

  func radiative(_ tree: JSONValue, _ changes: [Change] = []) -> RadiativeEvaluation? {
    let bytes = Array(self.tree(tree, changes).text.utf8)
    guard
      case .radiative(let study)? = try? loader.loadAny(
        name: "a variant of the study", bytes: bytes, directory: directory)
    else { return nil }
    return RadiativeEvaluation(study)
  }
}
