import Foundation

/// The poles, on and near a panel, of responses σ = A/D that share a dispersion function D.
///
/// A and D are smooth across a resonance, however narrow it is: the polynomials through their values give its place and residues, and what is
/// left of σ without it is smooth too.
struct PanelPoles {
  struct Pole {
    let place: PanelRule.Place
    /// Of each response: σ ∋ residue/(x − z), with Im z < 0.
    let residues: [Complex]

    var z: Complex { place.z }
  }

  private(set) var poles: [Pole] = []
  /// The nodes follow D, so that no resonance can hide between them.
  private(set) var isResolved = true

  /// The last two Chebyshev coefficients of D relative to its largest value: below this the coefficients fall fast, and the two rules' difference
  /// shows what is left.
  private static let mostTail = 0.02
  /// What a guided mode of transparent layers has for a width, in units of half the panel.
  static let guidedWidth = 1e-13

  /// - Parameters:
  ///   - isGuided: nothing radiates: modes have no width.
  init(rule: PanelRule, dispersion d: NodeValues, responses: [NodeValues], isGuided: Bool = false) {
    isResolved = rule.tail(d) < Self.mostTail
    for zero in rule.zeros(d) {
      // Resonances do not grow.
      if zero.im > 1e-4, abs(zero.re) < 1 { isResolved = false }
      guard zero.im < 1e-4 else { continue }
      let slope = rule.polynomial(d, at: zero).slope
      var place = rule.place(Complex(zero.re, min(zero.im, -Self.guidedWidth)))
      func residues() -> [Complex] {
        responses.map { response in
          var sum = Complex.zero
          for k in 0..<rule.count { sum += place.value[k] * (response[k] * d[k]) }
          return sum / slope
        }
      }
      var found = residues()
      if zero.im > -1e-5 {
        // Perhaps narrower than the polynomials' errors: the width that the flux over the residue gives. One that is wide after all was no zero.
        guard let strongest = found.indices.min(by: { found[$0].re < found[$1].re }), found[strongest].re < 0 else {
          continue
        }
        var flux = 0.0
        for k in 0..<rule.count {
          flux += place.value[k].re * responses[strongest][k].im * d[k].squaredMagnitude
        }
        let width = -flux / (slope.squaredMagnitude * found[strongest].re)
        guard isGuided || (width > 0 && width < 2e-5) else { continue }
        place = rule.place(Complex(zero.re, -max(isGuided ? 0 : width, Self.guidedWidth)))
        found = residues()
      }
      poles.append(Pole(place: place, residues: found))
    }
  }
}
