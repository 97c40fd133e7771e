import Emission
import Neutrinos
import Quantities

@testable import Sensitivity

/// The worked atom of the design questions: ytterbium with remembered levels, Γ₀ computed from them, an ideal target without background.
enum Ytterbium {
  static let levelSpacing = 2.14349
  static let virtualSpacing = 2.23072

  /// Γ₀ of 10²¹ cm⁻³ in 100 cm³, η = 1.
  static let unit = RadiativeRate.unit(
    coherence: 1e63 * 100, levelSpacing: Energy(electronVolts: levelSpacing),
    virtualSpacing: Energy(electronVolts: virtualSpacing), dipoleRate: Rate(perSecond: 1.1e6))

  /// A Julian year, s.
  static let year = 365.25 * 86400
  /// Γ₀ηT of a year.
  static let yearly = unit.perSecond * year

  static func setting(
    _ trigger: Double, phase: RadiativePhase = .fixed(0), width: Double = 0, background: Double = 0
  ) -> TriggerSetting {
    TriggerSetting(
      levelSpacing: levelSpacing, virtualSpacing: virtualSpacing, phase: phase, trigger: trigger, lineWidth: width,
      background: background)
  }

  /// The oscillation parameters of the questions.
  static func parameters(_ ordering: MassOrdering) -> OscillationParameters {
    OscillationParameters(
      name: "reference", citation: "", s12sq: 0.304, s13sq: ordering == .normal ? 0.02246 : 0.02241, dm21: 7.42e-5,
      dm3l: ordering == .normal ? 2.510e-3 : 2.490e-3, ordering: ordering)
  }

  static func neutrinos(
    _ lightest: Double, _ ordering: MassOrdering = .normal, _ nature: NeutrinoNature = .dirac,
    phases: MixingPhases = MixingPhases(), newPhysics: NewPhysics = NewPhysics()
  ) -> Hypothesis {
    Hypothesis(
      NeutrinoHypothesis(
        lightest: lightest, ordering: ordering, nature: nature, parameters: parameters(ordering), phases: phases),
      newPhysics: newPhysics)
  }
}
