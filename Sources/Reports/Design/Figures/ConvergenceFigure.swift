import Documents
import Drawing
import Studies

extension Figure {
  /// How the best design improved; `nil` when nothing was found.
  static func convergence(_ result: ResultFile) -> Figure? {
    let history = result.history.filter { $0.objective != nil }
    guard let last = history.last, let evaluations = result.evaluations else { return nil }
    let kept = history.filter { $0.violation == 0 }, broken = history.filter { $0.violation > 0 }
    let values = history.compactMap(\.objective)
    let low = values.min() ?? 0, high = values.max() ?? 1
    let isLogarithmic = low > 0 && high / low > 20
    let margin = 0.08 * (high - low)
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
      y: isLogarithmic
        ? .init("objective\(unit)", (low / 1.5)...(high * 1.5), .logarithmic)
        : .init("objective\(unit)", (low - margin)...(high + margin)), height: 120, marks: marks)
    return Figure(
      name: "convergence", title: "How the search converged",
      caption:
        "The best \(Article.code(result.objective.name)) seen over the evaluations of the search; each dot is an improvement.",
      panels: [panel],
      data: DataTable(
        ["evaluation", "phase", "objective", "violation"],
        numbers: result.history.map { [Double($0.evaluation), Double($0.phase), $0.objective, $0.violation] }))
  }
}
