import Documents
import Emission
import Foundation
import Sensitivity
import Studies
import Targets

/// What is wrong with a published Raman design, in numbers.
struct PublishedFaults {
  private let evaluation: Evaluation
  private let bench: StudyBench

  init(_ evaluation: Evaluation, bench: StudyBench) {
    self.evaluation = evaluation
    self.bench = bench
  }

  /// The gravest first; none for designs that repeat no fault of the paper.
  var texts: [String] { [boundary, rounding, misprint].compactMap(\.self) }

  // MARK: The boundary

  /// r on the edge of McQ3, as far as its digits go.
  private var boundary: String? {
    let k = evaluation.kinematics, edge = k.window.upper
    guard !k.window.isEmpty, abs(k.imprint - edge) < 2e-5, NumberText.exact(k.imprint).count < 14 else { return nil }
    let slope = abs(k.slopesByImprint.backward), margin = 1e6 * k.backward
    let text = NumberText.exact(k.imprint)
    let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
    let digit = pow(10, -Double(decimals))
    let quoted = NumberText.signed(text), step = 1e6 * slope * digit
    let title =
      margin > 0
      ? "r sits beside the McQ3 boundary, with next to no margin." : "r sits on the McQ3 boundary, with no margin."
    let enough =
      abs(margin) < step ? "so that \(decimals) decimals do not fix its sign" : "so that no digit of r may be dropped"
    return
      "**\(title)** The boundary is r_c = 1 − 2ω/ε_eg = \(NumberText.signed(NumberText.fixed(edge, 8))); the design has r = \(quoted), \(NumberText.report(abs(k.imprint - edge), digits: 2)) \(k.imprint > edge ? "beyond it" : "before it"). With the quoted digits M²(π) = \(NumberText.report(margin, digits: 3)) meV²: \(margin > 0 ? "McQ3 is closed" : "**negative**, so that McQ3 is open near θ = π and one extra photon can take the pair's place"). One unit of the last digit of r moves M²(π) by \(NumberText.report(step, digits: 2)) meV², \(enough); 1 meV² takes r to \(NumberText.report(1e-6 / slope, digits: 2)). There, too, laser 2 has the detected photon's frequency within \(NumberText.report(abs(k.laserEnergies.second - k.detected), digits: 2)) eV and, near θ = π, its direction."
  }

  // MARK: ħc

  /// Energies that follow from the levels with ħc = 197 MeV fm.
  private var rounding: String? {
    let study = evaluation.study, levels = evaluation.levels
    guard study.overrides[.levelSpacing] != nil || study.conventions == .published else { return nil }
    let overrides = study.overrides.keys.filter(\.isEnergy)
    let tree = overrides.reduce(study.resolvedJSON.replacing("/fibre", with: .null)) {
      $0.replacing("/overrides/\($1.rawValue)", with: .null)
    }
    guard let codata = bench.raman(tree, [("/conventions", "corrected")]),
      let rounded = bench.raman(tree, [("/conventions", "published")])
    else { return nil }
    let ratio = codata.levels.eg / levels.eg
    // The paper's number is that of the rounded constant, or it is another matter.
    guard abs(rounded.levels.eg / levels.eg - 1) < 2e-5, abs(ratio - 1) > 5e-4 else { return nil }
    let edge = codata.kinematics.window.upper, own = evaluation.kinematics.window.upper
    return
      "**The published energies use a rounded ħc.** ε_eg = \(NumberText.fixed(levels.eg, 6)) eV and ε_pe = \(NumberText.fixed(levels.pe, 6)) eV are the measured wave numbers times 1.23779×10⁻⁴ eV cm, which is ħc = 197 MeV fm; CODATA 2022 (197.32698 MeV fm) makes them \(NumberText.fixed(codata.levels.eg, 6)) and \(NumberText.fixed(codata.levels.pe, 6)) eV, \(NumberText.fixed(100 * (ratio - 1), 3)) % more. A laser set to the published energies misses the lines by \(NumberText.report(1000 * abs(codata.levels.pe - levels.pe), digits: 2)) meV (ω₀), against a linewidth of 10⁻¹² eV and less. The ratio of energies does not depend on ħc: from the levels themselves r_c = \(NumberText.signed(NumberText.fixed(edge, 7))), from the rounded energies \(NumberText.signed(NumberText.fixed(own, 7))), a difference worth \(NumberText.report(1e6 * abs((edge - own) * evaluation.kinematics.slopesByImprint.backward), digits: 2)) meV² of M²(π)."
  }

  // MARK: Eq. (6)

  /// What the misprinted kernel makes of the figures, at the same energies and r.
  private var misprint: String? {
    guard evaluation.study.conventions == .published else { return nil }
    let study = evaluation.study
    // Both with the design's energies: only formulas change.
    let tree = study.resolvedJSON.replacing("/fibre", with: .null)
    let energies: [StudyBench.Change] = [
      ("/overrides/eps_eg_eV", .number(evaluation.levels.eg)), ("/overrides/eps_pe_eV", .number(evaluation.levels.pe)),
      ("/overrides/eps_pq_eV", .number(evaluation.levels.pq)),
    ]
    guard let printed = bench.raman(tree, energies),
      let corrected = bench.raman(tree, energies + [("/conventions", "corrected")]),
      printed.figures.pairSumIntegral > 0, let before = SensitivityReport(printed),
      let after = SensitivityReport(corrected)
    else { return nil }
    let ratio = corrected.figures.pairSumIntegral / printed.figures.pairSumIntegral
    func perExposure(_ report: SensitivityReport, _ question: StudyMeasurement.Question) -> Double? {
      report.answers.first { $0.question == question && $0.anyMass }?.found.map { $0.chiSquared / $0.exposure }
    }
    func events(_ report: SensitivityReport, _ question: StudyMeasurement.Question) -> String {
      NumberText.report(
        report.answers.first { $0.question == question && $0.anyMass }?.found?.eventsForThreeSigma ?? .nan, digits: 2)
    }
    var parts = [
      "∫ΣF dΩ is \(NumberText.report(1e3 * corrected.figures.pairSumIntegral)) instead of \(NumberText.report(1e3 * printed.figures.pairSumIntegral))×10⁻³ eV² (×\(NumberText.report(ratio, digits: 3)))"
    ]
    if let a = perExposure(before, .nature), let b = perExposure(after, .nature) {
      parts.append(
        "the Δχ² between Majorana and Dirac is \(NumberText.report(a / b, digits: 2)) times too large as printed: 3σ takes \(events(after, .nature)) signal events, not \(events(before, .nature))"
      )
    }
    if let a = before.massInformation, let b = after.massInformation, a > 0 {
      parts.append("the information on m₀ is \(NumberText.report(b / a, digits: 2)) times larger than as printed")
    }
    if let a = perExposure(before, .ordering), let b = perExposure(after, .ordering), a > 0 {
      parts.append(
        "the Δχ² between the orderings is \(NumberText.report(b / a, digits: 2)) times larger than as printed: 3σ takes \(events(after, .ordering)) signal events, not \(events(before, .ordering))"
      )
    }
    return
      "**Eq. (6) is misprinted.** Its Dirac bracket is ⟨E₁E₂ − ⅔ p₁·p₂⟩, where the spinor sum gives ⟨E₁E₂ − ⅓ p₁·p₂⟩, and (Re b)² stands for Re(b²). With the right kernel, at the same energies and r: \(parts.joined(separator: "; "))."
  }
}
