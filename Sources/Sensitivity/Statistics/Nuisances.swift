/// Parameters of a hypothesis that a fit leaves open, with what is known of them from elsewhere: a Gaussian prior about the values that the hypothesis
/// comes with.
public struct Nuisances: Sendable, Hashable {
  public let parameters: [FitParameter]
  /// The inverse of the prior's covariance, in inverse units of the parameters; zero where nothing is known.
  public let precision: SymmetricMatrix

  /// Nothing open.
  public static let none = Nuisances(errors: [])

  /// Independent parameters.
  ///
  /// - Parameter errors: standard deviations in each parameter's unit; `nil` for a parameter of which nothing is known, such as a Majorana phase.
  /// - Precondition: each parameter once, errors above zero.
  public init(errors: [(parameter: FitParameter, sigma: Double?)]) {
    precondition(
      errors.allSatisfy { $0.sigma.map { $0 > 0 } ?? true }, "errors are positive; leave out what is known exactly")
    precondition(Set(errors.map(\.parameter)).count == errors.count, "each parameter once")
    parameters = errors.map(\.parameter)
    precision = SymmetricMatrix(diagonal: errors.map { $0.sigma.map { 1 / ($0 * $0) } ?? 0 })
  }

  /// Correlated parameters.
  ///
  /// - Returns: `nil` when the covariance is not positive definite.
  public init?(_ parameters: [FitParameter], covariance: SymmetricMatrix) {
    precondition(parameters.count == covariance.size, "a row for each parameter")
    guard let precision = covariance.inverse else { return nil }
    self.init(parameters, precision: precision)
  }

  private init(_ parameters: [FitParameter], precision: SymmetricMatrix) {
    precondition(Set(parameters).count == parameters.count, "each parameter once")
    self.parameters = parameters
    self.precision = precision
  }

  /// The same with more parameters, of which nothing is known.
  public func opening(_ more: [FitParameter]) -> Nuisances {
    var wider = SymmetricMatrix(size: parameters.count + more.count)
    for i in parameters.indices { for j in 0...i { wider[i, j] = precision[i, j] } }
    return Nuisances(parameters + more, precision: wider)
  }

  public var isEmpty: Bool { parameters.isEmpty }
  /// Whether anything is known of them beside the data.
  public var hasPrior: Bool { parameters.indices.contains { precision[$0, $0] > 0 } }

  /// Σ δ_a Π_ab δ_b, the prior's χ² at these distances from its centre.
  func penalty(_ distance: [Double]) -> Double {
    var sum = 0.0
    for a in distance.indices { for b in distance.indices { sum += distance[a] * precision[a, b] * distance[b] } }
    return sum
  }
}
