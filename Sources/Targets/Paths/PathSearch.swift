import Documents
import Quantities

extension Target {
  /// Every path e → p → q → g that the rules leave, best first, and the rule that excludes each other combination.
  ///
  /// Elastic paths have q = e; with `inelastic` those with any other q are added. A combination counts when
  /// E_g < E_e < E_p and, if q ≠ e, E_g < E_q < E_p.
  ///
  /// Paths are ordered by F·|S|², then by F, unknown figures last; equal ones by their level ids.
  public func surveyPaths(inelastic: Bool = false) -> PathSurvey {
    var search = PathSearch(self, inelastic: inelastic)
    search.run()
    return search.survey
  }
}

/// Walks the combinations of levels, rule by rule.
struct PathSearch {
  private let target: Target
  private let includesInelastic: Bool
  private let finder: InputFinder
  /// By energy, then by id.
  private let levels: [Level]
  private let builder: PathBuilder
  /// How many levels lie below each level, and how many not above it.
  private var ranks: [String: Int] = [:]
  private var ends: [String: Int] = [:]
  private var paths: [CandidatePath] = []
  private var rejections: [Rejection] = []
  private var combinations = 0
  /// Paths that pass every rule beyond the most that are put together.
  private var unbuilt = 0
  /// Real targets have tens of paths, or thousands with every q; the bound keeps a hostile file from filling the memory.
  private static let mostPaths = 20_000
  /// Vertices already judged, by q and g.
  private var vertices: [String: [String: Result<String, Reason>]] = [:]
  /// Couplings already found, by upper and lower level.
  private var photons: [String: [String: Result<PhotonCoupling, PhotonFault>]] = [:]
  /// Index of the rejection of a photon step, by rule and levels.
  private var photonRejections: [[String]: Int] = [:]

  /// - Parameter ids: the levels to combine; all of the target when `nil`. The rules see every level either way.
  init(_ target: Target, inelastic: Bool, among ids: Set<String>? = nil) {
    self.target = target
    includesInelastic = inelastic
    finder = InputFinder(target: target)
    builder = PathBuilder(target: target, finder: finder)
    let levels = target.levels.filter { ids?.contains($0.id) ?? true }.sorted {
      ($0.energyPerCentimetre.value, $0.id) < ($1.energyPerCentimetre.value, $1.id)
    }
    self.levels = levels
    // Levels of equal energy share a rank: none of them lies between the others.
    for (i, level) in levels.enumerated() {
      let isNew = i == 0 || levels[i - 1].isBelow(level)
      ranks[level.id] = isNew ? i : ranks[levels[i - 1].id]
    }
    for (i, level) in levels.enumerated().reversed() {
      let isLast = i == levels.count - 1 || level.isBelow(levels[i + 1])
      ends[level.id] = isLast ? i + 1 : ends[levels[i + 1].id]
    }
  }

  var survey: PathSurvey {
    PathSurvey(
      target: target, includesInelastic: includesInelastic, paths: paths.sorted(by: Self.isBetter),
      rejections: rejections,
      combinations: combinations, unlisted: unbuilt)
  }

  mutating func run() {
    for e in levels {
      let below = levels.filter { $0.isBelow(e) }, above = levels.filter { e.isBelow($0) }
      let count = combinations(of: above, over: below)
      guard count > 0 else { continue }
      combinations += count
      switch Metastability.judge(e, in: target, finder) {
      case .unstable(let reason):
        reject(.notMetastable, e: e, reason: reason, count)
      case .metastable(let remarks):
        for g in below { walk(e: e, g: g, above: above, remarks: remarks) }
      }
    }
  }

  // MARK: One e

  private mutating func walk(e: Level, g: Level, above: [Level], remarks: [String]) {
    let count = combinations(of: above, over: [g])
    if target.kind == .ionInCrystal, let lower = finder.lowerStarkLevel(g) {
      reject(
        .unstableFinal, e: e, g: g,
        reason:
          "phonons take it to \(lower.id), the lowest Stark level of \(g.manifold ?? ""), and with it the e–g coherence",
        count)
      return
    }
    if !includesInelastic, case .failure(let reason) = vertex(e, g) {
      reject(.vertex, e: e, g: g, reason: reason.text, count)
      return
    }
    var closed: [Level] = []
    for p in above { walk(e: e, p: p, g: g, remarks: remarks, closed: &closed) }
    guard !closed.isEmpty else { return }
    rejections.append(
      Rejection(
        rule: .window, e: e.id, p: closed.map(\.id), q: nil, g: g.id, reason: Self.closedText(e: e, g: g, closed),
        combinations: closed.count))
  }

