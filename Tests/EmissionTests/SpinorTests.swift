import Neutrinos
import Quantities
import Testing
import _TestSupport

@testable import Emission

/// A random pair well above its threshold or close to it, moving or nearly at rest.
private struct RandomPair {
  let mi: Double
  let mj: Double
  let excess: Double
  let momentum: Double

  init(_ generator: inout SeededGenerator) {
    mi = Double.random(in: 0...0.3, using: &generator)
    mj = Double.random(in: 0...0.3, using: &generator)
    excess = Double.random(in: 0.001...1, using: &generator)
    momentum = Double.random(in: 0...1.5, using: &generator)
  }

  var massSquared: Double { excess + (mi + mj) * (mi + mj) }
  var tensor: NeutrinoTensor { NeutrinoTensor(mi, mj) }
}

private func complex(_ generator: inout SeededGenerator) -> Complex {
  Complex(Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator))
}

/// A hermitian matrix of random couplings.
private func matrix(_ scale: Double, _ generator: inout SeededGenerator) -> CouplingMatrix {
  var rows = [[Complex]](repeating: [.zero, .zero, .zero], count: 3)
  for i in 0..<3 {
    rows[i][i] = Complex(scale * Double.random(in: -1...1, using: &generator))
    for j in 0..<i {
      rows[i][j] = scale * complex(&generator)
      rows[j][i] = rows[i][j].conjugate
    }
  }
  return CouplingMatrix(rows: rows)
}

/// The kernels against explicit spinors. Terms of the size of the sum cancel where couplings are random, hence 1e-10 and not rounding.
@Suite struct `Master kernel` {
  private func expect(_ found: Double, _ oracle: Double, _ scale: Double) {
    #expect(abs(found - oracle) < 1e-10 * max(abs(oracle), 1e-3 * scale), "\(found) against \(oracle)")
  }

  @Test(arguments: NeutrinoNature.allCases)
  func `agrees with explicit spinors for the standard model`(nature: NeutrinoNature) {
    var generator = SeededGenerator(seed: 71)
    for _ in 0..<40 {
      let pair = RandomPair(&generator), a = complex(&generator)
      var oracle = SpinorOracle(
        mi: pair.mi, mj: pair.mj, massSquared: pair.massSquared, momentum: pair.momentum)
      oracle.weak = (a, a.conjugate)
      let found = ElectronVertex.spin.kernel(
        coupling: a, nature: nature, tensor: pair.tensor, excess: pair.excess, massSquared: pair.massSquared,
        momentumSquared: pair.momentum * pair.momentum)
      expect(found, oracle.kernel(nature), a.squaredModulus * pair.massSquared)
    }
  }

  @Test(arguments: NeutrinoNature.allCases)
  func `agrees with explicit spinors for Z′ and φ together`(nature: NeutrinoNature) {
    var generator = SeededGenerator(seed: 72)
    let fermi = PhysicalConstants.fermiCoupling
    for round in 0..<60 {
      let pair = RandomPair(&generator), a = complex(&generator)
      let left = matrix(1, &generator), right = matrix(1, &generator)
      let yS = matrix(1, &generator), yP = matrix(1, &generator)
      let vector = LightVector(
        mass: Double.random(in: 0.05...2, using: &generator), width: Double.random(in: 0...0.1, using: &generator),
        electron: fermi, left: left, right: right)
      let scalar = LightScalar(
        mass: Double.random(in: 0...2, using: &generator), width: Double.random(in: 0...0.1, using: &generator),
        electron: fermi * PhysicalConstants.electronRestEnergy, scalar: yS, pseudoscalar: yP)
      let hasVector = round % 3 != 1, hasScalar = round % 3 != 0
      let i = 1, j = round.isMultiple(of: 2) ? 2 : 1
      let mj = j == 1 ? pair.mi : pair.mj
      let massSquared = pair.excess + (pair.mi + mj) * (pair.mi + mj)
      let coupling = j == 1 ? Complex(a.re) : a
      var oracle = SpinorOracle(mi: pair.mi, mj: mj, massSquared: massSquared, momentum: pair.momentum)
      oracle.weak = (coupling, coupling.conjugate)
      let vectorPole = Complex(massSquared - vector.mass * vector.mass, vector.mass * vector.width)
      let scalarPole = Complex(massSquared - scalar.mass * scalar.mass, scalar.mass * scalar.width)
      if hasVector {
        oracle.vector = .init(
          strength: 1 / 2.0.squareRoot() * vectorPole.inverse, mass: vector.mass, left: (left[i, j], left[j, i]),
          right: (right[i, j], right[j, i]))
      }
      if hasScalar {
        oracle.scalar = .init(
          strength: 1 / (2 * 2.0.squareRoot()) * scalarPole.inverse, scalar: (yS[i, j], yS[j, i]),
          pseudoscalar: (yP[i, j], yP[j, i]))
      }
      func current(_ i: Int, _ j: Int, _ mi: Double, _ mj: Double, _ a: Complex) -> PairCurrent {
        var current = PairCurrent(left: a)
        if hasVector {
          current = current + vector.current(i, j, mi: mi, mj: mj, detuning: vectorPole.re)
        }
        if hasScalar { current = current + scalar.current(i, j, detuning: scalarPole.re) }
        return current
      }
      let there = current(i, j, pair.mi, mj, coupling), back = current(j, i, mj, pair.mi, coupling.conjugate)
      let current = nature == .dirac ? there : there.symmetrised(with: back)
      let found =
        (nature == .dirac ? 1 : 0.5)
        * current.kernel(
          pair.mi, mj, tensor: NeutrinoTensor(pair.mi, mj), excess: pair.excess, massSquared: massSquared,
          momentumSquared: pair.momentum * pair.momentum)
      expect(found, oracle.kernel(nature), current.left.squaredModulus * massSquared)
    }
  }

