import Foundation
import Neutrinos
import Quantities
import Testing
import _TestSupport

@testable import Emission

private let eps = 2.14349
private let virtual = 2.23072

private func hypothesis(
  _ lightest: Double, _ nature: NeutrinoNature = .dirac, ordering: MassOrdering = .normal,
  phases: MixingPhases = MixingPhases()
) -> NeutrinoHypothesis {
  NeutrinoHypothesis(
    lightest: lightest, ordering: ordering, nature: nature,
    parameters: OscillationSet.nufit60.parameters(for: ordering), phases: phases)
}

private func spectrum(
  _ hypothesis: NeutrinoHypothesis, _ phase: RadiativePhase = .fixed(0), cosine: Double = 1,
  _ newPhysics: NewPhysics = NewPhysics()
) -> RadiativeSpectrum {
  RadiativeSpectrum(
    levelSpacing: eps, virtualSpacing: virtual, phase: phase, cosine: cosine, pairs: hypothesis.pairs,
    nature: hypothesis.nature, newPhysics: newPhysics)
}

@Suite struct `Neutrino tensor` {
  /// The definition of renowned textbooks, in the form that loses digits near threshold.
  private func plain(_ mi: Double, _ mj: Double, _ q2: Double) -> (alpha: Double, beta: Double) {
    let s = mi * mi + mj * mj, d = (mi * mi - mj * mj) * (mi * mi - mj * mj)
    return ((1 - s / (2 * q2) - d / (2 * q2 * q2)) / 3, (s - d / q2) / (2 * q2))
  }

  @Test func `is the mean of its momenta`() {
    var generator = SeededGenerator(seed: 91)
    for _ in 0..<50 {
      let mi = Double.random(in: 0...0.3, using: &generator), mj = Double.random(in: 0...0.3, using: &generator)
      let excess = Double.random(in: 0.001...1, using: &generator), p = Double.random(in: 0...1.5, using: &generator)
      let oracle = SpinorOracle(mi: mi, mj: mj, massSquared: excess + (mi + mj) * (mi + mj), momentum: p)
      let tensor = NeutrinoTensor(mi, mj).components(excess: excess, massSquared: oracle.massSquared)
      func dot(_ a: [Double], _ b: [Double]) -> Double { a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3] }
      // Time–time; the spatial trace; and J·J* of a dipole along z, J = (P, 0, 0, W).
      let time = oracle.mean { 2 * $0[0] * $1[0] - dot($0, $1) }
      let space = oracle.mean { a, b in (1...3).reduce(0) { $0 + 2 * a[$1] * b[$1] + dot(a, b) } / 3 }
      let w = (oracle.massSquared + p * p).squareRoot()
      let along = oracle.mean { a, b in
        let j = [p, 0, 0, w]
        return 2 * dot(a, j) * dot(b, j) - dot(j, j) * dot(a, b)
      }
      let across = oracle.mean { a, b in
        let j = [0, w, 0, 0]
        return 2 * dot(a, j) * dot(b, j) - dot(j, j) * dot(a, b)
      }
      #expect(abs(tensor.monopole(momentumSquared: p * p) / time - 1) < 1e-11)
      #expect(abs(tensor.spin(momentumSquared: p * p) / space - 1) < 1e-12)
      #expect(abs(tensor.dipole(momentumSquared: p * p) / ((along + 2 * across) / 3) - 1) < 1e-11)
      let (alpha, beta) = plain(mi, mj, oracle.massSquared)
      #expect(abs(tensor.alpha - alpha) < 1e-14 && abs(tensor.beta - beta) < 1e-14)
    }
  }

  /// With a massless partner α and β vanish at threshold like the excess; 1 − S/… would have lost it.
  @Test func `keeps its digits at the threshold of a massless partner`() {
    let m = 0.05
    for excess in [1e-6, 1e-12, 1e-20] {
      let tensor = NeutrinoTensor(m, 0).components(excess: excess, massSquared: m * m + excess)
      // β = m²x/(2M⁴), α = (x/M² + β)/3.
      let q2 = m * m + excess, beta = m * m * excess / (2 * q2 * q2)
      #expect(abs(tensor.beta / beta - 1) < 1e-14)
      #expect(abs(tensor.alpha / ((excess / q2 + beta) / 3) - 1) < 1e-14)
    }
  }

  /// The kernel of Raman emission, written in powers of M² for closed integrals, is the same contraction.
  @Test func `gives Raman emission its polynomial`() {
    var generator = SeededGenerator(seed: 92)
    for _ in 0..<500 {
      let mi = Double.random(in: 0...0.3, using: &generator), mj = Double.random(in: 0...0.3, using: &generator)
      let excess = Double.random(in: 0.01...1, using: &generator), p2 = Double.random(in: 0...2, using: &generator)
      let q2 = excess + (mi + mj) * (mi + mj), a = Complex(0.3, -0.4)
      let tensor = NeutrinoTensor(mi, mj)
      let pair = PairCoupling(pair: NeutrinoPair.all[1], mi: mi, mj: mj, coupling: a)
      for nature in NeutrinoNature.allCases {
        let raman = SpinCurrentKernel.corrected.value(
          pair, excess: excess, massSquared: q2, energy: (q2 + p2).squareRoot(), nature: nature)
        let kernel = ElectronVertex.spin.kernel(
          coupling: a, nature: nature, tensor: tensor, excess: excess, massSquared: q2, momentumSquared: p2)
        // The polynomial's terms, up to W²/9 each, cancel near threshold.
        #expect(
          abs(raman - tensor.velocity(excess: excess, massSquared: q2) / (4 * .pi) * kernel) < 1e-15 * (q2 + p2))
      }
    }
  }
}

