import Foundation
import Testing
import _TestSupport

@testable import Neutrinos

@Suite struct `Masses` {
  @Test(arguments: OscillationSet.allCases, MassOrdering.allCases)
  func `reproduce the splittings`(set: OscillationSet, ordering: MassOrdering) {
    let parameters = set.parameters(for: ordering)
    for lightest in [0, 1e-4, 1e-3, 0.05, 1] {
      let m = MassSpectrum(lightest: lightest, ordering: ordering, parameters: parameters)
      // Differences of squares of masses up to 1 eV: a few ulps of 1.
      #expect(abs(m.m2 * m.m2 - m.m1 * m.m1 - parameters.dm21) < 1e-15)
      #expect(abs(abs(m.m3 * m.m3 - m.m1 * m.m1) - parameters.dm31) < 1e-15)
      switch ordering {
      case .normal: #expect(m.m1 == lightest && m.m1 < m.m2 && m.m2 < m.m3)
      case .inverted: #expect(m.m3 == lightest && m.m3 < m.m1 && m.m1 < m.m2)
      }
      #expect([m[1], m[2], m[3]] == [m.m1, m.m2, m.m3])
    }
  }

  @Test func `convert the splitting that fits quote`() {
    // NuFIT 6.0, inverted: m₂² − m₃² = 2.484e-3 and Δm²₂₁ = 7.49e-5, so m₁² − m₃² is smaller by the second.
    let inverted = OscillationSet.nufit60.parameters(for: .inverted)
    #expect(abs(inverted.dm31 - 2.4091e-3) < 1e-12)
    #expect(OscillationSet.nufit60.parameters(for: .normal).dm31 == 2.513e-3)
    let masses = MassSpectrum(lightest: 0, ordering: .inverted, parameters: inverted)
    #expect(abs(masses.m2 * masses.m2 - 2.484e-3) < 1e-15)
    // PDG quotes m₃² − m₂² = 2.455e-3 in normal ordering.
    let pdg = OscillationSet.pdg2024.parameters(for: .normal)
    #expect(abs(pdg.dm31 - pdg.dm21 - 2.455e-3) < 1e-15)
  }

  @Test(arguments: [
    (OscillationSet.nufit52, MassOrdering.normal, 33.41, 8.58), (.nufit52, .inverted, 33.41, 8.57),
    (.nufit60, .normal, 33.68, 8.56),
    (.nufit60, .inverted, 33.68, 8.59), (.pdg2024, .normal, 33.65, 8.51),
  ])
  func `agree with the angles that the fits quote`(
    set: OscillationSet, ordering: MassOrdering, theta12: Double, theta13: Double
  ) {
    let parameters = set.parameters(for: ordering)
    // Angles in two decimals of a degree and sines in three or four digits: half a unit of the last digit of sin²θ₁₂, and 5e-5.
    #expect(abs(parameters.s12sq - pow(sin(theta12 * .pi / 180), 2)) < 8e-4)
    #expect(abs(parameters.s13sq - pow(sin(theta13 * .pi / 180), 2)) < 6e-5)
    #expect(!parameters.citation.isEmpty)
  }
}

/// A matrix b_ij of an independent implementation.
struct CouplingCase: Sendable {
  let s12sq: Double
  let s13sq: Double
  let phases: MixingPhases
  let re: [[Double]]
  let im: [[Double]]
}

