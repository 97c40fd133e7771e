import Documents
import Neutrinos
import Studies

/// What a design takes neutrinos to be, in a sentence.
enum NeutrinoProse {
  static func text(_ neutrino: Study.Neutrino, _ masses: MassSpectrum) -> String {
    let parameters = neutrino.parameters
    return
      "\(neutrino.ordering.rawValue), \(neutrino.nature.rawValue), m₁, m₂, m₃ = \([masses.m1, masses.m2, masses.m3].map { NumberText.report(1000 * $0, digits: 3) }.joined(separator: ", ")) meV; sin²θ₁₂ = \(NumberText.report(parameters.s12sq)), sin²θ₁₃ = \(NumberText.report(parameters.s13sq)), Δm²₂₁ = \(NumberText.report(parameters.dm21, "eV²")), Δm²₃₁ = \(NumberText.report(parameters.dm31, "eV²")) (\(Article.plain(parameters.name)): \(Article.plain(parameters.citation)))."
  }
}
