import Foundation
import Photonics

/// How far a dimension of the fibre may be off until the strip's η changes by a tenth.
public struct FibreTolerance: Sendable, Hashable {
  public let name: String
  /// µm.
  public let value: Double
  /// By which share of itself the dimension may change, either way, to a factor of √10; `nil` when by more than a tenth.
  public let share: Double?

  /// For the core's radius, and for all high and all low layers or for each layer; none where the strip lets nothing through.
  ///
  /// At a searched optimum the slopes vanish, so that only changed fibres say it.
  public static func all(_ evaluation: Evaluation) -> [FibreTolerance] {
    guard let fibre = evaluation.wall, let eta = strip(evaluation, fibre), eta > 0 else { return [] }
    var places: [(name: String, value: Double, change: (inout StudyFibre, Double) -> Void)] = [
      ("core radius", fibre.coreRadius, { $0.coreRadius *= $1 })
    ]
    switch fibre.stack {
    case .pairs(let count, let high, let low):
      places.append(
        (
          "high layers, all together", high.thickness,
          { fibre, factor in
            var other = high
            other.thickness *= factor
            fibre.stack = .pairs(count, high: other, low: low)
          }
        ))
      places.append(
        (
          "low layers, all together", low.thickness,
          { fibre, factor in
            var other = low
            other.thickness *= factor
            fibre.stack = .pairs(count, high: high, low: other)
          }
        ))
    case .layers(let layers):
      for index in layers.indices {
        places.append(
          (
            "layer \(index + 1)", layers[index].thickness,
            { fibre, factor in
              var others = layers
              others[index].thickness *= factor
              fibre.stack = .layers(others)
            }
          ))
      }
    }
    return places.map { place in
      let share = (-8 ... -2).map { pow(10, Double($0) / 2) }.first { share in
        [1 - share, 1 + share].contains { factor in
          var other = fibre
          place.change(&other, factor)
          return abs((strip(evaluation, other) ?? .infinity) / eta - 1) > 0.1
        }
      }
      return FibreTolerance(name: place.name, value: place.value, share: share)
    }
  }

  private static func strip(_ evaluation: Evaluation, _ fibre: StudyFibre) -> Double? {
    FibreEvaluation.problem(Evaluation(evaluation.geometry, fibre, like: evaluation))?.strip(relativeError: 1e-3).value
  }
}