@Suite struct `Radiative spectrum` {
  @Test func `has its massless limit`() {
    for phase in [RadiativePhase.fixed(0), .fixed(0.4), .fixed(-0.7), .locked] {
      for nature in NeutrinoNature.allCases {
        let massless = NeutrinoHypothesis(
          lightest: 0, ordering: .normal, nature: nature,
          parameters: OscillationParameters(name: "", citation: "", s12sq: 0.3, s13sq: 0.02, dm21: 0, dm31: 0))
        let spectrum = spectrum(massless, phase)
        for w in [0.05, 0.3] {
          #expect(abs(spectrum.value(at: w) / spectrum.massless(at: w) - 1) < 1e-14)
        }
      }
    }
    let unboosted = spectrum(hypothesis(0.01)).massless(at: 0.5)
    let closed = (0.25 - 3 * eps + 3 * eps * eps) / (12 * (virtual - 0.5) * (virtual - 0.5))
    #expect(abs(unboosted / closed - 1) < 1e-14)
  }

  @Test(arguments: NeutrinoNature.allCases)
  func `is what the kernel of many energies gives`(nature: NeutrinoNature) throws {
    for (phase, cosine) in [(RadiativePhase.fixed(0), 1.0), (.fixed(0.6), 1), (.fixed(0.6), -0.3), (.locked, 1)] {
      let spectrum = spectrum(
        hypothesis(0.01, nature, phases: MixingPhases(delta: 0.4, alpha21: 0.7, alpha31: 1.9)), phase, cosine: cosine)
      let thresholds = spectrum.thresholds.compactMap(\.self)
      let near = thresholds.flatMap { [$0.nextDown, $0, $0.nextUp, $0 * (1 - 1e-12), $0 * (1 - 1e-6)] }
      let triggers = (0..<400).map { 0.001 + 2.2 * Double($0) / 399 } + near
      var values = [Double](repeating: .nan, count: triggers.count)
      var out = values.mutableSpan
      RadiativeKernel(spectrum).fill(&out, at: triggers.span)
      let scale = try #require(triggers.map(spectrum.value).max())
      for (w, value) in zip(triggers, values) {
        let expected = spectrum.value(at: w)
        // M² counted from the lowest threshold, P² as printed: some ten roundings of terms of its size.
        #expect(abs(value - expected) <= 1e-13 * expected + 1e-30 * scale, "\(w): \(value) for \(expected)")
      }
    }
  }

