import Foundation
import Testing
import _TestSupport

@testable import Photonics

@Suite struct `The strip` {
  private static let pair = PhotonPair(energy: 1.0107, mass: 0.12)

  private static func problem(_ fibre: FibreSlice) -> PairSuppression {
    PairSuppression(pair: pair, weight: xenonWeight) { _ in fibre }
  }

  /// Thick layers whose resonances share the strip by the dozen.
  private static func fibre(_ seed: UInt64, pairs: Int, extinction: Double = 0) -> FibreSlice {
    var random = SeededGenerator(seed: seed)
    let high = Double.random(in: 0.02...0.6, using: &random), low = Double.random(in: 0.1...1.2, using: &random)
    return FibreSlice(
      coreRadius: Double.random(in: 1...6, using: &random),
      layers: (0..<2 * pairs).map {
        $0.isMultiple(of: 2)
          ? (Complex(4.6 * 4.6, 2 * 4.6 * extinction), $0 == 0 ? 0.4 * high : high) : (Complex(1.6 * 1.6), low)
      }, surround: Complex(1.6 * 1.6))
  }

  /// The answer to 1e-9 is from ten times the panels; a tenth of the tolerance more for what the estimate does not know.
  @Test(arguments: UInt64(1)...10)
  func `keeps to the error asked for, resonances or not`(seed: UInt64) {
    let problem = Self.problem(Self.fibre(seed, pairs: seed < 6 ? 5 : 12))
    let exact = problem.strip(relativeError: 1e-9).value
    for error in [1e-2, 1e-4, 1e-6] {
      let found = problem.strip(relativeError: error)
      #expect(isClose(found.value, exact, 1.1 * error))
      #expect(found.error <= error * found.value)
    }
  }

  /// 405 nodes miss 6 % of this one, 30 000 do not.
  @Test func `finds resonances that a plain rule steps over`() {
    let problem = Self.problem(Self.fibre(9, pairs: 12)), first = FibreSolver(maximumOrder: 1)
    let resolved = problem.strip(relativeError: 1e-6).value
    func plain(_ panels: Int) -> Double {
      let low = Self.pair.energy / 2, high = Self.pair.freeRange.upperBound
      var sum = 0.0
      for k in 0..<panels {
        let a = low + (high - low) * Double(k) / Double(panels), b = low + (high - low) * Double(k + 1) / Double(panels)
        for j in GaussKronrod.nodes.indices {
          let omega = (a + b) / 2 + (b - a) / 2 * GaussKronrod.nodes[j], beta = Self.pair.freeAxial(omega)
          let hbarC = PairSuppression.hbarC
          first.solve(problem.fibre(omega), k0: omega / hbarC, beta: beta / hbarC)
          let one = first.emission(0)
          first.solve(
            problem.fibre(omega), k0: (Self.pair.energy - omega) / hbarC, beta: (Self.pair.momentum - beta) / hbarC)
          sum += GaussKronrod.kronrod[j] * (b - a) / 2 * xenonWeight(omega) * one * first.emission(0)
        }
      }
      return sum / (problem.weightIntegral / 2)
    }
    #expect(plain(27) < 0.95 * resolved)
    #expect(isClose(resolved, plain(2000), 1e-6))
  }

  /// Five-point differences of the strip itself, which the strip's own error of 1e-9 leaves good to about 1e-5 of the largest derivative.
  @Test(arguments: UInt64(1)...6)
  func `has the slopes of its differences`(seed: UInt64) {
    let fibre = Self.fibre(seed, pairs: seed < 4 ? 2 : 6), slope = Self.problem(fibre).stripSlope(relativeError: 1e-6)
    func strip(_ radii: [Double]) -> Double {
      Self.problem(
        FibreSlice(
          coreRadius: radii[0], layers: zip(fibre.layers, zip(radii, radii.dropFirst())).map { ($0, $1.1 - $1.0) },
          surround: fibre.surround)
      ).strip(relativeError: 1e-9).value
    }
    func difference(from face: Int) -> Double {
      func central(_ step: Double) -> Double {
        func moved(_ shift: Double) -> [Double] {
          fibre.radii.enumerated().map { $0.offset < face ? $0.element : $0.element + shift }
        }
        return (strip(moved(step)) - strip(moved(-step))) / (2 * step)
      }
      return (4 * central(5e-5) - central(1e-4)) / 3
    }
    let largest = slope.byThickness.reduce(0) { max($0, abs($1)) }
    #expect(abs(slope.byCoreRadius - difference(from: 0)) < 1e-4 * largest)
    for face in fibre.layers.indices {
      #expect(abs(slope.byThickness[face] - difference(from: face + 1)) < 1e-4 * largest)
    }
    #expect(slope.error <= 1e-6 * max(largest, slope.estimate.value) * Double(fibre.layers.count))
  }

