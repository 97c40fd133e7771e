import Neutrinos
import Quantities

/// Which formulas a figure follows. Every entry point takes one; nothing mixes the two.
public enum Conventions: String, Sendable, Hashable, CaseIterable {
  /// The derivation this program stands by, with CODATA constants.
  case corrected
  /// The paper as printed: its kernel (eq. (6)), its two-photon function (eq. (12)), its ħc = 197 MeV fm.
  case published

  public var kernel: SpinCurrentKernel { self == .corrected ? .corrected : .published }
  public var units: UnitConvention { self == .corrected ? .codata2022 : .published }
  public var background: TwoPhotonBackground.Form { self == .corrected ? .corrected : .published }
}
