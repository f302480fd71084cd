/// The faults of a decision that is to block a person and reject the request. Each says what has
/// been done of the two and what has not.
extension Fault {
  /// The block failed.
  static func notBlocked(because cause: Fault) -> Fault {
    cause.kind == .cancelled
      ? cause : cause.saying("The person was neither blocked nor rejected: \(cause.message)")
  }

  /// The block was sent, and what came of it can't be seen.
  static func perhapsBlocked(because cause: Fault) -> Fault {
    Fault(
      .unconfirmed,
      """
      The request was not rejected, and nobody can say whether the person was blocked: \
      \(cause.message)
      """,
      cure: "Try again: nobody is blocked twice.", retryAt: cause.retryAt)
  }

  /// The block succeeded, and the rejection failed.
  static func blockedOnly(because cause: Fault) -> Fault {
    cause.saying(
      "The person is blocked now, but the request was not rejected: \(cause.message)")
  }

  /// The block succeeded, and what came of the rejection can't be seen.
  static func blockedAndPerhapsRejected(because cause: Fault) -> Fault {
    let fault = Fault.unconfirmed(cause)
    guard fault.kind == .unconfirmed else { return blockedOnly(because: fault) }
    return fault.saying(
      """
      The person is blocked now, but nobody can say whether the request was rejected: \
      \(cause.message)
      """)
  }

  private func saying(_ message: String) -> Fault {
    Fault(kind, message, cure: cure, retryAt: retryAt)
  }
}
