import Documents
import Emission
import Targets

/// A figure that rests on data which are not plainly cited, and those data.
public struct FigureMark: Sendable, Hashable {
  /// JSON pointer of the figure in the evaluation.
  public let figure: String
  public let because: [Reason]

  public struct Reason: Sendable, Hashable {
    /// `xe#/transitions/32/A_per_s`: target and JSON pointer in its file; or a pointer into the study.
    public let datum: String
    /// A status of the data, or `override`, `unknown`, `conflict`, `extrapolated`.
    public let status: String
    /// What the datum is, in words.
    public let name: String
    /// True when the number stands in for a better one, such as a manifold's mean for a single line.
    public let isStandIn: Bool
  }
}

extension Evaluation {
  /// Every figure that rests on data other than cited ones, with those data.
  public var marks: [FigureMark] {
    let pe = reasons(inputs.rateOfPE), pq = study.path.isElastic ? [] : reasons(inputs.rateOfPQ)
    let e = reasons(inputs.widthOfE), q = study.path.isElastic ? [] : reasons(inputs.widthOfQ)
    let p = reasons(inputs.widthOfP), spin = reasons(inputs.spinSquared)
    let path = pe + pq + e + q
    let unit = path + p + levelReasons
    let photon =
      background.counted.flatMap { counted in
        reasons(counted.rateToQ, as: "\(counted.state.id)–\(study.path.q.id)")
          + reasons(counted.state.rateToG, as: "\(counted.state.id)–\(study.path.g.id)")
      } + levelReasons
    var marks: [FigureMark] = []
    func mark(_ figures: [String], _ because: [FigureMark.Reason]) {
      var seen: Set<FigureMark.Reason> = []
      let distinct = because.filter { seen.insert($0).inserted }
      guard !distinct.isEmpty else { return }
      marks += figures.map { FigureMark(figure: $0, because: distinct) }
    }
    let place = levelReasons + indexReasons
    mark(["/levels", "/kinematics"], levelReasons)
    mark(["/thresholds", "/particle", "/rate/pair_sum", "/background/i2nu_per_eV2"], place)
    mark(["/rate/figure_of_merit"], path + levelReasons)
    mark(["/rate/gamma0_per_s", "/rate/unit_per_s_eV2", "/rate/gamma0_by_other_prefactors_per_s"], unit)
    mark(["/rate/total_per_s", "/rate/accepted_per_s", "/rate/angular"], unit + indexReasons)
    mark(["/rate/total_sigma2_per_s"], unit + indexReasons + spin)
    mark(["/rate/figure_of_merit_spin2"], path + spin + levelReasons)
    if figures.photonFunction != nil {
      mark(["/background/i2gamma_per_eV2", "/background/i2gamma_range_per_eV2", "/background/massless_edge"], photon)
      mark(["/background/mcq4_per_signal", "/background/backward"], photon + indexReasons)
      mark(["/background/mcq4_per_signal_sigma2"], photon + indexReasons + spin)
    }
    return marks
  }

  private func reasons(_ input: StudyInput, as name: String? = nil) -> [FigureMark.Reason] {
    switch input.origin {
    case .override: return [Self.override(input.key)]
    case .follows(let other): return [Self.override(other)]
    case .database(let found): return reasons(found, as: name ?? input.key.rawValue)
    }
  }

  private static func override(_ key: Study.Override) -> FigureMark.Reason {
    FigureMark.Reason(
      datum: "/overrides/\(key.rawValue)", status: "override", name: key.rawValue, isStandIn: false)
  }

  private func reasons(_ input: PathInput, as name: String) -> [FigureMark.Reason] {
    guard let status = input.status else {
      return [FigureMark.Reason(datum: "", status: "unknown", name: name, isStandIn: false)]
    }
    var reasons: [FigureMark.Reason] = []
    if status.mark != nil || input.isStandIn {
      reasons += input.data.map { reason($0, status.rawValue, name, isStandIn: input.isStandIn) }
    }
    let disputed = input.data.filter { datum in conflictPointers.contains { datum.hasPrefix($0 + "/") || datum == $0 } }
    return reasons + disputed.map { reason($0, "conflict", name) }
  }

  private func reason(_ pointer: String, _ status: String, _ name: String, isStandIn: Bool = false) -> FigureMark.Reason
  {
    FigureMark.Reason(datum: "\(study.target.id)#\(pointer)", status: status, name: name, isStandIn: isStandIn)
  }

  /// The entries of the file that its list of conflicts concerns.
  private var conflictPointers: [String] {
    let target = study.target
    return target.conflicts.flatMap(\.concerns).compactMap { concern in
      switch concern {
      case .level(let id): target.level(id)?.pointer
      case .transition(let upper, let lower):
        target.transitions.first { $0.upper == upper && $0.lower == lower }?.pointer
      case .spin(let a, let b): target.spinElements.first { Set([$0.a, $0.b]) == Set([a, b]) }?.pointer
      }
    }
  }

  /// The host's index, where the study counts it.
  private var indexReasons: [FigureMark.Reason] {
    switch study.geometry.medium {
    case .index(1): return []
    case .index:
      return [
        FigureMark.Reason(
          datum: "/geometry/refractive_index", status: "override", name: "refractive_index", isStandIn: false)
      ]
    case .host:
      guard let index = study.target.host?.refractiveIndex else { return [] }
      let isExtrapolated = medium.host?.isInsideRange == false
      guard index.status.mark != nil || isExtrapolated else { return [] }

      return [
        reason(
          index.pointer, isExtrapolated ? "extrapolated" : index.status.rawValue, "n of the host",
          isStandIn: isExtrapolated)
      ]
    }
  }

  /// What is not plainly cited among the energies of the four levels, or overridden.
  private var levelReasons: [FigureMark.Reason] {
    let overridden = Study.Override.allCases.filter { $0.isEnergy && study.overrides[$0] != nil }
    let path = study.path
    // With all three energies given, the database's play no part.
    let levels =
      overridden.count == 3 || overridden.count == 2 && path.isElastic && study.overrides[.levelSpacing] != nil
      ? [] : [path.e, path.p, path.q, path.g]
    var found: [FigureMark.Reason] = overridden.map(Self.override)
    for level in levels {
      let datum = level.energyPerCentimetre
      if datum.status.mark != nil {
        found.append(reason(datum.pointer, datum.status.rawValue, "energy of \(level.id)"))
      }
      if !level.energyAlternatives.isEmpty { found.append(reason(datum.pointer, "conflict", "energy of \(level.id)")) }
    }
    return found
  }
}
