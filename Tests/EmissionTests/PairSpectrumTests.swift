import Foundation
import Neutrinos
import Quantities
import Testing
import _TestSupport

@testable import Emission

private func spectrum(
  _ r: Double, eps: Double = 0.637695, trigger: Double = 0.43533, detected: Double? = nil, lightest: Double = 0.001,
  ordering: MassOrdering = .normal, nature: NeutrinoNature = .majorana, kernel: SpinCurrentKernel = .corrected,
  phases: MixingPhases = MixingPhases()
) -> PairSpectrum {
  let parameters = OscillationSet.paper2012.parameters(for: ordering)
  let masses = MassSpectrum(lightest: lightest, ordering: ordering, parameters: parameters)
  return PairSpectrum(
    kinematics: RamanKinematics(levelSpacing: eps, trigger: trigger, detected: detected ?? trigger, imprint: r),
    pairs: PairCoupling.all(masses: masses, row: ElectronRow(parameters: parameters, phases: phases)), nature: nature,
    kernel: kernel)
}

/// The slow obvious integral: s cut at every threshold, a square-root substitution at both ends of each piece, and many panels.
private func bruteForce(_ spectrum: PairSpectrum, from s1: Double = 0, to s2: Double = 1) -> Double {
  let k = spectrum.kinematics
  var cuts = [s1, s2]
  for pair in spectrum.pairs {
    let s = (k.forward - pair.thresholdSquared) / (k.forward - k.backward)
    if s > s1, s < s2 { cuts.append(s) }
  }
  cuts.sort()
  let rule = GaussLegendre(count: 40)
  var sum = 0.0
  for (a, b) in zip(cuts, cuts.dropFirst()) where b > a {
    // s = a + (b−a) sin²φ has zero derivative at both ends: square roots there become smooth.
    for panel in 0..<200 {
      sum += rule.integral(from: .pi / 2 * Double(panel) / 200, to: .pi / 2 * Double(panel + 1) / 200) { phi in
        let s = a + (b - a) * sin(phi) * sin(phi)
        let value = spectrum.kernel.sum(
          spectrum.pairs, massSquared: k.forward * (1 - s) + k.backward * s, energy: k.pairEnergy,
          nature: spectrum.nature)
        return value * (b - a) * 2 * sin(phi) * cos(phi)
      }
    }
  }
  return 4 * .pi * sum
}

@Suite struct `Pair spectrum` {
  @Test func `has the reference totals`() {
    #expect(abs(spectrum(-0.365324, kernel: .published).integral() / 0.062_962_016_464_100_96 - 1) < 1e-9)
    #expect(abs(spectrum(0.323, eps: 1.0107, trigger: 0.3421).integral() / 0.159_731_792_685_728_74 - 1) < 1e-9)
    #expect(
      abs(
        spectrum(-0.9, eps: 1.0107, trigger: 0.3421, lightest: 0.02, kernel: .published).integral()
          / 0.197_987_865_760_773_46 - 1) < 1e-9)
    // The table of optima: G at the flat point and at the McQ3 boundary, ten digits.
    #expect(abs(spectrum(-0.682_661_774_045_586).integral() / 0.068_875_675_9 - 1) < 1e-9)
    #expect(abs(spectrum(-0.682_661_774_045_586, kernel: .published).integral() / 0.074_237_819_0 - 1) < 1e-9)
    #expect(abs(spectrum(-0.365_323_548_091_172).integral() / 0.061_621_780_8 - 1) < 1e-9)
    #expect(abs(spectrum(-0.338_478_282_378_55, eps: 1.0107, trigger: 0.3421).integral() / 0.234_664_689_0 - 1) < 1e-9)
    #expect(abs(spectrum(0.323_043_435_242_9, eps: 1.0107, trigger: 0.3421).integral() / 0.159_714_217_6 - 1) < 1e-9)
  }

  @Test func `agrees with brute force`() {
    var generator = SeededGenerator(seed: 31)
    for round in 0..<40 {
      let lightest = round.isMultiple(of: 5) ? 0 : exp(Double.random(in: -14 ... -1, using: &generator))
      let one = spectrum(
        Double.random(in: -1...1, using: &generator), eps: Double.random(in: 0.3...1.5, using: &generator),
        trigger: Double.random(in: 0.1...1, using: &generator), detected: Double.random(in: 0.1...1, using: &generator),
        lightest: lightest, ordering: Bool.random(using: &generator) ? .normal : .inverted,
        nature: Bool.random(using: &generator) ? .majorana : .dirac,
        kernel: Bool.random(using: &generator) ? .corrected : .published,
        phases: MixingPhases(delta: 1, alpha21: Double.random(in: 0...6, using: &generator), alpha31: 2))
      let expected = bruteForce(one)
      // The brute force loses digits where M² − (m_i+m_j)² cancels near thresholds: 1e-10 of the whole.
      #expect(abs(one.integral() - expected) <= 1e-10 * abs(expected), "\(one.kinematics) \(lightest)")
      if expected > 0 {
        let middle = Double.random(in: 0.1...3, using: &generator)
        let parts = one.integral(from: 0, to: middle) + one.integral(from: middle, to: .pi)
        #expect(abs(parts / one.integral() - 1) < 1e-12)
      }
    }
  }

  @Test func `passes smoothly through the flat point`() {
    let flat = -0.43533 / 0.637695
    let centre = spectrum(flat).integral()
    #expect(abs(centre / (4 * .pi * spectrum(flat).density(at: 1)) - 1) < 1e-13)
    var last = centre
    for x in [1e-15, 1e-12, 1e-9, 1e-6, 1e-4, 1e-2] {
      let right = spectrum(flat + x).integral(), left = spectrum(flat - x).integral()
      // Mirror symmetry about the flat point, and a maximum there: G falls by about x², so not at all below 1e-8.
      #expect(abs(right / left - 1) < 1e-11, "\(x)")
      #expect(right <= last * (1 + 1e-12), "\(x)")
      last = right
    }
    #expect(last < centre)
  }

  @Test func `is the angular density's integral`() {
    let one = spectrum(-0.4, lightest: 0.02)
    // Trapezoid in cos θ over the smooth part only checks factors, to a part in a thousand.
    let count = 20_000
    var sum = 0.0
    for k in 0..<count {
      let theta = acos(1 - 2 * (Double(k) + 0.5) / Double(count))
      sum += one.density(at: theta) * 4 * .pi / Double(count)
    }
    #expect(abs(one.integral() / sum - 1) < 1e-4)
  }

  @Test func `is zero when no pair is light enough`() {
    let heavy = spectrum(-0.4, lightest: 2)
    #expect(heavy.integral() == 0)
    #expect(heavy.density(at: 0.3) == 0)
    #expect(spectrum(0.9, lightest: 2).integral() == 0)
  }

  @Test func `tells Majorana from Dirac by mass alone`() {
    let parameters = OscillationSet.paper2012.parameters(for: .normal)
    let massless = MassSpectrum(m1: 0, m2: 0, m3: 0)
    func total(_ nature: NeutrinoNature) -> Double {
      PairSpectrum(
        kinematics: RamanKinematics(levelSpacing: 0.637695, trigger: 0.43533, detected: 0.43533, imprint: -0.5),
        pairs: PairCoupling.all(masses: massless, row: ElectronRow(parameters: parameters)), nature: nature
      ).integral()
    }
    #expect(total(.majorana) == total(.dirac))
    #expect(
      spectrum(-0.5, lightest: 0.05, nature: .majorana).integral()
        < spectrum(-0.5, lightest: 0.05, nature: .dirac).integral())
  }
}
