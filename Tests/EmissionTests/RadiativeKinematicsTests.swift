import Neutrinos
import Testing
import _TestSupport

@testable import Emission

@Suite struct `Radiative kinematics` {
  private func random(_ range: ClosedRange<Double>, _ generator: inout SeededGenerator) -> Double {
    Double.random(in: range, using: &generator)
  }

  @Test func `is that of four-momenta`() {
    var generator = SeededGenerator(seed: 81)
    for _ in 0..<1000 {
      let eps = random(0.5...9, &generator), r = random(-1...1, &generator), c = random(-1...1, &generator)
      let w = random(0...eps, &generator)
      let k = RadiativeKinematics(levelSpacing: eps, trigger: w, imprint: r, cosine: c)
      let sine = ((1 - c) * (1 + c)).squareRoot()
      let x = r * eps * sine, z = r * eps * c - w
      // A few roundings of terms as large as 4ε².
      #expect(abs(k.momentumSquared - (x * x + z * z)) < 4e-15 * eps * eps)
      #expect(abs(k.massSquared - ((eps - w) * (eps - w) - x * x - z * z)) < 4e-15 * eps * eps)
      #expect(abs(k.massSquared + k.momentumSquared - k.pairEnergy * k.pairEnergy) < 4e-15 * eps * eps)
      // Only r² and r cos ϑ enter.
      let mirrored = RadiativeKinematics(levelSpacing: eps, trigger: w, imprint: -r, cosine: -c)
      #expect(mirrored.massSquared == k.massSquared && mirrored.momentumSquared == k.momentumSquared)
    }
  }

  /// One ulp below ω_ij a pair is open, one above it is closed, and the distance is exact on both sides.
  @Test func `is right one ulp to each side of a threshold`() throws {
    var generator = SeededGenerator(seed: 82)
    for round in 0..<2000 {
      let eps = random(0.5...9, &generator), c = round.isMultiple(of: 3) ? 1 : random(-1...1, &generator)
      let r = round.isMultiple(of: 2) ? 0 : random(-0.95...0.95, &generator), s = random(0...0.2, &generator) * eps
      guard let w = RadiativeKinematics.threshold(levelSpacing: eps, imprint: r, cosine: c, massSum: s), w > 0.01 else {
        continue
      }
      func at(_ w: Double) -> RadiativeKinematics {
        RadiativeKinematics(levelSpacing: eps, trigger: w, imprint: r, cosine: c)
      }
      #expect(at(w.nextDown).isOpen(s))
      #expect(!at(w.nextUp).isOpen(s))
      let threshold = RadiativeThreshold(levelSpacing: eps, imprint: r, cosine: c, massSum: s)
      for n in [1, 3, 100] {
        let below = w - Double(n) * w.ulp
        let exact = at(below).excess(over: s)
        // Both carry some 30 digits of which half cancel: what is left are two roundings.
        #expect(abs(threshold.excess(at: below) / exact - 1) < 1e-14)
      }
    }
  }

