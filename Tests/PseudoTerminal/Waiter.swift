/// Someone who waits for a program.
struct Waiter: Sendable {
  let deadline: ContinuousClock.Instant
  /// Answers, if there is an answer or the deadline has passed, and tells whether.
  let resume: @Sendable (_ snapshot: Session.Snapshot, _ isOverdue: Bool) -> Bool
}
