import Documents
import Emission
import Neutrinos
import Studies
import Targets

/// What `evaluate` says of a design, for people.
public struct EvaluationDescription: Sendable {
  private let evaluation: Evaluation
  private let withInformation: Bool
  private let fibre: FibreEvaluation?
  private let notes: EvaluationNotes

  /// - Parameters:
  ///   - withInformation: also what a measurement tells.
  ///   - fibre: what the study's fibre does, if it has one.
  public init(_ evaluation: Evaluation, withInformation: Bool = false, fibre: FibreEvaluation? = nil) {
    self.evaluation = evaluation
    self.fibre = fibre
    self.withInformation = withInformation
    notes = EvaluationNotes(evaluation.marks, shown: Self.shown)
  }

  public var text: String {
    let study = evaluation.study
    var text = "\(study.title ?? "Untitled design")\n"
    text +=
      "\(study.target.name); RANP, \(study.path.isElastic ? "elastic" : "inelastic"), \(study.path.text); conventions: \(study.conventions.rawValue)\n"
    text += "\n" + geometry + "\n" + thresholds + "\n" + rates + "\n" + background
    if let fibre { text += "\n" + FibreDescription(fibre, evaluation).suppression }
    if withInformation { text += "\n" + tells }
    text += "\n" + inputs
    text +=
      "\n"
      + notes.text(
        warnings: evaluation.warnings + (fibre?.warnings ?? []), conflicts: evaluation.conflicts, of: study.target.id)
    return text
  }

  // MARK: Blocks

  private var geometry: String {
    let k = evaluation.kinematics, levels = evaluation.levels, window = k.window
    var table = Rows()
    let spacings = [levels.eg, levels.pe, levels.pq, levels.qg].map(Self.energy).joined(separator: ", ")
    table.add("ε_eg, ε_pe, ε_pq, ε_qg", spacings + " eV", mark("/kinematics"))
    table.add("trigger ω₀, detected ω", "\(Self.energy(k.trigger)), \(Self.energy(k.detected)) eV")
    table.add("r = (ω₁ − ω₂)/ε_eg", NumberText.exact(k.imprint))
    table.add("lasers ω₁, ω₂", "\(Self.energy(k.laserEnergies.first)), \(Self.energy(k.laserEnergies.second)) eV")
    table.add("M² at θ = 0, π", "\(Self.mass(k.forward)), \(Self.mass(k.backward))")
    if k.refractiveIndex != 1 {
      table.add("index of all photons", NumberText.fixed(k.refractiveIndex, 4))
      table.add("M² of the pair at θ = 0, π", "\(Self.mass(k.pairForward)), \(Self.mass(k.pairBackward))")
    }
    let ends = "(\(NumberText.fixed(window.lower, 8)), \(NumberText.fixed(window.upper, 8)))"
    table.add(
      "McQ3",
      (k.isMcQ3Free ? "closed at every angle; " : "OPEN; ")
        + (window.isEmpty ? "no r closes it" : "closed for r in \(ends)"))
    table.add("McQ2", "at r = \(NumberText.fixed(window.mcq2, 8)), \(NumberText.short(k.mcq2Distance)) away")
    return "Geometry\n" + table.text
  }

  private var thresholds: String {
    let neutrino = evaluation.study.neutrino, masses = evaluation.masses
    var text =
      neutrino.heading(masses)
    var table = TextTable([
      ("pair", .left), ("|b|²", .right), ("mᵢ+mⱼ/meV", .right), ("open where (θ in rad)", .left),
      ("π − θ in mrad", .right),
    ])
    let isForward = evaluation.kinematics.pairForward > evaluation.kinematics.pairBackward
    for (index, pair) in evaluation.design.pairs.enumerated() {
      let crossing = evaluation.figures.crossings[index]
      let place: String
      var distance = ""
      switch crossing {
      case .always: place = "open at every angle"
      case .never: place = "closed"
      case .angle(let theta):
        place = "θ \(isForward ? "<" : ">") \(NumberText.fixed(theta, 6))"
        distance = NumberText.short(1000 * (.pi - theta))
      }
      table.add([
        pair.pair.name, NumberText.fixed(pair.weight, 4), NumberText.short(1000 * pair.threshold), place, distance,
      ])
    }
    text += table.text(indent: "  ")
    if let mass = evaluation.study.particleMass {
      let theta = evaluation.kinematics.peakAngle(particleMass: mass / 1000)
      text +=
        "  a particle of \(NumberText.exact(mass)) meV emitted alone: "
        + (theta.map { "peak at θ = \(NumberText.fixed($0, 6))" } ?? "out of reach") + "\n"
    }
    return text
  }

