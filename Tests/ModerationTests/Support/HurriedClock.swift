import Foundation
import Synchronization

@testable import Moderation

/// A clock on which every wait is over at once, and is remembered.
final class HurriedClock: Sendable {
  private struct State {
    var waits: [Duration] = []
    var meanwhile: (@Sendable () async throws -> Void)?
  }

  private let state = Mutex(State())

  /// Every wait so far.
  var waits: [Duration] { state.withLock { $0.waits } }

  /// Has something happen during the next wait.
  func duringNextWait(_ event: @escaping @Sendable () -> Void) {
    duringNextWait(awaiting: event)
  }

  /// Has something happen during the next wait, which ends after it.
  func duringNextWait(awaiting event: @escaping @Sendable () async throws -> Void) {
    state.withLock { $0.meanwhile = event }
  }

  var timekeeper: ServiceClock {
    ServiceClock(
      now: { Date().addingTimeInterval(self.waits.reduce(.zero, +).seconds) },
      sleep: { try await self.sleep($0) })
  }

  private func sleep(_ duration: Duration) async throws {
    try Task.checkCancellation()
    let event = state.withLock { state in
      defer { state.meanwhile = nil }
      state.waits.append(duration)
      return state.meanwhile
    }
    try await event?()
  }
}
