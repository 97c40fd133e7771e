import Quantities

/// A path that someone names, put together whatever the rules say, with what they say.
public struct NamedPath: Sendable {
  public let path: CandidatePath
  /// The width of p, which survives in the trigger's resonance.
  public let widthOfP: PathInput
  /// The rule that keeps the path out of the survey, if any.
  public let obstacle: Rejection?
  /// Why a step has no amplitude, each judged by itself; `nil` where it has one.
  public let closed: ClosedSteps

  public struct ClosedSteps: Sendable, Hashable {
    /// The pair, q → g.
    public let vertex: String?
    /// The trigger, e → p, and the detected photon, p → q.
    public let excitation: String?
    public let emission: String?
  }
}

extension Target {
  /// Puts the figures of e → p → q → g together.
  ///
  /// - Precondition: E_g < E_q < E_p, E_g < E_e < E_p, and the levels are the target's.
  public func path(e: Level, p: Level, q: Level, g: Level) -> NamedPath {
    let isElastic = e.id == q.id
    let finder = InputFinder(target: self)
    let widthOfP = finder.width(p, as: .rateOfP).used
    var search = PathSearch(self, inelastic: !isElastic, among: [e.id, p.id, q.id, g.id])
    search.run()
    let survey = search.survey
    let closed = NamedPath.ClosedSteps(
      vertex: search.vertexFault(q, g), excitation: search.photonFault(upper: p, lower: e),
      emission: isElastic ? nil : search.photonFault(upper: p, lower: q))
    if let path = survey.paths.first(where: {
      $0.e.id == e.id && $0.p.id == p.id && $0.q.id == q.id && $0.g.id == g.id
    }) {
      return NamedPath(path: path, widthOfP: widthOfP, obstacle: nil, closed: closed)
    }
    let window = ImprintWindow(
      levelSpacing: (e.energy - g.energy).electronVolts, trigger: (p.energy - e.energy).electronVolts,
      detected: (p.energy - q.energy).electronVolts)
    let path = PathBuilder(target: self, finder: finder).path(
      (e, p, q, g), window: window, excitation: PhotonCoupling.between(p, e, in: self),
      emission: PhotonCoupling.between(p, q, in: self), vertex: "", remarks: [])
    return NamedPath(
      path: path, widthOfP: widthOfP,
      obstacle: survey.rejections.first { $0.covers(e: e.id, p: p.id, q: q.id, g: g.id) }, closed: closed)
  }
}
