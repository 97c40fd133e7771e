import Foundation
import Neutrinos
import Targets
import Testing
import _TestSupport

@testable import Emission

/// The paper's meV values of Ho and Xe.
private func holmium(_ r: Double, detected: Double = 0.43533, index: Double = 1) -> RamanKinematics {
  RamanKinematics(levelSpacing: 0.637695, trigger: 0.43533, detected: detected, imprint: r, refractiveIndex: index)
}

private func xenon(_ r: Double, detected: Double = 0.3421) -> RamanKinematics {
  RamanKinematics(levelSpacing: 1.0107, trigger: 0.3421, detected: detected, imprint: r)
}

/// M² of an independent implementation.
struct MassSquaredCase: Sendable {
  let design: RamanKinematics
  let theta: Double
  let value: Double
  let tolerance: Double

  init(_ design: RamanKinematics, _ theta: Double, _ value: Double, _ tolerance: Double = 1e-10) {
    self.design = design
    self.theta = theta
    self.value = value
    self.tolerance = tolerance
  }
}

@Suite struct `Raman kinematics` {
  static let cases: [MassSquaredCase] = [
    .init(holmium(-0.36532), 1, 0.271_387_723_016_921_5), .init(holmium(-1), 1.2, 0.112_346_895_595_525_44),
    .init(holmium(-0.36532, detected: 0.418025), 0.7, 0.342_730_589_874_600_87),
    .init(holmium(-0.682_661_774_045_586), 1.3, 0.217_142_704_125_000_03),
    // θ = π in double: the value is of the order of the rounding of the paper's five digits in r.
    .init(holmium(-0.36532), .pi, -2.885_702_533_342_575_2e-06, 1e-6),
  ]

  @Test(arguments: cases)
  func `agrees with the reference values`(reference: MassSquaredCase) {
    #expect(abs(reference.design.massSquared(at: reference.theta) / reference.value - 1) < reference.tolerance)
  }

  @Test func `has ends without cancellation`() {
    #expect(abs(holmium(-0.36532).backward / -2.885_702_533_342_575_2e-06 - 1) < 1e-9)
    #expect(abs(holmium(-0.36533, detected: 0.4).backward / 0.090_124_014_063_947_57 - 1) < 1e-10)
    #expect(abs(xenon(-0.999999).forward / 2.043_027_958_544_258_2e-06 - 1) < 1e-10)
    #expect(holmium(-1).forward == 0)
    #expect(holmium(1).forward == 0)
  }

  @Test func `is eq. (9) at every angle`() {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<5000 {
      let eps = Double.random(in: 0.2...3, using: &generator), w0 = Double.random(in: 0.05...2, using: &generator)
      let w = Double.random(in: 0.05...2, using: &generator), r = Double.random(in: -1...1, using: &generator)
      let theta = Double.random(in: 0...Double.pi, using: &generator)
      let design = RamanKinematics(levelSpacing: eps, trigger: w0, detected: w, imprint: r)
      let s = pow(sin(theta / 2), 2)
      let printed = (1 - r * r) * eps * eps - 2 * (1 - r) * eps * (w - w0) - 4 * w * (r * eps + w0) * s
      // Terms up to 4·2·(3+2) = 40, each rounded to 1e-16 of itself a few times.
      #expect(abs(design.massSquared(at: theta) - printed) < 1e-14)
      // And it is E² − P² of the four-momenta.
      let energy = eps + w0 - w
      let px = -w * sin(theta), pz = r * eps + w0 - w * cos(theta)
      #expect(abs(design.massSquared(at: theta) - (energy * energy - px * px - pz * pz)) < 1e-13)
      #expect(abs(design.pairEnergy - energy) < 1e-15)
      // Linear in s: the ends bound it.
      let low = min(design.forward, design.backward), high = max(design.forward, design.backward)
      #expect(design.massSquared(at: theta) >= low - 1e-14 && design.massSquared(at: theta) <= high + 1e-14)
      #expect(design.isMcQ3Free == (low > 0))
    }
  }

