import Documents
import Foundation
import Studies
import Targets

/// How much a design's rate hangs on one of its inputs, and how well that is known.
struct Influence: Sendable {
  let name: String
  /// With its unit.
  let value: String
  /// ∂ ln(rate)/∂ ln(input); `nil` where the rate is unknown for want of the input.
  let elasticity: Double?
  /// One standard deviation over the value; `nil` where none is stated.
  let spread: Double?
  /// The largest factor that another datum of the database would put on the rate.
  let otherFactor: Double?
  let status: String
  /// ∂ ln/∂ ln(input) of the number of events that answer the study's question, where that is asked for.
  var questionElasticity: Double?

  init(
    _ name: String, _ value: String, elasticity: Double?, spread: Double? = nil, otherFactor: Double? = nil,
    status: String, questionElasticity: Double? = nil
  ) {
    self.name = name
    self.value = value
    self.elasticity = elasticity
    self.spread = spread
    self.otherFactor = otherFactor
    self.status = status
    self.questionElasticity = questionElasticity
  }

  /// What one standard deviation does to ln(rate).
  var effect: Double? { elasticity.flatMap { e in spread.map { abs(e) * $0 } } }

  /// For the ranking: what is unknown first, then the larger of both effects.
  var weight: Double {
    guard elasticity != nil, otherFactor != 0 else { return .infinity }
    let other = otherFactor.map { abs(log($0)) } ?? 0
    // Below a part in a million there is no order.
    let weight = max(effect ?? 0, other)
    return weight < 1e-6 ? 0 : weight
  }

  /// The most consequential first, then by slope those of which no error is stated; of equals, in the order given.
  static func ranked(_ all: [Influence]) -> [Influence] {
    func key(_ item: (offset: Int, element: Influence)) -> (Double, Double, Int) {
      // What differences give of a slope of zero is rounding.
      let slope = item.element.elasticity.map { abs($0) < 5e-4 ? 0 : abs($0) } ?? .infinity
      return (-item.element.weight, item.element.spread == 0 ? 0 : -slope, item.offset)
    }
    return all.enumerated().sorted { key($0) < key($1) }.map(\.element)
  }

  // MARK: Written

  /// - Parameter question: what the events are for whose number hangs on the inputs, too; `nil` without that column.
  static func table(_ influences: [Influence], question: String? = nil) -> Article.Table {
    var columns: [(String, Article.Table.Alignment)] = [
      ("input", .left), ("value", .left), ("∂ ln rate/∂ ln input", .right), ("1σ of it", .right),
      ("rate by 1σ", .right), ("rate by other data", .right),
    ]
    if let question { columns.append(("∂ ln N/∂ ln input, N events for \(question)", .right)) }
    var table = Article.Table(columns + [("status", .left)])
    for influence in influences {
      var row = [influence.name, influence.value, slope(influence.elasticity)]
      row.append(influence.spread.map { $0 == 0 ? "exact" : percent($0) } ?? "none stated")
      row.append(influence.effect.map { $0 < 1e-6 ? "" : change($0) } ?? influence.wanted)
      row.append(influence.otherFactor.map { "×\(NumberText.report($0, digits: 2))" } ?? "")
      if question != nil { row.append(slope(influence.questionElasticity)) }
      row.append(Article.plain(influence.status))
      table.add(row)
    }
    return table
  }

  /// How well an input of which no error is stated has to be known for a tenth of the rate.
  private var wanted: String {
    guard let elasticity, abs(elasticity) >= 5e-4 else { return "unknown" }
    let share = 0.1 / abs(elasticity)
    return share < 1 ? "10 % by \(Self.percent(share))" : "unknown"
  }

  private static func slope(_ slope: Double?) -> String {
    slope.map { abs($0) < 10 ? NumberText.decimal($0, 3) : NumberText.report($0) } ?? "—"
  }

  static func percent(_ share: Double) -> String { "\(NumberText.report(100 * share, digits: 2)) %" }

  /// Per cent while it is small, a factor beyond.
  static func change(_ logarithm: Double) -> String {
    logarithm < 0.3 ? "±\(percent(logarithm))" : "×/÷ \(NumberText.report(exp(logarithm), digits: 2))"
  }

  static let introduction =
    "How the signal's rate depends on each input, the most consequential first: by one standard deviation of the input, or by the other data that the database holds for it; then, by their slopes, those of which no standard deviation is stated, with what would change the rate by 10 %."
}

/// Logarithmic slopes of a figure by the numbers of a study: central differences.
struct SlopeProbe: Sendable {
  let tree: JSONValue
  let figure: @Sendable (_ tree: JSONValue, _ changes: [StudyBench.Change]) -> Double?

  /// ∂ ln(figure)/∂ ln(number), after other changes; `nil` where one of the two does not exist or is zero.
  func slope(_ pointer: String, _ value: Double, step: Double = 1e-3, after changes: [StudyBench.Change] = [])
    -> Double?
  {
    guard value != 0 else { return nil }
    let above = figure(tree, changes + [(pointer, .number(value * (1 + step)))])
    let below = figure(tree, changes + [(pointer, .number(value * (1 - step)))])
    guard let above, let below, above > 0, below > 0 else { return nil }
    let slope = log(above / below) / log((1 + step) / (1 - step))
    return abs(slope) < 1e-9 ? 0 : slope
  }
}
