/// Something that counts events, at one setting of an experiment or at several.
public protocol Measurement: Sendable {
  /// What each hypothesis lets one expect per unit of exposure, in cells fine enough for all of them.
  ///
  /// - Parameter slopes: the parameters by which the first hypothesis is to be differentiated.
  func expectation(of hypotheses: [Hypothesis], slopes: [FitParameter]) -> Expectation
}

/// Expected numbers of events in the cells of a measurement: A · signal + background, with A a normalisation that is 1 when the rate is known.
///
/// A cell is a bin, or a node of a quadrature over what is measured: an unbinned likelihood is the sum over such nodes.
public struct Expectation: Sendable, Hashable {
  public var background: [Double]
  /// By hypothesis, then by cell.
  public var signals: [[Double]]
  /// The derivatives of the first hypothesis's signal, by parameter, then by cell.
  public var slopes: [[Double]]

  public init(background: [Double], signals: [[Double]], slopes: [[Double]] = []) {
    precondition(
      (signals + slopes).allSatisfy { $0.count == background.count }, "every list has a number for each cell")
    self.background = background
    self.signals = signals
    self.slopes = slopes
  }

  public var cells: Range<Int> { background.indices }

  /// Σ s²/(s + b) of the first hypothesis: a relative difference ε of its signal makes a Δχ² of ε² times it.
  public var weight: Double {
    zip(signals[0], background).reduce(0) { sum, cell in
      let (s, b) = cell
      return s + b > 0 ? sum + s * s / (s + b) : sum
    }
  }
}

/// Several settings of one experiment, each with its exposure: their cells side by side, with a normalisation in common.
public struct CombinedMeasurement: Measurement {
  public struct Run: Sendable {
    public let setting: any Measurement
    /// In the unit that the setting counts by.
    public let exposure: Double

    public init(_ setting: any Measurement, exposure: Double) {
      precondition(exposure >= 0, "an exposure is not negative")
      self.setting = setting
      self.exposure = exposure
    }
  }

  public let runs: [Run]

  /// - Precondition: at least one run.
  public init(_ runs: [Run]) {
    precondition(!runs.isEmpty, "a combination has a run")
    self.runs = runs
  }

  public func expectation(of hypotheses: [Hypothesis], slopes: [FitParameter]) -> Expectation {
    var sum = Expectation(
      background: [], signals: hypotheses.map { _ in [] }, slopes: slopes.map { _ in [] })
    for run in runs {
      let part = run.setting.expectation(of: hypotheses, slopes: slopes)
      func append(_ values: [Double], to list: inout [Double]) { list += values.map { run.exposure * $0 } }
      append(part.background, to: &sum.background)
      for k in sum.signals.indices { append(part.signals[k], to: &sum.signals[k]) }
      for k in sum.slopes.indices { append(part.slopes[k], to: &sum.slopes[k]) }
    }
    return sum
  }
}
