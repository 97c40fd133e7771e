import Emission
import Testing

@Suite struct `Slopes of radiative kinematics` {
  private static let cases: [(phase: RadiativePhase, cosine: Double)] = [
    (.fixed(0), 1), (.fixed(0.4), 1), (.fixed(-0.7), 0.3), (.fixed(0.9), -1), (.locked, 1),
  ]

  /// Central differences err by h²/24 of the third derivative, here below 1e-9, and by rounding over h.
  @Test(arguments: cases)
  func `are those of differences`(phase: RadiativePhase, cosine: Double) throws {
    let eps = 2.14, step = 1e-5
    for s in [0, 0.02, 0.2] {
      func threshold(_ eps: Double) throws -> Double {
        try #require(phase.threshold(levelSpacing: eps, massSum: s, cosine: cosine))
      }
      let slope = try #require(phase.thresholdSlope(levelSpacing: eps, massSum: s, cosine: cosine))
      #expect(abs(slope - (try threshold(eps + step) - threshold(eps - step)) / (2 * step)) < 1e-9)
    }
    for w in [0.1, 0.9] {
      func massSquared(_ eps: Double) -> Double {
        phase.kinematics(levelSpacing: eps, trigger: w, cosine: cosine).massSquared
      }
      let slope = phase.massSquaredSlope(levelSpacing: eps, trigger: w, cosine: cosine)
      #expect(abs(slope - (massSquared(eps + step) - massSquared(eps - step)) / (2 * step)) < 1e-9)
    }
  }

  @Test func `are half for light pairs without a phase, and one at lock`() {
    #expect(RadiativePhase.fixed(0).thresholdSlope(levelSpacing: 2, massSum: 0) == 0.5)
    #expect(RadiativePhase.locked.thresholdSlope(levelSpacing: 2, massSum: 0.1) == 1)
    // No threshold, no slope.
    #expect(RadiativePhase.fixed(1).thresholdSlope(levelSpacing: 2, massSum: 0) == nil)
    #expect(RadiativePhase.locked.thresholdSlope(levelSpacing: 2, massSum: 3) == nil)
  }
}
