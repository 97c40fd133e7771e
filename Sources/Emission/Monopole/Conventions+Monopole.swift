extension Conventions {
  /// As printed in Yoshimura and Sasao, arXiv:1310.6472, or as integrated.
  public var monopoleKernel: MonopoleKernel { self == .corrected ? .corrected : .published }
  /// That paper's 1 − 4 sin²θ_W, or the one at zero momentum.
  public var weakMixing: WeakMixing { self == .corrected ? .lowEnergy : .published }
}
