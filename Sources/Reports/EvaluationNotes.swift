import Documents
import Neutrinos
import Studies

/// What the tables of all processes say below their figures: the data behind them, by letters that the figures carry, the warnings, and where
/// sources disagree.
struct EvaluationNotes {
  private let marks: [FigureMark]
  /// The distinct sets of data behind marked figures, lettered.
  private let groups: [(letter: String, because: [FigureMark.Reason])]

  /// - Parameter shown: the figures that the table has, by their pointers in the evaluation.
  init(_ marks: [FigureMark], shown: Set<String>) {
    self.marks = marks
    var sets: [[FigureMark.Reason]] = []
    for mark in marks where shown.contains(mark.figure) && !sets.contains(mark.because) {
      sets.append(mark.because)
    }
    groups = sets.enumerated().map { (String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0.offset))), $0.element) }
  }

  /// The letter of a figure, in parentheses; empty for one on cited data alone.
  func mark(_ figure: String) -> String {
    guard let because = marks.first(where: { $0.figure == figure })?.because,
      let group = groups.first(where: { $0.because == because })
    else { return "" }
    return "(\(group.letter))"
  }

  func text(warnings: [String], conflicts: [String], of target: String) -> String {
    var text =
      "Marks: figures that rest on other than plainly cited data (--json has each datum's place in the target file)\n"
    if groups.isEmpty { text += "  none\n" }
    for (letter, group) in groups { text += "  (\(letter)) \(Self.text(group))\n" }
    text += "\nWarnings\n"
    if warnings.isEmpty { text += "  none\n" }
    for warning in warnings { text += "  - \(warning.printable)\n" }
    if !conflicts.isEmpty {
      text += "\nWhere the sources of \(target) disagree\n"
      for conflict in conflicts { text += "  - \(conflict.printable)\n" }
    }
    return text
  }

  /// Each datum once, with all that is to be said of it: `gamma_pe_per_s (computed, conflict)`.
  static func text(_ because: [FigureMark.Reason]) -> String {
    var names: [String] = []
    for reason in because where !names.contains(reason.name) { names.append(reason.name) }
    return names.map { name in
      let reasons = because.filter { $0.name == name }
      var words: [String] = []
      for word in reasons.map(\.status) + (reasons.contains(where: \.isStandIn) ? ["stand-in"] : [])
      where !words.contains(word) { words.append(word) }
      return "\(name) (\(words.joined(separator: ", ")))"
    }.joined(separator: ", ")
  }
}

extension Study.Neutrino {
  /// `Neutrinos: NO, majorana, nufit-6.0; m = 1, 8.72, 50.2 meV`.
  func heading(_ masses: MassSpectrum) -> String {
    "Neutrinos: \(ordering.rawValue), \(nature.rawValue), \(parameters.name); m = "
      + [masses.m1, masses.m2, masses.m3].map { NumberText.short(1000 * $0) }.joined(separator: ", ") + " meV\n"
  }
}

extension NumberText {
  /// A figure that may not exist, with its unit.
  static func figure(_ value: Double?, _ unit: String = "", digits: Int) -> String {
    guard let value else { return "unknown" }
    return (value == 0 ? "0" : scientific(value, digits: digits)) + (unit.isEmpty ? "" : " \(unit)")
  }
}