  @Test func `scales with the unit of energy`() {
    let one = xenon(0.2, detected: 0.4)
    let two = RamanKinematics(levelSpacing: 2.0214, trigger: 0.6842, detected: 0.8, imprint: 0.2)
    // Doubling is exact in binary.
    #expect(two.forward == 4 * one.forward && two.backward == 4 * one.backward)
    #expect(two.window == one.window && two.mcq2Distance == one.mcq2Distance)
    #expect(one.crossing(massSquared: 0.02) == two.crossing(massSquared: 0.08))
  }

  @Test func `gives the paper's laser energies`() {
    let lasers = holmium(-0.36532).laserEnergies
    #expect(abs(lasers.first - 0.202_366_131_3) < 1e-10)
    #expect(abs(lasers.second - 0.435_328_868_7) < 1e-10)
    #expect(abs(lasers.first + lasers.second - 0.637695) < 1e-15)
  }

  @Test(arguments: [
    (holmium(-0.36532), false), (xenon(0.32304), true), (holmium(-1), false), (xenon(1), false), (holmium(-0.5), true),
  ])
  func `knows whether McQ3 is open`(design: RamanKinematics, free: Bool) {
    #expect(design.isMcQ3Free == free)
  }

  @Test func `is flat at r = −ω₀/ε, and mirror symmetric about it`() {
    let flat = holmium(holmium(0).flatImprint)
    // M² = E² − ω² at every angle.
    for theta in [0, 0.4, 1.9, Double.pi] {
      #expect(abs(flat.massSquared(at: theta) - (0.637695 * 0.637695 - 0.43533 * 0.43533)) < 1e-15)
    }
    for x in [0.01, 0.1, 0.3] {
      let right = holmium(flat.imprint + x), left = holmium(flat.imprint - x)
      for theta in [0.0, 0.7, 2.2] {
        #expect(abs(right.massSquared(at: theta) - left.massSquared(at: .pi - theta)) < 1e-15)
      }
    }
    #expect(abs(holmium(0.365_323_548).mcq2Distance) < 1e-9)
  }

  // MARK: Crossings

