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
