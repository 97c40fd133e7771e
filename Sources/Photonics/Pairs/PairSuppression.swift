import Foundation
import Quantities

/// What a fibre leaves of a macro-coherent photon pair, relative to free space.
///
/// Two photons (ω, β) and (E−ω, P−β) of an excited core with the profile W have the pair density
///
///     K(ω) = (2π/A_eff) ∫dβ Σ_n O_n² s_n(ω, β) s_n(E−ω, P−β),   O_n = ∫ W F_n(q₂ρ) F_n(q₃ρ) ρ dρ,   S₂ = P K/ħc
///
/// with S₂ → 1 in free space for a wide core, and the suppression is η = ∫ w K dω/(ħc⟨w⟩), ⟨w⟩ = (1/P)∫w dω over the energies that free space
/// allows. Detection is along the axis: P is axial. Energies in eV, lengths in µm.
public struct PairSuppression: Sendable {
  /// How the two photons travel in the core: propagating (p) or evanescent (e), the one of energy ω first.
  public enum Channel: Int, Sendable, Hashable, CaseIterable {
    case pp, ep, pe, ee

    init(firstEvanescent: Bool, secondEvanescent: Bool) {
      self =
        switch (firstEvanescent, secondEvanescent) {
        case (false, false): .pp
        case (true, false): .ep
        case (false, true): .pe
        case (true, true): .ee
        }
    }

    public var name: String { ["pp", "ep", "pe", "ee"][rawValue] }
  }

  /// One number for each channel.
  public struct ByChannel: Sendable, Hashable {
    private var values = SIMD4<Double>()

    public init() {}
    public subscript(channel: Channel) -> Double {
      get { values[channel.rawValue] }
      set { values[channel.rawValue] = newValue }
    }
    public var total: Double { values.sum() }
    public static func + (a: ByChannel, b: ByChannel) -> ByChannel {
      var sum = ByChannel()
      sum.values = a.values + b.values
      return sum
    }
    public static func * (a: Double, b: ByChannel) -> ByChannel {
      var product = ByChannel()
      product.values = a * b.values
      return product
    }
    func distance(to other: ByChannel) -> ByChannel {
      var result = ByChannel()
      result.values = (values - other.values).replacing(with: other.values - values, where: values .< other.values)
      return result
    }
  }

  public let pair: PhotonPair
  public let profile: ExcitationProfile
  /// The fibre at a photon energy.
  public let fibre: @Sendable (Double) -> FibreSlice
  /// The background's weight w(ω), symmetric under ω → E − ω, on any scale.
  public let weight: @Sendable (Double) -> Double

  public init(
    pair: PhotonPair, profile: ExcitationProfile = .uniform, weight: @escaping @Sendable (Double) -> Double,
    fibre: @escaping @Sendable (Double) -> FibreSlice
  ) {
    self.pair = pair
    self.profile = profile
    self.weight = weight
    self.fibre = fibre
  }

  /// ħc, eV µm.
  public static let hbarC =
    PhysicalConstants.reducedPlanckInElectronVoltSeconds * PhysicalConstants.speedOfLight * 1e6

  /// The sum over angular orders is cut here.
  public static let mostAngularOrders = PairDensity.mostAngularOrders

  var coreRadius: Double { fibre(pair.energy / 2).coreRadius }

  private static let rule = GaussLegendre(count: 96)

  /// ∫w dω over the energies that free space allows: P⟨w⟩.
  public var weightIntegral: Double {
    2 * Self.rule.integral(from: pair.energy / 2, to: pair.freeRange.upperBound, weight)
  }
}
