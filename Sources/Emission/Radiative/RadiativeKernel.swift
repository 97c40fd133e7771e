import Neutrinos

/// I(ω) over many trigger energies, for figures and fits: no allocation, and laid out so that the compiler vectorises it.
///
/// Units eV. The standard model's spin current; ``RadiativeSpectrum`` is the same for any couplings, one energy at a time. Each pair's distance
/// from its threshold is formed as (u + vω)(ω_ij − ω), which keeps its digits: u = 2ε(1 − r cos ϑ), v = 0 at a fixed phase and u = ε + s, v = −1 at
/// boost-trigger lock.
public struct RadiativeKernel: Sendable {
  /// The pairs 11, 12, 22 and 13, 23, 33: in threes, whose loops the compiler takes apart.
  private let light: InlineArray<3, Term>
  private let heavy: InlineArray<3, Term>
  /// The pair with the smallest sum of masses, from whose threshold M² is counted.
  private let lead: Term
  private let levelSpacing: Double
  private let virtualSpacing: Double
  /// P² = boosted · (ω − along)² + across².
  private let boosted: Double
  private let along: Double
  private let acrossSquared: Double

  private struct Term: Sendable {
    let tensor: NeutrinoTensor
    let energy: Double
    let remainder: Double
    let slope: Double
    let slopeChange: Double
    /// Of both orders: |a|², and δ_M Re(a²) m_i m_j.
    let weight: Double
    let interference: Double

    /// M² − (m_i+m_j)².
    @inline(__always)
    func excess(_ trigger: Double) -> Double {
      (slope + slopeChange * trigger) * ((energy - trigger) + remainder)
    }

    /// M²Δ times the kernel; zero at and below threshold.
    @inline(__always)
    func value(_ trigger: Double, _ massSquared: Double, _ inverse: Double, _ momentumSquared: Double) -> Double {
      let x = positive(excess(trigger))
      let spin = tensor.components(excess: x, massSquared: massSquared, inverse: inverse)
        .spin(momentumSquared: momentumSquared)
      // x is not negative, but the compiler vectorises no root that it must fear for.
      return positive(x * (x + 4 * tensor.product)).squareRoot() * (weight * spin - interference)
    }
  }

  /// - Precondition: six pairs, and no new physics.
  public init(_ spectrum: RadiativeSpectrum) {
    precondition(spectrum.pairs.count == 6, "the kernel is laid out for six pairs")
    precondition(spectrum.newPhysics.isEmpty, "the kernel is the standard model's")
    let eps = spectrum.levelSpacing
    func term(_ pair: PairCoupling) -> Term {
      let orders = pair.pair.multiplicity, s = pair.threshold
      let majorana = spectrum.nature == .majorana ? orders * pair.coupling.realPartOfSquare * pair.mi * pair.mj : 0
      let threshold: (energy: Double, remainder: Double, slope: Double, change: Double)
      switch spectrum.phase {
      case .fixed(let r):
        let found = RadiativeThreshold(levelSpacing: eps, imprint: r, cosine: spectrum.cosine, massSum: s)
        threshold = (found.energy, found.remainder, found.slope, 0)
      case .locked:
        let energy = eps - s
        // What the difference lost, exactly.
        threshold = (energy, (eps - energy) - s, eps + s, -1)
      }
      return Term(
        tensor: NeutrinoTensor(pair.mi, pair.mj), energy: threshold.energy, remainder: threshold.remainder,
        slope: threshold.slope, slopeChange: threshold.change, weight: orders * pair.coupling.squaredModulus,
        interference: majorana)
    }
    let pairs = spectrum.pairs
    light = InlineArray { term(pairs[$0]) }
    heavy = InlineArray { term(pairs[3 + $0]) }
    lead = term(pairs.min { $0.threshold < $1.threshold } ?? pairs[0])
    levelSpacing = eps
    virtualSpacing = spectrum.virtualSpacing
    switch spectrum.phase {
    case .fixed(let r):
      boosted = 1
      along = r * eps * spectrum.cosine
      acrossSquared = r * eps * (r * eps) * ((1 - spectrum.cosine) * (1 + spectrum.cosine))
    case .locked:
      boosted = 0
      along = 0
      acrossSquared = 0
    }
  }

  /// Writes I at each trigger energy.
  ///
  /// - Precondition: `out` has room for as many values as there are energies.
  public func fill(_ out: inout MutableSpan<Double>, at triggers: Span<Double>) {
    precondition(out.count == triggers.count, "one value for each energy")
    for k in triggers.indices { out[k] = value(at: triggers[k]) }
  }

  /// I(ω).
  @inline(__always)
  public func value(at trigger: Double) -> Double {
    let massSquared = lead.excess(trigger) + lead.tensor.threshold, inverse = 1 / massSquared
    let offset = trigger - along, momentumSquared = boosted * (offset * offset) + acrossSquared
    var sum = 0.0
    for index in 0..<3 { sum += light[index].value(trigger, massSquared, inverse, momentumSquared) }
    for index in 0..<3 { sum += heavy[index].value(trigger, massSquared, inverse, momentumSquared) }
    let denominator = virtualSpacing - trigger
    let value = sum * inverse / (denominator * denominator)
    let isTimelike = massSquared > 0 ? value : 0
    return trigger < levelSpacing ? isTimelike : 0
  }
}

/// max(x, 0) in the one form that becomes a single instruction.
@inline(__always)
private func positive(_ x: Double) -> Double { x > 0 ? x : 0 }
