import Foundation
import Synchronization

/// How often and after what time a call is tried again.
public struct RetryPolicy: Sendable {
  /// How often a call is sent at most, the first time included. One that is answered with a wish for
  /// a pause does not count.
  public var attempts: Int
  /// The longest wait after the first failure; it doubles with every further one.
  public var base: Duration
  /// The longest wait of all, where the service names no time.
  public var limit: Duration
  /// The longest pause that is kept when the service asks for one. A longer one is not waited out.
  public var pauseLimit: Duration
  /// How many pauses (429) one call or decision may sit through.
  public var pauses: Int
  /// Takes the longest wait allowed and says how long to wait.
  public var jitter: @Sendable (Duration) -> Duration

  /// - Parameters:
  ///   - pauses: by default a call that meets nothing but pauses is sent as often as one that meets
  ///     nothing but failures.
  ///   - jitter: spreads the calls of many clients that failed at the same moment. By default any
  ///     time up to the longest, each as likely as the other.
  public init(
    attempts: Int = 4, base: Duration = .milliseconds(500), limit: Duration = .seconds(30),
    pauseLimit: Duration = .seconds(30), pauses: Int? = nil,
    jitter: @escaping @Sendable (Duration) -> Duration = { $0 * Double.random(in: 0...1) }
  ) {
    self.attempts = attempts
    self.base = base
    self.limit = limit
    self.pauseLimit = pauseLimit
    self.pauses = pauses ?? attempts - 1
    self.jitter = jitter
  }

  /// For a front end that stays open: it slows down as it is asked to, and goes on by itself.
  public static let patient = RetryPolicy(pauseLimit: .seconds(15 * 60), pauses: 1_000)

  /// How long to wait after a failure that the service named no time for.
  /// - Parameter attempt: the one that failed, counted from 1.
  func delay(after attempt: Int) -> Duration {
    let doublings = min(max(attempt - 1, 0), 20)
    return jitter(min(limit, base * (1 << doublings)))
  }
}

/// Where the layer takes its time from, so that a test need not wait.
struct ServiceClock: Sendable {
  var now: @Sendable () -> Date
  /// Throws `CancellationError` when the task is cancelled.
  var sleep: @Sendable (Duration) async throws -> Void

  static let system = ServiceClock(
    now: { Date() }, sleep: { try await Task.sleep(for: $0) })
}

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