  /// - Parameter closed: takes the p without an elastic window, which share their reason.
  private mutating func walk(e: Level, p: Level, g: Level, remarks: [String], closed: inout [Level]) {
    let count = combinations(of: [p], over: [g])
    guard let excitation = photon(upper: p, lower: e, e: e, p: p, g: g, count) else { return }
    for q in includesInelastic ? levels.filter({ g.isBelow($0) && $0.isBelow(p) }) : [e] {
      let isElastic = q.id == e.id
      let named = isElastic ? nil : q
      switch vertex(q, g) {
      case .failure(let reason):
        reject(.vertex, e: e, p: p, q: named, g: g, reason: reason.text, 1)
        continue
      case .success(let vertexText):
        guard let emission = isElastic ? excitation : photon(upper: p, lower: q, e: e, p: p, q: q, g: g, 1) else {
          continue
        }
        let window = ImprintWindow(
          levelSpacing: (e.energy - g.energy).electronVolts, trigger: (p.energy - e.energy).electronVolts,
          detected: (p.energy - q.energy).electronVolts)
        if window.isEmpty {
          if isElastic {
            closed.append(p)
          } else {
            reject(.window, e: e, p: p, q: q, g: g, reason: Self.windowText(e: e, p: p, q: q, g: g), 1)
          }
          continue
        }
        if paths.count == Self.mostPaths {
          unbuilt += 1
          continue
        }
        paths.append(
          builder.path(
            (e, p, q, g), window: window, excitation: excitation, emission: emission, vertex: vertexText,
            remarks: remarks))
      }
    }
  }

  // MARK: Rules

  /// Why the pair cannot be emitted from q to g; `nil` when it can.
  func vertexFault(_ q: Level, _ g: Level) -> String? {
    if case .failure(let reason) = judgeVertex(q, g) { reason.text } else { nil }
  }

  /// Why no photon takes the upper level to the lower; `nil` when one does.
  func photonFault(upper: Level, lower: Level) -> String? {
    if case .failure(let fault) = findPhoton(upper, lower) { fault.reason } else { nil }
  }

  private struct Reason: Error { let text: String }

  /// Whether the pair can be emitted, by the rules and by the data.
  private mutating func vertex(_ q: Level, _ g: Level) -> Result<String, Reason> {
    if let known = vertices[q.id]?[g.id] { return known }
    let found = judgeVertex(q, g)
    vertices[q.id, default: [:]][g.id] = found
    return found
  }

  private func judgeVertex(_ q: Level, _ g: Level) -> Result<String, Reason> {
    switch NeutrinoVertex.verdict(from: q, to: g, in: target) {
    case .forbidden(let reason): return .failure(Reason(text: reason))
    case .vanishesByCoupling(let reason):
      let found = finder.spinSquared(q, g).used
      guard let value = found.value else { return .failure(Reason(text: "|S|² = 0: " + reason)) }
      if value == 0 { return .failure(Reason(text: zeroText(found) + "; " + reason)) }
      return .success("\(reason); the database has |S|² = \(NumberText.short(value)) from mixing")
    case .allowed(let reason):
      let found = finder.spinSquared(q, g).used
      if found.value == 0 { return .failure(Reason(text: zeroText(found))) }
      return .success(reason)
    }
  }

  private func zeroText(_ input: PathInput) -> String {
    "|S|² = 0 (\(input.how), \(input.status?.rawValue ?? ""))" + (input.note.map { ": \($0)" } ?? "")
  }

  /// Why a Raman step has no photon.
  private struct PhotonFault: Error {
    let rule: Rejection.Rule
    let reason: String
  }

  /// The photon coupling of a Raman step, or `nil` after recording why there is none.
  private mutating func photon(
    upper: Level, lower: Level, e: Level, p: Level, q: Level? = nil, g: Level, _ count: Int
  ) -> PhotonCoupling? {
    let known = photons[upper.id]?[lower.id]
    let found = known ?? findPhoton(upper, lower)
    if known == nil { photons[upper.id, default: [:]][lower.id] = found }
    switch found {
    case .success(let coupling): return coupling
    case .failure(let fault):
      reject(fault.rule, e: e, p: p, q: q, g: g, reason: fault.reason, count)
      return nil
    }
  }