  @Test func `opens one ulp below each threshold and not above`() throws {
    for phase in [RadiativePhase.fixed(0), .fixed(0.8), .locked] {
      let spectrum = spectrum(hypothesis(0.02, .majorana), phase)
      for (pair, threshold) in zip(spectrum.pairs, spectrum.thresholds) {
        let w = try #require(threshold)
        #expect(spectrum.value(of: pair, at: w.nextDown) > 0)
        #expect(spectrum.value(of: pair, at: w.nextUp) == 0)
        // The root: four times the distance, twice the rate. Two equal fields at rest start as its cube, and so do two different ones whose
        // coupling is real.
        if !pair.pair.isDiagonal, phase != .locked {
          let near = spectrum.value(of: pair, at: w - 1e-9), far = spectrum.value(of: pair, at: w - 4e-9)
          #expect(abs(far / near - 2) < 1e-3)
        }
      }
    }
  }

  /// At rest the Dirac pair is in an s-wave and the Majorana one in a p-wave: near threshold ∝ Δ and ∝ Δ³.
  @Test func `tells Majorana from Dirac at boost-trigger lock`() throws {
    let dirac = spectrum(hypothesis(0.05, .dirac), .locked), majorana = spectrum(hypothesis(0.05, .majorana), .locked)
    let pair = dirac.pairs[5], w = try #require(dirac.thresholds[5])
    for distance in [1e-6, 1e-8] {
      let ratio = majorana.value(of: pair, at: w - distance) / dirac.value(of: pair, at: w - distance)
      // (I − m²)/I with I = m² + x/3 + …, where x = M² − 4m² = 4m · distance; the next term is smaller by x/m².
      #expect(abs(ratio / (4 * distance / (3 * pair.mi)) - 1) < 100 * distance)
    }
  }

  /// By other operators of the electron and by a nucleus, whose pairs are (ii) with couplings of 1; values of an independent program.
  @Test func `has the sums of charges, too`() {
    let splittings = { (ordering: MassOrdering) in
      OscillationParameters(
        name: "", citation: "", s12sq: 0.304, s13sq: ordering == .normal ? 0.02246 : 0.02241, dm21: 7.42e-5,
        dm3l: ordering == .normal ? 2.510e-3 : 2.490e-3, ordering: ordering)
    }
    func masses(_ lightest: Double, _ ordering: MassOrdering) -> MassSpectrum {
      MassSpectrum(lightest: lightest, ordering: ordering, parameters: splittings(ordering))
    }
    func nucleus(_ masses: MassSpectrum) -> [PairCoupling] {
      PairCoupling.all(masses: masses) { i, j in Complex(i == j ? 1 : 0) }
    }
    for (eps, w, r, m0, ordering, nature, value) in [
      (1.3859, 0.0, 0.0, 0.1, MassOrdering.normal, NeutrinoNature.majorana, 0.06441850049370437),
      (1.3859, 0.6, 0, 0.1, .normal, .majorana, 0.41521544396583765),
      (8.437, 4, 0, 0.05, .normal, .dirac, 16.009974043073537),
      (8.437, 4.215, 0, 0.1, .inverted, .dirac, 11.181916540426647),
      (1.3859, 0.8, 0.5772422252687784, 0.1, .normal, .dirac, 0.030426104269316127),
    ] {
      let sum = RadiativeKinematics(levelSpacing: eps, trigger: w, imprint: r)
        .sum(nucleus(masses(m0, ordering)), by: .monopole, nature: nature)
      #expect(abs(sum / value - 1) < 1e-13)
    }
    let row = ElectronRow(parameters: splittings(.normal))
    let electrons = PairCoupling.all(masses: masses(0.1, .normal)) { row.vectorCoupling($0, $1, weakCharge: 0.044) }
    let sum = RadiativeKinematics(levelSpacing: 1.3859, trigger: 0.6)
      .sum(electrons, by: .monopole, nature: .majorana)
    #expect(abs(sum / 0.13149981872269878 - 1) < 1e-13)
    // The spin's is the spectrum without its denominator.
    let spins = spectrum(hypothesis(0.03, .majorana), .fixed(0.4))
    let bare = spins.kinematics(at: 0.5).sum(spins.pairs, by: .spin, nature: .majorana)
    #expect(abs(spins.value(at: 0.5) * (virtual - 0.5) * (virtual - 0.5) / bare - 1) < 1e-14)
  }

