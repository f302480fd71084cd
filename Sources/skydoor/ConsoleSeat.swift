import Moderation

/// What the console needs to work for one account.
struct ConsoleSeat {
  /// Makes the service layer; it is told where notices go.
  typealias Connect =
    @Sendable (_ notice: @escaping @Sendable (ServiceNotice) -> Void)
    async throws(Fault) -> GroupService

  /// The handle, for the title.
  let account: String
  /// The other accounts signed in here.
  let others: [Account]
  /// What was on the screen last, and what is left for the next start; nil leaves no trace.
  let snapshot: SnapshotFile?
  /// Called off the thread that owns the screen, after the first paint.
  let connect: Connect

  init(
    account: String, others: [Account] = [], snapshot: SnapshotFile? = nil,
    connect: @escaping Connect
  ) {
    self.account = account
    self.others = others
    self.snapshot = snapshot
    self.connect = connect
  }
}
