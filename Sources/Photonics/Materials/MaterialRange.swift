import Documents

/// What a number of a material file may be; wide enough for any material, so that a slip of the unit is found.
enum MaterialRange {
  case coefficient
  /// µm, in vacuum.
  case wavelength
  /// eV, of a photon.
  case energy
  /// n, which is below 1 in metals.
  case index
  /// k.
  case extinction

  var bounds: ClosedRange<Double> {
    switch self {
    case .coefficient: -1e12...1e12
    case .wavelength: 0.01...10_000
    case .energy: 1e-4...1000
    case .index: 1e-3...1000
    case .extinction: 0...1e4
    }
  }

  private var expectation: String {
    switch self {
    case .coefficient: "a coefficient between -1e12 and 1e12"
    case .wavelength: "a wavelength between 0.01 and 10000 um"
    case .energy: "a photon energy between 1e-4 and 1000 eV"
    case .index: "an n between 1e-3 and 1000"
    case .extinction: "a k between 0 and 1e4"
    }
  }

  func complaint(_ value: Double) -> String {
    "\(NumberText.exact(value)) is not allowed here; expected \(expectation)"
  }
}

extension ValueReader {
  /// A number in range.
  func number(_ range: MaterialRange) -> Double? {
    guard let value = number() else { return nil }
    guard range.bounds.contains(value) else {
      report(.error, "range", range.complaint(value), hint: "check the sign and the unit in the key")
      return nil
    }
    return value
  }
}
