import Documents

/// A number that says how good a design is: something to make large or small, or to keep within limits.
///
/// Each has a file of its own beside this one; ``all`` is the list that the program knows.
public struct DesignFigure: Sendable {
  public enum Better: String, Sendable, Hashable { case larger, smaller }

  /// As studies name it; a name may stand for a figure of either process.
  public let name: String
  /// What it is a figure of.
  public let process: StudyProcess
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
  let scale: @Sendable (any FigurePoint) -> Double
  /// The figure of a design, or all the numbers that have to keep a bound; `nil` where it does not exist.
  let values: @Sendable (any FigurePoint) -> [Double]?
  /// The same without a list for figures that are one number: what a search asks for at every point.
  let numbers: @Sendable (any FigurePoint) -> FigureNumbers
  /// The slopes of ``values`` by a parameter, where they are known in closed form.
  let slopes: @Sendable (any FigurePoint, StudyParameter) -> [Double]?
  /// What it takes for the figure to exist.
  public let needs: String

  init(
    _ name: String, unit: String = "", better: Better, needs: String = "", isLogarithmic: Bool = true,
    isStrictAtZero: Bool = false, definition: String, scale: @escaping @Sendable (DesignPoint) -> Double = { _ in 1 },
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
    isStrictAtZero: Bool = false, definition: String, scale: @escaping @Sendable (DesignPoint) -> Double = { _ in 1 },
    slope: @escaping @Sendable (DesignPoint, StudyParameter) -> Double? = { _, _ in nil },
    number: @escaping @Sendable (DesignPoint) -> Double?
  ) {
    self.init(
      name, unit, better, needs, isLogarithmic, isStrictAtZero, definition, scale,
      { point, parameter in slope(point, parameter).map { [$0] } },
      numbers: { point in number(point).map(FigureNumbers.one) ?? .none },
      values: { point in number(point).map { [$0] } })
  }

  /// A figure of radiative emission that is one number, which only differences give slopes of.
  init(
    radiative name: String, unit: String = "", better: Better, needs: String = "", isLogarithmic: Bool = true,
    isStrictAtZero: Bool = false, definition: String,
    scale: @escaping @Sendable (RadiativePoint) -> Double = { _ in 1 },
    number: @escaping @Sendable (RadiativePoint) -> Double?
  ) {
    self.init(
      name, unit, better, needs, isLogarithmic, isStrictAtZero, definition, scale, { _, _ in nil },
      numbers: { point in number(point).map(FigureNumbers.one) ?? .none },
      values: { point in number(point).map { [$0] } })
  }

  /// - Parameter Point: of the figure's process; of another there is nothing to say.
  private init<Point: FigurePoint>(
    _ name: String, _ unit: String, _ better: Better, _ needs: String, _ isLogarithmic: Bool, _ isStrictAtZero: Bool,
    _ definition: String, _ scale: @escaping @Sendable (Point) -> Double,
    _ slopes: @escaping @Sendable (Point, StudyParameter) -> [Double]?,
    numbers: @escaping @Sendable (Point) -> FigureNumbers, values: @escaping @Sendable (Point) -> [Double]?
  ) {
    self.name = name
    process = Point.process
    self.unit = unit
    self.better = better
    self.needs = needs
    self.isLogarithmic = isLogarithmic
    self.isStrictAtZero = isStrictAtZero
    self.definition = definition
    self.scale = { ($0 as? Point).map(scale) ?? 1 }
    self.slopes = { point, parameter in (point as? Point).flatMap { slopes($0, parameter) } }
    self.numbers = { ($0 as? Point).map(numbers) ?? .none }
    self.values = { ($0 as? Point).flatMap(values) }
  }

  /// Every figure of Raman emission, objectives first.
  public static let all: [DesignFigure] = [
    .rate, .rateInAcceptance, .figureOfMerit, .massInformation, .meanLogMassInformation, .majoranaDirac, .ordering,
    .exposureToThreeSigma, .signalToBackground, .mcq4Suppression, .mcq4PerSignal,
    .signalTransmission, .mcq3Margin, .mcq2Distance, .firstLaser, .secondLaser, .triggerEnergy, .detectedEnergy,
    .layerThickness, .layerCount, .fibreRadius,
  ]

  /// Every figure of radiative emission, objectives first.
  public static let radiative: [DesignFigure] =
    [.radiativeRate] + radiativeSensitivities + [
      .signalEvents, .pairOpen, .mcq2Margin, .gapWidth, .gapMargin, .radiativeTrigger,
    ]

  public static func all(of process: StudyProcess) -> [DesignFigure] { process == .ranp ? all : radiative }

  public init?(named name: String, of process: StudyProcess = .ranp) {
    guard let found = Self.all(of: process).first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// That a process has no figure of a name.
  public struct Unknown: Error, Sendable, Hashable, CustomStringConvertible {
    public let name: String
    public let process: StudyProcess

    /// True when it is a figure of the other process.
    private var isOther: Bool {
      StudyProcess.allCases.contains { $0 != process && DesignFigure(named: name, of: $0) != nil }
    }

    func message(_ role: String) -> String {
      "there is no \(role) '\(name)'"
        + (isOther ? " of the process \"\(process.rawValue)\": it is one of the other" : "")
    }

    var hint: String {
      let names = DesignFigure.all(of: process).map(\.name)
      return Suggestion.phrase(for: name, among: names)
        ?? (isOther
          ? "\"\(process.rawValue)\" has \(names.joined(separator: ", "))"
          : "`nupair objectives` lists them with their definitions")
    }

    public var description: String { message("figure") + "; " + hint }
  }

  /// The figure that a process has by a name.
  public static func find(_ name: String, of process: StudyProcess) throws(Unknown) -> DesignFigure {
    guard let figure = DesignFigure(named: name, of: process) else { throw Unknown(name: name, process: process) }
    return figure
  }

  /// The one number of a design that stands for the figure: of several, the one nearest to a bound.
  func value(_ point: any FigurePoint) -> Double? {
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
  public static func == (a: DesignFigure, b: DesignFigure) -> Bool { a.name == b.name && a.process == b.process }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
