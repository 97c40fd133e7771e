import Documents
import Foundation
import Quantities

/// Checks that a decoded material obeys physics and itself, reporting everything it finds.
///
/// Each rule's name appears in its findings; docs/materials.md lists them all.
struct MaterialChecker {
  let material: Material
  let collector: FindingCollector

  func checkAll() {
    if case .formula(let formula) = material.dispersion.form { check(formula) }
    checkTransparency()
  }

  // MARK: n

  /// Wavelengths at which a formula is tried: close enough that no dip of a real fit falls between.
  private static let samples = 2000

  private func check(_ formula: DispersionFormula) {
    let pointer = material.dispersion.pointer + "/coefficients"
    if let pole = formula.pole {
      collector.report(
        .error, "pole", at: pointer, "the formula is infinite at \(NumberText.fixed(pole, 4)) um, inside its range",
        why: "a fit does not hold across a resonance",
        hint: "check the kind (are the resonances wavelengths or their squares?), the coefficients and the range")
      return
    }
    let ratio = formula.range.upperBound / formula.range.lowerBound
    var least = (index: Double.infinity, length: 0.0)
    for i in 0...Self.samples {
      let length = min(
        formula.range.lowerBound * pow(ratio, Double(i) / Double(Self.samples)), formula.range.upperBound)
      let square = formula.squaredIndex(at: length), index = square.squareRoot()
      guard MaterialRange.index.bounds.contains(index) else {
        collector.report(
          .error, "index", at: pointer,
          "the formula gives n² = \(NumberText.short(square)) at \(NumberText.fixed(length, 4)) um",
          why: "n must be a number between 1e-3 and 1000 over the whole range",
          hint: "check the order of the coefficients, their signs and the range")
        return
      }
      if index < least.index { least = (index, length) }
    }
    if least.index < 1 {
      collector.report(
        .warning, "index", at: pointer,
        "the formula gives n = \(NumberText.fixed(least.index, 4)) at \(NumberText.fixed(least.length, 4)) um",
        why: "a transparent material has n above 1, except close to a resonance",
        hint: "check the coefficients and the range")
    }
  }

  // MARK: k

  /// A k at which light falls off by e within eighty wavelengths, λ/(4πk).
  private static let mostTransparent = 1e-3

  private func checkTransparency() {
    guard let transparency = material.transparency else { return }
    let pointer = transparency.pointer + "/value", range = material.dispersion.range
    if !transparency.window.overlaps(range) {
      collector.report(
        .error, "transparency", at: pointer,
        "no n is known in this window: n is given from \(NumberText.short(range.lowerBound)) to \(NumberText.short(range.upperBound)) eV",
        why: "light that passes with an unknown index is of no use", hint: "check the unit, or leave the window out")
    }
    guard let curve = material.absorption?.curve else { return }
    for (energy, k) in zip(curve.energies, curve.values)
    where k > Self.mostTransparent && transparency.window.contains(energy) {
      collector.report(
        .error, "transparency", at: pointer,
        "the table has k = \(NumberText.short(k)) at \(NumberText.exact(energy)) eV, inside the window",
        why:
          "light falls off by e within \(NumberText.short(Energy(electronVolts: energy).wavelength.vacuumMicrometres / (4 * .pi * k))) um",
        hint: "narrow the window")
      return
    }
  }
}
