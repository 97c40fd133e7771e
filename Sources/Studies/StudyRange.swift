import Documents

/// What a number of a study may be.
enum StudyRange: Sendable {
  case any
  /// Of the mixing matrix, degrees: beyond this a turn is lost in the digits.
  case phase
  /// Of new particles, and moments in their units: far beyond any, and short of overflow.
  case coupling
  /// eV, of a particle that has one.
  case particle
  /// eV², meV.
  case nonNegative
  /// s⁻¹ or Hz, of a line or a laser.
  case rate
  /// s⁻¹, of a level that must have one.
  case width
  /// |S|².
  case strength
  /// cm⁻⁶.
  case coherence
  /// eV; wide enough for any atom and hard X-rays, so that a slip of the unit is found.
  case energy
  /// meV.
  case mass
  case imprint, fraction, index
  /// Of an angle.
  case cosine
  /// µm.
  case thickness, radius
  /// Of the first layer's thickness.
  case factor
  /// k.
  case absorption
  /// p of the excitation's profile.
  case profile
  /// Degrees.
  case polarAngle
  /// Of waiting.
  case seconds
  /// σ of angular smearing, mrad.
  case resolution
  /// β, above zero: where nothing is expected a single event would count infinitely.
  case background
  /// A share of events.
  case efficiency
  /// Of live time.
  case days
  /// Of a normalisation.
  case relativeError
  /// A standard deviation of an oscillation parameter, in its unit.
  case parameterError
  case correlation
  /// meV, above zero.
  case positiveMass

  private var bounds: ClosedRange<Double>? {
    switch self {
    case .any: nil
    case .phase: -1e6...1e6
    case .coupling: -1e9...1e9
    case .particle: 1e-30...1e12
    case .nonNegative: 0...1e12
    case .rate: 0...1e18
    case .width: 1e-20...1e18
    case .strength: 0...1e4
    case .coherence: 1e-30...1e90
    case .energy: 1e-9...1e6
    case .mass: 0...1e9
    case .imprint, .cosine: -1...1
    case .fraction: 0...1
    case .index: 1...10
    case .thickness: 1e-4...1e3
    case .radius: 0.05...1e4
    case .factor: 1e-3...1e3
    case .absorption: 0...100
    case .profile: 0...20
    case .polarAngle: 0...180
    case .seconds: 0...1e7
    case .resolution: 1e-3...100
    case .background: 1e-9...1e9
    case .efficiency: 1e-12...1
    case .days: 1e-9...1e12
    case .relativeError: 1e-9...1e3
    case .parameterError: 1e-12...1
    case .correlation: -1...1
    case .positiveMass: 1e-6...1e9
    }
  }

  func contains(_ value: Double) -> Bool { bounds?.contains(value) ?? true }

  var expectation: String {
    switch self {
    case .any: "a number"
    case .phase: "a phase between −1e6 and 1e6 degrees"
    case .coupling: "a coupling between −1e9 and 1e9"
    case .particle: "a mass between 1e-30 and 1e12 eV"
    case .nonNegative: "a number between 0 and 1e12"
    case .rate: "a rate between 0 and 1e18"
    case .width: "a width between 1e-20 and 1e18 per second"
    case .strength: "a strength between 0 and 1e4"
    case .coherence: "n³Vη between 1e-30 and 1e90 cm⁻⁶"
    case .energy: "an energy between 1e-9 and 1e6 eV"
    case .mass: "a mass between 0 and 1e9 meV"
    case .imprint: "an imprinted phase between −1 and 1"
    case .cosine: "a cosine between −1 and 1"
    case .fraction: "a squared sine between 0 and 1"
    case .index: "an index between 1 and 10"
    case .thickness: "a thickness between 1e-4 and 1e3 µm"
    case .radius: "a radius between 0.05 and 1e4 µm"
    case .factor: "a factor between 1e-3 and 1e3"
    case .absorption: "an absorption index k between 0 and 100"
    case .profile: "a power between 0 (uniform) and 20"
    case .seconds: "a time between 0 and 1e7 seconds"
    case .resolution: "a resolution between 0.001 and 100 mrad"
    case .background: "a background between 1e-9 and 1e9 of massless signal"
    case .efficiency: "an efficiency between 1e-12 and 1"
    case .days: "a live time between 1e-9 and 1e12 days"
    case .relativeError: "a relative error between 1e-9 and 1e3"
    case .parameterError: "a standard deviation between 1e-12 and 1"
    case .correlation: "a correlation between −1 and 1"
    case .positiveMass: "a mass between 1e-6 and 1e9 meV"
    case .polarAngle: "an angle between 0 and 180 degrees"
    }
  }

  var hint: String {
    switch self {
    case .imprint: "r = (ω₁ − ω₂)/ε_eg: at ±1 one excitation laser has no photons left"
    case .particle: "moments and charge radii couple to the photon, which has no mass"
    case .index: "1 is vacuum; \"host\" takes the crystal's"
    default: "check the sign and the unit in the key"
    }
  }
}

extension ValueReader {
  /// One number in range. A range of a search is recognised and refused by name.
  func number(_ range: StudyRange) -> Double? {
    if case .object(let members) = node.value, members.contains(where: { $0.key == "min" || $0.key == "max" }) {
      report(
        .error, "range-not-fixed", "this is a range; a design to evaluate needs one number here",
        hint: "`nupair optimize` finds the value; or put one in its place")
      return nil
    }
    guard let value = number() else { return nil }
    guard range.contains(value) else {
      report(
        .error, "range", "\(NumberText.exact(value)) is not allowed here; expected \(range.expectation)",
        hint: range.hint)
      return nil
    }
    return value
  }
}
