import Documents
import Drawing
import Studies

extension Figure {
  /// How the best design improved; `nil` when nothing was found.
  static func convergence(_ result: ResultFile) -> Figure? {
    let history = result.history.filter { $0.objective != nil }
    guard let last = history.last, let evaluations = result.evaluations else { return nil }
    let kept = history.filter { $0.violation == 0 }
    // Designs that break a constraint may lie far off: the axis is that of the others where there are some.
    let values = (kept.count > 1 ? kept : history).compactMap(\.objective)
    let low = values.min() ?? 0, high = values.max() ?? 1
    let isLogarithmic = low > 0 && high / low > 20
    let margin = 0.08 * (high - low)
    let range = isLogarithmic ? (low / 1.5)...(high * 1.5) : (low - margin)...(high + margin)
    let allBroken = history.filter { $0.violation > 0 }
    let broken = allBroken.filter { range.contains($0.objective ?? low) }, hidden = allBroken.count - broken.count
    func points(_ steps: [ResultFile.Step]) -> [(x: Double, y: Double?)] {
      steps.map { (Double($0.evaluation), $0.objective) }
    }
    var marks: [Panel.Mark] = []
    if !broken.isEmpty {
      marks.append(
        .dots(broken.map { (Double($0.evaluation), $0.objective ?? 0) }, .orange, label: "a constraint is broken"))
    }
    if !kept.isEmpty {
      marks.append(
        .steps(
          points(kept) + [(Double(max(evaluations, last.evaluation)), kept.last?.objective)], .blue,
          label: "best that keeps all constraints"))
      marks.append(.dots(kept.map { (Double($0.evaluation), $0.objective ?? 0) }, .blue, label: "improvement"))
    }
    let unit = result.objective.unit.isEmpty ? "" : ", \(result.objective.unit)"
    let panel = Panel(
      title: Label(result.objective.name), x: .init("evaluations", 1...Double(max(evaluations, 2)), .logarithmic),
      y: .init("objective\(unit)", range, isLogarithmic ? .logarithmic : .linear), height: 120, marks: marks)
    return Figure(
      name: "convergence", title: "How the search converged",
      caption:
        "The best \(Article.code(result.objective.name)) seen over the evaluations of the search; each dot is an improvement.\(hidden == 0 ? "" : " \(hidden) that \(hidden == 1 ? "breaks a constraint lies" : "break a constraint lie") beyond the axis; the data have \(hidden == 1 ? "it" : "them").")",
      panels: [panel],
      data: DataTable(
        ["evaluation", "phase", "objective", "violation"],
        numbers: result.history.map { [Double($0.evaluation), Double($0.phase), $0.objective, $0.violation] }))
  }
}
