import Neutrinos
import Quantities

/// Everything of a Raman design that stays the same while the geometry varies: levels, widths, neutrinos, intermediate states.
///
/// Prepared once, it gives the figures of any imprinted phase and photon energies by ``figures(imprint:trigger:detected:)``, a pure function
/// without allocation that a search may call millions of times.
public struct RamanDesign: Sendable {
  private let constants: Constants

  /// A class, so that the figures of each geometry can carry the design along at the price of one reference.
  private final class Constants: Sendable {
    let levelSpacing: Double
    let spacingPE: Double
    let spacingPQ: Double
    let widths: RamanWidths?
    let coherence: Double
    let pairs: [PairCoupling]
    let nature: NeutrinoNature
    let background: TwoPhotonBackground
    let refractiveIndex: Double
    let conventions: Conventions
    /// Γ₀ on resonance, s⁻¹.
    let resonantUnit: Double?
    let integrals: PairSumIntegral

    init(
      levelSpacing: Double, spacingPE: Double, spacingPQ: Double, widths: RamanWidths?, coherence: Double,
      pairs: [PairCoupling], nature: NeutrinoNature, background: TwoPhotonBackground, refractiveIndex: Double,
      conventions: Conventions
    ) {
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
      integrals = PairSumIntegral(pairs, nature: nature, kernel: conventions.kernel)
      resonantUnit = widths.map { widths in
        RamanRate.unit(
          widths, levelSpacing: Energy(electronVolts: levelSpacing), trigger: Energy(electronVolts: spacingPE),
          coherence: coherence, convention: conventions.units
        ).perSecond
      }
    }
  }

  /// ε_eg, ε_pe, ε_pq, eV.
  public var levelSpacing: Double { constants.levelSpacing }
  public var spacingPE: Double { constants.spacingPE }
  public var spacingPQ: Double { constants.spacingPQ }
  /// `nil` when a rate or width is unknown: absolute rates are then unknown too.
  public var widths: RamanWidths? { constants.widths }
  /// n³Vη, cm⁻⁶.
  public var coherence: Double { constants.coherence }
  public var pairs: [PairCoupling] { constants.pairs }
  public var nature: NeutrinoNature { constants.nature }
  public var background: TwoPhotonBackground { constants.background }
  public var refractiveIndex: Double { constants.refractiveIndex }
  public var conventions: Conventions { constants.conventions }

  /// - Precondition: energies are positive and there are six pairs.
  public init(
    levelSpacing: Double, spacingPE: Double, spacingPQ: Double, widths: RamanWidths?, coherence: Double,
    pairs: [PairCoupling], nature: NeutrinoNature, background: TwoPhotonBackground, refractiveIndex: Double = 1,
    conventions: Conventions
  ) {
    precondition(levelSpacing > 0 && spacingPE > 0 && spacingPQ > 0, "levels are in order")
    precondition(pairs.count == 6, "six pairs")
    constants = Constants(
      levelSpacing: levelSpacing, spacingPE: spacingPE, spacingPQ: spacingPQ, widths: widths, coherence: coherence,
      pairs: pairs, nature: nature, background: background, refractiveIndex: refractiveIndex, conventions: conventions)
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
      kinematics: kinematics(imprint: imprint, trigger: trigger, detected: detected), pairs: pairs, nature: nature,
      kernel: conventions.kernel)
  }

  private func kinematics(imprint: Double, trigger: Double, detected: Double) -> RamanKinematics {
    RamanKinematics(
      levelSpacing: levelSpacing, trigger: trigger, detected: detected, imprint: imprint,
      refractiveIndex: refractiveIndex)
  }

  /// ∫dΩ ΣF over the cones θ₁ ≤ θ ≤ θ₂ at a geometry of this design, eV²; see ``PairSpectrum/integral(from:to:)``.
  public func pairSumIntegral(_ kinematics: RamanKinematics, from theta1: Double, to theta2: Double) -> Double {
    constants.integrals.over(kinematics, from: theta1, to: theta2)
  }

  /// The figures at a geometry.
  ///
  /// - Precondition: the trigger leaves the detected photon some energy, ω₀ > ε_qe.
  /// - Parameters:
  ///   - imprint: r, from −1 to 1.
  ///   - trigger: ω₀; `nil` for ε_pe. Off resonance the Lorentzian of the trigger is part of the rates.
  ///   - detected: ω; `nil` for the centre of the line, the whole of which is counted. A number counts the line's Lorentzian there.
  public func figures(imprint: Double, trigger: Double? = nil, detected: Double? = nil) -> RamanFigures {
    let constants = constants
    let w0 = trigger ?? constants.spacingPE
    let centre = Self.lineCentre(
      trigger: w0, spacingPE: constants.spacingPE, spacingPQ: constants.spacingPQ, conventions: constants.conventions)
    let kinematics = kinematics(imprint: imprint, trigger: w0, detected: detected ?? centre)
    let triggerFactor =
      trigger == nil ? 1 : constants.widths?.triggerSuppression(detuning: w0 - constants.spacingPE)
    let detectedFactor =
      detected.map { constants.widths?.detectedSuppression(detuning: detuning(detected: $0, trigger: w0)) } ?? 1
    var unit: Double?
    if let resonantUnit = constants.resonantUnit, let triggerFactor, let detectedFactor {
      unit = resonantUnit * triggerFactor * detectedFactor
    }
    return RamanFigures(
      design: self, kinematics: kinematics, triggerFactor: triggerFactor, detectedFactor: detectedFactor, unit: unit,
      pairSumIntegral: constants.integrals.overSphere(kinematics))
  }
}