  @Test func `is never negative and needs no phases if Dirac`() {
    var generator = SeededGenerator(seed: 93)
    for _ in 0..<300 {
      func any(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
      let phases = MixingPhases(delta: any(0...6), alpha21: any(0...6), alpha31: any(0...6))
      let m0 = any(0...0.2), phase = RadiativePhase.fixed(any(-1...1)), w = any(0.001...2.1)
      let dirac = spectrum(hypothesis(m0, .dirac), phase).value(at: w)
      #expect(abs(spectrum(hypothesis(m0, .dirac, phases: phases), phase).value(at: w) - dirac) <= 1e-14 * dirac)
      #expect(spectrum(hypothesis(m0, .majorana, phases: phases), phase).value(at: w) >= 0)
    }
  }

  @Test func `has events of the order that the literature quotes`() {
    // Ytterbium, n = 1e21 cm⁻³, 100 cm³, η = 1, angular factor 1: 5.1, 3.7 and 1.8 a day by an independent program. Its γ_vg is not recorded; all
    // three need 1.1e6 s⁻¹, which older literature has (the database's 1.15e6 gives 4.5 % more).
    let unit = RadiativeRate.unit(
      coherence: 1e65, levelSpacing: Energy(electronVolts: eps), virtualSpacing: Energy(electronVolts: virtual),
      dipoleRate: Rate(perSecond: 1.1e6))
    let spectrum = spectrum(hypothesis(0.01))
    for (w, perDay) in [(0.05, 5.1), (0.8, 3.7), (1.05, 1.8)] {
      // Half a unit of the last of two digits.
      #expect(abs(unit.perSecond * 86400 * spectrum.value(at: w) - perDay) < 0.05)
    }
  }
}

@Suite struct `Trigger line` {
  /// A plain midpoint rule, the slow obvious way.
  private func midpoints(_ spectrum: RadiativeSpectrum, _ centre: Double, _ width: Double, count: Int) -> Double {
    (0..<count).reduce(0) {
      $0 + spectrum.value(at: centre + width * ((Double($1) + 0.5) / Double(count) - 0.5))
    } / Double(count)
  }

  @Test func `averages over thresholds`() {
    for (phase, centre) in [(RadiativePhase.fixed(0), 1.069), (.fixed(0.95), 2.03), (.fixed(0), 0.3)] {
      let spectrum = spectrum(hypothesis(0.05, .majorana), phase)
      let mean = TriggerLine(centre: centre, width: 1e-3).mean(of: spectrum)
      // The midpoint rule errs by n^(−3/2) where roots begin.
      #expect(abs(mean / midpoints(spectrum, centre, 1e-3, count: 20_000) - 1) < 1e-6)
    }
  }

  @Test func `narrows to the spectrum`() {
    let spectrum = spectrum(hypothesis(0.01))
    let mean = TriggerLine(centre: 0.8, width: 1e-9).mean(of: spectrum)
    // Symmetric about the centre: the second derivative times 1e-18, and the rounding of the line's ends over its width.
    #expect(abs(mean / spectrum.value(at: 0.8) - 1) < 1e-6)
  }

