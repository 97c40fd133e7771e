import Documents
import Targets

extension Datum {
  /// Value, uncertainty and status letter: `211 ± 630 C`.
  var text: String {
    var text = NumberText.exact(value)
    if let uncertainty, uncertainty > 0 { text += " ± \(NumberText.exact(uncertainty))" }
    return text + markText
  }

  /// The status letter after a space; nothing for cited data.
  var markText: String { status.mark.map { " \($0)" } ?? "" }

  /// The value in short, its letter and its source: `0.13 S [hara_yoshimura]`.
  var shortTextWithSource: String { NumberText.short(value) + markText + " [\(source)]" }
}

/// The legend of the status letters.
enum Legend {
  static let statusLetters =
    "marks: S stated in a paper, D derived, C computed by a model; R remembered and E estimated are not sourced; none = cited; ~ stands in for a better number"
}
