import Foundation

/// Values at ascending photon energies, and what lies between them.
public struct TabulatedCurve: Sendable, Hashable {
  public enum Interpolation: Sendable, Hashable {
    /// Linear in the energy.
    case linear
    /// The logarithm is linear in the energy between two positive values; linear beside a zero.
    case logarithmic
  }

  /// eV, ascending.
  public let energies: [Double]
  public let values: [Double]
  public let interpolation: Interpolation

  /// - Precondition: as many values as energies, at least two, the energies ascending.
  public init(energies: [Double], values: [Double], interpolation: Interpolation) {
    precondition(energies.count == values.count && energies.count >= 2, "a curve needs two points or more")
    precondition(zip(energies, energies.dropFirst()).allSatisfy(<), "the energies of a curve ascend")
    self.energies = energies
    self.values = values
    self.interpolation = interpolation
  }

  /// The first to the last energy, eV.
  var range: ClosedRange<Double> { energies[0]...energies[energies.count - 1] }

  /// The value at an energy in eV; beyond an end, the value there. Exact at the points.
  func value(at energy: Double) -> Double {
    let energy = min(max(energy, energies[0]), energies[energies.count - 1])
    let i = segment(of: energy)
    let t = (energy - energies[i]) / (energies[i + 1] - energies[i])
    let low = values[i], high = values[i + 1]
    if t == 0 || t == 1 || interpolation == .linear || low <= 0 || high <= 0 { return (1 - t) * low + t * high }
    return low * pow(high / low, t)
  }

  /// The slope of a linear curve, per eV; at a point, that of the segment above it; beyond an end, zero.
  func slope(at energy: Double) -> Double {
    guard range.contains(energy) else { return 0 }
    let i = segment(of: energy)
    return (values[i + 1] - values[i]) / (energies[i + 1] - energies[i])
  }

  /// The index of the point below an energy in range, by bisection; of the last but one at the end.
  private func segment(of energy: Double) -> Int {
    var low = 0, high = energies.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if energies[middle] <= energy { low = middle } else { high = middle }
    }
    return low
  }
}