  /// A Z′ far narrower than the line counts by its area: ⟨|c|²…⟩ = π m Γ… over the line, whatever its width.
  @Test func `counts a pole far narrower than the rounding of M²`() throws {
    let hypothesis = hypothesis(0.01)
    func mean(_ width: Double) -> Double {
      let vector = LightVector(
        mass: 0.5, width: width, electron: 1e-12, left: CouplingMatrix(universal: 1e-12),
        right: CouplingMatrix(universal: 0))
      let with = spectrum(hypothesis, .fixed(0), NewPhysics(vector: vector))
      let pole = (eps * eps - 0.25) / (2 * eps)
      return TriggerLine(centre: pole, width: 1e-3).mean(of: with) * width
    }
    // Area times width tends to a constant: 1e-9 eV is still resolved by M², 1e-20 eV is not by far.
    let wide = mean(1e-9), narrow = mean(1e-14), narrowest = mean(1e-20)
    #expect(abs(narrow / narrowest - 1) < 1e-9)
    #expect(abs(wide / narrowest - 1) < 1e-4)
    #expect(mean(0).isNaN || mean(0).isInfinite)
  }

  @Test func `agrees with adaptive halves on a resolved pole`() {
    let vector = LightVector(
      mass: 0.5, width: 1e-5, electron: 1e-12, left: CouplingMatrix(diagonal: [1e-12, 2e-12, -1e-12]),
      right: CouplingMatrix(universal: 3e-13))
    for nature in NeutrinoNature.allCases {
      let with = spectrum(hypothesis(0.01, nature), .fixed(0), NewPhysics(vector: vector))
      let pole = (eps * eps - 0.25) / (2 * eps)
      let mean = TriggerLine(centre: pole + 3e-4, width: 1e-3).mean(of: with)
      #expect(abs(mean / midpoints(with, pole + 3e-4, 1e-3, count: 50_000) - 1) < 1e-6)
    }
  }
}

@Suite struct `New physics` {
  @Test func `is the standard model without couplings`() {
    let none = LightVector(
      mass: 0.3, width: 0, electron: 0, left: CouplingMatrix(universal: 1), right: CouplingMatrix(universal: 1))
    for nature in NeutrinoNature.allCases {
      let h = hypothesis(0.03, nature, phases: MixingPhases(delta: 1, alpha21: 2, alpha31: 0.3))
      for w in [0.1, 0.7, 1.05] {
        let plain = spectrum(h).value(at: w), with = spectrum(h, .fixed(0), NewPhysics(vector: none)).value(at: w)
        #expect(abs(with / plain - 1) < 1e-14)
      }
    }
  }

  /// The whole signal over its transverse part alone, of a universal g_L, m₀ = 50 meV at ω = 0.5 eV; an independent program has the same.
  @Test(arguments: [
    (2.0, 0.999885, 1e-5), (0.5, 1.0104, 1e-4), (0.1, 9.07, 1e-3), (0.02, 5.1e3, 1e-2), (0.005, 1.3e6, 1e-2),
  ])
  func `is mostly longitudinal for a light vector`(mass: Double, expected: Double, tolerance: Double) {
    func signal(_ isLongitudinal: Bool) -> Double {
      let vector = LightVector(
        mass: mass, width: 0, electron: 1, left: CouplingMatrix(universal: 1e-15),
        right: CouplingMatrix(universal: 0), hasLongitudinalPart: isLongitudinal)
      let h = hypothesis(0.05)
      let bare = h.pairs.map { PairCoupling(pair: $0.pair, mi: $0.mi, mj: $0.mj, coupling: .zero) }
      return RadiativeSpectrum(
        levelSpacing: eps, virtualSpacing: virtual, pairs: bare, nature: .dirac, newPhysics: NewPhysics(vector: vector)
      ).value(at: 0.5)
    }
    #expect(abs(signal(true) / signal(false) / expected - 1) < tolerance)
  }

