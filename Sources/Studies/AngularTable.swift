import Emission
import Neutrinos

extension Evaluation {
  /// The angular distribution as CSV: M² of the pair, ΣF, its six parts (both orders of i ≠ j), and the rate (empty when unknown); at uniform
  /// angles, at the thresholds, and at some angles that crowd towards each threshold.
  public func angularCSV(angles count: Int) -> String {
    let spectrum = spectrum, crossings = figures.crossings
    let grid = AngleGrid(uniform: count, resolving: (0..<6).compactMap { crossings[$0].angle })
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