  @Test func `of absorbing layers has a value and slopes`() {
    let fibre = Self.fibre(2, pairs: 1, extinction: 1e-3), problem = Self.problem(fibre)
    let slope = problem.stripSlope(relativeError: 1e-5)
    // Against plain nodes.
    let solver = FibreSolver(maximumOrder: 1), hbarC = PairSuppression.hbarC
    func plain(_ fibre: FibreSlice) -> Double {
      let low = Self.pair.energy / 2, high = Self.pair.freeRange.upperBound
      var sum = 0.0
      for k in 0..<20 {
        let a = low + (high - low) * Double(k) / 20, b = low + (high - low) * Double(k + 1) / 20
        for j in GaussKronrod.nodes.indices {
          let omega = (a + b) / 2 + (b - a) / 2 * GaussKronrod.nodes[j], beta = Self.pair.freeAxial(omega)
          solver.solve(fibre, k0: omega / hbarC, beta: beta / hbarC)
          let one = solver.emission(0)
          solver.solve(fibre, k0: (Self.pair.energy - omega) / hbarC, beta: (Self.pair.momentum - beta) / hbarC)
          sum += GaussKronrod.kronrod[j] * (b - a) / 2 * xenonWeight(omega) * one * solver.emission(0)
        }
      }
      return sum / (problem.weightIntegral / 2)
    }
    #expect(isClose(slope.estimate.value, plain(fibre), 1e-5))
    func thicker(_ shift: Double) -> FibreSlice {
      FibreSlice(
        coreRadius: fibre.radii[0],
        layers: [
          (fibre.layers[0], fibre.radii[1] - fibre.radii[0] + shift),
          (fibre.layers[1], fibre.radii[2] - fibre.radii[1]),
        ], surround: fibre.surround)
    }
    let difference = (plain(thicker(1e-4)) - plain(thicker(-1e-4))) / 2e-4
    #expect(isClose(slope.byThickness[0], difference, 1e-4))
  }

  /// s₀ is smooth at the light line: what a pair's mass changes is of its square.
  @Test func `of a massless pair is the limit of light ones`() {
    let fibre = Self.fibre(4, pairs: 3)
    func strip(_ mass: Double) -> Double {
      PairSuppression(pair: PhotonPair(energy: 1.0107, mass: mass), weight: xenonWeight) { _ in fibre }.strip().value
    }
    let limit = strip(0)
    #expect(isClose(strip(1e-3), limit, 1e-3))
    #expect(isClose((strip(2e-3) - limit) / (strip(1e-3) - limit), 4, 0.1))
  }

  /// The slopes of all layers cost no more panels than the value's own to a better error, so less than three strips in all.
  @Test func `costs little more with slopes`() {
    let problem = Self.problem(literatureFibre(pairs: 10, coreRadius: 3))
    #expect(
      problem.stripSlope(relativeError: 1e-4).estimate.evaluations
        <= 2 * problem.strip(relativeError: 1e-4).evaluations)
  }
}

