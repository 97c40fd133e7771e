import Documents
import Studies

/// What the exposure of a search for the rate would learn, for people.
struct LessonTable {
  private let lesson: StudyLesson

  init(_ lesson: StudyLesson) { self.lesson = lesson }

  var text: String {
    var table = TextTable([
      ("", .left), ("r", .right), ("information on m₀", .right), ("events for m₀/2", .right),
      ("events for the ordering", .right), ("days", .right),
    ])
    func add(_ name: String, _ place: StudyLesson.Place) {
      func number(_ value: Double?) -> String { value.map(NumberText.short) ?? "out of reach" }
      table.add([
        name, NumberText.fixed(place.imprint, 8), NumberText.scientific(place.massInformation, digits: 2),
        number(place.eventsForHalf), number(place.eventsForOrdering), number(place.daysForOrdering),
      ])
    }
    add("here", lesson.here)
    if let best = lesson.best { add("most information on m₀", best) }
    return "What the same exposure learns here, and where it learns most (signal events, Δχ² = 9 for the ordering)\n"
      + table.text(indent: "  ")
  }
}
