import Emission
import Neutrinos
import Sensitivity

/// By which factors a study's new couplings would have to grow to be excluded at 90 % by data of the standard model at the study's exposure: every product of an
/// electron's and a neutrino's coupling, and every moment.
public struct NewCouplingLimits: Sendable, Hashable {
  /// With the sign of the study; `nil` without a rate, or when nothing shows.
  public let factor: Double?
  /// With every product reversed. Where a coupling interferes with the standard model the two differ: who does not know the sign excludes what both exclude.
  public let reversed: Double?
  /// Both by Feldman and Cousins' intervals, where few events are counted.
  public let counting: Double?
  public let countingReversed: Double?

  /// Whether the sign matters by a hundredth or more.
  public var dependsOnSign: Bool {
    guard let factor, let reversed else { return factor != reversed }
    return abs(reversed - factor) > 0.01 * factor
  }
}

extension RadiativeSensitivity {
  /// `nil` when the study has no new couplings.
  public var limits: NewCouplingLimits? {
    guard particles.json != nil else { return nil }
    return NewCouplingLimits(
      factor: couplingLimit(), reversed: couplingLimit(sign: -1), counting: countingLimit(),
      countingReversed: countingLimit(sign: -1))
  }

  /// The factor that is excluded at 90 %. `nil` without new couplings or a rate, or when nothing shows.
  ///
  /// - Parameter sign: of the factor.
  public func couplingLimit(sign: Double = 1) -> Double? {
    let resolved = resolved.scaled(by: sign)
    guard let exposure, exposure > 0, !resolved.isEmpty else { return nil }
    func signal(_ factor: Double) -> [Double] { self.signal(factor: factor, of: resolved) }
    // Amplitudes are linear in the factor f: the signal is s₀ + f i + f² t, and its values at ±f settle both parts, with most digits where f is the limit itself.
    let background = setting.expectation(of: [truth], slopes: []).background
    let standard = signal(0), limit = CouplingLimit(normalisation: measurement.normalisation)
    let visible = 1e-3 * standard.reduce(0, +)
    var factor = 1.0
    while !zip(signal(factor), standard).contains(where: { abs($0 - $1) > visible }) {
      factor *= 1e3
      if factor > 1e15 { return nil }
    }
    for _ in 0..<8 {
      let up = signal(factor), down = signal(-factor)
      // Without interference the two are equal but for rounding.
      let interferes = zip(up, down).contains { abs($0 - $1) > 1e-13 * (abs($0) + abs($1)) }
      let found = limit.smallest(
        standard: standard, interference: interferes ? zip(up, down).map { ($0 - $1) / (2 * factor) } : [],
        square: standard.indices.map { (up[$0] + down[$0] - 2 * standard[$0]) / (2 * factor * factor) },
        background: background, exposure: exposure)
      guard let found else { return nil }
      let isSettled = abs(found - factor) < 0.1 * factor
      factor = found
      if isSettled { break }
    }
    return factor
  }

  /// The same by Feldman and Cousins where few events are counted: the factor whose additional events are the mean upper end of their intervals without new
  /// couplings. `nil` also with several settings, with a rate that is not known, and beyond fifty events, where ``couplingLimit(sign:)`` holds.
  public func countingLimit(sign: Double = 1) -> Double? {
    let resolved = resolved.scaled(by: sign)
    guard let exposure, exposure > 0, !resolved.isEmpty, settings.count == 1, measurement.normalisation == .known else {
      return nil
    }
    let expected = setting.expectation(of: [truth], slopes: [])
    let standard = expected.signals[0][0], events = exposure * (standard + expected.background[0])
    guard events <= 50 else { return nil }
    let wanted = FeldmanCousins(background: events).meanSensitivity
    func isExcluded(_ factor: Double) -> Bool {
      exposure * (signal(factor: factor, of: resolved)[0] - standard) >= wanted
    }
    // Where interference takes events away, the first factor beyond which they exceed counts.
    var high = Self.unseen
    while !isExcluded(high) {
      high *= 1.1
      guard high < 1e15 else { return nil }
    }
    var low = high / 1.1
    while high - low > 1e-10 * high {
      let middle = (low + high) / 2
      if isExcluded(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// A factor that nobody would see.
  private static let unseen = 1e-15

  private var resolved: NewPhysics {
    particles.resolved(masses: truth.neutrino.masses, nature: truth.neutrino.nature, conventions: .corrected)
  }

  /// The signal in each cell with the study's new couplings multiplied.
  private func signal(factor: Double, of particles: NewPhysics) -> [Double] {
    var hypothesis = truth
    if factor != 0 { hypothesis.newPhysics = particles.scaled(by: factor) }
    return setting.expectation(of: [hypothesis], slopes: []).signals[0]
  }
}

extension NewPhysics {
  /// With every product of couplings multiplied.
  func scaled(by factor: Double) -> NewPhysics {
    var other = self
    other.vector = vector.map {
      LightVector(
        mass: $0.mass, width: $0.width, electron: factor * $0.electron, left: $0.left, right: $0.right,
        hasLongitudinalPart: $0.hasLongitudinalPart)
    }
    other.scalar = scalar.map {
      LightScalar(
        mass: $0.mass, width: $0.width, electron: factor * $0.electron, scalar: $0.scalar, pseudoscalar: $0.pseudoscalar
      )
    }
    other.moments = ElectromagneticMoments(
      magnetic: moments.magnetic?.scaled(by: factor), electric: moments.electric?.scaled(by: factor),
      chargeRadius: moments.chargeRadius?.scaled(by: factor), anapole: moments.anapole?.scaled(by: factor))
    return other
  }
}

extension CouplingMatrix {
  fileprivate func scaled(by factor: Double) -> CouplingMatrix {
    CouplingMatrix(rows: (1...3).map { i in (1...3).map { j in factor * self[i, j] } })
  }
}
