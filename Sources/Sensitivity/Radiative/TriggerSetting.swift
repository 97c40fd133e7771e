import Emission
import Neutrinos

/// Radiative pair emission counted at one trigger energy: one cell.
///
/// The unit of exposure is X = Γ₀ηT, a pure number (``RadiativeRate/unit(coherence:levelSpacing:virtualSpacing:dipoleRate:angular:)`` times the live time): the
/// signal per unit of exposure is the mean of I(ω) over the trigger's line, and the background is given in the same unit. All energies in eV.
public struct TriggerSetting: Measurement, Hashable {
  /// ε_eg.
  public let levelSpacing: Double
  /// ε_vg.
  public let virtualSpacing: Double
  public let phase: RadiativePhase
  /// cos ϑ of the trigger to p_eg; at lock it is 1.
  public let cosine: Double
  /// ω, the centre of the line.
  public let trigger: Double
  /// Γ, the full width of a flat line; 0 takes I at ω itself, whose slopes have no bound at thresholds.
  public let lineWidth: Double
  /// b, events for each unit of exposure.
  public let background: Double

  /// - Precondition: positive energies, ε_vg outside the line, 0 ≤ Γ < 2ω, b ≥ 0.
  public init(
    levelSpacing: Double, virtualSpacing: Double, phase: RadiativePhase = .fixed(0), cosine: Double = 1,
    trigger: Double, lineWidth: Double, background: Double = 0
  ) {
    precondition(levelSpacing > 0 && virtualSpacing > 0 && trigger > 0, "energies are positive")
    precondition(lineWidth >= 0 && lineWidth < 2 * trigger, "a line of positive energies")
    precondition(abs(virtualSpacing - trigger) > lineWidth / 2, "the virtual level is not inside the line")
    precondition(background >= 0, "a background is not negative")
    self.levelSpacing = levelSpacing
    self.virtualSpacing = virtualSpacing
    self.phase = phase
    self.cosine = cosine
    self.trigger = trigger
    self.lineWidth = lineWidth
    self.background = background
  }

  /// The same apparatus at another trigger energy, eV.
  public func at(_ trigger: Double) -> TriggerSetting {
    TriggerSetting(
      levelSpacing: levelSpacing, virtualSpacing: virtualSpacing, phase: phase, cosine: cosine, trigger: trigger,
      lineWidth: lineWidth, background: background)
  }

  public func expectation(of hypotheses: [Hypothesis], slopes: [FitParameter]) -> Expectation {
    Expectation(
      background: [background], signals: hypotheses.map { [signal($0)] },
      slopes: slopes.map { [slope(hypotheses[0], by: $0)] })
  }

  /// I(ω), or its mean over the line.
  public func signal(_ hypothesis: Hypothesis) -> Double { signal(spectrum(hypothesis)) }

  private func signal(_ spectrum: RadiativeSpectrum) -> Double {
    lineWidth > 0
      ? TriggerLine(centre: trigger, width: lineWidth).mean(of: spectrum) : spectrum.value(at: trigger)
  }

  /// The derivative of ``signal(_:)`` by a parameter, in its inverse unit. At m₀ = 0 and for splittings of 0 it is one-sided.
  ///
  /// In closed form for the standard model; with new physics by five-point differences at fixed distances from the thresholds, to 1e-7 or so.
  public func slope(_ hypothesis: Hypothesis, by parameter: FitParameter) -> Double {
    let spectrum = spectrum(hypothesis), neutrino = hypothesis.neutrino
    let changes = neutrino.changes(by: parameter, kernel: .corrected)
    let line = lineWidth > 0 ? TriggerLine(centre: trigger, width: lineWidth) : nil
    if hypothesis.newPhysics.isEmpty {
      return line?.change(of: spectrum, by: changes) ?? spectrum.change(by: changes, at: trigger)
    }
    let value = neutrino.value(of: parameter)
    let step = parameter.isPhase ? 1e-3 : value > 0 ? 1e-3 * value : parameter.smallStep
    // A difference to one side at the end of a parameter's range is shifted by two steps: it errs by the curvature over them.
    let shift = parameter.isPhase || value >= 2 * step ? 0 : 2 * step
    func moved(_ by: Double) -> [PairCoupling] { neutrino.with(parameter, value + shift + by).pairs }
    if let line {
      return line.change(of: spectrum, massChanges: changes.map { $0.mi + $0.mj }, step: step, moved: moved)
    }
    func point(_ by: Double) -> Double {
      self.spectrum(hypothesis.with(parameter, value + shift + by)).value(at: trigger)
    }
    return (8 * (point(step) - point(-step)) - (point(2 * step) - point(-2 * step))) / (12 * step)
  }

  /// The spectrum that a hypothesis predicts for this target.
  public func spectrum(_ hypothesis: Hypothesis) -> RadiativeSpectrum {
    RadiativeSpectrum(
      levelSpacing: levelSpacing, virtualSpacing: virtualSpacing, phase: phase, cosine: cosine,
      pairs: hypothesis.neutrino.pairs, nature: hypothesis.neutrino.nature, newPhysics: hypothesis.newPhysics)
  }
}

extension FitParameter {
  /// Whether it is an angle, which has no end.
  var isPhase: Bool { self == .alpha21 || self == .alpha31 }

  /// A step that no measurement resolves, in the parameter's unit.
  fileprivate var smallStep: Double { self == .lightest ? 1e-6 : 1e-8 }
}
