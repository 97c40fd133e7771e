import Emission
import Neutrinos

extension RadiativeEvaluation {
  /// The spectrum as CSV: W, P and M² of the pair, I, its six parts (both orders of i ≠ j), and the rate (empty when unknown); at evenly spaced trigger
  /// energies, and at the thresholds between them.
  public func spectrumCSV(energies count: Int) -> String {
    let even = triggers(count: count), unit = unit
    let thresholds = spectrum.thresholds.compactMap(\.self).filter { $0 >= even[0] && $0 <= even[count - 1] }
    var text = "trigger_eV,pair_energy_eV,pair_momentum_eV,pair_mass_squared_eV2,i,per_s"
    for pair in pairs { text += ",i_\(pair.pair.name)" }
    text += "\n"
    for trigger in Set(even + thresholds).sorted() {
      let k = spectrum.kinematics(at: trigger)
      let parts = pairs.map { spectrum.value(of: $0, at: trigger) }, sum = parts.reduce(0, +)
      func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "" }
      text += "\(trigger),\(k.pairEnergy),\(k.momentum),\(k.massSquared),\(number(sum)),"
      text += (unit.map { number($0 * sum) } ?? "") + parts.map { "," + number($0) }.joined() + "\n"
    }
    return text
  }
}
