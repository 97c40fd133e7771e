/// A decay rate, width or event rate; base unit s⁻¹.
///
/// Rates are angular: the energy width that belongs to γ is ħγ, without a 2π. A laser linewidth in Hz is cyclic and
/// enters through ``init(cyclicLinewidthInHertz:)``, which is the one place where the 2π appears.
public struct Rate: Quantity {
  public let baseValue: Double
  public init(baseValue: Double) { self.baseValue = baseValue }

  public init(perSecond: Double) { baseValue = perSecond }
  public init(lifetimeInSeconds: Double) { baseValue = 1 / lifetimeInSeconds }
  /// The angular width Δω = 2πΔν of a line whose cyclic width is given in Hz.
  public init(cyclicLinewidthInHertz: Double) { baseValue = 2 * .pi * cyclicLinewidthInHertz }

  public var perSecond: Double { baseValue }
  public var lifetimeInSeconds: Double { 1 / baseValue }
  /// ħγ.
  public var energyWidth: Energy { Energy(angularFrequencyPerSecond: baseValue) }
}
