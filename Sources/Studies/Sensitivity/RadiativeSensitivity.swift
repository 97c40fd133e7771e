import Documents
import Emission
import Neutrinos
import Sensitivity

/// What counting pairs at a design's trigger energies tells of the neutrinos, by the corrected formulas and, but for limits, the standard model. Exposures are
/// X = Γ₀ηT, a pure number, and so are signals.
public struct RadiativeSensitivity: StudySensitivity {
  public let measurement: StudyMeasurement
  public let neutrino: Study.Neutrino
  public let settings: [TriggerSetting]
  public let setting: CombinedMeasurement
  public let exposure: Double?
  public let massRange: ClosedRange<Double>
  /// Whether the study asks for printed formulas, which are not used here.
  public let ignoresPublished: Bool
  private let particles: NewParticles

  /// A line's mean is good to 1e-12 of itself, and Δχ² is quadratic in a difference: far below, there is none.
  public static let noise = 1e-20

  /// Why there is none.
  public struct Refusal: Error, Sendable, Hashable {
    /// Of the study.
    public let pointer: String
    public let reason: String
  }

  public init(_ evaluation: RadiativeEvaluation) throws(Refusal) {
    let study = evaluation.study, measurement = study.measurement, levels = evaluation.levels
    guard evaluation.monopole == nil else {
      throw Refusal(pointer: "/vertex", reason: "the vertex of a charge emits nothing: there is nothing to measure")
    }
    // Events per second for each unit of I.
    let unit = evaluation.unit.map { $0 * measurement.efficiency }
    var background = 0.0
    if measurement.backgroundRate > 0 {
      guard let unit, unit > 0 else {
        throw Refusal(
          pointer: "/sensitivity/background_per_s",
          reason: "a background per second needs a rate to be held against, and γ_vg is unknown")
      }
      background = measurement.backgroundRate / unit
    }
    let triggers = measurement.settings.isEmpty ? [study.geometry.trigger] : measurement.settings.map(\.place)
    let width = study.laser.lineWidth
    for (index, trigger) in triggers.enumerated() {
      let pointer =
        measurement.settings.isEmpty ? "/geometry/trigger_eV" : "/sensitivity/settings/\(index)/trigger_eV"
      let line = "the line of the trigger, \(NumberText.exact(trigger)) eV and \(NumberText.short(width)) eV wide,"
      guard abs(trigger - levels.vg) > width / 2 else {
        throw Refusal(pointer: pointer, reason: "\(line) holds ε_vg = \(NumberText.short(levels.vg)) eV")
      }
      guard width < 2 * trigger else { throw Refusal(pointer: pointer, reason: "\(line) reaches zero") }
    }
    self.measurement = measurement
    neutrino = study.neutrino
    let shares = measurement.settings.isEmpty ? [1] : measurement.shares
    settings = triggers.map {
      TriggerSetting(
        levelSpacing: levels.eg, virtualSpacing: levels.vg, phase: study.geometry.phase,
        cosine: study.geometry.cosine, trigger: $0, lineWidth: width, background: background)
    }
    setting = CombinedMeasurement(
      zip(settings, shares).map { CombinedMeasurement.Run($0, exposure: $1) })
    exposure = unit.map { $0 * measurement.seconds }
    massRange = 0...(levels.eg / 2)
    ignoresPublished = study.conventions == .published
    particles = study.newPhysics
  }

  /// Scan evenly up to the threshold of the lightest pair, then sit below it, with the study's live time; `nil` without a line's width, a rate or a threshold.
  ///
  /// - Parameter steps: of the scan.
  public func strategy(steps: Int = 100) -> (tried: [SequentialStrategy.Outcome], best: SequentialStrategy.Outcome)? {
    let pairs = truth.neutrino.pairs
    guard let exposure, exposure > 0, let setting = settings.first, setting.lineWidth > 0,
      let lightest = pairs.min(by: { $0.threshold < $1.threshold }),
      let end = setting.phase.threshold(
        levelSpacing: setting.levelSpacing, massSum: lightest.threshold, cosine: setting.cosine),
      end > setting.lineWidth * Double(steps)
    else { return nil }
    let scan = (0..<steps).map { setting.at(end * (Double($0) + 0.5) / Double(steps)) }
    let apart = scan.allSatisfy { abs($0.trigger - setting.virtualSpacing) > setting.lineWidth / 2 }
    guard apart, abs(end - setting.virtualSpacing) > 10 * setting.lineWidth else { return nil }
    return SequentialStrategy(scan: scan, seat: setting, pair: lightest.pair, normalisation: measurement.normalisation)
      .outcomes(of: truth, exposure: exposure)
  }

  /// Whether the study has new couplings at all.
  public var hasNewCouplings: Bool { particles.json != nil }

  /// By which factor the study's new couplings would have to grow to be excluded at 90 % by data of the standard model at the study's exposure: each product of an
  /// electron's and a neutrino's coupling, and each moment. `nil` without new couplings or a rate, or when nothing shows.
  public func couplingLimit() -> Double? {
    let resolved = resolved
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
  /// couplings. `nil` also with several settings, with a rate that is not known, and beyond fifty events, where ``couplingLimit()`` holds.
  public func countingLimit() -> Double? {
    let resolved = resolved
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
