/// Two columns: what, and its value with a mark.
struct Rows {
  private var rows: [(String, String)] = []

  mutating func add(_ name: String, _ value: String, _ mark: String = "") {
    rows.append((name, mark.isEmpty ? value : "\(value) \(mark)"))
  }

  var text: String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "  " + $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 + "\n" }.joined()
  }
}
