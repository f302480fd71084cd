/// How often and after what time a call is tried again.
public struct RetryPolicy: Sendable {
  /// How often a call is sent at most, the first time included.
  public var attempts: Int
  /// The longest wait after the first failure; it doubles with every further one.
  public var base: Duration
  /// The longest wait of all. A service that asks for a longer pause is not waited for.
  public var limit: Duration
  /// Takes the longest wait allowed and says how long to wait.
  public var jitter: @Sendable (Duration) -> Duration

  /// - Parameter jitter: spreads the calls of many clients that failed at the same moment. By
  ///   default any time up to the longest, each as likely as the other.
  public init(
    attempts: Int = 4, base: Duration = .milliseconds(500), limit: Duration = .seconds(30),
    jitter: @escaping @Sendable (Duration) -> Duration = { $0 * Double.random(in: 0...1) }
  ) {
    self.attempts = attempts
    self.base = base
    self.limit = limit
    self.jitter = jitter
  }

  /// How long to wait after a failure that the service named no time for.
  /// - Parameter attempt: the one that failed, counted from 1.
  func delay(after attempt: Int) -> Duration {
    let doublings = min(max(attempt - 1, 0), 20)
    return jitter(min(limit, base * (1 << doublings)))
  }
}
