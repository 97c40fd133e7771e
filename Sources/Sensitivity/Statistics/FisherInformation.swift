/// What the cells of a measurement tell of parameters, where counts are many:
///
///     I_ab = X Σ_k ∂_a μ_k ∂_b μ_k/μ_k + Π_ab,   μ = A s + b
///
/// for the exposure X and priors Π. Rows are the parameters by which the expectation was differentiated, in their order, and A last unless it is known. Cells
/// where nothing is expected tell nothing here: use ``Separation`` where counts are few.
///
/// Data add: ``data`` of several settings is the sum of theirs, and in proportion to exposure.
public struct FisherInformation: Sendable, Hashable {
  /// Of the counts alone, in inverse units of the parameters.
  public let data: SymmetricMatrix
  /// What is known beside them.
  public let prior: SymmetricMatrix
  /// The events that it rests on, signal and background.
  public let events: Double

  /// - Parameters:
  ///   - expectation: with the truth as the first hypothesis, and slopes.
  ///   - exposure: in the unit that the measurement counts by.
  ///   - prior: of the last parameters among the slopes: the first ones that it does not name are those to be measured.
  /// - Precondition: at least one slope.
  public init(
    _ expectation: Expectation, exposure: Double = 1, normalisation: Normalisation = .free,
    prior: SymmetricMatrix? = nil
  ) {
    let parameters = expectation.slopes.count, precision = normalisation.precision
    precondition(parameters > 0 && !expectation.signals.isEmpty, "information needs a truth and its slopes")
    precondition(exposure >= 0, "an exposure is not negative")
    let size = parameters + (precision == nil ? 0 : 1)
    var matrix = SymmetricMatrix(size: size)
    var events = 0.0
    let signal = expectation.signals[0]
    for a in 0..<size {
      let left = a < parameters ? expectation.slopes[a] : signal
      for b in 0...a {
        let right = b < parameters ? expectation.slopes[b] : signal
        var sum = 0.0
        for k in expectation.cells {
          let mu = signal[k] + expectation.background[k]
          if mu > 0 { sum += left[k] * right[k] / mu }
        }
        matrix[a, b] = exposure * sum
      }
    }
    for k in expectation.cells { events += signal[k] + expectation.background[k] }
    data = matrix
    var known = SymmetricMatrix(size: size)
    if let prior {
      precondition(prior.size <= parameters, "a prior for the parameters there are")
      let first = parameters - prior.size
      for a in 0..<prior.size { for b in 0...a { known[first + a, first + b] = prior[a, b] } }
    }
    if let precision { known[parameters, parameters] = precision }
    self.prior = known
    self.events = exposure * events
  }

  private init(data: SymmetricMatrix, prior: SymmetricMatrix, events: Double) {
    self.data = data
    self.prior = prior
    self.events = events
  }

  /// I.
  public var matrix: SymmetricMatrix { data + prior }

  /// The information on the first parameter with all others open: I₀₀ − I₀ₙ (I_nn)⁻¹ I_n₀, never negative. Zero where data and priors leave the parameter open.
  public var profiled: Double { matrix.complement }

  /// The standard deviation of the first parameter, 1/√``profiled``; `nil` where it is left open.
  public var sigma: Double? {
    let information = profiled
    return information > 0 ? 1 / information.squareRoot() : nil
  }

  /// The standard deviation of the parameter in this row, all others open; `nil` where it is left open.
  public func sigma(row: Int) -> Double? {
    let information = matrix.exchanging(0, row).complement
    return information > 0 ? 1 / information.squareRoot() : nil
  }

  /// Whether some combination of parameters is left open. The first one may still be measured: ``sigma``.
  public var isSingular: Bool { matrix.inverse == nil }

  /// The same data taken for a multiple of the exposure, with the same priors.
  public func scaled(by factor: Double) -> FisherInformation {
    FisherInformation(data: factor * data, prior: prior, events: factor * events)
  }

  /// Both data sets together, with the priors counted once.
  ///
  /// - Precondition: the same parameters and priors.
  public static func + (a: FisherInformation, b: FisherInformation) -> FisherInformation {
    precondition(a.prior == b.prior, "the same priors, counted once")
    return FisherInformation(data: a.data + b.data, prior: a.prior, events: a.events + b.events)
  }
}

extension Measurement {
  /// The information on m₀, nuisances and A open.
  public func information(
    on truth: Hypothesis, exposure: Double = 1, normalisation: Normalisation = .free, nuisances: Nuisances = .none
  ) -> FisherInformation {
    FisherInformation(
      expectation(of: [truth], slopes: [.lightest] + nuisances.parameters), exposure: exposure,
      normalisation: normalisation, prior: nuisances.precision)
  }
}