  private var rates: String {
    let figures = evaluation.figures
    var table = Rows()
    table.add(
      evaluation.study.path.isElastic ? "F = ħγ_pe²ε_eg²/(γ_eε_pe³)" : "F = √2ħγ_peγ_pqε_qg²/(√(γ_e²+γ_q²)ε_pe³)",
      evaluation.figureOfMeritSpread?.text ?? "unknown", mark("/rate/figure_of_merit"))
    table.add("Γ₀, eq. (8)", Self.spread(evaluation.unitSpread, "s⁻¹"), mark("/rate/gamma0_per_s"))
    table.add("unit 24Γ₀/ε_eg²", Self.figure(figures.rateUnit, "s⁻¹ eV⁻²"), mark("/rate/unit_per_s_eV2"))
    table.add("∫dΩ ΣF", Self.figure(figures.pairSumIntegral, "eV²"))
    table.add("events, |σ|² = 1 as in the paper", Self.figure(figures.total, "s⁻¹"), mark("/rate/total_per_s"))
    let acceptance = evaluation.study.geometry.acceptance
    if acceptance != Study.Geometry.sphere, let unit = figures.rateUnit {
      table.add(
        "  within θ = \(NumberText.exact(acceptance.lowerBound))°–\(NumberText.exact(acceptance.upperBound))°",
        Self.figure(unit * evaluation.acceptedPairSum, "s⁻¹"), mark("/rate/accepted_per_s"))
    }
    let year = evaluation.totalWithSigma.map { $0 * 365.25 * 86400 }
    table.add(
      "events with |σ|² = 4|S|² = \(evaluation.sigmaSquared.map(NumberText.short) ?? "unknown")",
      Self.spread(evaluation.totalWithSigmaSpread, "s⁻¹") + (year.map { ", \(NumberText.short($0)) a year" } ?? ""),
      mark("/rate/total_sigma2_per_s"))
    if let unit = figures.unit {
      let others = RatePrefactor.allCases.map { NumberText.scientific($0.factor * unit) }.joined(separator: ", ")
      table.add("Γ₀ by eq. (7), eq. (4), golden rule", "\(others) s⁻¹")
    }
    let density = evaluation.named.path.density
    if let volume = evaluation.impliedVolume, let value = density.value {
      table.add(
        "n³Vη = \(NumberText.short(evaluation.study.laser.coherence)) cm⁻⁶ is",
        "\(NumberText.short(volume)) cm³ at n = \(NumberText.short(value)) cm⁻³\(density.mark.isEmpty ? "" : " " + density.mark), all excited, η = 1"
      )
    }
    return "Rate: the absolute scale is uncertain by 10²–10⁴ (docs/studies.md); spreads are 68 % from the data alone\n"
      + table.text
  }

  private var background: String {
    let figures = evaluation.figures
    var table = Rows()
    table.add("I_2ν, mean over the sphere", Self.figure(figures.neutrinoFunction, "eV⁻²"))
    table.add(
      "I_2γ, mean over the sphere", Self.figure(figures.photonFunction, "eV⁻²"), mark("/background/i2gamma_per_eV2"))
    if let range = evaluation.photonFunctionRange, range.upperBound > 1.05 * range.lowerBound {
      table.add(
        "  for any signs of amplitudes",
        "\(NumberText.scientific(range.lowerBound)) … \(NumberText.scientific(range.upperBound)) eV⁻²")
    }
    table.add(
      "McQ4 events per signal event",
      figures.pairSumIntegral > 0 ? Self.figure(figures.backgroundPerSignal) : "no signal",
      mark("/background/mcq4_per_signal"))
    if let ratio = evaluation.backgroundPerSignalWithSigma {
      table.add("  with the signal's |σ|²", Self.figure(ratio), mark("/background/mcq4_per_signal_sigma2"))
    }
    let states = evaluation.background.counted.map(\.state.id).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    table.add("through", states.isEmpty ? "no known state" : states.joined(separator: ", "))
    return "Two-photon background McQ4, unsuppressed\n" + table.text
  }

  private var tells: String { SensitivityDescription(SensitivityReport(evaluation)).section }

  private var inputs: String {
    var table = Rows()
    for input in evaluation.inputs.all {
      let value = input.value.map(NumberText.short) ?? "unknown"
      let origin: String
      switch input.origin {
      case .override: origin = "override"
      case .follows(let other): origin = "follows \(other.rawValue)"
      case .database(let found):
        origin = [found.how, found.status?.rawValue, found.isStandIn ? "stand-in" : nil].compactMap { $0 }.joined(
          separator: ", ")
      }
      table.add(input.key.rawValue, "\(value)  \(origin)")
    }
    let laser = evaluation.study.laser
    table.add(
      "laser",
      "Δω₀ = 2π × \(NumberText.exact(laser.linewidth)) Hz, n³Vη = \(NumberText.scientific(laser.coherence, digits: 0)) cm⁻⁶ (assumed)"
    )
    return "Inputs\n" + table.text
  }

  // MARK: Marks

  /// The figures that the table marks.
  private static let shown: Set = [
    "/kinematics", "/rate/figure_of_merit", "/rate/gamma0_per_s", "/rate/unit_per_s_eV2", "/rate/total_per_s",
    "/rate/accepted_per_s", "/rate/total_sigma2_per_s", "/background/i2gamma_per_eV2", "/background/mcq4_per_signal",
    "/background/mcq4_per_signal_sigma2",
  ]

  private func mark(_ figure: String) -> String { notes.mark(figure) }

  // MARK: Numbers

  private static func energy(_ value: Double) -> String { NumberText.fixed(value, 6) }

  /// M² with its root: `0.407 eV² = (638 meV)²`.
  private static func mass(_ squared: Double) -> String {
    let root = NumberText.short(1000 * abs(squared).squareRoot())
    return squared == 0 ? "0" : "\(NumberText.scientific(squared)) eV² = \(squared < 0 ? "−" : "")(\(root) meV)²"
  }

  private static func figure(_ value: Double?, _ unit: String = "") -> String {
    NumberText.figure(value, unit, digits: 3)
  }

  private static func spread(_ figure: SpreadFigure?, _ unit: String) -> String {
    figure.map { "\($0.text) \(unit)" } ?? "unknown"
  }
}
