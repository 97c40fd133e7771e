import Emission
import Neutrinos
import Quantities
import Testing

@testable import Sensitivity

/// Whether two numbers agree to the digits that one of them is printed with.
private func isPrinted(_ value: Double, as printed: Double, unit: Double) -> Bool { abs(value - printed) <= unit / 2 }

/// The worked numbers of the design questions: an ideal ytterbium target, a Julian year, Dirac neutrinos in normal ordering and a known rate unless said.
@Suite struct `Design questions` {
  private static let year = Ytterbium.yearly
  private static let locked = RadiativePhase.locked

  @Test func `the unit of the rate`() {
    #expect(isPrinted(1000 * Ytterbium.unit.perSecond, as: 0.25590, unit: 1e-5))
  }

  // MARK: Q1

  /// The quoted 1.071619 eV are next to the threshold of 12, at 1.07161946. Error and counts are those of 1.07161915, which prints as the same; at
  /// 1.07161900 they are 8.66 µeV and 43.
  @Test func `1: a line just below a threshold`() throws {
    let found = Ytterbium.setting(1.071_619_15, width: 1e-6).information(
      on: Ytterbium.neutrinos(0.01), exposure: Self.year, normalisation: .known)
    #expect(isPrinted(try #require(found.sigma), as: 8.8e-6, unit: 1e-7))
    #expect(isPrinted(found.events, as: 37, unit: 1))
  }

  struct Scan: Sendable {
    let phase: RadiativePhase
    let mass: Double
    let printed: Double
    let unit: Double
    /// What comes out where it is not the printed number.
    var found: Double?
  }

