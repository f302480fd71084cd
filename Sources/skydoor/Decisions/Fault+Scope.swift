import Moderation

extension Fault {
  /// What else a failed decision says will fail.
  enum Scope {
    /// Nothing: the next decision may well succeed.
    case decision
    /// Every decision in the same group.
    case group
    /// Every decision there is.
    case service
  }

  var scope: Scope {
    switch kind {
    case .unconfirmed, .refused, .noSuchAccount: .decision
    case .notOwner, .groupGone, .groupFull: .group
    case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .sessionFile,
      .rateLimited, .unreachable, .badAnswer, .cancelled:
      .service
    }
  }
}
