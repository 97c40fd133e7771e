import Documents
import Quantities

/// Checks that a decoded target obeys physics and its own cross-references, reporting everything it finds.
///
/// Each rule's name appears in its findings; docs/targets.md lists them all.
struct TargetChecker {
  let target: Target
  let collector: FindingCollector
  /// False when levels of the text could not be read: what is missing from the target may stand in the file.
  let levelsAreComplete: Bool

  func checkAll() {
    checkSpecies()
    checkHost()
    checkDensities()
    checkLevels()
    checkManifolds()
    checkManifoldNames()
    checkStarkCounts()
    checkTransitions()
    checkManifoldTransitions()
    checkSpinElements()
    checkLifetimes()
    checkSchemes()
  }

  func error(
    _ rule: String, _ pointer: String, _ message: @autoclosure () -> String, why: @autoclosure () -> String? = nil,
    hint: @autoclosure () -> String? = nil
  ) {
    collector.report(.error, rule, at: pointer, message(), why: why(), hint: hint())
  }

  func warning(
    _ rule: String, _ pointer: String, _ message: @autoclosure () -> String, why: @autoclosure () -> String? = nil,
    hint: @autoclosure () -> String? = nil
  ) {
    collector.report(.warning, rule, at: pointer, message(), why: why(), hint: hint())
  }

  // MARK: Species and densities

  private func checkSpecies() {
    let species = target.species
    if species.charge >= species.atomicNumber {
      error(
        "charge", "/species/charge", "charge \(species.charge) leaves no electron on Z = \(species.atomicNumber)")
    }
    var seen: Set<Int> = []
    for (i, isotope) in species.isotopes.enumerated() {
      let place = "/species/isotopes/\(i)"
      if target.kind != .molecule, isotope.neutrons != isotope.massNumber - species.atomicNumber {
        error(
          "neutron-number", place + "/N",
          "N = \(isotope.neutrons), but A − Z = \(isotope.massNumber) − \(species.atomicNumber) = "
            + "\(isotope.massNumber - species.atomicNumber)",
          why: "the nuclear weak charge N − 0.044 Z is computed from it")
      }
      if let abundance = isotope.abundance, abundance > 1 {
        error(
          "abundance", place + "/abundance", "abundance \(abundance) exceeds 1", hint: "write a fraction, not per cent")
      }
      if !seen.insert(isotope.massNumber).inserted {
        error("duplicate", place + "/A", "the isotope with A = \(isotope.massNumber) is listed twice")
      }
    }
    let sum = species.isotopes.compactMap(\.abundance).reduce(0, +)
    if sum > 1 + 1e-4 {
      error("abundance", "/species/isotopes", "the abundances add up to \(NumberText.short(sum)), more than 1")
    }
  }

  private func checkDensities() {
    let realistic = target.densities.filter(\.isRealistic)
    if realistic.count > 1 {
      error(
        "density", "/densities", "\(realistic.count) densities are marked realistic; one is needed",
        hint: "keep \"realistic\": true on the one a design should assume")
    }
  }

  // MARK: Host

  private func checkHost() {
    guard target.kind == .ionInCrystal else {
      if target.host != nil { error("host", "/host", "only a target of kind ion-in-crystal has a host") }
      return
    }
    guard let host = target.host else {
      // A host block with faults has been reported where it stands.
      if target.document["host"] == nil {
        error(
          "host", "", "an ion in a crystal needs a \"host\" block",
          hint: "give formula and site_symmetry; the numbers may come by \"ref\" from another target")
      }
      return
    }
    if host.siteSymmetry != "S4" {
      warning(
        "site-symmetry", "/host/site_symmetry",
        "no selection rules are known here for site symmetry \(host.siteSymmetry); only J rules are applied",
        hint: "the symmetry with full rules is S4")
    }
    for (i, worked) in indexExamples.enumerated() {
      guard let index = target.host?.refractiveIndex, host.reference == nil else { break }
      let value = index.value(at: .init(vacuumNanometres: worked.wavelength * 1000))
      guard let value, abs(value.ordinary - worked.ordinary) < 1e-3,
        abs(value.extraordinary - worked.extraordinary) < 1e-3
      else {
        error(
          "refractive-index", "/host/refractive_index/worked_values/\(i)",
          "the coefficients do not give this index at \(worked.wavelength) um"
            + (value.map {
              "; they give n_o = \(NumberText.fixed($0.ordinary, 4)), n_e = \(NumberText.fixed($0.extraordinary, 4))"
            } ?? ""),
          hint: "check the order a0, b1, c1, b2, c2 and that c is the square of a wavelength in um")
        continue
      }
      if !value.isInsideRange, !worked.label.contains("extrapolat") {
        warning(
          "refractive-index", "/host/refractive_index/worked_values/\(i)",
          "\(worked.wavelength) um lies outside the fitted range \(index.range.lowerBound)–\(index.range.upperBound) um",
          hint: "say \"extrapolated\" in \"at\", or drop the example")
      }
    }
  }

  private struct IndexExample {
    let label: String
    let wavelength: Double
    let ordinary: Double
    let extraordinary: Double
  }

  /// The worked values of the host's index, which exist to be checked.
  private var indexExamples: [IndexExample] {
    target.document["host"]?["refractive_index"]?["worked_values"]?.elements.compactMap { value in
      guard let label = value["at"]?.stringValue, let wavelength = value["wavelength_um"]?.doubleValue,
        let ordinary = value["n_o"]?.doubleValue, let extraordinary = value["n_e"]?.doubleValue
      else { return nil }
      return IndexExample(label: label, wavelength: wavelength, ordinary: ordinary, extraordinary: extraordinary)
    } ?? []
  }
}
