/// What is known of A, the factor of the signal beside its prediction: 1 in truth.
///
/// Absolute rates of macro-coherent emission are uncertain by factors of order one and more, so that `.free` is the honest choice for what rests on
/// shapes.
public enum Normalisation: Sendable, Hashable {
  /// A = 1.
  case known
  /// A ≥ 0, whatever the data say.
  case free
  /// A measured apart from the data, with this standard deviation.
  case gaussian(relativeError: Double)

  /// 1/σ_A²: zero when free, `nil` when known.
  var precision: Double? {
    switch self {
    case .known: nil
    case .free: 0
    case .gaussian(let error):
      error > 0 ? 1 / (error * error) : nil
    }
  }
}
