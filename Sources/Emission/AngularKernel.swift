import Foundation
import Neutrinos

/// ΣF over a grid of angles, for figures and fits: no allocation, and laid out so that the compiler vectorises it.
///
/// Units eV. Each pair contributes √[(1 − T/M²)(1 − D/M²)] (c₀ + c₁M² + c₂/M² + c₃/M⁴) with T = (m_i+m_j)² and D = (m_i−m_j)², and nothing
/// unless M² > T: for M² < 0 the product under the root is positive again.
public struct AngularKernel: Sendable {
  private let forward: Double
  private let slope: Double
  private let terms: InlineArray<6, Term>

  private struct Term: Sendable {
    let above: Double
    let below: Double
    let c0: Double
    let c1: Double
    let c2: Double
    let c3: Double
  }

  /// - Precondition: the spectrum has the six pairs of ``NeutrinoPair/all``.
  public init(_ spectrum: PairSpectrum) {
    precondition(spectrum.pairs.count == 6, "the kernel is laid out for six pairs")
    forward = spectrum.kinematics.forward
    slope = spectrum.kinematics.backward - spectrum.kinematics.forward
    terms = InlineArray { index in
      let pair = spectrum.pairs[index]
      let f = SpinCurrentPolynomial(
        pair, energy: spectrum.kinematics.pairEnergy, nature: spectrum.nature, kernel: spectrum.kernel)
      let orders = pair.pair.multiplicity
      return Term(
        above: pair.thresholdSquared, below: (pair.mi - pair.mj) * (pair.mi - pair.mj), c0: orders * f.c0,
        c1: orders * f.c1, c2: orders * f.c2, c3: orders * f.c3)
    }
  }

  /// Writes ΣF at each s = sin²(θ/2).
  ///
  /// - Precondition: `out` has room for as many values as there are angles.
  public func fill(_ out: inout MutableSpan<Double>, sinesSquaredOfHalfAngles s: Span<Double>) {
    precondition(out.count == s.count, "one value for each angle")
    for k in s.indices {
      let massSquared = forward + slope * s[k], inverse = 1 / massSquared
      var sum = 0.0
      for index in 0..<6 {
        let t = terms[index]
        // Below threshold the first factor is the one that is negative; D ≤ T keeps the second from undoing it.
        let discriminant = max(1 - t.above * inverse, 0) * (1 - t.below * inverse)
        sum += max(discriminant, 0).squareRoot() * (t.c0 + t.c1 * massSquared + inverse * (t.c2 + inverse * t.c3))
      }
      out[k] = massSquared > 0 ? sum : 0
    }
  }
}
