import Foundation
import Testing

@testable import Photonics

@Suite struct `Pair densities between their nodes` {
  struct Sample: Sendable, CustomTestStringConvertible {
    let pairs: Int
    let coreRadius: Double
    let mass: Double

    var testDescription: String { "\(pairs) pairs around \(coreRadius) µm, M = \(mass) eV" }

    var problem: PairSuppression {
      let fibre = literatureFibre(pairs: pairs, coreRadius: coreRadius)
      return PairSuppression(pair: PhotonPair(energy: 1.0107, mass: mass), weight: xenonWeight) { _ in fibre }
    }
  }

  /// The surfaces that ∫ w K to 1e-3 takes.
  private static func surfaces(_ density: PairDensity) -> [DensitySurface] {
    let middle = density.problem.pair.energy / 2, low = density.lowestEnergy(share: 5e-5)
    let borders = [low] + density.changes(from: low, to: middle) + [middle]
    var open = zip(borders, borders.dropFirst()).map { (from: $0, to: $1) }
    var found: [DensitySurface] = []
    while let range = open.popLast() {
      switch DensitySurface.attempt(density, from: range.from, to: range.to, relativeError: 1e-3) {
      case .surface(let surface): found.append(surface)
      case .split(let parts): open += parts
      }
    }
    return found.sorted { $0.from < $1.from }
  }

  /// On each surface, w K at 25 energies that are no nodes. What counts is the error of the sum, for which narrow peaks may be a little beside
  /// their places; the sum of errors is allowed four times as much.
  @Test(arguments: [
    Sample(pairs: 3, coreRadius: 2, mass: 0.12), Sample(pairs: 10, coreRadius: 3, mass: 0.12),
    Sample(pairs: 5, coreRadius: 3, mass: 0.6), Sample(pairs: 5, coreRadius: 0.8, mass: 0.3),
  ])
  func `are those of the fibre itself`(sample: Sample) {
    let density = PairDensity(sample.problem, channels: [.pp], relativeError: 2e-4, isIntegrated: true)
    let surfaces = Self.surfaces(density)
    #expect(zip(surfaces, surfaces.dropFirst()).allSatisfy { $0.to == $1.from })
    var total = 0.0, difference = 0.0, distance = 0.0
    for surface in surfaces {
      for k in 0..<25 {
        let omega = surface.from + (surface.to - surface.from) * (Double(k) + 0.5) / 25
        let step = xenonWeight(omega) * (surface.to - surface.from)
        func sum(_ value: PairDensity.Value) -> Double {
          step * (value.smooth.total + value.pairs.reduce(0) { $0 + $1.pair.integral })
        }
        let fibre = sum(density.value(omega)), interpolated = sum(density.value(omega, on: surface))
        total += fibre
        difference += interpolated - fibre
        distance += abs(interpolated - fibre)
      }
    }
    #expect(abs(difference) < 1e-3 * total, "\(difference / total)")
    #expect(distance < 4e-3 * total, "\(distance / total)")
  }

  /// Some 900 energies are looked at, each at 15 values of β at least.
  @Test func `take few solutions of the fibre`() {
    let problem = Sample(pairs: 10, coreRadius: 3, mass: 0.12).problem
    #expect(problem.suppression(channels: [.pp], relativeError: 1e-3).evaluations < 4000)
  }

  /// The mean of w K over 3000 plain energies: it settles to 3e-4 for these fibres, whose narrowest peaks of K are a few of them wide.
  @Test(arguments: [
    Sample(pairs: 5, coreRadius: 1, mass: 0.12), Sample(pairs: 5, coreRadius: 3, mass: 0.6),
    Sample(pairs: 3, coreRadius: 2, mass: 0.3),
  ])
  func `integrate to the error asked for`(sample: Sample) {
    let problem = sample.problem, points = 3000, half = problem.pair.energy / 2
    let energies = (0..<points).map { half * (Double($0) + 0.5) / Double(points) }
    let factors = problem.pairFactors(at: energies, channels: [.pp], relativeError: 1e-4)
    let sum = zip(energies, factors).reduce(0) { $0 + xenonWeight($1.0) * $1.1[.pp] } * half / Double(points)
    let expected = 2 * sum / problem.weightIntegral
    let found = problem.suppression(channels: [.pp], relativeError: 1e-3)
    #expect(isClose(found.eta[.pp], expected, 1.3e-3), "\(found.eta[.pp]), not \(expected)")
    #expect(found.quadratureError[.pp] < 1e-3 * found.eta[.pp])
  }

  /// The general solver gives the same surfaces.
  @Test func `of fibres that hardly absorb are those of transparent ones`() {
    let clear = literatureFibre(pairs: 2, coreRadius: 2)
    let grey = FibreSlice(
      coreRadius: 2,
      layers: zip(clear.layers, zip(clear.radii, clear.radii.dropFirst())).map {
        (Complex($0.re, 1e-9), $1.1 - $1.0)
      }, surround: clear.surround)
    let found = [clear, grey].map { fibre in
      PairSuppression(pair: PhotonPair(energy: 1.0107, mass: 0.12), weight: xenonWeight) { _ in fibre }
        .suppression(channels: [.pp], relativeError: 1e-3).eta[.pp]
    }
    // Each is good to 1e-3.
    #expect(isClose(found[1], found[0], 2e-3))
  }
}
