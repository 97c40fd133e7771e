import Emission
import Quantities
import Targets

/// The spread that the stated uncertainties of the data give a figure; overrides count as exact.
extension Evaluation {
  public var figureOfMeritSpread: SpreadFigure? {
    figureOfMerit.map { SpreadFigure(value: $0, powers: ratePowers + lifetimePowers) }
  }

  /// Of Γ₀, and so of the rates: the prefactor's own uncertainty is not in it.
  public var unitSpread: SpreadFigure? { figures.unit.map { SpreadFigure(value: $0, powers: unitPowers) } }

  /// Of the events per second with the matrix element.
  public var totalWithSigmaSpread: SpreadFigure? {
    totalWithSigma.map { SpreadFigure(value: $0, powers: unitPowers + [(inputs.spinSquared.databaseInput, 1)]) }
  }

  private var ratePowers: [(input: PathInput?, power: Double)] {
    study.path.isElastic
      ? [(inputs.rateOfPE.databaseInput, 2)]
      : [(inputs.rateOfPE.databaseInput, 1), (inputs.rateOfPQ.databaseInput, 1)]
  }

  /// 1/√(γ_e² + γ_q²).
  private var lifetimePowers: [(input: PathInput?, power: Double)] {
    guard let e = inputs.widthOfE.value, let q = inputs.widthOfQ.value else { return [] }
    let share = e * e / (e * e + q * q)
    return study.path.isElastic
      ? [(inputs.widthOfE.databaseInput, 1)]
      : [(inputs.widthOfE.databaseInput, share), (inputs.widthOfQ.databaseInput, 1 - share)]
  }

  /// γ_peγ_pq/[√(γ_e² + γ_q²) √(γ_p² + γ_e² + Δω₀²)], the last root's small share of γ_e left out.
  private var unitPowers: [(input: PathInput?, power: Double)] {
    guard let widths = design.widths else { return [] }
    let p = widths.widthOfP.energyWidth.electronVolts / widths.triggerWidth
    return ratePowers + lifetimePowers + [(inputs.widthOfP.databaseInput, p * p)]
  }
}
