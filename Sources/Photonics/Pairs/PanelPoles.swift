import Foundation

/// The poles, on and near a panel, of responses σ = A/D that share a dispersion function D.
///
/// A and D are smooth across a resonance, however narrow it is: the polynomials through their values give its place and residues, and what is
/// left of σ without it is smooth too.
struct PanelPoles<let responseCount: Int> {
  struct Pole {
    let place: PanelRule.Place
    /// Of each response: σ ∋ residue/(x − z), with Im z < 0.
    let residues: InlineArray<responseCount, Complex>

    var z: Complex { place.z }
  }

  private(set) var poles: [Pole] = []
  /// The nodes follow D, so that no resonance can hide between them.
  private(set) var isResolved = true

  /// The last two Chebyshev coefficients of D relative to its largest value: below this the coefficients fall fast, and the two rules' difference
  /// shows what is left.
  private static var mostTail: Double { 0.02 }
  /// What a guided mode of transparent layers has for a width, in units of half the panel.
  static var guidedWidth: Double { 1e-13 }

  /// - Parameters:
  ///   - isGuided: nothing radiates: modes have no width.
  ///   - accuracy: of the values of D, over the largest.
  init(
    rule: PanelRule, dispersion d: NodeValues, responses: InlineArray<responseCount, NodeValues>,
    isGuided: Bool = false,
    accuracy: Double = 0
  ) {
    let tail = rule.tail { d[$0] }
    isResolved = tail.absolute / tail.largest < Self.mostTail
    for zero in rule.zeros(d) {
      let slope = rule.polynomial(d, at: zero).slope
      // How far the values' errors move a zero.
      let blur = max(1e-5, min(1e-2, accuracy * tail.largest / slope.magnitude))
      // Resonances do not grow.
      if zero.im > max(1e-4, blur), abs(zero.re) < 1 { isResolved = false }
      guard zero.im < max(1e-4, blur) else { continue }
      var place = rule.place(Complex(zero.re, min(zero.im, -Self.guidedWidth)))
      func residues() -> InlineArray<responseCount, Complex> {
        InlineArray { j in
          var sum = Complex.zero
          for k in 0..<rule.count { sum += place.value[k] * (responses[j][k] * d[k]) }
          return sum / slope
        }
      }
      var found = residues()
      if zero.im > -blur {
        // Perhaps narrower than the polynomials can tell: the width that the flux over the residue gives. One that is wide after all was no zero,
        // or is the one that was found.
        let strongest = found.indices.min { found[$0].re < found[$1].re } ?? 0
        guard found[strongest].re < 0 else { continue }
        var flux = 0.0
        for k in 0..<rule.count {
          flux += place.value[k].re * responses[strongest][k].im * d[k].squaredMagnitude
        }
        let width = -flux / (slope.squaredMagnitude * found[strongest].re)
        if isGuided || (width > 0 && width < 2 * blur) {
          place = rule.place(Complex(zero.re, -max(isGuided ? 0 : width, Self.guidedWidth)))
          found = residues()
        } else if zero.im > -1e-5 {
          continue
        }
      }
      poles.append(Pole(place: place, residues: found))
    }
  }
}
