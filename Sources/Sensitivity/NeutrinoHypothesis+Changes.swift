import Foundation
import Neutrinos

extension NeutrinoHypothesis {
  /// How the six pairs move with a parameter, in the order of ``pairs``.
  ///
  /// |b_ij|² = |U_ei|²|U_ej|² for i ≠ j and (|U_ei|² − ½)² for i = j; Re(b_ij²) = |b_ij|² cos ψ with ψ = 2(φ_j − φ_i) and φ the phases of the
  /// electron row, and (Re b_ij)² = |b_ij|² cos²(ψ/2).
  func changes(by parameter: FitParameter, kernel: SpinCurrentKernel) -> [PairChange] {
    let mass = massChanges(by: parameter)
    let moduli = [
      (1 - parameters.s12sq) * (1 - parameters.s13sq), parameters.s12sq * (1 - parameters.s13sq), parameters.s13sq,
    ]
    let slopes: [Double] =
      switch parameter {
      case .s12sq: [parameters.s13sq - 1, 1 - parameters.s13sq, 0]
      case .s13sq: [parameters.s12sq - 1, -parameters.s12sq, 1]
      default: [0, 0, 0]
      }
    let rowPhases = [0, phases.alpha21 / 2, phases.alpha31 / 2 - phases.delta]
    let phaseSlopes = [0, parameter == .alpha21 ? 0.5 : 0, parameter == .alpha31 ? 0.5 : 0]
    return NeutrinoPair.all.map { pair in
      let i = pair.i - 1, j = pair.j - 1
      var change = PairChange(mi: mass[i], mj: mass[j])
      if pair.isDiagonal {
        change.squaredModulus = 2 * (moduli[i] - 0.5) * slopes[i]
        change.interference = change.squaredModulus
        return change
      }
      let psi = 2 * (rowPhases[j] - rowPhases[i]), psiSlope = 2 * (phaseSlopes[j] - phaseSlopes[i])
      let product = moduli[i] * moduli[j]
      change.squaredModulus = moduli[i] * slopes[j] + slopes[i] * moduli[j]
      switch kernel {
      case .corrected: change.interference = change.squaredModulus * cos(psi) - product * sin(psi) * psiSlope
      case .published:
        let half = cos(psi / 2)
        change.interference = change.squaredModulus * half * half - product * sin(psi) / 2 * psiSlope
      }
      return change
    }
  }

  /// dm₁, dm₂, dm₃; the lightest mass itself moves one to one, at zero too.
  private func massChanges(by parameter: FitParameter) -> [Double] {
    let m = [masses.m1, masses.m2, masses.m3]
    /// dm = d(m²)/2m.
    func root(_ squareSlope: Double, _ mass: Double) -> Double { mass > 0 ? squareSlope / (2 * mass) : 0 }
    switch (parameter, ordering) {
    case (.lightest, .normal): return [1, root(2 * lightest, m[1]), root(2 * lightest, m[2])]
    case (.lightest, .inverted): return [root(2 * lightest, m[0]), root(2 * lightest, m[1]), 1]
    case (.dm21, .normal), (.dm21, .inverted): return [0, root(1, m[1]), 0]
    case (.dm31, .normal): return [0, 0, root(1, m[2])]
    case (.dm31, .inverted): return [root(1, m[0]), root(1, m[1]), 0]
    default: return [0, 0, 0]
    }
  }
}
