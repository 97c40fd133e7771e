import Emission
import Targets

extension RadiativeEvaluation {
  /// Every figure that rests on data other than cited ones, with those data.
  public var marks: [FigureMark] {
    var marks: [FigureMark] = []
    func mark(_ figures: [String], _ because: [FigureMark.Reason]) {
      guard !because.isEmpty else { return }
      marks += figures.map { FigureMark(figure: $0, because: because) }
    }
    mark(["/levels", "/kinematics", "/thresholds", "/background", "/rate/spectrum_at_trigger"], levelReasons)
    guard let monopole else {
      mark(["/rate/gamma0_per_s", "/rate/total_per_s", "/rate/spectrum"], levelReasons + rateReasons)
      return marks
    }
    if let published = monopole.published {
      let refuted = FigureMark.Reason(
        datum: "/vertex", status: "refuted", name: Refutation.monopoleCancels.rawValue, isStandIn: false)
      mark(["/monopole/as_published"], [refuted] + levelReasons + rateReasons + isotopeReasons(published.nucleus))
    }
    return marks
  }

  /// Where the sources of the target disagree on what the path rests on, in the words of its file.
  public var conflicts: [String] {
    let target = study.target, path = study.path
    var texts: [String] = []
    let found =
      [path.e, path.v, path.g].flatMap { target.conflicts(onLevel: $0.id) }
      + target.conflicts(onTransitionFrom: path.v.id, to: path.g.id)
    for conflict in found where !texts.contains(conflict.text) { texts.append(conflict.text) }
    return texts
  }

  private func override(_ key: RadiativeStudy.Override) -> FigureMark.Reason {
    FigureMark.Reason(datum: "/overrides/\(key.rawValue)", status: "override", name: key.rawValue, isStandIn: false)
  }

  private var levelReasons: [FigureMark.Reason] {
    var found: [FigureMark.Reason] = []
    func judge(_ level: Level, _ key: RadiativeStudy.Override) {
      if study.overrides[key] != nil {
        found.append(override(key))
        return
      }
      let datum = level.energyPerCentimetre
      let pointer = "\(study.target.id)#\(datum.pointer)", name = "energy of \(level.id)"
      if datum.status.mark != nil {
        found.append(.init(datum: pointer, status: datum.status.rawValue, name: name, isStandIn: false))
      }
      if !level.energyAlternatives.isEmpty {
        found.append(.init(datum: pointer, status: "conflict", name: name, isStandIn: false))
      }
    }
    judge(study.path.e, .levelSpacing)
    judge(study.path.v, .virtualSpacing)
    return found
  }

  private func isotopeReasons(_ nucleus: RadiativeStudy.Monopole) -> [FigureMark.Reason] {
    guard nucleus.neutrons != nil else { return [] }
    guard let reason = isotopeReason(nucleus) else {
      return [FigureMark.Reason(datum: "/monopole/A", status: "override", name: "isotope", isStandIn: false)]
    }
    return DataStatus(rawValue: reason.status)?.mark == nil ? [] : [reason]
  }

  private var rateReasons: [FigureMark.Reason] {
    if study.overrides[.rateOfVG] != nil { return [override(.rateOfVG)] }
    let rate = path.rateOfVG, name = rate.quantity.rawValue
    guard let status = rate.status else {
      return [.init(datum: "", status: "unknown", name: name, isStandIn: false)]
    }
    guard status.mark != nil || rate.isStandIn else { return [] }
    return rate.data.map {
      .init(datum: "\(study.target.id)#\($0)", status: status.rawValue, name: name, isStandIn: rate.isStandIn)
    }
  }
}
