import Emission
import Neutrinos
import Testing

@testable import Sensitivity

@Suite struct `Allocation of time` {
  private static func settings(_ mass: Double, _ normalisation: Normalisation) -> [FisherInformation] {
    (1...40).map {
      Ytterbium.setting(0.0265 * Double($0), width: 1e-4, background: 1e-3)
        .information(on: Ytterbium.neutrinos(mass, .normal, .majorana), exposure: 1e4, normalisation: normalisation)
    }
  }

  @Test func `with a known rate all time goes to the best setting`() {
    let settings = Self.settings(0.05, .known), best = Allocation.best(settings)
    let index = settings.indices.max { settings[$0].profiled < settings[$1].profiled }!
    #expect(best.shares[index] == 1 && best.shares.count { $0 > 0 } == 1)
    #expect(best.information[0] == settings[index].profiled)
  }

  @Test(arguments: [Normalisation.free, .gaussian(relativeError: 0.05)])
  func `an unknown rate takes a second setting, and nothing is better`(normalisation: Normalisation) throws {
    let settings = Self.settings(0.05, normalisation), best = Allocation.best(settings)
    #expect(best.certificate <= 1e-8 * 2)
    #expect(abs(best.shares.reduce(0, +) - 1) < 1e-12)
    // Two parameters: two settings are enough (Carathéodory).
    #expect(best.shares.count { $0 > 0 } == 2)
    func information(_ shares: [Double]) -> Double {
      var matrix = settings[0].prior
      for (share, setting) in zip(shares, settings) { matrix = matrix + share * setting.data }
      return matrix.complement
    }
    #expect(abs(information(best.shares) / best.information[0] - 1) < 1e-12)
    // Any other pair, by brute force over a grid of shares.
    for i in stride(from: 0, to: 40, by: 3) {
      for j in 0..<i {
        for share in stride(from: 0.05, to: 1, by: 0.1) {
          var shares = [Double](repeating: 0, count: 40)
          shares[i] = share
          shares[j] = 1 - share
          #expect(information(shares) <= best.information[0] * (1 + 1e-9))
        }
      }
    }
    let sigma = try #require(best.sigmas[0])
    #expect(sigma < 1 / information([Double](repeating: 1.0 / 40, count: 40)).squareRoot())
  }

  @Test func `several masses share the time`() {
    let masses = [0.02, 0.05, 0.1], all = masses.map { Self.settings($0, .free) }
    let best = Allocation.best(all, weights: [0.2, 0.5, 0.3])
    #expect(best.certificate <= 2e-8 && best.information.count == 3)
    // None does better than its own optimum.
    for (own, shared) in zip(all, best.information) { #expect(Allocation.best(own).information[0] >= shared) }
  }

  @Test func `what cannot be measured stays open`() {
    let one = Allocation.best([Ytterbium.setting(0.9).information(on: Ytterbium.neutrinos(0.05))])
    #expect(one.sigmas == [nil])
  }

  @Test func `scanning first and sitting then beats either alone`() throws {
    let mass = 0.05, truth = Ytterbium.neutrinos(mass, .normal, .majorana), phase = RadiativePhase.fixed(0.99)
    let end = phase.threshold(levelSpacing: Ytterbium.levelSpacing, massSum: 2 * mass)!
    let scan = (0..<100).map {
      Ytterbium.setting(end * (Double($0) + 0.5) / 100, phase: phase, width: 1e-4)
    }
    let strategy = SequentialStrategy(
      scan: scan, seat: Ytterbium.setting(end, phase: phase, width: 1e-4), pair: NeutrinoPair.all[0])
    let (tried, best) = strategy.outcomes(of: truth, exposure: Ytterbium.yearly)
    let whole = try #require(tried.last?.scanError), final = try #require(best.finalError)
    #expect(tried.last?.share == 1 && tried.last?.finalError == whole)
    #expect(final < whole && best.share > 0 && best.share < 1)
    // The scan's error grows as the inverse root of its share.
    for outcome in tried {
      #expect(abs(try #require(outcome.scanError) / whole * outcome.share.squareRoot() - 1) < 1e-12)
      #expect(try #require(outcome.finalError) <= #require(outcome.scanError) * (1 + 1e-12))
    }
    // A scan that tells next to nothing, as of a millionth of a second, is an answer too.
    let (hopeless, _) = strategy.outcomes(of: truth, exposure: 1e-30 * Ytterbium.yearly)
    #expect(hopeless.allSatisfy { ($0.finalError ?? .nan) > 1e6 })
  }
}