  @Test func `has the thresholds of the directions along and against the phase`() throws {
    let eps = 2.14349, s = 0.02
    for r in [0.0, 0.3, 0.9] {
      let along = try #require(RadiativeKinematics.threshold(levelSpacing: eps, imprint: r, massSum: s))
      let against = try #require(
        RadiativeKinematics.threshold(levelSpacing: eps, imprint: r, cosine: -1, massSum: s))
      #expect(abs(along - ((1 + r) * eps / 2 - s * s / (2 * (1 - r) * eps))) < 1e-15)
      #expect(abs(against - ((1 - r) * eps / 2 - s * s / (2 * (1 + r) * eps))) < 1e-15)
    }
  }

  @Test func `is closed where the phase leaves nothing`() {
    // r = 1 along the trigger: M² = 0 at every ω.
    for w in [0.1, 1, 2] {
      let k = RadiativeKinematics(levelSpacing: 2.14349, trigger: w, imprint: 1)
      #expect(k.massSquared == 0 && !k.isOpen && !k.isOpen(0))
    }
    #expect(RadiativeKinematics.threshold(levelSpacing: 2.14349, imprint: 1, massSum: 0) == nil)
    #expect(RadiativeKinematics.threshold(levelSpacing: 2.14349, imprint: 0.99, massSum: 0.4) == nil)
    // Against it the massless endpoint is ω = 0.
    #expect(RadiativeKinematics.threshold(levelSpacing: 2, imprint: 1, cosine: -1, massSum: 0) == 0)
    #expect(RadiativeKinematics.lockedThreshold(levelSpacing: 1, massSum: 1.1) == nil)
  }

  @Test func `leaves the pair at rest at boost-trigger lock`() {
    let eps = 2.14349
    for w in [0.2, 1.0, 2.0, 2.1] {
      let k = RadiativeKinematics(lockedAt: w, levelSpacing: eps)
      #expect(k.momentumSquared == 0 && k.massSquared == (eps - w) * (eps - w))
      // As a fixed phase, to the rounding of r.
      let fixed = RadiativeKinematics(levelSpacing: eps, trigger: w, imprint: w / eps)
      #expect(fixed.momentum < 1e-15 && abs(fixed.massSquared / k.massSquared - 1) < 1e-13)
    }
    let s = 0.02, w = RadiativeKinematics.lockedThreshold(levelSpacing: eps, massSum: s)!
    #expect(RadiativeKinematics(lockedAt: w.nextDown, levelSpacing: eps).isOpen(s))
    #expect(!RadiativeKinematics(lockedAt: w.nextUp, levelSpacing: eps).isOpen(s))
  }

  @Test func `finds the phases that put a threshold at an energy`() throws {
    var generator = SeededGenerator(seed: 83)
    var pairs = 0
    for _ in 0..<1000 {
      let eps = random(0.5...9, &generator), w = random(0.01...0.98, &generator) * eps
      let s = random(0...0.1, &generator) * eps, c = random(-1...1, &generator)
      let found = RadiativeKinematics.imprints(levelSpacing: eps, trigger: w, massSum: s, cosine: c)
      #expect(found == found.sorted())
      pairs += found.count / 2
      for r in found {
        let threshold = try #require(
          RadiativeKinematics.threshold(levelSpacing: eps, imprint: r, cosine: c, massSum: s))
        #expect(abs(threshold - w) < 1e-13 * eps / max(1e-3, 1 - r * c))
      }
    }
    #expect(pairs > 300)
    #expect(RadiativeKinematics.imprints(levelSpacing: 2.14349, trigger: 2.2, massSum: 0.02) == [])
    // At the end of the lock both meet at r = ω/ε.
    let end = RadiativeKinematics.imprints(levelSpacing: 2, trigger: 1.5, massSum: 0.5)
    #expect(end == [0.75])
  }
}

@Suite struct `Radiative background` {
  @Test func `has McQ3 wherever a pair is emitted, at every phase`() {
    var generator = SeededGenerator(seed: 84)
    var open = 0
    for _ in 0..<5000 {
      let eps = Double.random(in: 0.5...9, using: &generator)
      let k = RadiativeKinematics(
        levelSpacing: eps, trigger: Double.random(in: 0...1.2 * eps, using: &generator),
        imprint: Double.random(in: -1...1, using: &generator), cosine: Double.random(in: -1...1, using: &generator))
      let background = RadiativeBackground(k)
      if k.isOpen(0.01) {
        open += 1
        #expect(background.isMcQ3Open)
      }
      guard let interval = background.photonInterval else {
        #expect(k.massSquared < 0 || k.pairEnergy <= 0)
        continue
      }
      // The two photons share W and, back to back along P, give it: their product of energies is M²/4.
      #expect(abs(interval.lowerBound + interval.upperBound - k.pairEnergy) < 1e-14 * eps)
      #expect(abs(interval.lowerBound * interval.upperBound - k.massSquared / 4) < 1e-14 * eps * eps)
      let width = (interval.upperBound - interval.lowerBound) / ((interval.upperBound + interval.lowerBound) / 2)
      #expect(abs(width - background.requiredGapWidth!) < 1e-13)
      #expect(background.isRemoved(byGapFrom: interval.lowerBound, to: interval.upperBound))
      #expect(!background.isRemoved(byGapFrom: interval.lowerBound.nextUp, to: interval.upperBound))
    }
    #expect(open > 500)
  }