  private func findPhoton(_ upper: Level, _ lower: Level) -> Result<PhotonCoupling, PhotonFault> {
    if target.kind == .ionInCrystal, let manifold = upper.manifold, manifold == lower.manifold {
      let reason =
        "\(upper.id) and \(lower.id) belong to \(manifold): \(upper.id) relaxes by phonons before it radiates"
      return .failure(PhotonFault(rule: .samePhononBath, reason: reason))
    }
    let coupling = PhotonCoupling.between(upper, lower, in: target)
    guard coupling.isAllowed else {
      return .failure(PhotonFault(rule: .photon, reason: "\(upper.id)–\(lower.id): \(coupling.reason)"))
    }
    let rate = finder.photonRate(upper, lower, coupling, as: .rateOfPE)
    // A rate of zero excludes the path, unless another source disagrees.
    if rate.used.value == 0, rate.alternatives.isEmpty {
      let reason = "the rate of \(upper.id) → \(lower.id) is 0 (\(rate.used.how), \(rate.used.status?.rawValue ?? ""))"
      return .failure(PhotonFault(rule: .photon, reason: reason))
    }
    return .success(coupling)
  }

  private static func closedText(e: Level, g: Level, _ closed: [Level]) -> String {
    let spacing = (e.energy - g.energy).electronVolts
    let triggers = closed.prefix(4).map { p in
      "\(NumberText.fixed((p.energy - e.energy).electronVolts, 4))\(closed.count > 1 ? " (\(p.id))" : "")"
    }
    let more = closed.count > 4 ? " and \(closed.count - 4) more" : ""
    return "ε_pe = \(triggers.joined(separator: ", "))\(more) eV ≥ ε_eg = \(NumberText.fixed(spacing, 4)) eV: "
      + "M² < 0 at θ = π for every r in (−1, 1)"
  }

  private static func windowText(e: Level, p: Level, q: Level, g: Level) -> String {
    let spacing = (e.energy - g.energy).electronVolts, trigger = (p.energy - e.energy).electronVolts
    let detected = (p.energy - q.energy).electronVolts
    return
      "ω = ε_pq = \(NumberText.fixed(detected, 4)) eV, ω₀ = ε_pe = \(NumberText.fixed(trigger, 4)) eV, ε_eg = \(NumberText.fixed(spacing, 4)) eV: "
      + (detected > trigger ? "2ω − ω₀ ≥ ε_eg" : "ω ≥ ε_eg") + " leaves no r in (−1, 1)"
  }

  // MARK: Bookkeeping

  /// How many combinations the given p and g make with the one e between them: each pair times its choices of q.
  private func combinations(of above: [Level], over below: [Level]) -> Int {
    guard includesInelastic else { return above.count * below.count }
    // The levels strictly between g and p number rank(p) − end(g); the sum over pairs factorises.
    return below.count * above.reduce(0) { $0 + (ranks[$1.id] ?? 0) } - above.count
      * below.reduce(0) { $0 + (ends[$1.id] ?? 0) }
  }

  private mutating func reject(
    _ rule: Rejection.Rule, e: Level, p: Level? = nil, q: Level? = nil, g: Level? = nil, reason: String, _ count: Int
  ) {
    guard count > 0 else { return }
    if rule == .photon || rule == .samePhononBath {
      // The reason does not depend on g: one entry serves all of them.
      let key = [rule.rawValue, e.id, p?.id ?? "", q?.id ?? ""]
      if let index = photonRejections[key] {
        let known = rejections[index]
        rejections[index] = Rejection(
          rule: rule, e: e.id, p: known.p, q: q?.id, g: nil, reason: reason, combinations: known.combinations + count)
        return
      }
      photonRejections[key] = rejections.count
    }
    rejections.append(
      Rejection(
        rule: rule, e: e.id, p: [p?.id].compactMap { $0 }, q: q?.id, g: g?.id, reason: reason, combinations: count))
  }

  private static func isBetter(_ a: CandidatePath, _ b: CandidatePath) -> Bool {
    let spinA = a.figureOfMeritWithSpin?.value ?? -1, spinB = b.figureOfMeritWithSpin?.value ?? -1
    if spinA != spinB { return spinA > spinB }
    let plainA = a.figureOfMerit?.value ?? -1, plainB = b.figureOfMerit?.value ?? -1
    if plainA != plainB { return plainA > plainB }
    return a.text < b.text
  }
}

extension Level {
  func isBelow(_ other: Level) -> Bool { energyPerCentimetre.value < other.energyPerCentimetre.value }
}
