import Emission
import Neutrinos

extension Evaluation {
  /// The angular distribution as CSV: M² of the pair, ΣF, its six parts (both orders of i ≠ j), and the rate (empty when unknown).
  public func angularCSV(angles count: Int) -> String {
    let grid = AngleGrid(uniform: count), spectrum = spectrum
    var text = "theta_rad,pair_mass_squared_eV2,pair_sum_eV2,per_s_sr"
    for pair in design.pairs { text += ",f_\(pair.pair.name)_eV2" }
    text += "\n"
    let sums = pairSums(at: grid)
    for (theta, sum) in zip(grid.angles, sums) {
      let massSquared = kinematics.pairMassSquared(at: theta)
      let parts = design.pairs.map { spectrum.density(of: $0, at: theta) }
      let rate = figures.rateUnit.map { "\($0 * sum)" } ?? ""
      text += "\(theta),\(massSquared),\(sum),\(rate)" + parts.map { ",\($0)" }.joined() + "\n"
    }
    return text
  }
}
