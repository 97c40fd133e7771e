import Emission
import Foundation
import Quantities

extension LibraryQuantity {
  private static let protons = Parameter.integer("Z", 1...200)

  private static func atom(_ arguments: Arguments) -> ThomasFermiAtom {
    ThomasFermiAtom(protons: arguments.integer("Z"))
  }

  /// The Thomas–Fermi atom and a valence electron in its field.
  static let thomasFermi: [LibraryQuantity] = [
    LibraryQuantity("thomas-fermi-screening", "the screening function χ(x)", [.number("x", 0...1e100)]) {
      arguments, _, _ in
      ThomasFermiFunction.value(at: arguments.number("x"))
    },
    LibraryQuantity("thomas-fermi-slope", "its slope χ′(x)", [.number("x", 0...1e100, 0)]) { arguments, _, _ in
      ThomasFermiFunction.slope(at: arguments.number("x"))
    },
    LibraryQuantity("thomas-fermi-tail", "x³χ(x), 144 far out", [.number("x", 0...1e100)]) { arguments, _, _ in
      let x = arguments.number("x")
      return x * x * x * ThomasFermiFunction.value(at: x)
    },
    LibraryQuantity("thomas-fermi-length", "the length b, Bohr radii", [protons]) { arguments, _, _ in
      atom(arguments).lengthInBohrRadii
    },
    LibraryQuantity("thomas-fermi-electrons", "∫n_e d³r, by quadrature over ln r", [protons]) { arguments, _, _ in
      let atom = atom(arguments), rule = GaussLegendre(count: 20), panels = 60
      // 1e-18 of the electrons lie within 1e-12 b, 144·4/x³ of them beyond x = 1e8.
      let low = log(1e-12 * atom.length), step = log(1e20) / Double(panels)
      return (0..<panels).reduce(0) { sum, k in
        sum
          + rule.integral(from: low + Double(k) * step, to: low + Double(k + 1) * step) { y in
            let r = exp(y)
            return 4 * .pi * r * r * r * atom.electronDensity(at: r)
          }
      }
    },
    LibraryQuantity("thomas-fermi-coulomb-unit", "Zα/b, eV", [protons]) { arguments, _, _ in
      atom(arguments).coulombUnit.electronVolts
    },
    LibraryQuantity("nuclear-coulomb-integral", "J_N, eV", [protons]) { arguments, _, _ in
      atom(arguments).nuclearIntegral.electronVolts
    },
    LibraryQuantity("nuclear-coulomb-number", "𝒥_N = J_N b/Zα", []) { _, _, _ in
      let atom = ThomasFermiAtom(protons: 1)
      return atom.nuclearIntegral / atom.coulombUnit
    },
    LibraryQuantity("core-coulomb-integral", "J_C, eV; corrected, over both orders", [protons]) {
      arguments, conventions, _ in
      atom(arguments).coreIntegral(conventions).electronVolts
    },
    LibraryQuantity("core-coulomb-number", "𝒥 = J_C b/Zα; corrected, over both orders", []) { _, conventions, _ in
      let atom = ThomasFermiAtom(protons: 1)
      return atom.coreIntegral(conventions) / atom.coulombUnit
    },
    LibraryQuantity("nuclear-over-core-integral", "J_N/J_C; corrected, J_C over both orders", []) { _, conventions, _ in
      let atom = ThomasFermiAtom(protons: 1)
      return atom.nuclearIntegral / atom.coreIntegral(conventions)
    },
    LibraryQuantity(
      "nuclear-integral-over-valence-element",
      "J_N over |⟨n'ℓ|Zα/r|nℓ⟩| in the field of a Thomas–Fermi core of charge Z − 1 and one charge unscreened",
      [
        protons, .integer("n", 1...8), .integer("n_prime", 1...8), .integer("l", 0...7),
        .choice("screening", ValenceField.Screening.allCases.map(\.rawValue), ValenceField.Screening.ofAtom.rawValue),
      ]
    ) { arguments, _, _ in
      let l = arguments.integer("l"), n = arguments.integer("n"), other = arguments.integer("n_prime")
      guard l < n, l < other else { return nil }
      let field = ValenceField(
        protons: arguments.integer("Z"), screening: arguments.choice("screening", ValenceField.Screening.self))
      let element = field.coulombElement(field.orbital(n: n, l: l), field.orbital(n: other, l: l))
      return abs(atom(arguments).nuclearIntegral / element)
    },
  ]
}
