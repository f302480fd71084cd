extension Fault {
  /// What else a failed decision says will fail.
  public enum Scope: Hashable, Sendable {
    /// Nothing: the next decision may well succeed.
    case decision
    /// Every approval in the same group.
    case approvals
    /// Every decision in the same group.
    case group
    /// Every decision there is.
    case service
  }

  /// How far it reaches beyond the decision that it was the end of.
  public var scope: Scope {
    switch kind {
    case .unconfirmed, .refused, .noSuchAccount, .wrongState, .invalid: .decision
    case .groupFull: .approvals
    case .notOwner, .groupGone: .group
    case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .sessionFile, .journal,
      .rateLimited, .unreachable, .badAnswer, .cancelled:
      .service
    }
  }
}
