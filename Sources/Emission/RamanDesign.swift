import Neutrinos
import Quantities

/// Everything of a Raman design that stays the same while the geometry varies: levels, widths, neutrinos, intermediate states.
///
/// Prepared once, it gives the figures of any imprinted phase and photon energies by ``figures(imprint:trigger:detected:)``, a pure function
/// without allocation that a search may call millions of times.
public struct RamanDesign: Sendable {
  /// ε_eg, ε_pe, ε_pq, eV.
  public let levelSpacing: Double
  public let spacingPE: Double
  public let spacingPQ: Double
  /// `nil` when a rate or width is unknown: absolute rates are then unknown too.
  public let widths: RamanWidths?
  /// n³Vη, cm⁻⁶.
  public let coherence: Double
  public let pairs: [PairCoupling]
  public let nature: NeutrinoNature
  public let background: TwoPhotonBackground
  public let refractiveIndex: Double
  public let conventions: Conventions
  /// Γ₀ on resonance, s⁻¹.
  private let resonantUnit: Double?

  /// - Precondition: energies are positive and there are six pairs.
  public init(
    levelSpacing: Double, spacingPE: Double, spacingPQ: Double, widths: RamanWidths?, coherence: Double,
    pairs: [PairCoupling], nature: NeutrinoNature, background: TwoPhotonBackground, refractiveIndex: Double = 1,
    conventions: Conventions
  ) {
    precondition(levelSpacing > 0 && spacingPE > 0 && spacingPQ > 0, "levels are in order")
    precondition(pairs.count == 6, "six pairs")
    self.levelSpacing = levelSpacing
    self.spacingPE = spacingPE
    self.spacingPQ = spacingPQ
    self.widths = widths
    self.coherence = coherence
    self.pairs = pairs
    self.nature = nature
    self.background = background
    self.refractiveIndex = refractiveIndex
    self.conventions = conventions
    resonantUnit = widths.map { widths in
      RamanRate.unit(
        widths, levelSpacing: Energy(electronVolts: levelSpacing), trigger: Energy(electronVolts: spacingPE),
        coherence: coherence, convention: conventions.units
      ).perSecond
    }
  }

  /// The centre of the detected line: ω₀ − ε_qe by energy conservation, which follows a detuned trigger; ε_pq as printed in eq. (4).
  public static func lineCentre(trigger: Double, spacingPE: Double, spacingPQ: Double, conventions: Conventions)
    -> Double
  {
    conventions == .published || trigger == spacingPE ? spacingPQ : trigger + (spacingPQ - spacingPE)
  }

  /// How far a detected photon lies from the centre of its line.
  ///
  /// Each energy first from its own resonance, which near it is exact: widths are 1e-13 eV and less.
  public func detuning(detected: Double, trigger: Double) -> Double {
    conventions == .published ? detected - spacingPQ : (detected - spacingPQ) - (trigger - spacingPE)
  }

  /// What the neutrinos give at a geometry.
  public func spectrum(imprint: Double, trigger: Double, detected: Double) -> PairSpectrum {
    PairSpectrum(
      kinematics: RamanKinematics(
        levelSpacing: levelSpacing, trigger: trigger, detected: detected, imprint: imprint,
        refractiveIndex: refractiveIndex),
      pairs: pairs, nature: nature, kernel: conventions.kernel)
  }

  /// The figures at a geometry.
  ///
  /// - Precondition: the trigger leaves the detected photon some energy, ω₀ > ε_qe.
  /// - Parameters:
  ///   - imprint: r, from −1 to 1.
  ///   - trigger: ω₀; `nil` for ε_pe. Off resonance the Lorentzian of the trigger is part of the rates.
  ///   - detected: ω; `nil` for the centre of the line, the whole of which is counted. A number counts the line's Lorentzian there.
  public func figures(imprint: Double, trigger: Double? = nil, detected: Double? = nil) -> RamanFigures {
    let w0 = trigger ?? spacingPE
    let centre = Self.lineCentre(trigger: w0, spacingPE: spacingPE, spacingPQ: spacingPQ, conventions: conventions)
    let spectrum = spectrum(imprint: imprint, trigger: w0, detected: detected ?? centre)
    let kinematics = spectrum.kinematics
    let energy = kinematics.pairEnergy
    let integral = spectrum.integral()
    let triggerFactor = trigger == nil ? 1 : widths?.triggerSuppression(detuning: w0 - spacingPE)
    let detectedFactor =
      detected.map { widths?.detectedSuppression(detuning: detuning(detected: $0, trigger: w0)) } ?? 1
    var unit: Double?
    if let resonantUnit, let triggerFactor, let detectedFactor { unit = resonantUnit * triggerFactor * detectedFactor }
    return RamanFigures(
      kinematics: kinematics,
      crossings: InlineArray { kinematics.crossing(massSquared: pairs[$0].thresholdSquared) },
      triggerFactor: triggerFactor, detectedFactor: detectedFactor, unit: unit,
      rateUnit: unit.map { 24 * $0 / (levelSpacing * levelSpacing) }, pairSumIntegral: integral,
      neutrinoFunction: TwoPhotonBackground.neutrinoFunction(pairSum: integral / (4 * .pi)),
      photonFunction: background.levels.isEmpty || !background.isRegular(energy: energy)
        ? nil : background.mean(from: kinematics.forward, to: kinematics.backward, energy: energy))
  }
}

/// The scalar figures of a Raman design at one geometry. Units eV and s⁻¹.
public struct RamanFigures: Sendable {
  public let kinematics: RamanKinematics
  /// The angles where the six pairs open, in the order of ``NeutrinoPair/all``.
  public let crossings: InlineArray<6, RamanKinematics.Crossing>
  /// What the trigger's and the detected photon's detuning cost; `nil` when off resonance by unknown widths.
  public let triggerFactor: Double?
  public let detectedFactor: Double?
  /// Γ₀ with those factors, s⁻¹; `nil` when a rate is unknown.
  public let unit: Double?
  /// 24Γ₀/ε_eg², s⁻¹ eV⁻².
  public let rateUnit: Double?
  /// ∫dΩ ΣF, eV².
  public let pairSumIntegral: Double
  /// I_2ν, its mean over the sphere, eV⁻².
  public let neutrinoFunction: Double
  /// I_2γ, its mean over the sphere, eV⁻²; `nil` without intermediate levels.
  public let photonFunction: Double?

  /// Events per second over the whole sphere.
  public var total: Double? { rateUnit.map { $0 * pairSumIntegral } }
  /// McQ4 events per signal event; `nil` without signal.
  public var backgroundPerSignal: Double? {
    guard let photonFunction, neutrinoFunction > 0 else { return nil }
    return photonFunction / neutrinoFunction
  }
}
