/// A path of radiative pair emission that someone names, e → v by the pair and v → g by the photon, put together whatever the rules say, with what they
/// say.
public struct RadiativePath: Sendable {
  /// γ_vg, and what it would be by other data.
  public let rateOfVG: PathInput
  public let alternatives: [PathInput]
  /// The density to assume.
  public let density: PathInput
  /// Why the pair or the photon has no amplitude; `nil` where it has one.
  public let vertex: String?
  public let emission: String?
  /// True when one electric-dipole photon takes e to g: e does not wait to be triggered.
  public let isAllowedDirectly: Bool
}

extension Target {
  /// Puts the figures of e → v → g together.
  ///
  /// - Precondition: g lies below e and v, and the levels are the target's.
  public func radiativePath(e: Level, v: Level, g: Level) -> RadiativePath {
    let finder = InputFinder(target: self)
    let search = PathSearch(self, inelastic: true, among: [e.id, v.id, g.id])
    let rate = finder.photonRate(v, g, PhotonCoupling.between(v, g, in: self), as: .rateOfVG)
    return RadiativePath(
      rateOfVG: rate.used, alternatives: rate.alternatives, density: finder.density,
      vertex: search.vertexFault(e, v), emission: search.photonFault(upper: v, lower: g),
      isAllowedDirectly: kind == .atom && FreeAtomRules.answer(.e1, e, g).isAllowed)
  }
}
