import Emission
import Neutrinos
import Quantities

extension RadiativeEvaluation {
  /// The spectrum as CSV: W, P and M² of the pair, I, its six parts (both orders of i ≠ j), and the rate (empty when unknown); at evenly spaced trigger
  /// energies, and at the thresholds between them.
  ///
  /// Of a charge, which emits nothing, there is what the paper has in their place, if the study asks for it, in columns that say so.
  public func spectrumCSV(energies count: Int) -> String {
    if let monopole { return monopoleCSV(monopole, energies: count) }
    let unit = unit
    var text = "trigger_eV,pair_energy_eV,pair_momentum_eV,pair_mass_squared_eV2,i,per_s"
    for pair in pairs { text += ",i_\(pair.pair.name)" }
    text += "\n"
    for trigger in csvTriggers(count: count) {
      let k = spectrum.kinematics(at: trigger)
      let parts = pairs.map { spectrum.value(of: $0, at: trigger) }, sum = parts.reduce(0, +)
      func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "" }
      text += "\(trigger),\(k.pairEnergy),\(k.momentum),\(k.massSquared),\(number(sum)),"
      text += (unit.map { number($0 * sum) } ?? "") + parts.map { "," + number($0) }.joined() + "\n"
    }
    return text
  }

  private func monopoleCSV(_ monopole: MonopoleEvaluation, energies count: Int) -> String {
    var text = "trigger_eV,pair_energy_eV,pair_momentum_eV,pair_mass_squared_eV2,i,per_s"
    if monopole.published != nil {
      text += ",as_published_i_eV2,as_published_per_s"
      for pair in pairs { text += ",as_published_i_\(pair.pair.name)_eV2" }
    }
    text += "\n"
    for trigger in csvTriggers(count: count) {
      let k = spectrum.kinematics(at: trigger)
      text += "\(trigger),\(k.pairEnergy),\(k.momentum),\(k.massSquared),0.0,0.0"
      if let published = monopole.published {
        let rate = published.rate(at: trigger)?.value(knowing: .monopoleCancels).perSecond
        text += ",\(published.spectrum(at: trigger)),\(rate.map { "\($0)" } ?? "")"
        for pair in pairs { text += ",\(published.spectrum(of: pair, at: trigger))" }
      }
      text += "\n"
    }
    return text
  }

  /// Evenly spaced energies, and the thresholds between them.
  private func csvTriggers(count: Int) -> [Double] {
    let even = triggers(count: count)
    let thresholds = spectrum.thresholds.compactMap(\.self).filter { $0 >= even[0] && $0 <= even[count - 1] }
    return Set(even + thresholds).sorted()
  }
}
