/// Why a search cannot be run, or was broken off without a result.
public enum SearchError: Error, Sendable, Hashable {
  case noVariables
  /// No algorithm has that name; the nearest one if there is one.
  case unknownAlgorithm(String)
  /// NLopt knows it, and the linked library was built without it.
  case missingAlgorithm(String)
  /// The problem has no slopes.
  case needsGradient(String)
  /// The problem has constraints that the algorithm does not take.
  case takesNoConstraints(String)
  case dimensionTooSmall(String, least: Int)
  /// The engine refused; its own words.
  case refused(String)
  /// The problem's own function failed.
  case evaluation(String)
  case journal(JournalFault)
  /// Within an evaluation; a search makes an outcome of it.
  case interrupted

  public enum JournalFault: Sendable, Hashable {
    /// Another process writes it.
    case inUse(String)
    /// It belongs to another problem, or to another version of the program.
    case otherProblem(String)
    /// A line is not what this program writes.
    case damaged(String, line: Int)
    /// The points of the search are not those of the journal.
    case diverged(String)
    case unreadable(String, reason: String)
    /// It holds evaluations, and the search was not told to go on from them.
    case exists(String)
  }
}

extension SearchError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .noVariables: "there is nothing to search: no variable has a range"
    case .unknownAlgorithm(let name): "there is no algorithm '\(name)'"
    case .missingAlgorithm(let name):
      "the NLopt library \(Algorithm.libraryVersion) on this machine was built without \(name)"
    case .needsGradient(let name): "\(name) needs slopes, which this problem does not have"
    case .takesNoConstraints(let name):
      "\(name) takes no constraints; \(Algorithm.all.filter(\.takesConstraints).map(\.name).joined(separator: ", ")) do, and so does auto"
    case .dimensionTooSmall(let name, let least): "\(name) needs \(least) variables or more"
    case .refused(let words): "NLopt refuses: \(words)"
    case .evaluation(let words): "the evaluation failed: \(words)"
    case .journal(let fault): fault.description
    case .interrupted: "interrupted within an evaluation"
    }
  }
}

extension SearchError.JournalFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .inUse(let path): "another search is writing \(path)"
    case .otherProblem(let path):
      "\(path) belongs to another study, seed or version of the program; remove it to start anew"
    case .damaged(let path, let line):
      "\(path), line \(line) is not what a search writes; remove it, or cut it off there to go on from what is before"
    case .diverged(let path): "the search does not pass the points of \(path): it was written by another program"
    case .unreadable(let path, let reason): "the journal \(path) cannot be used: \(reason)"
    case .exists(let path): "\(path) holds the evaluations of an earlier search; --resume goes on from them"
    }
  }
}
