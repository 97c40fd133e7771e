/// Near misses: what the user probably meant.
public enum Suggestion {
  /// The candidate closest to a word, if it is close enough to be a likely slip; ties go to the first.
  ///
  /// Close enough is one edit for three letters and about one more for every three beyond, letter case and the choice
  /// between `_`, `-` and a space counting nothing; a word of three letters or more is also close to what begins with it. An edit is an insertion, a deletion, a replacement or a swap of two neighbours.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let folded = fold(word)
    guard folded.count <= 64 else { return nil }
    var best: (distance: Int, candidate: String)?
    // Formats and databases have far fewer names; a hostile file may have any number.
    for candidate in candidates.prefix(2000) {
      let other = fold(candidate)
      if folded.count >= 3, other.count > folded.count, other.starts(with: folded), best?.distance ?? .max > 1 {
        best = (1, candidate)
        continue
      }
      let allowed = max(1, max(folded.count, other.count) / 3)
      guard abs(folded.count - other.count) <= allowed else { continue }
      let distance = editDistance(folded, other)
      if distance <= allowed, distance < max(folded.count, 1), distance < best?.distance ?? .max {
        best = (distance, candidate)
      }
    }
    return best?.candidate
  }

  /// “did you mean 'xe'?”, or `nil`.
  public static func phrase(for word: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: word, among: candidates).map { "did you mean '\($0)'?" }
  }

  private static func fold(_ word: String) -> [Character] {
    word.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 }
  }

  /// Restricted Damerau–Levenshtein distance.
  static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var current = last
    for i in 1...a.count {
      current[0] = i
      for j in 1...b.count {
        let replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        current[j] = min(last[j] + 1, current[j - 1] + 1, replace)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          current[j] = min(current[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[b.count]
  }
}
