import Documents
import Foundation
import Search
import Studies

/// What the commands that search share: stopping on Ctrl-C, progress on a terminal, errors in words.
enum SearchRun {
  static let interruption = Interruption()
  static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Runs a search that a first Ctrl-C ends with what it has, and a second one at once.
  static func perform(_ body: () throws -> Int32) throws -> Int32 {
    listen()
    do {
      return try body()
    } catch let failure as StudyOptimisation.Failure {
      clearProgress()
      switch failure {
      case .study(let error): throw error
      case .search(let error): throw error
      }
    }
  }

  private static func listen() {
    // A parent may have blocked them, as the threads of a queue do.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if SearchRun.interruption.isRaised { _exit(128 + number) }
        SearchRun.interruption.interrupt()
      }
    }
  }

  /// Writes a scan block by block.
  static func scan(_ scan: StudyScan, json: Bool, threads: Int?, _ write: (String) throws -> Void) throws {
    listen()
    var fault: (any Error)?
    var isFirst = true
    func put(_ text: String) -> Bool {
      do { try write(text) } catch { fault = error }
      return fault == nil
    }
    let columns = scan.columns
    guard
      put(
        json
          ? "{\n  \"columns\": [\(columns.map { "\"\($0)\"" }.joined(separator: ", "))],\n  \"rows\": [\n"
          : columns.joined(separator: ",") + "\n")
    else { throw fault ?? CancellationError() }
    scan.stream(threads: threads ?? cores, interruption: interruption) { row in
      json
        ? ",\n    [" + row.map { $0.map { "\($0)" } ?? "null" }.joined(separator: ", ") + "]"
        : row.map { $0.map { "\($0)" } ?? "" }.joined(separator: ",") + "\n"
    } _: { text in
      defer { isFirst = false }
      return put(json && isFirst ? String(text.dropFirst(2)) : text)
    }
    if fault == nil, json { _ = put("\n  ]\n}\n") }
    if let fault { throw fault }
  }

  static let progress: @Sendable (SearchProgress) -> Void = { progress in
    var line = "\(progress.evaluations) evaluations"
    if let best = progress.best {
      line += best.isFeasible ? ", best " : ", none feasible, "
      line += NumberText.scientific(best.objective, digits: 6)
      if !best.isFeasible { line += ", \(progress.broken) broken, norm \(NumberText.short(best.violationNorm))" }
    }
    if progress.evaluations > 0 {
      let left = progress.seconds / Double(progress.evaluations) * Double(progress.budget - progress.evaluations)
      line += ", at most \(NumberText.short(max(left, 0).rounded())) s left"
    }
    Output.remark("\r\u{1B}[K" + line)
  }

  static let judges: @Sendable () -> Void = {
    Output.remark("\r\u{1B}[Kjudging the best design by the full pair factor; Ctrl-C ends with the strip's word")
  }

  static func clearProgress() { if isTerminal { Output.remark("\r\u{1B}[K") } }
}
