import Quantities

/// The crystal an ion sits in.
public struct Host: Sendable, Hashable {
  public let formula: String
  public let site: String?
  public let siteSymmetry: String
  public let approximateSymmetry: String?
  /// Sites per cm³.
  public let cationDensity: Datum?
  /// Largest phonon energy, cm⁻¹.
  public let maximumPhonon: Datum?
  public let refractiveIndex: CrystalIndex?
  /// The target whose file holds these numbers, when this one refers to it.
  public let reference: String?

  /// True when the file gives a physical number of the crystal.
  var hasNumbers: Bool { cationDensity != nil || maximumPhonon != nil || refractiveIndex != nil }
}

/// The refractive index of a uniaxial crystal:
///
///     n² = 1 + a₀ + b₁λ²/(λ² − c₁) + b₂λ²/(λ² − c₂),   λ in µm
public struct CrystalIndex: Sendable, Hashable {
  /// a₀, b₁, c₁, b₂, c₂.
  public let ordinary: [Double]
  public let extraordinary: [Double]
  /// Vacuum wavelengths over which the fit holds, µm.
  public let range: ClosedRange<Double>
  public let status: DataStatus
  public let source: String
  public let pointer: String

  public struct Value: Sendable, Hashable {
    public let ordinary: Double
    public let extraordinary: Double
    /// False when the wavelength lies outside the fitted range: the value is an extrapolation.
    public let isInsideRange: Bool
  }

  /// The index at a wavelength; `nil` where the formula has no real value.
  public func value(at wavelength: Wavelength) -> Value? {
    let length = wavelength.vacuumMicrometres
    guard let ordinary = Self.index(ordinary, length), let extraordinary = Self.index(extraordinary, length) else {
      return nil
    }
    return Value(ordinary: ordinary, extraordinary: extraordinary, isInsideRange: range.contains(length))
  }

  private static func index(_ c: [Double], _ length: Double) -> Double? {
    let l2 = length * length
    let n2 = 1 + c[0] + c[1] * l2 / (l2 - c[2]) + c[3] * l2 / (l2 - c[4])
    return n2.isFinite && n2 >= 1 ? n2.squareRoot() : nil
  }
}
