import Search

/// What a search has to know of a process: from values to designs, and what is known of them beforehand.
protocol DesignSpace: Sendable {
  /// The design at the start of every range.
  func start() -> any FigurePoint

  /// The design with these values; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - withSlopes: slopes will be asked for.
  ///   - interruption: once raised, what takes seconds is broken off, and its figures are worth nothing.
  func point(at values: [Double], withSlopes: Bool, _ interruption: Interruption?) -> (any FigurePoint)?

  /// How a search sees a range.
  func variable(_ range: StudyTemplate.Range, _ goal: StudyGoal) -> Variable

  /// Where optima are known to lie.
  func hints(_ goal: StudyGoal) -> [[Double]]

  /// Whether figures know slopes in closed form.
  var hasSlopes: Bool { get }

  /// Whether a design takes milliseconds.
  func isDear(_ goal: StudyGoal) -> Bool

  /// By how much values may differ and be equally good: ``Problem/equality``.
  func equality(_ goal: StudyGoal) -> Double
}
