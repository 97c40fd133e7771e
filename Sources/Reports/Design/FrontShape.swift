import Foundation

/// The form of a front in the coordinates of its figure: which end is which, and where it bends.
struct FrontShape: Sendable {
  /// Whether an axis is logarithmic: its values are positive and span more than a factor of 20.
  let isObjectiveLogarithmic: Bool
  let isSecondLogarithmic: Bool
  /// The place of the knee among the points and how far it lies beyond the line between the ends; `nil` where the front has none.
  let knee: (index: Int, bulge: Double)?

  /// A front that bulges by less has no knee.
  static let leastBulge = 0.1

  /// - Parameter points: from the best objective to the best second figure.
  ///
  /// With u and v the objective and the second figure, each scaled to 1 at the end where it is best and to 0 at the other, logarithms where an axis has
  /// them, the straight line between the ends is u + v = 1. The knee is the point with the largest u + v − 1, which is 1 where nothing has to be traded.
  init(_ points: [(objective: Double, second: Double)]) {
    let isObjectiveLogarithmic = Self.isLogarithmic(points.map(\.objective))
    let isSecondLogarithmic = Self.isLogarithmic(points.map(\.second))
    self.isObjectiveLogarithmic = isObjectiveLogarithmic
    self.isSecondLogarithmic = isSecondLogarithmic
    func place(_ value: Double, _ isLogarithmic: Bool) -> Double { isLogarithmic ? log(value) : value }
    let u = points.map { place($0.objective, isObjectiveLogarithmic) }
    let v = points.map { place($0.second, isSecondLogarithmic) }
    guard points.count > 2, let u0 = u.first, let u1 = u.last, let v0 = v.first, let v1 = v.last, u0 != u1, v0 != v1
    else {
      knee = nil
      return
    }
    let bulges = points.indices.map { (u[$0] - u1) / (u0 - u1) + (v[$0] - v0) / (v1 - v0) - 1 }
    let largest = bulges.indices.dropFirst().dropLast().max { bulges[$0] < bulges[$1] }
    knee = largest.flatMap { bulges[$0] >= Self.leastBulge ? ($0, bulges[$0]) : nil }
  }

  static func isLogarithmic(_ values: [Double]) -> Bool {
    guard let low = values.min(), let high = values.max() else { return false }
    return low > 0 && high / low > 20
  }
}