@Suite struct `Mixing` {
  static let cases: [CouplingCase] = [
    .init(
      s12sq: 0.307, s13sq: 0.024, phases: MixingPhases(delta: 0.0, alpha21: 0.0, alpha31: 0.0),
      re: [
        [0.176368, 0.4501794048776554, 0.12740813160862222],
        [0.4501794048776554, -0.20036800000000002, 0.08480075471362268],
        [0.12740813160862222, 0.08480075471362268, -0.476],
      ], im: [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]),
    .init(
      s12sq: 0.303, s13sq: 0.02225, phases: MixingPhases(delta: 0.0, alpha21: 0.0, alpha31: 0.0),
      re: [
        [0.18149175, 0.44933011611112544, 0.12313891114306638],
        [0.44933011611112544, -0.20374175, 0.08118956868034218], [0.12313891114306638, 0.08118956868034218, -0.47775],
      ], im: [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]),
    .init(
      s12sq: 0.307, s13sq: 0.024, phases: MixingPhases(delta: 1.2, alpha21: 2.0, alpha31: -0.7),
      re: [
        [0.176368, 0.24323297050974407, 0.002649430157515051],
        [0.24323297050974407, -0.20036800000000002, -0.07038916624065744],
        [0.002649430157515051, -0.07038916624065744, -0.476],
      ],
      im: [
        [0.0, 0.3788129071626335, -0.12738058140800132], [-0.3788129071626335, 0.0, -0.04729200012629082],
        [0.12738058140800132, 0.04729200012629082, 0.0],
      ]),
    .init(
      s12sq: 0.307, s13sq: 0.024, phases: MixingPhases(delta: 0.0, alpha21: 3.141592653589793, alpha31: 0.0),
      re: [
        [0.176368, 2.7565538361274053e-17, 0.12740813160862222],
        [2.7565538361274053e-17, -0.20036800000000002, 5.192548641265892e-18],
        [0.12740813160862222, 5.192548641265892e-18, -0.476],
      ],
      im: [
        [0.0, 0.4501794048776554, 0.0], [-0.4501794048776554, 0.0, -0.08480075471362268],
        [0.0, 0.08480075471362268, 0.0],
      ]),
  ]

  private func row(_ s12sq: Double, _ s13sq: Double, _ phases: MixingPhases = MixingPhases()) -> ElectronRow {
    ElectronRow(
      parameters: OscillationParameters(name: "", citation: "", s12sq: s12sq, s13sq: s13sq, dm21: 7.5e-5, dm31: 2.5e-3),
      phases: phases)
  }

  @Test(arguments: cases)
  func `agrees with the reference couplings`(reference: CouplingCase) {
    let row = row(reference.s12sq, reference.s13sq, reference.phases)
    for i in 1...3 {
      for j in 1...3 {
        let b = row.coupling(i, j)
        // Products of cosines near 1: the rounding of a few operations.
        #expect(abs(b.re - reference.re[i - 1][j - 1]) < 1e-15)
        #expect(abs(b.im - reference.im[i - 1][j - 1]) < 1e-15)
      }
    }
  }

  @Test func `weighs the pairs as the paper says`() {
    let pairs = PairCoupling.all(masses: MassSpectrum(m1: 0, m2: 0, m3: 0), row: row(0.307, 0.0240))
    #expect(pairs.map(\.pair.name) == ["11", "12", "22", "13", "23", "33"])
    // arXiv:1904.03813 section 5.1: 0.405 and 0.227, three digits.
    #expect(abs(pairs[1].weight - 0.405) < 5e-4)
    #expect(abs(pairs[5].weight - 0.227) < 5e-4)
    #expect(abs(pairs[1].weight - 0.405_322_993_152) < 1e-12)
    #expect(abs(pairs[5].weight - 0.226_576) < 1e-12)
  }

  @Test func `has other couplings for the vector current and as printed`() {
    let row = row(0.307, 0.0240, MixingPhases(delta: 0.4, alpha21: 0.7, alpha31: 1.9))
    func sum(_ coupling: (Int, Int) -> Complex) -> Double {
      PairCoupling.all(masses: MassSpectrum(m1: 0, m2: 0, m3: 0), coupling: coupling).map(\.weight).reduce(0, +)
    }
    // Σ|U*U + c δ|² = 1 + 2c + 3c² for a unit row: c = −½, +½ and −½(1 − 4s²).
    #expect(abs(sum(row.coupling) - 0.75) < 2e-15)
    #expect(abs(sum(row.printedCoupling) - 2.75) < 4e-15)
    #expect(abs(sum { row.vectorCoupling($0, $1, weakCharge: 0.044) } - (1 - 0.044 + 0.75 * 0.044 * 0.044)) < 2e-15)
    // The printed one is the conjugate off the diagonal.
    #expect(row.printedCoupling(1, 3) == row.coupling(1, 3).conjugate)
  }

  @Test func `has weights that add up to 3/4`() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<500 {
      func any(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
      let row = row(
        any(0...1), any(0...1), MixingPhases(delta: any(-4...4), alpha21: any(-7...7), alpha31: any(-7...7)))
      let weights = PairCoupling.all(masses: MassSpectrum(m1: 0, m2: 0, m3: 0), row: row).map(\.weight)
      #expect(abs(weights.reduce(0, +) - 0.75) < 2e-15)
      #expect(abs(row.elements.reduce(0) { $0 + $1.squaredModulus } - 1) < 1e-15)
      // Hermitian: b_ji = b_ij*.
      #expect(row.coupling(1, 3) == row.coupling(3, 1).conjugate)
    }
  }
}