  @Test func `finds the angles of the reference cases`() throws {
    func angle(_ crossing: RamanKinematics.Crossing) throws -> Double {
      guard case .angle(let theta) = crossing else { throw TestFailure("\(crossing)") }
      return theta
    }
    #expect(
      abs(try angle(holmium(-0.36532).crossing(massSquared: 9.488_708_099_999_999e-05)) / 3.108_276_899_485_844 - 1)
        < 1e-9)
    #expect(abs(try angle(holmium(-0.36532).crossing(massSquared: 4e-6)) / 3.132_751_756_766_008_7 - 1) < 1e-8)
    #expect(holmium(-0.36532).crossing(massSquared: 0.49) == .never)
    #expect(xenon(0.1, detected: 0.4).crossing(massSquared: 0.02) == .always)
    #expect(abs(try #require(holmium(-0.36532).peakAngle(particleMass: 0.15)) / 2.630_647_687_401_165 - 1) < 1e-9)
    #expect(abs(try #require(holmium(-0.3654).peakAngle(particleMass: 0.02)) / 3.079_650_037_004_608 - 1) < 1e-9)
    #expect(holmium(-0.36532).peakAngle(particleMass: 1) == nil)
  }

  @Test(arguments: [
    (
      0.001, MassOrdering.normal,
      [
        3.135_171_332_769_414, 3.108_836_679_789_430_2, 3.082_721_657_410_843, 2.970_548_524_541_617,
        2.944_355_994_530_921, 2.805_055_513_596_418,
      ]
    ),
    (
      0.005, .normal,
      [
        3.107_961_311_351_877_6, 3.091_023_593_491_812_4, 3.074_092_650_819_716_6, 2.956_202_574_173_323,
        2.939_208_606_321_397, 2.803_409_385_918_094_6,
      ]
    ),
    (
      0.001, .inverted,
      [
        2.811_298_760_475_398_5, 2.808_680_021_793_598_3, 2.806_060_707_668_365, 2.973_638_124_786_655,
        2.971_045_882_876_211, 3.135_171_332_769_414,
      ]
    ),
  ])
  func `finds the six thresholds`(lightest: Double, ordering: MassOrdering, angles: [Double]) throws {
    let parameters = OscillationSet.paper2012.parameters(for: ordering)
    let masses = MassSpectrum(lightest: lightest, ordering: ordering, parameters: parameters)
    let pairs = PairCoupling.all(masses: masses, row: ElectronRow(parameters: parameters))
    for (pair, expected) in zip(pairs, angles) {
      guard case .angle(let theta) = holmium(-0.365324).crossing(massSquared: pair.thresholdSquared) else {
        Issue.record("pair \(pair.pair.name)")
        continue
      }
      #expect(abs(theta / expected - 1) < 1e-9, "pair \(pair.pair.name)")
    }
  }

  @Test func `crosses where M² equals the value`() {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<5000 {
      let design = RamanKinematics(
        levelSpacing: Double.random(in: 0.2...2, using: &generator),
        trigger: Double.random(in: 0.05...1, using: &generator),
        detected: Double.random(in: 0.05...1, using: &generator), imprint: Double.random(in: -1...1, using: &generator))
      let value = Double.random(in: 0...1, using: &generator)
      switch design.crossing(massSquared: value) {
      case .always: #expect(min(design.forward, design.backward) > value)
      case .never: #expect(max(design.forward, design.backward) <= value)
      case .angle(let theta):
        #expect((0...Double.pi).contains(theta))
        #expect(abs(design.massSquared(at: theta) - value) < 4e-15 * max(abs(design.forward), abs(design.backward), 1))
      }
    }
  }

  @Test func `keeps its digits one ulp from the ends`() {
    let design = xenon(0.2)
    // Backward end below forward: a value one ulp above it is crossed just short of π, by √(ulp/(a−b)).
    let above = design.backward.nextUp
    guard case .angle(let theta) = design.crossing(massSquared: above) else { Issue.record("no angle"); return }
    let expected = 2 * ((above - design.backward) / (design.forward - design.backward)).squareRoot()
    #expect(abs((Double.pi - theta) / expected - 1) < 1e-6)
    #expect(design.crossing(massSquared: design.backward.nextDown) == .always)
    #expect(design.crossing(massSquared: design.forward) == .never)
    guard case .angle(let small) = design.crossing(massSquared: design.forward.nextDown) else {
      Issue.record("no angle"); return
    }
    #expect(small > 0 && small < 1e-7)
  }

  // MARK: Medium

  @Test func `moves thresholds in a host`() {
    // Reference case msq_medium-01.
    let host = holmium(-0.6709, index: 1.44)
    #expect(abs(host.pairMassSquared(at: .pi) / 2.447_273_339_395_428_2e-05 - 1) < 1e-9)
    #expect(host.massSquared(at: 1) == holmium(-0.6709).massSquared(at: 1) && host.window == holmium(-0.6709).window)
    for theta in [0.0, 1, 2.5] {
      #expect(holmium(-0.4).pairMassSquared(at: theta) == holmium(-0.4).massSquared(at: theta))
      // E² − n²P² with the momenta themselves.
      let px = 0.43533 * sin(theta), pz = -0.6709 * 0.637695 + 0.43533 * (1 - cos(theta))
      let expected = 0.637695 * 0.637695 - 1.44 * 1.44 * (px * px + pz * pz)
      #expect(abs(host.pairMassSquared(at: theta) - expected) < 1e-14)
    }
    // It vanishes at the back where the neutrino edge of the path search is.
    let edge = ImprintWindow.neutrinoEdge(levelSpacing: 0.637695, trigger: 0.43533, detected: 0.43533, index: 1.44)
    #expect(abs(holmium(edge, index: 1.44).pairMassSquared(at: .pi)) < 1e-15)
  }
}
