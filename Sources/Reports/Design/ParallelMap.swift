import Dispatch
import Synchronization

/// A map over indices on all cores.
enum ParallelMap {
  static func map<T: Sendable>(_ count: Int, _ compute: @escaping @Sendable (Int) -> T) -> [T] {
    let results = Mutex([T?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let value = compute(index)
      results.withLock { $0[index] = value }
    }
    return results.withLock { $0.map { $0! } }
  }
}