/// F_ij of an independent implementation.
struct KernelCase: Sendable {
  let massSquared: Double
  let energy: Double
  let pair: PairCoupling
  let nature: NeutrinoNature
  let kernel: SpinCurrentKernel
  let value: Double
  let tolerance: Double

  init(
    _ massSquared: Double, _ energy: Double, _ mi: Double, _ mj: Double, _ coupling: Complex, _ nature: NeutrinoNature,
    _ kernel: SpinCurrentKernel, _ value: Double, _ tolerance: Double
  ) {
    self.massSquared = massSquared
    self.energy = energy
    pair = PairCoupling(pair: NeutrinoPair.all[1], mi: mi, mj: mj, coupling: coupling)
    self.nature = nature
    self.kernel = kernel
    self.value = value
    self.tolerance = tolerance
  }
}

/// ΣF of an independent implementation.
struct SumCase: Sendable {
  let massSquared: Double
  let energy: Double
  let lightest: Double
  let ordering: MassOrdering
  let dm31: Double
  let nature: NeutrinoNature
  let kernel: SpinCurrentKernel
  let phases: MixingPhases
  let value: Double

  init(
    _ massSquared: Double, _ energy: Double, _ lightest: Double, _ ordering: MassOrdering, dm31: Double,
    _ nature: NeutrinoNature,
    _ kernel: SpinCurrentKernel, _ phases: MixingPhases, _ value: Double
  ) {
    self.massSquared = massSquared
    self.energy = energy
    self.lightest = lightest
    self.ordering = ordering
    self.dm31 = dm31
    self.nature = nature
    self.kernel = kernel
    self.phases = phases
    self.value = value
  }
}

@Suite struct `Spin-current kernel` {
  static let cases: [KernelCase] = [
    .init(0.3, 0.637695, 0.001, 0.00874, Complex(0.45, 0.0), .dirac, .corrected, 0.0018017851197300472, 1e-10),
    .init(0.3, 0.637695, 0.001, 0.00874, Complex(0.45, 0.0), .dirac, .published, 0.0021088519584992436, 1e-10),
    .init(0.02, 0.637695, 0.0497, 0.0497, Complex(-0.476, 0.0), .dirac, .corrected, 0.0007620463564742521, 1e-10),
    .init(0.02, 0.637695, 0.0497, 0.0497, Complex(-0.476, 0.0), .dirac, .published, 0.00042931030506230107, 1e-10),
    .init(0.5, 1.0107, 0.01, 0.0132, Complex(0.25, 0.31), .dirac, .corrected, 0.0028331032862052843, 1e-10),
    .init(0.5, 1.0107, 0.01, 0.0132, Complex(0.25, 0.31), .dirac, .published, 0.002992444681454208, 1e-10),
    .init(0.004, 0.637695, 0.001, 0.0497, Complex(0.127, 0.0), .dirac, .corrected, 1.9069058665688708e-05, 1e-10),
    .init(0.004, 0.637695, 0.001, 0.0497, Complex(0.127, 0.0), .dirac, .published, 9.721649958260605e-06, 1e-10),
    .init(0.0025000025, 0.637695, 0.001, 0.049, Complex(0.127, 0.0), .dirac, .corrected, 1.9155423700034624e-09, 1e-08),
    .init(0.0025000025, 0.637695, 0.001, 0.049, Complex(0.127, 0.0), .dirac, .published, 9.665763015288778e-10, 1e-08),
    .init(0.3, 0.637695, 0.3, 0.4, Complex(0.3, 0.1), .dirac, .corrected, 0.0, 1e-10),
    .init(0.3, 0.637695, 0.3, 0.4, Complex(0.3, 0.1), .dirac, .published, 0.0, 1e-10),
    .init(0.16, 0.4, 0.1, 0.05, Complex(0.2, -0.33), .dirac, .corrected, 0.0005578963745541209, 1e-10),
    .init(0.16, 0.4, 0.1, 0.05, Complex(0.2, -0.33), .dirac, .published, 0.0006808208905041417, 1e-10),
  ]

