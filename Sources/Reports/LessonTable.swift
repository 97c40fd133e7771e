import Documents
import Studies

/// What the exposure of a search for the rate would learn, for people.
struct LessonTable {
  private let lesson: StudyLesson

  init(_ lesson: StudyLesson) { self.lesson = lesson }

  var text: String {
    var table = TextTable([
      ("", .left), ("r", .right), ("information on m₀", .right), ("σ(m₀), meV", .right),
      ("events for m₀/2", .right), ("days for m₀/2", .right),
    ])
    func add(_ name: String, _ place: StudyLesson.Place) {
      func number(_ value: Double?) -> String { value.map(NumberText.short) ?? "out of reach" }
      table.add([
        name, NumberText.fixed(place.imprint, 8), NumberText.scientific(place.massInformation, digits: 2),
        place.sigma.map { NumberText.short(1000 * $0) } ?? "open", number(place.eventsForHalf),
        number(place.daysForHalf),
      ])
    }
    add("here", lesson.here)
    if let best = lesson.best { add("most information on m₀", best) }
    return "What the same exposure learns of the lightest mass, here and where it learns most\n"
      + table.text(indent: "  ")
  }
}
