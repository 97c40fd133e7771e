import Foundation
import Quantities

/// A fitted formula of the squared index, of one shape for all kinds:
///
///     n² = a + Σ bᵢ L^pᵢ/(L² − sᵢ) + Σ cⱼ L^qⱼ,   L the wavelength in vacuum in µm
public struct DispersionFormula: Sendable, Hashable {
  /// How the coefficients c₀, c₁ … make up the formula; the raw values are those of the file.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// n² = 1 + c₀ + c₁L²/(L² − c₂²) + c₃L²/(L² − c₄²) + …
    case sellmeier
    /// n² = 1 + c₀ + c₁L²/(L² − c₂) + c₃L²/(L² − c₄) + …
    case sellmeierSquared = "sellmeier-squared"
    /// n² = c₀ + c₁L^c₂/(L² − c₃^c₄) + c₅L^c₆/(L² − c₇^c₈) + c₉L^c₁₀ + c₁₁L^c₁₂ + …
    case extended

    /// True for the counts of coefficients that end with a whole term.
    public func allows(count: Int) -> Bool {
      switch self {
      case .sellmeier, .sellmeierSquared: count >= 3 && count % 2 == 1
      case .extended: count == 5 || count >= 9 && count % 2 == 1
      }
    }
  }

  public let kind: Kind
  public let coefficients: [Double]
  /// Wavelengths in vacuum over which the fit holds, µm.
  public let range: ClosedRange<Double>
  /// The same range as photon energies, eV.
  let energies: ClosedRange<Double>

  private let constant: Double
  private let resonances: [Resonance]
  private let powers: [Power]

  /// b L^p/(L² − s).
  private struct Resonance: Hashable {
    let strength: Double
    let exponent: Double
    /// s, µm².
    let square: Double
  }

  /// c L^q.
  private struct Power: Hashable {
    let strength: Double
    let exponent: Double
  }

  /// - Precondition: the kind allows this count of coefficients, and the range is of positive wavelengths.
  public init(kind: Kind, coefficients c: [Double], range: ClosedRange<Double>) {
    precondition(kind.allows(count: c.count), "\(c.count) coefficients do not make up a formula of this kind")
    precondition(range.lowerBound > 0, "wavelengths are positive")
    self.kind = kind
    self.range = range
    coefficients = c
    energies = Self.electronVolts(of: range.upperBound)...Self.electronVolts(of: range.lowerBound)
    var resonances: [Resonance] = []
    var powers: [Power] = []
    switch kind {
    case .sellmeier, .sellmeierSquared:
      constant = 1 + c[0]
      for i in stride(from: 1, to: c.count, by: 2) {
        let square = kind == .sellmeier ? c[i + 1] * c[i + 1] : c[i + 1]
        resonances.append(Resonance(strength: c[i], exponent: 2, square: square))
      }
    case .extended:
      constant = c[0]
      for i in stride(from: 1, to: min(c.count, 9), by: 4) {
        resonances.append(Resonance(strength: c[i], exponent: c[i + 1], square: pow(c[i + 2], c[i + 3])))
      }
      for i in stride(from: 9, to: c.count, by: 2) { powers.append(Power(strength: c[i], exponent: c[i + 1])) }
    }
    // A term of strength zero pads a formula to its count, and its pole is none.
    self.resonances = resonances.filter { $0.strength != 0 }
    self.powers = powers.filter { $0.strength != 0 }
  }

  /// The pole within the range, µm, where the formula is infinite; `nil` when there is none.
  var pole: Double? {
    resonances.lazy.map { $0.square.squareRoot() }.first { range.contains($0) }
  }

  /// n² at a wavelength in µm; not finite at a pole.
  func squaredIndex(at length: Double) -> Double {
    let square = length * length
    var sum = constant
    for term in resonances { sum += term.strength * Self.power(length, term.exponent) / (square - term.square) }
    for term in powers { sum += term.strength * Self.power(length, term.exponent) }
    return sum
  }

  /// n for a photon energy in eV within ``energies``.
  func index(at energy: Double) -> Double { squaredIndex(at: Self.micrometres(of: energy)).squareRoot() }

  /// dn/dE in eV⁻¹, by dL/dE = −L/E.
  func slope(at energy: Double) -> Double {
    let length = Self.micrometres(of: energy), square = length * length
    // L d(n²)/dL
    var sum = 0.0
    for term in resonances {
      let distance = square - term.square
      let factor = (term.exponent - 2) * square - term.exponent * term.square
      sum += term.strength * Self.power(length, term.exponent) * factor / (distance * distance)
    }
    for term in powers { sum += term.exponent * term.strength * Self.power(length, term.exponent) }
    return -sum / (2 * squaredIndex(at: length).squareRoot() * energy)
  }

  private static func power(_ length: Double, _ exponent: Double) -> Double {
    switch exponent {
    case 0: 1
    case 2: length * length
    default: pow(length, exponent)
    }
  }

  private static func micrometres(of energy: Double) -> Double {
    Energy(electronVolts: energy).wavelength.vacuumMicrometres
  }

  private static func electronVolts(of length: Double) -> Double {
    Wavelength(vacuumNanometres: 1000 * length).energy.electronVolts
  }
}