  @Test func `has McQ2 at one trigger energy only`() throws {
    let k = RadiativeKinematics(levelSpacing: 2.14349, trigger: 0.4, imprint: 0.3)
    let w = try #require(RadiativeBackground(k).mcq2Trigger)
    #expect(abs(w - 1.3 * 2.14349 / 2) < 1e-15)
    #expect(!RadiativeBackground(k).isMcQ2Open)
    #expect(RadiativeBackground(RadiativeKinematics(levelSpacing: 2, trigger: 1)).isMcQ2Open)
  }

  @Test func `is one line at boost-trigger lock`() {
    let background = RadiativeBackground(RadiativeKinematics(lockedAt: 1, levelSpacing: 2.14349))
    #expect(background.photonInterval == 0.571745...0.571745)
    #expect(background.requiredGapWidth == 0)
  }

  /// The planar stack of 4.6/1.6 has a gap of 0.643 of its centre: enough for P/W ≤ 0.32, while unboosted P/W → 1 at the threshold.
  @Test func `needs a wider gap than any stack has, unless boosted`() throws {
    let unboosted = RadiativeBackground(RadiativeKinematics(levelSpacing: 2.14349, trigger: 1.07))
    #expect(try #require(unboosted.requiredGapWidth) > 1.9)
    let boosted = RadiativeBackground(RadiativeKinematics(levelSpacing: 2.14349, trigger: 1.6, imprint: 0.7))
    #expect(try #require(boosted.requiredGapWidth) < 0.643)
  }

  @Test func `has a window inside a guide, bounded by McQ3 below and the pair above`() throws {
    let eps = 8.437, c = 0.5, s = 0.1
    let window = try #require(GuideBackground.window(levelSpacing: eps, cutoff: c, massSum: s))
    let guide = GuideBackground(levelSpacing: eps, triggerCutoff: c, lowestCutoff: c)
    // M_z² is (2c)² at the lower end and s² at the upper one; both to the rounding of ε² terms.
    #expect(abs(try #require(guide.massSquared(at: window.lowerBound)) - 4 * c * c) < 1e-13)
    #expect(abs(try #require(guide.massSquared(at: window.upperBound)) - s * s) < 1e-13)
    let inside = try #require(guide.massSquared(at: (window.lowerBound + window.upperBound) / 2))
    #expect(!GuideBackground.isOpen(extraPhotons: 2, massSquared: inside, lowestCutoff: c))
    #expect(!GuideBackground.isOpen(extraPhotons: 4, massSquared: inside, lowestCutoff: c))
    #expect(inside > s * s)
    // The endpoint lies c²/(2ε) above that in free space.
    let free = try #require(RadiativeKinematics.threshold(levelSpacing: eps, imprint: 0, massSum: s))
    #expect(abs(window.upperBound - free - c * c / (2 * eps)) < 1e-14)
    // Empty unless the masses stay below two cutoffs.
    #expect(GuideBackground.window(levelSpacing: eps, cutoff: c, massSum: 2 * c) == nil)
    #expect(guide.massSquared(at: 0.4) == nil)
    // Where the trigger must first be above its own cutoff.
    #expect(try #require(GuideBackground.window(levelSpacing: 2, cutoff: 0.9, massSum: 0.1)).lowerBound == 0.9)
  }
}
