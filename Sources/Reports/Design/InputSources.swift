import Documents
import Studies
import Targets

/// The sources of the data in use, each cited by its key.
struct InputSources {
  private let target: Target
  private(set) var used: [Source] = []

  init(_ target: Target) { self.target = target }

  /// - Parameter pointers: of data in the target's file, or of numbers in them.
  mutating func cite(_ pointers: [String]) -> String {
    var keys: [String] = []
    for pointer in pointers {
      var place = pointer
      while !place.isEmpty {
        if let key = target.document.value(at: place)?["source"]?.stringValue, let source = target.source(key) {
          if !keys.contains(key) { keys.append(key) }
          if !used.contains(source) { used.append(source) }
          break
        }
        place = place.lastIndex(of: "/").map { String(place[..<$0]) } ?? ""
      }
    }
    return keys.map { Article.code($0) }.joined(separator: ", ")
  }
}