  static let sums: [SumCase] = [
    .init(
      0.1, 0.637695, 0.001, .normal, dm31: 0.00247, .majorana, .corrected,
      MixingPhases(delta: 0.0, alpha21: 0.0, alpha31: 0.0), 0.0039262956588460565),
    .init(
      0.1, 0.637695, 0.001, .normal, dm31: 0.00247, .dirac, .corrected,
      MixingPhases(delta: 0.0, alpha21: 0.0, alpha31: 0.0), 0.003969727301087175),
    .init(
      0.1, 0.637695, 0.001, .inverted, dm31: 0.00238, .majorana, .corrected,
      MixingPhases(delta: 0.0, alpha21: 0.0, alpha31: 0.0), 0.003834409544715075),
    .init(
      0.1, 0.637695, 0.01, .normal, dm31: 0.00247, .majorana, .published,
      MixingPhases(delta: 1.2, alpha21: 2.0, alpha31: -0.7), 0.0033714691113884503),
    .init(
      0.0002, 1.0107, 0.001, .normal, dm31: 0.00247, .majorana, .corrected,
      MixingPhases(delta: 0.0, alpha21: 0.0, alpha31: 0.0), 0.0027307662490044416),
    .init(
      0.2, 0.655, 0.001, .normal, dm31: 0.00247, .majorana, .corrected,
      MixingPhases(delta: 0.0, alpha21: 0.0, alpha31: 0.0), 0.00540188450136065),
  ]

  private func value(_ c: KernelCase) -> Double {
    c.kernel.value(
      c.pair, excess: c.massSquared - c.pair.thresholdSquared, massSquared: c.massSquared, energy: c.energy,
      nature: c.nature)
  }

  @Test(arguments: cases)
  func `agrees with the reference values`(reference: KernelCase) {
    if reference.value == 0 {
      #expect(value(reference) == 0)
    } else {
      #expect(abs(value(reference) / reference.value - 1) < reference.tolerance)
    }
  }

  @Test(arguments: sums)
  func `sums over nine ordered pairs`(reference: SumCase) {
    let parameters = OscillationParameters(
      name: "", citation: "", s12sq: 0.307, s13sq: 0.0240, dm21: 7.54e-5, dm31: reference.dm31)
    let pairs = PairCoupling.all(
      masses: MassSpectrum(lightest: reference.lightest, ordering: reference.ordering, parameters: parameters),
      row: ElectronRow(parameters: parameters, phases: reference.phases))
    let sum = reference.kernel.sum(
      pairs, massSquared: reference.massSquared, energy: reference.energy, nature: reference.nature)
    #expect(abs(sum / reference.value - 1) < 1e-10)
  }

