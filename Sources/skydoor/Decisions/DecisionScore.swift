import Moderation
import Synchronization

/// Keeps a report while decisions settle, and stops the task that sends them where it can't be
/// written.
final class DecisionScore: Sendable {
  private struct State {
    var report: DecisionReport
    var failure: (any Error)?
  }

  private let state: Mutex<State>

  init(_ report: DecisionReport) {
    state = Mutex(State(report: report))
  }

  func add(_ decision: PlannedDecision, _ outcome: Outcome) {
    state.withLock { state in
      guard state.failure == nil else { return }
      do {
        try state.report.add(decision, outcome)
      } catch {
        state.failure = error
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
  }

  /// The report as it is now.
  /// - Throws: why it could not be written.
  func report() throws -> DecisionReport {
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.report
    }
  }
}
