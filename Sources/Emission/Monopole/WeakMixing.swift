/// The weak mixing angle, through the vector charge of the proton, 1 − 4 sin²θ_W, and minus that of the electron.
public struct WeakMixing: Sendable, Hashable {
  /// 1 − 4 sin²θ_W.
  public let protonCharge: Double

  public init(protonCharge: Double) { self.protonCharge = protonCharge }
  public init(sineSquared: Double) { protonCharge = 1 - 4 * sineSquared }

  /// 0.044, as Yoshimura and Sasao, arXiv:1310.6472, eq. (6), have it.
  public static let published = WeakMixing(protonCharge: 0.044)

  /// sin²θ_W = 0.23857 at zero momentum in the MS-bar scheme: remembered from the Review of Particle Physics. 1 − 4 sin²θ_W = 0.0457, 4 % above the paper's.
  public static let lowEnergy = WeakMixing(sineSquared: 0.23857)

  /// The neutral-current charge of a nucleus at tree level,
  ///
  ///     Q_w = N − (1 − 4 sin²θ_W) Z        (eq. (14))
  ///
  /// The sign is opposite to that of atomic parity violation.
  public func charge(protons: Int, neutrons: Int) -> Double { Double(neutrons) - protonCharge * Double(protons) }
}