/// The scalar figures of a Raman design at one geometry. Units eV and s⁻¹.
///
/// The rate and what it rests on are at hand; thresholds and I_2γ are computed each time they are asked for, which a search for the rate
/// never does.
public struct RamanFigures: Sendable {
  private let design: RamanDesign
  public let kinematics: RamanKinematics
  /// What the trigger's and the detected photon's detuning cost; `nil` when off resonance by unknown widths.
  public let triggerFactor: Double?
  public let detectedFactor: Double?
  /// Γ₀ with those factors, s⁻¹; `nil` when a rate is unknown.
  public let unit: Double?
  /// ∫dΩ ΣF, eV².
  public let pairSumIntegral: Double

  fileprivate init(
    design: RamanDesign, kinematics: RamanKinematics, triggerFactor: Double?, detectedFactor: Double?, unit: Double?,
    pairSumIntegral: Double
  ) {
    self.design = design
    self.kinematics = kinematics
    self.triggerFactor = triggerFactor
    self.detectedFactor = detectedFactor
    self.unit = unit
    self.pairSumIntegral = pairSumIntegral
  }

  /// 24Γ₀/ε_eg², s⁻¹ eV⁻².
  public var rateUnit: Double? {
    let eps = kinematics.levelSpacing
    return unit.map { 24 * $0 / (eps * eps) }
  }

  /// Events per second over the whole sphere.
  public var total: Double? { rateUnit.map { $0 * pairSumIntegral } }

  /// I_2ν, its mean over the sphere, eV⁻².
  public var neutrinoFunction: Double { TwoPhotonBackground.neutrinoFunction(pairSum: pairSumIntegral / (4 * .pi)) }

  /// The angles where the six pairs open, in the order of ``NeutrinoPair/all``.
  public var crossings: InlineArray<6, RamanKinematics.Crossing> {
    let pairs = design.pairs, kinematics = kinematics
    return InlineArray { kinematics.crossing(massSquared: pairs[$0].thresholdSquared) }
  }

  /// I_2γ, its mean over the sphere, eV⁻²; `nil` without intermediate levels.
  public var photonFunction: Double? {
    let background = design.background, energy = kinematics.pairEnergy
    guard !background.levels.isEmpty, background.isRegular(energy: energy) else { return nil }
    return background.mean(from: kinematics.forward, to: kinematics.backward, energy: energy)
  }

  /// McQ4 events per signal event; `nil` without signal.
  public var backgroundPerSignal: Double? {
    guard neutrinoFunction > 0, let photonFunction else { return nil }
    return photonFunction / neutrinoFunction
  }
}