  @Test(arguments: SpinCurrentKernel.allCases)
  func `has the massless limit of its bracket`(kernel: SpinCurrentKernel) {
    // m = 0: X = E²/9 + 2M²/9, or E²/18 + 13M²/36 as printed; Majorana and Dirac coincide.
    let pairs = PairCoupling.all(
      masses: MassSpectrum(m1: 0, m2: 0, m3: 0),
      row: ElectronRow(parameters: OscillationSet.paper2012.parameters(for: .normal)))
    for (massSquared, energy) in [(0.2, 1.0107), (0.01, 0.6), (0.36, 0.6)] {
      let bracket =
        kernel == .corrected ? energy * energy / 9 + 2 * massSquared / 9 : energy * energy / 18 + 13 * massSquared / 36
      for nature in NeutrinoNature.allCases {
        let sum = kernel.sum(pairs, massSquared: massSquared, energy: energy, nature: nature)
        #expect(abs(sum / (0.75 * bracket / (4 * .pi)) - 1) < 1e-14)
      }
    }
    // Reference case sum_f_massless-01, printed form.
    if kernel == .published {
      #expect(
        abs(kernel.sum(pairs, massSquared: 0.2, energy: 1.0107, nature: .dirac) / 0.007_697_510_552_978_343 - 1) < 1e-12
      )
    }
  }

  @Test func `keeps its digits at the threshold`() {
    // Just above threshold M² − (m_i+m_j)² is lost in M², but given by itself it carries Δ = √[x(x+4m_i m_j)]/M² exactly.
    let pair = PairCoupling(pair: NeutrinoPair.all[0], mi: 0.05, mj: 0.05, coupling: Complex(0.5))
    for excess in [1e-30, 1e-22, 1e-16] {
      let found = SpinCurrentKernel.corrected.value(
        pair, excess: excess, massSquared: 0.01 + excess, energy: 0.6, nature: .dirac)
      // At rest: X = E²/9 (1 + ½) + 2/9 M² − 5/18 · M²/2 with M² = 4m².
      let bracket = 0.36 / 9 * 1.5 + 0.01 * (2.0 / 9 - 5.0 / 36)
      let expected = (excess * 0.01).squareRoot() / 0.01 / (4 * .pi) * 0.25 * bracket
      #expect(abs(found / expected - 1) < 1e-13)
    }
    #expect(SpinCurrentKernel.corrected.value(pair, excess: 0, massSquared: 0.01, energy: 0.6, nature: .dirac) == 0)
    #expect(
      SpinCurrentKernel.corrected.value(pair, excess: -1e-20, massSquared: 0.01, energy: 0.6, nature: .dirac) == 0)
  }

  @Test func `is zero for spacelike momentum, where Δ² is positive again`() {
    let pair = PairCoupling(pair: NeutrinoPair.all[1], mi: 0.01, mj: 0.05, coupling: Complex(0.4))
    for kernel in SpinCurrentKernel.allCases {
      #expect(kernel.sum([pair], massSquared: -0.3, energy: 0.6, nature: .majorana) == 0)
      #expect(kernel.sum([pair], massSquared: 0, energy: 0.6, nature: .majorana) == 0)
    }
  }

  @Test func `is never negative`() {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<20_000 {
      let mi = Double.random(in: 0...0.3, using: &generator), mj = Double.random(in: 0...0.3, using: &generator)
      let excess = exp(Double.random(in: -30...0, using: &generator))
      let massSquared = (mi + mj) * (mi + mj) + excess
      let energy = (massSquared * Double.random(in: 1...50, using: &generator)).squareRoot()
      let coupling = Complex(
        modulus: Double.random(in: 0...1, using: &generator), phase: Double.random(in: 0...7, using: &generator))
      let pair = PairCoupling(pair: NeutrinoPair.all[1], mi: mi, mj: mj, coupling: coupling)
      let value = SpinCurrentKernel.corrected.value(
        pair, excess: excess, massSquared: massSquared, energy: energy, nature: .majorana)
      #expect(value >= 0, "mi \(mi) mj \(mj) excess \(excess) E \(energy) b \(coupling)")
    }
  }

  @Test func `is the phase-space integral of its current`() {
    // F = Δ/(4π) ⟨E₁E₂ − p₁·p₂/3⟩ over two-body phase space: in the pair's rest frame both momenta are back to back with
    // |p| = M Δ/2 and isotropic; boosted by P along z. Gauss–Legendre is exact, since E₁E₂ is quadratic in the cosine.
    let mi = 0.1, mj = 0.3, massSquared = 1.3 * 1.3 - 0.7 * 0.7, energy = 1.3, momentum = 0.7
    let mass = massSquared.squareRoot()
    let restE1 = (massSquared + mi * mi - mj * mj) / (2 * mass), restE2 = mass - restE1
    let p = (restE1 * restE1 - mi * mi).squareRoot()
    let gamma = energy / mass, beta = momentum / energy
    var mean = 0.0
    for (node, weight) in [(-(0.6.squareRoot()), 5.0 / 18), (0, 8.0 / 18), (0.6.squareRoot(), 5.0 / 18)] {
      let e1 = gamma * (restE1 + beta * p * node), e2 = gamma * (restE2 - beta * p * node)
      // p₁·p₂ = E₁E₂ − (M² − m_i² − m_j²)/2, invariant.
      let dot = e1 * e2 - (massSquared - mi * mi - mj * mj) / 2
      mean += weight * (e1 * e2 - dot / 3)
    }
    let pair = PairCoupling(pair: NeutrinoPair.all[1], mi: mi, mj: mj, coupling: Complex(1))
    let found = SpinCurrentKernel.corrected.value(
      pair, excess: massSquared - pair.thresholdSquared, massSquared: massSquared, energy: energy, nature: .dirac)
    let phaseSpace = 2 * p / mass
    #expect(abs(found / (phaseSpace / (4 * .pi) * mean) - 1) < 1e-12)
  }
}
