/// How a number came to be known, from best to worst.
public enum DataStatus: String, Sendable, Hashable, CaseIterable {
  /// Read in a public file or page, which the source names.
  case cited
  /// Stated in one of the papers the program reproduces.
  case stated
  /// Arithmetic on cited or stated numbers only.
  case derived
  /// The outcome of a model of our own, with a model error.
  case computed
  /// Recalled from the literature without a document in hand.
  case remembered
  /// An order of magnitude or a placeholder.
  case estimated

  /// The letter printed after a figure; `nil` for data that need no mark.
  public var mark: String? {
    switch self {
    case .cited: nil
    case .stated: "S"
    case .derived: "D"
    case .computed: "C"
    case .remembered: "R"
    case .estimated: "E"
    }
  }

  /// Smaller is better.
  private var rank: Int {
    switch self {
    case .cited: 0
    case .stated: 1
    case .derived: 2
    case .computed: 3
    case .remembered: 4
    case .estimated: 5
    }
  }

  /// The worse of two.
  func worse(_ other: DataStatus) -> DataStatus { other.rank > rank ? other : self }

  /// True when a figure resting on such data is not backed by any document.
  public var isUnsourced: Bool { self == .remembered || self == .estimated }
}

/// How much the author of an entry trusts it.
public enum Confidence: String, Sendable, Hashable, CaseIterable {
  case high, medium, low
}

/// A number with its uncertainty and its history. The unit is in the key it stands under.
public struct Datum: Sendable, Hashable {
  public let value: Double
  /// One standard deviation, absolute, in the unit of the value; `nil` when none is stated.
  public let uncertainty: Double?
  public let status: DataStatus
  /// Key into the target's sources.
  public let source: String
  public let confidence: Confidence?
  public let note: String?
  /// JSON pointer of the datum in its file.
  public let pointer: String

  public var relativeUncertainty: Double? {
    guard let uncertainty, value != 0 else { return nil }
    return uncertainty / abs(value)
  }
}

/// Where numbers come from.
public struct Source: Sendable, Hashable {
  public let key: String
  public let status: DataStatus
  public let title: String
  public let citation: String?
  public let doi: String?
  /// Where in the source: repository, package, path, commit, page, tool; in the order of the file.
  public let locator: [String: String]
  public let inputs: String?
  public let caveat: String?
  public let confidence: Confidence?
}
