import Documents
import Photonics

/// How the suppression changes with a dimension of the fibre, by the strip.
public struct FibreTolerance: Sendable, Hashable {
  public let name: String
  /// µm.
  public let value: Double
  /// dη/η for each µm.
  public let logSlope: Double

  /// The change that makes η a tenth larger or smaller, µm.
  public var tenth: Double { 0.1 / abs(logSlope) }

  /// For the core's radius, and for all high and all low layers or for each layer; none where the strip lets nothing through.
  public static func all(_ evaluation: Evaluation) -> [FibreTolerance] {
    guard let fibre = evaluation.wall, let problem = FibreEvaluation.problem(evaluation) else { return [] }
    let slope = problem.stripSlope(relativeError: 1e-4, slopeError: 1e-2)
    let eta = slope.estimate.value
    guard eta > 0 else { return [] }
    func tolerance(_ name: String, _ value: Double, _ slope: Double) -> FibreTolerance? {
      slope.isFinite && slope != 0 ? FibreTolerance(name: name, value: value, logSlope: slope / eta) : nil
    }
    let core = tolerance("core radius", fibre.coreRadius, slope.byCoreRadius)
    switch fibre.stack {
    case .pairs(_, let high, let low):
      let layers = [
        ("high layers, all together", high.thickness, StudyParameter("/fibre/high/thickness_um")),
        ("low layers, all together", low.thickness, StudyParameter("/fibre/low/thickness_um")),
      ].compactMap { name, value, parameter in
        parameter.flatMap { fibre.chain(slope.byThickness, $0) }.flatMap { tolerance(name, value, $0) }
      }
      return [core].compactMap(\.self) + layers
    case .layers(let layers):
      return [core].compactMap(\.self)
        + zip(layers.indices, slope.byThickness).compactMap { index, slope in
          tolerance("layer \(index + 1)", layers[index].thickness, slope)
        }
    }
  }
}
