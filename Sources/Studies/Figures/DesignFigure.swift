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
  /// The same without a list for figures that are one number: what a search asks for at every point.
  let numbers: @Sendable (DesignPoint) -> FigureNumbers
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
    self.init(
      name, unit, better, needs, isLogarithmic, isStrictAtZero, definition, scale, slopes,
      numbers: { point in values(point).map(FigureNumbers.several) ?? .none }, values: values)
  }

  /// A figure that is one number.
  init(
    _ name: String, unit: String = "", better: Better, needs: String = "", isLogarithmic: Bool = true,
    isStrictAtZero: Bool = false, definition: String, scale: @escaping @Sendable (Evaluation) -> Double = { _ in 1 },
    slope: @escaping @Sendable (DesignPoint, StudyParameter) -> Double? = { _, _ in nil },
    number: @escaping @Sendable (DesignPoint) -> Double?
  ) {
    self.init(
      name, unit, better, needs, isLogarithmic, isStrictAtZero, definition, scale,
      { point, parameter in slope(point, parameter).map { [$0] } },
      numbers: { point in number(point).map(FigureNumbers.one) ?? .none },
      values: { point in number(point).map { [$0] } })
  }

  private init(
    _ name: String, _ unit: String, _ better: Better, _ needs: String, _ isLogarithmic: Bool, _ isStrictAtZero: Bool,
    _ definition: String, _ scale: @escaping @Sendable (Evaluation) -> Double,
    _ slopes: @escaping @Sendable (DesignPoint, StudyParameter) -> [Double]?,
    numbers: @escaping @Sendable (DesignPoint) -> FigureNumbers,
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
    self.numbers = numbers
    self.values = values
  }

  /// Every figure, objectives first.
  public static let all: [DesignFigure] = [
    .rate, .rateInAcceptance, .figureOfMerit, .massInformation, .meanLogMassInformation, .majoranaDirac, .ordering,
    .exposureToThreeSigma, .signalToBackground, .mcq4Suppression, .mcq4PerSignal,
    .signalTransmission, .mcq3Margin, .mcq2Distance, .firstLaser, .secondLaser, .triggerEnergy, .detectedEnergy,
    .layerThickness, .layerCount, .fibreRadius,
  ]

  public init?(named name: String) {
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// The one number of a design that stands for the figure: of several, the one nearest to a bound.
  func value(_ point: DesignPoint) -> Double? {
    let numbers = numbers(point)
    return numbers.worst(better).flatMap { numbers[$0] }
  }
}

/// The numbers of a figure at a design.
enum FigureNumbers {
  case none
  case one(Double)
  case several([Double])

  subscript(part: Int) -> Double? {
    switch self {
    case .none: nil
    case .one(let value): value
    case .several(let values): values[part]
    }
  }

  /// The place of the one that is least good.
  func worst(_ better: DesignFigure.Better) -> Int? {
    switch self {
    case .none: nil
    case .one: 0
    case .several(let values):
      values.indices.min { better == .larger ? values[$0] < values[$1] : values[$0] > values[$1] }
    }
  }
}

extension DesignFigure: Hashable {
  public static func == (a: DesignFigure, b: DesignFigure) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