  /// What ``NewPhysics`` makes of a pair is the sum of both orders.
  @Test(arguments: NeutrinoNature.allCases)
  func `sums both orders of a pair`(nature: NeutrinoNature) {
    var generator = SeededGenerator(seed: 73)
    for _ in 0..<10 {
      let pair = RandomPair(&generator), a = complex(&generator), left = matrix(1, &generator)
      let right = matrix(1, &generator)
      let vector = LightVector(
        mass: 0.4, width: 0.03, electron: PhysicalConstants.fermiCoupling, left: left, right: right)
      let strength = 1 / 2.0.squareRoot() * Complex(pair.massSquared - 0.16, 0.4 * 0.03).inverse
      func oracle(_ i: Int, _ j: Int, _ mi: Double, _ mj: Double, _ a: Complex) -> Double {
        var oracle = SpinorOracle(mi: mi, mj: mj, massSquared: pair.massSquared, momentum: pair.momentum)
        oracle.weak = (a, a.conjugate)
        oracle.vector = .init(
          strength: strength, mass: 0.4, left: (left[i, j], left[j, i]), right: (right[i, j], right[j, i]))
        return oracle.kernel(nature)
      }
      let expected = oracle(1, 2, pair.mi, pair.mj, a) + oracle(2, 1, pair.mj, pair.mi, a.conjugate)
      let found = NewPhysics(vector: vector).kernel(
        PairCoupling(pair: NeutrinoPair.all[1], mi: pair.mi, mj: pair.mj, coupling: a), nature: nature,
        tensor: pair.tensor, excess: pair.excess, massSquared: pair.massSquared,
        momentumSquared: pair.momentum * pair.momentum,
        detunings: .init(vector: pair.massSquared - 0.16))
      expect(found, expected, pair.massSquared)
    }
  }

  @Test(arguments: NeutrinoNature.allCases)
  func `agrees with explicit spinors for the electromagnetic vertex`(nature: NeutrinoNature) {
    var generator = SeededGenerator(seed: 74)
    let scale = ElectromagneticMoments.bohrMagneton, hc = UnitConvention.codata2022.hbarC
    let charge = (4 * Double.pi * PhysicalConstants.fineStructure).squareRoot(), fermi = PhysicalConstants.fermiCoupling
    for round in 0..<40 {
      let pair = RandomPair(&generator)
      // All of a size in the vertex: f q ~ 1 and q²⟨r²⟩ ~ 1.
      let magnetic = matrix(1 / scale, &generator), electric = matrix(1 / scale, &generator)
      let radius = matrix(hc * hc / charge, &generator), anapole = matrix(hc * hc / charge, &generator)
      var moments = ElectromagneticMoments()
      if round % 5 != 0 { moments.magnetic = magnetic }
      if round % 5 != 1 { moments.electric = electric }
      if round % 5 != 2 { moments.chargeRadius = radius }
      if round % 5 != 3 { moments.anapole = anapole }
      func both(_ matrix: CouplingMatrix?, _ factor: Double) -> (Complex, Complex) {
        matrix.map { (factor * $0[1, 2], factor * $0[2, 1]) } ?? (.zero, .zero)
      }
      let oracle = SpinorOracle(
        mi: pair.mi, mj: pair.mj, massSquared: pair.massSquared, momentum: pair.momentum)
      let q2 = pair.massSquared, p2 = pair.momentum * pair.momentum
      let strength = oracle.electromagnetic(
        charge: both(moments.chargeRadius, charge * q2 / (6 * hc * hc)),
        anapole: both(moments.anapole, charge * q2 / (hc * hc)), magnetic: both(moments.magnetic, scale),
        electric: both(moments.electric, scale), nature: nature)
      let found = moments.kernel(
        1, 2, mi: pair.mi, mj: pair.mj, nature: nature, excess: pair.excess, massSquared: q2, momentumSquared: p2)
      let expected = scale * scale * p2 * strength / (18 * fermi * fermi * q2 * q2)
      #expect(abs(found / expected - 1) < 1e-10, "\(round): \(found / expected)")
    }
  }
}