  @Test func `adds nothing to Majorana neutrinos by a vector coupling`() {
    // g_L = g_R: the vector current of a Majorana field vanishes, its longitudinal part too.
    let vector = LightVector(
      mass: 0.3, width: 0, electron: 1, left: CouplingMatrix(universal: 1e-24),
      right: CouplingMatrix(universal: 1e-24))
    let h = hypothesis(0.03, .majorana)
    let plain = spectrum(h).value(at: 0.6), with = spectrum(h, .fixed(0), NewPhysics(vector: vector)).value(at: 0.6)
    #expect(abs(with / plain - 1) < 1e-13)
    #expect(vector.neutrinoWidth(masses: h.masses, nature: .majorana) == 0)
  }

  @Test func `has the widths of textbooks for massless neutrinos`() {
    let masses = MassSpectrum(m1: 0, m2: 0, m3: 0)
    let vector = LightVector(
      mass: 0.3, width: 0, electron: 0, left: CouplingMatrix(universal: 2e-6), right: CouplingMatrix(universal: 1e-6))
    #expect(
      abs(vector.neutrinoWidth(masses: masses, nature: .dirac) / (3 * 0.3 * 5e-12 / (24 * .pi)) - 1) < 1e-14)
    let scalar = LightScalar(
      mass: 0.3, width: 0, electron: 0, scalar: CouplingMatrix(universal: 2e-6),
      pseudoscalar: CouplingMatrix(universal: 1e-6))
    #expect(
      abs(scalar.neutrinoWidth(masses: masses, nature: .dirac) / (3 * 0.3 * 5e-12 / (8 * .pi)) - 1) < 1e-14)
  }

  /// Without masses the printed vector kernel is the transverse part of the exact one; with them its interference has the other sign.
  @Test func `has the printed vector kernel in common with the exact one when massless`() {
    let vector = LightVector(
      mass: 0.4, width: 0, electron: PhysicalConstants.fermiCoupling,
      left: CouplingMatrix(diagonal: [0.3, -0.2, 0.5]), right: CouplingMatrix(universal: 0.1),
      hasLongitudinalPart: false)
    func kernels(_ m: Double, _ nature: NeutrinoNature) -> (exact: Double, printed: Double) {
      let pair = PairCoupling(pair: NeutrinoPair.all[0], mi: m, mj: m, coupling: Complex(0.2))
      func kernel(_ isPrinted: Bool) -> Double {
        NewPhysics(vector: vector, isPrinted: isPrinted).kernel(
          pair, nature: nature, tensor: NeutrinoTensor(m, m), excess: 0.5, massSquared: 0.5 + 4 * m * m,
          momentumSquared: 0.3, detunings: .init(vector: 0.5 + 4 * m * m - 0.16))
      }
      return (kernel(false), kernel(true))
    }
    for nature in NeutrinoNature.allCases {
      let massless = kernels(0, nature), massive = kernels(0.1, nature)
      #expect(abs(massless.printed / massless.exact - 1) < 1e-14)
      #expect(abs(massive.printed / massive.exact - 1) > 1e-3)
    }
  }

  /// As printed, the interference of eq. (29) sums to zero over the ordered pairs for hermitian couplings.
  @Test func `has a printed scalar interference that vanishes in the sum`() {
    let h = hypothesis(0.02, .dirac, phases: MixingPhases(delta: 1.1, alpha21: 0.6, alpha31: 2))
    let yP = CouplingMatrix(rows: [
      [Complex(1), Complex(0.3, 0.4), Complex(0.1, -0.2)], [Complex(0.3, -0.4), Complex(-0.5), Complex(0, 0.7)],
      [Complex(0.1, 0.2), Complex(0, -0.7), Complex(0.2)],
    ])
    func sum(_ electron: Double) -> (total: Double, size: Double) {
      let scalar = LightScalar(mass: 0.4, width: 0, electron: electron, scalar: yP, pseudoscalar: yP)
      let printed = PrintedMediators(scalar: scalar)
      var total = 0.0
      var size = 0.0
      for pair in h.pairs {
        for isReversed in pair.pair.isDiagonal ? [false] : [false, true] {
          let i = isReversed ? pair.pair.j : pair.pair.i, j = isReversed ? pair.pair.i : pair.pair.j
          let value = printed.addition(
            scalar, i, j, mi: isReversed ? pair.mj : pair.mi, mj: isReversed ? pair.mi : pair.mj,
            coupling: isReversed ? pair.coupling.conjugate : pair.coupling, nature: .dirac, massSquared: 1.2,
            momentumSquared: 0.3, detuning: 1.2 - 0.16)
          total += value
          size += abs(value)
        }
      }
      return (total, size)
    }
    // Odd in y_e: the quadratic part drops out of the difference.
    let plus = sum(1e-20), minus = sum(-1e-20)
    #expect(abs(plus.total - minus.total) < 1e-12 * plus.size)
  }

  @Test func `has no infrared enhancement of moments`() {
    // Massless M1: μ_B² μ² P²/(9 G_F²), at every M².
    let moments = ElectromagneticMoments(magnetic: CouplingMatrix(diagonal: [1e-11, 0, 0]))
    let fermi = PhysicalConstants.fermiCoupling, magneton = ElectromagneticMoments.bohrMagneton
    for q2 in [1e-6, 0.01, 1] {
      let kernel = moments.kernel(
        1, 1, mi: 0, mj: 0, nature: .dirac, excess: q2, massSquared: q2, momentumSquared: 0.25)
      let expected = magneton * magneton * 1e-22 * magneton * magneton * 0.25 / (9 * fermi * fermi)
      #expect(abs(kernel / expected - 1) < 1e-13)
    }
    // Diagonal moments of Majorana neutrinos vanish, the anapole does not.
    let all = ElectromagneticMoments(
      magnetic: CouplingMatrix(universal: 1e-11), electric: CouplingMatrix(universal: 1e-11),
      chargeRadius: CouplingMatrix(universal: 1e-32))
    #expect(
      all.kernel(1, 1, mi: 0.1, mj: 0.1, nature: .majorana, excess: 1, massSquared: 1.04, momentumSquared: 0.2) == 0)
  }

  @Test func `has the standard model's own moments`() {
    // 3.2026e-19 μ_B for each eV; ⟨r²⟩ = 4.138, 2.403 and 1.484e-33 cm²; |a| = 6.90e-34 cm² (four and three digits).
    #expect(abs(StandardModelMoments.magneticMoment(mass: 1) / 3.2026e-19 - 1) < 1e-4)
    for (lepton, value) in [
      (StandardModelMoments.Lepton.electron, 4.138e-33), (.muon, 2.403e-33), (.tau, 1.484e-33),
    ] {
      #expect(abs(StandardModelMoments.chargeRadius(lepton) / value - 1) < 3e-4)
    }
    #expect(abs(StandardModelMoments.anapole(.electron) / 6.90e-34 - 1) < 1e-3)
  }

  @Test func `counts events by the likelihood of their numbers`() {
    #expect(AsimovStatistic.value(hypothesis: 10, truth: 0) == 20)
    #expect(AsimovStatistic.value(hypothesis: 0, truth: 1) == .infinity)
    #expect(AsimovStatistic.value(hypothesis: 3, truth: 3) == 0)
    for (a, b) in [(100.0, 101.0), (100, 103), (5, 9)] {
      let plain = 2 * (a - b + b * log(b / a))
      #expect(abs(AsimovStatistic.value(hypothesis: a, truth: b) / plain - 1) < 1e-12)
    }
  }
}
