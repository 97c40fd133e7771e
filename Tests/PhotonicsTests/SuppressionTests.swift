import Documents
import Foundation
import Testing

@testable import Photonics

@Suite struct `Photon pairs` {
  @Test func `have the reference's kinematics`() throws {
    for sample in Fixtures.of("kinematics") {
      let energy = try sample.number("/input/eps_eg"), mass = try sample.number("/input/M")
      let pair = PhotonPair(energy: energy, mass: mass)
      #expect(isClose(pair.momentum, try sample.number("/output/P"), 1e-14))
      #expect(isClose(pair.freeRange.lowerBound, try sample.number("/output/omega_minus"), 1e-13))
      #expect(isClose(pair.freeRange.upperBound, try sample.number("/output/omega_plus"), 1e-14))
      let omega = try sample.number("/input/omega2"), beta = pair.freeAxial(omega)
      #expect(isClose(beta, try sample.number("/output/beta2_free"), 1e-13))
      #expect(isClose(((omega - beta) * (omega + beta)).squareRoot(), try sample.number("/output/q_free"), 1e-12))
      let problem = PairSuppression(pair: pair, weight: xenonWeight) { _ in literatureFibre(pairs: 1, coreRadius: 3) }
      #expect(isClose(problem.weightIntegral, try sample.number("/output/weight_integral"), 1e-12))
    }
  }
}

@Suite struct `Pair suppression` {
  private static let pair = PhotonPair(energy: 1.0107, mass: 0.12)

  private static func problem(_ sample: JSONValue) throws -> PairSuppression {
    let fibre = try sample.fibre()
    return PairSuppression(pair: pair, weight: xenonWeight) { _ in fibre }
  }

  /// The stated 96 nodes miss what lies between them; with 2000 they agree with the adaptive rule.
  @Test(arguments: Fixtures.of("eta_strip"))
  func `of the strip agrees with the reference`(sample: JSONValue) throws {
    let found = try Self.problem(sample).strip(relativeError: 1e-7)
    #expect(isClose(found.value, try sample.number("/output/eta_2000_nodes"), 3e-8))
    #expect(found.error < 1e-6 * found.value)
  }

  /// The strip of a fibre with a narrow resonance against 14 000 plain nodes: poles taken out and put back are exact.
  @Test func `of the strip resolves resonances`() throws {
    let fibre = literatureFibre(pairs: 5, coreRadius: 5)
    let problem = PairSuppression(pair: Self.pair, weight: xenonWeight) { _ in fibre }
    let first = FibreSolver(maximumOrder: 1), second = FibreSolver(maximumOrder: 1)
    let low = Self.pair.energy / 2, high = Self.pair.freeRange.upperBound
    // Seven Gauss nodes on panels of 2.5e-4 eV, the width of the narrowest resonance.
    let rule = GaussKronrod.self
    var sum = 0.0
    let panels = 2000
    for k in 0..<panels {
      let a = low + (high - low) * Double(k) / Double(panels), b = low + (high - low) * Double(k + 1) / Double(panels)
      for j in rule.nodes.indices where rule.gauss[j] > 0 {
        let omega = (a + b) / 2 + (b - a) / 2 * rule.nodes[j], beta = Self.pair.freeAxial(omega)
        first.solve(fibre, k0: omega / PairSuppression.hbarC, beta: beta / PairSuppression.hbarC)
        second.solve(
          fibre, k0: (Self.pair.energy - omega) / PairSuppression.hbarC,
          beta: (Self.pair.momentum - beta) / PairSuppression.hbarC)
        sum += rule.gauss[j] * (b - a) / 2 * xenonWeight(omega) * first.emission(0) * second.emission(0)
      }
    }
    let plain = sum / (problem.weightIntegral / 2)
    #expect(isClose(problem.strip(relativeError: 1e-6).value, plain, 1e-5))
  }

