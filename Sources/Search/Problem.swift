import Foundation

/// One number being searched.
public struct Variable: Sendable, Hashable {
  public let name: String
  public let range: ClosedRange<Double>
  /// Where to look first; the middle without it.
  public let start: Double?
  public let coordinate: Coordinate
  /// Of differences, in units of the interval: balances the rounding of the problem's figures with their third derivative.
  public let step: Double
  private let ends: Coordinate.Ends

  /// - Precondition: a finite range, positive for a logarithmic coordinate, and a start within it.
  public init(
    _ name: String, in range: ClosedRange<Double>, start: Double? = nil, coordinate: Coordinate = .linear,
    step: Double = 6e-6
  ) {
    precondition(range.lowerBound.isFinite && range.upperBound.isFinite, "a range has finite ends")
    precondition(start.map(range.contains) ?? true, "a start lies in its range")
    precondition(coordinate != .logarithmic || range.lowerBound > 0, "a logarithm needs a positive range")
    self.name = name
    self.range = range
    self.start = start
    self.coordinate = coordinate
    self.step = step
    ends = coordinate.ends(of: range)
  }

  func value(_ u: Double) -> Double { coordinate.value(u, in: range, ends) }
  func unit(_ x: Double) -> Double { coordinate.unit(x, in: range) }
}

/// A condition that a point must keep: a figure that may not exceed zero.
public struct Constraint: Sendable, Hashable {
  public let name: String
  /// What a violation of one unit is: the algorithms and the norm of violations see the figure divided by it.
  public let scale: Double
  /// How far above zero the figure, divided by the scale, may lie and still count as kept.
  public let tolerance: Double
  /// True where zero itself does not keep it.
  public let isStrict: Bool

  /// - Precondition: a positive scale and no negative tolerance.
  public init(_ name: String, scale: Double = 1, tolerance: Double = 0, isStrict: Bool = false) {
    precondition(scale > 0 && tolerance >= 0, "a scale is positive, a tolerance is not negative")
    self.name = name
    self.scale = scale
    self.tolerance = tolerance
    self.isStrict = isStrict
  }

  /// By how many scales a figure breaks it: 0 when kept, infinite when undefined.
  func violation(_ figure: Double) -> Double {
    let scaled = figure / scale
    if scaled.isNaN { return .infinity }
    if scaled <= tolerance, !(isStrict && tolerance == 0 && scaled >= 0) { return 0 }
    return max(scaled, .leastNonzeroMagnitude)
  }
}

/// What is to be made large or small, within bounds and constraints.
public struct Problem: Sendable {
  public enum Sense: String, Sendable, Hashable { case maximise, minimise }

  /// What the algorithms see of the objective.
  public enum Scale: Sendable, Hashable {
    case linear
    /// Its logarithm, for positive objectives over many decades; zero and below count as the smallest number there is.
    case logarithmic
  }

  public var variables: [Variable]
  public var sense: Sense
  public var scale: Scale
  public var constraints: [Constraint]
  /// Points worth starting from, from what is known of the problem; those outside the ranges are left out.
  public var hints: [[Double]]
  /// True when ``evaluate`` gives slopes on request.
  public var hasGradient: Bool
  /// True when an evaluation takes milliseconds: the strategy then looks around less and trusts its slopes more.
  public var isDear: Bool
  /// By how much values may differ and still be equally good, as ``magnitude(_:)`` has it: what a polish leaves, or what rounding of the variables makes of the
  /// objective.
  public var equality: Double
  /// What the problem is at a point, a pure function. The second argument asks for slopes.
  public var evaluate: @Sendable (_ point: [Double], _ withSlopes: Bool) throws -> Assessment

  public init(
    _ variables: [Variable], sense: Sense = .minimise, scale: Scale = .linear, constraints: [Constraint] = [],
    hints: [[Double]] = [], hasGradient: Bool = false, isDear: Bool = false, equality: Double = 1e-9,
    evaluate: @escaping @Sendable (_ point: [Double], _ withSlopes: Bool) throws -> Assessment
  ) {
    self.variables = variables
    self.sense = sense
    self.scale = scale
    self.constraints = constraints
    self.hints = hints.filter { hint in
      hint.count == variables.count && zip(hint, variables).allSatisfy { $1.range.contains($0) }
    }
    self.hasGradient = hasGradient
    self.isDear = isDear
    self.equality = equality
    self.evaluate = evaluate
  }

  public var dimension: Int { variables.count }

  /// Where to begin: the given start, or the middle as the algorithms see it.
  public var start: [Double] { variables.map { $0.start ?? $0.value(0.5) } }

  func point(_ units: [Double]) -> [Double] {
    [Double](unsafeUninitializedCapacity: units.count) { point, count in
      for k in units.indices { point.initializeElement(at: k, to: variables[k].value(units[k])) }
      count = units.count
    }
  }
  func units(_ point: [Double]) -> [Double] { zip(point, variables).map { $1.unit($0) } }

  /// The number the algorithms make small; NaN for an undefined objective.
  func cost(_ objective: Double) -> Double {
    guard objective.isFinite else { return .nan }
    let scaled = scale == .linear ? objective : log(max(objective, .leastNonzeroMagnitude))
    return sense == .minimise ? scaled : -scaled
  }

  /// What a relative tolerance of the cost is relative to: a logarithm has its unit, whatever it is.
  func magnitude(_ cost: Double) -> Double { scale == .logarithmic ? 1 : max(1, abs(cost)) }

  /// d cost/d objective.
  func costSlope(_ objective: Double) -> Double {
    let slope = scale == .linear ? 1 : objective > 0 ? 1 / objective : 0
    return sense == .minimise ? slope : -slope
  }
}

/// What a problem is at a point.
public struct Assessment: Sendable, Hashable {
  /// NaN or infinite: the problem has no value there.
  public var objective: Double
  /// In the order of the problem's constraints; one that is not finite counts as broken.
  public var constraints: [Double]
  /// The objective's slope by each variable, when asked for.
  public var objectiveSlope: [Double]
  /// The constraints' slopes, one constraint's after the other.
  public var constraintSlopes: [Double]

  public init(
    objective: Double, constraints: [Double] = [], objectiveSlope: [Double] = [], constraintSlopes: [Double] = []
  ) {
    self.objective = objective
    self.constraints = constraints
    self.objectiveSlope = objectiveSlope
    self.constraintSlopes = constraintSlopes
  }
}
