import Foundation
import Synchronization

/// Keeps to the pauses that the service asks for. What it asks of one call holds for all: each of a
/// thousand decisions would be told the same.
final class RateLimitGate: Sendable {
  private struct State {
    var pausedUntil = Date.distantPast
    /// Pauses in a row, with no other answer between them.
    var streak = 0
  }

  private let caller: ServiceCaller
  private let state = Mutex(State())

  init(caller: ServiceCaller) {
    self.caller = caller
  }

  var isPaused: Bool { state.withLock { $0.pausedUntil } > caller.time.now() }

  /// The service asks for a pause.
  /// - Parameters:
  ///   - date: how long; nil where it does not say, so that pauses grow until it is enough.
  ///   - sentAt: when the call was made that is answered so.
  /// - Returns: false for a call that was on its way when the pause began.
  func pause(until date: Date?, sentAt: Date) -> Bool {
    let now = caller.time.now()
    return state.withLock { state in
      let isNew = sentAt >= state.pausedUntil
      if isNew { state.streak += 1 }
      // What was asked for the last time was not enough, whatever is asked for now.
      let isAgain = state.streak > 1 || date == nil
      let least = isNew && isAgain ? now + caller.retries.delay(after: state.streak).seconds : now
      state.pausedUntil = max(state.pausedUntil, date ?? now, least)
      return isNew
    }
  }

  /// The service has answered otherwise.
  func answered() {
    state.withLock { $0.streak = 0 }
  }

  /// Waits until there is no pause.
  /// - Throws: `.rateLimited` when that is further off than the policy allows, `.cancelled`.
  func waitOutPause() async throws(Fault) {
    while true {
      let date = state.withLock { $0.pausedUntil }
      guard date > caller.time.now() else { return }
      try await caller.pause(until: date, because: .rateLimited(until: date))
    }
  }
}
