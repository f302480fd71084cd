import ATProto
import Foundation
import Synchronization

/// Watches calls, and tells when one is slow, is tried again, and when the service is back.
final class CallMonitor: Sendable {
  private struct State {
    var lastCall = 0
    var underWay: Set<Int> = []
    /// Something was told that the next answer takes back.
    var hasAnnounced = false
  }

  private let state = Mutex(State())
  private let patience: Duration
  private let now: @Sendable () -> Date
  private let notice: @Sendable (ServiceNotice) -> Void

  /// - Parameter patience: how long a call may take before it counts as slow.
  init(
    patience: Duration, now: @escaping @Sendable () -> Date,
    notice: @escaping @Sendable (ServiceNotice) -> Void
  ) {
    self.patience = patience
    self.now = now
    self.notice = notice
  }

  /// Makes one call.
  func watch<Output>(
    _ call: () async throws(XRPCError) -> Output
  ) async throws(XRPCError) -> Output {
    let number = begin()
    let start = now()
    let alarm = Task {
      try await Task.sleep(for: patience)
      tell(.waiting(since: start), unlessEnded: number)
    }
    defer { alarm.cancel() }
    do {
      let output = try await call()
      end(number, isAnswered: true)
      return output
    } catch {
      end(number, isAnswered: error.isAnswer)
      throw error
    }
  }

  /// A call is about to be tried again.
  func retrying(at date: Date, because fault: Fault) {
    state.withLock { state in
      state.hasAnnounced = true
      notice(.retrying(at: date, because: fault))
    }
  }

  /// A call has failed, and is not tried again: what was told of it is no longer so. The next answer
  /// takes this back.
  func gaveUp(because fault: Fault) {
    state.withLock { state in
      if state.hasAnnounced, fault.kind != .cancelled { notice(.gaveUp(fault)) }
    }
  }

  /// Something is to be known that no call fails with.
  func tell(_ news: ServiceNotice) {
    state.withLock { _ in notice(news) }
  }

  private func begin() -> Int {
    state.withLock { state in
      state.lastCall += 1
      state.underWay.insert(state.lastCall)
      return state.lastCall
    }
  }

  // Notices are given under the lock: one that says "slow" must not overtake the one that takes it
  // back.

  private func tell(_ slow: ServiceNotice, unlessEnded number: Int) {
    state.withLock { state in
      guard state.underWay.contains(number) else { return }
      state.hasAnnounced = true
      notice(slow)
    }
  }

  private func end(_ number: Int, isAnswered: Bool) {
    state.withLock { state in
      state.underWay.remove(number)
      guard isAnswered, state.hasAnnounced else { return }
      state.hasAnnounced = false
      notice(.answering)
    }
  }
}

extension XRPCError {
  /// The service is there and has dealt with the call, even where it said no.
  fileprivate var isAnswer: Bool {
    switch self {
    case .refused(let status, _, _, _): status < 500 && status != 429
    case .unreachable, .noAnswer, .malformedAnswer, .answerTooLarge, .redirected, .signedOut,
      .sessionStore, .cancelled:
      false
    }
  }
}

/// What the service layer tells about a call that is taking its time.
public enum ServiceNotice: Equatable, Sendable {
  /// A call has had no answer for a while (two seconds).
  case waiting(since: Date)
  /// A call failed in a way that may pass, and is tried again at the date given.
  case retrying(at: Date, because: Fault)
  /// A call that was slow or tried again has failed; nothing has been answered since.
  case gaveUp(Fault)
  /// The service has answered again.
  case answering
  /// Whose labels count is known, or has changed; or it could not be read.
  case labelers(Labelers)
  /// The session's new tokens could not be saved: only this process has them.
  case sessionUnsaved(Fault)
}
