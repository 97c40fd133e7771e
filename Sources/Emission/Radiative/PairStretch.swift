import Neutrinos
import Quantities

/// The part of a trigger line that lies below one pair's threshold, in y = ω_ij − ω: the distance below the threshold, which keeps its digits where
/// ω₀ ± Γ/2 itself would be rounded.
struct PairStretch {
  let threshold: RadiativeThreshold
  /// r of the target.
  let imprint: Double
  let near: Double
  let far: Double

  /// `nil` where the pair is not emitted within the line.
  ///
  /// - Precondition: the spectrum has a fixed phase.
  init?(of pair: PairCoupling, in spectrum: RadiativeSpectrum, line: TriggerLine) {
    guard case .fixed(let r) = spectrum.phase else { preconditionFailure("a line has one phase") }
    threshold = RadiativeThreshold(
      levelSpacing: spectrum.levelSpacing, imprint: r, cosine: spectrum.cosine, massSum: pair.threshold)
    imprint = r
    let distance = (threshold.energy - line.centre) + threshold.remainder
    near = max(distance - line.width / 2, 0)
    far = distance + line.width / 2
    guard !threshold.isClosed, far > near else { return nil }
  }

  /// The same distances from the threshold of a pair whose masses have moved.
  init(_ other: PairStretch, of pair: PairCoupling, in spectrum: RadiativeSpectrum) {
    threshold = RadiativeThreshold(
      levelSpacing: spectrum.levelSpacing, imprint: other.imprint, cosine: spectrum.cosine, massSum: pair.threshold)
    imprint = other.imprint
    near = other.near
    far = other.far
  }

  /// ∫ f(y) dy, f being the pair's part of I.
  func integral(of pair: PairCoupling, _ spectrum: RadiativeSpectrum) -> Double {
    let quadrature = quadrature(of: pair, spectrum)
    return quadrature.integral { anchor, t in value(of: pair, spectrum, anchor, t) }
  }

  /// f(anchor + t).
  func value(of pair: PairCoupling, _ spectrum: RadiativeSpectrum, _ anchor: Double, _ t: Double) -> Double {
    let y = anchor + t, trigger = threshold.energy - y, slope = threshold.slope
    return spectrum.value(
      of: pair, excess: slope * y, massSquared: slope * y + pair.thresholdSquared,
      momentumSquared: momentumSquared(spectrum, trigger), trigger: trigger,
      detunings: spectrum.newPhysics.detunings { slope * ((anchor - place($0, pair)) + t) })
  }

  func momentumSquared(_ spectrum: RadiativeSpectrum, _ trigger: Double) -> Double {
    RadiativeKinematics.momentumSquared(spectrum.levelSpacing, trigger, imprint, spectrum.cosine)
  }

  func quadrature(of pair: PairCoupling, _ spectrum: RadiativeSpectrum) -> LineQuadrature {
    let slope = threshold.slope
    return LineQuadrature(
      near: near, far: far, branch: 4 * pair.mi * pair.mj / slope, origin: pair.thresholdSquared / slope,
      virtual: (threshold.energy - spectrum.virtualSpacing) + threshold.remainder,
      poles: spectrum.newPhysics.poles.map { .init(place: place($0.mass, pair), width: $0.mass * $0.width / slope) })
  }

  /// y at M = m.
  private func place(_ mass: Double, _ pair: PairCoupling) -> Double {
    (mass - pair.threshold) * (mass + pair.threshold) / threshold.slope
  }
}
