import Dispatch
import Synchronization

/// Work over indices on several threads, each result in its place: the same on one thread and on many.
enum Parallel {
  static func map<Element: Sendable>(
    _ count: Int, threads: Int, _ body: @Sendable (Int) -> Element
  ) -> [Element] {
    guard count > 1, threads > 1 else { return (0..<count).map(body) }
    let next = Atomic<Int>(0)
    let results = Mutex([Element?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let element = body(index)
        results.withLock { $0[index] = element }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
