import Synchronization

/// Keeps a report while things settle, and stops the task that works on them where it can't be
/// written.
final class Score<Report: Sendable>: Sendable {
  private struct State {
    var report: Report
    var failure: (any Error)?
  }

  private let state: Mutex<State>

  init(_ report: Report) {
    state = Mutex(State(report: report))
  }

  func add(_ entry: (inout Report) throws -> Void) {
    state.withLock { state in
      guard state.failure == nil else { return }
      do {
        try entry(&state.report)
      } catch {
        state.failure = error
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
  }

  /// The report as it is now.
  /// - Throws: why it could not be written.
  func report() throws -> Report {
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.report
    }
  }
}
