/// A number that says how good a design is: something to make large or small, or to keep within limits.
///
/// Each has a file of its own beside this one; ``all`` is the list that the program knows.
public struct DesignFigure: Sendable {
  public enum Better: String, Sendable, Hashable { case larger, smaller }

  /// As studies name it.
  public let name: String
  /// Empty for a pure number.
  public let unit: String
  /// One or two sentences, formula included.
  public let definition: String
  /// The direction in which an objective goes; a constraint given as one number is a bound on the other side.
  public let better: Better
  /// True for positive figures over many decades, of which a search sees the logarithm.
  let isLogarithmic: Bool
  /// True when the bound zero excludes zero itself.
  let isStrictAtZero: Bool
  /// What a violation of one unit is, for figures that are not logarithmic.
  let scale: @Sendable (Evaluation) -> Double
  /// The figure of a design, or all the numbers that have to keep a bound; `nil` where it does not exist.
  let values: @Sendable (DesignPoint) -> [Double]?
  /// The slopes of ``values`` by a parameter, where they are known in closed form.
  let slopes: @Sendable (DesignPoint, StudyParameter) -> [Double]?
  /// What it takes for the figure to exist.
  public let needs: String

  init(
    _ name: String, unit: String = "", better: Better, needs: String = "", isLogarithmic: Bool = true,
    isStrictAtZero: Bool = false, definition: String, scale: @escaping @Sendable (Evaluation) -> Double = { _ in 1 },
    slopes: @escaping @Sendable (DesignPoint, StudyParameter) -> [Double]? = { _, _ in nil },
    values: @escaping @Sendable (DesignPoint) -> [Double]?
  ) {
    self.name = name
    self.unit = unit
    self.better = better
    self.needs = needs
    self.isLogarithmic = isLogarithmic
    self.isStrictAtZero = isStrictAtZero
    self.definition = definition
    self.scale = scale
    self.slopes = slopes
    self.values = values
  }

  /// Every figure, objectives first.
  public static let all: [DesignFigure] = [
    .rate, .rateInAcceptance, .figureOfMerit, .signalToBackground, .mcq4Suppression, .mcq4PerSignal,
    .signalTransmission, .mcq3Margin, .mcq2Distance, .firstLaser, .secondLaser, .triggerEnergy, .detectedEnergy,
    .layerThickness, .layerCount, .fibreRadius,
  ]

  public init?(named name: String) {
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// The one number of a design that stands for the figure: of several, the one nearest to a bound.
  func value(_ point: DesignPoint) -> Double? {
    guard let values = values(point) else { return nil }
    return better == .larger ? values.min() : values.max()
  }
}

extension DesignFigure: Hashable {
  public static func == (a: DesignFigure, b: DesignFigure) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