  /// σ of a uniform scan: the middles of 399 equal steps from 0 to ω₁₁, a line of 1 µeV, A known.
  ///
  /// Steps of 3 to 5 meV are as wide as what they look for: one step more or less moves some errors by 1 to 6 %. Of the even scans that were tried, with other numbers
  /// of steps and other ends, this one gives most of the printed numbers, eight; a difference quotient of ±0.1 % of m₀ in place of the derivative gives the
  /// ninth, and the tenth, 8.9 meV, stays 1.3 % away.
  @Test(arguments: [
    Scan(phase: .fixed(0), mass: 0.01, printed: 0.34, unit: 0.01),
    Scan(phase: .fixed(0.5), mass: 0.01, printed: 0.16, unit: 0.01),
    Scan(phase: .fixed(0.9), mass: 0.01, printed: 0.036, unit: 0.001),
    Scan(phase: .fixed(0.99), mass: 0.01, printed: 0.0089, unit: 0.0001, found: 0.008786),
    Scan(phase: .locked, mass: 0.01, printed: 0.0105, unit: 0.0001),
    Scan(phase: .fixed(0), mass: 0.05, printed: 0.031, unit: 0.001),
    Scan(phase: .fixed(0.5), mass: 0.05, printed: 0.023, unit: 0.001),
    Scan(phase: .fixed(0.9), mass: 0.05, printed: 0.0066, unit: 0.0001),
    Scan(phase: .fixed(0.99), mass: 0.05, printed: 0.0014, unit: 0.0001, found: 0.001338),
    Scan(phase: .locked, mass: 0.05, printed: 0.0038, unit: 0.0001),
  ])
  func `1: a uniform scan`(scan: Scan) throws {
    let sigma = try #require(
      Self.scan(scan.phase, scan.mass).information(
        on: Ytterbium.neutrinos(scan.mass), exposure: Self.year, normalisation: .known
      ).sigma)
    if let found = scan.found {
      #expect(abs(sigma / found - 1) < 1e-3, "\(sigma)")
      #expect(abs(sigma / scan.printed - 1) < 0.05)
    } else {
      #expect(isPrinted(sigma, as: scan.printed, unit: scan.unit), "\(sigma)")
    }
  }

  @Test func `1: a uniform scan by difference quotients`() {
    let scan = Self.scan(.fixed(0.99), 0.05), step = 5e-5
    let signals = scan.expectation(of: [0.05 - step, 0.05, 0.05 + step].map { Ytterbium.neutrinos($0) }, slopes: [])
      .signals
    let information = signals[1].indices.filter { signals[1][$0] > 0 }.reduce(0.0) { sum, k in
      let slope = (signals[2][k] - signals[0][k]) / (2 * step)
      return sum + Self.year * slope * slope / signals[1][k]
    }
    #expect(isPrinted(1 / information.squareRoot(), as: 0.0014, unit: 1e-4))
  }

  private static func scan(_ phase: RadiativePhase, _ mass: Double, count: Int = 399) -> CombinedMeasurement {
    let end = phase.threshold(levelSpacing: Ytterbium.levelSpacing, massSum: 2 * mass) ?? 0
    return CombinedMeasurement(
      (0..<count).map { k in
        .init(
          Ytterbium.setting(end * (Double(k) + 0.5) / Double(count), phase: phase, width: 1e-6),
          exposure: 1 / Double(count))
      })
  }

  // MARK: Q2

  /// q of Dirac neutrinos where Majorana ones are true.
  private func nature(_ mass: Double, _ setting: TriggerSetting) -> Double {
    SeparationFit(normalisation: .known).separation(
      by: setting, truth: Ytterbium.neutrinos(mass, .normal, .majorana), from: Ytterbium.neutrinos(mass),
      exposure: Self.year
    ).chiSquared
  }

  /// The best trigger energy of 4000 up to ω₁₁ of a point, refined.
  private func best(_ mass: Double, _ phase: RadiativePhase) -> (place: Double, value: Double) {
    let end = phase.threshold(levelSpacing: Ytterbium.levelSpacing, massSum: 2 * mass) ?? 0, step = end / 1000
    let places = (1..<1000).map { step * Double($0) }
    let values = places.map { nature(mass, Ytterbium.setting($0, phase: phase)) }
    let k = values.indices.max { values[$0] < values[$1] }!
    let found = ScalarMinimum.find(
      from: places[k] - step, to: min(places[k] + step, end), start: (places[k], -values[k]), tolerance: 1e-7
    ) { -nature(mass, Ytterbium.setting($0, phase: phase)) }
    return (found.place, -found.value)
  }

  /// q of a year at the best trigger energy. At 50 meV and r = 0.9 the text has 94.3, of a coarser grid: 94.35 is the best.
  @Test(arguments: [
    (0.05, RadiativePhase.fixed(0), 0.277, 1e-3), (0.05, .fixed(0.5), 2.80, 1e-2), (0.05, .fixed(0.9), 94.35, 0.1),
    (0.05, .locked, 119.8, 0.1), (0.01, .fixed(0), 0.0217, 1e-4), (0.01, .locked, 17.1, 0.1),
    (0.1, .fixed(0), 2.34, 1e-2), (0.1, .locked, 279, 1),
  ])
  func `2: Majorana or Dirac`(row: (mass: Double, phase: RadiativePhase, q: Double, unit: Double)) {
    let found = best(row.mass, row.phase)
    #expect(isPrinted(found.value, as: row.q, unit: row.unit), "\(found)")
  }

  @Test func `2: where, and how long`() throws {
    let unboosted = best(0.05, .fixed(0)), rest = best(0.05, .locked)
    #expect(isPrinted(unboosted.place, as: 1.0519, unit: 2e-4), "\(unboosted)")
    #expect(isPrinted(9 / unboosted.value, as: 32.5, unit: 0.1))
    #expect(isPrinted(rest.place, as: 2.0338, unit: 2e-4), "\(rest)")
    #expect(isPrinted(rest.place / Ytterbium.levelSpacing, as: 0.9488, unit: 1e-4))
    #expect(isPrinted(9 / rest.value * 365.25, as: 27, unit: 1))
    #expect(isPrinted(9 / best(0.01, .fixed(0)).value, as: 415, unit: 1))
    #expect(isPrinted(9 / best(0.01, .locked).value, as: 0.53, unit: 0.01))
    let free = Ytterbium.setting(2.0343, phase: .fixed(0.95))
    #expect(isPrinted(nature(0.05, free), as: 119.7, unit: 0.1))
    let kinematics = free.spectrum(Ytterbium.neutrinos(0.05)).kinematics(at: 2.0343)
    #expect(isPrinted(kinematics.momentum, as: 0.002, unit: 1e-3))
    #expect(isPrinted(kinematics.massSquared.squareRoot(), as: 0.109, unit: 1e-3))
  }

  // MARK: Q3

  @Test func `3: the ordering`() throws {
    let setting = Ytterbium.setting(1.07116)
    let normal = Ytterbium.neutrinos(0.001), inverted = Ytterbium.neutrinos(0.001, .inverted)
    #expect(isPrinted(setting.signal(normal), as: 0.0455, unit: 1e-4))
    #expect(isPrinted(setting.signal(inverted), as: 0.0218, unit: 1e-4))
    let found = SeparationFit(normalisation: .known).separation(
      by: setting, truth: normal, from: inverted, exposure: Self.year)
    #expect(isPrinted(found.chiSquared, as: 158, unit: 1))
    #expect(isPrinted(try #require(found.exposureForThreeSigma) / Self.year * 365.25, as: 21, unit: 1))
    #expect(isPrinted(try #require(found.eventsForThreeSigma), as: 21, unit: 1))
  }

  /// 125 in a year for 50 meV, at the best point below ω₁₁ that either ordering reaches.
  @Test func `3: the ordering at 50 meV`() {
    let best =
      (1..<4000).map { k in
        SeparationFit(normalisation: .known).separation(
          by: Ytterbium.setting(1 + 0.0718 * Double(k) / 4000), truth: Ytterbium.neutrinos(0.05),
          from: Ytterbium.neutrinos(0.05, .inverted), exposure: Self.year
        ).chiSquared
      }.filter(\.isFinite).max() ?? 0
    #expect(isPrinted(best, as: 125, unit: 1), "\(best)")
  }

  // MARK: Q4

  private func limit(_ moments: ElectromagneticMoments, of size: Double, at trigger: Double) -> Double {
    let setting = Ytterbium.setting(trigger), truth = Ytterbium.neutrinos(0.01)
    let standard = setting.signal(truth)
    let moved = setting.signal(Ytterbium.neutrinos(0.01, newPhysics: NewPhysics(moments: moments)))
    let found = CouplingLimit().smallest(
      standard: [standard], square: [moved - standard], background: [0], exposure: Self.year)
    return size * (found ?? .infinity)
  }

  private static func element(_ i: Int, _ j: Int, _ value: Double) -> CouplingMatrix {
    var rows = [[Complex]](repeating: [.zero, .zero, .zero], count: 3)
    rows[i - 1][j - 1] = Complex(value)
    rows[j - 1][i - 1] = Complex(value)
    return CouplingMatrix(rows: rows)
  }

  private func magnetic(_ i: Int, _ j: Int, _ trigger: Double) -> Double {
    limit(ElectromagneticMoments(magnetic: Self.element(i, j, 1e-11)), of: 1e-11, at: trigger)
  }

  /// Limits whose best trigger energy the spectrum itself decides.
  @Test func `4: moments, at the best trigger energies`() {
    let grid = (1..<2000).map { 1.0717 * Double($0) / 2000 }
    func best(_ moments: ElectromagneticMoments, _ size: Double) -> Double {
      grid.filter { Ytterbium.setting($0).signal(Ytterbium.neutrinos(0.01)) > 0 }
        .map { limit(moments, of: size, at: $0) }.min() ?? .infinity
    }
    #expect(isPrinted(best(.init(magnetic: Self.element(3, 3, 1e-11)), 1e-11), as: 2.57e-11, unit: 2e-13))
    #expect(isPrinted(best(.init(electric: Self.element(3, 3, 1e-11)), 1e-11), as: 3.58e-11, unit: 1e-13))
    #expect(isPrinted(best(.init(electric: Self.element(1, 1, 1e-11)), 1e-11), as: 2.89e-11, unit: 3e-13))
    #expect(isPrinted(best(.init(chargeRadius: Self.element(1, 1, 1e-26)), 1e-26), as: 9.2e-26, unit: 1e-27))
    #expect(isPrinted(best(.init(anapole: Self.element(1, 1, 1e-26)), 1e-26), as: 1.5e-26, unit: 1e-27))
    // μ₂₃ just below the threshold of 33, where it is best.
    #expect(isPrinted(magnetic(2, 3, 1.069_308), as: 1.88e-11, unit: 1e-13), "\(magnetic(2, 3, 1.069_308))")
  }

  /// The printed limits on μ₁₁, μ₂₂ and μ₁₂ are those 0.26 meV below the threshold of each one's own pair, as if that were the last step of a grid towards it.
  /// Nearer to ω₁₁ they improve: to 2.25 and 1.57, and μ₁₁ to 1.3 at 10 µeV below it, where the line's width decides.
  @Test func `4: moments near their thresholds`() {
    func below(_ i: Int, _ j: Int) -> Double {
      let masses = Ytterbium.neutrinos(0.01).neutrino.masses
      return RadiativePhase.fixed(0).threshold(levelSpacing: Ytterbium.levelSpacing, massSum: masses[i] + masses[j])!
        - 2.6e-4
    }
    #expect(isPrinted(magnetic(1, 1, below(1, 1)), as: 2.35e-11, unit: 1e-13))
    #expect(isPrinted(magnetic(2, 2, below(2, 2)), as: 2.30e-11, unit: 1e-13))
    #expect(isPrinted(magnetic(1, 2, below(1, 2)), as: 1.65e-11, unit: 1e-13))
    let edge = 1.071_651_694
    func best(_ i: Int, _ j: Int) -> Double {
      (1...200).map { magnetic(i, j, edge - 5e-6 * Double($0)) }.min() ?? .infinity
    }
    #expect(isPrinted(best(2, 2), as: 2.25e-11, unit: 1e-13), "\(best(2, 2))")
    #expect(isPrinted(best(1, 2), as: 1.57e-11, unit: 1e-13), "\(best(1, 2))")
    #expect(isPrinted(magnetic(1, 1, edge - 1e-5), as: 1.31e-11, unit: 2e-13))
  }

  /// s/I fixed, a limit where errors are Gaussian goes as X^{−1/4}; 235 times the exposure bring μ₁₁ from 2.35 to 6·10⁻¹².
  @Test func `4: scaling with exposure`() throws {
    let factor = (2.35e-11 / 6e-12) * (2.35e-11 / 6e-12)
    #expect(isPrinted(factor * factor, as: 235, unit: 1))
    let setting = Ytterbium.setting(1.07139)
    let standard = setting.signal(Ytterbium.neutrinos(0.01)) * 1e4
    func limit(_ exposure: Double) throws -> Double {
      try #require(
        CouplingLimit().smallest(standard: [standard], square: [1], background: [0], exposure: exposure * Self.year))
    }
    // q's third order is of the square root of 2.706 over the counts, some 1e6.
    #expect(abs(try limit(1) / limit(16) / 2 - 1) < 1e-3)
  }

  @Test func `4: how moments differ, and without background`() throws {
    // μ over ε at i = j: (q² + 8m²)/(q² − 4m²) = 4.
    let k = Ytterbium.neutrinos(0.05).neutrino.masses.m1, massSquared = 8 * k * k
    func kernel(_ moments: ElectromagneticMoments, _ transition: ElectromagneticMoments.Transition = .magneticDipole)
      -> Double
    {
      moments.kernel(
        1, 1, mi: k, mj: k, nature: .dirac, excess: massSquared - 4 * k * k, massSquared: massSquared,
        momentumSquared: 1, transition: transition)
    }
    let unit = Self.element(1, 1, 1)
    #expect(abs(kernel(.init(magnetic: unit)) / kernel(.init(electric: unit)) - 4) < 1e-12)
    #expect(isPrinted(CouplingLimit.eventsOfZeroBackground, as: 2.303, unit: 1e-3))
  }

  /// The variant of two electric dipoles, d = ea_B, at ω = 0.8 eV and r = 0.
  @Test func `4: with an electric dipole`() {
    let w = Ytterbium.levelSpacing - 0.8, p = 0.8, massSquared = w * w - p * p
    let bohr = 1 / (PhysicalConstants.fineStructure * PhysicalConstants.electronRestEnergy)
    let dipole = (4 * Double.pi * PhysicalConstants.fineStructure).squareRoot() * bohr
    let gain = dipole * dipole / (ElectromagneticMoments.bohrMagneton * ElectromagneticMoments.bohrMagneton)
    #expect(isPrinted(gain * (3 * w * w - p * p) / (2 * p * p), as: 2.8e5, unit: 1e4))

    let neutrinos = Ytterbium.neutrinos(0.01).neutrino
    let yearly = Self.year / (Ytterbium.virtualSpacing - 0.8) / (Ytterbium.virtualSpacing - 0.8)
    // The μ₁₁ of which 2.303 events are expected.
    let mass = neutrinos.masses.m1, own = NeutrinoTensor(mass, mass),
      excess = massSquared - own.threshold
    let kernel = ElectromagneticMoments(magnetic: Self.element(1, 1, 1e-14)).kernel(
      1, 1, mi: mass, mj: mass, nature: .dirac, excess: excess, massSquared: massSquared,
      momentumSquared: p * p, transition: .electricDipole(dipole))
    let events = yearly * own.velocity(excess: excess, massSquared: massSquared) * kernel
    #expect(isPrinted(1e-14 * (CouplingLimit.eventsOfZeroBackground / events).squareRoot(), as: 2.3e-14, unit: 1e-15))

    // The vector current of the standard model over the same dipole, |x|² q²α(3W² − P²)/3 with |x| = a_B, and how it moves with g_V.
    func background(shift: Double) -> Double {
      let moduli = ElectronRow(parameters: neutrinos.parameters).elements.map { $0.squaredModulus.squareRoot() }
      return yearly
        * NeutrinoPair.all.reduce(0.0) { sum, pair in
          let tensor = NeutrinoTensor(neutrinos.masses[pair.i], neutrinos.masses[pair.j])
          let excess = massSquared - tensor.threshold
          let velocity = tensor.velocity(excess: excess, massSquared: massSquared)
          let kernel = tensor.components(excess: excess, massSquared: massSquared).dipole(momentumSquared: p * p)
          let product = moduli[pair.i - 1] * moduli[pair.j - 1]
          let coupling = pair.isDiagonal ? product - 0.022 + shift : product
          let weight = pair.isDiagonal ? 1.0 : 2
          return sum + weight * coupling * coupling * velocity * bohr * bohr * kernel
        }
    }
    #expect(isPrinted(background(shift: 0), as: 1.7e-4, unit: 1e-5))
    // ⟨r²⟩ = 10⁻³² cm² is √2 π α ⟨r²⟩/(3 G_F); what is linear in it is half the difference of both signs.
    let hc = UnitConvention.codata2022.hbarC
    let shift =
      2.0.squareRoot() * .pi * PhysicalConstants.fineStructure * 1e-32 / (hc * hc)
      / (3 * PhysicalConstants.fermiCoupling)
    #expect(isPrinted(shift, as: 0.0238, unit: 1e-4))
    #expect(
      isPrinted(
        (background(shift: shift) - background(shift: -shift)) / (2 * background(shift: 0)), as: 0.046, unit: 1e-3))
  }

  // MARK: Q5

  private enum Mediator { case vector, printedVector, scalar }

  private func limit(_ mediator: Mediator, mass: Double, at trigger: Double, scale: Double) -> Double {
    let setting = Ytterbium.setting(trigger)
    func signal(_ g: Double) -> Double {
      let one = CouplingMatrix(universal: 1), none = CouplingMatrix(universal: 0)
      let physics =
        switch mediator {
        case .scalar:
          NewPhysics(scalar: LightScalar(mass: mass, width: 1e-12, electron: g, scalar: none, pseudoscalar: one))
        default:
          NewPhysics(
            vector: LightVector(
              mass: mass, width: 1e-12, electron: g, left: one, right: none,
              hasLongitudinalPart: mediator == .vector))
        }
      return setting.signal(Ytterbium.neutrinos(0.01, newPhysics: physics))
    }
    let zero = signal(0), plus = signal(scale), minus = signal(-scale)
    let found = CouplingLimit().smallest(
      standard: [zero], interference: [(plus - minus) / 2], square: [(plus + minus - 2 * zero) / 2], background: [0],
      exposure: Self.year)
    return scale * (found ?? .infinity)
  }

  /// A universal left-handed coupling. Heavy mediators are best seen at low trigger energies, a scalar of 10 eV about 0.9 eV.
  @Test func `5: mediators above the spectrum`() {
    #expect(isPrinted(limit(.vector, mass: 10, at: 0.02, scale: 4e-23), as: 4.2e-23, unit: 1e-24))
    #expect(isPrinted(limit(.vector, mass: 1000, at: 0.02, scale: 4e-19), as: 4.4e-19, unit: 1e-20))
    #expect(isPrinted(limit(.scalar, mass: 10, at: 0.9, scale: 2e-16), as: 2.2e-16, unit: 1e-17))
  }

  /// The printed limits are those of positive couplings at a few points: 1.07144 eV, 0.21 meV below ω₁₁, for 1 meV with the slides' propagator and for a
  /// scalar; the best anywhere, 3 meV below it, with the exact one; and 1.0601 eV for all three at 0.3 eV.
  @Test func `5: mediators within the spectrum`() {
    #expect(isPrinted(limit(.printedVector, mass: 0.001, at: 1.07144, scale: 3e-27), as: 3.2e-27, unit: 1e-28))
    #expect(isPrinted(limit(.scalar, mass: 0.001, at: 1.07144, scale: 6e-20), as: 6.1e-20, unit: 1e-21))
    let exact = (20...60).map { limit(.vector, mass: 0.001, at: 1.07165 - 1e-4 * Double($0), scale: 3e-30) }.min()
    #expect(isPrinted(exact ?? 0, as: 2.5e-30, unit: 1e-31), "\(exact ?? 0)")
    #expect(isPrinted(limit(.printedVector, mass: 0.3, at: 1.0601, scale: 3e-26), as: 3.0e-26, unit: 1e-27))
    #expect(isPrinted(limit(.vector, mass: 0.3, at: 1.0601, scale: 3e-26), as: 3.2e-26, unit: 1e-27))
    #expect(isPrinted(limit(.scalar, mass: 0.3, at: 1.0601, scale: 1e-19), as: 1.6e-19, unit: 1e-20))
  }

  /// On the pole of a mediator of 0.3 eV, at 1.05075 eV, the limit is in proportion to the distance: what a grid without it finds says how near it comes.
  @Test func `5: on a pole`() {
    let pole = Ytterbium.levelSpacing / 2 - 0.09 / (2 * Ytterbium.levelSpacing)
    #expect(isPrinted(pole, as: 1.050751, unit: 1e-6))
    for (mediator, scale) in [(Mediator.vector, 3e-28), (.printedVector, 3e-28), (.scalar, 1e-21)] {
      let near = limit(mediator, mass: 0.3, at: pole - 1e-4, scale: scale)
      let far = limit(mediator, mass: 0.3, at: pole - 2e-4, scale: 2 * scale)
      // The spectrum itself moves by a part in forty over a meV.
      #expect(abs(far / near / 2 - 1) < 5e-3)
    }
  }

  // MARK: Q6, Q7, Q8

  @Test(arguments: [
    (0.1, 4.216722, 4.218500), (0.5, 4.174053, 4.232723), (1, 4.040712, 4.277170), (2, 3.507347, 4.454958),
  ])
  func `6: windows without background`(row: (cutoff: Double, lower: Double, upper: Double)) throws {
    let window = try #require(
      GuideBackground.window(levelSpacing: 8.437, cutoff: row.cutoff, massSum: 2 * 0.05))
    #expect(
      isPrinted(window.lowerBound, as: row.lower, unit: 1e-6) && isPrinted(window.upperBound, as: row.upper, unit: 1e-6)
    )
  }

  @Test func `6: one line at lock, and how a phase's error spreads it`() throws {
    let locked = RadiativeKinematics(lockedAt: 1, levelSpacing: Ytterbium.levelSpacing)
    #expect(isPrinted(locked.imprint, as: 0.466529, unit: 1e-6))
    let line = try #require(RadiativeBackground(locked).photonInterval)
    #expect(isPrinted(line.lowerBound, as: 0.571745, unit: 1.001e-6) && line.lowerBound == line.upperBound)
    let off = RadiativeKinematics(
      levelSpacing: Ytterbium.levelSpacing, trigger: 1, imprint: 1 / Ytterbium.levelSpacing + 1e-3)
    let spread = try #require(RadiativeBackground(off).photonInterval)
    #expect(
      isPrinted(spread.lowerBound, as: 0.570673, unit: 1.001e-6)
        && isPrinted(spread.upperBound, as: 0.572817, unit: 1.001e-6))
  }

  /// The way of ω₁₁ for 1 meV more than 10: (11² − 10²)·4/2 in units of meV²/[ε(1−r)], 2.0·10⁻⁵ eV at r = 0.
  @Test(arguments: [
    (0.0, 2.0e-5, 1e-6), (0.5, 3.9e-5, 1e-6), (0.9, 2.0e-4, 1e-5), (0.99, 2.0e-3, 1e-4), (0.999, 2.0e-2, 1e-3),
  ])
  func `7: how well the laser must be known`(row: (r: Double, shift: Double, unit: Double)) throws {
    func edge(_ mass: Double) throws -> Double {
      try #require(
        RadiativeKinematics.threshold(levelSpacing: Ytterbium.levelSpacing, imprint: row.r, massSum: 2 * mass))
    }
    #expect(isPrinted(try edge(0.010) - edge(0.011), as: row.shift, unit: row.unit))
    let locked = RadiativeKinematics.lockedThreshold(levelSpacing: Ytterbium.levelSpacing, massSum: 0.02)
    let moved = RadiativeKinematics.lockedThreshold(levelSpacing: Ytterbium.levelSpacing, massSum: 0.022)
    #expect(isPrinted(try #require(locked) - #require(moved), as: 2.0e-3, unit: 1e-4))
  }

  @Test func `8: the line of one unseen particle`() {
    let found = RadiativeKinematics.threshold(levelSpacing: Ytterbium.levelSpacing, imprint: 0, massSum: 0.3)
    #expect(isPrinted(found ?? 0, as: 1.050751, unit: 1e-6))
  }
}