@Suite struct `Pair factors of all channels` {
  /// A surround of the highest index lets every β of the layers radiate: a plain sum over β sees everything, here 4000 midpoints in θ between
  /// the light lines.
  @Test(arguments: [0.25, 0.62])
  func `agree with a plain sum where nothing is guided`(omega: Double) {
    let pair = PhotonPair(energy: 1.0107, mass: 0.12), hbarC = PairSuppression.hbarC
    let fibre = FibreSlice(
      coreRadius: 1.5, layers: [(1.45, 0.2), (2.0, 0.15), (1.45, 0.2)].map { (index: $0.0, thickness: $0.1) },
      surround: 2.2)
    let problem = PairSuppression(pair: pair, weight: xenonWeight) { _ in fibre }
    let found = problem.pairFactors(at: [omega], relativeError: 1e-5)[0]
    let k2 = omega / hbarC, k3 = (pair.energy - omega) / hbarC, total = pair.momentum / hbarC
    let orders = 14
    let first = FibreSolver(maximumOrder: orders + 1), second = FibreSolver(maximumOrder: orders + 1)
    let overlap = PairOverlap(.uniform, maximumOrder: orders)
    var expected = PairSuppression.ByChannel()
    let low = max(-2.2 * k2, total - 2.2 * k3), high = min(2.2 * k2, total + 2.2 * k3)
    let cuts = [low, high, k2, -k2, total - k3, total + k3].filter { $0 >= low && $0 <= high }.sorted()
    for (a, b) in zip(cuts, cuts.dropFirst()) where b > a {
      let middle = (a + b) / 2
      let channel: PairSuppression.Channel =
        switch (abs(middle) > k2, abs(total - middle) > k3) {
        case (false, false): .pp
        case (true, false): .ep
        case (false, true): .pe
        case (true, true): .ee
        }
      for j in 0..<4000 {
        let theta = .pi * (Double(j) + 0.5) / 4000, beta = middle - (b - a) / 2 * cos(theta)
        first.solve(fibre, k0: k2, beta: beta)
        second.solve(fibre, k0: k3, beta: total - beta)
        overlap.compute((k2 * k2 - beta * beta) * 2.25, (k3 * k3 - pow(total - beta, 2)) * 2.25)
        var sum = 0.0
        for n in 0...orders {
          sum +=
            (n == 0 ? 1 : 2) * overlap.values[n] * overlap.values[n] * first.normalisedEmission(n)
            * second.normalisedEmission(n)
        }
        expected[channel] +=
          total * sum * 2 * .pi * 2.25 / overlap.area * (b - a) / 2 * sin(theta) * .pi / 4000
      }
    }
    for channel in PairSuppression.Channel.allCases {
      #expect(
        abs(found[channel] - expected[channel]) < 1e-4 * expected.total,
        "\(channel.name) \(found[channel]) \(expected[channel])")
    }
  }
}

@Suite struct `A strip's panel` {
  /// One resonance of each photon, up to the same place: the sensitivities to a shift of one against central differences of the closed form,
  /// whose own error is that of the step squared.
  @Test(arguments: [0, 1e-9, 1e-6, 1e-5, 1e-3, 0.1], [1e-1, 1e-2])
  func `knows what a resonance's shift does, coincident or not`(distance: Double, width: Double) {
    let nodes = PanelRule.fine.nodes, weight = nodes.map { 1 + 0.3 * $0 }
    func responses(_ z: Complex) -> [StripPanel.Response] {
      [
        StripPanel.Response(
          value: nodes.map { Complex(0, 0.2) - 0.05 / ($0 - z) }, dispersion: nodes.map { $0 - z }),
        StripPanel.Response(value: nodes.map { _ in Complex(0, 0.1) }, dispersion: nodes.map { _ in Complex.one }),
      ]
    }
    func panel(_ z: Complex) -> StripPanel {
      StripPanel(rule: .fine, weight: weight, responses: [responses(z), responses(Complex(0.2 - distance, -width))])
    }
    let z = Complex(0.2, -width), step = 1e-3 * width
    let difference = (panel(z + Complex(step)).integral - panel(z - Complex(step)).integral) / (2 * step)
    let sensitivities = panel(z).sensitivities(ofPhoton: 0)[0]
    let found = zip(nodes, sensitivities).reduce(0) { sum, each in
      let inverse = 1 / (each.0 - z)
      return sum + (each.1 * (-0.05 * (inverse * inverse))).im
    }
    // A coincidence is a maximum: its slope is small against what each side of it has.
    let scale = 0.05 * 0.05 / (width * width)
    #expect(abs(found - difference) < 1e-4 * scale, "\(found) \(difference)")
  }
}