  /// The stated rule: 24 midpoints in θ, weights half·sin θ, orders to 3. Its own error is another matter.
  @Test(arguments: Fixtures.of("S2_pp"))
  func `of a pair has the reference's integrand`(sample: JSONValue) throws {
    let fibre = try sample.fibre(), omega = try sample.number("/input/omega2"), pair = Self.pair
    let k2 = omega / PairSuppression.hbarC, k3 = (pair.energy - omega) / PairSuppression.hbarC
    let total = pair.momentum / PairSuppression.hbarC, radius = fibre.coreRadius
    let low = max(-k2, total - k3), high = min(k2, total + k3)
    let first = FibreSolver(maximumOrder: 4), second = FibreSolver(maximumOrder: 4)
    let overlap = PairOverlap(.uniform, maximumOrder: 3)
    var sum = 0.0
    for j in 0..<24 {
      let theta = .pi * (Double(j) + 0.5) / 24, beta = (low + high) / 2 + (high - low) / 2 * cos(theta)
      first.solve(fibre, k0: k2, beta: beta)
      second.solve(fibre, k0: k3, beta: total - beta)
      overlap.compute((k2 * k2 - beta * beta) * radius * radius, (k3 * k3 - pow(total - beta, 2)) * radius * radius)
      var point = 0.0
      for n in 0...3 {
        point +=
          (n == 0 ? 1 : 2) * pow(overlap.values[n], 2) * first.normalisedEmission(n) * second.normalisedEmission(n)
      }
      sum += (high - low) / 2 * sin(theta) * .pi / 24 * point
    }
    let density = 2 * .pi * radius * radius / overlap.area * sum
    let expected = try sample.number("/output/S2_nodes")
    #expect(isClose(total * density, expected, 3e-8), "\(total * density), not \(expected)")
  }

  /// Free space in a disc: s = 1. The reference's 400 midpoints are 2.6e-6 high, π²/(24·400²); the rest is the sum over orders.
  @Test func `in a bare disc is the overlap alone`() throws {
    for sample in Fixtures.of("S2_bare_disc") {
      let radius = try sample.number("/input/rco")
      let empty = FibreSlice(coreRadius: radius, layers: [(index: 1, thickness: 0.5)], surround: 1)
      let problem = PairSuppression(pair: Self.pair, weight: xenonWeight) { _ in empty }
      let found = problem.pairFactors(at: [try sample.number("/input/omega2")], channels: [.pp], relativeError: 1e-10)
      let expected = try sample.number("/output/S2") / (1 + .pi * .pi / (24 * 400 * 400))
      #expect(isClose(found[0][.pp], expected, 1e-6))
    }
  }

  /// In free space a wide core leaves every pair as it is, up to its edge: 1 − S₂ ∝ 1/R.
  @Test func `tends to one in free space`() {
    let pair = PhotonPair(energy: 1.0107, mass: 0.6)
    let missing = [5.0, 20].map { radius in
      let empty = FibreSlice(coreRadius: radius, layers: [(index: 1, thickness: 0.5)], surround: 1)
      return 1
        - PairSuppression(pair: pair, weight: xenonWeight) { _ in empty }
        .pairFactors(at: [0.5], channels: [.pp], relativeError: 1e-4)[0][.pp]
    }
    #expect(missing[1] < 0.014)
    #expect(isClose(missing[0] / missing[1], 4, 0.03))
  }

  /// Both photons are alike: K is the same with their energies exchanged, its mixed channels with them.
  @Test func `does not know the photons apart`() {
    let fibre = literatureFibre(pairs: 3, coreRadius: 2)
    let problem = PairSuppression(pair: Self.pair, weight: xenonWeight) { _ in fibre }
    let factors = problem.pairFactors(at: [0.3, 1.0107 - 0.3], relativeError: 1e-4)
    #expect(isClose(factors[0][.pp], factors[1][.pp], 1e-6))
    // The error asked for is of the sum.
    #expect(abs(factors[0][.ep] - factors[1][.pe]) < 1e-4 * factors[0].total)
    #expect(abs(factors[0][.pe] - factors[1][.ep]) < 1e-4 * factors[0].total)
  }

  /// η is the weighted mean of S₂: 1500 plain points of a fibre whose core has no narrow mode in reach.
  @Test func `is the mean of its pair factors`() {
    let fibre = literatureFibre(pairs: 3, coreRadius: 2, first: 0.5)
    let problem = PairSuppression(pair: Self.pair, weight: xenonWeight) { _ in fibre }
    let found = problem.suppression(channels: [.pp], relativeError: 1e-4)
    let points = 1500
    let energies = (0..<points).map { Self.pair.energy * (Double($0) + 0.5) / Double(points) }
    let factors = problem.pairFactors(at: energies, channels: [.pp], relativeError: 1e-5)
    let sum =
      zip(energies, factors).reduce(0) { $0 + xenonWeight($1.0) * $1.1[.pp] } * Self.pair.energy / Double(points)
    #expect(isClose(found.eta[.pp], sum / problem.weightIntegral, 2e-3))
  }
}
